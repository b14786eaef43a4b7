//! Letters for pictures made of pixels: there is no browser that would bring some.

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};

/// From the middle of a line of text down to the feet of its letters, in units of its size.
const FEET: f32 = 0.36;

/// One weight of the typeface.
pub struct Face(FontRef<'static>);

/// Both weights that are used.
pub struct Typeface {
    pub plain: Face,
    pub bold: Face,
}

impl Typeface {
    /// # Errors
    /// Where the files of the fonts are broken.
    pub fn load() -> Result<Self, ab_glyph::InvalidFont> {
        let face = |bytes| FontRef::try_from_slice(bytes).map(Face);
        Ok(Self {
            plain: face(dejavu::sans_condensed::regular())?,
            bold: face(dejavu::sans_condensed::bold())?,
        })
    }
}

impl Face {
    /// `size` as in CSS: the side of an em.
    fn scale(&self, size: f32) -> PxScale {
        let em = self.0.units_per_em().unwrap_or(1000.0);
        PxScale::from(size * self.0.height_unscaled() / em)
    }

    /// The glyphs of a line, from x = 0 and with the feet of the letters at y = 0, and how wide it is.
    fn line(&self, text: &str, size: f32) -> (Vec<Glyph>, f32) {
        let font = self.0.as_scaled(self.scale(size));
        let mut x = 0.0;
        let mut glyphs: Vec<Glyph> = Vec::new();
        for c in text.chars() {
            let id = font.glyph_id(c);
            if let Some(last) = glyphs.last() {
                x += font.kern(last.id, id);
            }
            glyphs.push(id.with_scale_and_position(font.scale(), point(x, 0.0)));
            x += font.h_advance(id);
        }
        (glyphs, x)
    }

    /// How wide a line of text is.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        self.line(text, size).1
    }

    /// Tells of each pixel that a line touches how much of it. `x` is where it begins, `y` its middle.
    pub fn draw(
        &self,
        (text, size): (&str, f32),
        (x, y): (f32, f32),
        mut dot: impl FnMut((i32, i32), f32),
    ) {
        let feet = y + FEET * size;
        for mut glyph in self.line(text, size).0 {
            glyph.position.x += x;
            glyph.position.y += feet;
            let Some(outline) = self.0.outline_glyph(glyph) else {
                continue;
            };
            let corner = outline.px_bounds().min;
            outline.draw(|across, down, coverage| {
                #[expect(clippy::cast_possible_truncation, reason = "a place in a picture")]
                let place = |from: f32, step: u32| from as i32 + step.cast_signed();
                dot((place(corner.x, across), place(corner.y, down)), coverage);
            });
        }
    }

    /// Whether it has a sign for this character.
    pub fn has(&self, c: char) -> bool {
        self.0.glyph_id(c).0 != 0
    }
}
