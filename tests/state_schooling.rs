//! What the reader does with the training, as a value: what the page does with it.

use gradlens::settings::Key;
use gradlens::state::{Effect, Msg, Schooling, Stalled};

use crate::world::Page;

const NET: &str = "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&steps=40&seed=3";

fn watched(link: &str) -> Page {
    let mut page = Page::settled(link);
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page
}

fn set(key: Key, text: &str) -> Msg {
    Msg::Set(key, text.into())
}

/// The address follows a training that runs, not more often than once a second.
#[test]
fn the_address_follows_while_it_runs() {
    let mut page = watched(&NET.replace("steps=40", "steps=400"));
    page.take(Msg::Training(Schooling::Run));
    page.take(set(Key::Data, "xor"));
    let mut written = Vec::new();
    for _ in 0..60 {
        page.now += 100.0;
        for effect in page.turn() {
            if let Effect::Address { settings, .. } = effect {
                written.push((page.now, settings.view));
            }
        }
    }
    assert!(page.model.training.is_running(), "it never came to rest");
    assert!((4..=7).contains(&written.len()), "{}", written.len());
    let apart = written.windows(2).map(|pair| pair[1].0 - pair[0].0);
    assert!(apart.into_iter().all(|apart| apart >= 1000.0));
    assert!(
        written
            .iter()
            .all(|(_, view)| view.course.data.name() == "xor")
    );
    assert!(written.is_sorted_by(|one, next| one.1.at < next.1.at));
}

/// A button that goes with what it was for leaves the focus to one that stays.
#[test]
fn the_focus_goes_on_where_a_button_goes() {
    let focus = |page: &mut Page, what: Schooling| {
        let effects = page.take(Msg::Training(what));
        page.settle();
        effects.into_iter().find_map(|effect| match effect {
            Effect::Focus(id) => Some(id),
            _ => None,
        })
    };
    let mut page = watched("v=1&depth=3&width=4&seed=3&at=0");
    assert_eq!(focus(&mut page, Schooling::Fit), Some("training-name"));
    let mut page = watched(&format!("{NET}&at=20"));
    assert_eq!(focus(&mut page, Schooling::Branch), None);
    assert_eq!(focus(&mut page, Schooling::Swap), None);
    assert_eq!(focus(&mut page, Schooling::Swap), None);
    assert_eq!(focus(&mut page, Schooling::Unbranch), Some("train-branch"));
    assert_eq!(focus(&mut page, Schooling::Drop), Some("train-keep"));
    // What is refused leaves its button where it is.
    assert_eq!(focus(&mut page, Schooling::Drop), None);
    let mut page = watched("v=1&depth=3&width=4&seed=3&lock=width,inputs");
    assert_eq!(focus(&mut page, Schooling::Fit), None);
    // Each of these is in the page.
    let page = [
        include_str!("../index.html"),
        gradlens::words::learning::INSIDE,
    ]
    .concat();
    for id in ["training-name", "train-branch", "train-keep"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}

/// A button that does nothing says why, and only such a one.
#[test]
fn buttons_do_something_or_say_why_not() {
    let after_run = |link: &str| {
        let mut page = watched(link);
        page.do_and_settle(Msg::Training(Schooling::Run));
        page
    };
    let linear = "v=1&depth=3&width=8~2,1&inputs=1&act=linear&data=sine&lr=100&seed=1";
    let stopped = format!("{NET}&lr=1&below=0.69").replace("steps=40", "steps=4000");
    for (link, word) in [
        (NET, "All steps"),
        (&NET.replace("steps=40", "steps=0"), "is 0"),
        (linear, "not finite"),
        (&stopped, "below"),
    ] {
        let mut page = after_run(link);
        let last = page.model.view.at;
        let stalled = Stalled::of(&page.model);
        assert!(stalled.run.expect("a reason").contains(word), "{stalled:?}");
        assert_eq!(stalled.step, stalled.run);
        for what in [Schooling::Run, Schooling::Step, Schooling::Show(last + 7)] {
            page.do_and_settle(Msg::Training(what));
            assert_eq!(page.model.view.at, last, "{link}: {what:?}");
            assert!(!page.model.training.is_running());
        }
        if last > 1 {
            // One step further there is one.
            page.do_and_settle(Msg::Training(Schooling::Show(last - 2)));
            let stalled = Stalled::of(&page.model);
            assert!(stalled.run.is_some() && stalled.step.is_none());
            page.do_and_settle(Msg::Training(Schooling::Step));
            assert_eq!(page.model.view.at, last - 1);
        }
    }
    // With more steps it goes on from its end, wherever it is looked at.
    let mut page = after_run(NET);
    page.do_and_settle(Msg::Training(Schooling::Show(3)));
    page.do_and_settle(set(Key::Steps, "50"));
    assert_eq!(Stalled::of(&page.model), Stalled::default());
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(page.model.view.at, 50);
}

/// Those who do not see it are told when it begins and when it ends, and nothing in between.
#[test]
fn a_training_is_told_at_its_ends() {
    let mut page = watched(&NET.replace("steps=40", "steps=400"));
    let mut told = vec![page.model.training.told().to_owned()];
    let mut hear = |page: &Page| {
        let now = page.model.training.told().to_owned();
        if told.last() != Some(&now) {
            told.push(now);
        }
    };
    page.take(Msg::Training(Schooling::Run));
    hear(&page);
    for _ in 0..9 {
        page.turn();
        hear(&page);
    }
    page.take(Msg::Training(Schooling::Pause));
    hear(&page);
    page.settle();
    hear(&page);
    page.do_and_settle(Msg::Training(Schooling::Show(2)));
    hear(&page);
    page.take(Msg::Training(Schooling::Run));
    hear(&page);
    page.settle();
    hear(&page);
    let [nothing, runs, paused, again, ended] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!((nothing.as_str(), runs), ("", again));
    assert!(runs.contains("runs"), "{runs}");
    assert!(
        paused.contains("On its batch") && paused != ended,
        "{paused}"
    );
    assert!(ended.contains("at step 400"), "{ended}");
    // Nothing else of the act is read out whenever it changes.
    let inside = gradlens::words::learning::INSIDE;
    let lines = inside
        .split('<')
        .filter(|tag| tag.contains("role=\"status\""));
    let parts: Vec<&str> = lines.filter_map(|tag| tag.split("data-").nth(1)).collect();
    assert_eq!(parts, ["training=\"told\">", "saved>"]);
}
