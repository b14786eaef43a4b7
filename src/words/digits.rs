//! Which images of digits a network gets wrong.

/// The heading of the picture.
pub fn wrong(wrong: usize, all: usize) -> String {
    format!("{wrong} of {all} wrong")
}

/// What the network says an image is, and what it is.
pub fn says(says: usize, is: usize) -> String {
    format!("{says} ({is})")
}

pub const NOTE: &str = "Each image that is wrong with what the network says and, in brackets, what it is; the worst first.";
pub const NONE_IS_WRONG: &str = "No image is wrong.";

pub fn not_finite(all: usize) -> String {
    format!("{all} images; the output of the network is not finite.")
}

/// The text alternative: `worst` is [`worst`].
pub fn description(wrong: usize, all: usize, worst: Option<&str>) -> String {
    match worst {
        None => format!("{all} images of digits; none is wrong."),
        Some(worst) => format!("{all} images of digits; {wrong} of them are wrong. {worst}"),
    }
}

pub fn worst(row: usize, is: usize, says: usize, sure: &str) -> String {
    let [is_one, says_one] = [is, says].map(one);
    format!(
        "The worst is image {row}, {is_one}, which the network takes for {says_one}; it gives the {is} a probability of {sure}."
    )
}

/// A digit with its article.
fn one(digit: usize) -> String {
    let article = if digit == 8 { "an" } else { "a" };
    format!("{article} {digit}")
}

/// The table.
pub const IMAGE: &str = "image";
pub const IS: &str = "what it is";
pub const SAYS: &str = "what the network says";
pub const SURE: &str = "probability of what it is";

/// While they are on their way, and if they do not come.
pub const LOADING: &str = "The digits are being loaded\u{2026}";
pub const NOT_LOADED: &str =
    "The digits could not be loaded. Please check the connection and choose them again.";
