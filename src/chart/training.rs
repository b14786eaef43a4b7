//! Draws a training on any plotters backend: the heat map, the loss beside it, the step that is shown.
//!
//! In a wide picture time runs to the right and layer 1 is at the bottom; in a narrow one time runs down and layer 1 is
//! at the left, as in the fan above it.

mod axes;
mod bands;
mod bar;
mod boundary;
mod cells;
mod chain;
mod cursor;
mod curves;
mod digits;
mod inverse;
mod learned;
mod map;
mod modes;
mod plan;
mod tone;

pub use cells::TrainingCells;
pub use inverse::TrainingInverse;
pub use learned::draw_learned;
pub use tone::training_color;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::brush::Brush;
use super::easel::Easel;
use super::ink::Ink;
use super::labels::Labels;
use super::theme::Theme;
use crate::scene::Training;
use plan::Plan;

/// Draws a training over whatever the area showed before: [`draw_training_map`], and over it [`draw_over_training_map`].
///
/// A text that would lie over another or be cut off is left out. The result maps a pixel back to a layer and a step.
///
/// # Errors
/// What the backend reports.
pub fn draw_training<DB: DrawingBackend>(
    training: &Training,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<TrainingInverse, DrawingError<DB>> {
    draw_training_map(training, area, theme)?;
    draw_over_training_map(training, area, theme)
}

/// Draws the map and the curves over whatever the area showed before; another step that is shown changes nothing of
/// them.
///
/// # Errors
/// What the backend reports.
pub fn draw_training_map<DB: DrawingBackend>(
    training: &Training,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<TrainingInverse, DrawingError<DB>> {
    on(area, (training, theme), |ink, plan| {
        ink.clear();
        let brush = Brush::of(ink);
        map::draw_cells(&brush, plan, training);
        draw_beside_cells(&brush, plan, training);
    })
}

/// The same as [`draw_training`], but that `show` shows the cells, when nothing is drawn yet but the ground; they are drawn if it says that it has not.
///
/// # Errors
/// What the backend reports.
pub fn draw_training_on_cells<DB: DrawingBackend>(
    training: &Training,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
    show: impl FnOnce(&TrainingCells) -> bool,
) -> Result<TrainingInverse, DrawingError<DB>> {
    on(area, (training, theme), |ink, plan| {
        ink.clear();
        let brush = Brush::of(ink);
        if !show(&TrainingCells::of(brush.palette, plan, training)) {
            map::draw_cells(&brush, plan, training);
        }
        draw_beside_cells(&brush, plan, training);
    })?;
    draw_over_training_map(training, area, theme)
}

fn draw_beside_cells(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    map::draw_over_cells(brush, plan, training);
    curves::draw(brush, plan, training);
    if let Some(lines) = training.chain.lines() {
        chain::draw(brush, plan, lines);
    }
}

/// Draws axes, scale, the step that is shown and what the layers do over the map.
///
/// # Errors
/// What the backend reports.
pub fn draw_over_training_map<DB: DrawingBackend>(
    training: &Training,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<TrainingInverse, DrawingError<DB>> {
    on(area, (training, theme), |ink, plan| {
        let brush = Brush::of(ink);
        let labels = Labels::on((plan.width, plan.height));
        cursor::draw(&brush, plan, (training, &labels));
        map::mark(&brush, plan, training);
        axes::draw(&brush, plan, (training, &labels));
        bands::draw(&brush, plan, (training, &labels));
        curves::label(&brush, plan, (training, &labels));
        if let Some(lines) = training.chain.lines() {
            chain::label(&brush, plan, (lines, &labels));
        }
        bar::draw(&brush, plan, (training, &labels));
        labels.draw(&brush);
    })
}

/// Draws a part of the picture over what is there.
fn on<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    (training, theme): (&Training, &Theme),
    draw: impl FnOnce(&Ink<'_>, &Plan),
) -> Result<TrainingInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::over(&easel, theme);
    let ratio = theme.ratio;
    let (width, height) = ink.size;
    let plan = Plan::of(
        training,
        (f64::from(width) / ratio, f64::from(height) / ratio),
    );
    draw(&ink, &plan);
    easel.end(TrainingInverse { plan, ratio })
}
