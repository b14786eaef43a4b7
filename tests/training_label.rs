//! What is said of the step of a training that is shown.

use gradlens::scene::{Training, TrainingLook};
use gradlens::study::training::{History, Record};

/// A loss of 1/(1 + step) with this share of right answers.
fn record(step: u32, accuracy: f64) -> Record {
    Record {
        step: u64::from(step),
        loss: 1.0 / (1.0 + f64::from(step)),
        accuracy: Some(accuracy),
        ..Record::default()
    }
}

/// "100 % right" is said if all are, and "0 %" if none is.
#[test]
fn all_and_none_are_said_of_all_and_none_alone() {
    for (right, of, expected) in [
        (200, 200, "100"),
        (199, 200, "99.5"),
        (9_999, 10_000, "99.9"),
        (995, 1_000, "99.5"),
        (198, 200, "99"),
        (491, 500, "98"),
        (1, 2, "50"),
        (1, 100, "1"),
        (1, 500, "0.2"),
        (1, 10_000, "0.1"),
        (0, 500, "0"),
    ] {
        let mut history = History::new(0, 0.1);
        history.take(&record(0, f64::from(right) / f64::from(of)));
        let training = Training::of(&history, TrainingLook::default());
        let (_, numbers) = training.label().expect("a label");
        let wanted = format!("batch loss 1.00 · {expected} % of it right");
        assert_eq!(numbers, wanted, "{right} of {of}");
        let detail = &training.line.detail;
        assert!(
            detail.contains(&format!(", {expected} % right")),
            "{right} of {of}: {detail}"
        );
    }
}

/// Every sixteenth step is kept of some thousands, and a loss is told of the step that it is of.
#[test]
fn numbers_of_another_step_are_told_with_it() {
    let mut history = History::new(0, 0.1);
    for step in 0..4000 {
        history.take(&record(step, 0.5));
    }
    assert_eq!(history.interval(), 16);
    for (at, kept) in [(1232, 1232_u32), (1240, 1232), (1243, 1232), (1248, 1248)] {
        let look = TrainingLook {
            at: Some(at),
            ..TrainingLook::default()
        };
        let (step, numbers) = Training::of(&history, look).label().expect("a label");
        assert_eq!(step, format!("step 1,{}", at - 1000));
        let loss = format!("{:.2e}", 1.0 / (1.0 + f64::from(kept)));
        let (digits, _) = loss.split_once('e').expect("an exponent");
        let mut wanted = format!("batch loss {digits}\u{a0}×\u{a0}10⁻⁴ · 50 % of it right");
        if u64::from(kept) != at {
            wanted += &format!(" (step 1,{})", kept - 1000);
        }
        assert_eq!(numbers, wanted);
        let of_a = Training::of_a(&history, look, "step size 3");
        let ending = format!("50 % of it right at step 1,{}.", kept - 1000);
        assert!(of_a.ends_with(&ending), "{of_a}");
    }
}
