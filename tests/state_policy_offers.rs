//! What the lesson may offer under a policy, and what authors may always do.

use crate::state_policy::{Before, frames, places};
use gradlens::link;
use gradlens::preset::PRESETS;
use gradlens::state::{Board, Msg, Taught, has_example, has_others, trial, update};

#[test]
fn what_the_lesson_offers_can_be_done_and_nothing_else() {
    let mut offered = [0; 3];
    for place in places() {
        for frame in frames() {
            let model = || place.model(&frame);
            let offers = [
                trial(&model()).is_some(),
                has_example(&model()),
                has_others(&model()),
            ];
            let taught = [Taught::Try, Taught::Example, Taught::Others];
            for (at, (is_offered, taught)) in offers.into_iter().zip(taught).enumerate() {
                let mut model = model();
                let before = Before::of(&model);
                let told = format!("{}{frame}, {taught:?}", place.address);
                update(&mut model, Msg::Lesson(taught), 1.0);
                let is_done =
                    before.view.layer != model.view.layer || *before.subject != *model.subject;
                if is_offered {
                    assert!(is_done, "{told} is offered");
                    offered[at] += 1;
                } else {
                    assert!(!is_done, "{told} is not offered");
                }
            }
        }
    }
    assert!(offered.iter().all(|count| *count > 50), "{offered:?}");
}

#[test]
fn authors_are_never_refused() {
    for place in places() {
        for frame in frames() {
            let settings = PRESETS[3].settings();
            let link = format!("{}&lock=act,gain,depth", link::encode(&settings));
            for msg in [
                Msg::Host(link::encode(&settings)),
                Msg::Address(Box::new(link::read(&link, None))),
                Msg::Reset,
            ] {
                let mut model = place.model(&frame);
                let is_reset = matches!(msg, Msg::Reset);
                update(&mut model, msg, 1.0);
                let shown = model.subject.recipe().expect("a recipe");
                if !is_reset {
                    assert_eq!(*shown, settings.recipe, "{frame}");
                } else if !model.policy.frame.lock.is_empty() {
                    let task = link::decode(&place.address).0;
                    assert_eq!((shown, &model.view.layer), (&task.recipe, &task.view.layer));
                }
                assert_eq!(model.board, Board::Empty, "{frame}");
            }
        }
    }
}
