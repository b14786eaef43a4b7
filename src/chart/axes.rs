//! Grid, scale, layer numbers, and the place of the selected layer.

use super::frame::Frame;
use super::ink::{Ink, Lettering, Pen};
use crate::scene::{Panel, Role, Value, power_of_ten};
use crate::words::panels as words;

/// Draws everything that is behind the data.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, panel: &Panel) {
    selected(ink, frame);
    scale(ink, frame, panel);
    layers(ink, frame);
    heading(ink, frame, panel);
}

/// A quiet band behind the selected layer.
fn selected(ink: &Ink<'_>, frame: &Frame) {
    let (mut left, mut right) = frame.place_of(frame.selected);
    let least = ink.theme.px(6.0);
    if right - left < least {
        left = frame.x_of(frame.selected) - least / 2;
        right = left + least;
    }
    let bottom = frame.floor + ink.theme.px(22.0);
    ink.fill(((left, frame.top), (right, bottom)), ink.theme.selected);
}

/// The magnitudes: a line each, with the line at 1 stronger, and the row of zeros below if there
/// are any.
fn scale(ink: &Ink<'_>, frame: &Frame, panel: &Panel) {
    let theme = ink.theme;
    let ticks = frame.y.range.ticks();
    let decades = ticks.get(1).zip(ticks.first()).map_or(1, |(b, a)| b - a);
    let apart = frame.y_of(0.0) - frame.y_of(f64::from(decades));
    let stride = (theme.px(18.0) + apart - 1) / apart.max(1);
    let label = Lettering::left(theme.quiet_text).right();
    let x = frame.left - theme.px(8.0);
    for tick in ticks {
        let y = frame.y_of(f64::from(tick));
        if (tick / decades) % stride.max(1) != 0 {
            continue;
        }
        if tick == 0 {
            ink.across((frame.left, frame.right), y, Pen::solid(theme.axis, 1.0));
            ink.text("1", (x, y), Lettering::left(theme.text).right());
        } else {
            ink.across((frame.left, frame.right), y, Pen::solid(theme.grid, 1.0));
            ink.text(&power_of_ten(f64::from(tick)), (x, y), label);
        }
    }
    let has_zeros = panel.points().iter().any(|p| p.value == Value::Zero);
    if has_zeros && frame.zero - frame.bottom >= theme.px(6.0) {
        ink.text("0", (x, frame.zero), label);
    }
}

/// The numbers of the layers.
fn layers(ink: &Ink<'_>, frame: &Frame) {
    let theme = ink.theme;
    let quiet = Lettering::left(theme.quiet_text).centered();
    let strong = Lettering::left(theme.text).centered().bold();
    ink.across(
        (frame.left, frame.right),
        frame.floor,
        Pen::solid(theme.axis, 1.0),
    );
    let widest = ink.text_width(&frame.x.depth.to_string()) + theme.px(14.0);
    let room = (frame.right - frame.left) / widest.max(1);
    let ticks = frame.x.ticks(usize::try_from(room).unwrap_or(2));
    let is_free = |layer: usize| (frame.x_of(layer) - frame.x_of(frame.selected)).abs() >= widest;
    let has_input = frame.step() > f64::from(ink.text_width(words::INPUT_TICK));
    for layer in ticks {
        if layer == frame.selected || !is_free(layer) {
            continue;
        }
        let text = match layer {
            0 if has_input => words::INPUT_TICK.to_string(),
            layer => layer.to_string(),
        };
        ink.text(&text, (frame.x_of(layer), frame.numbers), quiet);
    }
    let at = (frame.x_of(frame.selected), frame.numbers);
    ink.text(&frame.selected.to_string(), at, strong);
    let at = (frame.left - theme.px(8.0), frame.numbers);
    ink.text(words::LAYER_TICK, at, quiet.right());
}

/// The name of the scale, and the key to crosses if there are any.
fn heading(ink: &Ink<'_>, frame: &Frame, panel: &Panel) {
    let theme = ink.theme;
    let quiet = Lettering::left(theme.quiet_text);
    let start = theme.px(6.0);
    ink.text(&frame.y.label, (start, frame.heading), quiet);
    let name = ink.text_width(&frame.y.label) + start + theme.px(16.0);
    if panel.points().iter().any(|p| p.value == Value::NotFinite) {
        let failure = Lettering::left(theme.color(Role::Failure));
        let cross = words::CROSS;
        ink.text(cross, (name, frame.heading), failure);
    }
}
