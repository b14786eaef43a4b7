//! Names beside the curves, if there is room for them.

use super::curve::runs;
use super::dash::between;
use super::edge::{TextBox, overlap};
use super::frame::{Frame, Spot};
use super::ink::{Ink, Lettering, Pixel};
use crate::scene::{Curve, Marks, Panel, Series};
use crate::words::compare as words;

/// Writes the name of each curve beside it, that of a fan beside its last curve, at a place with
/// room around it; a name without one is left out (the legend has it).
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, panel: &Panel, mut taken: Vec<TextBox>) {
    let behind = panel.ghost.as_ref();
    let behind = behind.map(|ghost| (frame.with_depth(ghost.x), &ghost.series));
    let own = panel
        .series
        .iter()
        .map(|series| (frame, series, series.name));
    let ghosts = behind.iter().flat_map(|(frame, all)| {
        let all = all.iter();
        all.map(move |series| (frame, series, words::NAME))
    });
    let all: Vec<(&Frame, &Series, &str)> = ghosts.chain(own).collect();
    let obstacles = obstacles(frame, &all, ink.theme.px(5.0));
    for (of, series, name) in all.into_iter().rev() {
        if series.name.is_empty() {
            continue;
        }
        let curve = match &series.marks {
            Marks::Curve(curve) => curve,
            Marks::Fan(curves) => match curves.iter().rfind(|curve| has_line(of, curve)) {
                Some(curve) => curve,
                None => continue,
            },
            _ => continue,
        };
        let size = (ink.text_width(name), ink.text_height());
        let free: Vec<(i32, TextBox)> = candidates(of, curve, (size, ink.theme.px(7.0)))
            .into_iter()
            .filter(|here| taken.iter().all(|other| !overlap(*here, *other)))
            .filter(|here| inside(frame, *here))
            .map(|here| (clearance(here, &obstacles), here))
            .filter(|(clearance, _)| *clearance >= ink.theme.px(3.0))
            .collect();
        // If several places are free, the leftmost one: there the curves are farthest apart, and
        // the name does not jump while a setting changes.
        let roomy = ink.theme.px(6.5);
        let best = free
            .into_iter()
            .max_by_key(|(clearance, here)| ((*clearance).min(roomy), -here.0));
        if let Some((_, here)) = best {
            let color = ink.theme.color(series.role);
            if name == words::NAME {
                let halo = ((here.0, here.1), (here.2, here.3));
                ink.fill_with(halo, ink.theme.background, 0.6);
            }
            let middle = ((here.0 + here.2) / 2, (here.1 + here.3) / 2);
            ink.text(name, middle, Lettering::left(color).centered());
            taken.push(here);
        }
    }
}

/// Whether any part of a curve is on the scale.
fn has_line(frame: &Frame, curve: &Curve) -> bool {
    !runs(frame, &curve.points).is_empty()
}

/// The number of evenly spaced points of a curve at which a place for its name is tried.
const MOST: usize = 24;

/// Boxes above and below the curve's points, pushed sideways to the free side of its slope.
fn candidates(
    frame: &Frame,
    curve: &Curve,
    ((width, height), gap): ((i32, i32), i32),
) -> Vec<TextBox> {
    let mut boxes = Vec::new();
    let stride = curve.points.len() / MOST + 1;
    for point in curve.points.iter().step_by(stride) {
        let Spot::On((x, y)) = frame.spot(*point) else {
            continue;
        };
        for left in [x - width, x - width / 2, x] {
            for top in [y - gap - height, y + gap] {
                boxes.push((left, top, left + width, top + height));
            }
        }
    }
    boxes
}

fn inside(frame: &Frame, here: TextBox) -> bool {
    here.0 >= frame.left && here.2 <= frame.right && here.1 >= frame.top && here.3 <= frame.bottom
}

/// The distance of a box to the nearest obstacle; 0 if one is inside.
fn clearance(here: TextBox, obstacles: &[Pixel]) -> i32 {
    obstacles
        .iter()
        .map(|(x, y)| {
            let across = (here.0 - x).max(x - here.2).max(0);
            let up = (here.1 - y).max(y - here.3).max(0);
            across.max(up)
        })
        .min()
        .unwrap_or(i32::MAX)
}

/// Pixels along all curves, and along the line at 1.
fn obstacles(whole: &Frame, all: &[(&Frame, &Series, &str)], apart: i32) -> Vec<Pixel> {
    let one = whole.one();
    let mut pixels: Vec<Pixel> = (whole.left..=whole.right)
        .step_by(4)
        .map(|x| (x, one))
        .collect();
    for (frame, series, _) in all {
        match &series.marks {
            Marks::Curve(curve) => pixels.extend(along(frame, curve, apart)),
            Marks::Fan(curves) => {
                pixels.extend(curves.iter().flat_map(|curve| along(frame, curve, apart)));
            }
            _ => {}
        }
    }
    pixels
}

fn along(frame: &Frame, curve: &Curve, apart: i32) -> Vec<Pixel> {
    runs(frame, &curve.points)
        .iter()
        .flat_map(|(_, pixels)| pixels.windows(2))
        .flat_map(|pair| match pair {
            [from, to] => {
                let steps = ((to.0 - from.0).abs().max((to.1 - from.1).abs()) / apart).max(1);
                (0..=steps)
                    .map(|i| between(*from, *to, f64::from(i) / f64::from(steps)))
                    .collect()
            }
            _ => Vec::new(),
        })
        .collect()
}
