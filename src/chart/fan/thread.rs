//! A coloured line: its colour is that of the length at its height, and it fades out where it leaves the plot.

use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::heat::on_ground;
use crate::chart::ink::Pen;
use crate::chart::theme::Color;

/// What is fainter than this is not drawn.
const INVISIBLE: f64 = 0.04;
/// Two colours that differ no more than this, in every channel, are drawn as one.
const SAME: u8 = 7;
/// The share of the plot in which a line fades at its upper edge, and how much of it is seen there.
const FADE: (f64, f64) = (0.03, 0.3);
/// On and off lengths of a dotted line.
const DOTS: (f64, f64) = (2.0, 3.0);

/// How a line looks but for its colour.
#[derive(Clone, Copy)]
pub(super) struct Thread {
    pub width: f64,
    pub opacity: f64,
    /// In which share of the plot it fades at the lower edge.
    pub fade: f64,
}

/// Draws an unbroken line.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, line: &[At], thread: Thread) {
    let shade = |from: At, to: At| shade(brush, plan, f64::midpoint(from.1, to.1), thread);
    let mut run: Vec<At> = Vec::new();
    let mut color: Option<Color> = None;
    for (i, pair) in line.windows(2).enumerate() {
        let next = shade(pair[0], pair[1]);
        let is_same = match (color, next) {
            (Some(a), Some(b)) => a.is_near(b, SAME),
            (a, b) => a == b,
        };
        if !is_same {
            finish(brush, &run, (color, thread.width));
            color = next;
            // One step back, so that there is no seam; the colours are opaque.
            run = line[i.saturating_sub(1)..=i].to_vec();
        } else if run.is_empty() {
            run.push(pair[0]);
        }
        run.push(pair[1]);
    }
    finish(brush, &run, (color, thread.width));
}

/// Draws a line of which only an upper estimate is known.
pub(super) fn draw_dotted(brush: &Brush<'_>, plan: &Plan, line: &[At], thread: Thread) {
    for dot in dots(line) {
        let middle = dot[dot.len() / 2];
        if let Some(color) = shade(brush, plan, middle.1, thread) {
            brush.path(&dot, Pen::solid(color, thread.width));
        }
    }
}

fn finish(brush: &Brush<'_>, run: &[At], (color, width): (Option<Color>, f64)) {
    if let Some(color) = color {
        brush.path(run, Pen::solid(color, width));
    }
}

/// The colour at a height, if it can be seen there.
fn shade(brush: &Brush<'_>, plan: &Plan, y: f64, thread: Thread) -> Option<Color> {
    let opacity = thread.opacity * visible(plan, y, thread.fade);
    let log10 = plan.log10_at(y);
    (opacity > INVISIBLE).then(|| on_ground(brush.palette, log10, opacity))
}

/// 1 in the plot, falling towards its upper and its lower edge.
fn visible(plan: &Plan, y: f64, fade: f64) -> f64 {
    let tall = plan.bottom - plan.top;
    let down = FADE.1 + (y - plan.top) / (FADE.0 * tall);
    let up = match fade > 0.0 {
        true => (plan.bottom - y) / (fade * tall),
        false => 1.0,
    };
    up.min(down).clamp(0.0, 1.0)
}

/// Cuts a line into dots.
fn dots(line: &[At]) -> Vec<Vec<At>> {
    let (on, off) = DOTS;
    let mut dots = Vec::new();
    let mut dot: Vec<At> = line.first().copied().into_iter().collect();
    let (mut is_on, mut left) = (true, on);
    for pair in line.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let share = done / length;
            let cut = (
                from.0 + (to.0 - from.0) * share,
                from.1 + (to.1 - from.1) * share,
            );
            dot.push(cut);
            if is_on {
                dots.push(std::mem::take(&mut dot));
            }
            dot = vec![cut];
            is_on = !is_on;
            left = if is_on { on } else { off };
        }
        left -= length - done;
        dot.push(to);
    }
    if is_on && dot.len() > 1 {
        dots.push(dot);
    }
    dots
}
