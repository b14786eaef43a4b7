//! Draws the fan with its lens and its source on any plotters backend.

#[cfg(feature = "whole")]
mod beside;
mod bound;
mod columns;
mod gradient;
mod ground;
mod inverse;
mod lens;
mod notes;
mod plan;
mod source;
mod strands;
mod thread;
mod veil;

pub use inverse::FanInverse;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::brush::Brush;
use super::easel::{Easel, Strokes as _};
use super::ink::Ink;
use super::labels::Labels;
use super::theme::Theme;
use crate::chart::count::float;
use crate::scene::Fan;
use lens::Spot;
use plan::Plan;

/// What is of the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FanLook<'a> {
    /// How far a pulse has come on its way back, as a place K..0; only what it has passed is drawn. `None`
    /// while there is none.
    pub pulse: Option<f64>,
    /// The fan of a pinned network, in thin lines on the same frame.
    pub pinned: Option<&'a Fan>,
    /// What a step of the lesson hides.
    pub veil: Option<Veil>,
    /// What the reader had expected at the input, as log10, beside what arrives there.
    pub guess: Option<f64>,
}

/// Hides everything but the last layer. The frame would give the answer away as well: the fan should have one
/// that does not depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Veil {
    /// The length at the input that the reader expects, as log10, if there is a handle for it.
    pub guess: Option<f64>,
}

impl FanLook<'_> {
    /// The place from which on things are seen.
    fn start(&self, depth: usize) -> f64 {
        match (self.veil, self.pulse) {
            (Some(_), _) => float(depth) - 1.0,
            (None, Some(place)) => place.clamp(0.0, float(depth)),
            (None, None) => f64::NEG_INFINITY,
        }
    }
}

/// Draws a fan over whatever the area showed before.
///
/// The layout follows the size of the area in CSS pixels: below a width of 700 what stands beside the plot is
/// left out. Lengths are rounded to backend pixels, so that curves move smoothly if there are several to a
/// CSS pixel. A text that would lie over another or be cut off is left out. The result maps a pixel back to
/// what is there.
///
/// # Errors
/// What the backend reports.
pub fn draw_fan<DB: DrawingBackend>(
    fan: &Fan,
    look: &FanLook<'_>,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<FanInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    let ratio = theme.ratio;
    let (width, height) = easel.size();
    let seen = look.veil.map(|_| veil::seen(fan));
    let fan = seen.as_ref().unwrap_or(fan);
    let plan = Plan::of(fan, (f64::from(width) / ratio, f64::from(height) / ratio));
    let discs = draw_all(&Brush::of(&ink), &plan, (fan, look));
    let can_turn = look.veil.is_none() && source::can_turn(&plan, fan);
    easel.end(FanInverse {
        plan,
        discs,
        can_turn,
        ratio,
    })
}

/// How much smaller the strokes of a small picture are.
const SMALL: f64 = 0.55;

/// Draws the marks of a fan and the line at 1 in thinner strokes, and nothing else: a small picture to
/// recognise it by.
///
/// # Errors
/// What the backend reports.
pub fn draw_small<DB: DrawingBackend>(
    fan: &Fan,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<(), DrawingError<DB>> {
    let ratio = theme.ratio * SMALL;
    let theme = theme.clone().with_ratio(ratio);
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, &theme);
    let (width, height) = easel.size();
    let plan = Plan::small(fan, (f64::from(width) / ratio, f64::from(height) / ratio));
    let brush = Brush::of(&ink);
    fills(&brush, &plan, (fan, plan.x(-1.0)));
    ground::one(&brush, &plan);
    marks(&brush, &plan, (fan, plan.x(-1.0)));
    easel.end(())
}

/// Marks from the back to the front, then all texts.
fn draw_all(brush: &Brush<'_>, plan: &Plan, (fan, look): (&Fan, &FanLook<'_>)) -> Vec<Spot> {
    let labels = Labels::on((plan.width, plan.height));
    let start = look.start(plan.depth);
    let from = plan.x(start.max(-1.0));
    #[cfg(feature = "whole")]
    beside::fills(brush, plan, (fan, from));
    fills(brush, plan, (fan, from));
    ground::draw(brush, plan);
    if let Some(pinned) = look.pinned.filter(|_| look.veil.is_none()) {
        gradient::draw_pinned(brush, plan, (pinned, &labels));
    }
    #[cfg(feature = "whole")]
    beside::lines(brush, plan, (fan, from));
    marks(brush, plan, (fan, from));
    let discs = around(brush, plan, (fan, look, &labels, from));
    if look.veil.is_none() && look.pulse.is_none() {
        sentences(brush, plan, (fan, &labels));
    }
    labels.draw(brush);
    discs
}

/// What lies under the grid.
fn fills(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    if let Some(strands) = fan.strands.as_ref().filter(|_| fan.chips.directions) {
        if fan.chips.gradient && !fan.chips.weights {
            columns::draw(brush, plan, (fan, from));
        }
        strands::draw_bands(brush, plan, (strands, from));
    }
}

/// What lies on it.
fn marks(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let chips = fan.chips;
    if chips.weights {
        columns::draw_stacks(brush, plan, (fan, from));
        ground::one(brush, plan);
    } else if chips.gradient && !(chips.directions && fan.strands.is_some()) {
        columns::draw(brush, plan, (fan, from));
        ground::one(brush, plan);
    }
    if chips.bound {
        bound::draw(brush, plan, (fan, from));
    }
    if let Some(strands) = fan.strands.as_ref().filter(|_| chips.directions) {
        strands::draw(brush, plan, (strands, from, fan));
    }
    if chips.gradient {
        gradient::fall(brush, plan, (fan, from));
        gradient::draw(brush, plan, (fan, from));
    }
}

/// The lens, the strip and the source, and the labels that are always there.
fn around(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, look, labels, from): (&Fan, &FanLook<'_>, &Labels, f64),
) -> Vec<Spot> {
    source::draw(brush, plan, (fan, labels));
    let point = gradient::point(plan, fan, look.pulse);
    let mut discs = match look.veil {
        Some(veil) => {
            veil::draw(brush, plan, labels);
            if let Some(guess) = veil.guess {
                veil::guess(brush, plan, (guess, labels));
            }
            Vec::new()
        }
        None => lens::draw(brush, plan, (fan, labels, point)),
    };
    source::label(brush, plan, (fan, labels));
    ground::label(brush, plan, labels);
    ground::places(brush, plan, (fan, labels));
    ground::factors(brush, plan, (fan, labels, from));
    discs.extend(lens::draw_strip(brush, plan, (fan, labels, from)));
    if let Some(guess) = look.guess {
        veil::guess(brush, plan, (guess, labels));
    }
    if look.veil.is_none() && fan.chips.gradient {
        gradient::label(brush, plan, (fan, labels, point));
    }
    let plain = fan.plain.as_ref().filter(|_| fan.chips.plain);
    if let Some(plain) = plain.filter(|_| look.veil.is_none()) {
        strands::draw_plain(brush, plan, (plain, from, labels));
    }
    let cuts = fan.strands.as_ref().filter(|_| fan.chips.directions);
    if let Some(strands) = cuts {
        strands::draw_cuts(brush, plan, (&strands.cuts, from, labels));
    }
    discs
}

/// What the picture cannot show, and what its parts mean.
fn sentences(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    #[cfg(feature = "whole")]
    beside::label(brush, plan, (fan, labels));
    if fan.chips.bound {
        bound::label(brush, plan, (fan, labels));
    }
    if fan.chips.weights {
        notes::stacks(brush, plan, (fan, labels));
    }
    notes::remarks(brush, plan, (fan, labels));
}
