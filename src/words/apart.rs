//! One layer, taken apart.

use super::Shown;

/// The heading of the picture alone.
pub fn title(layer: usize) -> String {
    format!("Layer {layer}, taken apart")
}

pub const TOO_WIDE: &str =
    "This layer is too wide to be taken apart here: up to 160 units with as many inputs are.";

/// What happens to the arrow; the sentences after the first begin with a space.
pub fn layer(layer: usize) -> String {
    format!("Layer {layer}.")
}

pub fn both(weights: Shown, slopes: Shown) -> String {
    format!(" The arrow is {weights} long after the weights and {slopes} after the slopes.")
}

pub fn after_weights(length: Shown) -> String {
    format!(" The arrow is {length} long after the weights.")
}

/// `limit`: "< 10⁻²⁰".
pub fn limit_after_weights(limit: &str) -> String {
    format!(" After the weights only a limit of the arrow's length is known: {limit}.")
}

pub fn after_slopes(length: Shown) -> String {
    format!(" After the slopes it is {length} long.")
}

pub fn limit_after_slopes(limit: &str) -> String {
    format!(" After the slopes only a limit of its length is known: {limit}.")
}

pub const ZERO_WEIGHTS: &str =
    " The weights let nothing of the arrow through: its length is exactly 0.";
pub const CUT: &str = " The slopes leave nothing of it: exactly 0.";
pub const NO_SLOPES: &str = " A slope is not finite, so it has no length after the slopes.";
pub const PENDING: &str = " What the slopes leave of it is being computed.";
pub const BACKWARDS: &str =
    " A gradient meets the same two factors on its way back, in the other order.";

/// What goes in.
pub const GOES_IN: &str = "a small change goes in";
pub const EVERY_DIRECTION: &str = "every direction, length\u{a0}1: turn the arrow";
pub const TWO_DIRECTIONS: &str = "one input: by 1, up or down";

/// What the weights do.
pub const STRETCH_AND_TURN: &str = "the weights stretch and turn";
pub const SHRINK_AND_TURN: &str = "the weights shrink and turn";
pub const STRETCH: &str = "the weights stretch it";
pub const SHRINK: &str = "the weights shrink it";
pub const KEEP: &str = "the weights keep its length";
pub const ONLY_TURN: &str = "the weights only turn";
pub const WEIGHTS_END_IT: &str = "the weights let nothing through";

/// `symbol`: ‖w‖ or ‖J‖.
pub fn norm(symbol: &str, norm: Shown) -> String {
    format!("{symbol}\u{a0}=\u{a0}{norm}: no direction is longer")
}

pub fn no_norm(symbol: &str, norm: Shown) -> String {
    format!("{symbol} = {norm}")
}

/// Where the units are.
pub fn units(count: usize) -> String {
    match count {
        1 => "where its only unit is".into(),
        _ => format!("where its {count} units are"),
    }
}

pub fn slopes(largest: Shown) -> String {
    format!("their slopes A′, at most {largest} here: the factors of the next step")
}

pub fn only_slope(slope: Shown) -> String {
    format!("its slope A′, {slope}: the factor of the next step")
}

/// The two curves.
pub const CURVES: [&str; 2] = ["A(a)", "A′(a)"];

pub fn never_above(supremum: &str) -> String {
    format!("never above {supremum}")
}

pub fn outside(count: usize) -> String {
    match count {
        1 => "1 unit lies beyond the picture, at its edge".into(),
        _ => format!("{count} units lie beyond the picture, at its edges"),
    }
}

/// What the slopes do.
pub const SLOPES_SHRINK: &str = "the slopes shrink each unit";
pub const SLOPES_STRETCH: &str = "the slopes stretch each unit";
pub const SLOPES_SCALE: &str = "the slopes scale each unit";
pub const SLOPES_KEEP: &str = "the slopes change nothing";
pub const SLOPES_END_IT: &str = "the slopes let nothing through";
pub const SLOPES_NOT_FINITE: &str = "a slope is not finite";

pub fn slopes_cut(cut: usize, count: usize) -> String {
    format!("the slopes cut {cut} of {count} units")
}

pub fn ceiling(bound: Shown) -> String {
    format!("dashed ceiling: ‖w‖\u{a0}×\u{a0}largest\u{a0}A′ = {bound}")
}

pub fn ceiling_reached(bound: Shown) -> String {
    format!("dashed ceiling: ‖w‖\u{a0}×\u{a0}largest\u{a0}A′ = {bound}, reached")
}

/// Below a circle: the length of its arrow, and how it is drawn if it has a scale of its own.
pub fn arrow(length: Shown) -> String {
    format!("the arrow: {length}")
}

pub fn smaller(times: &str) -> String {
    format!("drawn {times} times smaller")
}

pub fn larger(times: &str) -> String {
    format!("drawn {times} times larger")
}

/// The text alternative; all but the first sentence begin with a space.
pub fn whole(layer: usize, activation: &str, inputs: usize, units: usize) -> String {
    let inputs = match inputs {
        1 => "1 input".into(),
        _ => format!("{inputs} inputs"),
    };
    let units = match units {
        1 => "1 unit".into(),
        _ => format!("{units} units"),
    };
    format!("Layer {layer}, {activation}, {inputs}, {units}.")
}

/// The ellipse after the weights, and after the slopes.
pub fn image_of_weights(long: Shown, short: Shown) -> String {
    format!(
        " The circle of all changes of length 1, in the plane of the two directions that J stretches most, becomes an ellipse under the weights, with half axes of {long} and {short}."
    )
}

pub fn line_of_weights(long: Shown) -> String {
    format!(
        " With one input a change of length 1 has two directions only, and the weights make it {long} long."
    )
}

pub fn norm_of_weights(norm: Shown) -> String {
    format!(" The norm of the weights is {norm}.")
}

pub const NOTHING_OF_WEIGHTS: &str =
    " The weights map all changes to exactly 0, whatever their direction.";
pub const NOTHING_OF_SLOPES: &str = " They leave exactly 0 of every direction.";

pub fn slopes_between(smallest: Shown, largest: Shown) -> String {
    format!(" The slopes |A′| of the units are between {smallest} and {largest}.")
}

pub fn slopes_all(slope: Shown) -> String {
    format!(" Every unit has the slope |A′| = {slope}.")
}

pub fn image_of_slopes(long: Shown, short: Shown) -> String {
    format!(" They leave an ellipse with the half axes σ₁ = {long} and σ₂ = {short}.")
}

pub fn line_of_slopes(long: Shown) -> String {
    format!(" They leave a length of {long}.")
}

pub fn below_ceiling(bound: Shown) -> String {
    format!(
        " No direction can be longer than the norm of the weights times the largest slope, {bound}."
    )
}

pub fn turned(degrees: f64) -> String {
    format!(" The arrow points {degrees:.0}° away from the direction that J stretches most.")
}
