//! Draws what a network has learned.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::boundary::boundary;
use super::{digits, modes};
use crate::chart::DrawingError;
use crate::chart::brush::{Area, At, Brush};
use crate::chart::count::float;
use crate::chart::easel::Easel;
use crate::chart::ink::{Ink, Pen};
use crate::chart::spline::{Spline, Window};
use crate::chart::theme::{Color, Theme};
use crate::scene::{ClassMap, ClassPoint, FitLine, Learned};

/// Room around the plane.
const AROUND: f64 = 4.0;
/// How much of the colour of a class is seen where it is sure, and how many shades there are.
const SURE: f64 = 0.5;
const SHADES: f64 = 24.0;
/// The line between the classes, and what keeps it apart.
const BOUNDARY: (f64, f64) = (1.8, 4.0);
/// The sizes of points: a disc, half a square, what keeps them apart, and the ring around those on the wrong side.
const DISC: f64 = 3.4;
const SQUARE: f64 = 3.0;
const APART: f64 = 1.3;
const RING: f64 = 6.2;
/// How far a cell reaches over the next ones.
const OVERLAP: f64 = 0.75;

/// Draws it over whatever the area showed before, as large as it can be without being distorted: classes as discs and
/// squares of two colours, those on the wrong side in a ring. A curve fills the area.
///
/// # Errors
/// What the backend reports.
pub fn draw_learned<DB: DrawingBackend>(
    learned: &Learned,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<(), DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    let (width, height) = ink.size;
    let (width, height) = (
        f64::from(width) / theme.ratio,
        f64::from(height) / theme.ratio,
    );
    let brush = Brush::of(&ink);
    match learned {
        Learned::Classes(map) => {
            let side = (width.min(height) - 2.0 * AROUND).max(1.0);
            let (left, top) = ((width - side) / 2.0, (height - side) / 2.0);
            classes(&brush, (left, top, left + side, top + side), map);
        }
        Learned::Fit(line) => {
            fit(
                &brush,
                (AROUND, AROUND, width - AROUND, height - AROUND),
                line,
            );
        }
        Learned::Modes(curves) => modes::draw(&brush, (width, height), curves),
        Learned::Digits(wrong) => digits::draw(&brush, (width, height), wrong),
    }
    easel.end(())
}

/// The colours of both classes.
fn colors(brush: &Brush<'_>) -> [Color; 2] {
    [brush.palette.signal, brush.palette.bound]
}

fn classes(brush: &Brush<'_>, area: Area, map: &ClassMap) {
    let cell = (area.2 - area.0) / float(map.side);
    for row in 0..map.side {
        let mut from = 0;
        while from < map.side {
            let shown = shade(brush, map.lead(row, from));
            let alike =
                (from + 1..map.side).take_while(|at| shade(brush, map.lead(row, *at)) == shown);
            let next = from + 1 + alike.count();
            let (left, top) = (area.0 + float(from) * cell, area.1 + float(row) * cell);
            let right = (area.0 + float(next) * cell + OVERLAP).min(area.2);
            let bottom = (top + cell + OVERLAP).min(area.3);
            brush.fill((left, top, right, bottom), shown, 1.0);
            from = next;
        }
    }
    let place = |(x, y): At| (area.0 + x * cell, area.1 + y * cell);
    for (width, color) in [
        (BOUNDARY.1, brush.palette.ground),
        (BOUNDARY.0, brush.palette.ink),
    ] {
        for (from, to) in boundary(map) {
            brush.path(&[place(from), place(to)], Pen::solid(color, width));
        }
    }
    let (left, top, right, bottom) = area;
    let frame = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    brush.path(&frame, Pen::solid(brush.palette.faint, 2.0));
    brush.round_corners(area);
    let middle = (f64::midpoint(area.0, area.2), f64::midpoint(area.1, area.3));
    let scale = (area.2 - area.0) / 2.0 / map.reach;
    for data in &map.points {
        let [x, y] = data.at;
        point(brush, (middle.0 + scale * x, middle.1 - scale * y), data);
    }
}

/// The colour of a square: the surer, the stronger.
fn shade(brush: &Brush<'_>, lead: f64) -> Color {
    let [first, second] = colors(brush);
    if lead.is_nan() {
        return brush.palette.faint;
    }
    let color = if lead > 0.0 { second } else { first };
    let strength = (lead.abs() * SHADES).round() / SHADES;
    color.over(brush.palette.ground, SURE * strength)
}

/// A disc or a square, so that colour alone tells nothing; in a ring if it is on the wrong side.
fn point(brush: &Brush<'_>, at: At, data: &ClassPoint) {
    let color = colors(brush)[data.class.min(1)];
    let ground = brush.palette.ground;
    match data.class {
        0 => {
            brush.disc(at, DISC + APART, ground);
            brush.disc(at, DISC, color);
        }
        _ => {
            for (half, color) in [(SQUARE + APART, ground), (SQUARE, color)] {
                brush.fill(
                    (at.0 - half, at.1 - half, at.0 + half, at.1 + half),
                    color,
                    1.0,
                );
            }
        }
    }
    if !data.is_right {
        brush.ring(at, RING, Pen::solid(brush.palette.hot, 1.6));
    }
}

fn fit(brush: &Brush<'_>, (left, top, right, bottom): Area, fit: &FitLine) {
    let [x, y] = fit.reach;
    let place = |[at, value]: [f64; 2]| {
        (
            left + (at / x + 1.0) / 2.0 * (right - left),
            bottom - (value / y + 1.0) / 2.0 * (bottom - top),
        )
    };
    let zero = place([0.0, 0.0]).1;
    brush.across((left, right), zero, Pen::solid(brush.palette.faint, 1.0));
    for point in &fit.points {
        brush.disc(place(*point), 2.2, brush.palette.line);
    }
    let window = Window {
        x: (left, right),
        y: (top, bottom),
    };
    let known = fit.line.iter().filter(|[_, y]| y.is_finite());
    let spline = Spline::through(known.map(|point| place(*point)).collect());
    for line in spline.sampled(window) {
        brush.path(&line, Pen::solid(brush.palette.ground, 5.0));
        brush.path(&line, Pen::solid(brush.palette.ink, 2.6));
    }
}
