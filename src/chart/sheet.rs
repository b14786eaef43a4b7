//! A self-contained picture: an SVG document with title and caption around it.

use super::ink::{advance, width_of};
use super::theme::{Color, Theme};
use crate::scene::escaped;

/// The margin, in CSS pixels.
const EDGE: i32 = 14;
/// The height of a line of text.
const LINE: i32 = 20;
/// From the top of a line to its baseline.
const FEET: i32 = 14;
/// Above and below the picture.
const AIR: i32 = 4;

/// The texts around a self-contained picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet<'a> {
    /// A heading.
    pub title: &'a str,
    /// The text alternative.
    pub description: &'a str,
    /// A sentence below the heading.
    pub finding: &'a str,
    /// Sentences below the picture: remarks, the settings, the link.
    pub caption: &'a [String],
}

impl Sheet<'_> {
    /// The document: well-formed XML, all text as text, sizes in CSS pixels. `picture` is SVG,
    /// drawn `fine` times as large as this size, and is inserted unchanged; everything else is
    /// escaped. Lines that are too long are broken, between characters where a word alone is too
    /// long.
    pub fn svg(
        &self,
        theme: &Theme,
        (width, height): (u32, u32),
        (picture, fine): (&str, u32),
    ) -> String {
        let to_pixels = |length: u32| i32::try_from(length).unwrap_or(i32::MAX / 2);
        let width = to_pixels(width);
        let mut paper = Paper {
            body: String::new(),
            width,
            y: EDGE,
        };
        paper.body.push_str("<g font-weight=\"bold\">");
        paper.text(self.title, theme.palette().ink);
        paper.body.push_str("</g>");
        paper.text(self.finding, theme.palette().ink);
        paper.body.push_str(&format!(
            "<g transform=\"translate({EDGE},{}) scale({})\">{picture}</g>",
            paper.y + AIR,
            1.0 / f64::from(fine)
        ));
        paper.y += to_pixels(height) + 2 * AIR;
        for line in self.caption {
            paper.text(line, theme.palette().quiet);
        }
        let (wide, high) = (width + 2 * EDGE, paper.y + EDGE);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" \
             viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-labelledby=\"title description\" \
             font-family=\"{}\" font-size=\"{}\"><title id=\"title\">{}</title>\
             <desc id=\"description\">{}</desc>\
             <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>{}</svg>",
            Theme::FONT,
            TEXT_SIZE,
            escaped(self.title),
            escaped(self.description),
            theme.palette().ground.css(),
            paper.body
        )
    }
}

/// The size of all text, in CSS pixels.
const TEXT_SIZE: i32 = 14;

/// A document that grows downward.
struct Paper {
    body: String,
    width: i32,
    /// How far down it is written.
    y: i32,
}

impl Paper {
    /// Text on as many lines as it takes.
    fn text(&mut self, text: &str, color: Color) {
        for line in broken(text, self.width) {
            self.put(&line, EDGE, color);
            self.y += LINE;
        }
    }

    fn put(&mut self, text: &str, x: i32, color: Color) {
        self.body.push_str(&format!(
            "<text x=\"{x}\" y=\"{}\" fill=\"{}\">{}</text>",
            self.y + FEET,
            color.css(),
            escaped(text)
        ));
    }
}

/// A text in lines of at most so many CSS pixels.
fn broken(text: &str, most: i32) -> Vec<String> {
    let most = f64::from(most) / f64::from(TEXT_SIZE);
    let mut lines: Vec<String> = Vec::new();
    let mut left = 0.0;
    for word in text.split(' ') {
        let needed = width_of(word) + advance(' ');
        match lines.last_mut() {
            Some(line) if needed <= left => {
                line.push(' ');
                left -= advance(' ');
            }
            _ => {
                lines.push(String::new());
                left = most;
            }
        }
        for c in word.chars() {
            if left < advance(c) && advance(c) < most {
                lines.push(String::new());
                left = most;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
                left -= advance(c);
            }
        }
    }
    lines
}
