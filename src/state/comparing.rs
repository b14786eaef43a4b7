//! The network that the reader has pinned as A.

use super::context::Context;
use super::editing::visit;
use super::effect::Effect;
use super::model::Pinned;
use super::policy::{Door, Proposal};
use super::summary::summary;
use crate::settings::View;
use crate::words::compare as words;

/// Pins the newest complete analysis as A.
pub fn pin(at: &mut Context<'_>) {
    let Some(pinned) = shown(at) else {
        return status(at, words::NOTHING.into());
    };
    keep(at, Some(pinned), words::pinned);
    at.ask(Effect::Settle);
    at.wake();
}

/// Forgets A. The focus moves to the pin button, because the button that had it no longer exists.
pub fn unpin(at: &mut Context<'_>) {
    keep(at, None, |_| words::UNPINNED.into());
    at.ask(Effect::Focus("pin"));
    at.wake();
}

/// Shows A, and pins the network that was shown. The open chart stays, and the selected layer if
/// there are as many layers.
pub fn swap(at: &mut Context<'_>) {
    let Some(pinned) = at.model.pinned.clone() else {
        return;
    };
    if !at.model.is_whole() {
        return status(at, words::NOT_SWAPPED.into());
    }
    let subject = (*pinned.entry.subject).clone();
    let is_as_deep = subject.depth() == at.model.subject.depth();
    let view = View {
        layer: match is_as_deep {
            true => at.model.view.layer,
            false => pinned.view.layer,
        },
        ..at.model.view.clone()
    };
    let now = shown(at);
    if visit(at, Door::Swap, Proposal::Show(subject, Box::new(view))) {
        keep(at, now, words::swapped);
    }
}

/// Copies the link of A.
pub fn copy(at: &mut Context<'_>) {
    let Some(pinned) = &at.model.pinned else {
        return;
    };
    if pinned.entry.subject.is_file() {
        return status(at, words::NO_LINK.into());
    }
    let subject = (*pinned.entry.subject).clone();
    let view = pinned.view.clone();
    at.ask(Effect::Copy(subject, view));
}

/// The newest complete analysis in the current view.
fn shown(at: &Context<'_>) -> Option<Pinned> {
    let entry = at.model.store.complete()?.clone();
    let view = at.model.view.clone().within(entry.subject.depth());
    Some(Pinned { entry, view })
}

/// Sets or clears A; the status line reports it.
fn keep(at: &mut Context<'_>, pinned: Option<Pinned>, said: fn(&str) -> String) {
    let what = pinned.as_ref().map(|one| summary(&one.entry.subject));
    at.model.pinned = pinned;
    at.ask(Effect::Pinned);
    status(at, said(&what.unwrap_or_default()));
}

fn status(at: &mut Context<'_>, said: String) {
    at.ask(Effect::Status(said));
}
