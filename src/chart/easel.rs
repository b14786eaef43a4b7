//! The drawing surface: the strokes that are used here, on any plotters backend.

use std::cell::RefCell;

use plotters::coord::Shift;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::prelude::{
    Color as _, DrawingArea, DrawingBackend, RGBAColor, RGBColor, ShapeStyle, TextStyle,
};

use super::DrawingError;
use super::ink::Pixel;

/// The strokes. They return nothing, so that a drawing is a plain list; after one has failed, the
/// others do nothing.
pub(super) trait Strokes {
    /// Width and height.
    fn size(&self) -> Pixel;
    /// Makes all of it one colour.
    fn clear(&self, color: RGBColor);
    /// A filled box; its right and bottom edges do not belong to it.
    fn fill(&self, corners: (Pixel, Pixel), color: RGBAColor);
    /// A line through these pixels.
    fn path(&self, pixels: Vec<Pixel>, style: ShapeStyle);
    /// A filled polygon.
    fn polygon(&self, pixels: Vec<Pixel>, color: RGBAColor);
    /// A circle, filled or its outline.
    fn circle(&self, center: Pixel, radius: i32, style: ShapeStyle);
    /// A line of text.
    fn text(&self, text: String, at: Pixel, style: TextStyle<'static>);
}

/// An area, and the first error of its backend.
pub(super) struct Easel<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    outcome: RefCell<Result<(), DrawingError<DB>>>,
}

impl<'a, DB: DrawingBackend> Easel<'a, DB> {
    pub(super) fn on(area: &'a DrawingArea<DB, Shift>) -> Self {
        Self {
            area,
            outcome: RefCell::new(Ok(())),
        }
    }

    /// The result, unless a stroke has failed.
    pub(super) fn end<T>(self, answer: T) -> Result<T, DrawingError<DB>> {
        self.outcome.into_inner().map(|()| answer)
    }

    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, Pixel>,
        E: Drawable<DB>,
    {
        let mut outcome = self.outcome.borrow_mut();
        if outcome.is_ok() {
            *outcome = self.area.draw(element);
        }
    }
}

impl<DB: DrawingBackend> Strokes for Easel<'_, DB> {
    fn size(&self) -> Pixel {
        let (width, height) = self.area.dim_in_pixel();
        #[expect(clippy::cast_possible_wrap, reason = "a size on a screen")]
        (width as i32, height as i32)
    }

    fn clear(&self, color: RGBColor) {
        *self.outcome.borrow_mut() = self.area.fill(&color);
    }

    fn fill(&self, (from, to): (Pixel, Pixel), color: RGBAColor) {
        self.draw(&Rectangle::new([from, to], color.filled()));
    }

    fn path(&self, pixels: Vec<Pixel>, style: ShapeStyle) {
        self.draw(&PathElement::new(pixels, style));
    }

    fn polygon(&self, pixels: Vec<Pixel>, color: RGBAColor) {
        self.draw(&Polygon::new(pixels, color.filled()));
    }

    fn circle(&self, center: Pixel, radius: i32, style: ShapeStyle) {
        self.draw(&Circle::new(center, radius, style));
    }

    fn text(&self, text: String, at: Pixel, style: TextStyle<'static>) {
        self.draw(&Text::new(text, at, style));
    }
}
