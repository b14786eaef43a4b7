//! The pictures of the pages of the presets: their size, what is on them, and their colours on light and dark pages.

use std::fs;

use crate::html::Page;
use crate::site::{KNOWN, every_page, page};
use gradlens::chart::{Color, Palette, Theme};
use gradlens::preset::PRESETS;
use gradlens::scene::Role;

/// The colours in a part of a document, with the attributes they stand in.
fn colours(part: &str) -> Vec<(String, String)> {
    let elements = Page::read(&format!("<!doctype html><p{part}</p>")).elements;
    let attributes = elements.into_iter().flat_map(|one| one.attributes);
    attributes
        .filter(|(name, value)| {
            ["fill", "stroke", "color"].contains(&&**name) && value.starts_with('#')
        })
        .collect()
}

#[test]
fn pictures_are_of_the_size_that_messengers_show() {
    for preset in PRESETS {
        let bytes =
            fs::read(KNOWN.join("p").join(preset.id).join("picture.png")).expect("a picture");
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{}", preset.id);
        assert_eq!(&bytes[12..16], b"IHDR", "{}", preset.id);
        let side =
            |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((side(16), side(20)), (1200, 630), "{}", preset.id);
        assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
    }
}

#[test]
fn pictures_have_words_and_a_fan() {
    let file = fs::File::open(KNOWN.join("p/sigmoid-classic/picture.png")).expect("a picture");
    let mut reader = png::Decoder::new(std::io::BufReader::new(file))
        .read_info()
        .expect("a PNG");
    let mut data = vec![0; 1200 * 630 * 3];
    reader.next_frame(&mut data).expect("its pixels");
    let count = |rows: std::ops::Range<usize>, is_it: &dyn Fn(&[u8]) -> bool| {
        let part = &data[rows.start * 3600..rows.end * 3600];
        part.chunks_exact(3).filter(|pixel| is_it(pixel)).count()
    };
    let is = |Color(red, green, blue): Color| move |pixel: &[u8]| *pixel == [red, green, blue];
    let (theme, palette) = (Theme::dark(), Palette::DARK);
    let text = is(theme.palette().ink);
    assert!(count(20..55, &text) > 300, "whose it is");
    assert!(count(65..100, &is(palette.pick)) > 300, "the settings");
    let word = is(theme.color(Role::Shrinking));
    assert!(count(105..150, &word) > 300, "the word of the verdict");
    assert!(count(155..195, &text) > 1000, "its second line");
    assert!(
        count(195..250, &is(theme.palette().quiet)) > 500,
        "what it comes to"
    );
    assert!(count(300..580, &text) > 2000, "the gradient");
    let is_blue = |pixel: &[u8]| pixel[2] > 60 && pixel[2] / 2 > pixel[0];
    assert!(count(300..580, &is_blue) > 20_000, "columns and directions");
    assert!(
        count(0..15, &is(theme.palette().ground)) == 15 * 1200,
        "an edge"
    );
}

/// The parts of a document between these marks.
fn parts<'a>(text: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    let parts = text.split(begin).skip(1);
    parts
        .filter_map(|part| Some(part.split_once(end)?.0))
        .collect()
}

#[test]
fn fans_are_there_for_light_and_for_dark_pages() {
    let style = page(&KNOWN, &PRESETS[0]).only("style").text.clone();
    for rule in [
        ".dark { display: none; }",
        "@media screen and (prefers-color-scheme: dark) {\n  .dark { display: block; }\n  .light { display: none; }\n}",
    ] {
        assert!(style.contains(rule), "{rule}");
    }
    let [light, dark] = [Palette::LIGHT, Palette::DARK];
    for (folder, text) in every_page() {
        let place = folder.display();
        let fans = if folder.ends_with("p") {
            PRESETS.len()
        } else {
            1
        };
        for (class, own, other) in [("light", light, dark), ("dark", dark, light)] {
            let pictures = parts(&text, &format!("<div class=\"{class}\""), "</div>");
            assert_eq!(pictures.len(), fans, "{place}");
            for picture in pictures {
                let colours: Vec<String> = colours(picture).into_iter().map(|c| c.1).collect();
                let has = |color: Color| colours.contains(&color.css().to_uppercase());
                assert!(has(own.ground) && has(own.ink), "{place}, {class}");
                assert!(!has(other.ground) && !has(other.ink), "{place}, {class}");
            }
        }
    }
}
