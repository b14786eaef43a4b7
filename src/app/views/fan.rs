//! The fan of the newest analysis, with what is kept of an older one and what is pinned.

use super::content::{FanPicture, reached};
use crate::chart::Veil;
use crate::scene::{Chips, Fan, FanFrame, conclusion};
use crate::settings::Key;
use crate::state::{Entry, Model, veiling};
use crate::words::lesson::{Label, label};
use crate::words::{compare, panels};

/// The fan as it is shown; `None` before the first analysis.
pub fn picture(model: &Model) -> Option<FanPicture> {
    let newest = model.store.newest()?;
    if veiling(model).is_some() {
        return Some(veiled(model, newest));
    }
    let chips = model.chips();
    // The lens rides at the head of the gradient.
    let place = match model.look.pulse {
        Some(place) => reached(place),
        None => model.place(),
    };
    let mut fan = of(newest, place, chips);
    fan.can_turn = !model.subject.is_file() && !model.policy.is_locked(Key::Turn);
    if let Some(plain) = newest.plain.as_deref().filter(|_| chips.plain) {
        fan.lay_over(plain);
    }
    model.beside.lay(&mut fan, newest);
    let pinned = model.pinned.as_ref().map(|one| &one.entry);
    let pinned = pinned.map(|entry| (of(entry, place, chips), entry));
    let guess = model.lesson.guess();
    // What else is to be seen on the scale.
    let others = pinned.iter().flat_map(|(ghost, _)| &ghost.gradient);
    let others = others.filter_map(|length| length.log10()).chain(guess);
    let held = FanFrame::around(others);
    fan.frame = fan.frame.grown(held);
    let mut description = fan.description();
    if fan.strands.is_none()
        && let Some(complete) = model.store.complete()
    {
        // Those of the settings before, until the new ones are known.
        fan.keep_strands(of(complete, place, chips));
        fan.frame = fan.frame.grown(held);
        description.push_str(panels::PARTIAL);
    }
    if let Some(direction) = model.look.followed {
        fan.follow(&newest.analysis, direction);
    }
    let mut notes = fan.paragraphs();
    let pinned = pinned.map(|(ghost, entry)| {
        let conclusion = conclusion(&entry.analysis, &newest.analysis);
        description.push_str(&compare::described(&conclusion));
        match ghost.depth == fan.depth {
            true => fan.read_beside(&ghost),
            false => notes.push(compare::depth(ghost.depth)),
        }
        ghost
    });
    Some(FanPicture {
        veil: None,
        guess,
        pulse: model.look.pulse.map(|place| place.min(depth(&fan))),
        fan,
        pinned,
        description,
        notes,
    })
}

/// While the reader has still to answer: only the last layer, in a frame that does not depend on the network.
fn veiled(model: &Model, newest: &Entry) -> FanPicture {
    let handle = model.lesson.handle();
    let mut fan = of(newest, model.place(), model.chips());
    fan.frame = FanFrame::blind(handle.unwrap_or(0.0));
    fan.readings.clear();
    FanPicture {
        veil: Some(Veil { guess: handle }),
        guess: None,
        pulse: None,
        fan,
        pinned: None,
        description: label(Label::Veiled).into(),
        notes: Vec::new(),
    }
}

fn of(entry: &Entry, place: usize, chips: Chips) -> Fan {
    Fan::of(&entry.analysis, place, chips)
}

#[expect(clippy::cast_precision_loss, reason = "a depth")]
fn depth(fan: &Fan) -> f64 {
    fan.depth as f64
}
