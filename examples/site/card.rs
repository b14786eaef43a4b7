//! The picture of a preset for messages and search engines: name, verdict and flow, 1200 x 630.

use std::error::Error;

use gradlens::chart::{Theme, draw};
use plotters::prelude::IntoDrawingArea;

use super::exhibit::Exhibit;
use super::font::{Face, Typeface};
use super::raster::{Brush, Letters, Raster};
use super::words;

/// The size of the picture.
pub const SIZE: (u32, u32) = (1200, 630);
/// So many pixels are drawn for each one across and down, against ragged edges.
const FINE: u32 = 3;
/// Pixels of the picture per CSS pixel of the chart: it is mostly seen small.
const ENLARGED: u32 = 2;
/// Places and sizes of the words, in pixels of the picture.
const EDGE: f32 = 44.0;
const NAME: f32 = 46.0;
const BRAND: f32 = 30.0;
const VERDICT: f32 = 38.0;
const NAME_AT: f32 = 56.0;
const VERDICT_AT: f32 = 126.0;
const LINE: f32 = 50.0;
/// The flow ends as far from the sides, but for the room that it leaves itself.
const FLOW_EDGE: u32 = 24;

/// The picture as a PNG.
///
/// # Errors
/// Where fonts or encoder fail, or where a letter has no sign in the font.
pub fn png(exhibit: &Exhibit) -> Result<Vec<u8>, Box<dyn Error>> {
    let theme = Theme::light();
    let typeface = Typeface::load()?;
    let mut raster = Raster::new((SIZE.0 * FINE, SIZE.1 * FINE), theme.background);
    let mut pen = Pen {
        raster: &mut raster,
        typeface: &typeface,
    };
    pen.head(exhibit, &theme)?;
    let bottom = pen.verdict(exhibit, &theme)?;
    flow(exhibit, bottom, (&mut raster, &typeface))?;
    Ok(raster.png(FINE)?)
}

/// Draws the flow below the words, which end at this height.
fn flow(
    exhibit: &Exhibit,
    bottom: f32,
    (raster, typeface): (&mut Raster, &Typeface),
) -> Result<(), Box<dyn Error>> {
    let [flow, _] = &exhibit.panels;
    let theme = Theme::light().with_ratio((FINE * ENLARGED).into());
    let area = Brush { raster, typeface }.into_drawing_area();
    #[expect(clippy::cast_possible_truncation, reason = "a place in the picture")]
    let top = bottom as u32 * FINE;
    let edge = FLOW_EDGE * FINE;
    draw(flow, &area.margin(top, edge / 2, edge, edge), &theme)?;
    Ok(())
}

/// Writes the words above the flow.
struct Pen<'a> {
    raster: &'a mut Raster,
    typeface: &'a Typeface,
}

impl Pen<'_> {
    /// Writes a piece of text; answers how wide it is.
    fn write(
        &mut self,
        text: &str,
        letters: Letters<'_>,
        (x, y): (f32, f32),
    ) -> Result<(), Box<dyn Error>> {
        if let Some(missing) = text.chars().find(|c| !letters.face.has(*c)) {
            return Err(words::no_sign(missing, text).into());
        }
        let fine = f32::from(u8::try_from(FINE)?);
        let letters = Letters {
            size: letters.size * fine,
            ..letters
        };
        self.raster.text(text, letters, (x * fine, y * fine));
        Ok(())
    }

    /// The preset's name, and whose it is.
    fn head(&mut self, exhibit: &Exhibit, theme: &Theme) -> Result<(), Box<dyn Error>> {
        let name = Letters {
            face: &self.typeface.bold,
            size: NAME,
            color: theme.text,
        };
        let brand = Letters {
            face: &self.typeface.plain,
            size: BRAND,
            color: theme.quiet_text,
        };
        self.write(exhibit.preset.name, name, (EDGE, NAME_AT))?;
        let left = right() - brand.face.width(words::NAME, BRAND);
        self.write(words::NAME, brand, (left, NAME_AT))
    }

    /// The verdict on as many lines as it takes, its word in its colour; answers where it ends.
    fn verdict(&mut self, exhibit: &Exhibit, theme: &Theme) -> Result<f32, Box<dyn Error>> {
        let line = &exhibit.verdict;
        let rest = line.sentence.strip_prefix(line.word);
        let rest = rest.unwrap_or(&line.sentence);
        let first = format!("{} {}", line.symbol, line.word);
        let word = Letters {
            face: &self.typeface.bold,
            size: VERDICT,
            color: theme.color(line.role),
        };
        let plain = Letters {
            face: &self.typeface.plain,
            size: VERDICT,
            color: theme.text,
        };
        self.write(&first, word, (EDGE, VERDICT_AT))?;
        let indent = word.face.width(&first, VERDICT);
        let (mut x, mut y) = (EDGE + indent, VERDICT_AT);
        for text in broken(rest, plain.face, indent) {
            self.write(&text, plain, (x, y))?;
            (x, y) = (EDGE, y + LINE);
        }
        Ok(y)
    }
}

/// Where lines end.
fn right() -> f32 {
    f32::from(u16::try_from(SIZE.0).unwrap_or(u16::MAX)) - EDGE
}

/// A text in lines, the first of which begins further in.
fn broken(text: &str, face: &Face, indent: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let is_first = lines.len() == 1;
        let room = right() - EDGE - if is_first { indent } else { 0.0 };
        let Some(line) = lines.last_mut() else { break };
        let longer = match line.is_empty() {
            true => word.to_owned(),
            false => format!("{line} {word}"),
        };
        if face.width(&longer, VERDICT) <= room {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
