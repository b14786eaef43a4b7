//! The loss of an answer that does not look at its input, and what is said of a network that is no better.

use std::f64::consts::LN_2;

use gradlens::link;
use gradlens::scene::{Training, TrainingLook};
use gradlens::study::training::{Data, DataSet, Session, Targets};

use crate::training_scene::planted;

/// The loss of all rows if each has this output, by its definition.
fn loss_of(data: &Data, output: &[f64]) -> f64 {
    let rows = 0..data.rows();
    let sum: f64 = match data.targets() {
        Targets::Classes(classes) => {
            let whole: f64 = output.iter().map(|y| y.exp()).sum();
            rows.map(|row| whole.ln() - output[classes[row]]).sum()
        }
        Targets::Values { numbers, width } => {
            let squares = rows.flat_map(|row| (0..*width).map(move |at| (row, at)));
            let squares = squares.map(|(row, at)| numbers[row * width + at] - output[at]);
            squares.map(|apart| apart * apart / 2.0).sum()
        }
    };
    sum / data.rows() as f64
}

/// The least such loss, by going downhill along differences.
fn least_loss(data: &Data) -> f64 {
    let mut output = vec![0.1; data.outputs()];
    for _ in 0..500 {
        let slope = |at: usize| {
            let [mut up, mut down] = [output.clone(), output.clone()];
            up[at] += 1e-4;
            down[at] -= 1e-4;
            (loss_of(data, &up) - loss_of(data, &down)) / 2e-4
        };
        let slopes: Vec<f64> = (0..output.len()).map(slope).collect();
        for (y, slope) in output.iter_mut().zip(slopes) {
            *y -= 0.8 * slope;
        }
    }
    loss_of(data, &output)
}

fn classes(of: Vec<usize>) -> Data {
    Data::of(vec![0.0; of.len()], 1, Targets::Classes(of)).expect("data")
}

#[test]
fn no_other_output_has_a_smaller_loss() {
    let values = |numbers: Vec<f64>, width: usize| {
        let inputs = vec![0.0; numbers.len() / width];
        Data::of(inputs, 1, Targets::Values { numbers, width }).expect("data")
    };
    let cases = [
        classes(vec![0, 0, 0, 1]),
        classes(vec![0, 1, 2, 2, 2]),
        values(vec![1.0, -3.0, 0.5], 1),
        values(vec![1.0, 10.0, 2.0, 11.0, 6.0, -2.0], 2),
        DataSet::Spiral.data(200, 1),
        DataSet::Sine.data(200, 1),
    ];
    for data in cases {
        let (guess, least) = (data.guess_loss(), least_loss(&data));
        assert!(
            (guess / least - 1.0).abs() < 1e-6,
            "{guess} {least} {data:?}"
        );
    }
}

#[test]
fn equal_targets_need_no_input() {
    assert_eq!(classes(vec![1, 1, 1]).guess_loss(), 0.0);
}

/// What is said of a run whose loss is always 0.7, beside a guess.
fn said(guess: Option<f64>, ratios: &[f64]) -> (String, String) {
    let mut history = planted(ratios, &vec![1.0; ratios.len() + 1], 5);
    if let Some(guess) = guess {
        history = history.with_guess(guess);
    }
    let line = Training::of(&history, TrainingLook::default()).line;
    (line.lead, line.detail)
}

#[test]
fn weights_that_move_are_not_all_of_learning() {
    let moving = [1e-3, 1e-3];
    let guesses = "It only guesses so far:";
    for (guess, ratios, lead) in [
        (Some(LN_2), &moving, guesses),
        (Some(0.736), &moving, guesses),
        (Some(0.738), &moving, "It learns:"),
        (Some(0.0), &moving, "It learns:"),
        (None, &moving, "It learns:"),
        (Some(LN_2), &[1e-3, 1e-9], guesses),
        (Some(0.738), &[1e-3, 1e-9], "It learns in part:"),
        (Some(LN_2), &[1e-9, 1e-9], "It stands still:"),
        (Some(LN_2), &[0.5, 0.5], "The steps are too large:"),
    ] {
        assert_eq!(said(guess, ratios).0, lead, "{guess:?} {ratios:?}");
    }
    assert!(
        said(Some(LN_2), &moving)
            .1
            .contains("ignores the input would have 0.693"),
        "{}",
        said(Some(LN_2), &moving).1
    );
    assert!(!said(Some(0.8), &moving).1.contains("ignores"));
}

/// The line of a session after so many steps.
fn line_of(address: &str, steps: u64) -> String {
    let settings = link::decode(address).0;
    let session = Session::of(settings.recipe.clone(), settings.view.course).expect("a training");
    let mut trainer = session.start().clone();
    let mut history = session.history().clone();
    for _ in 0..steps {
        history.take(trainer.step().expect("a step"));
    }
    Training::of(&history, TrainingLook::default()).line.lead
}

#[test]
fn sigmoid_guesses_where_relu_learns() {
    let sigmoid = "v=1&inputs=2&depth=8&width=16~7,2&act=sigmoid~7,linear&data=circle&lr=0.5";
    let relu = "v=1&inputs=2&depth=4&width=16~3,2&act=relu~3,linear&init=he-normal&lr=0.1";
    assert_eq!(line_of(sigmoid, 300), "It only guesses so far:");
    assert_eq!(line_of(relu, 600), "It learns:");
}
