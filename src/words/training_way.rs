//! What the gradient does on its way back while a network is trained, in the words of the verdict.

/// The beginnings of the headline: what it does, and before any step what it will do.
pub const VANISHES: &str = "It vanishes:";
pub const SHRINKS: &str = "It shrinks:";
pub const GROWS: &str = "It grows:";
pub const EXPLODES: &str = "It explodes:";
pub const WILL_VANISH: &str = "It will vanish:";
pub const WILL_SHRINK: &str = "It will shrink:";
pub const WILL_GROW: &str = "It will grow:";
pub const WILL_EXPLODE: &str = "It will explode:";

/// The same in a sentence, now and of earlier steps.
pub const VANISH: [&str; 2] = ["vanishes", "vanished"];
pub const SHRINK: [&str; 2] = ["shrinks", "shrank"];
pub const SURVIVE: [&str; 2] = ["survives", "survived"];
pub const GROW: [&str; 2] = ["grows", "grew"];
pub const EXPLODE: [&str; 2] = ["explodes", "exploded"];

/// `how`: "2.4 trillion times shorter".
pub fn arrives(how: &str) -> String {
    format!("on the first batch the gradient arrives at the input {how}.")
}

/// The same with the name of what it does.
pub fn does(what: &str, how: &str) -> String {
    format!("The gradient {what}: over its batches it arrives at the input {how}.")
}

/// The same of the steps before one that is not finite.
pub fn did(what: &str, how: &str) -> String {
    format!("Before that the gradient {what}: over its batches it arrived at the input {how}.")
}

pub const NOTHING_ARRIVES: &str = "nothing of the gradient arrives at the input.";
pub const TOO_LITTLE_ARRIVES: &str =
    "what arrives of the gradient at the input is too small for 64-bit numbers, which give 0.";
pub const NO_GRADIENT: &str = "there is no gradient to begin with.";
