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
const STROKES: [(At, At); 3] = [
    ((-0.5, -0.1), (-0.1, -0.5)),
    ((-0.5, 0.5), (0.5, -0.5)),
    ((0.1, 0.5), (0.5, 0.1)),
];
/// In such steps a sample looks for a free place.
const STEP: f64 = 6.0;

/// A word, with a sample of what it explains; without one it is the sentence before the others.
struct Entry<'a> {
    text: &'a str,
    colors: [Option<Color>; 2],
    /// In how many directions the sample is hatched, as in the strip.
    hatches: usize,
}

impl Entry<'_> {
    fn label(&self, brush: &Brush<'_>) -> Label {
        Label::new(self.text, brush.palette.quiet).sized(LABEL)
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
    fn put(&self, brush: &Brush<'_>, labels: &Labels, (x, y): (f64, f64)) {
        let half = SAMPLE / 2.0;
        let mut left = x + SPACE;
        for color in self.colors.into_iter().flatten() {
            let area = (left, y - half, left + SAMPLE, y + half);
            if self.hatches == 0 {
                brush.rounded(area, color, 1.0);
            }
            for mirror in [1.0, -1.0].into_iter().take(self.hatches) {
                let pen = Pen::solid(color, 1.2);
                for (from, to) in STROKES {
                    let at = |(across, down): At| {
                        (left + half + SAMPLE * mirror * across, y + SAMPLE * down)
                    };
                    brush.path(&[at(from), at(to)], pen);
                }
            }
            left += SAMPLE;
        }
        labels.put(self.label(brush).at((x + self.before(), y)));
    }
}

/// Everything in one row beside the gain; where there is no room for the sentence, without it; where there is
/// none for a row, each sample where it finds a place.
pub(super) fn draw(
    brush: &Brush<'_>,
    plan: &Plan,
    (strip, look, labels): (&Strip, &StripLook, &Labels),
) {
    let all = entries(brush, strip, look);
    let y = plan.bottom + SECOND_ROW;
    let is_free = |left: f64, width: f64| {
        labels.is_free((left - SPACE, y - 7.0, left + width + SPACE, y + 7.0))
    };
    for row in [&all[..], &all[1..]] {
        let width: f64 = row.iter().map(|entry| entry.width(brush)).sum();
        let places = [plan.left, plan.right - width];
        if let Some(mut x) = places
            .into_iter()
            .find(|left| *left >= plan.left && is_free(*left, width))
        {
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

/// The sentence, the colours, and the hatches that can be seen.
fn entries<'a>(brush: &Brush<'_>, strip: &Strip, look: &StripLook) -> Vec<Entry<'a>> {
    let palette = brush.palette;
    let entry = |text, colors, hatches| Entry {
        text,
        colors,
        hatches,
    };
    let has = |value: Value| {
        let mut columns = strip.columns.iter();
        !look.is_veiled && columns.any(|column| column.lengths.contains(&value))
    };
    let mut all = vec![
        entry(words::LEGEND, [None, None], 0),
        entry(words::SHRINKS, [Some(palette.below), None], 0),
        entry(words::KEEPS, [Some(palette.flat), None], 0),
        entry(words::GROWS, [Some(palette.above), Some(palette.hot)], 0),
    ];
    if has(Value::Zero) {
        all.push(entry(words::ZERO, [Some(palette.hot), None], 1));
    }
    if has(Value::NotFinite) {
        all.push(entry(words::NOT_FINITE, [Some(palette.quiet), None], 2));
    }
    all
}
