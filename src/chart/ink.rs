//! The few strokes everything is drawn with.

use plotters::prelude::{
    Color as _, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::dash;
use super::easel::Strokes;
use super::theme::{Color, Theme};
use crate::chart::dash::Dash;

/// A pixel.
pub(super) type Pixel = (i32, i32);

/// The style of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub color: Color,
    /// 0..1.
    pub opacity: f64,
    /// In CSS pixels.
    pub width: f64,
    pub dash: Dash,
}

impl Pen {
    /// An unbroken opaque line of this width in CSS pixels.
    pub(super) fn solid(color: Color, width: f64) -> Self {
        Self {
            color,
            opacity: 1.0,
            width,
            dash: Dash::Solid,
        }
    }
}

/// The style of a text.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    pub color: Color,
    pub horizontal: HPos,
    pub vertical: VPos,
    pub style: FontStyle,
    /// In CSS pixels; `None` is the size of the theme.
    pub size: Option<f64>,
}

impl Lettering {
    /// Plain text, anchored at the middle of its left edge.
    pub(super) fn left(color: Color) -> Self {
        Self {
            color,
            horizontal: HPos::Left,
            vertical: VPos::Center,
            style: FontStyle::Normal,
            size: None,
        }
    }

    /// Anchored at its middle.
    pub(super) fn centered(self) -> Self {
        Self {
            horizontal: HPos::Center,
            ..self
        }
    }

    /// Anchored at the middle of its right edge.
    pub(super) fn right(self) -> Self {
        Self {
            horizontal: HPos::Right,
            ..self
        }
    }

    /// In a size of its own, in CSS pixels.
    pub(super) fn sized(self, css: f64) -> Self {
        Self {
            size: Some(css),
            ..self
        }
    }

    /// In slanted type.
    pub(super) fn italic(self) -> Self {
        Self {
            style: FontStyle::Italic,
            ..self
        }
    }

    /// In bold type.
    pub(super) fn bold(self) -> Self {
        Self {
            style: FontStyle::Bold,
            ..self
        }
    }
}

/// Draws in a theme, on any backend.
pub(super) struct Ink<'a> {
    easel: &'a dyn Strokes,
    pub theme: &'a Theme,
    /// Width and height in backend pixels.
    pub size: Pixel,
}

impl<'a> Ink<'a> {
    /// On an empty sheet.
    pub(super) fn on(easel: &'a dyn Strokes, theme: &'a Theme) -> Self {
        let ink = Self::over(easel, theme);
        ink.clear();
        ink
    }

    /// Over what is there.
    pub(super) fn over(easel: &'a dyn Strokes, theme: &'a Theme) -> Self {
        Self {
            easel,
            theme,
            size: easel.size(),
        }
    }

    /// Makes the sheet empty.
    pub(super) fn clear(&self) {
        self.easel.clear(rgb(self.theme.palette().ground));
    }

    /// A filled box of some opacity.
    pub(super) fn fill_with(&self, corners: (Pixel, Pixel), color: Color, opacity: f64) {
        self.easel.fill(corners, rgba(color, opacity));
    }

    /// A horizontal line, as a box so that it is sharp.
    pub(super) fn across(&self, (left, right): (i32, i32), y: i32, pen: Pen) {
        let width = self.theme.px(pen.width);
        let top = y - width / 2;
        for (from, to) in dash::strokes(left, right, &dash::pattern(pen.dash, self.theme)) {
            self.fill_with(((from, top), (to, top + width)), pen.color, pen.opacity);
        }
    }

    /// A line through these pixels.
    pub(super) fn path(&self, pixels: &[Pixel], pen: Pen) {
        for piece in dash::broken(pixels, &dash::pattern(pen.dash, self.theme)) {
            self.easel.path(piece, self.stroke(pen));
        }
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, pixels: &[Pixel], color: Color, opacity: f64) {
        self.easel.polygon(pixels.to_vec(), rgba(color, opacity));
    }

    /// A filled circle.
    pub(super) fn disc(&self, center: Pixel, radius: i32, color: Color) {
        self.easel.circle(center, radius, rgb(color).filled());
    }

    /// A circle's outline.
    pub(super) fn ring(&self, center: Pixel, radius: i32, pen: Pen) {
        self.easel.circle(center, radius, self.stroke(pen));
    }

    fn stroke(&self, pen: Pen) -> ShapeStyle {
        let width = self.theme.px(pen.width).unsigned_abs();
        rgba(pen.color, pen.opacity).stroke_width(width)
    }

    /// One line of text.
    pub(super) fn text(&self, text: &str, at: Pixel, lettering: Lettering) {
        let family = FontFamily::Name(Theme::FONT);
        let size = lettering.size.unwrap_or(self.theme.text_size);
        let font = FontDesc::new(family, self.theme.font_size(size), lettering.style);
        let style = TextStyle {
            font,
            color: rgb(lettering.color).to_backend_color(),
            pos: Pos::new(lettering.horizontal, lettering.vertical),
        };
        self.easel.text(text.to_owned(), at, style);
    }

    /// About how wide a text will be, in backend pixels; rather too wide than too narrow.
    pub(super) fn text_width(&self, text: &str) -> i32 {
        self.theme.px(width_of(text) * self.theme.text_size)
    }

    /// The height of a line of text in backend pixels.
    pub(super) fn text_height(&self) -> i32 {
        self.theme.px(self.theme.text_size * 1.2)
    }
}

fn rgb(Color(red, green, blue): Color) -> RGBColor {
    RGBColor(red, green, blue)
}

fn rgba(color: Color, opacity: f64) -> RGBAColor {
    rgb(color).mix(opacity)
}

/// The width of a text in units of the font size, see [`advance`].
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// The width of a character in units of the font size, generous for common sans-serif fonts.
pub(super) fn advance(c: char) -> f64 {
    match c {
        '⁰'..='⁹' | '⁻' | '⁽' | '⁾' | '¹' | '²' | '³' | 'ʰ' => 0.42,
        ' ' | '\u{a0}' | '.' | ',' | '|' | '(' | ')' | '/' | '′' | 'i' | 'l' => 0.36,
        'm' | 'w' | 'M' | 'W' | '∏' | '∂' | '×' | '→' | '←' => 0.82,
        '‖' => 0.5,
        _ => 0.6,
    }
}
