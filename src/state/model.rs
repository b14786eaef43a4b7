//! Everything that the page knows, as one value.

use std::rc::Rc;

use super::beside::BesideStore;
use super::board::Board;
#[cfg(feature = "whole")]
use super::chain_time::ChainTime;
use super::jobs::Jobs;
use super::lesson::Lesson;
use super::look::Look;
#[cfg(feature = "whole")]
use super::map::MapStore;
use super::policy::Policy;
use super::run::Run;
use super::store::{Entry, Store};
use super::strip::StripStore;
use super::training::TrainingStore;
use super::wish::Wish;
use crate::network::Subject;
use crate::scene::Chips;
use crate::settings::{Settings, View};

/// The page as a value. Only [`super::update()`] changes it.
pub struct Model {
    /// What the reader wants to see.
    pub subject: Rc<Subject>,
    /// The part of the view that links carry.
    pub view: View,
    /// The part of the view that no link carries.
    pub look: Look,
    /// What may be shown and changed.
    pub policy: Policy,
    /// The state of its computation.
    pub run: Run,
    /// Computations under way.
    pub jobs: Jobs,
    /// What is known.
    pub store: Store,
    /// What stands beside the measurement.
    pub beside: BesideStore,
    /// The strip of gains.
    pub strip: StripStore,
    /// The training of what is shown.
    pub training: TrainingStore,
    /// The chain over this training.
    #[cfg(feature = "whole")]
    pub chain: ChainTime,
    /// The maps of what is shown.
    #[cfg(feature = "whole")]
    pub map: MapStore,
    /// How far the reader is in the lesson.
    pub lesson: Lesson,
    /// The network that is pinned as A.
    pub pinned: Option<Pinned>,
    /// Input that could not be taken as given.
    pub board: Board,
    /// Where the reader can return to.
    pub home: Home,
    /// Whether the reader has changed something since the address was written.
    pub is_edited: bool,
    /// When the address was last written, in milliseconds.
    pub written: f64,
    /// When the subject was last changed, in milliseconds.
    pub changed: f64,
    /// Whether this is the small program, with which the page opens.
    pub is_small: bool,
    /// What is left to the whole program, once it is there.
    pub wish: Option<Wish>,
    /// How often a rest may still wait for what is to be drawn: 0 once it is drawn.
    pub patience: u8,
}

/// A network that is pinned, with the view in which it was.
#[derive(Clone, Debug)]
pub struct Pinned {
    /// Its numbers.
    pub entry: Entry,
    /// How it was looked at.
    pub view: View,
}

/// Where the reader can return to.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What a task, a figure or a saved page showed at first.
    pub task: Option<Settings>,
    /// What was shown before a file was opened.
    pub before_file: Option<Settings>,
}

impl Model {
    /// Nothing is known yet; `jobs` knows who can compute.
    pub fn of(jobs: Jobs) -> Self {
        Self {
            subject: Rc::default(),
            view: View::default(),
            look: Look::default(),
            policy: Policy::default(),
            run: Run::Idle,
            jobs,
            store: Store::default(),
            beside: BesideStore::default(),
            strip: StripStore::default(),
            training: TrainingStore::default(),
            #[cfg(feature = "whole")]
            chain: ChainTime::default(),
            #[cfg(feature = "whole")]
            map: MapStore::default(),
            lesson: Lesson::default(),
            pinned: None,
            board: Board::default(),
            home: Home::default(),
            is_edited: false,
            written: f64::NEG_INFINITY,
            changed: f64::NEG_INFINITY,
            is_small: false,
            wish: None,
            patience: 0,
        }
    }

    /// The place of the lens, 0..=K.
    pub fn place(&self) -> usize {
        self.view.place_of(self.subject.depth())
    }

    /// What the fan shows: what the lesson does, what was chosen, or what goes with the view.
    pub fn chips(&self) -> Chips {
        let chosen = self.look.chips.or(self.view.chips);
        chosen.unwrap_or_else(|| Chips::of_chart(self.view.chart))
    }

    /// The selected layer, 1..=K.
    pub fn layer(&self) -> usize {
        self.view.layer_of(self.subject.depth())
    }

    /// The content of a link to the page; `None` for a file, which has no link.
    pub fn settings(&self) -> Option<Settings> {
        let recipe = self.subject.recipe()?.clone();
        let view = self.view.clone();
        Some(Settings { recipe, view })
    }

    /// The view in which an entry is shown: the current view if it belongs to the subject, and the
    /// default view if it is older.
    pub fn view_of(&self, entry: &Entry) -> View {
        match *entry.subject == *self.subject {
            true => self.view.clone(),
            false => View::default(),
        }
    }

    /// Whether the newest analysis is of the subject, even if incomplete.
    pub fn is_current(&self) -> bool {
        self.store.is_of(&self.subject)
    }

    /// Whether the analysis of the subject is complete.
    pub fn is_complete(&self) -> bool {
        self.store.is_complete_of(&self.subject)
    }

    /// Whether everything in view is known.
    pub fn is_whole(&self) -> bool {
        self.is_complete() && !self.lacks_plain()
    }

    /// Whether the results of plain arithmetic are wanted, for the fan or for a question, but not yet known.
    pub fn lacks_plain(&self) -> bool {
        let is_asked = self.lesson.step().is_some_and(|step| step.needs_plain());
        let is_wanted = is_asked || self.chips().plain;
        let complete = self.store.complete().filter(|_| self.is_complete());
        let lacks = |entry: &Entry| entry.analysis.has_spectra() && entry.plain.is_none();
        is_wanted && complete.is_some_and(lacks)
    }
}
