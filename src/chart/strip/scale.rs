//! The scale below the strip, and what its colours mean.

use plotters::style::text_anchor::HPos;

use super::{BESIDE, Plan};
use crate::chart::brush::{Area, At, Brush};
use crate::chart::ink::Pen;
use crate::chart::labels::{LABEL, Label, Labels};
use crate::chart::theme::Color;
use crate::scene::{Strip, StripMark};
use crate::words::strip as words;

/// The rows of text, from the lower edge of the picture, in CSS pixels.
const FIRST_ROW: f64 = 14.0;
pub(super) const SECOND_ROW: f64 = 31.0;
/// From where to where a tick goes.
const TICK: (f64, f64) = (1.0, 6.0);
/// How far a label beside its tick begins or ends from it.
const ASIDE: f64 = 4.0;
/// A sample of a colour, and the distances around it.
const SAMPLE: f64 = 9.0;
const GAP: f64 = 4.0;
const SPACE: f64 = 9.0;

/// A tick for each mark.
pub(super) fn ticks(brush: &Brush<'_>, plan: &Plan, strip: &Strip) {
    let pen = Pen::solid(brush.palette.line, 1.0);
    for mark in &strip.marks {
        let x = plan.x(mark.gain);
        brush.path(&[(x, plan.bottom + TICK.0), (x, plan.bottom + TICK.1)], pen);
    }
}

/// The labels of the marks, as far as there is room: the ends first.
pub(super) fn labels(brush: &Brush<'_>, plan: &Plan, (strip, labels): (&Strip, &Labels)) {
    let ranks = 0..=StripMark::LAST;
    let marks = ranks.flat_map(|rank| strip.marks.iter().filter(move |mark| mark.rank == rank));
    for mark in marks {
        let (x, y) = (plan.x(mark.gain), plan.bottom + FIRST_ROW);
        let places: &[(At, HPos)] = match strip.range.share(mark.gain) {
            share if share < 0.01 => &[((plan.left, y), HPos::Left)],
            share if share > 0.99 => &[((plan.right, y), HPos::Right)],
            _ => &[
                ((x, y), HPos::Center),
                ((x + ASIDE, y), HPos::Right),
                ((x - ASIDE, y), HPos::Left),
            ],
        };
        let texts = [&mark.label, &mark.brief];
        let mut all = texts.iter().flat_map(|text| {
            let label = Label::new(*text, brush.palette.quiet);
            places
                .iter()
                .map(move |(at, anchor)| label.clone().at(*at).anchored(*anchor))
        });
        if let Some(label) = all.find(|label| labels.is_free(wider(label.area()))) {
            labels.put(label);
        }
    }
}

/// With room for labels to be told apart.
fn wider((left, top, right, bottom): Area) -> Area {
    let is_at_edge = left < BESIDE + 1.0;
    let before = if is_at_edge { 0.0 } else { ASIDE };
    (left - before, top, right + ASIDE, bottom)
}

/// What a column is and what its colours mean, if there is room beside the gain.
pub(super) fn legend(brush: &Brush<'_>, plan: &Plan, (_, labels): (&Strip, &Labels)) {
    let palette = brush.palette;
    let parts: [(&str, Option<Color>); 4] = [
        (words::LEGEND, None),
        (words::SHRINKS, Some(palette.below)),
        (words::KEEPS, Some(palette.flat)),
        (words::GROWS, Some(palette.above)),
    ];
    let label = |text: &str| Label::new(text, palette.quiet).sized(LABEL);
    let width = |(text, color): &(&str, Option<Color>)| {
        label(text).width() + color.map_or(0.0, |_| SPACE + SAMPLE + GAP)
    };
    let whole: f64 = parts.iter().map(width).sum();
    let y = plan.bottom + SECOND_ROW;
    let area = |left: f64| (left - SPACE, y - 7.0, left + whole + SPACE, y + 7.0);
    let places = [plan.left, plan.right - whole];
    let is_free = |left: &f64| labels.is_free(area(*left));
    let Some(mut x) = places.into_iter().find(is_free) else {
        return;
    };
    for (text, color) in parts {
        if let Some(color) = color {
            x += SPACE;
            let half = SAMPLE / 2.0;
            brush.rounded((x, y - half, x + SAMPLE, y + half), color, 1.0);
            x += SAMPLE + GAP;
        }
        let label = label(text).at((x, y));
        x += label.width();
        labels.put(label);
    }
}
