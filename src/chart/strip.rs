//! Draws the strip of gains on any plotters backend.

mod handle;
mod image;
mod legend;
mod scale;
mod tone;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::brush::{Area, Brush};
use super::easel::Easel;
use super::ink::Ink;
use super::labels::Labels;
use super::theme::Theme;
use crate::scene::{Strip, StripRange};

/// Room in CSS pixels for the knob above the picture and beside it, and for the scale below.
const ABOVE: f64 = 15.0;
const BESIDE: f64 = 13.0;
const BELOW: f64 = 41.0;

/// What is of the moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripLook {
    /// Whether the handle and its gain are drawn; a page with a control of its own in their place leaves them
    /// out.
    pub has_handle: bool,
    /// The gain of a pinned network.
    pub pinned: Option<f64>,
    /// Whether a step of the lesson hides the columns.
    pub is_veiled: bool,
}

impl Default for StripLook {
    fn default() -> Self {
        Self {
            has_handle: true,
            pinned: None,
            is_veiled: false,
        }
    }
}

/// Where everything is, in CSS pixels.
struct Plan {
    width: f64,
    height: f64,
    /// The picture.
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    range: StripRange,
}

impl Plan {
    fn on(ink: &Ink<'_>, strip: &Strip) -> Self {
        let (width, height) = ink.size;
        let ratio = ink.theme.ratio;
        let (width, height) = (f64::from(width) / ratio, f64::from(height) / ratio);
        Self {
            width,
            height,
            left: BESIDE,
            right: (width - BESIDE).max(BESIDE + 1.0),
            top: ABOVE,
            bottom: (height - BELOW).max(ABOVE + 1.0),
            range: strip.range,
        }
    }

    /// x of a gain, brought onto the picture.
    fn x(&self, gain: f64) -> f64 {
        let share = self.range.share(gain).clamp(0.0, 1.0);
        self.left + share * (self.right - self.left)
    }

    /// The picture.
    fn area(&self) -> Area {
        (self.left, self.top, self.right, self.bottom)
    }

    fn inverse(&self, theme: &Theme) -> StripInverse {
        let (left, top, right, bottom) = self.area();
        let ratio = theme.ratio;
        StripInverse {
            range: self.range,
            area: (left * ratio, top * ratio, right * ratio, bottom * ratio),
        }
    }
}

/// Maps a backend pixel of a drawn strip to a gain, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct StripInverse {
    range: StripRange,
    /// Left, top, right and bottom of the picture, in backend pixels.
    area: Area,
}

impl StripInverse {
    /// The gain, or factor, at x; beside the picture that of its nearer end.
    pub fn gain(&self, x: i32) -> f64 {
        let (left, _, right, _) = self.area;
        let share = (f64::from(x) - left) / (right - left);
        self.range.gain(share.clamp(0.0, 1.0))
    }

    /// Where a gain is, with fractions of a pixel; beyond the ends of the scale it is that of the nearer one.
    pub fn x(&self, gain: f64) -> f64 {
        let (left, _, right, _) = self.area;
        left + self.range.share(gain).clamp(0.0, 1.0) * (right - left)
    }

    /// Left, top, right and bottom of the picture of the columns.
    pub fn picture(&self) -> (f64, f64, f64, f64) {
        self.area
    }
}

/// Draws a strip over whatever the area showed before: [`draw_columns`], and over them [`draw_over_columns`].
///
/// In CSS pixels the columns take what 56 leave of the height: 40 of 96. A text that would lie over another or
/// be cut off is left out. Colours are those of the fan; what is exactly zero, not finite or only an upper
/// bound is hatched.
///
/// # Errors
/// What the backend reports.
pub fn draw_strip<DB: DrawingBackend>(
    strip: &Strip,
    look: &StripLook,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<StripInverse, DrawingError<DB>> {
    draw_columns(strip, look, area, theme)?;
    draw_over_columns(strip, look, area, theme)
}

/// Draws the columns of a strip over whatever the area showed before; another gain changes nothing of them.
///
/// # Errors
/// What the backend reports.
pub fn draw_columns<DB: DrawingBackend>(
    strip: &Strip,
    look: &StripLook,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<StripInverse, DrawingError<DB>> {
    on(area, (strip, theme), |ink, plan| {
        ink.clear();
        let brush = Brush::of(ink);
        match look.is_veiled {
            true => brush.fill(plan.area(), brush.palette.faint, 1.0),
            false => {
                image::draw(&brush, plan, strip);
                legend::underline(&brush, plan, strip);
            }
        }
        brush.round_corners(plan.area());
    })
}

/// Draws the scale of a strip and the gains on it over its columns.
///
/// # Errors
/// What the backend reports.
pub fn draw_over_columns<DB: DrawingBackend>(
    strip: &Strip,
    look: &StripLook,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<StripInverse, DrawingError<DB>> {
    on(area, (strip, theme), |ink, plan| {
        draw_gains(&Brush::of(ink), plan, (strip, look));
    })
}

/// Draws a part of a strip over what is there.
fn on<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    (strip, theme): (&Strip, &Theme),
    draw: impl FnOnce(&Ink<'_>, &Plan),
) -> Result<StripInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::over(&easel, theme);
    let plan = Plan::on(&ink, strip);
    draw(&ink, &plan);
    easel.end(plan.inverse(theme))
}

fn draw_gains(brush: &Brush<'_>, plan: &Plan, (strip, look): (&Strip, &StripLook)) {
    let labels = Labels::on((plan.width, plan.height));
    scale::ticks(brush, plan, strip);
    if let Some(gain) = look.pinned {
        handle::pinned(brush, plan, gain);
    }
    if look.has_handle {
        handle::draw(brush, plan, (strip, &labels));
    }
    scale::labels(brush, plan, (strip, &labels));
    if let Some(gain) = look.pinned {
        handle::label_pinned(brush, plan, (gain, &labels));
    }
    legend::draw(brush, plan, (strip, look, &labels));
    labels.draw(brush);
}
