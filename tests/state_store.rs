//! What is known of which subject.

use std::rc::Rc;

use gradlens::analysis::{Analysis, Known};
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::scene::PlainSpectra;
use gradlens::state::{Entry, Freshness, Store};

fn subject(text: &str) -> Rc<Subject> {
    Rc::new(Subject::Recipe(link::decode(text).0.recipe))
}

/// An analysis of which so much is known.
fn analysis(subject: &Subject, known: Known) -> Analysis {
    let mut analysis = Analysis::of(&subject.network());
    analysis.known = known;
    analysis
}

fn depth(entry: Option<&Entry>) -> Option<usize> {
    entry.map(|entry| entry.subject.depth())
}

#[test]
fn a_view_gets_the_newest_that_knows_enough_with_its_own_subject() {
    let mut store = Store::default();
    let all = [Known::Gradients, Known::Layers, Known::Everything];
    assert!(store.newest().is_none() && all.iter().all(|known| store.knowing(*known).is_none()));
    // Deeper ones are newer.
    let arrivals = [
        (2, Known::Everything, [2, 2, 2]),
        (3, Known::Gradients, [3, 2, 2]),
        (4, Known::Layers, [4, 4, 2]),
        (5, Known::Gradients, [5, 4, 2]),
        (6, Known::Everything, [6, 6, 6]),
    ];
    for (layers, known, expected) in arrivals {
        let subject = subject(&format!("depth={layers}&width=2"));
        store.receive(&subject, analysis(&subject, known));
        assert_eq!(
            all.map(|known| depth(store.knowing(known))),
            expected.map(Some)
        );
        assert_eq!(depth(store.newest()), Some(layers));
        assert_eq!(depth(store.complete()), Some(expected[2]));
        for known in all {
            let entry = store.knowing(known).expect("an entry");
            assert_eq!(entry.analysis.widths.len(), entry.subject.depth() + 1);
        }
    }
}

#[test]
fn what_is_older_than_the_subject_is_old_and_what_is_not_all_there_a_part() {
    let mut store = Store::default();
    let (one, other) = (subject("depth=2&width=2"), subject("depth=3&width=2"));
    store.receive(&one, analysis(&one, Known::Everything));
    let first = store.newest().expect("an entry").clone();
    assert_eq!(store.freshness(&first, &one), Freshness::Whole);
    assert_eq!(store.freshness(&first, &other), Freshness::Old);
    assert!(store.is_complete_of(&one) && !store.is_of(&other));
    store.receive(&other, analysis(&other, Known::Gradients));
    let part = store.newest().expect("an entry").clone();
    assert_eq!(store.freshness(&part, &other), Freshness::Part);
    assert_eq!(store.freshness(&first, &other), Freshness::Old);
    assert!(store.is_of(&other) && !store.is_complete_of(&other));
    // The reader is back at the first one, which is known, but not the newest.
    assert_eq!(store.freshness(&first, &one), Freshness::Old);
    assert!(!store.is_of(&one) && !store.is_complete_of(&one));
    // Equal recipes are one subject, whoever has made them.
    assert!(store.is_of(&subject("depth=3&width=2&gain=1")));
}

#[test]
fn what_is_completely_known_becomes_the_newest_again_with_all_its_numbers() {
    let mut store = Store::default();
    let [one, part, layers] = [2, 3, 4].map(|depth| subject(&format!("depth={depth}&width=2")));
    assert!(!store.recall(&one), "nothing is known");
    store.receive(&one, analysis(&one, Known::Everything));
    store.receive_plain(&one, PlainSpectra::from([].as_slice()));
    let first = store.complete().expect("an entry").clone();
    store.receive(&layers, analysis(&layers, Known::Layers));
    store.receive(&part, analysis(&part, Known::Gradients));
    for other in [&layers, &part, &subject("depth=5")] {
        assert!(!store.recall(other), "not completely known");
        assert!(store.is_of(&part));
    }
    // An equal recipe, whoever has made it.
    assert!(store.recall(&subject("depth=2&width=2&gain=1")));
    assert!(store.is_complete_of(&one));
    for known in [Known::Gradients, Known::Layers, Known::Everything] {
        let entry = store.knowing(known).expect("an entry");
        assert_eq!(store.freshness(entry, &one), Freshness::Whole);
        assert_eq!(entry.count, first.count, "the same numbers");
        assert!(entry.plain.is_some());
    }
    // What comes next is newer.
    store.receive(&part, analysis(&part, Known::Gradients));
    assert_eq!(depth(store.newest()), Some(3));
    assert_eq!(depth(store.knowing(Known::Layers)), Some(2));
}

#[test]
fn what_plain_arithmetic_says_goes_to_its_subject_alone() {
    let mut store = Store::default();
    let (one, other) = (subject("depth=2&width=2"), subject("depth=3&width=2"));
    store.receive(&one, analysis(&one, Known::Everything));
    store.receive(&other, analysis(&other, Known::Gradients));
    let plain = || PlainSpectra::from([].as_slice());
    store.receive_plain(&one, plain());
    let has_plain = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.plain.is_some());
    assert!(has_plain(store.complete()) && !has_plain(store.newest()));
    store.receive_plain(&subject("depth=9"), plain());
    assert!(!has_plain(store.newest()));
    // New numbers have none yet.
    store.receive(&one, analysis(&one, Known::Everything));
    assert!(!has_plain(store.complete()));
}

#[test]
fn a_file_is_a_subject_of_its_own_and_gives_its_name() {
    let mut store = Store::default();
    let recipe = subject("depth=2&width=2");
    let mut network: Network = recipe.network();
    network.name = Some("mine".into());
    let files = [0, 1].map(|_| Rc::new(Subject::File(Rc::new(network.clone()))));
    store.receive(&files[0], analysis(&files[0], Known::Everything));
    let entry = store.complete().expect("an entry");
    assert_eq!(entry.analysis.name.as_deref(), Some("mine"));
    assert!(store.is_of(&files[0]));
    assert!(!store.is_of(&files[1]) && !store.is_of(&recipe));
}

#[test]
fn what_is_printed_is_of_one_network() {
    let all = [Known::Gradients, Known::Layers, Known::Everything];
    let mut store = Store::default();
    let depths = |store: &Store| all.map(|known| depth(store.knowing(known)));
    let [two, three, four] = [2, 3, 4].map(|layers| subject(&format!("depth={layers}&width=2")));
    store.receive(&two, analysis(&two, Known::Gradients));
    store.freeze();
    assert_eq!(depths(&store), [Some(2), None, None], "nothing is complete");
    store.thaw();
    store.receive(&two, analysis(&two, Known::Everything));
    store.receive(&three, analysis(&three, Known::Layers));
    store.receive(&four, analysis(&four, Known::Gradients));
    let before = depths(&store);
    assert_eq!(before, [Some(4), Some(3), Some(2)]);
    store.freeze();
    assert_eq!(depths(&store), [Some(2); 3]);
    assert_eq!(depth(store.newest()), Some(2));
    assert!(!store.is_of(&four) && store.is_complete_of(&two));
    let entry = store.newest().expect("an entry");
    assert_eq!(store.freshness(entry, &four), Freshness::Old);
    store.thaw();
    assert_eq!(depths(&store), before);
    assert!(store.is_of(&four) && !store.is_complete_of(&two));
}
