//! What the presets about training claim, held against their trainings.

use gradlens::preset::{PRESETS, Preset};
use gradlens::scene::{Pace, Training, TrainingLook};
use gradlens::settings::Course;
use gradlens::study::training::{History, Learning, Session};

/// The whole training of a preset, and the loss on all rows at its end.
fn trained(id: &str) -> (History, f64) {
    let settings = Preset::from_id(id).expect("a preset").settings();
    let course = settings.view.course;
    let mut session = Session::of(settings.recipe, course).expect("a session");
    while let Some(portion) = session.next(250) {
        let mut trainer = course.trainer(session.recipe(), 0).expect("a trainer");
        let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
        let learned = loop {
            if let Some(learned) = learning.go_on(&mut trainer, 1000) {
                break learned;
            }
        };
        assert!(session.take(learned));
    }
    let loss = session.all().expect("evaluated").loss;
    (session.history().clone(), loss)
}

/// What each layer does at the end.
fn paces(history: &History) -> Vec<Pace> {
    let bands = Training::of(history, TrainingLook::default()).bands;
    let layers = bands
        .iter()
        .flat_map(|band| (band.layers.0..=band.layers.1).map(|_| band.pace));
    layers.collect()
}

fn all_learn(id: &str) -> f64 {
    let (history, loss) = trained(id);
    assert!(
        paces(&history).iter().all(|pace| *pace == Pace::Learns),
        "{id}"
    );
    loss
}

#[test]
fn those_that_learn_do_in_every_layer() {
    for (id, most) in [
        ("train-relu", 1e-3),
        ("train-skip", 0.3),
        ("train-edge", 1e-2),
        ("train-copy", 0.05),
    ] {
        let loss = all_learn(id);
        assert!(loss < most, "{id}: {loss}");
    }
}

#[test]
fn the_first_layers_stand_still_and_the_loss_with_them() {
    for (id, least) in [("train-sigmoid", 1), ("train-chaos", 3)] {
        let (history, loss) = trained(id);
        let paces = paces(&history);
        assert!(
            paces[..least].iter().all(|pace| *pace == Pace::Still),
            "{id}: {paces:?}"
        );
        assert_eq!(paces.last(), Some(&Pace::Learns), "{id}");
        // Two classes, by chance: ln 2.
        assert!((loss - std::f64::consts::LN_2).abs() < 0.01, "{id}: {loss}");
    }
}

#[test]
fn the_clip_saves_what_explodes() {
    let (history, _) = trained("train-explodes");
    assert!(history.ended().expect("not finite").step < 10);
    let first = trained("train-clipped")
        .0
        .columns()
        .next()
        .expect("a step")
        .loss;
    let loss = all_learn("train-clipped");
    assert!(loss < first / 50.0, "{loss} of {first}");
    // They differ in nothing else.
    let [explodes, clipped] = ["train-explodes", "train-clipped"]
        .map(|id| Preset::from_id(id).expect("a preset").settings());
    assert_eq!(explodes.recipe, clipped.recipe);
}

#[test]
fn every_preset_that_is_trained_fits_its_data() {
    let mut trained = 0;
    for preset in PRESETS {
        let settings = preset.settings();
        if settings.view.course != Course::default() {
            assert!(settings.view.course.fits(&settings.recipe), "{}", preset.id);
            trained += 1;
        }
    }
    assert!(trained >= 8);
}
