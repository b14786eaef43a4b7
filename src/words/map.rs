//! The map of a setting and the depth.

use super::Shown;

/// The heading of a saved picture.
pub const TITLE: &str = "How deep a network can be";

/// The act, which the whole program alone has.
pub const INSIDE: &str = include_str!("map.html");

/// The settings across.
pub const GAIN: &str = "gain";
pub const BIAS: &str = "bias";
pub const WIDTH: &str = "width";
pub const SKIP: &str = "skip";
pub const DEPTH: &str = "depth";

/// A setting with its value: "gain 1.33".
pub fn setting(name: &str, value: &str) -> String {
    format!("{name} {value}")
}

/// Between the activations of a network that has several.
pub const AND: &str = " and ";
/// Between sentences.
pub const SPACE: &str = " ";

/// Where the reader's network is.
pub fn dot(setting: &str, depth: usize) -> String {
    format!("{setting}, depth {depth}")
}

/// What the networks of a column have in common: `name` is the activation, `weights` what is below.
pub fn with(name: &str, weights: &str, setting: &str) -> String {
    format!("With {name}, {weights} and {setting}")
}

/// The distributions of the weights in that.
pub mod weights {
    pub const XAVIER: &str = "Xavier";
    pub const XAVIER_UNIFORM: &str = "uniform Xavier";
    pub const HE: &str = "He";
    pub const HE_UNIFORM: &str = "uniform He";
    pub const LECUN: &str = "LeCun";
    pub const ORTHOGONAL: &str = "orthogonal weights";
    pub const NORMAL: &str = "weights of N(0,\u{a0}1)";
    pub const IDENTITY: &str = "identity weights";
    pub const ZEROS: &str = "zero weights";
    pub const PYTORCH: &str = "PyTorch’s weights";
    pub const CONSTANT: &str = "constant weights";
}

/// How deep they can be.
pub fn up_to(with: &str, depth: usize) -> String {
    format!(
        "{with} the median gradient at the input stays within a factor of ten of that at the loss up to depth {depth}."
    )
}

pub fn at_no_depth(with: &str) -> String {
    format!(
        "{with} the median gradient at the input is at no depth within a factor of ten of that at the loss."
    )
}

pub fn at_every_depth(with: &str, depth: usize) -> String {
    format!(
        "{with} the median gradient at the input stays within a factor of ten of that at the loss at every depth up to {depth}."
    )
}

pub fn nothing_yet(with: &str) -> String {
    format!("{with} nothing is computed yet.")
}

/// The gradient of the reader's network's like; is it within the factor of ten again, deeper than it stays there?
pub fn at_depth((depth, is_again): (usize, bool), length: &str, networks: usize) -> String {
    let networks = of_networks(networks);
    let again = match is_again {
        true => ", within that factor again",
        false => "",
    };
    format!("At depth {depth} it is {length}{again}{networks}.")
}

pub fn times(length: Shown) -> String {
    format!("{length} times that at the loss")
}

fn of_networks(networks: usize) -> String {
    match networks {
        1 => " in one network".into(),
        _ => format!(", the median of {networks} networks"),
    }
}

/// The setting across of the network on the page is not on the map, which has it between two values.
pub fn beyond([least, most]: &[String; 2]) -> String {
    format!("This network lies beyond the map, which goes from {least} to {most}.")
}

/// The layers of the network on the page differ in the setting across.
pub fn differs(name: &str) -> String {
    format!(
        "The layers of this network differ in {name}, so it has no place on this map. Choosing a place gives all layers the same {name}."
    )
}

/// What theory says of a column.
pub fn reach(chi: &str, layers: f64) -> String {
    let layers = match layers {
        layers if layers < 9.95 => format!("{layers:.1}"),
        layers => format!("{layers:.0}"),
    };
    format!(
        "Theory of wide networks: signals reach about {layers} layers (6\u{a0}ξ), and each layer multiplies the mean square of the gradient by χ\u{a0}=\u{a0}{chi}."
    )
}

pub const NO_END: &str = "Theory of wide networks: χ\u{a0}=\u{a0}1, so signals and gradients do not fade exponentially, and 6\u{a0}ξ is infinite.";

pub fn no_reach(chi: &str) -> String {
    format!(
        "Theory of wide networks: each layer multiplies the mean square of the gradient by χ\u{a0}=\u{a0}{chi}; no depth ξ is known here."
    )
}

/// Why there is no χ; the fan may have a line of theory all the same.
pub fn no_theory(reason: &str, is_in_fan: bool) -> String {
    let fan = match is_in_fan {
        true => " The line of theory in the fan goes layer by layer.",
        false => "",
    };
    format!("Theory of wide networks has no χ and no ξ here: {reason}{fan}")
}

/// A place on the map.
pub fn place(name: &str, setting: &str, depth: usize) -> String {
    format!("{name}, {setting}, depth {depth}")
}

pub fn cell(place: &str, length: Shown, networks: usize) -> String {
    format!("{place}: {LENGTHS} is {length}{}", of_networks(networks))
}

pub fn not_yet(place: &str) -> String {
    format!("{place}: not computed yet")
}

/// Between the cells of two maps.
pub const BESIDE: &str = " · ";
/// No map beside the own one.
pub const NOTHING: &str = "nothing";

pub const NOTHING_YET: &str = "The map is being computed.";
pub const OWN_NOT_YET: &str = "Networks like this one are being computed.";
/// Why there is none.
pub const OF_A_FILE: &str =
    "The numbers come from a file; only a network that the settings draw has a map.";
pub const TOO_LARGE: &str = "Networks as wide as this one take too long for a map.";
pub const REDIRECTED: &str = "On the map the gradient of the loss has a random direction: the one that is set would need the chain of every network.";

pub fn description(name: &str, across: &str, [from, to]: &[String; 2], depth: usize) -> String {
    format!(
        "Heat map of the gradient at the input over that at the loss, of {name} networks: {across} from {from} to {to} to the right, depth from 1 to {depth} upwards. Grey is 1, blue is shorter, red is longer; hatched is exactly 0."
    )
}

/// Of the picture.
pub const CHI_IS_ONE: &str = "χ = 1";
pub const SIX_XI: &str = "6 ξ";
pub const LENGTH: &str = "‖∂L/∂x‖ / ‖∂L/∂y*‖";
/// The same in a sentence and in the table.
const LENGTHS: &str = "‖∂L/∂x‖\u{a0}/\u{a0}‖∂L/∂y*‖";
pub const ONE: &str = "1";
pub const ZERO: &str = "exactly 0";
pub const NOT_FINITE: &str = "not finite";

/// Of the table.
pub fn at(depth: usize) -> String {
    format!("{LENGTHS} at depth {depth}")
}
pub const HEADS: [&str; 3] = ["within a factor of ten of 1 up to depth", "6\u{a0}ξ", "χ"];
pub const NONE: &str = "–";
pub const WITHOUT_END: &str = "∞";

pub fn caption(name: &str, networks: usize) -> String {
    match networks {
        0 | 1 => format!(
            "The gradient at the input over that at the loss, of {name} networks, one for each row"
        ),
        _ => format!(
            "The gradient at the input over that at the loss, of {name} networks: medians of {networks}"
        ),
    }
}
