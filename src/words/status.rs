//! What the page says about itself: what it is doing, what went wrong, and why it refuses a request
//! of another script.

/// How a picture relates to the settings, for screen readers.
pub const PART: &str = "Not all of it is computed yet.";
pub const OLD: &str = "Of the settings before; the present ones are not computed yet.";

/// The reader has stopped the work.
pub const STOPPED: &str = "Stopped. What is marked is not computed.";
pub const STOPPED_EARLY: &str = "Stopped before anything was computed.";

/// Why nothing works any more.
pub const BROKEN: &str = "Gradlens hit an error and stopped. The pictures no longer follow the settings; loading the page again starts afresh.";
pub const REFUSED: &str = "This browser refused something that Gradlens needs, so it has stopped.";
pub const NOT_DRAWN: &str = "the picture cannot be drawn";
pub const NO_CANVAS: &str = "this browser cannot draw on a canvas";

pub fn missing_element(name: &str) -> String {
    format!("the page has no element \"{name}\"")
}

/// There are no workers any more.
pub const NO_WORKERS: &str = "The background computation keeps stopping in this browser; the page now computes by itself, which takes longer.";

/// On a handout that was printed too early: its address, and the settings that are newer.
pub fn older(newer: &str, address: &str) -> String {
    format!("{address} (Newer settings are not computed yet: {newer}.)")
}

/// A picture that was saved too early.
pub const UNFINISHED: &str = "Not everything was computed yet when this picture was made.";

/// To other scripts.
pub const NO_REPORT: &str = "There is nothing to report yet.";
pub const NO_NUMBERS: &str = "There is no network to give: nothing is computed yet, or the loss is the worst direction, for which a file has too few digits.";
pub const NEEDS_WHOLE: &str =
    "This needs the whole program. Please wait for gradlens.whole(), which loads it.";
pub const NOT_GIVEN: &str = "Please give a link, or a network as text or as an object.";
pub const NO_LINK: &str = "Please give a link as text.";
pub const NEITHER: &str = "This is neither a link nor a network: no setting and no \"{\" is in it.";
pub const NOT_READY: &str = "The page is not ready yet.";
pub const NO_PICTURE: &str = "There is no such picture yet.";

/// A network file would be larger than can be read.
pub const TOO_LARGE_TO_SAVE: &str = "This network has too many weights for a network file.";
