//! The steps of the lesson about training: every question has the answer that a plain run of a trainer gives.

use crate::asked::{Case, Expected, assert_answer, assert_sound};
use gradlens::lesson::{Further, Question, Refusal, Step, changed, links};
use gradlens::preset::{PRESETS, Preset};
use gradlens::scene::{FirstSteps, Value};
use gradlens::settings::{Key, Settings};
use gradlens::study::training::{Learning, Record, Session};
use gradlens::words::lesson::Label;

/// So many steps are asked about.
const STEPS: usize = 200;

fn about_training() -> impl Iterator<Item = usize> {
    links().filter(|step| Step::at(*step).is_some_and(Step::needs_training))
}

/// The first steps as the page computes them, in portions of any sizes.
fn first_steps(settings: &Settings, portion: u64) -> FirstSteps {
    let mut course = settings.view.course;
    course.steps = course.steps.min(STEPS);
    let mut session = Session::of(settings.recipe.clone(), course).expect("a training");
    let mut trainer = course.trainer(&settings.recipe, 0).expect("a trainer");
    while let Some(portion) = session.next(portion) {
        let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
        let learned = loop {
            if let Some(learned) = learning.go_on(&mut trainer, 1000) {
                break learned;
            }
        };
        assert!(session.take(learned));
    }
    let steps = session
        .ended()
        .map_or(session.steps(), |_| course.steps as u64);
    FirstSteps::of(session.history(), steps)
}

/// What a plain run finds: every step that was taken, and where it ended.
struct Run {
    records: Vec<Record>,
    /// L on the batch after the last step.
    after: f64,
    ended: Option<u64>,
}

fn run(settings: &Settings) -> Run {
    let course = settings.view.course;
    let mut trainer = course.trainer(&settings.recipe, 0).expect("a trainer");
    let mut records = Vec::new();
    for _ in 0..course.steps.min(STEPS) {
        records.extend(trainer.step().cloned());
    }
    Run {
        after: trainer.look().map_or(f64::NAN, |record| record.loss),
        ended: trainer.first_non_finite().map(|ended| ended.step),
        records,
    }
}

/// The lower of both in the middle.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[(numbers.len() - 1) / 2]
}

impl Run {
    /// The last quarter of the steps that were taken.
    fn end(&self) -> &[Record] {
        let count = self.records.len();
        &self.records[count - count.div_ceil(4)..]
    }

    /// How much a step changes the weights of a layer, in the middle.
    fn change(&self, layer: usize) -> f64 {
        let ratios = self.end().iter().map(|record| {
            let at = layer - 1;
            record.weight_updates[at] / record.weight_norms[at]
        });
        median(ratios.filter(|ratio| !ratio.is_nan()).collect())
    }

    /// The loss in the middle of the last quarter; the step that was only looked at counts.
    fn loss(&self) -> f64 {
        let losses = self.records.iter().map(|record| record.loss);
        let after = (self.ended.is_none()).then_some(self.after);
        let losses: Vec<f64> = losses.chain(after).collect();
        median(losses[losses.len() - losses.len().div_ceil(4)..].to_vec())
    }

    fn expected(&self, step: usize, depth: usize) -> Option<Expected> {
        if depth < 2 && step != 23 {
            return None;
        }
        let [one, last] = [1, depth].map(|layer| self.change(layer));
        let learns = |ratio: f64| (1e-6..0.1).contains(&ratio);
        Some(Expected::Choice(match step {
            21 if self.ended.is_some() => 3,
            21 => match (learns(one), learns(last)) {
                (true, true) => 0,
                (false, true) => 1,
                (true, false) => 2,
                (false, false) => 3,
            },
            22 if self.ended.is_some() || last == 0.0 => return None,
            22 if one < last / 100.0 => 0,
            22 => 1 + usize::from(one > 100.0 * last),
            23 if self.ended.is_some() => 0,
            _ => 1 + usize::from(self.loss() >= self.records[0].loss / 2.0),
        }))
    }
}

fn question(
    case: &Case,
    step: usize,
    training: Result<&FirstSteps, Refusal>,
) -> Result<Question, Refusal> {
    let further = Further {
        plain: None,
        training: Some(training),
        foretold: None,
    };
    let step = Step::at(step).expect("a step");
    step.question(case.settings.selected_layer(), &case.analysis, further)
}

/// A preset with the inputs and outputs of its data, if it is small.
fn fitted(preset: &Preset) -> Option<Settings> {
    let mut settings = preset.settings();
    for (key, text) in settings.view.course.changes(&settings.recipe) {
        settings.set(key, &text).expect("allowed");
    }
    let settings = settings.canonical().0;
    let weights: usize = settings
        .recipe
        .widths()
        .windows(2)
        .map(|two| two[0] * two[1])
        .sum();
    (weights < 12_000 && settings.view.course.fits(&settings.recipe)).then_some(settings)
}

#[test]
fn every_question_about_a_training_is_answered_by_a_plain_run() {
    let mut asked = [0; 3];
    let mut seen = Vec::new();
    for settings in PRESETS.iter().filter_map(fitted) {
        for (lr, steps) in [(None, "2000"), (Some("0.02"), "60"), (Some("100"), "9")] {
            let mut settings = settings.clone();
            settings.set(Key::Steps, steps).expect("allowed");
            if let Some(lr) = lr {
                settings.set(Key::Lr, lr).expect("allowed");
            }
            let told = gradlens::link::encode(&settings);
            let (first, run) = (first_steps(&settings, 7), run(&settings));
            let depth = settings.recipe.depth;
            let case = Case::of(settings);
            for (at, step) in about_training().enumerate() {
                let told = format!("{told}, step {step}");
                let expected = run.expected(step, depth);
                match (question(&case, step, Ok(&first)), &expected) {
                    (Ok(question), Some(expected)) => {
                        assert_sound(&question, &told);
                        assert_answer(&question, expected, &told);
                        asked[at] += 1;
                        seen.push((step, format!("{expected:?}")));
                    }
                    (Err(_), None) => {}
                    (found, _) => panic!("{told}: {found:?}, {expected:?}"),
                }
            }
        }
    }
    assert!(asked.iter().all(|count| *count > 25), "{asked:?}");
    seen.sort();
    seen.dedup();
    // Not each has an answer of one kind only.
    assert!(seen.len() >= 7, "{seen:?}");
}

#[test]
fn the_examples_show_what_their_steps_claim_and_their_trials_change_it() {
    let found = |settings: &Settings| (first_steps(settings, 250), run(settings));
    for (number, right) in [(21, 1), (22, 1), (23, 0)] {
        let step = Step::at(number).expect("a step");
        let settings = step.example_settings();
        assert!(Preset::of(&settings.recipe, &settings.view).is_some());
        assert!(settings.view.course.fits(&settings.recipe));
        let (first, plain) = found(&settings);
        let case = Case::of(settings.clone());
        let asked = question(&case, number, Ok(&first)).expect("a question");
        assert_sound(&asked, &format!("step {number}"));
        assert_answer(&asked, &Expected::Choice(right), &format!("step {number}"));
        let expected = plain.expected(number, settings.recipe.depth);
        assert_eq!(expected, Some(Expected::Choice(right)));
        let change = step.changes(&settings).next().expect("a trial");
        let (tried, after) = found(&changed(&settings, change));
        let layer = settings.selected_layer();
        let measures = [&first, &tried].map(|first| {
            let further = Further {
                plain: None,
                training: Some(Ok(first)),
                foretold: None,
            };
            step.measure(layer, &case.analysis, further)
        });
        let value = |x: f64| Some(Value::Finite(libm::log10(x)));
        match number {
            23 => assert_eq!(measures, [Some(Value::NotFinite), value(after.loss())]),
            _ => assert_eq!(measures, [value(plain.change(1)), value(after.change(1))]),
        }
        match number {
            // Now it learns; without the skip it hardly does; the clip lets it go on.
            21 => assert!(plain.change(1) < 1e-6 && after.change(1) > 1e-5),
            22 => assert!(after.change(1) < plain.change(1) / 20.0),
            _ => assert!(plain.ended.is_some() && after.ended.is_none()),
        }
    }
}

#[test]
fn a_network_that_is_not_trained_says_why_there_is_nothing_to_predict() {
    let case = Case::of(Settings::default());
    for step in about_training() {
        for why in [Label::NoTraining, Label::Misfit, Label::Untrainable] {
            assert_eq!(question(&case, step, Err(why)), Err(why));
        }
        let step = Step::at(step).expect("a step");
        let pending = step.question(1, &case.analysis, Further::default());
        assert_eq!(pending, Err(Label::Pending));
    }
    let mut settings = Preset::from_id("train-relu").expect("one").settings();
    settings.set(Key::Steps, "0").expect("allowed");
    let first = first_steps(&settings, 10);
    let case = Case::of(settings);
    for step in about_training() {
        assert_eq!(question(&case, step, Ok(&first)), Err(Label::NoSteps));
    }
}
