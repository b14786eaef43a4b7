//! What was not used as given: the sentences, and why.

/// One sentence with the setting, what was given, what is allowed, and what is used instead, if
/// anything.
pub fn notice([field, given, allowed, used]: [&str; 4]) -> String {
    let what_then = match used {
        "" => "it is ignored.".into(),
        used => format!("{used} is used."),
    };
    format!("{field}: \"{given}\" is not allowed ({allowed}); {what_then}")
}

/// The same for a value that was understood; `why` says how links write it.
pub fn understood([field, given, why, used]: [&str; 4]) -> String {
    format!("{field}: \"{given}\" is taken as {used} ({why}).")
}

/// How a name differs from links.
pub const ITS_NAME: &str = "the name in links";
/// How a number differs from links.
pub const POINT: &str = "numbers have a decimal point";

/// The same for a setting that can differ from layer to layer; `rest` layers follow the first one.
pub fn point_not_list(first: &str, second: &str, rest: usize) -> String {
    format!("numbers have a decimal point; a list for the layers would be {first},{second}~{rest}")
}

/// The link itself, as the subject of a notice.
pub const LINK: &str = "link";
/// A setting without a name.
pub const NO_NAME: &str = "(no name)";
/// The part that is used of a link that is too long.
pub const ITS_BEGINNING: &str = "its beginning";

/// The version that a link may have, and why a newer one is not allowed.
pub const VERSION: &str = "version 1";
pub const NEWER: &str = "the link was made with a newer version; this one reads version 1";

pub fn all_layers(depth: usize) -> String {
    format!("one value, or values for all {depth} layers")
}

pub fn one_of(names: &str) -> String {
    format!("one of {names}")
}

pub fn some_of(names: &str) -> String {
    format!("some of {names}, separated by commas")
}

pub fn unknown(names: &str) -> String {
    format!("no such setting; there are {names}")
}

pub fn twice(key: &str) -> String {
    format!("{key} is given twice; the first one is used")
}

pub fn too_long(characters: usize) -> String {
    format!("at most {characters} characters")
}

/// A setting that this link locks.
pub const LOCKED: &str = "it is locked in this exercise";

/// Why a value is not possible: the limits would change a locked setting.
pub fn not_with_locked(locked: &str) -> String {
    format!("it is not possible with the {locked} that is locked in this exercise")
}

/// The sentence above the table of notices.
pub fn not_used(count: usize) -> String {
    match count {
        1 => "One value could not be used as given; everything else is as asked for.".into(),
        count => {
            format!("{count} values could not be used as given; everything else is as asked for.")
        }
    }
}

/// The sentence above a refused entry.
pub const REFUSED: &str = "This was refused; everything is as it was.";

/// In the table, if nothing is used instead.
pub const NOTHING: &str = "nothing";
