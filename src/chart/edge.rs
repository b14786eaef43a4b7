//! Numbers beside the marks that are off the scale: the extreme one and the selected layer's.

use super::frame::{Frame, Spot};
use super::ink::{Ink, Lettering, Pixel};
use super::marker::Stamp;
use super::style::Style;
use crate::scene::{Marker, Panel, Point, Role, Series};

/// A box of text: left, top, right, bottom.
pub(super) type TextBox = (i32, i32, i32, i32);

/// Draws the numbers, each with the name of its series and with its mark on top of all others, and
/// returns the boxes they take. A number for which there is no free place is left out.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, panel: &Panel) -> Vec<TextBox> {
    let mut taken = signs(ink, frame, panel);
    for (point, series) in worth_a_number(frame, panel) {
        let spot = frame.spot(point);
        let below = ink.theme.px(16.0);
        let places = match spot {
            Spot::Below((x, y)) => [(x, frame.zero), (x, y - below)],
            Spot::Above((x, y)) => [(x, frame.not_finite), (x, y + below)],
            Spot::On(_) | Spot::Zero(_) | Spot::NotFinite(_) => continue,
        };
        let number = point.value.digits(2);
        let text = format!("{} {number}", series.name);
        let boxes = places.map(|at| around(ink, frame, &text, at));
        let is_free = |here: &&TextBox| taken.iter().all(|other| !overlap(**here, *other));
        let Some(here) = boxes.iter().find(is_free) else {
            continue;
        };
        let color = ink.theme.color(series.role);
        let stamp = Stamp {
            marker: Marker::None,
            style: Style {
                color,
                is_ghost: false,
            },
            radius: 3.0,
        };
        stamp.put(ink, spot, point.value);
        let air = ink.theme.px(3.0);
        let halo = ((here.0, here.1 + air), (here.2, here.3 - air));
        ink.fill_with(halo, ink.theme.background, 0.6);
        let lettering = Lettering::left(match series.role {
            Role::Shrinking | Role::Expanding => ink.theme.text,
            _ => color,
        });
        let middle = ((here.0 + here.2) / 2, (here.1 + here.3) / 2);
        ink.text(&text, middle, lettering.centered());
        taken.push(*here);
    }
    taken
}

/// The box of a text with its middle at a pixel, moved into the picture.
fn around(ink: &Ink<'_>, frame: &Frame, text: &str, at: Pixel) -> TextBox {
    let half = ink.text_width(text) / 2;
    let tall = ink.text_height() / 2;
    let right = (frame.right - half).max(frame.left + half);
    let x = at.0.clamp(frame.left + half, right);
    (x - half, at.1 - tall, x + half, at.1 + tall)
}

/// The boxes of the marks in the rows of zeros and of values that are not finite.
fn signs(ink: &Ink<'_>, frame: &Frame, panel: &Panel) -> Vec<TextBox> {
    let r = ink.theme.px(4.0);
    let spots = panel.points().into_iter().map(|point| frame.spot(point));
    spots
        .filter_map(|spot| match spot {
            Spot::Zero((x, y)) | Spot::NotFinite((x, y)) => Some((x - r, y - r, x + r, y + r)),
            _ => None,
        })
        .collect()
}

/// Whether two boxes touch.
pub(super) fn overlap(a: TextBox, b: TextBox) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// The extreme values off the scale, and the selected layer's.
fn worth_a_number<'a>(frame: &Frame, panel: &'a Panel) -> Vec<(Point, &'a Series)> {
    let series = panel.series.iter();
    let points = series.flat_map(|series| series.points().into_iter().map(move |p| (p, series)));
    let off: Vec<(Point, &Series)> = points
        .filter(|(p, _)| matches!(frame.spot(*p), Spot::Below(_) | Spot::Above(_)))
        .collect();
    let log10 = |point: &Point| point.value.log10().unwrap_or(0.0);
    let ends = |only: Option<usize>| {
        let here = off
            .iter()
            .filter(move |(p, _)| only.is_none_or(|layer| p.layer == layer));
        let order =
            |a: &&(Point, &Series), b: &&(Point, &Series)| log10(&a.0).total_cmp(&log10(&b.0));
        let least = here.clone().min_by(order).filter(|(p, _)| log10(p) < 0.0);
        let most = here.max_by(order).filter(|(p, _)| log10(p) >= 0.0);
        [least, most]
    };
    let all = [ends(None), ends(Some(frame.selected))];
    all.into_iter().flatten().flatten().copied().collect()
}
