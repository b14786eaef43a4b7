//! Draws how outputs and slopes are spread over the layers, on any plotters backend.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::DrawingError;
use super::brush::{At, Brush};
use super::easel::{Easel, Strokes as _};
use super::ink::{Ink, Pen};
use super::labels::{Label, Labels, SMALL};
use super::theme::{Color, Theme};
use crate::scene::{Spread, Value, power_of_ten};
use crate::words::outputs as words;

/// Room in CSS pixels for what is around the plot.
const LEFT: f64 = 58.0;
const TOP: f64 = 12.0;
const BELOW: f64 = 48.0;
/// For the names at the right, and without them in a picture narrower than the last.
const RIGHT: (f64, f64, f64) = (138.0, 12.0, 700.0);
/// The least distance of two numbers of layers, of two percentages, and of two lines of the grid.
const NUMBERS: f64 = 26.0;
const SHARES: f64 = 36.0;
const LINES: f64 = 20.0;
/// Half of the width of what belongs to a single layer.
const ALONE: f64 = 12.0;
/// The opacities of a band from the smallest to the largest, and of that of half of the units.
const BANDS: [(usize, usize, f64); 2] = [(0, 4, 0.13), (1, 3, 0.24)];
const MEDIAN: usize = 2;

/// Where everything is, in CSS pixels.
struct Plan {
    left: f64,
    right: f64,
    bottom: f64,
    height: f64,
    depth: f64,
    ends: (f64, f64),
}

impl Plan {
    fn of(spread: &Spread, (width, height): (f64, f64)) -> Self {
        let (wide, narrow, least) = RIGHT;
        let right = if width < least { narrow } else { wide };
        Self {
            left: LEFT,
            right: (width - right).max(LEFT + 1.0),
            bottom: (height - BELOW).max(TOP + 1.0),
            height,
            depth: f64::from(u32::try_from(spread.depth.max(1)).unwrap_or(u32::MAX)),
            ends: spread.range.ends(),
        }
    }

    /// The width of a layer's place.
    fn place(&self) -> f64 {
        (self.right - self.left) / self.depth
    }

    /// The middle of the place of a layer, 1..=K.
    fn x(&self, layer: usize) -> f64 {
        let layer = f64::from(u32::try_from(layer).unwrap_or(u32::MAX));
        self.left + (layer - 0.5) * self.place()
    }

    /// The height of a length, as log10, brought into the plot.
    fn y(&self, log10: f64) -> f64 {
        let (low, high) = self.ends;
        let share = ((log10 - low) / (high - low)).clamp(0.0, 1.0);
        self.bottom - share * (self.bottom - TOP)
    }

    /// The height of a value; an exact zero is at the lower edge. `None` if it is no number.
    fn height_of(&self, value: Value) -> Option<f64> {
        match value {
            Value::Zero => Some(self.bottom),
            other => other.log10().map(|log10| self.y(log10)),
        }
    }
}

/// Maps a backend pixel of the drawn chart to its layer, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadInverse {
    left: f64,
    place: f64,
    depth: usize,
}

impl SpreadInverse {
    /// The layer at x, 1..=K; `None` beside the plot.
    pub fn layer(&self, x: i32) -> Option<usize> {
        let share = (f64::from(x) - self.left) / self.place;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and compared with the depth"
        )]
        let layer = (share >= 0.0).then(|| share as usize + 1)?;
        (layer <= self.depth).then_some(layer)
    }

    /// The middle of the place of a layer, 1..=K.
    pub fn x(&self, layer: usize) -> f64 {
        let layer = f64::from(u32::try_from(layer).unwrap_or(u32::MAX));
        self.left + (layer - 0.5) * self.place
    }
}

/// Draws the chart over whatever the area showed before: for |z| and |A'| a line through the medians, in bands
/// of half of the units and of all. What lies beyond the frame is drawn at its edge.
///
/// # Errors
/// What the backend reports.
pub fn draw_spread<DB: DrawingBackend>(
    spread: &Spread,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<SpreadInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    let ratio = theme.ratio;
    let (width, height) = easel.size();
    let size = (f64::from(width) / ratio, f64::from(height) / ratio);
    let plan = Plan::of(spread, size);
    draw_all(&Brush::of(&ink), &plan, (spread, size));
    easel.end(SpreadInverse {
        left: plan.left * ratio,
        place: plan.place() * ratio,
        depth: spread.depth,
    })
}

fn draw_all(brush: &Brush<'_>, plan: &Plan, (spread, size): (&Spread, (f64, f64))) {
    let palette = brush.palette;
    let labels = Labels::on(size);
    let (half, here) = (plan.place() / 2.0, plan.x(spread.selected));
    let column = (here - half, TOP, here + half, plan.bottom);
    brush.fill(column, palette.faint, 0.6);
    grid(brush, plan, (spread, &labels));
    let both = [
        (&spread.slopes, palette.ink),
        (&spread.outputs, palette.signal),
    ];
    for (values, color) in both {
        bands(brush, plan, (values, color));
    }
    for ((values, color), name) in both.into_iter().rev().zip(words::NAMES) {
        median(brush, plan, (values, color));
        let last = values.last().and_then(|five| plan.height_of(five[MEDIAN]));
        if let Some(y) = last {
            let label = Label::new(name, color).bold().with_halo();
            let aside = (plan.right + 8.0, HPos::Left);
            let within = (plan.right - 4.0, HPos::Right);
            let places = [
                (aside, 0.0),
                (aside, -15.0),
                (aside, 15.0),
                (within, -14.0),
                (within, 14.0),
            ];
            let places = places.map(|((x, anchor), down)| ((x, y + down), anchor));
            labels.put_at_one_of(&label, &places);
        }
    }
    rows(brush, plan, (spread, &labels));
    labels.draw(brush);
}

/// The powers of ten, the one at 1 stronger.
fn grid(brush: &Brush<'_>, plan: &Plan, (spread, labels): (&Spread, &Labels)) {
    let palette = brush.palette;
    let mut last = f64::INFINITY;
    for decade in spread.range.ticks() {
        let y = plan.y(f64::from(decade));
        let pen = match decade {
            0 => Pen::solid(palette.line, 1.25),
            _ => Pen::solid(palette.faint, 1.0),
        };
        brush.across((plan.left, plan.right), y, pen);
        if last - y >= LINES {
            let label = match decade {
                0 => Label::new("1", palette.ink).bold(),
                _ => Label::new(power_of_ten(f64::from(decade)), palette.quiet),
            };
            labels.put(label.anchored(HPos::Right).at((plan.left - 8.0, y)));
            last = y;
        }
    }
}

/// Between two quantiles, in stretches of neighbouring layers where both are numbers: x, the height of the higher
/// one, and that of the lower. A single layer is as wide as a short bar.
fn stretches(
    plan: &Plan,
    values: &[[Value; 5]],
    (low, high): (usize, usize),
) -> Vec<Vec<(f64, f64, f64)>> {
    let mut all = vec![Vec::new()];
    for (five, layer) in values.iter().zip(1..) {
        let both = plan.height_of(five[high]).zip(plan.height_of(five[low]));
        match (both, all.last_mut()) {
            (Some((upper, lower)), Some(stretch)) => stretch.push((plan.x(layer), upper, lower)),
            _ => all.push(Vec::new()),
        }
    }
    for stretch in &mut all {
        if let [(x, upper, lower)] = stretch[..] {
            *stretch = [x - ALONE, x + ALONE].map(|x| (x, upper, lower)).into();
        }
    }
    all.retain(|stretch| !stretch.is_empty());
    all
}

fn bands(brush: &Brush<'_>, plan: &Plan, (values, color): (&[[Value; 5]], Color)) {
    for (low, high, opacity) in BANDS {
        for stretch in stretches(plan, values, (low, high)) {
            let back = stretch.iter().rev().map(|(x, _, lower)| (*x, *lower));
            let around: Vec<At> = stretch
                .iter()
                .map(|(x, upper, _)| (*x, *upper))
                .chain(back)
                .collect();
            brush.polygon(&around, color, opacity);
        }
    }
}

fn median(brush: &Brush<'_>, plan: &Plan, (values, color): (&[[Value; 5]], Color)) {
    for stretch in stretches(plan, values, (MEDIAN, MEDIAN)) {
        let line: Vec<At> = stretch.iter().map(|(x, y, _)| (*x, *y)).collect();
        brush.path(&line, Pen::solid(color, 2.2));
    }
}

/// Below the plot: the share of flat units where there are some, and the numbers of the layers.
fn rows(brush: &Brush<'_>, plan: &Plan, (spread, labels): (&Spread, &Labels)) {
    let palette = brush.palette;
    let (shares, numbers) = (plan.height - 31.0, plan.height - 12.0);
    let put = |layer: usize, is_selected: bool| {
        let color = if is_selected {
            palette.ink
        } else {
            palette.quiet
        };
        let label = Label::new(layer.to_string(), color).centered();
        let label = if is_selected { label.bold() } else { label };
        labels.put(label.at((plan.x(layer), numbers)));
    };
    put(spread.selected, true);
    let step = step(plan, NUMBERS);
    let mut layers: Vec<usize> = (1..=spread.depth)
        .filter(|layer| layer.is_multiple_of(step))
        .collect();
    layers.extend([1, spread.depth]);
    for layer in layers {
        put(layer, false);
    }
    labels.put(
        Label::new(words::LAYERS, palette.quiet)
            .sized(SMALL)
            .at((6.0, numbers)),
    );
    if spread.note.is_some() {
        labels.put(
            Label::new(words::FLAT, palette.quiet)
                .sized(SMALL)
                .at((6.0, shares)),
        );
        let step = self::step(plan, SHARES);
        let is_shown = |layer: &usize| layer.is_multiple_of(step);
        for layer in (1..=spread.depth).filter(is_shown) {
            let share = spread.flat.get(layer - 1).copied().unwrap_or(0);
            if share > 0 {
                let label = Label::new(format!("{share} %"), palette.hot).sized(SMALL);
                labels.put(label.centered().at((plan.x(layer), shares)));
            }
        }
    }
}

/// Every so many layers have room for what is this wide.
fn step(plan: &Plan, wide: f64) -> usize {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200];
    let mut steps = steps.into_iter();
    let fits = |step: &u32| f64::from(*step) * plan.place() >= wide;
    steps.find(fits).map_or(200, |step| step as usize)
}
