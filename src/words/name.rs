//! Names of network files in sentences. A reader, or whoever made the file, chose them: they may be long, and written from right to left.

/// The most characters of a name that is shown.
pub const LONGEST: usize = 40;
/// How many of them are its beginning, where something in the middle is left out.
const BEGINNING: usize = 24;

/// A name as part of a sentence: on one line, at most [`LONGEST`] characters, with an ellipsis in the middle where something is left
/// out, and without characters that nobody sees. One that is written from right to left is isolated (U+2068, U+2069), so that it
/// does not change the order of what stands beside it.
pub fn shown(name: &str) -> String {
    let visible: String = name.chars().filter(|c| belongs(*c)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name = shortened(&words.join(" "));
    match name.chars().any(is_right_to_left) {
        // A line of a picture that ended inside of it would not be isolated.
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
    // An accent without its letter would stand on the ellipsis.
    let end: String = end.skip_while(|c| is_mark(*c)).collect();
    [beginning.trim_end(), "\u{2026}", end.trim_start()].concat()
}

/// Whether a character can be in a sentence as it is: none that breaks the line, changes the direction or is not seen at all.
pub fn is_visible(c: char) -> bool {
    let is_format = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    !c.is_control() && !is_format
}

/// White space is kept for now, and what joins letters and signs or keeps them apart.
fn belongs(c: char) -> bool {
    is_visible(c) || c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}
