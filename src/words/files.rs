//! Why a network file was refused: a place, a colon, a problem, a full stop. Names in quotation
//! marks are those of the format.

use super::name::shown;

/// The whole sentence.
pub fn sentence(place: &str, problem: &str) -> String {
    format!("{place}: {problem}.")
}

/// A file that was not opened; `reason` is such a sentence.
pub fn not_opened(file: &str, reason: &str) -> String {
    format!("{} was not opened. {reason}", shown(file))
}

/// Replaces the link if the network comes from a file.
pub const NO_LINK: &str = "numbers from a network file, which has no link";

/// The key of a notice about a network file.
pub const NETWORK_KEY: &str = "network";

/// Why a setting cannot be changed while a file is open.
pub const FROM_FILE: &str = "the numbers come from a network file; it can be closed in the form";

/// A file that was replaced by another network.
pub fn closed(name: &str) -> String {
    format!("The network file {} was closed.", shown(name))
}

/// The whole file as a place.
pub const NETWORK: &str = "the network";

/// Places in the file, counted from 1.
pub fn layer(layer: usize) -> String {
    format!("layer {layer}")
}

pub fn row(row: usize) -> String {
    format!("row {row}")
}

pub fn number(number: usize) -> String {
    format!("number {number}")
}

/// What is counted: one of it, and more than one.
pub type Noun = [&'static str; 2];
pub const NUMBERS: Noun = ["number", "numbers"];
pub const NEURONS: Noun = ["neuron", "neurons"];
pub const ROWS: Noun = ["row", "rows"];
pub const ENTRIES: Noun = ["entry", "entries"];

/// A count with its noun: "1 row", "2 rows".
pub fn counted(count: usize, [one, more]: Noun) -> String {
    let noun = if count == 1 { one } else { more };
    format!("{count} {noun}")
}

/// The kind of a value that is not quoted itself.
pub const OBJECT: &str = "an object";

pub fn list_of(count: usize) -> String {
    format!("a list of {count}")
}

/// The problems.
pub const MISSING: &str = "is missing";
pub const SKIP_TWICE: &str = "cannot be combined with \"residual\": true, which is a skip of 1";
pub const NO_SKIP: &str = "needs a layer that is as wide as what enters it";
/// What is given where nothing is.
pub const NOTHING: &str = "missing";
pub const ONE_LOSS: &str = "is given beside a target or a gradient; a network has one loss";
pub const NO_LOSS: &str =
    "is missing, and so is \"gradient\"; one of them says where the gradient starts";
pub const NOT_BOTH: &str = "cannot be combined with \"target\"";
pub const TWICE: &str = "is given twice in the same object, so it is not clear which one is meant";
pub const TOO_DEEP: &str =
    "cannot be read as JSON, lists and objects are nested deeper than in any network";

/// Why a text is not JSON, see [`not_json`].
pub const END: &str = "the text ends too early";
pub const NO_VALUE: &str = "a value is missing";
pub const NO_NAME: &str = "a name in quotation marks is missing";
pub const NO_COLON: &str = "a colon is missing";
pub const NO_COMMA: &str = "a comma or a closing bracket is missing";
pub const MORE: &str = "something follows the end of the network";
pub const ESCAPE: &str = "a backslash is followed by something that JSON does not allow";
pub const CONTROL: &str = "a line break or another control character is inside a text";

pub fn word(word: &str) -> String {
    format!("{word} is not a word of JSON")
}

pub fn no_number(digits: &str) -> String {
    format!("{digits} is not a number of JSON")
}

/// Both count from 1.
pub fn not_json(reason: &str, line: usize, column: usize) -> String {
    format!("cannot be read as JSON, {reason} (line {line}, column {column})")
}

/// `NaN` or an infinity.
pub fn not_a_number(word: &str) -> String {
    format!("is {word}, but every number must be finite (JSON has neither NaN nor infinities)")
}

/// A number beyond the range of f64.
pub fn no_double(number: &str) -> String {
    format!("is {number}, which is too large for double precision (at most 1.8e308)")
}

/// `"same"` or `"same as 7"` without such a layer among the earlier ones.
pub fn nothing_to_share(text: &str, before: usize) -> String {
    match before {
        0 => format!("is {text}, but there is no earlier layer"),
        1 => format!("is {text}, but only layer 1 comes before"),
        _ => format!("is {text}, but only layers 1 to {before} come before"),
    }
}

pub fn too_large(bytes: usize) -> String {
    format!("has {bytes} bytes, but at most 32 MB can be read")
}

/// Numbers that come apart from the text.
pub fn too_many_numbers(count: usize, limit: u64) -> String {
    format!("has {count} numbers, but at most {limit} can be read")
}

pub fn too_few(wanted: usize, left: usize) -> String {
    format!("needs {wanted} numbers, but only {left} are left")
}

pub fn left_over(left: usize) -> String {
    format!("has {left} numbers more than its layers need")
}

pub const NO_SHAPE: &str =
    "must be two whole numbers: how many units the layer before has, and how many this one has";

pub fn not_an_object(kind: &str) -> String {
    format!("is {kind}, but must be an object")
}

/// The value of `"residual"`.
pub fn not_a_flag(kind: &str) -> String {
    format!("is {kind}, but must be true or false")
}

/// The value of `"skip"`.
pub fn not_a_factor(kind: &str) -> String {
    format!("is {kind}, but must be a finite number")
}

/// The value of `"eps"`.
pub fn not_an_eps(kind: &str) -> String {
    format!("is {kind}, but must be a finite number that is not negative")
}

/// One of a few names.
pub fn not_one_of(kind: &str, names: &str) -> String {
    format!("is {kind}, but must be one of {names}")
}

pub fn not_a_list(kind: &str) -> String {
    format!("is {kind}, but must be a list")
}

pub fn not_a_name(kind: &str, longest: usize) -> String {
    format!("is {kind}, but must be a text of at most {longest} characters")
}

pub fn not_finite(number: usize, kind: &str) -> String {
    format!("number {number} is {kind}, but must be a finite number")
}

/// Follows [`not_finite`] if the value is null.
pub const NULL: &str = " (NaN and infinities become null in JSON)";

pub fn other_version(kind: &str, version: u32) -> String {
    format!("is {kind}, but only version {version} can be read")
}

pub fn no_version(version: u32) -> String {
    format!("is missing; a network file contains \"gradlens_network\": {version}")
}

pub fn unknown_key(key: &str, known: &str) -> String {
    format!("has the unknown key {key}; known keys are {known}")
}

pub fn unknown_activation(kind: &str, known: &str) -> String {
    format!("is {kind}; known names are {known}")
}

/// The target does not fit the neurons of the last layer.
pub fn other_target(numbers: &str, neurons: &str) -> String {
    format!("has {numbers}, but the last layer has {neurons}")
}

/// The biases do not fit the neurons of their layer.
pub fn other_bias(numbers: &str, neurons: &str) -> String {
    format!("has {numbers}, but the layer has {neurons}")
}

/// The rows of weights do not fit the inputs of the first layer, or of another one.
pub fn other_rows(rows: &str, fan_in: usize, is_first: bool) -> String {
    let before = match is_first {
        true => "the input",
        false => "the layer before",
    };
    format!("has {rows}, but {before} has {fan_in} and each of them needs one")
}

/// A row does not fit the first one.
pub fn other_row(numbers: &str, first: usize) -> String {
    format!("has {numbers}, but row 1 has {first}")
}

pub fn not_within(entries: &str, min: u32, max: u32) -> String {
    format!("has {entries}, but {min} to {max} are allowed")
}

/// There are too many weights; `neurons` in each layer would fit.
pub fn weights(weights: u64, limit: u64, depth: usize, neurons: &str) -> String {
    format!(
        "there are {weights} weights, but at most {limit} are allowed; with {depth} layers, {neurons} in each would fit"
    )
}

pub fn fixed_alpha(activation: &str, alpha: f64) -> String {
    format!("{activation} has the fixed alpha {alpha}")
}

pub fn no_class(given: &str, outputs: &str) -> String {
    format!("is {given}; the last layer has {outputs}, and classes are counted from 1")
}

pub fn any_slope(activation: &str, most: f64) -> String {
    format!("{activation} has a \"slope\", a number from 0 to {most}, and nothing else")
}

pub fn no_parameters(activation: &str) -> String {
    format!("{activation} has no parameters")
}
