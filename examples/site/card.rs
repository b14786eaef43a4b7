//! The picture of a preset for messages and search engines: name, network, verdict and fan, 1200 x 630.

use std::error::Error;

use gradlens::chart::{FanLook, Theme, draw_fan};
use plotters::prelude::IntoDrawingArea;

use super::exhibit::Exhibit;
use super::font::Typeface;
use super::raster::{Brush, Letters, Raster};
use super::{markup, words};

/// The size of the picture.
pub const SIZE: (u32, u32) = (1200, 630);
/// So many pixels are drawn for each one across and down, against ragged edges.
const FINE: u32 = 3;
/// Pixels of the picture per CSS pixel of the fan: it is mostly seen small.
const ENLARGED: f64 = 1.2;
/// Places and sizes of the words, in pixels of the picture.
const EDGE: f32 = 32.0;
const HEAD: f32 = 24.0;
const HEAD_AT: f32 = 36.0;
const RECIPE: f32 = 24.0;
const RECIPE_AT: f32 = 82.0;
const VERDICT: f32 = 37.0;
const VERDICT_AT: f32 = 128.0;
const DETAIL: f32 = 22.0;
/// The distance of two lines in sizes of their letters.
const LINE: f32 = 1.2;

/// The picture as a PNG.
///
/// # Errors
/// Where fonts or encoder fail, or where a letter has no sign in the font.
pub fn png(exhibit: &Exhibit) -> Result<Vec<u8>, Box<dyn Error>> {
    let theme = Theme::dark();
    let typeface = Typeface::load()?;
    let mut raster = Raster::new((SIZE.0 * FINE, SIZE.1 * FINE), theme.palette().ground);
    let mut pen = Pen {
        raster: &mut raster,
        typeface: &typeface,
    };
    pen.head(exhibit, &theme)?;
    pen.recipe(exhibit, &theme)?;
    let bottom = pen.verdict(exhibit, &theme)?;
    fan(exhibit, bottom, (&mut raster, &typeface))?;
    Ok(raster.png(FINE)?)
}

/// Draws the fan below the words, which end at this height.
fn fan(
    exhibit: &Exhibit,
    bottom: f32,
    (raster, typeface): (&mut Raster, &Typeface),
) -> Result<(), Box<dyn Error>> {
    let theme = Theme::dark().with_ratio(f64::from(FINE) * ENLARGED);
    let area = Brush { raster, typeface }.into_drawing_area();
    #[expect(clippy::cast_possible_truncation, reason = "a place in the picture")]
    let top = (bottom - DETAIL / 2.0) as u32 * FINE;
    let area = area.margin(top, 2 * FINE, 0, 0);
    draw_fan(&exhibit.fan, &FanLook::default(), &area, &theme)?;
    Ok(())
}

/// Writes the words above the fan.
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

    /// Writes pieces of text behind each other; answers where they end.
    fn row(
        &mut self,
        pieces: &[(&str, Letters<'_>)],
        (mut x, y): (f32, f32),
    ) -> Result<f32, Box<dyn Error>> {
        for (text, letters) in pieces {
            self.write(text, *letters, (x, y))?;
            x += letters.face.width(text, letters.size);
        }
        Ok(x)
    }

    /// Whose picture it is, and the preset's name.
    fn head(&mut self, exhibit: &Exhibit, theme: &Theme) -> Result<(), Box<dyn Error>> {
        let brand = Letters {
            face: &self.typeface.bold,
            size: HEAD,
            color: theme.palette().ink,
        };
        let name = Letters {
            face: &self.typeface.plain,
            size: HEAD,
            color: theme.palette().quiet,
        };
        let pieces = [
            (words::NAME, brand),
            ("  ", name),
            (exhibit.preset.name, name),
        ];
        self.row(&pieces, (EDGE, HEAD_AT)).map(drop)
    }

    /// The network in one sentence.
    fn recipe(&mut self, exhibit: &Exhibit, theme: &Theme) -> Result<(), Box<dyn Error>> {
        let plain = Letters {
            face: &self.typeface.plain,
            size: RECIPE,
            color: theme.palette().quiet,
        };
        let strong = Letters {
            face: &self.typeface.bold,
            color: theme.palette().pick,
            ..plain
        };
        let mut x = EDGE;
        for (key, before) in words::RECIPE {
            let value = markup::value(&exhibit.settings, key);
            x = self.row(&[(before, plain), (&value, strong)], (x, RECIPE_AT))?;
        }
        Ok(())
    }

    /// The verdict, its beginning in its colour, and what it comes to; answers where the words end.
    fn verdict(&mut self, exhibit: &Exhibit, theme: &Theme) -> Result<f32, Box<dyn Error>> {
        let line = &exhibit.verdict;
        let lead = Letters {
            face: &self.typeface.bold,
            size: VERDICT,
            color: theme.color(line.role),
        };
        let rest = Letters {
            color: theme.palette().ink,
            ..lead
        };
        let detail = Letters {
            face: &self.typeface.plain,
            size: DETAIL,
            color: theme.palette().quiet,
        };
        let first = format!("{} ", line.lead);
        self.write(&first, lead, (EDGE, VERDICT_AT))?;
        let indent = lead.face.width(&first, VERDICT);
        let end = self.lines((&line.rest, rest), (indent, VERDICT_AT))?;
        self.lines((&line.detail, detail), (0.0, end))
    }

    /// A text on as many lines as it takes, the first of which begins further in; answers where the next one would be.
    fn lines(
        &mut self,
        (text, letters): (&str, Letters<'_>),
        (indent, mut y): (f32, f32),
    ) -> Result<f32, Box<dyn Error>> {
        let mut x = EDGE + indent;
        for line in broken(text, letters, indent) {
            self.write(&line, letters, (x, y))?;
            (x, y) = (EDGE, y + LINE * letters.size);
        }
        Ok(y)
    }
}

/// Where lines end.
fn right() -> f32 {
    f32::from(u16::try_from(SIZE.0).unwrap_or(u16::MAX)) - EDGE
}

/// A text in lines, the first of which begins further in; none without a word.
fn broken(text: &str, letters: Letters<'_>, indent: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let is_first = lines.len() == 1;
        let room = right() - EDGE - if is_first { indent } else { 0.0 };
        let Some(line) = lines.last_mut() else { break };
        let longer = match line.is_empty() {
            true => word.to_owned(),
            false => format!("{line} {word}"),
        };
        if letters.face.width(&longer, letters.size) <= room {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
