//! What the presets about training claim, held against their trainings.

use gradlens::preset::{PRESETS, Preset};
use gradlens::scene::{Pace, Training, TrainingLook};
use gradlens::settings::{Course, Key, Settings};
use gradlens::study::training::{History, Learning, Session};

/// The whole training of a preset, and the loss on all rows at its end.
fn trained(id: &str) -> (History, f64) {
    run(&Preset::from_id(id).expect("a preset").settings())
}

fn run(settings: &Settings) -> (History, f64) {
    let course = settings.view.course;
    let mut session = Session::of(settings.recipe.clone(), course).expect("a session");
    while let Some(portion) = session.next(250) {
        let mut trainer = course
            .trainer(session.recipe(), portion.from.step())
            .expect("a trainer");
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

/// The picture at a step.
fn at(history: &History, step: u64) -> Training {
    let look = TrainingLook {
        at: Some(step),
        ..TrainingLook::default()
    };
    Training::of(history, look)
}

/// What each layer does there.
fn paces(picture: &Training) -> Vec<Pace> {
    let layers = picture
        .bands
        .iter()
        .flat_map(|band| (band.layers.0..=band.layers.1).map(|_| band.pace));
    layers.collect()
}

/// The kept steps from one on.
fn steps_from(history: &History, from: u64) -> impl Iterator<Item = u64> {
    let steps = history.columns().map(|column| column.step);
    steps.filter(move |step| *step >= from)
}

/// From a step on every layer learns, and the page says so at each step. The loss at the end.
fn all_learn_from(id: &str, from: u64) -> f64 {
    let (history, loss) = trained(id);
    assert!(history.last_step().expect("steps") >= from + 900);
    for step in steps_from(&history, from) {
        let picture = at(&history, step);
        assert_eq!(picture.line.lead, "It learns:", "{id} at {step}");
        let all = paces(&picture);
        assert!(all.iter().all(|pace| *pace == Pace::Learns), "{id}");
    }
    loss
}

#[test]
fn those_that_learn_do_in_every_layer() {
    for (id, from, most) in [
        ("train-relu", 30, 1e-3),
        ("train-skip", 250, 0.3),
        ("train-edge", 30, 1e-2),
        ("train-copy", 10, 0.05),
    ] {
        let loss = all_learn_from(id, from);
        assert!(loss < most, "{id}: {loss}");
    }
}

#[test]
fn the_first_layers_stand_still_and_the_loss_with_them() {
    for (id, from, still) in [("train-sigmoid", 0, 5), ("train-chaos", 100, 3)] {
        let (history, loss) = trained(id);
        for step in steps_from(&history, from) {
            let picture = at(&history, step);
            let paces = paces(&picture);
            let are_still = paces[..still].iter().all(|pace| *pace == Pace::Still);
            assert!(are_still, "{id} at {step}: {paces:?}");
            assert_eq!(picture.line.lead, "It vanishes:", "{id} at {step}");
        }
        // Two classes, by chance: ln 2.
        assert!((loss - std::f64::consts::LN_2).abs() < 0.01, "{id}: {loss}");
    }
    assert_eq!(at(&trained("train-chaos").0, 0).line.lead, "It explodes:");
}

/// Gradients of equal length in all layers, and a loss that stays until the product of the weights has grown; with one
/// layer it falls at once.
#[test]
fn a_product_of_equal_layers_delays_what_they_learn() {
    let (history, loss) = trained("train-deep-linear");
    for column in history.columns().filter(|column| column.step < 700) {
        let all = &column.weight_gradients;
        let [low, high] =
            [f64::min, f64::max].map(|of| all.iter().copied().reduce(of).expect("one"));
        assert!(high < 1.02 * low, "{}: {all:?}", column.step);
    }
    let losses: Vec<(u64, f64)> = history
        .columns()
        .map(|column| (column.step, column.loss))
        .collect();
    let first = losses[0].1;
    assert!(
        losses
            .iter()
            .all(|(step, loss)| *step > 60 || *loss > 0.95 * first)
    );
    assert!(loss < 1e-6 * first, "{loss}");
    let mut settings = Preset::from_id("train-deep-linear")
        .expect("one")
        .settings();
    settings.set(Key::Depth, "1").expect("allowed");
    let (alone, _) = run(&settings);
    let early = alone
        .columns()
        .find(|column| column.step >= 60)
        .expect("a step");
    assert!(early.loss < 0.5 * first, "{}", early.loss);
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
    let loss = all_learn_from("train-clipped", 2000);
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
    assert!(trained >= 9);
}

/// A balanced start is another network than the recipe's own.
#[test]
fn what_a_preset_shows_first_is_what_its_training_begins_with() {
    let settings = Preset::from_id("train-deep-linear")
        .expect("one")
        .settings();
    let page = crate::world::Page::settled(&gradlens::link::encode(&settings));
    let first = gradlens::state::first_network(&settings);
    assert_ne!(
        first.layers,
        gradlens::network::Network::from(&settings.recipe).layers
    );
    let mut page = page;
    page.do_and_settle(gradlens::state::Msg::Training(
        gradlens::state::Schooling::Watch(true),
    ));
    assert_eq!(page.model.subject.network(), first);
}
