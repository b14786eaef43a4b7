//! The gradient on its way back through the fan: play, pause, step.

use super::context::Context;
use super::effect::Effect;

/// How long the whole way takes, in milliseconds.
const WHOLE: f64 = 2600.0;

/// Sends the gradient back, or stops it where it is. If it may not move by itself it moves one
/// place.
pub fn play(at: &mut Context<'_>, is_still: bool) {
    if is_still {
        return step(at);
    }
    if at.model.look.is_playing {
        at.model.look.is_playing = false;
        go(at, at.model.look.pulse);
        return at.ask(Effect::TellPulse);
    }
    let depth = depth(at);
    let place = at.model.look.pulse.unwrap_or(depth).min(depth);
    at.model.look.is_playing = true;
    at.model.look.pulse_began = at.now - (1.0 - place / depth) * WHOLE;
    go(at, Some(place));
    at.ask(Effect::BeatAtFrame);
}

/// Moves the gradient to the next place; from the input to the still picture.
pub fn step(at: &mut Context<'_>) {
    at.model.look.is_playing = false;
    let depth = depth(at);
    let next = match at.model.look.pulse {
        None => Some(depth),
        Some(place) if place <= 0.0 => None,
        Some(place) => Some((place.min(depth) - 1.0).ceil().max(0.0)),
    };
    go(at, next);
    at.ask(Effect::TellPulse);
}

/// Back to the still picture.
pub fn end(at: &mut Context<'_>) {
    if at.model.look.pulse.is_some() {
        at.model.look.is_playing = false;
        go(at, None);
    }
}

/// A frame is due. If the gradient may not move by itself, or nobody sees it, it stays.
pub fn beat(at: &mut Context<'_>, is_still: bool) {
    if !at.model.look.is_playing {
        return;
    }
    if is_still {
        at.model.look.is_playing = false;
        return go(at, at.model.look.pulse);
    }
    let share = (at.now - at.model.look.pulse_began) / WHOLE;
    if share >= 1.0 {
        at.model.look.is_playing = false;
        go(at, None);
        return at.ask(Effect::TellPulse);
    }
    let place = depth(at) * (1.0 - share.max(0.0));
    go(at, Some(place));
    at.ask(Effect::BeatAtFrame);
}

/// K.
#[expect(clippy::cast_precision_loss, reason = "a depth")]
fn depth(at: &Context<'_>) -> f64 {
    at.model.subject.depth().max(1) as f64
}

fn go(at: &mut Context<'_>, place: Option<f64>) {
    at.model.look.pulse = place;
    at.ask(Effect::Player);
    at.ask(Effect::DrawFlow);
}
