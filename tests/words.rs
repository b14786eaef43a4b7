//! Texts for readers stand in `src/words/` and in `index.html`: no other room has a string with language in it.

use std::fs;
use std::path::{Path, PathBuf};

/// Strings that look like language and are none, with the file they may stand in: names of keys and names
/// for programs.
const NO_LANGUAGE: [(&str, &str); 13] = [
    ("src/app/views/events.rs", "Home"),
    ("src/app/views/events.rs", "End"),
    ("src/app/browser/target.rs", "Escape"),
    ("src/app/views/events/lesson.rs", "Home"),
    ("src/app/views/events/acts/map.rs", "Home"),
    ("src/app/views/events/acts/map.rs", "End"),
    ("src/app/views/events/acts/training.rs", "Home"),
    ("src/app/views/events/acts/training.rs", "End"),
    ("src/app/views/inspector/events.rs", "Home"),
    ("src/app/views/inspector/events.rs", "End"),
    ("src/network/random.rs", "gradlens random streams, v=1"),
    ("src/report.rs", "not finite"),
    ("src/report.rs", "not resolved"),
];

/// The files below `folder` that end in .rs.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let mut found: Vec<PathBuf> = entries
        .flat_map(|entry| {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => sources(&path),
                false => vec![path],
            }
        })
        .collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found.sort();
    found
}

/// One string of the source with its line, unless it stands in an attribute or tells a programmer what cannot happen.
#[derive(Debug, PartialEq)]
struct Literal {
    line: usize,
    text: String,
}

/// All strings of a source file but those of comments and of attributes, and those that follow `expect(` and its like.
fn literals(source: &str) -> Vec<Literal> {
    let chars: Vec<char> = source.chars().collect();
    let starts = |at: usize, with: &str| {
        let mut ahead = chars[at..].iter();
        with.chars().all(|c| ahead.next() == Some(&c))
    };
    let mut found = Vec::new();
    // How many brackets are open inside of an attribute.
    let (mut at, mut line, mut attribute) = (0, 1, 0_usize);
    while at < chars.len() {
        let from = at;
        match chars[at] {
            '/' if starts(at, "//") => at = end(&chars, at, '\n'),
            '#' if starts(at, "#[") || starts(at, "#![") => {
                attribute = 1;
                at = end(&chars, at, '[') + 1;
            }
            '[' if attribute > 0 => (attribute, at) = (attribute + 1, at + 1),
            ']' if attribute > 0 => (attribute, at) = (attribute - 1, at + 1),
            '\'' if starts(at, "'\\") => at = end(&chars, at + 3, '\'') + 1,
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 3,
            'r' if starts(at, "r\"") || starts(at, "r#\"") => {
                let close = if starts(at, "r\"") { "\"" } else { "\"#" };
                at += close.len() + 1;
                while at < chars.len() && !starts(at, close) {
                    at += 1;
                }
                at += close.len();
            }
            '"' => {
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                let before: String = chars[from.saturating_sub(40)..from].iter().collect();
                let is_internal = ["expect(", "panic!(", "unreachable!(", "assert!("]
                    .iter()
                    .any(|call| before.trim_end().ends_with(call));
                if attribute == 0 && !is_internal {
                    let text = unescaped(&chars[from + 1..at.min(chars.len())]);
                    found.push(Literal { line, text });
                }
                at += 1;
            }
            _ => at += 1,
        }
        let passed = &chars[from..at.min(chars.len())];
        line += passed.iter().filter(|c| **c == '\n').count();
    }
    found
}

/// Where this character comes next.
fn end(chars: &[char], from: usize, wanted: char) -> usize {
    let ahead = chars.iter().skip(from).position(|c| *c == wanted);
    ahead.map_or(chars.len(), |steps| from + steps)
}

/// Line ends and what else is escaped taken apart; a coded character becomes a space.
fn unescaped(chars: &[char]) -> String {
    let text: String = chars.iter().collect();
    let mut parts = text.split('\\');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        match part.chars().next() {
            Some('\n') => out.push_str(part.trim_start()),
            Some('u') => {
                out.push(' ');
                out.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
            }
            Some('n') => out.push_str(&part[1..]),
            _ => out.push_str(part),
        }
    }
    out
}

/// What a reader would see or hear of a string that may hold markup: the text between tags, and labels.
fn seen(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for name in ["aria-label", "title", "alt", "placeholder"] {
        for rest in text.split(&format!("{name}=\"")).skip(1) {
            parts.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    let mut between = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth == 0 => between.push(c),
            _ => {}
        }
    }
    parts.push(between);
    parts
}

/// Whether a text has a capitalised word, or a word in lower case beside another one or beside a number.
fn is_language(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => {
                depth += 1;
                plain.push('0');
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let bare = |word: &str| {
        word.trim_matches([',', '.', ';', ':', '(', ')', '…'])
            .to_owned()
    };
    let is_capitalised = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_ascii_uppercase()) && is_word(chars.as_str())
    };
    // What is left of markup without its brackets.
    let is_attribute = |word: &&str| word.contains("=\"");
    let words: Vec<&str> = plain
        .split_whitespace()
        .filter(|word| !is_attribute(word))
        .collect();
    let are_beside = |pair: &[&str]| {
        let number = |word: &str| word.contains('0');
        match pair {
            [a, b] => {
                (is_word(a) && is_word(&bare(b)))
                    || (is_word(a) && a.len() > 2 && number(b))
                    || (number(a) && is_word(&bare(b)) && b.len() > 2)
            }
            _ => false,
        }
    };
    words.iter().any(|word| is_capitalised(&bare(word))) || words.windows(2).any(are_beside)
}

#[test]
fn no_other_room_has_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen_texts = 0;
    let mut wrong = Vec::new();
    let mut excused = Vec::new();
    for path in sources(&root.join("src")) {
        let name = path.strip_prefix(root).expect("below the root");
        let name = name.to_str().expect("a name in ASCII").replace('\\', "/");
        let source = fs::read_to_string(&path).expect("a text file");
        let is_text = |literal: &Literal| seen(&literal.text).iter().any(|part| is_language(part));
        let mut texts = literals(&source);
        texts.retain(is_text);
        texts.retain(|literal| {
            let excuse = NO_LANGUAGE
                .iter()
                .find(|(file, text)| *file == name && *text == literal.text);
            excused.extend(excuse);
            excuse.is_none()
        });
        if name.starts_with("src/words") {
            seen_texts += texts.len();
        } else {
            let told = texts
                .iter()
                .map(|text| format!("{name}:{}: {:?}", text.line, text.text));
            wrong.extend(told);
        }
    }
    let list = wrong.join("\n");
    assert!(wrong.is_empty(), "these belong into src/words:\n{list}");
    for exception in NO_LANGUAGE {
        assert!(excused.contains(&&exception), "not needed: {exception:?}");
    }
    assert!(seen_texts > 100, "only {seen_texts} texts were found");
}

#[test]
fn texts_are_told_from_names() {
    for text in [
        "Depth",
        "Layer {h}: {}",
        "gain {}",
        ", {count} saturated",
        "not finite",
        "from {last} at layer {depth}",
        "<h3>Norms</h3>",
        "<p aria-label=\"known gains\">",
    ] {
        assert!(seen(text).iter().any(|part| is_language(part)), "{text}");
    }
    for text in [
        "depth",
        "ArrowRight",
        "data-layer",
        "preset-{}",
        "ReLU",
        "M0 7h24",
        "left:{middle:.1}px",
        "‖J‖",
        "<p class=\"Quiet hidden\">{}</p>",
        "system-ui, sans-serif",
    ] {
        assert!(!seen(text).iter().any(|part| is_language(part)), "{text}");
    }
}

#[test]
fn strings_are_found_and_nothing_else() {
    let source = "#[expect(lint, reason = \"an attribute\")]\n// \"a comment\"\nfn f() { g('\"', \"one \\\n   text\").expect(\"no reader\"); let x = [\"two\"]; r#\"raw \" text\"#; }";
    let expected = [(3, "one text"), (4, "two")].map(|(line, text)| Literal {
        line,
        text: text.into(),
    });
    assert_eq!(literals(source), expected);
}
