//! The whole program goes on where the small one has left, or that one stays.

use std::rc::Rc;

use super::board::Board;
use super::context::Context;
use super::editing::{hold, offer, show_host, show_settings};
use super::effect::Effect;
use super::model::Pinned;
use super::msg::Taught;
use super::policy::{Door, Proposal};
use super::teaching::teach;
use super::wish::{Entry, Left, Wish};
use super::working::compute;
use crate::analysis::Analysis;
use crate::network::Subject;
use crate::settings::Settings;

/// The whole program could not be loaded: everything stays as it is.
pub fn stay(at: &mut Context<'_>, sentence: String) {
    at.model.wish = None;
    at.model.board = Board::Sentence(sentence);
    at.ask(Effect::Board);
    at.ask(Effect::Form);
    // An address that only the whole program can show: what the page has instead is shown.
    if at.model.store.newest().is_none() && !at.model.jobs.is_busy() {
        compute(at);
    }
    at.wake();
}

/// The page goes on as another program has left it. It has started with the address.
pub fn resume(at: &mut Context<'_>, left: Left) {
    let is_told = left.wish.is_of_address() || left.has_notices;
    let board = Some(std::mem::take(&mut at.model.board)).filter(|_| is_told);
    if let Some(task) = left.task {
        at.model.home.task = Some(task.clone());
        show_settings(at, Door::Address, task);
        hold(at);
    }
    if let Some(now) = left.now {
        show_settings(at, Door::Address, now);
        at.model.is_edited = left.is_edited;
    }
    at.model.look.chips = left.chips;
    if let Some(Settings { recipe, view }) = left.pinned {
        let subject = Rc::new(Subject::Recipe(recipe));
        let analysis = Analysis::of(&subject.network());
        let entry = at.model.store.entry(&subject, analysis);
        at.model.pinned = Some(Pinned { entry, view });
        at.ask(Effect::Pinned);
    }
    at.model.board = board.unwrap_or_default();
    at.ask(Effect::Board);
    fulfil(at, left.wish);
    at.ask(Effect::Lesson);
    at.wake();
}

fn fulfil(at: &mut Context<'_>, wish: Wish) {
    match wish {
        Wish::Program | Wish::Address => {}
        Wish::Lesson(other) => {
            fulfil(at, *other);
            teach(at, Taught::Open);
        }
        Wish::Host(text) => show_host(at, &text),
        Wish::Set(texts) => {
            offer(at, Door::Control, (Proposal::Set(texts), Entry::Same));
        }
        Wish::Show(settings, entry) => {
            let subject = Subject::Recipe(settings.recipe);
            let proposal = Proposal::Show(subject, Box::new(settings.view));
            offer(at, Door::Swap, (proposal, entry));
        }
    }
}
