//! The lines of theory and the network on the page.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::dash::Dash;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels};
use crate::scene::{MapDot, MapPicture};
use crate::words::map as words;

/// The widths of a line, and of what keeps it apart from the map.
const LINE: (f64, f64) = (1.8, 4.2);
/// The dot, the ring around it, and half the length of its arms.
const DOT: (f64, f64) = (7.0, 10.0);
const ARM: f64 = 3.4;
/// From the left edge of the map to the label of the dot, and its height.
const LABEL: f64 = 15.0;
/// From a line to its name.
const ASIDE: f64 = 7.0;

/// Draws them.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (map, labels): (&MapPicture, &Labels)) {
    if let Some(dot) = map.dot {
        label(brush, plan, (map, labels));
        reserve(plan, (map, dot, labels));
    }
    for share in map.field.critical() {
        let x = plan.x(share);
        let dash = Dash::Dotted;
        stroke(brush, &[(x, plan.map.3), (x, plan.map.1)], dash);
        name(
            brush,
            plan,
            (words::CHI_IS_ONE, (x, plan.map.1 + 13.0), labels),
        );
    }
    for piece in map.field.reach() {
        let points: Vec<At> = piece
            .iter()
            .map(|(share, depth)| (plan.x(*share), plan.y(depth.min(1e4))))
            .collect();
        let inside = within(&points, plan.map.1);
        for part in &inside {
            stroke(brush, part, Dash::Solid);
        }
        // Beside the line, halfway up.
        let middle = f64::midpoint(plan.map.1, plan.map.3);
        let places = inside.iter().flatten();
        let at = places.min_by(|a, b| (a.1 - middle).abs().total_cmp(&(b.1 - middle).abs()));
        if let Some(at) = at {
            name(brush, plan, (words::SIX_XI, *at, labels));
        }
    }
    if let Some(dot) = map.dot {
        draw_dot(brush, plan, (map, dot));
    }
}

/// The parts of a line below a height, cut where it passes it.
fn within(points: &[At], top: f64) -> Vec<Vec<At>> {
    let mut parts: Vec<Vec<At>> = vec![Vec::new()];
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let crossing = || {
            let share = (top - a.1) / (b.1 - a.1);
            (a.0 + share * (b.0 - a.0), top)
        };
        let Some(part) = parts.last_mut() else {
            return parts;
        };
        match (a.1 >= top, b.1 >= top) {
            (true, true) => {
                if part.is_empty() {
                    part.push(a);
                }
                part.push(b);
            }
            (true, false) => {
                if part.is_empty() {
                    part.push(a);
                }
                part.push(crossing());
                parts.push(Vec::new());
            }
            (false, true) => *part = vec![crossing(), b],
            (false, false) => {}
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}

fn stroke(brush: &Brush<'_>, points: &[At], dash: Dash) {
    let behind = Pen {
        opacity: 0.75,
        ..Pen::solid(brush.palette.ground, LINE.1)
    };
    brush.path(points, behind);
    let pen = Pen::solid(brush.palette.ink, LINE.0);
    brush.path(points, Pen { dash, ..pen });
}

/// The name of a line beside a point of it.
fn name(brush: &Brush<'_>, plan: &Plan, (text, (x, y), labels): (&str, At, &Labels)) {
    let label = Label::new(text, brush.palette.ink).bold().with_halo();
    let right = ((x + ASIDE, y), HPos::Left);
    let left = ((x - ASIDE, y), HPos::Right);
    let lower = y + 18.0;
    let places = [
        right,
        left,
        ((x + ASIDE, lower), HPos::Left),
        ((x - ASIDE, lower), HPos::Right),
    ];
    let inside = places.into_iter().filter(|((x, _), anchor)| match anchor {
        HPos::Left => x + label.width() < plan.map.2,
        _ => x - label.width() > plan.map.0,
    });
    labels.put_at_one_of(&label, &inside.collect::<Vec<_>>());
}

/// Where the dot is; at the edge of the map if the network lies beyond it.
fn place(plan: &Plan, (map, dot): (&MapPicture, MapDot)) -> At {
    let x = plan.x(map.field.scale.share(dot.value));
    (x, plan.row(dot.depth.min(plan.depth)))
}

fn reserve(plan: &Plan, (map, dot, labels): (&MapPicture, MapDot, &Labels)) {
    let (x, y) = place(plan, (map, dot));
    let reach = DOT.1;
    labels.reserve((x - reach, y - reach, x + reach, y + reach));
}

fn draw_dot(brush: &Brush<'_>, plan: &Plan, (map, dot): (&MapPicture, MapDot)) {
    let at = place(plan, (map, dot));
    brush.disc(at, DOT.1, brush.palette.ground);
    brush.disc(at, DOT.0, brush.palette.ink);
    let pen = Pen::solid(brush.palette.ground, 1.6);
    let (x, y) = at;
    brush.path(&[(x - ARM, y), (x + ARM, y)], pen);
    brush.path(&[(x, y - ARM), (x, y + ARM)], pen);
}

/// What the network is, above the map.
fn label(brush: &Brush<'_>, plan: &Plan, (map, labels): (&MapPicture, &Labels)) {
    let Some(text) = map.label() else { return };
    let name = Label::new(&*map.field.name, brush.palette.quiet);
    let text = Label::new(text, brush.palette.ink).sized(BIG).bold();
    let width = text.width();
    labels.put(text.at((plan.map.0, LABEL)));
    labels.put(name.at((plan.map.0 + width + 9.0, LABEL)));
}
