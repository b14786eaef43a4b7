//! The training of what is shown: begun, let run, gone back in, and given up with another network.

use gradlens::network::Subject;
use gradlens::settings::Key;
use gradlens::state::{Announced, Effect, Msg, Schooling, Speed};
use gradlens::study::training::{Session, Sight};

use crate::world::Page;

pub const NET: &str = "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&steps=40&seed=3";

pub fn watched(link: &str) -> Page {
    let mut page = Page::settled(link);
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page
}

pub fn steps(page: &Page) -> Option<u64> {
    page.model.training.session().map(|session| session.steps())
}

pub fn set(key: Key, text: &str) -> Msg {
    Msg::Set(key, text.into())
}

#[test]
fn nothing_is_trained_while_nobody_looks() {
    let page = Page::settled(NET);
    assert!(page.model.training.session().is_none());
    let page = watched(NET);
    assert_eq!(steps(&page), Some(0));
    assert!(page.model.training.session().expect("one").all().is_some());
    assert!(page.model.subject.drawn().is_some());
}

#[test]
fn it_runs_to_its_end_and_the_page_shows_every_step() {
    let mut page = watched(NET);
    let start = page
        .model
        .store
        .complete()
        .expect("complete")
        .analysis
        .clone();
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!((steps(&page), page.model.view.at), (Some(40), 40));
    assert!(!page.model.training.is_running());
    assert!(page.link().contains("at=40"), "{}", page.link());
    let Subject::Trained(trained) = &*page.model.subject else {
        panic!("{:?}", page.model.subject);
    };
    assert_eq!(trained.at, 40);
    assert!(page.model.is_complete());
    let end = page
        .model
        .store
        .complete()
        .expect("complete")
        .analysis
        .clone();
    assert_ne!(
        start.layers[0].gradient.weight,
        end.layers[0].gradient.weight
    );
    // Back to the beginning: what is drawn is shown again.
    page.do_and_settle(Msg::Training(Schooling::Show(0)));
    assert_eq!(
        page.link(),
        NET.replace("&steps=40&seed=3", "&seed=3&steps=40")
    );
    assert!(page.model.subject.drawn().is_some());
    let again = page
        .model
        .store
        .complete()
        .expect("complete")
        .analysis
        .clone();
    assert_eq!(
        again.layers[0].gradient.weight,
        start.layers[0].gradient.weight
    );
    // A step in between is that of a link.
    page.do_and_settle(Msg::Training(Schooling::Show(17)));
    let linked = Page::settled(&page.link());
    assert_eq!(linked.model.subject, page.model.subject);
    assert_eq!(
        linked.model.subject.network().layers[0].weight,
        page.model.subject.network().layers[0].weight
    );
    assert!(linked.model.is_complete());
}

/// The numbers of the link's step, never those of another one, are told as ready.
#[test]
fn a_link_is_not_ready_before_its_step_is_shown() {
    let mut page = Page::at(&format!("{NET}&at=17"));
    let mut ready = 0;
    for _ in 0..200 {
        let effects = page.turn();
        if effects.contains(&Effect::Announce(Announced::Ready)) {
            assert!(matches!(&*page.model.subject, Subject::Trained(trained) if trained.at == 17));
            ready += 1;
        }
    }
    assert!(ready > 0);
    // Behind the last step, and of a network that cannot be trained so, there is none.
    for (link, expected) in [
        (format!("{NET}&at=900"), 40),
        ("v=1&depth=3&width=4&at=9&seed=1".into(), 0),
    ] {
        let page = Page::settled(&link);
        assert_eq!(page.model.view.at, expected, "{link}");
        assert!(page.model.is_complete());
    }
}

#[test]
fn a_step_is_one_step_and_a_pause_stops() {
    let mut page = watched(NET);
    for step in 1..=3 {
        page.do_and_settle(Msg::Training(Schooling::Step));
        assert_eq!(
            (page.model.view.at, steps(&page)),
            (step, Some(step as u64))
        );
    }
    page.take(Msg::Training(Schooling::Run));
    page.take(Msg::Training(Schooling::Pause));
    page.settle();
    assert_eq!(steps(&page), Some(3));
    assert_eq!(page.model.view.at, 3);
}

#[test]
fn another_network_begins_anew_and_another_end_does_not() {
    let mut page = watched(NET);
    page.do_and_settle(Msg::Training(Schooling::Run));
    page.do_and_settle(set(Key::Steps, "60"));
    assert_eq!(steps(&page), Some(40));
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(steps(&page), Some(60));
    page.do_and_settle(set(Key::Lr, "0.01"));
    // The step that is shown is computed for the new one.
    assert_eq!(steps(&page), Some(60));
    let Subject::Trained(trained) = &*page.model.subject else {
        panic!("{:?}", page.model.subject);
    };
    assert_eq!(trained.course.lr, 0.01);
    page.do_and_settle(Msg::Training(Schooling::Show(0)));
    page.do_and_settle(set(Key::Gain, "2"));
    assert_eq!(steps(&page), Some(0));
}

#[test]
fn a_network_of_another_shape_is_fitted() {
    let mut page = watched("v=1&depth=4&width=6&act=relu&seed=2");
    assert!(page.model.training.session().is_none());
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert!(!page.model.training.is_running());
    page.do_and_settle(Msg::Training(Schooling::Fit));
    assert_eq!(page.model.subject.widths(), [2, 6, 6, 6, 2]);
    assert_eq!(steps(&page), Some(0));
    page.do_and_settle(set(Key::Data, "sine"));
    assert!(page.model.training.session().is_none());
    page.do_and_settle(Msg::Training(Schooling::Fit));
    assert_eq!(page.model.subject.widths(), [1, 6, 6, 6, 1]);
}

#[test]
fn it_ends_where_a_number_is_not_finite() {
    let mut page = watched("v=1&depth=3&width=8~2,1&inputs=1&act=linear&data=sine&lr=100&seed=1");
    page.do_and_settle(Msg::Training(Schooling::Run));
    let session = page.model.training.session().expect("one");
    let ended = session.ended().expect("not finite");
    assert_eq!(page.model.view.at as u64, ended.step);
    assert!(!page.model.training.is_running() && page.model.is_complete());
}

#[test]
fn a_locked_setting_of_the_training_stays() {
    let mut page = watched(&format!("{NET}&lock=lr,at"));
    page.do_and_settle(set(Key::Lr, "1"));
    assert!(page.model.board.refusal().is_some());
    page.do_and_settle(Msg::Training(Schooling::Show(5)));
    assert_eq!(page.model.view.at, 0);
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!((page.model.view.at, steps(&page)), (0, Some(40)));
}

pub fn losses(session: Option<&Session>) -> Vec<f64> {
    let columns = session.expect("a training").history().columns();
    columns.map(|column| column.loss).collect()
}

#[test]
fn from_here_another_way_is_tried_beside_the_old_one() {
    let mut page = watched(NET);
    page.do_and_settle(Msg::Training(Schooling::Run));
    let old = losses(page.model.training.session());
    page.do_and_settle(Msg::Training(Schooling::Show(25)));
    page.do_and_settle(Msg::Training(Schooling::Branch));
    assert_eq!(page.model.view.at, 25);
    page.do_and_settle(set(Key::Lr, "3"));
    assert_eq!(losses(page.model.training.against()), old);
    page.do_and_settle(Msg::Training(Schooling::Run));
    let new = losses(page.model.training.session());
    assert_eq!(new.len(), 41);
    assert_eq!(new[..=25], old[..=25]);
    assert_ne!(new[27], old[27]);
    // A link brings both back.
    let mut linked = Page::at(&page.link());
    linked.settle();
    linked.do_and_settle(Msg::Training(Schooling::Watch(true)));
    assert_eq!(losses(linked.model.training.session()), new);
    assert_eq!(losses(linked.model.training.against()), old);
    // A is shown, and the other way round.
    page.do_and_settle(Msg::Training(Schooling::Swap));
    assert_eq!(losses(page.model.training.session()), old);
    assert_eq!(losses(page.model.training.against()), new);
    assert_eq!(page.model.view.course.lr, 0.1);
    page.do_and_settle(Msg::Training(Schooling::Swap));
    page.do_and_settle(Msg::Training(Schooling::Drop));
    assert!(page.model.training.against().is_none());
    page.do_and_settle(Msg::Training(Schooling::Unbranch));
    assert!(!page.link().contains("before"), "{}", page.link());
}

#[test]
fn another_network_is_trained_beside_the_kept_one() {
    let mut page = watched(NET);
    page.do_and_settle(Msg::Training(Schooling::Keep));
    page.do_and_settle(set(Key::Act, "relu"));
    page.do_and_settle(Msg::Training(Schooling::Run));
    let [own, other] = [page.model.training.session(), page.model.training.against()].map(losses);
    assert_eq!((own.len(), other.len()), (41, 41));
    assert_eq!(other, {
        let mut alone = watched(NET);
        alone.do_and_settle(Msg::Training(Schooling::Run));
        losses(alone.model.training.session())
    });
    assert_ne!(own, other);
    assert!(page.link().contains("against=act~tanh"), "{}", page.link());
}

#[test]
fn the_speed_changes_no_number() {
    let all = Speed::ALL.map(|speed| {
        let mut page = watched(NET);
        page.do_and_settle(Msg::Training(Schooling::Speed(speed)));
        page.do_and_settle(Msg::Training(Schooling::Run));
        losses(page.model.training.session())
    });
    assert_eq!(all[0].len(), 41);
    assert!(all[0] == all[1] && all[1] == all[2]);
}

/// What the network answers after so many steps, by a trainer alone.
fn answers(page: &Page, steps: u64, side: usize) -> Sight {
    let recipe = page.model.subject.recipe().expect("a recipe");
    let mut trainer = page
        .model
        .view
        .course
        .trainer(recipe, 0)
        .expect("a trainer");
    for _ in 0..steps {
        trainer.step().expect("a step");
    }
    trainer.sight(side)
}

fn seen(page: &Page) -> Option<(u64, Sight)> {
    let sight = page.model.training.sight();
    sight.map(|(step, sight)| (step, sight.clone()))
}

/// Also where nothing else has to be computed: at step 0 of a recipe, and at steps that were shown before.
#[test]
fn what_is_seen_is_what_the_network_of_the_shown_step_answers() {
    let mut page = Page::settled(&format!("{NET}&at=30"));
    assert_eq!(seen(&page), None, "nobody looks");
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    for step in [30, 0, 17, 0, 40, 30] {
        page.do_and_settle(Msg::Training(Schooling::Show(step)));
        let expected = answers(&page, step as u64, 40);
        assert_eq!(seen(&page), Some((step as u64, expected)), "{step}");
    }
}

#[test]
fn a_run_is_seen_coarsely_and_in_full_once_it_rests() {
    let mut page = Page::settled(NET);
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page.take(Msg::Training(Schooling::Run));
    let mut sides = Vec::new();
    while page.model.training.is_running() {
        page.turn();
        let (step, sight) = seen(&page).expect("seen");
        sides.push(sight.side);
        assert_eq!(sight, answers(&page, step, sight.side));
    }
    assert!(sides.contains(&20), "{sides:?}");
    page.settle();
    assert_eq!(page.model.view.at, 40);
    assert_eq!(seen(&page), Some((40, answers(&page, 40, 40))));
}

/// What an older training has learned is not that of the same step of a newer one.
#[test]
fn other_data_forget_what_was_learned() {
    let mut page = Page::settled(&format!("{NET}&at=30"));
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page.take(Msg::Set(Key::Data, "gauss".into()));
    assert_eq!((page.model.view.at, seen(&page)), (30, None));
    page.settle();
    assert_eq!(seen(&page), Some((30, answers(&page, 30, 40))));
}

#[test]
fn who_chooses_a_training_is_brought_there() {
    let mut page = Page::settled(NET);
    for (id, is_brought) in [
        ("train-relu", true),
        ("sigmoid-classic", false),
        ("train-edge", true),
    ] {
        let effects = page.take(Msg::of_preset(id).expect("a preset"));
        let focus = Effect::Focus("training-name");
        assert_eq!(effects.contains(&focus), is_brought, "{id}");
    }
}
