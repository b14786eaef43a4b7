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
/// Half the height of the row.
const HALF: f64 = 7.0;
/// So many colours have a word.
const COLORS: usize = 3;
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
        labels.reserve((x, y - HALF, left, y + HALF));
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
    if strip.survival().is_none() {
        return;
    }
    for columns in strip.survivors() {
        let (from, to) = strip.ends(columns);
        let ends = (plan.x(from) - LINE, plan.x(to) + LINE);
        line(brush, ends, plan.bottom + LINE);
    }
}

/// Where the gradient survives at one end, everything else in one row beside the gain; where there is no room for
/// the sentence, without it; where there is none for a row, each sample where it finds a place.
pub(super) fn draw(
    brush: &Brush<'_>,
    plan: &Plan,
    (strip, look, labels): (&Strip, &StripLook, &Labels),
) {
    let row = Row {
        brush,
        plan,
        labels,
    };
    let gains = match look.is_veiled {
        true => Vec::new(),
        false => survival(brush, strip),
    };
    let colors = entries(brush, strip, look);
    // Where it survives nowhere the colours are more important.
    if strip.survivors().next().is_some() {
        let right = row.put_one_of(&gains);
        row.put_colors(&colors, right);
    } else {
        row.put_colors(&colors, plan.right);
        row.put_one_of(&gains);
    }
}

/// The row of the legend, which the gain is in already.
struct Row<'a> {
    brush: &'a Brush<'a>,
    plan: &'a Plan,
    labels: &'a Labels,
}

impl Row<'_> {
    fn y(&self) -> f64 {
        self.plan.bottom + SECOND_ROW
    }

    fn put(&self, entry: &Entry, x: f64) {
        entry.put(self.brush, self.labels, (x, self.y()));
    }

    /// Whether there is nothing yet from a point on, so wide, and beside that.
    fn is_free(&self, left: f64, width: f64) -> bool {
        let (right, y) = (left + width, self.y());
        let area = (left - SPACE, y - HALF, right + SPACE, y + HALF);
        self.labels.is_free(area)
    }

    /// The first of these places that has so much room.
    fn place(&self, width: f64, places: [f64; 2]) -> Option<f64> {
        let mut places = places.into_iter();
        places.find(|left| *left >= self.plan.left && self.is_free(*left, width))
    }

    /// The first entry that has room at an end; up to where others have room then.
    fn put_one_of(&self, entries: &[Entry]) -> f64 {
        let place = entries.iter().find_map(|entry| {
            let width = entry.width(self.brush);
            Some((
                entry,
                self.place(width, [self.plan.right - width, self.plan.left])?,
            ))
        });
        let Some((entry, x)) = place else {
            return self.plan.right;
        };
        self.put(entry, x);
        if x > self.plan.left {
            x - 2.0 * SPACE
        } else {
            self.plan.right
        }
    }

    /// The colours side by side, or each where it finds a place.
    fn put_colors(&self, all: &[Entry], right: f64) {
        for row in [all, &all[1..]] {
            let width: f64 = row.iter().map(|entry| entry.width(self.brush)).sum();
            if let Some(mut x) = self.place(width, [self.plan.left, right - width]) {
                for entry in row {
                    self.put(entry, x);
                    x += entry.width(self.brush);
                }
                return;
            }
        }
        let mut x = self.plan.left - SPACE;
        let mut places = Vec::new();
        for entry in &all[1..] {
            let width = entry.width(self.brush);
            let mut at = x;
            // The space before its sample is its own.
            while at + width <= self.plan.right && !self.is_free(at + SPACE, width - SPACE - GAP) {
                at += STEP;
            }
            if at + width > self.plan.right {
                break;
            }
            places.push((entry, at));
            x = at + width;
        }
        // One colour without the others would say little.
        if places.len() >= COLORS {
            places.into_iter().for_each(|(entry, x)| self.put(entry, x));
        }
    }
}

/// The gains at which the gradient survives, with a sample of the line and without it.
fn survival(brush: &Brush<'_>, strip: &Strip) -> Vec<Entry> {
    let Some(gains) = strip.survival() else {
        return Vec::new();
    };
    let has_survivors = strip.survivors().next().is_some();
    let color = has_survivors.then_some(brush.palette.ink);
    let entry = |color| Entry {
        text: words::survives(&gains),
        colors: [color, None],
        sample: Sample::Line,
    };
    vec![entry(color), entry(None)]
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
