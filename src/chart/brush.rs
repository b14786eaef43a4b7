//! Strokes in CSS pixels with fractions: they are rounded to backend pixels last, so that
//! with several of these to one CSS pixel curves move smoothly.

use super::ink::{Ink, Lettering, Pen, Pixel};
use super::palette::Palette;
use super::theme::Color;
use crate::chart::dash::Dash;

/// A point in CSS pixels from the left upper corner.
pub(in crate::chart) type At = (f64, f64);

/// Left, top, right and bottom in CSS pixels.
pub(in crate::chart) type Area = (f64, f64, f64, f64);

/// Beyond this a coordinate is drawn as if it were this one.
const BEYOND: f64 = 20_000.0;
/// The radius of round corners, and how many steps a quarter of a circle has.
const CORNER: f64 = 6.0;
const STEPS: u8 = 6;

/// Draws in CSS pixels.
pub(in crate::chart) struct Brush<'a> {
    ink: &'a Ink<'a>,
    pub palette: &'static Palette,
}

impl<'a> Brush<'a> {
    pub(in crate::chart) fn of(ink: &'a Ink<'a>) -> Self {
        Self {
            ink,
            palette: ink.theme.palette(),
        }
    }

    fn pixel(&self, (x, y): At) -> Pixel {
        to_pixel((x, y), self.ink.theme.ratio)
    }

    fn pixels(&self, points: &[At]) -> Vec<Pixel> {
        points.iter().map(|at| self.pixel(*at)).collect()
    }

    /// A line through these points.
    pub(in crate::chart) fn path(&self, points: &[At], pen: Pen) {
        if points.len() > 1 {
            self.ink.path(&self.pixels(points), pen);
        }
    }

    /// A dotted line.
    pub(in crate::chart) fn dots(&self, points: &[At], pen: Pen) {
        let dash = Dash::Dotted;
        self.path(points, Pen { dash, ..pen });
    }

    /// A horizontal line between two x, sharp.
    pub(in crate::chart) fn across(&self, (left, right): (f64, f64), y: f64, pen: Pen) {
        let (left, y) = self.pixel((left, y));
        self.ink.across((left, self.pixel((right, 0.0)).0), y, pen);
    }

    /// A filled box.
    pub(in crate::chart) fn fill(
        &self,
        (left, top, right, bottom): Area,
        color: Color,
        opacity: f64,
    ) {
        let corners = (self.pixel((left, top)), self.pixel((right, bottom)));
        if corners.0.0 < corners.1.0 && corners.0.1 < corners.1.1 {
            self.ink.fill_with(corners, color, opacity);
        }
    }

    /// A filled box with round ends.
    pub(in crate::chart) fn rounded(
        &self,
        (left, top, right, bottom): Area,
        color: Color,
        opacity: f64,
    ) {
        let radius = (bottom - top).min(right - left) / 3.0;
        let corners = [
            (right - radius, top + radius),
            (right - radius, bottom - radius),
            (left + radius, bottom - radius),
            (left + radius, top + radius),
        ];
        let quarter = std::f64::consts::FRAC_PI_2;
        let points = corners.iter().zip(0..).flat_map(|((x, y), corner)| {
            (0..=4).map(move |i| {
                let turn = f64::from(corner - 1) + f64::from(i) / 4.0;
                let (sine, cosine) = libm::sincos(turn * quarter);
                (x + radius * cosine, y + radius * sine)
            })
        });
        self.polygon(&points.collect::<Vec<_>>(), color, opacity);
    }

    /// Covers what lies outside of the round corners of an area.
    pub(in crate::chart) fn round_corners(&self, (left, top, right, bottom): Area) {
        let corners = [
            ((left, top), (1.0, 1.0)),
            ((right, top), (-1.0, 1.0)),
            ((right, bottom), (-1.0, -1.0)),
            ((left, bottom), (1.0, -1.0)),
        ];
        for ((x, y), (inward, down)) in corners {
            let arc = (0..=STEPS).map(|step| {
                let turn = f64::from(step) / f64::from(STEPS) * std::f64::consts::FRAC_PI_2;
                let (sine, cosine) = libm::sincos(turn);
                (
                    x + inward * CORNER * (1.0 - sine),
                    y + down * CORNER * (1.0 - cosine),
                )
            });
            // A bit beyond the area, whose edge need not be at a whole pixel.
            let beyond = |along: f64, across: f64| (x - inward * along, y - down * across);
            let mut points: Vec<At> = arc.collect();
            points.extend([beyond(0.5, -CORNER), beyond(0.5, 0.5), beyond(-CORNER, 0.5)]);
            self.polygon(&points, self.palette.ground, 1.0);
        }
    }

    /// A filled polygon.
    pub(in crate::chart) fn polygon(&self, points: &[At], color: Color, opacity: f64) {
        self.ink.polygon(&self.pixels(points), color, opacity);
    }

    /// A filled circle.
    pub(in crate::chart) fn disc(&self, center: At, radius: f64, color: Color) {
        let radius = self.ink.theme.px(radius);
        self.ink.disc(self.pixel(center), radius, color);
    }

    /// A circle's outline.
    pub(in crate::chart) fn ring(&self, center: At, radius: f64, pen: Pen) {
        let radius = self.ink.theme.px(radius);
        self.ink.ring(self.pixel(center), radius, pen);
    }

    /// Two strokes that cross.
    pub(in crate::chart) fn cross(&self, (x, y): At, half: f64, pen: Pen) {
        self.path(&[(x - half, y - half), (x + half, y + half)], pen);
        self.path(&[(x - half, y + half), (x + half, y - half)], pen);
    }

    /// One line of text, its middle or its end at the point.
    pub(in crate::chart) fn text(&self, text: &str, at: At, lettering: Lettering) {
        self.ink.text(text, self.pixel(at), lettering);
    }
}

/// The nearest backend pixel.
pub(in crate::chart) fn to_pixel((x, y): At, ratio: f64) -> Pixel {
    #[expect(clippy::cast_possible_truncation, reason = "clamped before")]
    let round = |css: f64| (css.clamp(-BEYOND, BEYOND) * ratio).round() as i32;
    (round(x), round(y))
}

/// Where two areas touch.
pub(in crate::chart) fn overlap(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}
