//! The buttons of a training.

/// The button.
pub const RUN: &str = "Train";
pub const PAUSE: &str = "Pause";

/// Told while it goes on by itself.
pub const RUNS: &str = "The training runs.";

/// Why a button can do nothing.
pub const NO_NUMBER_TO_GO_ON: &str =
    "A number is not finite any more, so this training goes no further.";
pub const NO_STEPS: &str = "“Steps” is 0, so there is nothing to train.";
pub const ALL_STEPS: &str = "All steps are taken. With more “Steps” it goes on.";
pub const LOW_ENOUGH: &str = "The loss has come below “Stop below”, so the training has stopped.";

pub const TOO_MANY_BRANCHES: &str =
    "This training has branched four times already, which is as often as it can.";
