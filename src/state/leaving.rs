//! From the small program, with which the page opens, to the whole one: what is wished for, and what is taken along.

use super::board::Board;
use super::context::Context;
use super::effect::Effect;
use super::model::Model;
use super::policy::{Change, Door, Proposal};
use super::wish::{Entry, Left, Wish};
use crate::settings::{Course, Settings, View};

/// Whether a change is beyond the small program: its network, or the lesson.
pub fn is_beyond(change: &Change) -> bool {
    let View {
        step, course, at, ..
    } = &change.view;
    change.subject.needs_whole() || step.is_some() || *at > 0 || *course != Course::default()
}

/// Wishes for something that the whole program can show, see [`Wish::after`].
pub fn wish(at: &mut Context<'_>, wish: Wish) {
    let before = at.model.wish.take().unwrap_or_default();
    at.model.wish = Some(wish.after(before));
    at.ask(Effect::Whole);
}

/// The whole program is soon needed: the small one asks for it.
pub fn expect_whole(at: &mut Context<'_>) {
    if at.model.is_small {
        wish(at, Wish::Program);
    }
}

/// The wish that stands for a proposal.
pub fn of(door: Door, proposal: Proposal, entry: Entry) -> Wish {
    match proposal {
        _ if door == Door::Address => Wish::Address,
        Proposal::Set(texts) => Wish::Set(texts),
        Proposal::Show(subject, view) => match subject.recipe() {
            Some(recipe) => Wish::Show(
                Box::new(Settings {
                    recipe: recipe.clone(),
                    view: *view,
                }),
                entry,
            ),
            None => Wish::Program,
        },
    }
}

/// Something else is shown now: an older wish is forgotten, but for settings next to one that was set.
pub fn outdate(model: &mut Model, door: Door) {
    let is_beside = matches!(door, Door::Control | Door::Layer);
    model.wish = model.wish.take().map(|wish| wish.outdated(is_beside));
}

/// What the page takes along.
pub fn left(model: &Model) -> Left {
    let wish = model.wish.clone().unwrap_or_default();
    let pinned = model.pinned.as_ref();
    let pinned = pinned.and_then(|one| {
        Some(Settings {
            recipe: one.entry.subject.recipe()?.clone(),
            view: one.view.clone(),
        })
    });
    Left {
        now: model.settings().filter(|_| !wish.is_of_address()),
        is_edited: model.is_edited,
        task: model.home.task.clone(),
        pinned,
        chips: model.look.chips,
        has_notices: matches!(model.board, Board::Notices(_)),
        wish,
    }
}
