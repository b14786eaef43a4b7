//! A computation under way: its tasks, and their results so far.

use std::rc::Rc;
use std::sync::Arc;

#[cfg(feature = "whole")]
use super::chain_task::{ChainAt, ChainBatch};
use super::goal::{Goal, Outcome, Sweep};
#[cfg(feature = "whole")]
use super::learn::{Learn, learned};
#[cfg(feature = "whole")]
use super::sample::{Batch, Sample};
#[cfg(feature = "whole")]
use super::survey::{Survey, Surveyed};
use super::task::Task;
use crate::analysis::{Analysis, Assembly, Column, Piece, PlainSuffix, Way};
use crate::network::Subject;
#[cfg(feature = "whole")]
use crate::scene::ChainPoint;
#[cfg(feature = "whole")]
use crate::study::ensemble::Member;

/// The layers of a network are divided into this many tasks, so that no worker waits long for
/// another.
const PARTS: usize = 8;
/// Networks with more weights are analysed by one worker, so that the others need no memory for them: so many of
/// them are 600 MB in four workers.
const SHARED: u64 = 18_000_000;
/// The same for a file, whose words travel to each worker: they are there three times for a moment.
const SHARED_FILE: u64 = 4_000_000;
/// So many columns of the strip are a task.
const COLUMNS: usize = 6;

/// Whether several workers have the network.
fn is_shared(subject: &Subject) -> bool {
    let most = if subject.is_file() {
        SHARED_FILE
    } else {
        SHARED
    };
    subject.weights() <= most
}

/// A computation. Pieces that arrive after it was dropped belong to no job and are ignored.
pub struct Job {
    /// New for each job.
    pub id: u32,
    /// What it is about.
    pub subject: Rc<Subject>,
    /// What is wanted.
    pub goal: Goal,
    /// Whether the page computes it by itself, in slices.
    pub is_local: bool,
    /// When it began, in milliseconds.
    pub since: f64,
    parts: Parts,
}

enum Parts {
    /// Pieces that arrived before the outline.
    Early(Vec<Piece>),
    Assembly {
        assembly: Box<Assembly>,
        /// Whether the second twin has been asked.
        is_asked_again: bool,
    },
    Plain(Vec<Option<PlainSuffix>>),
    Strip {
        missing: Sweep,
        /// Those that have arrived and were not taken yet.
        found: Vec<(usize, Column)>,
    },
    #[cfg(feature = "whole")]
    Training(Box<Learn>),
    #[cfg(feature = "whole")]
    Chain(ChainBatch),
    #[cfg(feature = "whole")]
    Map {
        missing: Vec<Survey>,
        /// Those that have arrived and were not taken yet.
        found: Vec<Surveyed>,
    },
    #[cfg(feature = "whole")]
    Seeds(Batch),
    Nothing,
}

impl Job {
    /// A job with nothing done yet.
    pub fn of(id: u32, subject: &Rc<Subject>, goal: Goal, since: f64) -> Self {
        Self {
            id,
            goal,
            is_local: false,
            since,
            parts: match goal {
                Goal::Analysis => Parts::Early(Vec::new()),
                Goal::Plain => Parts::Plain(vec![None; subject.depth()]),
                Goal::Strip => Parts::Strip {
                    missing: Sweep::default(),
                    found: Vec::new(),
                },
                #[cfg(feature = "whole")]
                Goal::Chain | Goal::Map | Goal::Seeds => Parts::Nothing,
                Goal::Training | Goal::WarmUp => Parts::Nothing,
            },
            subject: Rc::clone(subject),
        }
    }

    /// A job for these columns of the strip.
    pub fn of_strip(id: u32, subject: &Rc<Subject>, sweep: Sweep, since: f64) -> Self {
        Self {
            parts: Parts::Strip {
                missing: sweep,
                found: Vec::new(),
            },
            ..Self::of(id, subject, Goal::Strip, since)
        }
    }

    /// A job for this portion of a training.
    #[cfg(feature = "whole")]
    pub fn of_training(id: u32, learn: Learn, since: f64) -> Self {
        let subject = Rc::new(Subject::Recipe(learn.recipe.clone()));
        Self {
            parts: Parts::Training(Box::new(learn)),
            ..Self::of(id, &subject, Goal::Training, since)
        }
    }

    /// A job for the chain at some steps of a training of this subject.
    #[cfg(feature = "whole")]
    pub fn of_chain((id, subject): (u32, Rc<Subject>), tasks: Vec<ChainAt>, since: f64) -> Self {
        Self {
            parts: Parts::Chain(ChainBatch::of(tasks)),
            ..Self::of(id, &subject, Goal::Chain, since)
        }
    }

    /// A job for these parts of maps.
    #[cfg(feature = "whole")]
    pub fn of_map(id: u32, missing: Vec<Survey>, since: f64) -> Self {
        let recipe = missing.first().map(|survey| survey.plan.recipe().clone());
        let subject = Rc::new(Subject::Recipe(recipe.unwrap_or_default()));
        let found = Vec::new();
        Self {
            parts: Parts::Map { missing, found },
            ..Self::of(id, &subject, Goal::Map, since)
        }
    }

    /// A job for these networks of a recipe.
    #[cfg(feature = "whole")]
    pub fn of_seeds(id: u32, subject: &Rc<Subject>, sample: Sample, since: f64) -> Self {
        Self {
            parts: Parts::Seeds(Batch::of(sample)),
            ..Self::of(id, subject, Goal::Seeds, since)
        }
    }

    /// Its tasks, in the order in which they should be begun.
    pub fn tasks(&self) -> Vec<Task> {
        let depth = self.subject.depth();
        let layers =
            (0..PARTS).map(|part| Task::layers(part * depth / PARTS, (part + 1) * depth / PARTS));
        let of_chain = || match self.subject.has_spectra() {
            true => [Way::Own, Way::Twin, Way::Mirrored]
                .map(Task::walk)
                .to_vec(),
            false => vec![Task::ChainNorm],
        };
        match self.goal {
            Goal::Analysis if !is_shared(&self.subject) => vec![Task::whole()],
            Goal::Analysis => std::iter::once(Task::outline())
                .chain(layers)
                .chain(of_chain())
                .chain((self.subject.samples() > 1).then_some(Task::Batch))
                .collect(),
            Goal::Plain => vec![Task::Plain],
            Goal::Strip => self.tasks_of_strip(),
            #[cfg(not(feature = "whole"))]
            Goal::Training => Vec::new(),
            #[cfg(feature = "whole")]
            Goal::Training => match &self.parts {
                Parts::Training(learn) => vec![Task::Learn(learn.clone())],
                _ => Vec::new(),
            },
            #[cfg(feature = "whole")]
            Goal::Chain => match &self.parts {
                Parts::Chain(batch) => {
                    let left = batch.left().iter();
                    left.map(|one| Task::Chain(Box::new(one.clone()))).collect()
                }
                _ => Vec::new(),
            },
            #[cfg(feature = "whole")]
            Goal::Map => match &self.parts {
                Parts::Map { missing, .. } => {
                    let all = missing.iter().cloned();
                    all.map(|survey| Task::Map(Box::new(survey))).collect()
                }
                _ => Vec::new(),
            },
            #[cfg(feature = "whole")]
            Goal::Seeds => match &self.parts {
                Parts::Seeds(batch) => {
                    let all = batch.samples();
                    all.map(|one| Task::Sample(Box::new(one))).collect()
                }
                _ => Vec::new(),
            },
            Goal::WarmUp => vec![
                Task::layers(0, depth),
                Task::walk(Way::Own),
                Task::walk(Way::Twin),
            ],
        }
    }

    fn tasks_of_strip(&self) -> Vec<Task> {
        let Parts::Strip { missing, .. } = &self.parts else {
            return Vec::new();
        };
        let chunks = missing.columns.chunks(COLUMNS);
        chunks
            .map(|chunk| Task::Strip {
                left: chunk.iter().rev().copied().collect(),
                start: missing.start.clone(),
            })
            .collect()
    }

    /// Networks that have arrived; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_members(&mut self) -> Vec<(u32, Member)> {
        match &mut self.parts {
            Parts::Seeds(batch) => batch.take(),
            _ => Vec::new(),
        }
    }

    /// Takes pieces in any order; returns the outcome once all have arrived.
    pub fn take(&mut self, pieces: Vec<Piece>) -> Option<Outcome> {
        #[cfg(feature = "whole")]
        if self.goal == Goal::Training {
            let learned = pieces.iter().find_map(learned);
            return learned.map(|learned| Outcome::Training(Box::new(learned)));
        }
        #[cfg(feature = "whole")]
        if let Parts::Chain(batch) = &mut self.parts {
            return batch.add(&pieces).map(Outcome::Chain);
        }
        for piece in pieces {
            self.add(piece);
        }
        match &self.parts {
            Parts::Assembly { assembly, .. } => {
                let analysis = assembly.is_complete().then(|| assembly.analysis().clone());
                analysis.map(|analysis| Outcome::Analysis(Box::new(analysis)))
            }
            Parts::Plain(suffixes) => {
                let all: Option<Vec<PlainSuffix>> = suffixes.iter().cloned().collect();
                all.map(Outcome::Plain)
            }
            Parts::Strip { missing, .. } if missing.columns.is_empty() => {
                Some(Outcome::Strip(self.take_columns()))
            }
            #[cfg(feature = "whole")]
            Parts::Map { missing, .. } if missing.is_empty() => Some(Outcome::Map(self.take_map())),
            #[cfg(feature = "whole")]
            Parts::Seeds(batch) if batch.is_done() => Some(Outcome::Seeds(self.take_members())),
            _ => None,
        }
    }

    /// Columns of the strip that have arrived; each is returned once.
    pub fn take_columns(&mut self) -> Vec<(usize, Column)> {
        match &mut self.parts {
            Parts::Strip { found, .. } => std::mem::take(found),
            _ => Vec::new(),
        }
    }

    /// Points of the chain over a training that have arrived; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_points(&mut self) -> Vec<ChainPoint> {
        match &mut self.parts {
            Parts::Chain(batch) => batch.take(),
            _ => Vec::new(),
        }
    }

    /// Parts of the maps that have arrived; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_map(&mut self) -> Vec<Surveyed> {
        match &mut self.parts {
            Parts::Map { found, .. } => std::mem::take(found),
            _ => Vec::new(),
        }
    }

    fn add(&mut self, piece: Piece) {
        match (&mut self.parts, piece) {
            (Parts::Early(early), Piece::Outline(outline)) => {
                let mut assembly = Assembly::of(Arc::unwrap_or_clone(outline));
                early.drain(..).for_each(|piece| assembly.add(piece));
                self.parts = Parts::Assembly {
                    assembly: Box::new(assembly),
                    is_asked_again: false,
                };
            }
            (Parts::Early(early), piece) => early.push(piece),
            (Parts::Assembly { assembly, .. }, piece) => assembly.add(piece),
            (Parts::Plain(suffixes), Piece::Plain(suffix)) => {
                if let Some(place) = suffixes.get_mut(suffix.from_layer) {
                    *place = Some(suffix);
                }
            }
            #[cfg(feature = "whole")]
            (Parts::Seeds(batch), piece) => batch.add(&piece),
            (Parts::Strip { missing, found }, Piece::Column(number, column)) => {
                let mut columns = missing.columns.iter();
                if let Some(at) = columns.position(|(one, _)| *one == number) {
                    missing.columns.remove(at);
                    found.push((number, column));
                }
            }
            #[cfg(feature = "whole")]
            (Parts::Map { missing, found }, Piece::Study(words)) => {
                let surveyed = Surveyed::from_words(&words);
                let is_it = |survey: &Survey, one: &Surveyed| {
                    (survey.which, &survey.part) == (one.which, &one.part)
                };
                let before = missing.len();
                missing.retain(|survey| !surveyed.as_ref().is_some_and(|one| is_it(survey, one)));
                found.extend(surveyed.filter(|_| missing.len() < before));
            }
            _ => {}
        }
    }

    /// A task that is needed after all others are done, returned once: the values that only a
    /// second twin can settle.
    pub fn last_task(&mut self) -> Option<Task> {
        let Parts::Assembly {
            assembly,
            is_asked_again: is_asked_again @ false,
        } = &mut self.parts
        else {
            return None;
        };
        let wanted = assembly.doubtful();
        if wanted.is_empty() {
            return None;
        }
        *is_asked_again = true;
        let way = Way::SecondTwin;
        Some(Task::Walk { way, wanted })
    }

    /// What is known of an analysis so far, if anything.
    pub fn so_far(&self) -> Option<&Analysis> {
        match &self.parts {
            Parts::Assembly { assembly, .. } => Some(assembly.analysis()),
            _ => None,
        }
    }

    /// The finished fraction, 0..1.
    pub fn progress(&self) -> f64 {
        match &self.parts {
            Parts::Assembly { assembly, .. } => assembly.progress(),
            Parts::Plain(suffixes) => {
                let there = suffixes.iter().flatten().count();
                #[expect(clippy::cast_precision_loss, reason = "numbers of layers")]
                let share = there as f64 / suffixes.len().max(1) as f64;
                share
            }
            _ => 0.0,
        }
    }

    /// Restarts the job on the page's own desk: pieces may have been lost with the workers. Columns of the
    /// strip and points of the chain that have arrived stay.
    pub fn restart_locally(&mut self) {
        // What is not awaited has no results to lose.
        if self.goal >= Goal::Strip {
            self.is_local = true;
            return;
        }
        let fresh = Self::of(self.id, &self.subject, self.goal, self.since);
        *self = Self {
            is_local: true,
            ..fresh
        };
    }
}
