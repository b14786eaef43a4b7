//! Single marks: one shape per meaning, and four different ones for the four kinds of value.

use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::frame::Spot;
use super::ink::{Ink, Pen, Pixel};
use super::theme::Color;
use crate::scene::{Marker, Value};

/// A mark's shape, colour and radius in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub marker: Marker,
    pub color: Color,
    pub radius: f64,
}

impl Stamp {
    /// Puts the mark of a value: filled where it is resolved, hollow where it is not, a struck ring
    /// for zero, a cross for what is not finite, a triangle at the edge for what is off the scale.
    pub(super) fn put<DB: DrawingBackend>(
        self,
        ink: &Ink<DB>,
        spot: Spot,
        value: Value,
    ) -> Result<(), DrawingError<DB>> {
        match (spot, value) {
            (Spot::On(at), Value::Unresolved(_)) => self.hollow(ink, at),
            (Spot::On(at), _) => self.filled(ink, at),
            (Spot::Zero(at), _) => self.struck_ring(ink, at),
            (Spot::NotFinite(at), _) => self.cross(ink, at),
            (Spot::Below(at), _) => self.triangle(ink, at, 1),
            (Spot::Above(at), _) => self.triangle(ink, at, -1),
        }
    }

    fn filled<DB: DrawingBackend>(self, ink: &Ink<DB>, at: Pixel) -> Result<(), DrawingError<DB>> {
        let r = ink.theme.px(self.radius);
        match self.marker {
            Marker::None => Ok(()),
            Marker::Disc => ink.disc(at, r, self.color),
            Marker::Square => ink.fill(((at.0 - r, at.1 - r), (at.0 + r, at.1 + r)), self.color),
            Marker::Diamond => ink.polygon(&diamond(at, r + r / 3), self.color, 1.0),
            Marker::Bar => {
                let half = ink.theme.px(self.radius * 1.6);
                let pen = Pen::solid(self.color, 2.0);
                ink.across((at.0 - half, at.0 + half), at.1, pen)
            }
        }
    }

    fn hollow<DB: DrawingBackend>(self, ink: &Ink<DB>, at: Pixel) -> Result<(), DrawingError<DB>> {
        let r = ink.theme.px(self.radius);
        let pen = Pen::solid(self.color, 1.2);
        match self.marker {
            Marker::None => Ok(()),
            Marker::Disc => {
                ink.disc(at, r, ink.theme.background)?;
                ink.ring(at, r, pen)
            }
            Marker::Square | Marker::Bar => outline(ink, &square(at, r), pen),
            Marker::Diamond => outline(ink, &diamond(at, r + r / 3), pen),
        }
    }

    /// The sign of an exact zero.
    fn struck_ring<DB: DrawingBackend>(
        self,
        ink: &Ink<DB>,
        (x, y): Pixel,
    ) -> Result<(), DrawingError<DB>> {
        let r = ink.theme.px(3.5);
        let reach = r + ink.theme.px(1.5);
        let pen = Pen::solid(self.color, 1.2);
        ink.ring((x, y), r, pen)?;
        ink.path(&[(x - reach, y + reach), (x + reach, y - reach)], pen)
    }

    /// The sign of a number that is not finite.
    fn cross<DB: DrawingBackend>(
        self,
        ink: &Ink<DB>,
        (x, y): Pixel,
    ) -> Result<(), DrawingError<DB>> {
        let r = ink.theme.px(3.5);
        let pen = Pen::solid(ink.theme.color(crate::scene::Role::Failure), 1.8);
        ink.path(&[(x - r, y - r), (x + r, y + r)], pen)?;
        ink.path(&[(x - r, y + r), (x + r, y - r)], pen)
    }

    /// The sign of a value off the scale; down is 1 below it and -1 above it.
    fn triangle<DB: DrawingBackend>(
        self,
        ink: &Ink<DB>,
        (x, y): Pixel,
        down: i32,
    ) -> Result<(), DrawingError<DB>> {
        let r = ink.theme.px(3.5);
        let pixels = [(x - r, y - 2 * r * down), (x + r, y - 2 * r * down), (x, y)];
        ink.polygon(&pixels, self.color, 1.0)
    }
}

fn outline<DB: DrawingBackend>(
    ink: &Ink<DB>,
    corners: &[Pixel; 4],
    pen: Pen,
) -> Result<(), DrawingError<DB>> {
    let [first, ..] = *corners;
    ink.polygon(corners, ink.theme.background, 1.0)?;
    let closed: Vec<Pixel> = corners.iter().copied().chain([first]).collect();
    ink.path(&closed, pen)
}

fn diamond((x, y): Pixel, r: i32) -> [Pixel; 4] {
    [(x - r, y), (x, y - r), (x + r, y), (x, y + r)]
}

fn square((x, y): Pixel, r: i32) -> [Pixel; 4] {
    [
        (x - r, y - r),
        (x + r, y - r),
        (x + r, y + r),
        (x - r, y + r),
    ]
}
