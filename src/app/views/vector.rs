//! A picture as the text of an SVG: the strokes that the charts use, one element for each. Small,
//! because every reader downloads it.

use std::fmt::{Arguments, Write};

use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, FontStyle};

use crate::scene::escaped;

/// Writes elements to the end of a text.
pub struct Vector<'a> {
    text: &'a mut String,
    /// The size of the picture.
    pub size: (u32, u32),
}

/// The style of a stroke: its colour, and its width, none if it is filled.
pub type Paint = (BackendColor, Option<u32>);

impl<'a> Vector<'a> {
    /// Begins in an empty text.
    pub fn of(text: &'a mut String, size: (u32, u32)) -> Self {
        Self { text, size }
    }

    /// An element, of which name and place are given.
    pub fn shape(&mut self, shape: Arguments<'_>, (color, width): Paint) {
        let (red, green, blue) = color.rgb;
        let paint = format!("#{red:02x}{green:02x}{blue:02x}");
        // Writing to a text never fails.
        let _ = match width {
            None => write!(self.text, "<{shape} fill=\"{paint}\""),
            Some(width) => write!(
                self.text,
                "<{shape} fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\""
            ),
        };
        let _ = write!(self.text, " opacity=\"{}\"/>", color.alpha);
    }

    /// A line or an area through these pixels.
    pub fn path(&mut self, pixels: &[BackendCoord], paint: Paint) {
        let mut path = String::new();
        for (x, y) in pixels {
            let sign = if path.is_empty() { 'M' } else { ' ' };
            let _ = write!(path, "{sign}{x} {y}");
        }
        self.shape(format_args!("path d=\"{path}\""), paint);
    }

    /// A line of text; all have their middle at the given height.
    pub fn letters(&mut self, text: &str, style: &impl BackendTextStyle, (x, y): BackendCoord) {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "middle",
        };
        let weight = match style.style() {
            FontStyle::Bold => "bold",
            _ => "normal",
        };
        let slant = match style.style() {
            FontStyle::Italic | FontStyle::Oblique => " font-style=\"italic\"",
            _ => "",
        };
        let (red, green, blue) = style.color().rgb;
        let _ = write!(
            self.text,
            "<text x=\"{x}\" y=\"{y}\" dy=\"0.35em\" text-anchor=\"{anchor}\" font-size=\"{}\" \
             font-weight=\"{weight}\"{slant} fill=\"#{red:02x}{green:02x}{blue:02x}\">{}</text>",
            style.size(),
            escaped(text)
        );
    }
}
