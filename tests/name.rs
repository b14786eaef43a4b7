//! Names of network files in sentences.

use gradlens::analysis::Analysis;
use gradlens::network::Network;
use gradlens::scene::VerdictLine;
use gradlens::settings::Recipe;
use gradlens::words::name::{LONGEST, shown};
use gradlens::words::{files, settings};

#[test]
fn short_names_are_shown_as_they_are() {
    for name in ["net.json", "my <b>net", "Grüße, 日本語", "👩‍👩‍👧 net", ""] {
        assert_eq!(shown(name), name);
    }
    assert_eq!(shown("  a\n b\u{2028}c\t"), "a b c");
}

#[test]
fn long_names_are_shortened_in_the_middle() {
    let letters: String = ('a'..='z').chain('A'..='Z').collect();
    assert_eq!(
        shown(&letters),
        "abcdefghijklmnopqrstuvwx\u{2026}LMNOPQRSTUVWXYZ"
    );
    assert_eq!(shown(&letters).chars().count(), LONGEST);
    let just: String = letters.chars().take(LONGEST).collect();
    assert_eq!(shown(&just), just);
    // An accent is not parted from its letter: nothing begins with one behind the ellipsis.
    let accents = "e\u{301}".repeat(60);
    let short = shown(&accents);
    let end = short.split_once('\u{2026}').expect("an ellipsis").1;
    assert!(
        end.starts_with('e') && short.chars().count() <= LONGEST,
        "{short}"
    );
    for count in 0..300 {
        assert!(shown(&"\u{1f41f}".repeat(count)).chars().count() <= LONGEST);
    }
}

/// What turns the direction of a text, or hides in it.
const HIDDEN: [char; 14] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{200e}', '\u{200f}', '\u{61c}', '\u{feff}', '\0',
];

#[test]
fn no_name_changes_the_direction_of_a_sentence() {
    for c in HIDDEN {
        assert_eq!(shown(&format!("a{c}b")), "ab", "{c:?}");
    }
    // Letters that are written from right to left are isolated, once and in pairs, and stay on one line.
    for name in ["שלום 12", "\u{202e}رشبكة", "net ש", "\u{2069}ش\u{2068}"] {
        let shown = shown(name);
        let inner = shown
            .strip_prefix('\u{2068}')
            .and_then(|rest| rest.strip_suffix('\u{2069}'));
        let inner = inner.unwrap_or_else(|| panic!("{shown:?} is not isolated"));
        assert!(
            !inner.contains(|c| HIDDEN.contains(&c) || c == ' '),
            "{inner:?}"
        );
    }
}

#[test]
fn every_sentence_with_a_name_shows_it_so() {
    let name = format!("\u{202e}{}", "n".repeat(200));
    let short = shown(&name);
    assert_eq!(short.chars().count(), LONGEST);
    let mut network = Network::from(&Recipe::default());
    network.name = Some(name.clone());
    let sentences = [
        VerdictLine::of(&Analysis::of(&network)).sentence,
        files::not_opened(&name, "It is empty."),
        files::closed(&name),
        settings::summary_of_file(&name, 3),
    ];
    for sentence in sentences {
        assert!(sentence.contains(&short), "{sentence}");
        assert!(
            !sentence.contains(['\u{202e}']) && !sentence.contains(&"n".repeat(50)),
            "{sentence}"
        );
    }
}
