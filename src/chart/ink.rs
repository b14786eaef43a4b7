//! The few strokes everything is drawn with.

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{
    Color as _, DrawingArea, DrawingBackend, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor,
    ShapeStyle, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::DrawingError;
use super::dash;
use super::theme::{Color, Theme};
use crate::scene::Dash;

/// A pixel.
pub(super) type Pixel = (i32, i32);

/// A line's look.
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

/// A text's look.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    pub color: Color,
    pub horizontal: HPos,
    pub vertical: VPos,
    pub style: FontStyle,
}

impl Lettering {
    /// Plain text, anchored at the middle of its left edge.
    pub(super) fn left(color: Color) -> Self {
        Self {
            color,
            horizontal: HPos::Left,
            vertical: VPos::Center,
            style: FontStyle::Normal,
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

    /// In bold type.
    pub(super) fn bold(self) -> Self {
        Self {
            style: FontStyle::Bold,
            ..self
        }
    }
}

/// Draws on an area in a theme.
pub(super) struct Ink<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    pub theme: &'a Theme,
}

impl<'a, DB: DrawingBackend> Ink<'a, DB> {
    pub(super) fn on(area: &'a DrawingArea<DB, Shift>, theme: &'a Theme) -> Self {
        Self { area, theme }
    }

    pub(super) fn clear(&self) -> Result<(), DrawingError<DB>> {
        self.area.fill(&rgb(self.theme.background))
    }

    /// A filled box; its right and bottom edges do not belong to it. Sharp at every ratio.
    pub(super) fn fill(
        &self,
        (from, to): (Pixel, Pixel),
        color: Color,
    ) -> Result<(), DrawingError<DB>> {
        self.fill_with((from, to), color, 1.0)
    }

    /// A filled box of some opacity.
    pub(super) fn fill_with(
        &self,
        (from, to): (Pixel, Pixel),
        color: Color,
        opacity: f64,
    ) -> Result<(), DrawingError<DB>> {
        let style = rgba(color, opacity).filled();
        self.area.draw(&Rectangle::new([from, to], style))
    }

    /// A horizontal line, as a box so that it is sharp.
    pub(super) fn across(
        &self,
        (left, right): (i32, i32),
        y: i32,
        pen: Pen,
    ) -> Result<(), DrawingError<DB>> {
        let width = self.theme.px(pen.width);
        let top = y - width / 2;
        for (from, to) in dash::strokes(left, right, &dash::pattern(pen.dash, self.theme)) {
            self.fill_with(((from, top), (to, top + width)), pen.color, pen.opacity)?;
        }
        Ok(())
    }

    /// A vertical line, as a box so that it is sharp.
    pub(super) fn down(
        &self,
        x: i32,
        (top, bottom): (i32, i32),
        pen: Pen,
    ) -> Result<(), DrawingError<DB>> {
        let width = self.theme.px(pen.width);
        let left = x - width / 2;
        for (from, to) in dash::strokes(top, bottom, &dash::pattern(pen.dash, self.theme)) {
            self.fill_with(((left, from), (left + width, to)), pen.color, pen.opacity)?;
        }
        Ok(())
    }

    /// A line through these pixels.
    pub(super) fn path(&self, pixels: &[Pixel], pen: Pen) -> Result<(), DrawingError<DB>> {
        let style = ShapeStyle {
            color: rgba(pen.color, pen.opacity),
            filled: false,
            stroke_width: self.theme.px(pen.width).unsigned_abs(),
        };
        for piece in dash::broken(pixels, &dash::pattern(pen.dash, self.theme)) {
            self.area.draw(&PathElement::new(piece, style))?;
        }
        Ok(())
    }

    /// A filled polygon.
    pub(super) fn polygon(
        &self,
        pixels: &[Pixel],
        color: Color,
        opacity: f64,
    ) -> Result<(), DrawingError<DB>> {
        let style = rgba(color, opacity).filled();
        self.area.draw(&Polygon::new(pixels.to_vec(), style))
    }

    /// A filled circle.
    pub(super) fn disc(
        &self,
        center: Pixel,
        radius: i32,
        color: Color,
    ) -> Result<(), DrawingError<DB>> {
        let style = rgb(color).filled();
        self.area.draw(&Circle::new(center, radius, style))
    }

    /// A circle's outline.
    pub(super) fn ring(
        &self,
        center: Pixel,
        radius: i32,
        pen: Pen,
    ) -> Result<(), DrawingError<DB>> {
        let width = self.theme.px(pen.width).unsigned_abs();
        let style = rgba(pen.color, pen.opacity).stroke_width(width);
        self.area.draw(&Circle::new(center, radius, style))
    }

    /// One line of text.
    pub(super) fn text(
        &self,
        text: &str,
        at: Pixel,
        lettering: Lettering,
    ) -> Result<(), DrawingError<DB>> {
        let family = FontFamily::Name(Theme::FONT);
        let font = FontDesc::new(family, self.theme.font_size(), lettering.style);
        let color = rgb(lettering.color);
        let style = TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(lettering.horizontal, lettering.vertical));
        self.area.draw(&Text::new(text, at, style))
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
