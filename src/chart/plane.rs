//! The unit circle and its image under a layer, on an absolute linear scale.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::easel::Easel;
use super::ink::{Ink, Lettering, Pen, Pixel};
use super::theme::{Color, Theme};
use crate::scene::inspector::{PlanePicture, words};
use crate::scene::{Dash, Role, Value};
use crate::words::inspector as texts;

/// An ellipse whose longer half axis is shorter than this, in CSS pixels, is drawn as a point.
const POINT: f64 = 2.5;
/// Beyond this a half axis is drawn as if it were this long: no pixel differs.
const BEYOND: f64 = 1e6;
/// Corners of a quarter of an ellipse.
const CORNERS: u32 = 24;

/// Where the middle of the picture is, and how long the radius of the unit circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dial {
    center: Pixel,
    /// Half the side of the square that is drawn.
    half: i32,
    unit: f64,
}

impl Dial {
    /// The angle of a pixel, in whole degrees, 0..360.
    pub fn degrees_at(&self, x: i32, y: i32) -> f64 {
        let angle = libm::atan2(f64::from(self.center.1 - y), f64::from(x - self.center.0));
        let degrees = angle.to_degrees().round();
        if degrees < 0.0 {
            degrees + 360.0
        } else {
            degrees
        }
    }

    /// The pixel of a point in units of the radius of the unit circle.
    fn pixel(&self, (x, y): (f64, f64)) -> Pixel {
        #[expect(clippy::cast_possible_truncation, reason = "clamped before")]
        let place = |middle: i32, length: f64| {
            middle + (length * self.unit).clamp(-BEYOND, BEYOND).round() as i32
        };
        (place(self.center.0, x), place(self.center.1, -y))
    }
}

/// Draws the unit circle, its image, a direction and its image. Anything larger than the picture is
/// marked at its edge with its number; anything too small to be seen is a point with its number.
/// The result maps a pixel to its angle.
///
/// # Errors
/// What the backend reports.
pub fn draw_plane<DB: DrawingBackend>(
    picture: &PlanePicture,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<Dial, DrawingError<DB>> {
    let easel = Easel::on(area);
    let on = Ink::on(&easel, theme);
    let (width, height) = on.size;
    let half = (width.min(height) / 2 - theme.px(4.0)).max(1);
    let dial = Dial {
        center: (width / 2, height / 2),
        half,
        unit: f64::from(half) / picture.reach,
    };
    axes(&on, &dial, picture);
    image(&on, &dial, picture);
    arrows(&on, &dial, picture);
    easel.end(dial)
}

fn axes(on: &Ink<'_>, dial: &Dial, picture: &PlanePicture) {
    let theme = on.theme;
    let ((x, y), half) = (dial.center, dial.half);
    let pen = Pen::solid(theme.grid, 1.0);
    let quiet = Lettering::left(theme.quiet_text);
    let away = theme.px(11.0);
    on.path(&[(x - half, y), (x + half, y)], pen);
    on.text("v₁, u₁", (x + half, y + away), quiet.right());
    if !picture.is_line {
        on.path(&[(x, y - half), (x, y + half)], pen);
        on.text("v₂, u₂", (x + away / 2, y - half + away), quiet);
        let pen = |_| Pen {
            dash: Dash::Dotted,
            ..Pen::solid(theme.axis, 1.5)
        };
        ellipse(on, dial, ((1.0, 1.0), picture.reach), pen);
    }
    let one = dial.pixel((-1.0, 0.0));
    on.text("1", (one.0 - away / 3, one.1 - away), quiet.right());
}

fn image(on: &Ink<'_>, dial: &Dial, picture: &PlanePicture) {
    let theme = on.theme;
    let bottom = dial.center.1 + dial.half - theme.px(9.0);
    let note = |on: &Ink<'_>, line: i32, text: &str| {
        let at = (dial.center.0 - dial.half, bottom - line * theme.px(17.0));
        on.text(text, at, Lettering::left(theme.text));
    };
    let lengths = picture.axes.map(Value::to_f64);
    let [first, second] = lengths;
    if first.is_nan() || second.is_nan() {
        return note(on, 0, texts::NO_IMAGE);
    }
    if first * dial.unit < POINT * theme.ratio {
        on.disc(dial.center, on.theme.px(POINT), side(theme, first));
        return note(on, 0, &texts::point(&picture.axes[0]));
    }
    let is_dotted = picture.axes.iter().any(|value| value.is_unresolved());
    if !picture.is_line {
        let pen = |length| Pen {
            dash: if is_dotted { Dash::Dotted } else { Dash::Solid },
            ..Pen::solid(side(theme, length), 2.0)
        };
        ellipse(on, dial, ((first, second), picture.reach), pen);
    }
    for (i, direction) in [(1.0, 0.0), (0.0, 1.0)].into_iter().enumerate() {
        if lengths[i] > picture.reach {
            edge(on, dial, (direction, picture.reach));
            let line = i32::from(i == 0 && second > picture.reach);
            note(on, line, &words::beyond(i, picture.axes[i]));
        }
    }
}

/// The direction and its image as arrows from the middle.
fn arrows(on: &Ink<'_>, dial: &Dial, picture: &PlanePicture) {
    let theme = on.theme;
    let angle = picture.degrees.to_radians();
    let at = (libm::cos(angle), libm::sin(angle));
    let name = |on: &Ink<'_>, name: &str, (x, y): (f64, f64), away: f64| {
        let away = 1.0 + away * theme.ratio / dial.unit / length((x, y)).max(1e-9);
        let lettering = Lettering::left(theme.text).centered();
        on.text(name, dial.pixel((x * away, y * away)), lettering);
    };
    let image = (picture.image[0].to_f64(), picture.image[1].to_f64());
    let size = length(image);
    if size > picture.reach {
        // If one or both are infinite, only their signs count.
        let is_infinite = image.0.is_infinite() || image.1.is_infinite();
        let kept = |x: f64| match (is_infinite, x.is_infinite()) {
            (true, true) => x.signum(),
            (true, false) => 0.0,
            _ => x / size,
        };
        let direction = (kept(image.0), kept(image.1));
        let end = (direction.0 * picture.reach, direction.1 * picture.reach);
        let pen = Pen::solid(side(theme, size), 3.0);
        on.path(&[dial.center, dial.pixel(end)], pen);
        edge(on, dial, (direction, picture.reach));
    } else if !size.is_nan() {
        let color = side(theme, size);
        on.path(&[dial.center, dial.pixel(image)], Pen::solid(color, 3.0));
        on.disc(dial.pixel(image), on.theme.px(4.0), color);
        // Not over the name of x.
        let gap = length((image.0 - at.0, image.1 - at.1)) * dial.unit / theme.ratio;
        name(on, "Jx", image, if gap < 28.0 { -24.0 } else { 16.0 });
    }
    let tip = dial.pixel(at);
    on.path(&[dial.center, tip], Pen::solid(theme.text, 1.2));
    on.disc(tip, on.theme.px(6.0), theme.background);
    on.ring(tip, on.theme.px(6.0), Pen::solid(theme.text, 2.0));
    name(on, "x", at, 16.0);
}

/// A triangle at the edge, pointing out.
fn edge(on: &Ink<'_>, dial: &Dial, ((x, y), reach): ((f64, f64), f64)) {
    let size = 8.0 * on.theme.ratio / dial.unit;
    let corner = |along: f64, beside: f64| {
        let far = reach - along * size;
        dial.pixel((x * far - y * beside * size, y * far + x * beside * size))
    };
    let corners = [corner(0.0, 0.0), corner(1.0, 0.6), corner(1.0, -0.6)];
    on.polygon(&corners, on.theme.color(Role::Expanding), 1.0);
}

/// The colour of a length.
fn side(theme: &Theme, length: f64) -> Color {
    theme.color(if length > 1.0 + 1e-9 {
        Role::Expanding
    } else if length < 1.0 - 1e-9 {
        Role::Shrinking
    } else {
        Role::Chain
    })
}

fn length((x, y): (f64, f64)) -> f64 {
    (x * x + y * y).sqrt()
}

/// The part of an ellipse that lies in the picture, with a pen for each distance from the middle.
fn ellipse(
    on: &Ink<'_>,
    dial: &Dial,
    ((first, second), reach): ((f64, f64), f64),
    pen: impl Fn(f64) -> Pen,
) {
    // If the shorter half axis is beyond the picture, so is the whole ellipse.
    if second > reach {
        return;
    }
    let most = first.min(reach);
    let corner = |i: u32| {
        let angle = std::f64::consts::FRAC_PI_2 * f64::from(i) / f64::from(CORNERS);
        let x = most * libm::sin(angle);
        let share = x / first;
        (x, second * (1.0 - share * share).max(0.0).sqrt())
    };
    for sign in [(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0), (-1.0, 1.0)] {
        let there = |at: (f64, f64)| dial.pixel((at.0 * sign.0, at.1 * sign.1));
        // Pieces on one side of the unit circle have one pen.
        let mut pixels = Vec::new();
        let mut inside = None;
        for i in 0..=CORNERS {
            let at = corner(i);
            pixels.push(there(at));
            let now = length(at) < 1.0;
            if inside.is_some_and(|before| before != now) || i == CORNERS {
                let middle = length(corner(i.saturating_sub(1)));
                on.path(&pixels, pen(middle));
                pixels = vec![there(at)];
            }
            inside = Some(now);
        }
    }
}
