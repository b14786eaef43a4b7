//! The flow: the gradient's way back or the signal's way forward, and the images of the unit ball.

use super::Shown;

/// The titles of both ways.
pub const BACKWARD: &str = "Flow";
pub const FORWARD: &str = "Signal";

/// Beside the arrow in the picture: the first one that fits.
pub const BACKWARD_ARROW: [&str; 2] = ["the gradient runs this way", "gradient"];
pub const FORWARD_ARROW: [&str; 2] = ["the signal runs this way", "signal"];

/// The legend of columns below, above and at 1, on both ways.
pub const BACKWARD_COLUMNS: [&str; 3] = ["gradient below 1", "gradient above 1", "exactly 1"];
pub const FORWARD_COLUMNS: [&str; 3] = ["output below 1", "output above 1", "exactly 1"];
pub const BACKWARD_BALLS: &str = "unit ball after the chain";
pub const FORWARD_BALLS: &str = "unit ball on the way back";
pub const CIRCLE: &str = "length 1; sizes logarithmic";

/// What the series show.
pub const BELOW: &str = "below 1";
pub const ABOVE: &str = "above 1";
pub const AT: &str = "exactly 1";
pub const BALLS: &str = "unit ball under the chain";
pub const NOT_REACHED: &str = "not reached yet";

/// A sentence made of one of the readings below.
pub fn added(reading: &str) -> String {
    format!(" {reading}.")
}

/// Half axes in the reading at a place.
pub const AXES_NOT_FINITE: &str = "half axes not finite";

pub fn one_axis(major: Shown) -> String {
    format!("half axis σ₁ {major}, the only one")
}

pub fn axes(major: Shown, minor: Shown) -> String {
    format!("half axes σ₁ {major} and σ₂ {minor}")
}

pub const BACKWARD_BALL: &str = "unit ball";
pub const FORWARD_BALL: &str = "unit ball on the way back";

/// A norm with half axes; `ball` is one of the two above.
pub fn reading(norm: &str, ball: &str, axes: &str) -> String {
    format!("{norm}, {ball}: {axes}")
}

/// The text alternative; all but the first sentence begin with a space.
pub fn from_the_right(depth: usize) -> String {
    format!("The gradient arrives at layer {depth} on the right and runs left.")
}

pub const FROM_THE_LEFT: &str = "The signal enters at the input on the left and runs right.";

/// A norm along the way forward.
pub fn journey_forth(first: Shown, last: Shown, depth: usize) -> String {
    format!("from {first} at the input to {last} at layer {depth}")
}

pub fn steps(journey: &str, shorter: usize, longer: usize, depth: usize) -> String {
    let layers = if depth == 1 { "layer" } else { "layers" };
    format!(
        " Its norm goes {journey}; it gets shorter in {shorter} and longer in {longer} of {depth} {layers}."
    )
}

pub fn unresolved(journey: &str, count: usize, places: usize) -> String {
    format!(
        " Its norm goes {journey}; at {count} of {places} places only an upper limit of it is known."
    )
}

pub fn not_finite(count: usize, places: usize) -> String {
    format!(" Its norm is not finite at {count} of {places} places.")
}

pub fn zero(count: usize, places: usize) -> String {
    format!(" It is exactly 0 at {count} of {places} places.")
}

/// `shape` is one of the four below.
pub fn at_the_input(shape: &str) -> String {
    format!(" At the input the image of the unit ball is {shape}.")
}

pub const SHAPE_NOT_FINITE: &str = "not finite";
pub const POINT: &str = "a point: the chain is exactly 0";

pub fn line(major: Shown) -> String {
    format!("a line of half length σ₁ {major}")
}

pub fn ellipse(major: Shown, minor: Shown) -> String {
    format!("an ellipse with the half axes σ₁ {major} and σ₂ {minor}")
}

/// The selected layer's half axes.
pub fn selected(layer: usize, axes: &str) -> String {
    format!(" At layer {layer}: {axes}.")
}

/// The table.
pub const CAPTION: &str = "Gradient, image of the unit ball and signal at every layer output";
pub const LONGEST_AXIS: &str = "longest half axis σ₁";
pub const NEXT_AXIS: &str = "next half axis σ₂";

/// The button that starts a pulse.
pub const PLAY: &str = "Play";
pub const PAUSE: &str = "Pause";
/// Where a pulse is.
pub const AT_INPUT: &str = "the input";

pub fn at_layer(layer: usize) -> String {
    format!("layer {layer}")
}

/// Follows the place while the pulse has not reached the end.
pub const GREY: &str = " (grey: not reached yet)";

/// A pulse at the first place of its way; `name` is the symbol of the norm.
pub fn starts(place: &str, name: &str, here: Shown) -> String {
    format!("Pulse starts at {place}: {name} {here}")
}

/// `through` is [`through`], `factor` is empty or one of the two below it.
pub fn is_at(place: &str, through: &str, [before, here]: [Shown; 2], factor: &str) -> String {
    format!("Pulse is at {place}: {through} goes from {before} to {here}{factor}")
}

pub fn through(layer: usize, name: &str) -> String {
    format!("through layer {layer} {name}")
}

pub fn factor(factor: Shown) -> String {
    format!(", factor {factor}")
}

pub const FACTOR_ZERO: &str = ", factor exactly 0";
/// Read out at the end.
pub const OVER: &str = "The pulse is over.";
