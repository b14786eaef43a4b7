//! Many networks as ribbons: the gradient in ink, the largest singular value and the last one in blue.

use super::{band, beside, curve};
use crate::chart::brush::Brush;
use crate::chart::dash::Dash;
use crate::chart::fan::plan::Plan;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::chart::spline::Spline;
use crate::chart::theme::Color;
use crate::scene::{Fan, RibbonLine, SeedLines};
use crate::words::beside as words;

/// The opacity of the ribbons of the gradient, and of singular values.
const GRADIENT: f64 = 0.17;
const SIGMA: f64 = 0.15;
/// An exact zero lies so many decades below the frame: out of sight.
const BELOW: f64 = 1.0;

fn ribbons<'a>(brush: &Brush<'_>, lines: &'a SeedLines) -> [(&'a RibbonLine, Color, f64); 3] {
    let palette = brush.palette;
    [
        (&lines.last, palette.pick, SIGMA),
        (&lines.first, palette.pick, SIGMA),
        (&lines.gradient, palette.ink, GRADIENT),
    ]
}

pub(super) fn fills(brush: &Brush<'_>, plan: &Plan, (lines, from): (&SeedLines, f64)) {
    let lowest = -plan.frame.below - BELOW;
    for (line, color, opacity) in ribbons(brush, lines) {
        // Where more than 10 % are exactly 0 the ribbon goes on down to the edge.
        let edge = |i: usize| curve(plan, line.iter().map(move |three| three[i].max(lowest)));
        let [low, high] = [0, 2].map(edge);
        band(brush, plan, ([&high, &low], from), (color, opacity));
    }
}

pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (lines, from): (&SeedLines, f64)) {
    for (line, color, _) in ribbons(brush, lines) {
        let pen = Pen {
            dash: Dash::Short,
            ..Pen::solid(color, 1.4)
        };
        for part in median(plan, line).sampled(plan.window(from)) {
            brush.path(&part, pen);
        }
    }
}

/// It ends where half of the networks are exactly 0.
fn median(plan: &Plan, line: &RibbonLine) -> Spline {
    curve(plan, line.iter().map(|three| three[1]))
}

pub(super) fn label(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, lines, labels): (&Fan, &SeedLines, &Labels),
) {
    let gradient = Spline::through(plan.points(&fan.gradient));
    let texts = [
        [words::LAST_RIBBON, words::LAST_RIBBON].map(String::from),
        [words::FIRST_RIBBON, words::FIRST_RIBBON].map(String::from),
        words::networks(lines.counts[0]),
    ];
    let all = ribbons(brush, lines).into_iter().zip(texts).rev();
    for ((line, color, _), texts) in all {
        let line = median(plan, line);
        let put = |text: String| {
            let label = Label::new(text, color).bold().with_halo();
            beside(plan, labels, (&label, &line, &[&gradient]))
        };
        // Where there is no room for either, the ribbon has no name.
        let _ = texts.into_iter().any(put);
    }
}
