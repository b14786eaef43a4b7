//! The pulse through the flow: play, pause, step, and which way.

use super::context::Context;
use super::effect::Effect;
use crate::scene::{Pulse, Way};

/// How long a pulse rests at a place, and the longest total time of its path, in milliseconds.
const BEAT: u32 = 200;
const WHOLE: u32 = 12_000;

/// Starts the pulse, or stops it where it is. If it may not move by itself it moves one place.
pub fn play(at: &mut Context<'_>, is_still: bool) {
    if is_still {
        return step(at);
    }
    let is_paused = at.model.look.is_playing;
    at.model.look.is_playing = !is_paused;
    let pulse = match at.model.look.pulse {
        Pulse { place: None, .. } => next(at),
        pulse => pulse,
    };
    go(at, pulse);
    if is_paused {
        at.ask(Effect::TellPulse);
    }
    beat_later(at);
}

/// Moves the pulse one place.
pub fn step(at: &mut Context<'_>) {
    at.model.look.is_playing = false;
    let pulse = next(at);
    go(at, pulse);
    at.ask(Effect::TellPulse);
}

/// Shows the flow in this direction, as a still picture.
pub fn turn(at: &mut Context<'_>, way: Way) {
    at.model.look.is_playing = false;
    go(at, Pulse { way, place: None });
}

/// Back to the still picture.
pub fn end(at: &mut Context<'_>) {
    let pulse = at.model.look.pulse;
    if pulse.place.is_some() {
        turn(at, pulse.way);
    }
}

/// The time at one place is over. If the pulse may not move by itself, or nobody sees it, it stays.
pub fn beat(at: &mut Context<'_>, is_still: bool) {
    if !at.model.look.is_playing {
        return;
    }
    let next = next(at);
    let is_over = next.place.is_none();
    at.model.look.is_playing = !is_over && !is_still;
    let pulse = match is_over || !is_still {
        true => next,
        false => at.model.look.pulse,
    };
    go(at, pulse);
    beat_later(at);
}

fn next(at: &Context<'_>) -> Pulse {
    at.model.look.pulse.next(at.model.subject.depth())
}

fn go(at: &mut Context<'_>, pulse: Pulse) {
    at.model.look.pulse = pulse;
    at.ask(Effect::Player);
    at.ask(Effect::DrawFlow);
}

fn beat_later(at: &mut Context<'_>) {
    if at.model.look.is_playing {
        let places = u32::try_from(at.model.subject.depth()).map_or(u32::MAX, |depth| depth + 1);
        at.ask(Effect::BeatLater(BEAT.min(WHOLE / places.max(1))));
    }
}
