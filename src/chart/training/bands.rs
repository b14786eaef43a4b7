//! What the layers do, at the edge of the map.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan};
use crate::chart::brush::Brush;
use crate::chart::labels::{BIG, Label, Labels};
use crate::chart::theme::Color;
use crate::scene::{Band, Pace, Training};

/// The distance of the brackets from the map, and their width.
const AWAY: (f64, f64) = (8.0, 29.0);
const WIDTH: f64 = 3.0;
/// From a bracket to its text.
const ASIDE: f64 = 10.0;
const UNDER: f64 = 13.0;
/// Brackets end so much before the edges of their layers.
const SHORTER: f64 = 1.0;

/// A bracket for each band, and its words where there is room: those of the longest band first.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    let mut bands: Vec<&Band> = training.bands.iter().collect();
    bands.retain(|band| band.pace != Pace::Unknown);
    bands.sort_by_key(|band| std::cmp::Reverse(band.layers.1 - band.layers.0));
    for band in bands {
        let (first, last) = band.layers;
        let (from, to) = plan.rows(first - plan.first_row, last - plan.first_row);
        let (from, to) = (from + SHORTER, to - SHORTER);
        let color = color(brush, band.pace);
        let middle = f64::midpoint(from, to);
        let label = Label::new(&*band.label, color).bold();
        match plan.flow {
            Flow::Right => {
                let x = plan.map.2 + AWAY.0;
                brush.fill((x, from, x + WIDTH, to), color, 1.0);
                let at = (x + WIDTH + ASIDE, middle);
                labels.put(label.sized(BIG).at(at).anchored(HPos::Left));
            }
            Flow::Down => {
                let y = plan.map.3 + AWAY.1;
                brush.fill((from, y, to, y + WIDTH), color, 1.0);
                let half = label.width() / 2.0 + 2.0;
                let x = middle.max(half).min(plan.width - half);
                labels.put(label.at((x, y + WIDTH + UNDER)).centered());
            }
        }
    }
}

fn color(brush: &Brush<'_>, pace: Pace) -> Color {
    match pace {
        Pace::Learns => brush.palette.ink,
        Pace::Still => brush.palette.below,
        Pace::Thrown => brush.palette.above,
        Pace::Dead => brush.palette.hot,
        Pace::Unknown => brush.palette.quiet,
    }
}
