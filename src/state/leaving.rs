//! From the small program, with which the page opens, to the whole one: what is wished for, and what is taken along.

use std::rc::Rc;

use super::board::Board;
use super::context::Context;
use super::editing::{Entry, hold, offer, show_host, show_settings};
use super::effect::Effect;
use super::model::{Model, Pinned};
use super::policy::{Door, Proposal};
use crate::analysis::Analysis;
use crate::link;
use crate::network::Subject;
use crate::scene::{Chip, Chips};
use crate::settings::{FIELDS, Key, Settings};

/// What the small program leaves to the whole one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Wish {
    /// Nothing yet: it is to be there when it is needed.
    #[default]
    Program,
    /// The address as it stands.
    Address,
    /// The link of a script or of the page around, as it was given.
    Host(String),
    /// New texts of settings.
    Set(Vec<(Key, String)>),
    /// These settings.
    Show(Box<Settings>, Entry),
}

/// Wishes for something that the whole program can show. The newest wish counts; new texts of settings come to those before.
pub fn wish(at: &mut Context<'_>, wish: Wish) {
    let before = at.model.wish.take();
    at.model.wish = Some(match (before, wish) {
        (Some(Wish::Set(mut all)), Wish::Set(new)) => {
            all.retain(|(key, _)| new.iter().all(|(other, _)| other != key));
            all.extend(new);
            Wish::Set(all)
        }
        (Some(before), Wish::Program) => before,
        (_, wish) => wish,
    });
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
                    view,
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
    if let Some(wish) = &mut model.wish
        && !(is_beside && matches!(wish, Wish::Set(_)))
    {
        *wish = Wish::Program;
    }
}

/// The whole program could not be loaded: everything stays as it is.
pub fn stay(at: &mut Context<'_>, sentence: String) {
    at.model.wish = None;
    at.model.board = Board::Sentence(sentence);
    at.ask(Effect::Board);
    at.ask(Effect::Form);
    at.wake();
}

/// What a page takes along into another program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Left {
    /// What is shown; `None` before anything is.
    pub now: Option<Settings>,
    /// Whether the address does not say so yet.
    pub is_edited: bool,
    /// What a task showed at first.
    pub task: Option<Settings>,
    /// The network that is pinned as A.
    pub pinned: Option<Settings>,
    /// The steps of the lesson that have been answered.
    pub opened: Vec<usize>,
    /// What the fan shows, where the reader has chosen.
    pub chips: Option<Chips>,
    /// Whether notices about the link are on the board.
    pub has_notices: bool,
    /// What is wished for.
    pub wish: Wish,
}

impl Left {
    /// What the page takes along.
    pub fn of(model: &Model) -> Self {
        let wish = model.wish.clone().unwrap_or_default();
        let pinned = model.pinned.as_ref();
        let pinned = pinned.and_then(|one| {
            Some(Settings {
                recipe: one.entry.subject.recipe()?.clone(),
                view: one.view.clone(),
            })
        });
        Self {
            now: model.settings().filter(|_| wish != Wish::Address),
            is_edited: model.is_edited,
            task: model.home.task.clone(),
            pinned,
            opened: model.lesson.opened().to_vec(),
            chips: model.look.chips,
            has_notices: matches!(model.board, Board::Notices(_)),
            wish,
        }
    }

    /// As lines of text: a name, and what it holds.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        let mut line = |name: &str, value: &str| lines.push(format!("{name} {value}"));
        for (name, settings) in [
            ("now", &self.now),
            ("task", &self.task),
            ("pinned", &self.pinned),
        ] {
            if let Some(settings) = settings {
                line(name, &link::encode(settings));
            }
        }
        for (name, is_so) in [("edited", self.is_edited), ("notices", self.has_notices)] {
            if is_so {
                line(name, "");
            }
        }
        for step in &self.opened {
            line("opened", &step.to_string());
        }
        if let Some(chips) = self.chips {
            let shown = Chip::ALL.into_iter().filter(|chip| chips.has(*chip));
            line(
                "chips",
                &shown.map(Chip::name).collect::<Vec<_>>().join(","),
            );
        }
        match &self.wish {
            Wish::Program => {}
            Wish::Address => line("address", ""),
            Wish::Host(text) => line("host", &text.replace(['\n', '\r'], " ")),
            Wish::Set(texts) => {
                for (key, text) in texts {
                    line(key.field().name, text);
                }
            }
            Wish::Show(settings, Entry::Same) => line("show", &link::encode(settings)),
            Wish::Show(settings, Entry::New) => line("visit", &link::encode(settings)),
        }
        lines.join("\n")
    }

    /// What such a text holds; what it does not know is left out.
    pub fn read(text: &str) -> Self {
        let mut left = Self::default();
        for line in text.split('\n') {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            let settings = || link::decode(value).0;
            match name {
                "now" => left.now = Some(settings()),
                "task" => left.task = Some(settings()),
                "pinned" => left.pinned = Some(settings()),
                "edited" => left.is_edited = true,
                "notices" => left.has_notices = true,
                "opened" => left.opened.extend(value.parse::<usize>()),
                "chips" => left.chips = Some(chips(value)),
                "address" => left.wish = Wish::Address,
                "host" => left.wish = Wish::Host(value.into()),
                "show" => left.wish = Wish::Show(Box::new(settings()), Entry::Same),
                "visit" => left.wish = Wish::Show(Box::new(settings()), Entry::New),
                _ => left.take(name, value),
            }
        }
        left
    }

    fn take(&mut self, name: &str, value: &str) {
        if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
            match &mut self.wish {
                Wish::Set(texts) => texts.push((field.key, value.into())),
                other => *other = Wish::Set(vec![(field.key, value.into())]),
            }
        }
    }
}

/// The chips with these names.
fn chips(names: &str) -> Chips {
    let is_named = |chip: Chip| names.split(',').any(|name| name == chip.name());
    Chips {
        gradient: is_named(Chip::Gradient),
        directions: is_named(Chip::Directions),
        bound: is_named(Chip::Bound),
        weights: is_named(Chip::Weights),
        plain: is_named(Chip::Plain),
    }
}

/// The page goes on as another program has left it. It has started with the address.
pub fn resume(at: &mut Context<'_>, left: Left) {
    let is_told = left.wish == Wish::Address || left.has_notices;
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
    at.model.lesson.reopen(&left.opened);
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
        Wish::Host(text) => show_host(at, &text),
        Wish::Set(texts) => {
            offer(at, Door::Control, (Proposal::Set(texts), Entry::Same));
        }
        Wish::Show(settings, entry) => {
            let subject = Subject::Recipe(settings.recipe);
            let proposal = Proposal::Show(subject, settings.view);
            offer(at, Door::Swap, (proposal, entry));
        }
    }
}
