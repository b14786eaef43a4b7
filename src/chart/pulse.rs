//! Which way the flow runs, and how far a pulse has come.

use super::frame::Frame;
use super::ink::{Ink, Lettering, Pen, Pixel};
use super::theme::Color;
use crate::scene::{Pulse, Role, Way};
use crate::words::flow::{BACKWARD_ARROW, FORWARD_ARROW};

/// Words and an arrow at the right end of the heading, as far as there is room right of `free`.
pub(super) fn direction(ink: &Ink<'_>, frame: &Frame, (way, free): (Way, i32)) {
    let theme = ink.theme;
    let quiet = Lettering::left(theme.quiet_text);
    let all = match way {
        Way::Backward => BACKWARD_ARROW,
        Way::Forward => FORWARD_ARROW,
    };
    let words = all
        .into_iter()
        .find(|words| ink.text_width(words) + theme.px(40.0) < frame.right - free)
        .unwrap_or("");
    let beside = ink.text_width(words) + theme.px(8.0);
    let end = frame.right - beside;
    let start = (end - theme.px(90.0)).max(free);
    let color = theme.color(Role::Gradient);
    let has_arrow = end - start >= theme.px(16.0);
    // The text is placed where the arrow begins.
    let (from, to, at) = match way {
        Way::Backward => (end, start, frame.right),
        Way::Forward => (start + beside, frame.right, start + beside - theme.px(8.0)),
    };
    let at = if has_arrow { at } else { frame.right };
    ink.text(words, (at, frame.heading), quiet.right());
    if !has_arrow {
        return;
    }
    let ends = (from.min(to), from.max(to));
    ink.across(ends, frame.heading, Pen::solid(color, 1.5));
    head(ink, (to, frame.heading), (way, color));
}

/// A frame around the place that the pulse has reached, and an arrowhead on the side where it
/// continues.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, pulse: Pulse) {
    let Some(place) = pulse.place else {
        return;
    };
    let theme = ink.theme;
    let color = theme.color(Role::Gradient);
    let (left, right) = frame.place_of(place);
    let middle = frame.x_of(place);
    let half = ((right - left) / 2).max(theme.px(4.0));
    let (left, right) = (middle - half, middle + half);
    let top = frame.top - theme.px(14.0);
    let pen = Pen::solid(color, 1.5);
    ink.down(left, (top, frame.floor), pen);
    ink.down(right, (top, frame.floor), pen);
    ink.across((left, right), top, pen);
    ink.across((left, right), frame.floor, pen);
    let (tip, last) = match pulse.way {
        Way::Backward => (left - theme.px(5.0), 0),
        Way::Forward => (right + theme.px(5.0), frame.x.depth),
    };
    if place == last {
        return;
    }
    head(ink, (tip, frame.not_finite), (pulse.way, color));
}

/// An arrowhead around a pixel.
fn head(ink: &Ink<'_>, (x, y): Pixel, (way, color): (Way, Color)) {
    let size = ink.theme.px(4.0);
    let ahead = match way {
        Way::Backward => -size,
        Way::Forward => size,
    };
    let corners = [(x + ahead, y), (x - ahead, y - size), (x - ahead, y + size)];
    ink.polygon(&corners, color, 1.0);
}
