//! Where everything is, in CSS pixels.

use crate::chart::brush::{Area, At};
use crate::chart::round::Round;

/// Below this width the parts stand in two rows.
const NARROW: f64 = 700.0;
/// The largest radius of the picture of a circle.
const LARGEST: f64 = 104.0;
/// The height of a wide and of a narrow picture.
const HEIGHTS: (f64, f64) = (330.0, 600.0);
/// The distance of a picture from its neighbours at least, from the edge, and from its caption.
const GAP: f64 = 32.0;
const EDGE: f64 = 4.0;
const AIR: f64 = 14.0;
/// Between two rows.
const ROWS: f64 = 34.0;
/// The distance of arrows from what they join.
const OFF: f64 = 8.0;
/// The plot of the units: its share of the width, and its limits.
const PLOT: (f64, f64, f64) = (0.235, 150.0, 300.0);
/// Room between the plots and their title, between both and below them.
const TITLE: f64 = 3.0;
const BETWEEN: f64 = 22.0;
const TICKS: f64 = 12.0;

/// The height in CSS pixels that a picture of this width needs.
pub fn apart_height(width: f64) -> f64 {
    if is_narrow(width) {
        HEIGHTS.1
    } else {
        HEIGHTS.0
    }
}

pub(super) fn is_narrow(width: f64) -> bool {
    width < NARROW
}

/// The width of the caption below each part.
pub(super) fn caption_width(width: f64) -> f64 {
    match is_narrow(width) {
        true => (width - 2.0 * EDGE) / 2.0 - AIR,
        // With small circles the gap is larger.
        false => (width - 2.0 * EDGE - plot_width(width) - GAP) / 3.0 - AIR,
    }
}

/// The width of the caption of the units.
pub(super) fn units_width(width: f64) -> f64 {
    match is_narrow(width) {
        true => caption_width(width),
        false => plot_width(width) + GAP / 2.0,
    }
}

fn plot_width(width: f64) -> f64 {
    (width * PLOT.0).clamp(PLOT.1, PLOT.2)
}

/// How high the texts are: what is below the circle, the weights, the units and the slopes, and the title above
/// the units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    pub below: [f64; 4],
    pub units: f64,
}

/// The layout of a layer, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// The circle, its image under the weights, and what the slopes leave.
    pub fields: [Round; 3],
    /// A, and A'.
    pub plots: [Area; 2],
    /// Everything that belongs to the circle, the weights, the units, the slopes.
    pub cells: [Area; 4],
    /// The upper ends of the four captions.
    pub captions: [f64; 4],
    /// The arrow from the upper row to the lower one, if there are two.
    down: Option<[At; 2]>,
}

impl Plan {
    /// The layout of a picture of this size, with captions of these heights.
    pub(super) fn of((width, height): (f64, f64), captions: Heights) -> Self {
        match is_narrow(width) {
            true => Self::in_two_rows((width, height), captions),
            false => Self::in_a_row((width, height), captions),
        }
    }

    fn in_a_row((width, height): (f64, f64), captions: Heights) -> Self {
        let plot = plot_width(width);
        let whole = width - 2.0 * EDGE - plot;
        let text = captions.below.into_iter().fold(0.0, f64::max);
        let tall = (height - text - AIR - 4.0 * EDGE) / 2.0;
        let radius = LARGEST.min((whole - 4.0 * GAP) / 6.0).min(tall).max(10.0);
        let gap = (whole - 6.0 * radius) / 4.0;
        let top = (height - 2.0 * radius - AIR - text) / 2.0;
        let column = 2.0 * radius + gap;
        let last = EDGE + 2.0 * column + plot + gap;
        let lefts = [EDGE, EDGE + column, last];
        let middle = top + radius;
        let fields = lefts.map(|left| Round {
            center: (left + column / 2.0, middle),
            radius,
        });
        let left = EDGE + 2.0 * column + gap / 2.0;
        let ends = [0.0, EDGE + column, EDGE + 2.0 * column, last, width];
        Self {
            fields,
            plots: plots((left, top, left + plot, middle + radius), captions.units),
            cells: [0, 1, 2, 3].map(|i| (ends[i], 0.0, ends[i + 1], height)),
            captions: [middle + radius + AIR; 4],
            down: None,
        }
    }

    fn in_two_rows((width, height): (f64, f64), captions: Heights) -> Self {
        let half = width / 2.0;
        let [first, second, units, slopes] = captions.below;
        let text = [first.max(second), units.max(slopes)];
        let rest = height - text[0] - text[1] - 2.0 * AIR - ROWS - 4.0 * EDGE;
        let radius = LARGEST
            .min((half - EDGE - GAP) / 2.0)
            .min(rest / 4.0)
            .max(10.0);
        let spare = (rest - 4.0 * radius) / 2.0;
        let top = 2.0 * EDGE + spare;
        let upper = top + 2.0 * radius + AIR;
        let below = upper + text[0] + ROWS;
        let left = (EDGE + half) / 2.0;
        let round = |x: f64, top: f64| Round {
            center: (x, top + radius),
            radius,
        };
        let plot = (half + AIR, below, width - AIR, below + 2.0 * radius);
        let lower = below + 2.0 * radius + AIR;
        let border = below - ROWS / 2.0;
        Self {
            fields: [
                round(left, top),
                round(width - left, top),
                round(left, below),
            ],
            plots: plots(plot, captions.units),
            cells: [
                (0.0, 0.0, half, border),
                (half, 0.0, width, border),
                (half, border, width, height),
                (0.0, border, half, height),
            ],
            captions: [upper, upper, lower, lower],
            down: Some([
                (width - left, below - ROWS + OFF / 2.0),
                (width - left, below - OFF),
            ]),
        }
    }

    /// From each part to the next.
    pub(super) fn arrows(&self) -> [[At; 2]; 3] {
        let [first, second, last] = self.fields.map(|field| field.area());
        let [upper, lower] = self.plots;
        let (y, below) = (self.fields[0].center.1, self.fields[2].center.1);
        let forth = [(first.2 + OFF, y), (second.0 - OFF, y)];
        if let Some(down) = self.down {
            let back = [(upper.0 - OFF, below), (last.2 + OFF, below)];
            return [forth, down, back];
        }
        let there = [(second.2 + OFF, y), (upper.0 - OFF, y)];
        [forth, there, [(lower.2 + OFF, y), (last.0 - OFF, y)]]
    }
}

/// The plots of A and of A', one above the other, with room for a title, for what is between, and for ticks.
fn plots((left, top, right, bottom): Area, title: f64) -> [Area; 2] {
    let (top, bottom) = (top + title + TITLE, bottom - TICKS);
    let half = ((bottom - top - BETWEEN) / 2.0).max(1.0);
    [
        (left, top, right, top + half),
        (left, bottom - half, right, bottom),
    ]
}
