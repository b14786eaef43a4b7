//! The strip of discs above the plot: the selected one is large, and its beam leads to its point.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::disc;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, HUGE, LABEL, Label, Labels, SMALL};
use crate::chart::round::Round;
use crate::scene::{Disc, Fan, Value, power_of_ten};
use crate::words::fan as words;

/// Within these decades of 1, five per cent, nothing is magnified.
const SAME: f64 = 0.02;
/// The distance of other things from the lens.
const AIR: f64 = 4.0;
/// The radius of the point that the lens looks at.
const POINT: f64 = 6.5;

/// No direction is left.
const NOTHING: Disc = Disc {
    shape: [0.0; 3],
    size: None,
};

/// A disc of the strip, for the pointer.
pub(super) type Spot = (usize, Round);

/// The selected place's disc, its text and its beam. The place K has none: its disc is the source.
pub(super) fn draw(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, labels, point): (&Fan, &Labels, At),
) -> Vec<Spot> {
    if fan.selected >= plan.depth {
        return Vec::new();
    }
    let round = Round {
        center: (point.0, plan.strip.y),
        radius: plan.strip.lens,
    };
    beam(brush, plan, (round, point));
    disc::rim(brush, round, Pen::solid(brush.palette.ink, 2.0));
    labels.reserve_round(Round {
        radius: round.radius + AIR,
        ..round
    });
    labels.reserve((
        point.0 - POINT,
        point.1 - POINT,
        point.0 + POINT,
        point.1 + POINT,
    ));
    let is_nothing = fan.discs.is_empty() && fan.gradient.get(fan.selected) == Some(&Value::Zero);
    let disc = match is_nothing {
        true => Some(&NOTHING),
        false => fan.discs.get(fan.selected),
    };
    if let Some(disc) = disc {
        disc::image(brush, round, (disc, 2.0));
        disc::dots(brush, round, disc);
        disc::arrow(brush, round, (disc, fan.angle));
    }
    text(brush, (fan, labels, round, disc));
    vec![(fan.selected, round)]
}

/// Dotted lines from the lens to its point.
fn beam(brush: &Brush<'_>, plan: &Plan, (round, point): (Round, At)) {
    let palette = brush.palette;
    let (x, y) = round.center;
    // Narrow beside the numbers of the scale.
    let wide = (round.radius * 0.55).min(x - plan.left + 12.0);
    let from = y + round.radius * 0.83;
    if point.1 > from + POINT {
        let corners = [
            (x - wide, from),
            (x + wide, from),
            (point.0 + POINT, point.1),
            (point.0 - POINT, point.1),
        ];
        brush.polygon(&corners, palette.ink, 0.035);
        let pen = Pen {
            opacity: 0.55,
            ..Pen::solid(palette.ink, 1.0)
        };
        brush.dots(&[corners[0], corners[3]], pen);
        brush.dots(&[corners[1], corners[2]], pen);
    }
    brush.disc(point, POINT, palette.ink);
}

/// How much the lens magnifies, where, and what it shows.
fn text(brush: &Brush<'_>, (fan, labels, round, disc): (&Fan, &Labels, Round, Option<&Disc>)) {
    let palette = brush.palette;
    let place = match fan.selected {
        0 => words::AT_THE_INPUT.to_owned(),
        h => words::after_layer(h),
    };
    let quiet = |text: String| Label::new(text, palette.quiet).sized(LABEL);
    let (what, how_much) = match disc.map(|disc| disc.size) {
        None => (words::NOT_KNOWN, None),
        Some(None) => (words::NOTHING_LEFT, None),
        Some(Some(size)) => (effect(size), magnification(size)),
    };
    let what = Label::new(what, palette.ink).bold().sized(BIG);
    let how_much = how_much.map(|text| Label::new(text, palette.ink).bold().sized(HUGE));
    let was = disc.filter(|_| fan.has_circle());
    let was = was.map(|_| quiet(words::ONCE_A_CIRCLE.to_owned()));
    let lines: Vec<Label> = [Some(what), how_much, Some(quiet(place)), was]
        .into_iter()
        .flatten()
        .collect();
    let rows: &[f64] = match lines.len() {
        4 => &[-28.0, -7.0, 13.0, 28.0],
        3 => &[-18.0, 2.0, 17.0],
        _ => &[-9.0, 9.0],
    };
    let (x, y) = round.center;
    let away = round.radius + 9.0;
    let beside = |(x, anchor): (f64, HPos)| -> Vec<Label> {
        let lines = lines.iter().cloned().zip(rows);
        lines
            .map(|(line, row)| line.at((x, y + row)).anchored(anchor))
            .collect()
    };
    let sides = [(x + away, HPos::Left), (x - away, HPos::Right)].map(beside);
    let is_free = |lines: &&Vec<Label>| lines.iter().all(|line| labels.is_free(line.area()));
    // At a side that has room for all of it, else what there is room for at the left.
    let side = sides.iter().find(is_free).unwrap_or(&sides[1]);
    for line in side {
        labels.put(line.clone());
    }
}

fn effect(size: f64) -> &'static str {
    if size < -SAME {
        words::MAGNIFIED
    } else if size > SAME {
        words::MADE_SMALLER
    } else {
        words::ACTUAL_SIZE
    }
}

/// "× 240" or "÷ 10¹²"; nothing near 1.
fn magnification(size: f64) -> Option<String> {
    let sign = if size < 0.0 { '×' } else { '÷' };
    (size.abs() > SAME).then(|| format!("{sign}\u{a0}{}", times(size.abs())))
}

/// A factor of this many decades in few characters.
fn times(decades: f64) -> String {
    let value = libm::pow(10.0, decades.min(4.0));
    match decades {
        // 9.4 and 95 are rounded to two figures, what follows to tens and to decades.
        d if d < 0.977 => {
            let text = format!("{value:.1}");
            text.strip_suffix(".0").unwrap_or(&text).to_owned()
        }
        d if d < 1.995 => format!("{value:.0}"),
        d if d < 2.995 => format!("{:.0}", (value / 10.0).round() * 10.0),
        d => power_of_ten(d.round()),
    }
}

/// The small discs right of `from`, where nothing else is.
pub(super) fn draw_strip(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, labels, from): (&Fan, &Labels, f64),
) -> Vec<Spot> {
    let palette = brush.palette;
    let mut spots = Vec::new();
    let every = plan.strip.every;
    let discs = fan.discs.iter().enumerate().take(plan.depth).step_by(every);
    for (h, disc) in discs {
        let round = Round {
            center: (plan.x_at(h), plan.strip.y),
            radius: plan.strip.disc,
        };
        let caption =
            caption(disc, palette.quiet).at((round.center.0, plan.strip.y + plan.strip.disc + 9.0));
        let is_free = labels.is_free(round.area()) && labels.is_free(caption.area());
        if h == fan.selected || round.center.0 < from || !is_free {
            continue;
        }
        labels.reserve(round.area());
        labels.put(caption);
        disc::rim(brush, round, Pen::solid(palette.line, 1.0));
        disc::image(brush, round, (disc, 1.25));
        spots.push((h, round));
    }
    spots
}

/// The factor below a disc.
fn caption(disc: &Disc, color: crate::chart::theme::Color) -> Label {
    let text = match disc.size {
        None => "0".to_owned(),
        Some(size) if size.abs() < SAME => "×1".to_owned(),
        Some(size) if size < 0.0 => format!("×{}", times(-size)),
        Some(size) => format!("÷{}", times(size)),
    };
    Label::new(text, color).sized(SMALL).centered()
}
