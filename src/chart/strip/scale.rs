//! The scale below the strip.

use plotters::style::text_anchor::HPos;

use super::{BESIDE, Plan};
use crate::chart::brush::{Area, At, Brush};
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::scene::{Strip, StripMark};

/// The rows of text, from the lower edge of the picture, in CSS pixels.
const FIRST_ROW: f64 = 14.0;
pub(super) const SECOND_ROW: f64 = 31.0;
/// From where to where a tick goes.
const TICK: (f64, f64) = (1.0, 6.0);
/// How far a label beside its tick begins or ends from it.
const ASIDE: f64 = 4.0;

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
