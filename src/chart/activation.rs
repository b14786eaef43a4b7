//! An activation function above its derivative, on fixed axes.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::easel::Easel;
use super::ink::{Ink, Lettering, Pen, Pixel};
use super::theme::Theme;
use crate::scene::inspector::{ActivationPicture, Plot};
use crate::scene::{Dash, Role};

/// Room at the left for the numbers of the axis, at the bottom for those of a, and between both
/// plots, in CSS pixels.
const LEFT: f64 = 28.0;
const BOTTOM: f64 = 20.0;
const BETWEEN: f64 = 22.0;

/// Draws both curves with a dot for each unit and the line of the largest slope.
///
/// # Errors
/// What the backend reports.
pub fn draw_activation<DB: DrawingBackend>(
    picture: &ActivationPicture,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<(), DrawingError<DB>> {
    let easel = Easel::on(area);
    let on = Ink::on(&easel, theme);
    let (width, height) = on.size;
    let tall = (height - theme.px(BOTTOM) - 2 * theme.px(BETWEEN)) / 2;
    let mut top = theme.px(BETWEEN);
    for plot in &picture.plots {
        let frame = Square {
            x: (theme.px(LEFT), width - theme.px(8.0)),
            y: (top, top + tall.max(1)),
            across: picture.across,
            up: plot.range,
        };
        frame.draw(&on, plot);
        top += tall + theme.px(BETWEEN);
    }
    easel.end(())
}

/// The place of one plot.
struct Square {
    x: (i32, i32),
    y: (i32, i32),
    across: (f64, f64),
    up: (f64, f64),
}

impl Square {
    fn pixel(&self, (a, y): (f64, f64)) -> Pixel {
        #[expect(clippy::cast_possible_truncation, reason = "clamped into the picture")]
        let place = |value: f64, (from, to): (f64, f64), (start, end): (i32, i32)| {
            let share = ((value - from) / (to - from)).clamp(0.0, 1.0);
            (f64::from(start) + share * f64::from(end - start)).round() as i32
        };
        (
            place(a, self.across, self.x),
            place(y, self.up, (self.y.1, self.y.0)),
        )
    }

    fn is_on(&self, y: f64) -> bool {
        (self.up.0..=self.up.1).contains(&y)
    }

    fn draw(&self, on: &Ink<'_>, plot: &Plot) {
        let theme = on.theme;
        let quiet = Lettering::left(theme.quiet_text);
        let line = |on: &Ink<'_>, from: (f64, f64), to: (f64, f64), pen: Pen| {
            on.path(&[self.pixel(from), self.pixel(to)], pen);
        };
        let (first, last) = self.across;
        let mut level = self.up.0.ceil();
        while level <= self.up.1 {
            let color = if level == 0.0 { theme.axis } else { theme.grid };
            line(on, (first, level), (last, level), Pen::solid(color, 1.0));
            let (x, y) = self.pixel((first, level));
            on.text(&whole(level), (x - theme.px(5.0), y), quiet.right());
            level += 1.0;
        }
        line(
            on,
            (0.0, self.up.0),
            (0.0, self.up.1),
            Pen::solid(theme.axis, 1.0),
        );
        let above = self.y.0 - theme.px(11.0);
        on.text(
            plot.label,
            (self.x.0, above),
            Lettering::left(theme.text).bold(),
        );
        if let Some((value, at, text)) = &plot.supremum {
            let color = theme.color(Role::SupBound);
            let pen = Pen {
                dash: Dash::Short,
                ..Pen::solid(color, 1.5)
            };
            line(on, (first, *value), (last, *value), pen);
            if at.is_finite() {
                let (x, y) = self.pixel((*at, *value));
                let r = theme.px(5.0);
                on.polygon(
                    &[(x - r, y), (x, y - r), (x + r, y), (x, y + r)],
                    color,
                    1.0,
                );
            }
            on.text(text, (self.x.1, above), Lettering::left(color).right());
            for a in [-6.0, -3.0, 0.0, 3.0, 6.0] {
                let (x, y) = self.pixel((a, self.up.0));
                on.text(&whole(a), (x, y + theme.px(10.0)), quiet.centered());
            }
        }
        for piece in &plot.curve {
            // Points outside the range are not drawn.
            for part in piece
                .split(|(_, y)| !self.is_on(*y))
                .filter(|part| part.len() > 1)
            {
                let pixels: Vec<Pixel> = part.iter().map(|at| self.pixel(*at)).collect();
                on.path(&pixels, Pen::solid(theme.quiet_text, 1.5));
            }
        }
        let color = theme.color(Role::Output);
        for (a, y) in &plot.dots {
            let at = self.pixel((*a, *y));
            if self.is_on(*y) {
                on.disc(at, on.theme.px(3.0), color);
            } else {
                // A triangle at the edge.
                let r = theme.px(3.5);
                let base = at.1 + if *y > 0.0 { 2 * r } else { -2 * r };
                on.polygon(&[(at.0 - r, base), (at.0 + r, base), at], color, 1.0);
            }
        }
        if let Some(dot) = plot.selected {
            on.ring(
                self.pixel(dot),
                on.theme.px(6.0),
                Pen::solid(theme.text, 2.0),
            );
        }
    }
}

/// A whole number with a true minus.
fn whole(x: f64) -> String {
    format!("{x:.0}").replace('-', "−")
}
