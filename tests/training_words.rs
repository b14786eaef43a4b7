//! What is said of a training: in the words of the verdict, of what is shown, and of what its numbers are about.

use gradlens::link;
use gradlens::scene::{Quantity, Training, TrainingLook};
use gradlens::study::training::{History, Learning, NonFinite, Record, Session, What};

use crate::training_scene::planted;

/// A session that has run until it is over.
fn finished(address: &str) -> Session {
    let settings = link::decode(address).0;
    let course = settings.view.course;
    let mut session = Session::of(settings.recipe, course).expect("a session");
    while let Some(portion) = session.next(50) {
        let from = portion.from.step();
        let mut trainer = course.trainer(session.recipe(), from).expect("a trainer");
        let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
        let learned = loop {
            if let Some(learned) = learning.go_on(&mut trainer, 1000) {
                break learned;
            }
        };
        assert!(session.take(learned));
    }
    session
}

fn at(history: &History, step: Option<u64>) -> Training {
    let look = TrainingLook {
        at: step,
        ..TrainingLook::default()
    };
    Training::of(history, look)
}

fn detail(history: &History, step: u64) -> String {
    at(history, Some(step)).line.detail
}

/// A step whose layers all have this gradient and change by a thousandth.
fn step(step: u64, weights: f64, places: [f64; 3]) -> Record {
    Record {
        step,
        loss: 0.7,
        output_gradients: places.to_vec(),
        weight_gradients: vec![weights; 2],
        weight_norms: vec![2.0; 2],
        weight_updates: vec![2e-3 * weights; 2],
        is_step: true,
        ..Record::default()
    }
}

/// The thresholds are those of the verdict as MODEL.md has them: a factor of 10 and of 1,000.
#[test]
fn the_gradient_does_what_the_verdict_calls_it() {
    for (arrives, expected) in [
        (0.0009, "vanishes"),
        (0.0011, "shrinks"),
        (0.099, "shrinks"),
        (0.11, "survives"),
        (9.9, "survives"),
        (10.1, "grows"),
        (990.0, "grows"),
        (1010.0, "explodes"),
    ] {
        let history = planted(&[1e-3, 1e-3], &[arrives, 1.0, 1.0], 5);
        let said = detail(&history, 4);
        let sentence = format!("The gradient {expected}: over its batches it arrives at the input");
        assert!(said.contains(&sentence), "{arrives}: {said}");
    }
}

#[test]
fn a_step_of_another_kind_is_not_told_by_the_steps_before() {
    let mut history = History::new(2, 0.1);
    for number in 0..40 {
        history.take(&step(number, 1.0, [1e9, 1.0, 1.0]));
    }
    assert_eq!(at(&history, None).line.lead, "It learns:");
    assert!(detail(&history, 39).contains("explodes"));
    history.take(&step(40, 1.0, [0.0, 1.0, 1.0]));
    let said = at(&history, None).line.text();
    assert!(said.contains("Nothing of the gradient arrives"), "{said}");
    assert!(!said.contains("explodes"), "{said}");
    history.take(&step(41, 1.0, [0.0, 0.0, 0.0]));
    let said = at(&history, None).line.text();
    assert!(said.contains("no gradient to begin with"), "{said}");
    // Another number of the same kind is one odd batch.
    let said = detail(&history, 39);
    assert!(said.contains("explodes"), "{said}");
}

#[test]
fn what_came_before_the_end_is_told_as_what_was() {
    let mut history = planted(&[0.5, 0.5], &[1e9, 1e4, 1.0], 3);
    history.end(NonFinite {
        step: 3,
        what: What::Weights,
        layer: Some(1),
    });
    let said = detail(&history, 3);
    assert!(
        said.starts_with("Before that the gradient exploded:"),
        "{said}"
    );
    assert!(!said.contains("explodes"), "{said}");
    assert!(detail(&history, 2).contains("explodes"));
}

#[test]
fn no_gradient_at_all_is_told_since_when() {
    let mut history = History::new(2, 0.1);
    for number in 0..100 {
        let weights = if number < 12 { 1.0 } else { 0.0 };
        history.take(&step(number, weights, [0.0, 0.0, 1.0]));
    }
    let line = at(&history, Some(90)).line;
    assert_eq!(line.lead, "It is dead:");
    assert_eq!(
        line.rest,
        "the gradient of all weights is exactly 0 since step 12 at the latest; only biases may still have one."
    );
    let never = planted(&[0.0, 0.0], &[0.0, 0.0, 0.0], 20);
    let rest = at(&never, Some(15)).line.rest;
    assert!(rest.contains("exactly 0;"), "{rest}");
}

/// Biases of the last layer learn from zeros, where no weight does.
#[test]
fn zeros_are_dead_but_for_their_biases() {
    let session = finished(
        "v=1&depth=6&width=8~5,2&inputs=2&act=relu~5,linear&init=zeros&bias=0&seed=1&data=circle&steps=20",
    );
    let line = at(session.history(), Some(20)).line;
    assert!(line.rest.contains("only biases"), "{line:?}");
    assert!(!line.text().contains("no weight ever"), "{line:?}");
}

#[test]
fn numbers_of_a_batch_are_called_so() {
    let session = finished(
        "v=1&depth=3&width=8~2,2&inputs=2&act=tanh~2,linear&seed=1&data=circle&lr=0&steps=60",
    );
    let history = session.history();
    let said = detail(history, 60);
    assert!(said.contains("On its batch: loss 0."), "{said}");
    let (_, label) = at(history, Some(60)).label().expect("a label");
    assert!(label.starts_with("batch loss 0."), "{label}");
    assert!(label.ends_with(" % of it right"), "{label}");
}

/// The loss that stops a training is named, where it has stopped.
#[test]
fn a_training_that_stops_says_why() {
    let address =
        "v=1&depth=6&width=8~5,2&inputs=2&act=tanh~5,linear&seed=1&data=xor&below=0.2&steps=2000";
    let session = finished(address);
    let history = session.history();
    let last = session.steps();
    assert!(last < 2000);
    // The loss of every step, by a plain run.
    let settings = link::decode(address).0;
    let course = settings.view.course;
    let mut trainer = course.trainer(&settings.recipe, 0).expect("a trainer");
    let losses: Vec<f64> = (0..last)
        .map(|_| trainer.step().expect("finite").loss)
        .collect();
    let low = losses.iter().position(|loss| *loss < 0.2).expect("low") as u64;
    assert_eq!(low + 1, last);
    let said = detail(history, last);
    let sentence = format!("It stopped: the loss on the batch of step {low} was 0.1");
    assert!(
        said.contains(&sentence) && said.ends_with("below 0.200."),
        "{said}"
    );
    assert!(!detail(history, last - 1).contains("stopped"));
    // With a lower one it goes on.
    let mut on = session.clone();
    on.stop_at(2000, 0.0);
    assert!(!at(on.history(), None).line.text().contains("stopped"));
}

#[test]
fn the_table_has_the_last_step_that_was_taken() {
    let session =
        finished("v=1&depth=3&width=8~2,2&inputs=2&act=tanh~2,linear&seed=1&data=circle&steps=30");
    let look = TrainingLook {
        at: Some(30),
        ..TrainingLook::default()
    };
    let table = Training::table(session.history(), look);
    let heads: Vec<_> = table.columns.iter().map(String::as_str).collect();
    let symbol = Quantity::Update.symbol();
    let place = heads
        .iter()
        .position(|head| *head == format!("{symbol}, step 29"))
        .expect("the last one taken");
    assert!(
        table.rows[1..].iter().all(|row| row[place] != "–"),
        "{table:?}"
    );
    let symbol = Quantity::WeightGradient.symbol();
    assert!(heads.contains(&&*format!("{symbol}, step 30")), "{heads:?}");
}
