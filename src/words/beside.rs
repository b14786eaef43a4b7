//! What stands beside the measurement in the fan: theory, other networks, number formats.

use super::Shown;

/// The assumptions, and why there are no lines; whole sentences.
pub const ASSUMED_AT_ANY_WIDTH: &str =
    "Assumed: independent random weights, a loss gradient that does not depend on them.";
pub const ASSUMED: &str = "Assumed: wide layers, independent random weights, a loss gradient that does not depend on them.";
pub const NOT_DRAWN: &str = "No line of theory: theory is about random networks, and the numbers of this one come from a file or from a training.";

pub fn no_line(reason: &str) -> String {
    format!("No line of theory: {reason}")
}

/// Why there is no theory, or no χ and no ξ.
pub const TIED: &str = "layers share their weights, so they are not independent.";
pub const NORM: &str = "a norm before the weights, after the sum or beside a skip makes the factors of the layers depend on each other.";
pub const SKIPPED_MEAN: &str = "around an activation whose outputs have a mean, a skip gives all neurons a common part, along which the gradient grows faster than wide layers tell.";
pub const MIXED: &str = "the layers differ, so they have none in common.";
pub const OTHER_MAP: &str = "with skips or norms none is known.";
pub const NOT_RANDOM: &str = "these weights are not random.";

/// Lengths settle or not depending on where they begin; the fixed point between both, as a mean square.
pub fn bistable(between: Shown) -> String {
    format!(
        "No line of theory: whether outputs settle or run away depends on where they begin; below a mean square of {between} they go one way, above it the other."
    )
}

/// The labels of the lines.
pub const MEAN_SQUARE: &str = "theory: mean square";
pub const TYPICAL: &str = "typical";
pub const NEWMAN: &str = "theory: directions";

/// The soft edge.
pub fn reach(layers: Shown) -> String {
    format!("what enters is lost from about 6\u{a0}ξ\u{a0}=\u{a0}{layers} layers on")
}

/// Theory in a sentence: what a layer does, what all of them do, what typical networks do beside that.
pub fn each_layer(factor: Shown, all: &str, typical: &str) -> String {
    format!(
        "Theory: in the mean square each layer multiplies the gradient by {factor}{all}{typical}."
    )
}

pub fn on_average(factor: Shown, all: &str, typical: &str) -> String {
    format!(
        "Theory: in the mean square a layer multiplies the gradient by {factor} on average{all}{typical}."
    )
}

/// The gradient at the input over that at the loss.
pub fn all_layers(layers: usize, factor: Shown) -> String {
    match layers {
        1 => String::new(),
        _ => format!(", all {layers} together by {factor}"),
    }
}

/// In decades: how far below, and one standard deviation.
pub fn typical(below: &str, spread: &str) -> String {
    format!("; typical networks lie {below} decades lower at the input, ±\u{a0}{spread}")
}

pub const ALL_ALIKE: &str = ", in every network of these settings";
pub const TOO_NARROW: &str = "; nothing is said of typical networks: these layers are too narrow, or what their lengths fluctuate weighs too much, for the leading order in depth / width";
pub const NO_TYPICAL: &str = "; with skips or norms nothing is said of typical networks";

/// How good the typical line is.
pub const EXACT: &str = "That holds at every width.";
pub const LEADING: &str = "That is the leading order in depth / width.";

/// How far information reaches, or why that is not known.
pub fn reaches(layers: Shown) -> String {
    format!("Information reaches about 6\u{a0}ξ\u{a0}=\u{a0}{layers} layers.")
}
pub const CRITICAL: &str =
    "The layers are so near to critical that the depth ξ of information is not resolved.";

/// The same where the lengths of the outputs go to 0.
pub fn falls(pace: &str, layers: Shown) -> String {
    format!(
        "Outputs fall to 0{pace}, and what tells inputs apart with them: information reaches about 6\u{a0}ξ\u{a0}=\u{a0}{layers} layers."
    )
}
pub const NO_END: &str = "Since χ\u{a0}=\u{a0}1, neither information nor gradients fade exponentially: 6\u{a0}ξ is infinite.";

pub fn diverges(pace: &str) -> String {
    format!(
        "Outputs grow without end{pace}, so there is no fixed point, and no depth ξ that information reaches."
    )
}

/// How much longer or shorter outputs become.
pub fn pace(layer: usize, factor: Shown) -> String {
    format!(", by a factor of {factor} from layer 1 to layer {layer}")
}

pub fn no_depth(reason: &str) -> String {
    format!("There is no depth ξ: {reason}")
}

/// The directions.
pub const EXPONENTS: &str = "The dotted lines are Newman's exponents of Gaussian linear networks: where directions go, but for an offset that does not grow with depth.";
pub const ORTHOGONAL: &str =
    "In an orthogonal linear network all directions have exactly the length of that line.";

/// A share of networks.
pub fn dead(share: &str) -> String {
    format!(
        "With probability {share} some ReLU layer is 0 in every neuron, and every gradient below it exactly 0; typical are those where that is not so."
    )
}

/// The table.
pub const THEORY_CAPTION: &str = "The length of the gradient in theory, at every place";
pub const MEASURED: &str = "measured";
pub const ROOT_MEAN_SQUARE: &str = "root mean square";
pub const TYPICAL_LOW: &str = "typical, less one standard deviation";
pub const TYPICAL_MEDIAN: &str = "typical, median";
pub const TYPICAL_HIGH: &str = "typical, plus one standard deviation";

/// The formats: the least number above 0, the least with all its digits, the largest.
pub const FORMAT_ENDS: [&str; 3] = ["least", "normal from", "most"];
pub const BF16_AND_F32: &str = "bf16, f32";

/// A whole number below a million.
pub fn whole(number: u32) -> String {
    match number {
        small @ ..1000 => small.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}

pub fn format_end(format: &str, end: &str, number: &str) -> String {
    format!("{format} {end} {number}")
}

fn at_place(place: usize) -> String {
    match place {
        0 => "at the input".into(),
        layer => format!("at layer {layer}"),
    }
}

/// "fp16 at layer 7": where the gradient leaves formats, or loses digits in them; 0 is the input.
fn at_layers(formats: &[(&str, usize)]) -> String {
    let one = |(name, place): &(&str, usize)| format!("{name} {}", at_place(*place));
    let all: Vec<String> = formats.iter().map(one).collect();
    match all.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        other => other.concat(),
    }
}

pub fn leaves(formats: &[(&str, usize)]) -> String {
    format!(
        "On its way back the gradient leaves {}.",
        at_layers(formats)
    )
}

pub fn loses_digits(formats: &[(&str, usize)]) -> String {
    format!(
        "It begins to lose digits, below the normal numbers, in {}.",
        at_layers(formats)
    )
}
pub const IN_ALL_FORMATS: &str = "The gradient stays within fp8 e4m3, fp16, bf16 and f32.";

/// Where the gradient becomes 0; 0 is the input.
pub fn is_zero(place: usize) -> String {
    format!(
        "The gradient becomes exactly 0 {}: every format has a 0, but nothing of the gradient is left.",
        at_place(place)
    )
}
pub const LENGTH_BELOW: &str =
    "This is its length: every entry is at most as large, so it leaves there as well or before.";
pub const LENGTH_ABOVE: &str =
    "This is its length: entries are smaller, so some may still fit above the largest number.";

/// The table of formats.
pub const FORMATS_CAPTION: &str = "Number formats, and where the gradient leaves them";
pub const FORMAT_COLUMNS: [&str; 6] = [
    "format",
    "least number above 0",
    "least normal number",
    "largest number",
    "gradient leaves the normal numbers",
    "gradient leaves the format",
];
pub const NOWHERE: &str = "nowhere";

pub fn zero(place: usize) -> String {
    format!("exactly 0 {}", at_place(place))
}

/// Many networks: the labels of the ribbons, the first one in full and briefly.
pub fn networks(count: usize) -> [String; 2] {
    let briefly = match count {
        1 => "1 network".into(),
        _ => format!("{count} networks"),
    };
    [format!("{briefly}: median, 10 to 90 %"), briefly]
}
pub const FIRST_RIBBON: &str = "their σ₁";
pub const LAST_RIBBON: &str = "their last σ";

/// Before the first one is there.
pub fn seeds_begin(wanted: usize) -> String {
    format!("{wanted} networks of these settings are drawn from other seeds.")
}

/// Their gradients at the input as multiples of those at the loss: 10 %, median, 90 %.
pub fn seeds(count: usize, wanted: usize, [low, median, high]: [Shown; 3]) -> String {
    let whose = match count < wanted {
        true => format!("{count} of {wanted} networks with these settings, so far"),
        false => format!("{count} networks with these settings and the seeds from this one on"),
    };
    format!(
        "In {whose}, the median of the gradient at the input is {median} times that at the loss; 10\u{a0}% are below {low}, 10\u{a0}% above {high}."
    )
}

pub fn seeds_dead(dead: usize, count: usize) -> String {
    match dead {
        0 => "None of them is dead.".into(),
        _ => format!("Dead in {dead} of {count}: the gradient at the input is exactly 0."),
    }
}
pub const SEEDS_GRADIENTS_ONLY: &str =
    "The directions of so many networks of this size would take too long: gradients only.";
pub const SEEDS_TOO_DEAR: &str = "So many networks of this size would take too long.";
pub const SEEDS_NOT_DRAWN: &str = "There are no other networks of these settings: the numbers of this one come from a file or from a training.";

/// The table: how many networks, how many with spectra.
pub fn seeds_caption([count, with_spectra]: [usize; 2]) -> String {
    match with_spectra {
        0 => format!("{count} networks of these settings, at every place"),
        _ => format!(
            "{count} networks of these settings, the directions of {with_spectra} of them, at every place"
        ),
    }
}
pub const SEEDS_GRADIENT: &str = "gradient over that at the loss";
pub const LAST_SIGMA: &str = "last σ";

pub fn quantiles(name: &str) -> [String; 3] {
    ["10 %", "median", "90 %"].map(|quantile| format!("{name}, {quantile}"))
}
