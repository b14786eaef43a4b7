//! The gain of the network on the page, and that of a pinned one.

use super::Plan;
use super::scale::SECOND_ROW;
use crate::chart::brush::Brush;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels, SMALL};
use crate::scene::Strip;
use crate::words::strip as words;

/// The knob: how far its middle lies above the picture, its radius, and the ring around it.
const RAISED: f64 = 4.0;
const KNOB: f64 = 9.0;
const RING: f64 = 2.5;
/// Half the width of the line, and of what keeps it apart from the picture.
const LINE: (f64, f64) = (1.5, 3.5);
const THIN_LINE: (f64, f64) = (0.75, 2.0);
/// How far the line goes on below the picture.
const TAIL: f64 = 4.0;

/// The handle and its gain. If it cannot be moved it has no knob.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (strip, labels): (&Strip, &Labels)) {
    let palette = brush.palette;
    let x = plan.x(strip.handle);
    let y = plan.top - RAISED;
    let ends = (y, plan.bottom + TAIL);
    brush.fill(
        (x - LINE.1, ends.0, x + LINE.1, ends.1),
        palette.ground,
        1.0,
    );
    brush.fill((x - LINE.0, ends.0, x + LINE.0, ends.1), palette.ink, 1.0);
    if strip.can_move() {
        brush.disc((x, y), KNOB + RING, palette.ground);
        brush.disc((x, y), KNOB, palette.ink);
        let pen = Pen::solid(palette.ground, 1.6);
        for way in [-1.0, 1.0] {
            let tip = x + way * 6.0;
            let back = tip - way * 3.0;
            brush.path(&[(back, y - 3.0), (tip, y), (back, y + 3.0)], pen);
        }
        let reach = KNOB + RING;
        labels.reserve((x - reach, y - reach, x + reach, y + reach));
    }
    let label = Label::new(strip.label(), palette.ink).sized(BIG).bold();
    let half = label.width() / 2.0 + 3.0;
    // In a very narrow picture the middle is as good as any place.
    let x = x.min(plan.right - half).max(plan.left + half);
    labels.put(label.centered().at((x, plan.bottom + SECOND_ROW)));
}

/// A thin line at the gain of a pinned network.
pub(super) fn pinned(brush: &Brush<'_>, plan: &Plan, gain: f64) {
    let x = plan.x(gain);
    let ends = (plan.top, plan.bottom);
    let (thin, halo) = THIN_LINE;
    brush.fill(
        (x - halo, ends.0, x + halo, ends.1),
        brush.palette.ground,
        1.0,
    );
    brush.fill(
        (x - thin, ends.0, x + thin, ends.1),
        brush.palette.quiet,
        1.0,
    );
}

/// Its name above it.
pub(super) fn label_pinned(brush: &Brush<'_>, plan: &Plan, (gain, labels): (f64, &Labels)) {
    let label = Label::new(words::PINNED, brush.palette.quiet);
    let at = (plan.x(gain), plan.top - 8.0);
    labels.put(label.sized(SMALL).bold().centered().at(at));
}
