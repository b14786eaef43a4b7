//! Pictures that stand alone: what is around them, and that it is well-formed.

use crate::planted;
use gradlens::chart::{Sheet, Theme};
use gradlens::scene::{Spread, escaped};

fn sheet<'a>(finding: &'a str, caption: &'a [String]) -> Sheet<'a> {
    Sheet {
        title: "A & B",
        description: "x < y > \"z\"",
        finding,
        caption,
    }
}

/// The texts of a document in order.
fn texts(document: &str) -> Vec<String> {
    let rest = document.split("<text ").skip(1);
    rest.filter_map(|part| {
        let (_, text) = part.split_once('>')?;
        Some(text.split_once("</text>")?.0.to_owned())
    })
    .collect()
}

/// Width and height of a document.
fn size(document: &str) -> (i32, i32) {
    let number = |name: &str| {
        let (_, rest) = document.split_once(&format!(" {name}=\"")).expect(name);
        let digits = rest.split('"').next().expect(name);
        digits.parse().expect(name)
    };
    (number("width"), number("height"))
}

#[test]
fn everything_but_the_picture_is_escaped() {
    let caption = ["a<b & 'c'".to_owned()];
    let document = sheet("1 < 2", &caption).svg(&Theme::light(), (300, 100), ("<g/>", 4));
    for part in [
        "<title id=\"title\">A &amp; B</title>",
        "<desc id=\"description\">x &lt; y &gt; &quot;z&quot;</desc>",
        "scale(0.25)\"><g/></g>",
    ] {
        assert!(document.contains(part), "{part} in {document}");
    }
    assert_eq!(
        texts(&document),
        ["A &amp; B", "1 &lt; 2", "a&lt;b &amp; &#39;c&#39;"]
    );
    assert_eq!(escaped("∂L/∂z ≤ 1"), "∂L/∂z ≤ 1");
}

#[test]
fn every_opened_element_is_closed() {
    let analysis = planted::half_resolved(12, 6);
    for layer in [1, 12] {
        let spread = Spread::of(&analysis, layer);
        let caption = [spread.description.clone(), spread.readings.join(" ")];
        let document =
            sheet(&spread.description, &caption).svg(&Theme::dark(), (332, 200), ("", 1));
        let mut open = Vec::new();
        for part in document.split('<').skip(1) {
            let (tag, _) = part.split_once('>').expect("an end of the tag");
            let name = tag
                .trim_start_matches('/')
                .split([' ', '/'])
                .next()
                .unwrap_or_default();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{document}");
            } else if !tag.ends_with('/') {
                open.push(name);
                assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn long_lines_are_broken_and_lose_nothing() {
    let sentence =
        "Vanishing: from layer 20 back to the input the gradient shrinks 2.4 × 10¹² times.";
    let link = ["https://example.org/".to_owned() + &"width=16~10,8~10&".repeat(12)];
    for width in [120, 332, 600] {
        let document = sheet(sentence, &link).svg(&Theme::light(), (width, 50), ("", 1));
        let lines = texts(&document);
        // Half an em is the least that letters of this text take in the mean.
        let most = f64::from(width) / 14.0 * 2.8;
        for line in &lines {
            let count = line.replace("&amp;", "&").chars().count();
            assert!(count as f64 <= most, "{width}: {line}");
        }
        assert!(lines.join(" ").contains(sentence), "{lines:?}");
        assert!(lines.concat().contains(&escaped(&link[0])), "{lines:?}");
        assert_eq!(size(&document).0, i32::try_from(width).expect("small") + 28);
    }
}

#[test]
fn a_sheet_grows_with_what_is_on_it() {
    let height = |caption: &[String]| {
        size(&sheet("short", caption).svg(&Theme::light(), (400, 200), ("", 1))).1
    };
    assert_eq!(height(&[]), 2 * 14 + 2 * 20 + 200 + 2 * 4);
    assert_eq!(height(&["one".into()]), height(&[]) + 20);
    let many = ["a sentence that is too long for one line".repeat(3)];
    assert!(height(&many) >= height(&[]) + 2 * 20);
}
