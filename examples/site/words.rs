//! Every text of the pages of the presets that is not the live page's too.

use gradlens::settings::Key;

pub const NAME: &str = "Gradlens";
pub const QUESTION: &str = "Why do gradients vanish or explode?";

/// The list.
pub const PRESETS: &str = "Presets";
pub const PRESETS_LEAD: &str = "Each shows one thing about the gradient of a deep network. The small picture is its length on the way back from the last layer on the right to the input on the left, on a logarithmic scale; the level line is 1, the thin lines are what becomes of every direction.";
pub const PRESETS_DESCRIPTION: &str = "Networks that show why gradients vanish or explode: for each the verdict, the pictures, all numbers, and the live page.";

/// Above the pictures.
pub const OPEN: &str = "Open it live";
pub const OPEN_HINT: &str =
    "There every setting can be changed; all numbers are computed in your browser.";

/// The network in one sentence, in a picture: what stands before each of its settings.
pub const RECIPE: [(Key, &str); 5] = [
    (Key::Depth, "A network of "),
    (Key::Width, " layers, "),
    (Key::Act, " wide, "),
    (Key::Init, ", weights "),
    (Key::Gain, " × gain "),
];

/// Below the pictures.
pub const SETTINGS: &str = "Settings";
pub const SAME_LINK: &str = "As a link";
pub const NUMBERS: &str = "All numbers";
pub const MORE: &str = "More presets";
pub const PREVIOUS: &str = "Previous";
pub const NEXT: &str = "Next";

pub fn position(number: usize, count: usize) -> String {
    format!("{number} of {count}")
}

/// The page in the tab of a browser.
pub fn title(name: &str) -> String {
    format!("{name} · {NAME}")
}

/// For search engines and messengers.
pub fn summary(purpose: &str, verdict: &str) -> String {
    format!("{purpose} {verdict}")
}

/// The text alternative of the picture in a message.
pub fn picture(verdict: &str, description: &str) -> String {
    format!("{verdict} {description}")
}

/// In a frame on another page.
pub fn interactive(name: &str) -> String {
    format!("Interactive: {name}")
}

pub const OPEN_SIMULATION: &str = "Open the simulation";

/// To who builds the pages.
pub const NO_FOLDER: &str =
    "folder: none is given; allowed is the folder of the built page, such as dist.";
pub const NO_ADDRESS: &str =
    " No address is given, so they have no oembed.json and no absolute links.";

pub fn bad_address(given: &str) -> String {
    format!(
        "address: \"{given}\" is not allowed (https:// or http:// with a host and a path, such as https://example.org/gradlens/)."
    )
}

/// A letter that would be missing in a picture.
pub fn no_sign(letter: char, text: &str) -> String {
    format!("the font has no sign for \"{letter}\" of \"{text}\".")
}

/// `note` is empty or the one above.
pub fn written(pages: usize, folder: &str, note: &str) -> String {
    format!("{pages} pages of presets are in {folder}/p.{note}")
}
