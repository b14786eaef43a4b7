//! What a column of the strip is, and what its colours mean, with the hatches of what is exactly zero or not finite.

use super::scale::SECOND_ROW;
use super::{Plan, StripLook};
use crate::chart::brush::{At, Brush};
use crate::chart::ink::Pen;
use crate::chart::labels::{LABEL, Label, Labels};
use crate::chart::theme::Color;
use crate::scene::{Strip, Value};
use crate::words::strip as words;

/// A sample of a colour, the distance to its word, and that to what stands beside, in CSS pixels.
const SAMPLE: f64 = 9.0;
const GAP: f64 = 4.0;
const SPACE: f64 = 9.0;
/// The strokes of a hatched sample from its middle, in shares of its size.
const STROKES: [[At; 2]; 3] = [
    [(-0.5, -0.1), (-0.1, -0.5)],
    [(-0.5, 0.5), (0.5, -0.5)],
    [(0.1, 0.5), (0.5, 0.1)],
];
/// How thick the line below the columns is, which lies as far below them.
const LINE: f64 = 2.5;
/// In such steps a sample looks for a free place.
const STEP: f64 = 6.0;

/// Words, with a sample of what they explain; without one it is the sentence before the others.
struct Entry {
    text: String,
    colors: [Option<Color>; 2],
    sample: Sample,
}

/// What a sample looks like.
enum Sample {
    Filled,
    /// The line below the columns.
    Line,
    /// Hatched in so many directions, as in the strip.
    Hatched(usize),
}

impl Entry {
    fn label(&self, brush: &Brush<'_>) -> Label {
        Label::new(&*self.text, brush.palette.quiet).sized(LABEL)
    }

    /// The width of the samples and what lies around them.
    fn before(&self) -> f64 {
        match self.colors {
            [None, _] => 0.0,
            [_, None] => SPACE + SAMPLE + GAP,
            _ => SPACE + 2.0 * SAMPLE + GAP,
        }
    }

    fn width(&self, brush: &Brush<'_>) -> f64 {
        self.before() + self.label(brush).width()
    }

    /// Draws it; its left edge is at x.
    fn put(&self, brush: &Brush<'_>, labels: &Labels, (x, y): At) {
        let mut left = x + SPACE;
        for color in self.colors.into_iter().flatten() {
            match self.sample {
                Sample::Filled => {
                    let half = SAMPLE / 2.0;
                    let area = (left, y - half, left + SAMPLE, y + half);
                    brush.rounded(area, color, 1.0);
                }
                Sample::Line => line(brush, (left, left + SAMPLE), y),
                Sample::Hatched(ways) => hatch(brush, (left, y), (color, ways)),
            }
            left += SAMPLE;
        }
        labels.put(self.label(brush).at((x + self.before(), y)));
    }
}

/// Hatches a sample whose left edge is at x, in so many directions.
fn hatch(brush: &Brush<'_>, (x, y): At, (color, ways): (Color, usize)) {
    for mirror in [1.0, -1.0].into_iter().take(ways) {
        for ends in STROKES {
            let points = ends
                .map(|(across, down)| (x + SAMPLE * (0.5 + mirror * across), y + SAMPLE * down));
            brush.path(&points, Pen::solid(color, 1.2));
        }
    }
}

/// The line below the columns in which the gradient survives.
fn line(brush: &Brush<'_>, (from, to): (f64, f64), y: f64) {
    let half = LINE / 2.0;
    brush.fill((from, y - half, to, y + half), brush.palette.ink, 1.0);
}

/// Underlines the columns in which the gradient survives.
pub(super) fn underline(brush: &Brush<'_>, plan: &Plan, strip: &Strip) {
    for columns in strip.survivors() {
        if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
            let ends = (plan.x(first.gain) - LINE, plan.x(last.gain) + LINE);
            line(brush, ends, plan.bottom + LINE);
        }
    }
}

/// Where the gradient survives at one end, everything else in one row beside the gain; where there is no room for
/// the sentence, without it; where there is none for a row, each sample where it finds a place.
pub(super) fn draw(
    brush: &Brush<'_>,
    plan: &Plan,
    (strip, look, labels): (&Strip, &StripLook, &Labels),
) {
    let y = plan.bottom + SECOND_ROW;
    let is_free = |left: f64, width: f64| {
        labels.is_free((left - SPACE, y - 7.0, left + width + SPACE, y + 7.0))
    };
    let end = |width: f64, ends: [f64; 2]| {
        let mut ends = ends.into_iter();
        ends.find(|left| *left >= plan.left && is_free(*left, width))
    };
    if let Some(entry) = survival(brush, strip).filter(|_| !look.is_veiled) {
        let width = entry.width(brush);
        if let Some(x) = end(width, [plan.right - width, plan.left]) {
            entry.put(brush, labels, (x, y));
        }
    }
    let all = entries(brush, strip, look);
    for row in [&all[..], &all[1..]] {
        let width: f64 = row.iter().map(|entry| entry.width(brush)).sum();
        if let Some(mut x) = end(width, [plan.left, plan.right - width]) {
            for entry in row {
                entry.put(brush, labels, (x, y));
                x += entry.width(brush);
            }
            return;
        }
    }
    let mut x = plan.left - SPACE;
    for entry in &all[1..] {
        let width = entry.width(brush);
        let mut at = x;
        // The space before its sample is its own.
        while at + width <= plan.right && !is_free(at + SPACE, width - SPACE - GAP) {
            at += STEP;
        }
        if at + width <= plan.right {
            entry.put(brush, labels, (at, y));
            x = at + width;
        }
    }
}

/// The gains at which the gradient survives.
fn survival(brush: &Brush<'_>, strip: &Strip) -> Option<Entry> {
    let is_anywhere = strip.survivors().next().is_some();
    Some(Entry {
        text: strip.survival()?,
        colors: [is_anywhere.then_some(brush.palette.ink), None],
        sample: Sample::Line,
    })
}

/// The sentence, the colours, and the hatches that can be seen.
fn entries(brush: &Brush<'_>, strip: &Strip, look: &StripLook) -> Vec<Entry> {
    let palette = brush.palette;
    let mut all = Vec::new();
    let mut add = |text: &str, colors, sample| {
        all.push(Entry {
            text: text.into(),
            colors,
            sample,
        });
    };
    add(words::LEGEND, [None, None], Sample::Filled);
    add(words::SHORTER, [Some(palette.below), None], Sample::Filled);
    add(words::SAME, [Some(palette.flat), None], Sample::Filled);
    add(
        words::LONGER,
        [Some(palette.above), Some(palette.hot)],
        Sample::Filled,
    );
    let has = |value: Value| {
        let mut columns = strip.columns.iter();
        !look.is_veiled && columns.any(|column| column.lengths.contains(&value))
    };
    if has(Value::Zero) {
        add(words::ZERO, [Some(palette.hot), None], Sample::Hatched(1));
    }
    if has(Value::NotFinite) {
        add(
            words::NOT_FINITE,
            [Some(palette.quiet), None],
            Sample::Hatched(2),
        );
    }
    all
}
