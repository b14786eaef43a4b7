//! Ink that keeps the first error to itself, so that a drawing is a plain list of strokes.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::ink::{Ink, Lettering, Pen, Pixel};
use super::theme::{Color, Theme};

/// Draws until something fails.
pub(super) struct Pencil<'a, DB: DrawingBackend> {
    pub theme: &'a Theme,
    pub ink: Ink<'a, DB>,
    pub size: Pixel,
    outcome: Result<(), DrawingError<DB>>,
}

impl<'a, DB: DrawingBackend> Pencil<'a, DB> {
    /// An empty sheet.
    pub fn on(area: &'a DrawingArea<DB, Shift>, theme: &'a Theme) -> Self {
        let (width, height) = area.dim_in_pixel();
        let ink = Ink::on(area, theme);
        Self {
            theme,
            #[expect(clippy::cast_possible_wrap, reason = "a size on a screen")]
            size: (width as i32, height as i32),
            outcome: ink.clear(),
            ink,
        }
    }

    /// A filled box of some opacity.
    pub fn fill(&mut self, corners: (Pixel, Pixel), (color, opacity): (Color, f64)) {
        if self.outcome.is_ok() {
            self.outcome = self.ink.fill_with(corners, color, opacity);
        }
    }

    /// A line through these pixels.
    pub fn path(&mut self, pixels: &[Pixel], pen: Pen) {
        if self.outcome.is_ok() {
            self.outcome = self.ink.path(pixels, pen);
        }
    }

    /// A filled polygon.
    pub fn polygon(&mut self, pixels: &[Pixel], color: Color) {
        if self.outcome.is_ok() {
            self.outcome = self.ink.polygon(pixels, color, 1.0);
        }
    }

    /// A filled circle; its radius is in CSS pixels.
    pub fn disc(&mut self, center: Pixel, radius: f64, color: Color) {
        if self.outcome.is_ok() {
            self.outcome = self.ink.disc(center, self.theme.px(radius), color);
        }
    }

    /// A circle's outline, 2 CSS pixels wide; its radius is in CSS pixels.
    pub fn ring(&mut self, center: Pixel, radius: f64, color: Color) {
        if self.outcome.is_ok() {
            self.outcome = self
                .ink
                .ring(center, self.theme.px(radius), Pen::solid(color, 2.0));
        }
    }

    /// One line of text.
    pub fn text(&mut self, text: &str, at: Pixel, lettering: Lettering) {
        if self.outcome.is_ok() {
            self.outcome = self.ink.text(text, at, lettering);
        }
    }

    /// The answer, where nothing has failed.
    pub fn end<T>(self, answer: T) -> Result<T, DrawingError<DB>> {
        self.outcome.map(|()| answer)
    }
}
