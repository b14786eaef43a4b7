//! Single marks: one shape per meaning, and four different ones for the four kinds of value.

use super::frame::Spot;
use super::ink::{Ink, Pen, Pixel};
use super::style::Style;
use crate::scene::{Dash, Marker, Value};

/// A mark's shape, style and radius in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub marker: Marker,
    pub style: Style,
    pub radius: f64,
}

impl Stamp {
    /// Draws the mark of a value: filled if it is resolved, hollow if it is not, a struck ring
    /// for zero, a cross for what is not finite, a triangle at the edge for what is off the scale.
    pub(super) fn put(self, ink: &Ink<'_>, spot: Spot, value: Value) {
        match (spot, value) {
            (Spot::On(at), _) if self.style.is_ghost => self.level(ink, at, value),
            (Spot::On(at), Value::Unresolved(_)) => self.hollow(ink, at),
            (Spot::On(at), _) => self.filled(ink, at),
            (Spot::Zero(at), _) => self.struck_ring(ink, at),
            (Spot::NotFinite(at), _) => self.cross(ink, at),
            (Spot::Below(at), _) => self.triangle(ink, at, 1),
            (Spot::Above(at), _) => self.triangle(ink, at, -1),
        }
    }

    fn filled(self, ink: &Ink<'_>, at: Pixel) {
        let r = ink.theme.px(self.radius);
        match self.marker {
            Marker::None => {}
            Marker::Disc => ink.disc(at, r, self.style.color),
            Marker::Square => ink.fill(
                ((at.0 - r, at.1 - r), (at.0 + r, at.1 + r)),
                self.style.color,
            ),
        }
    }

    fn hollow(self, ink: &Ink<'_>, at: Pixel) {
        let r = ink.theme.px(self.radius);
        let pen = self.style.pen(1.2);
        match self.marker {
            Marker::None => {}
            Marker::Disc => {
                ink.disc(at, r, ink.theme.background);
                ink.ring(at, r, pen);
            }
            Marker::Square => outline(ink, &square(at, r), pen),
        }
    }

    /// A thin level stroke, wider than any mark in front of it; dotted if the value is not
    /// resolved.
    fn level(self, ink: &Ink<'_>, (x, y): Pixel, value: Value) {
        if self.marker == Marker::None {
            return;
        }
        let half = ink.theme.px(self.radius * 2.6);
        let dash = match value {
            Value::Unresolved(_) => Dash::Dotted,
            _ => Dash::Solid,
        };
        let pen = Pen {
            dash,
            ..self.style.pen(1.0)
        };
        ink.across((x - half, x + half), y, pen);
    }

    /// The size of a sign: those behind are larger, so that both are seen.
    fn size(self, ink: &Ink<'_>) -> i32 {
        ink.theme.px(if self.style.is_ghost { 5.5 } else { 3.5 })
    }

    /// The sign of an exact zero.
    fn struck_ring(self, ink: &Ink<'_>, (x, y): Pixel) {
        let r = self.size(ink);
        let reach = r + ink.theme.px(1.5);
        let pen = self.style.pen(1.2);
        ink.ring((x, y), r, pen);
        ink.path(&[(x - reach, y + reach), (x + reach, y - reach)], pen);
    }

    /// The sign of a number that is not finite.
    fn cross(self, ink: &Ink<'_>, (x, y): Pixel) {
        let r = self.size(ink);
        let pen = Pen {
            color: ink.theme.color(crate::scene::Role::Failure),
            ..self.style.pen(1.8)
        };
        ink.path(&[(x - r, y - r), (x + r, y + r)], pen);
        ink.path(&[(x - r, y + r), (x + r, y - r)], pen);
    }

    /// The sign of a value off the scale; down is 1 below it and -1 above it.
    fn triangle(self, ink: &Ink<'_>, (x, y): Pixel, down: i32) {
        let r = self.size(ink);
        let tip = (x, y);
        let pixels = [
            tip,
            (x - r, y - 2 * r * down),
            (x + r, y - 2 * r * down),
            tip,
        ];
        if self.style.is_ghost {
            return ink.path(&pixels, self.style.pen(1.0));
        }
        let [_, corners @ ..] = pixels;
        ink.polygon(&corners, self.style.color, 1.0);
    }
}

fn outline(ink: &Ink<'_>, corners: &[Pixel; 4], pen: Pen) {
    let [first, ..] = *corners;
    ink.polygon(corners, ink.theme.background, 1.0);
    let closed: Vec<Pixel> = corners.iter().copied().chain([first]).collect();
    ink.path(&closed, pen);
}

fn square((x, y): Pixel, r: i32) -> [Pixel; 4] {
    [
        (x - r, y - r),
        (x + r, y - r),
        (x + r, y + r),
        (x - r, y + r),
    ]
}
