//! Draws how much of each mode of a linear map has been learned.

use plotters::style::text_anchor::HPos;

use super::plan::long;
use crate::chart::brush::{Area, At, Brush};
use crate::chart::dash::Dash;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::chart::theme::Color;
use crate::scene::{ModeCurve, ModeCurves};
use crate::words::learning::number;
use crate::words::modes as words;

/// Room around the curves: left, top, right, below.
const AROUND: [f64; 4] = [14.0, 26.0, 44.0, 30.0];
/// The width of a curve, of an exact one, and of what keeps them apart.
const CURVE: f64 = 2.4;
const EXACT: f64 = 1.4;
/// From the curves to what is written beside them.
const ASIDE: f64 = 7.0;
/// The dot at the step that is shown.
const DOT: f64 = 3.6;

/// Where steps and strengths are.
struct Axes<'a> {
    area: Area,
    curves: &'a ModeCurves,
}

impl Axes<'_> {
    fn x(&self, step: u64) -> f64 {
        let most = long(self.curves.span.saturating_sub(1).max(1));
        self.area.0 + long(step) / most * (self.area.2 - self.area.0)
    }

    fn y(&self, strength: f64) -> f64 {
        let (low, high) = self.curves.range;
        let height = ((strength - low) / (high - low)).clamp(0.0, 1.0);
        self.area.3 - height * (self.area.3 - self.area.1)
    }

    fn points(&self, points: &[(u64, f64)]) -> Vec<At> {
        let known = points.iter().filter(|point| point.1.is_finite());
        known.map(|(step, u)| (self.x(*step), self.y(*u))).collect()
    }
}

/// Draws the curves, exact ones dashed, with a line at each singular value and one at the step that is shown.
pub(super) fn draw(brush: &Brush<'_>, (width, height): (f64, f64), curves: &ModeCurves) {
    let [left, top, right, below] = AROUND;
    let axes = Axes {
        area: (
            left,
            top,
            (width - right).max(left + 1.0),
            (height - below).max(top + 1.0),
        ),
        curves,
    };
    let labels = Labels::on((width, height));
    let palette = brush.palette;
    let across = (axes.area.0, axes.area.2);
    brush.across(across, axes.y(0.0), Pen::solid(palette.line, 1.0));
    for mode in &curves.modes {
        brush.across(across, axes.y(mode.value), Pen::solid(palette.faint, 1.0));
    }
    if let Some(step) = curves.cursor {
        let x = axes.x(step);
        brush.path(
            &[(x, axes.area.1), (x, axes.area.3)],
            Pen::solid(palette.pick, 1.5),
        );
    }
    for (at, mode) in curves.modes.iter().enumerate() {
        draw_mode(brush, &axes, (mode, color(brush, at)));
    }
    label(brush, &axes, &labels);
    labels.draw(brush);
}

/// Colours take turns; at the right each curve has its singular value.
fn color(brush: &Brush<'_>, at: usize) -> Color {
    let palette = brush.palette;
    [palette.below, palette.above, palette.signal, palette.bound][at % 4]
}

fn draw_mode(brush: &Brush<'_>, axes: &Axes<'_>, (mode, color): (&ModeCurve, Color)) {
    let points = axes.points(&mode.points);
    brush.path(&points, Pen::solid(color, CURVE));
    let exact = axes.points(&mode.exact);
    let pen = Pen {
        dash: Dash::Short,
        ..Pen::solid(brush.palette.ink, EXACT)
    };
    brush.path(&exact, pen);
    let shown = axes.curves.cursor;
    if let Some((step, u)) = shown.and_then(|step| Some((step, mode.at(step)?)))
        && u.is_finite()
    {
        let at = (axes.x(step), axes.y(u));
        brush.disc(at, DOT + 1.5, brush.palette.ground);
        brush.disc(at, DOT, color);
    }
}

fn label(brush: &Brush<'_>, axes: &Axes<'_>, labels: &Labels) {
    let quiet = brush.palette.quiet;
    let (left, top, right, bottom) = axes.area;
    let above = (left, top / 2.0);
    labels.put(Label::new(words::STRENGTH, quiet).at(above));
    for (at, mode) in axes.curves.modes.iter().enumerate() {
        let text = Label::new(mode.value.to_string(), color(brush, at)).bold();
        labels.put(text.at((right + ASIDE, axes.y(mode.value))));
    }
    labels.put(Label::new("0", quiet).at((right + ASIDE, axes.y(0.0))));
    let under = bottom + 15.0;
    let last = axes.curves.span.saturating_sub(1);
    labels.put(
        Label::new(number(last), quiet)
            .sized(SMALL)
            .at((right, under))
            .anchored(HPos::Right),
    );
    let first = Label::new(number(0), quiet).sized(SMALL);
    labels.put(first.at((left, under)));
    let title = Label::new(words::STEP, quiet).sized(SMALL);
    labels.put(title.at((f64::midpoint(left, right), under)).centered());
}
