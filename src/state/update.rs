//! The one writer: every event becomes a message, and a message leads to a new model and a list of
//! effects.

use super::board::Board;
use super::comparing;
use super::context::Context;
use super::editing;
use super::effect::Effect;
use super::gathering;
use super::leaving;
#[cfg(feature = "whole")]
use super::mapping;
use super::model::Model;
use super::msg::{Move, Msg};
use super::offer::veiling;
use super::policy::Door;
use super::pulsing;
use super::resuming;
use super::run::Run;
use super::schooling;
use super::teaching::teach;
#[cfg(feature = "whole")]
use super::telling;
use super::wish::Wish;
use super::working;
use crate::settings::{Chip, Chips, Key};

/// Handles a message at a time in milliseconds. Returns the effects to carry out, in this order;
/// none once the page has given up.
pub fn update(model: &mut Model, msg: Msg, now: f64) -> Vec<Effect> {
    if model.run == Run::Failed {
        return Vec::new();
    }
    let mut at = Context {
        model,
        now,
        effects: Vec::new(),
    };
    take(&mut at, msg);
    gathering::follow(&mut at);
    #[cfg(feature = "whole")]
    telling::follow(&mut at);
    let commands = at.model.jobs.commands();
    at.effects.extend(commands.into_iter().map(Effect::Crew));
    // An element must exist before it gets the focus.
    let is_focus = |effect: &Effect| matches!(effect, Effect::Focus(_) | Effect::FocusBack);
    let (last, mut effects): (Vec<_>, Vec<_>) = at.effects.into_iter().partition(is_focus);
    effects.extend(last);
    effects
}

fn take(at: &mut Context<'_>, msg: Msg) {
    match msg {
        Msg::Start(link) => {
            editing::show_address(at, *link);
            // The page starts with the defaults, so an empty address changes nothing.
            if !at.model.jobs.is_busy() && at.model.wish.is_none() {
                working::compute(at);
            }
        }
        Msg::Address(link) => editing::show_address(at, *link),
        Msg::Host(text) => editing::show_host(at, &text),
        Msg::Resume(left) => resuming::resume(at, *left),
        Msg::Stay(sentence) => resuming::stay(at, sentence),
        Msg::Set(key, text) => editing::take(at, key, text),
        Msg::SetLayer(key, text) => editing::set_layer(at, key, &text),
        Msg::AsOthers => editing::as_others(at),
        Msg::NewSeed => {
            editing::new_seed(at, Door::Control);
        }
        Msg::Reset => editing::reset(at),
        Msg::Preset(preset) => editing::choose(at, preset),
        Msg::Carried(carried) => editing::choose_carried(at, carried),
        Msg::File(network, name) => editing::open_file(at, (Door::File, *network), name),
        Msg::Inside(network, name) => editing::open_file(at, (Door::Address, *network), name),
        Msg::CloseFile => editing::close_file(at),
        Msg::Select(to) => select(at, to),
        // What was typed is under way.
        Msg::Retype if at.model.wish.as_ref().is_some_and(Wish::sets) => {}
        Msg::Retype => at.ask(Effect::Form),
        Msg::PresetsOpened => {
            at.ask(Effect::Soon);
            leaving::expect_whole(at);
        }
        Msg::Lesson(taught) => teach(at, taught),
        #[cfg(feature = "whole")]
        Msg::Digits(text) => {
            if super::digits::take(at, text.as_deref()) {
                super::following::follow(at);
            }
        }
        Msg::Training(what) => schooling::school(at, what),
        #[cfg(feature = "whole")]
        Msg::Map(what) => mapping::take(at, what),
        Msg::Pin => comparing::pin(at),
        Msg::Unpin => comparing::unpin(at),
        Msg::Swap => comparing::swap(at),
        Msg::CopyPinned => comparing::copy(at),
        // What is veiled is not sent back.
        Msg::Play(_) | Msg::StepPulse if veiling(at.model).is_some() => {}
        Msg::Play(is_still) => pulsing::play(at, is_still),
        Msg::StepPulse => pulsing::step(at),
        Msg::EndPulse => pulsing::end(at),
        Msg::Beat(is_still) => pulsing::beat(at, is_still),
        Msg::Chip(chip) => toggle(at, chip),
        looked @ (Msg::Hover(_) | Msg::Follow(_) | Msg::Redraw | Msg::Print(_)) => {
            look(at, &looked);
        }
        said @ (Msg::Say(_) | Msg::Refuse(_) | Msg::Accept | Msg::Dismiss) => say(at, said),
        work => compute(at, work),
    }
}

/// Shows something in the fan, or no longer; in a step of the lesson until that ends.
fn toggle(at: &mut Context<'_>, chip: Chip) {
    let chips = at.model.chips().toggled(chip);
    if at.model.look.chips.is_some() {
        at.model.look.chips = Some(chips);
        return at.wake();
    }
    let usual = Chips::of_chart(at.model.view.chart);
    let text = match chips == usual {
        true => String::new(),
        false => chips.names(),
    };
    editing::set(at, Door::Control, (Key::Chips, text));
}

/// Another look at the same numbers.
fn look(at: &mut Context<'_>, msg: &Msg) {
    let directions = at.model.subject.widths().last().copied().unwrap_or(0);
    let look = &mut at.model.look;
    match *msg {
        Msg::Hover(place) => {
            if std::mem::replace(&mut look.hovered, place) != place {
                at.ask(Effect::Read);
            }
            return;
        }
        Msg::Follow(steps) => {
            let last = directions.saturating_sub(1);
            let next = match look.followed {
                Some(at) => at.checked_add_signed(steps),
                None => (steps > 0).then_some(0),
            };
            look.followed = next.map(|at| at.min(last));
        }
        Msg::Print(is_printed) => {
            look.is_printed = is_printed;
            match is_printed {
                true => at.model.store.freeze(),
                false => at.model.store.thaw(),
            }
            at.ask(Effect::Print(is_printed));
        }
        _ => {}
    }
    at.wake();
}

/// The notice board.
fn say(at: &mut Context<'_>, msg: Msg) {
    match msg {
        Msg::Say(sentence) => at.model.board = Board::Sentence(sentence),
        Msg::Refuse(notice) => return editing::refuse(at, notice),
        Msg::Accept => return editing::accept(at),
        _ => {
            let was_refused = matches!(at.model.board, Board::Refused(_));
            at.model.board = Board::Empty;
            at.ask(Effect::Board);
            return at.ask(match was_refused {
                true => Effect::FocusBack,
                false => Effect::Focus("figure"),
            });
        }
    }
    at.ask(Effect::Board);
}

/// The computation, and the moments at which it continues.
fn compute(at: &mut Context<'_>, msg: Msg) {
    match msg {
        Msg::StopOrGo => working::stop_or_go(at),
        Msg::Ready(serial) => at.model.jobs.ready(serial),
        Msg::Lost(serial) => {
            at.model.jobs.lost(serial);
            working::mind_workers(at);
        }
        Msg::Heard {
            serial,
            job,
            pieces,
            is_done,
        } => working::hear(at, (serial, job), pieces, is_done),
        Msg::News => working::publish(at),
        Msg::Drawn(waits) => working::drawn(at, waits),
        Msg::Leisure if at.model.lesson.quiz_waits() => {
            at.model.lesson.make_quiz();
            at.ask(Effect::Lesson);
            at.ask(Effect::Soon);
        }
        Msg::Strip(count) => working::want_strip(at, count),
        Msg::Rest => working::rest(at),
        Msg::AddressRefused => at.model.is_edited = true,
        Msg::Failed => {
            at.model.jobs.stop();
            at.model.run = Run::Failed;
        }
        _ => {}
    }
}

/// Moves the lens.
fn select(at: &mut Context<'_>, to: Move) {
    let (place, depth) = (at.model.place(), at.model.subject.depth());
    let to = match to {
        Move::By(layers) => place.saturating_add_signed(layers),
        Move::First => 0,
        Move::Last => depth,
        Move::To(place) => place,
    };
    let text = match to.min(depth) {
        to if to == place => return,
        0 => String::new(),
        to => to.to_string(),
    };
    editing::set(at, Door::Control, (Key::Layer, text));
}
