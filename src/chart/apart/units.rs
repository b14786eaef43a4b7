//! The units on A, and on A', where their slopes stand as bars.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use crate::chart::brush::{Area, At, Brush};
use crate::chart::dash::Dash;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::scene::inspector::Signed;
use crate::scene::{Apart, UnitCurve, Value};
use crate::words::apart as words;

/// The radius of a dot, and the width and opacity of a bar: of few units, and of many.
const FEW: (f64, f64, f64) = (3.6, 3.0, 0.55);
const MANY: (f64, f64, f64) = (2.4, 1.5, 0.35);
/// Above this number there are many.
const MOST: usize = 40;
/// The distance of the text from the line of the supremum, and of the ticks from the plot.
const ABOVE: f64 = 9.0;
const BELOW: f64 = 10.0;
/// The distance of the name of a curve from the upper end of its plot.
const NAME: f64 = 15.0;
/// The radius of the ring around a unit.
const RING: f64 = 6.5;

/// A unit with its places on A and on A'.
pub(super) type Dots = (usize, [At; 2]);

/// The place of a curve.
struct Plot<'a> {
    area: Area,
    across: (f64, f64),
    curve: &'a UnitCurve,
}

impl Plot<'_> {
    /// Where a point is, brought into the plot.
    fn place(&self, (a, y): (f64, f64)) -> At {
        let (left, top, right, bottom) = self.area;
        let share = |x: f64, (from, to): (f64, f64)| ((x - from) / (to - from)).clamp(0.0, 1.0);
        (
            left + share(a, self.across) * (right - left),
            bottom - share(y, self.curve.range) * (bottom - top),
        )
    }

    fn is_outside(&self, a: f64) -> bool {
        a < self.across.0 || a > self.across.1
    }

    fn line(&self, brush: &Brush<'_>, y: f64, pen: Pen) {
        let (from, to) = self.across;
        brush.path(&[self.place((from, y)), self.place((to, y))], pen);
    }

    fn curve(&self, brush: &Brush<'_>) {
        let pen = Pen::solid(brush.palette.line, 2.0);
        for piece in &self.curve.pieces {
            let points: Vec<At> = piece.iter().map(|point| self.place(*point)).collect();
            brush.path(&points, pen);
        }
    }
}

/// Both plots; the places of every unit on A and on A', for those that have one.
pub(super) fn draw(
    brush: &Brush<'_>,
    plan: &Plan,
    (apart, labels): (&Apart, &Labels),
) -> Vec<Dots> {
    let palette = brush.palette;
    let curves = &apart.units;
    let plot = |i: usize| Plot {
        area: plan.plots[i],
        across: curves.across,
        curve: &curves.curves[i],
    };
    let plots = [plot(0), plot(1)];
    let [upper, lower] = &plots;
    // The line at a = 0 goes through both.
    let middle = [
        upper.place((0.0, upper.curve.range.1)),
        lower.place((0.0, lower.curve.range.0)),
    ];
    brush.path(&middle, Pen::solid(palette.faint, 1.0));
    plots
        .iter()
        .for_each(|plot| plot.line(brush, 0.0, Pen::solid(palette.faint, 1.0)));
    let pen = Pen {
        dash: Dash::Short,
        ..Pen::solid(palette.bound, 1.2)
    };
    plots.iter().for_each(|plot| plot.curve(brush));
    lower.line(brush, curves.supremum, pen);
    let dots = dots(apart, &plots);
    marks(brush, &plots, (apart, &dots));
    texts(brush, &plots, (apart, &dots, labels));
    dots
}

/// Where the units are.
fn dots(apart: &Apart, plots: &[Plot<'_>; 2]) -> Vec<Dots> {
    let units = apart.units.units.iter().enumerate();
    units
        .filter_map(|(unit, numbers)| {
            let [a, value, slope] = numbers.map(Signed::to_f64);
            let is_known = numbers
                .iter()
                .all(|number| number.value != Value::NotFinite);
            is_known.then(|| {
                (
                    unit,
                    [plots[0].place((a, value)), plots[1].place((a, slope))],
                )
            })
        })
        .collect()
}

/// Bars, dots, and rings around the unit that is pointed at.
fn marks(brush: &Brush<'_>, plots: &[Plot<'_>; 2], (apart, dots): (&Apart, &[Dots])) {
    let color = brush.palette.signal;
    let (radius, width, opacity) = if dots.len() > MOST { MANY } else { FEW };
    let ground = plots[1].place((0.0, 0.0)).1;
    for (_, [_, (x, y)]) in dots {
        let pen = Pen {
            opacity,
            ..Pen::solid(color, width)
        };
        brush.path(&[(*x, ground), (*x, *y)], pen);
    }
    for (unit, places) in dots {
        let a = apart.units.units[*unit][0].to_f64();
        for place in places {
            brush.disc(*place, radius, color);
            if plots[0].is_outside(a) {
                brush.disc(*place, radius * 0.5, brush.palette.ground);
            }
        }
    }
    let pointed = dots.iter().filter(|(unit, _)| apart.unit == Some(*unit));
    for place in pointed.flat_map(|(_, places)| places) {
        brush.ring(*place, RING, Pen::solid(brush.palette.ink, 2.0));
    }
}

/// The names of the curves, the supremum and the ticks.
fn texts(
    brush: &Brush<'_>,
    plots: &[Plot<'_>; 2],
    (apart, dots, labels): (&Apart, &[Dots], &Labels),
) {
    let palette = brush.palette;
    let [_, lower] = plots;
    let curves = &apart.units;
    let supremum = Value::Finite(curves.supremum.log10()).digits(4);
    let short = supremum.trim_end_matches('0').trim_end_matches('.');
    let (_, y) = lower.place((0.0, curves.supremum));
    let right = lower.area.2;
    labels.put(
        Label::new(words::never_above(short), palette.bound)
            .anchored(HPos::Right)
            .with_halo()
            .at((right, y - ABOVE)),
    );
    for (i, name) in words::CURVES.into_iter().enumerate() {
        let label = Label::new(name, palette.quiet).sized(SMALL);
        named(
            &plots[i],
            &label,
            (labels, &obstacles(&plots[i], (dots, i))),
        );
    }
    let whole = whole(curves.across.1);
    let bottom = lower.area.3 + BELOW;
    for a in [-whole, 0.0, whole] {
        let (x, _) = lower.place((a, 0.0));
        let text = format!("{a:.0}").replace('-', "−");
        let label = Label::new(text, palette.quiet).sized(SMALL).centered();
        labels.put(label.at((x, bottom)));
    }
}

/// Points of what is drawn in a plot: of the curve, of dots, and of bars.
fn obstacles(plot: &Plot<'_>, (dots, i): (&[Dots], usize)) -> Vec<At> {
    let ground = plot.place((0.0, 0.0)).1;
    let bars = dots.iter().flat_map(|(_, places)| {
        let (x, y) = places[i];
        let foot = if i == 1 { ground } else { y };
        (0..=10).map(move |step| (x, y + (foot - y) * f64::from(step) / 10.0))
    });
    let curve = plot.curve.pieces.iter().flatten();
    curve.map(|point| plot.place(*point)).chain(bars).collect()
}

/// Writes the name of a curve into the first corner where nothing else is.
fn named(plot: &Plot<'_>, label: &Label, (labels, obstacles): (&Labels, &[At])) {
    let (left, top, right, bottom) = plot.area;
    let (top, bottom) = (top + NAME, bottom - NAME / 2.0);
    let corners = [
        ((left, top), HPos::Left),
        ((right, top), HPos::Right),
        ((right, bottom), HPos::Right),
        ((left, bottom), HPos::Left),
    ];
    let labels_at = corners.map(|(at, anchor)| label.clone().at(at).anchored(anchor));
    let is_clear = |label: &&Label| {
        let (left, top, right, bottom) = label.area();
        let is_in = |(x, y): &At| (left..=right).contains(x) && (top..=bottom).contains(y);
        labels.is_free(label.area()) && !obstacles.iter().any(is_in)
    };
    if let Some(label) = labels_at.iter().find(is_clear) {
        labels.put(label.clone());
    }
}

/// The largest number of one figure and zeros that is not larger, from 1 on.
fn whole(x: f64) -> f64 {
    let unit = libm::pow(10.0, x.max(1.0).log10().floor());
    (x / unit).floor() * unit
}
