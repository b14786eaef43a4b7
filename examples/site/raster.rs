//! A picture made of pixels, for plotters to draw on.

use std::convert::Infallible;

use gradlens::chart::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::font::{Face, Typeface};

/// Rows of pixels, each red, green, blue.
pub struct Raster {
    size: (u32, u32),
    pixels: Vec<[f32; 3]>,
}

/// How a line of text looks.
#[derive(Clone, Copy)]
pub struct Letters<'a> {
    pub face: &'a Face,
    pub size: f32,
    pub color: Color,
}

impl Raster {
    /// All in one colour.
    pub fn new(size: (u32, u32), Color(red, green, blue): Color) -> Self {
        let count = size.0 as usize * size.1 as usize;
        Self {
            size,
            pixels: vec![[red, green, blue].map(f32::from); count],
        }
    }

    /// Lays some of a colour over a pixel; nothing outside of the picture.
    fn dot(&mut self, (x, y): BackendCoord, rgb: [u8; 3], part: f32) {
        let place = u32::try_from(x).ok().zip(u32::try_from(y).ok());
        let Some((x, y)) = place.filter(|(x, y)| *x < self.size.0 && *y < self.size.1) else {
            return;
        };
        let at = y as usize * self.size.0 as usize + x as usize;
        let Some(pixel) = self.pixels.get_mut(at) else {
            return;
        };
        for (channel, ink) in pixel.iter_mut().zip(rgb) {
            *channel += (f32::from(ink) - *channel) * part.clamp(0.0, 1.0);
        }
    }

    /// A line of text that begins at x and has its middle at y.
    pub fn text(&mut self, text: &str, letters: Letters<'_>, at: (f32, f32)) {
        let Color(red, green, blue) = letters.color;
        letters.face.draw((text, letters.size), at, |place, part| {
            self.dot(place, [red, green, blue], part);
        });
    }

    /// As many times smaller, each pixel the mean of those it stands for, as a PNG.
    ///
    /// # Errors
    /// What the encoder reports.
    pub fn png(&self, times: u32) -> Result<Vec<u8>, png::EncodingError> {
        let (width, height) = (self.size.0 / times, self.size.1 / times);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        // Flat colours: filters make them longer. The compression brings filters of its own, so this comes after it.
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut data = Vec::new();
        for y in 0..height {
            for x in 0..width {
                data.extend(self.mean((x * times, y * times), times));
            }
        }
        encoder.write_header()?.write_image_data(&data)?;
        Ok(bytes)
    }

    /// The mean colour of a square.
    fn mean(&self, (left, top): (u32, u32), side: u32) -> [u8; 3] {
        let mut sum = [0.0_f32; 3];
        for y in top..top + side {
            let from = y as usize * self.size.0 as usize + left as usize;
            let row = self.pixels.get(from..from + side as usize);
            for pixel in row.unwrap_or_default() {
                sum.iter_mut().zip(pixel).for_each(|(sum, c)| *sum += c);
            }
        }
        let count = f32::from(u16::try_from(side * side).unwrap_or(u16::MAX));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a mean of bytes is one"
        )]
        sum.map(|sum| (sum / count).round() as u8)
    }
}

/// Draws on a raster for plotters, text in a typeface.
pub struct Brush<'a> {
    pub raster: &'a mut Raster,
    pub typeface: &'a Typeface,
}

impl DrawingBackend for Brush<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.raster.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        at: BackendCoord,
        BackendColor {
            alpha,
            rgb: (red, green, blue),
        }: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        #[expect(clippy::cast_possible_truncation, reason = "0..1")]
        self.raster.dot(at, [red, green, blue], alpha as f32);
        Ok(())
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "sizes and places in a picture"
    )]
    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (red, green, blue) = style.color().rgb;
        let letters = Letters {
            face: match style.style() {
                FontStyle::Bold => &self.typeface.bold,
                _ => &self.typeface.plain,
            },
            size: style.size() as f32,
            color: Color(red, green, blue),
        };
        let before = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => 0.5,
            HPos::Right => 1.0,
        };
        let left = x as f32 - before * letters.face.width(text, letters.size);
        self.raster.text(text, letters, (left, y as f32));
        Ok(())
    }
}
