//! From settings to an analysis: at once where it is short, by workers, or in short slices where there are none.

use super::opened;
use super::pool::{Pool, State};
use super::remote::Remote;
use crate::analysis::{Analysis, Known, Piece, Pieces, PlainSuffix, Start, Work};
use crate::network::Draft;
use crate::settings::Settings;

/// How long one slice may take, in milliseconds.
const SLICE: f64 = 6.0;
/// Up to this [`Settings::cost`] the page computes by itself: it is done before a worker could answer.
pub const SHORT: u64 = 150_000;

/// What a job ends with.
pub enum Outcome {
    /// The whole analysis.
    Analysis(Analysis),
    /// What plain arithmetic says about P^(0), P^(1), ...
    Plain(Vec<PlainSuffix>),
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The analysis.
    Analysis,
    /// What plain arithmetic says.
    Plain,
}

/// A computation on its way. Dropping it drops its result.
pub enum Job {
    /// Done by workers.
    Remote(Remote),
    /// Done by the page.
    Local(Box<Local>),
}

impl Job {
    /// The computation of these settings, begun in workers where it is long and there are some. `id` is new for each job.
    pub fn of(settings: &Settings, goal: Goal, (pool, id): (Option<&mut Pool>, u32)) -> Self {
        match pool {
            Some(pool) if settings.cost() > SHORT && pool.state() == State::Usable => {
                let remote = match goal {
                    Goal::Analysis => Remote::analysis(pool, id, settings),
                    Goal::Plain => Remote::plain(pool, id, settings),
                };
                if pool.state() == State::Usable {
                    return Self::Remote(remote);
                }
                Self::local(settings, goal)
            }
            pool => {
                if let Some(pool) = pool {
                    pool.stop();
                }
                Self::local(settings, goal)
            }
        }
    }

    /// The same by the page itself, in slices where it is long.
    pub fn local(settings: &Settings, goal: Goal) -> Self {
        Self::Local(Box::new(Local {
            goal,
            is_short: settings.cost() <= SHORT,
            stage: match opened::of(settings) {
                Some(opened) => Stage::Starting(Box::new(Start::of(opened.network.clone()))),
                None => Stage::Drawing(Draft::of(settings)),
            },
        }))
    }

    /// What is known so far, if anything.
    pub fn so_far(&self) -> Option<&Analysis> {
        match self {
            Self::Remote(remote) => remote.so_far(),
            Self::Local(local) => local.so_far(),
        }
    }

    /// How much is done, 0..1.
    pub fn progress(&self) -> f64 {
        match self {
            Self::Remote(remote) => remote.progress(),
            Self::Local(local) => local.progress(),
        }
    }
}

/// A computation in slices.
pub struct Local {
    goal: Goal,
    is_short: bool,
    stage: Stage,
}

/// How far it has come.
enum Stage {
    Drawing(Draft),
    Starting(Box<Start>),
    Working(Box<Work>),
    Plain(Box<Pieces>, Vec<PlainSuffix>),
}

impl Local {
    /// Whether it is better begun after the next frame, so that the control under the reader's hand moves at once.
    pub fn can_wait(&self) -> bool {
        !self.is_short
    }

    /// Works until the outcome is there or a slice is over; `now` is a clock in milliseconds.
    pub fn slice(&mut self, now: impl Fn() -> f64) -> Option<Outcome> {
        let end = now() + SLICE;
        loop {
            if let Some(outcome) = self.step() {
                return Some(outcome);
            }
            if now() >= end {
                return None;
            }
        }
    }

    /// How much of the analysis is known, if anything.
    pub fn known(&self) -> Option<Known> {
        self.so_far().map(|analysis| analysis.known)
    }

    fn so_far(&self) -> Option<&Analysis> {
        match &self.stage {
            Stage::Working(work) => Some(work.analysis()),
            _ => None,
        }
    }

    fn step(&mut self) -> Option<Outcome> {
        match &mut self.stage {
            Stage::Drawing(draft) => {
                if let Some(network) = draft.advance() {
                    self.stage = Stage::Starting(Box::new(Start::of(network)));
                }
            }
            Stage::Starting(start) => {
                let passes = start.advance()?;
                self.stage = match self.goal {
                    Goal::Analysis => Stage::Working(Box::new(Work::from(passes))),
                    Goal::Plain => Stage::Plain(Box::new(Pieces::of(passes)), Vec::new()),
                };
            }
            Stage::Working(work) => return work.advance().map(Outcome::Analysis),
            Stage::Plain(pieces, suffixes) => match pieces.plain() {
                Some(Piece::Plain(suffix)) => suffixes.push(suffix),
                _ => {
                    suffixes.reverse();
                    return Some(Outcome::Plain(std::mem::take(suffixes)));
                }
            },
        }
        None
    }

    fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Working(work) => work.progress(),
            Stage::Plain(pieces, suffixes) => {
                #[expect(clippy::cast_precision_loss, reason = "numbers of layers")]
                let share = suffixes.len() as f64 / pieces.passes().depth().max(1) as f64;
                share
            }
            _ => 0.0,
        }
    }
}
