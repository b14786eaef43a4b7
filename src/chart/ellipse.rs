//! Images of the unit ball.

use super::frame::{Frame, Spot};
use super::ink::{Ink, Pen, Pixel};
use super::marker::Stamp;
use super::style::Style;
use super::theme::Color;
use crate::scene::{Dash, Ellipse, Marker, Place, Point};

/// The smallest and the largest half axis as fractions of the available space; the scale's bottom
/// and top have these sizes, and log10 of the half axis runs between them.
const SMALLEST: f64 = 0.12;
/// Half the distance of two neighbouring ellipses that are drawn, in CSS pixels, at the least.
const ROOM: f64 = 13.0;

/// Draws the row of ellipses: true aspect, size by the logarithm of the longer half axis, the unit
/// circle behind each one, a triangle if the size is off the scale. Where places are narrow, every
/// n-th ellipse is drawn.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, ellipses: &[Ellipse], style: Style) {
    let Some(row) = Row::of(ink, frame) else {
        return;
    };
    let unit = row.largest * size(frame, 0.0);
    for ellipse in row.drawn(frame, ellipses) {
        let center = (frame.x_of(ellipse.layer), row.middle);
        let pen = Pen {
            dash: Dash::Dotted,
            ..Pen::solid(ink.theme.axis, 1.0)
        };
        if !style.is_ghost {
            ink.path(&outline(center, (unit, unit)), pen);
        }
        one(ink, (frame, center, row.largest), *ellipse, style);
        let end = Point {
            layer: ellipse.layer,
            value: ellipse.major,
        };
        let spot = match frame.spot(end) {
            Spot::Below((x, _)) => Spot::Below((x, row.bottom - ink.theme.px(1.0))),
            Spot::Above((x, _)) => Spot::Above((x, row.top + ink.theme.px(1.0))),
            _ => continue,
        };
        mark(style).put(ink, spot, end.value);
    }
}

/// Draws broken outlines of older ellipses at the same places.
pub(super) fn draw_older(ink: &Ink<'_>, frame: &Frame, ellipses: &[Ellipse], color: Color) {
    let Some(row) = Row::of(ink, frame) else {
        return;
    };
    let pen = Pen {
        dash: Dash::Short,
        ..Pen::solid(color, 1.0)
    };
    for ellipse in row.drawn(frame, ellipses) {
        if let Some(major) = ellipse.major.log10() {
            let center = (frame.x_of(ellipse.layer), row.middle);
            let half = row.largest * size(frame, major);
            let narrow = (half * aspect(*ellipse, major)).max(ink.theme.ratio);
            ink.path(&outline(center, (narrow, half)), pen);
        }
    }
}

/// The room for the ellipses.
pub(super) struct Row {
    pub top: i32,
    pub bottom: i32,
    pub middle: i32,
    /// The longest half axis.
    largest: f64,
    /// Every how many places an ellipse is drawn, counted from layer K.
    stride: usize,
}

impl Row {
    pub(super) fn of(ink: &Ink<'_>, frame: &Frame) -> Option<Self> {
        let (top, bottom) = frame.ellipses?;
        let least = 2.0 * ROOM * ink.theme.ratio;
        let tall = f64::from(bottom - top) - f64::from(ink.theme.px(12.0));
        // The size is that of the panel, also for another number of layers.
        let across = every(least, frame.place) * frame.place;
        let largest = (across * 0.46).min(tall / 2.0);
        let room = least.max(largest / 0.46 - 0.5);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small positive number"
        )]
        Some(Self {
            top,
            bottom,
            middle: (top + bottom) / 2,
            largest,
            stride: every(room, frame.step()) as usize,
        })
    }

    /// The radius of the unit circle.
    #[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
    pub(super) fn unit(&self, frame: &Frame) -> i32 {
        (self.largest * size(frame, 0.0)).round() as i32
    }

    /// Those for which there is room.
    pub(super) fn drawn<'a>(
        &self,
        frame: &Frame,
        ellipses: &'a [Ellipse],
    ) -> impl Iterator<Item = &'a Ellipse> + use<'a> {
        let (stride, depth) = (self.stride, frame.x.depth);
        let has_room = move |ball: &&Ellipse| depth.abs_diff(ball.layer).is_multiple_of(stride);
        ellipses.iter().rev().filter(has_room)
    }
}

/// The half axes across and up as they are drawn; `None` if only a sign is drawn.
#[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
pub(super) fn extent(frame: &Frame, row: &Row, ellipse: &Ellipse) -> Option<(i32, i32)> {
    let major = ellipse.major.log10()?;
    let half = row.largest * size(frame, major);
    let across = half * aspect(*ellipse, major);
    Some((across.round() as i32, half.round() as i32))
}

/// The shorter half axis over the longer one, which is 10^major.
fn aspect(ellipse: Ellipse, major: f64) -> f64 {
    let minor = ellipse.minor.log10();
    minor.map_or(0.0, |minor| libm::pow(10.0, minor - major).min(1.0))
}

/// The signs of special values.
fn mark(style: Style) -> Stamp {
    Stamp {
        marker: Marker::None,
        style,
        radius: 3.0,
    }
}

/// The number of places of this width that take up this much space.
fn every(room: f64, place: f64) -> f64 {
    (room / place).ceil().max(1.0)
}

/// The length of a half axis as a fraction of the room.
fn size(frame: &Frame, log10: f64) -> f64 {
    let fraction = match frame.y.place(log10) {
        Place::Below => 0.0,
        Place::On(fraction) => fraction,
        Place::Above => 1.0,
    };
    SMALLEST + (1.0 - SMALLEST) * fraction
}

fn one(
    ink: &Ink<'_>,
    (frame, center, largest): (&Frame, Pixel, f64),
    ellipse: Ellipse,
    style: Style,
) {
    let Some(major) = ellipse.major.log10() else {
        let spot = match frame.spot(Point {
            layer: ellipse.layer,
            value: ellipse.major,
        }) {
            Spot::NotFinite(_) => Spot::NotFinite(center),
            _ => Spot::Zero(center),
        };
        return mark(style).put(ink, spot, ellipse.major);
    };
    let half = largest * size(frame, major);
    let pen = Pen {
        dash: if !ellipse.major.is_unresolved() && !ellipse.minor.is_unresolved() {
            Dash::Solid
        } else {
            Dash::Dotted
        },
        ..style.pen(1.5)
    };
    let narrow = half * aspect(ellipse, major);
    if narrow < ink.theme.ratio {
        let ends = outline(center, (0.0, half));
        let (top, bottom) = ends
            .iter()
            .fold((center.1, center.1), |(top, bottom), (_, y)| {
                (top.min(*y), bottom.max(*y))
            });
        return ink.down(
            center.0,
            (top, bottom),
            Pen {
                width: style.pen(2.0).width,
                ..pen
            },
        );
    }
    let is_round = (half - narrow).abs() < 0.5 && pen.dash == Dash::Solid;
    let pixels = outline(center, (narrow, half));
    if !style.is_ghost {
        ink.polygon(&pixels, style.color, 0.22);
    }
    if is_round {
        #[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
        return ink.ring(center, half.round() as i32, pen);
    }
    ink.path(&pixels, pen);
}

/// A closed ellipse with these half axes across and up, rounded to whole pixels.
fn outline((x, y): Pixel, (across, up): (f64, f64)) -> Vec<Pixel> {
    let (across, up) = (across.round(), up.round());
    let corners = quarter(across, up);
    let there = |&(dx, dy): &Pixel| (dx, dy);
    let turned = |&(dx, dy): &Pixel| (-dx, dy);
    let half: Vec<Pixel> = corners
        .iter()
        .map(there)
        .chain(corners.iter().rev().map(turned))
        .collect();
    let back = half.iter().map(|(dx, dy)| (-dx, -dy));
    let all: Vec<Pixel> = half.iter().copied().chain(back).collect();
    all.iter()
        .chain(all.first())
        .map(|(dx, dy)| (x + dx, y + dy))
        .collect()
}

/// Corners from (across, 0) to (0, up). Corners are whole pixels, so that the outline would be
/// bumpy if they were just evenly spaced: of each stretch of some pixels the corner nearest to a
/// whole pixel is taken.
#[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
fn quarter(across: f64, up: f64) -> Vec<Pixel> {
    let stretches = ((across + up) / 6.0).ceil().clamp(2.0, 24.0) as i32;
    let tries = 24;
    let corner = |part: f64| {
        let angle = part * std::f64::consts::FRAC_PI_2;
        let (dx, dy) = (across * libm::cos(angle), up * libm::sin(angle));
        let error = (dx - dx.round()).hypot(dy - dy.round());
        (error, (dx.round() as i32, dy.round() as i32))
    };
    let inner = (0..stretches).filter_map(|stretch| {
        (0..tries)
            .map(|i| {
                corner(
                    (f64::from(stretch) + f64::from(i) / f64::from(tries)) / f64::from(stretches),
                )
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, pixel)| pixel)
    });
    inner.chain([(0, up as i32)]).collect()
}
