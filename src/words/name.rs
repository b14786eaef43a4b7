//! Names of network files in sentences. A reader, or whoever made the file, chose them: they may be
//! long, and written from right to left.

/// The largest number of characters of a name that are shown.
pub const LONGEST: usize = 40;
/// How many of them are from its beginning, if something in the middle is left out.
const BEGINNING: usize = 24;

/// A name as part of a sentence: on one line, at most [`LONGEST`] characters, with an ellipsis in
/// the middle if something is left out, and without invisible characters. A name written from right
/// to left is isolated (U+2068, U+2069), so that it does not change the order of the text around
/// it.
pub fn shown(name: &str) -> String {
    let visible: String = name.chars().filter(|c| belongs(*c)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name = shortened(&words.join(" "));
    match name.chars().any(is_right_to_left) {
        // If a line of a picture ended inside the name, the name would not be isolated.
        true => format!("\u{2068}{}\u{2069}", name.replace(' ', "\u{a0}")),
        false => name,
    }
}

fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST {
        return name.to_owned();
    }
    let beginning: String = name.chars().take(BEGINNING).collect();
    let end = name.chars().skip(count + BEGINNING + 1 - LONGEST);
    // An accent without its letter would combine with the ellipsis.
    let end: String = end.skip_while(|c| is_mark(*c)).collect();
    [beginning.trim_end(), "\u{2026}", end.trim_start()].concat()
}

/// Whether a character can be in a sentence as it is: not if it breaks the line, changes the
/// direction or is invisible.
pub fn is_visible(c: char) -> bool {
    let is_format = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    !c.is_control() && !is_format
}

/// White space is kept for now, and so are joiners and non-joiners.
fn belongs(c: char) -> bool {
    is_visible(c) || c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}
