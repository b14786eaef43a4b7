//! What is said of a training after few steps, of weights that were 0, and of gradients that are too small for 64 bits.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Pace, Role, Training, TrainingLook};
use gradlens::study::training::{History, Record};

use crate::training_report::session;
use crate::training_scene::{dead, planted};

fn shown(history: &History) -> Training {
    Training::of(history, TrainingLook::default())
}

/// A run of so many steps that learns, and a look at the next one.
fn looked(steps: u64) -> History {
    let gradients = [0.5, 0.8, 1.0];
    let mut history = planted(&[1e-3, 1e-2], &gradients, steps);
    history.take(&Record {
        step: steps,
        loss: 0.7,
        output_gradients: gradients.to_vec(),
        weight_gradients: gradients[1..].to_vec(),
        weight_norms: vec![2.0; 2],
        weight_updates: vec![0.0; 2],
        is_step: false,
        ..Record::default()
    });
    history
}

#[test]
fn a_look_at_the_next_step_says_nothing_of_those_before() {
    let paces = |training: &Training| -> Vec<Pace> {
        training.bands.iter().map(|band| band.pace).collect()
    };
    let before = shown(&looked(0));
    assert_eq!(before.line.lead, "Before the first step:");
    assert_eq!(paces(&before), [Pace::Unknown]);
    for steps in [1, 2, 3, 4, 5, 8, 100] {
        let training = shown(&looked(steps));
        assert_eq!(training.line.lead, "It learns:", "after {steps}");
        assert_eq!(paces(&training), [Pace::Learns], "after {steps}");
    }
}

/// One layer, from weights of 0: the first step is a step, although nothing can be divided by what was there before.
#[test]
fn a_step_from_zeros_is_a_step() {
    let link = "v=1&depth=1&width=2&inputs=2&act=linear&init=zeros&seed=1";
    let one = shown(session(&format!("{link}&steps=1"), 1).history());
    assert_eq!(one.line.lead, "The steps are too large:");
    assert_eq!(
        one.reading(0, 0),
        "layer 1, step 0: its weights were all 0 before this step"
    );
    assert_eq!(
        one.reading(0, 1),
        "layer 1, step 1: this step has not been taken"
    );
    assert!(
        one.description()
            .contains("At step 0: layer 1, its weights")
    );
    let none = shown(session(&format!("{link}&steps=0"), 1).history());
    assert_eq!(none.bands[0].pace, Pace::Unknown);
}

/// A gradient of 10^-354 is 0 in 64-bit numbers, but a linear network has no dead neurons: the gradient vanishes.
#[test]
fn a_gradient_that_is_too_small_is_not_dead() {
    let net = "v=1&depth=200&width=4~199,2&inputs=2&act=linear&gain=0.02&seed=3";
    let exact = Analysis::of(&Network::from(&link::decode(net).0.recipe));
    let arrives = exact.input_gradient.log10().expect("a length");
    assert!(arrives < -330.0, "{arrives}");
    for steps in [0, 4] {
        let training = shown(session(&format!("{net}&steps={steps}"), 10).history());
        let text = training.line.text();
        assert!(!text.contains("dead") && !text.contains("dies"), "{text}");
        assert!(text.contains("too small for 64-bit numbers"), "{text}");
        assert_eq!(training.line.role, Role::Shrinking, "{text}");
        assert!(training.bands.iter().all(|band| band.pace != Pace::Dead));
    }
    // What is 0 beside a gradient of the usual size is dead.
    let dead = shown(&dead());
    assert_eq!(
        (&*dead.line.lead, dead.bands[0].pace),
        ("It dies:", Pace::Dead)
    );
    assert!(dead.line.text().contains("gradient of exactly 0"));
}
