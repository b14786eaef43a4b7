//! An analysis whose pieces come from workers.

use std::sync::Arc;

use super::job::Outcome;
use super::opened;
use super::pool::Pool;
use super::task::Task;
use crate::analysis::{Analysis, Assembly, Piece, PlainSuffix, Way};
use crate::link;
use crate::settings::Settings;

/// The layers of a network are computed in so many tasks, so that no worker waits long for another.
const PARTS: usize = 8;

/// What tells a worker which network.
fn text_of(settings: &Settings) -> String {
    opened::of(settings).map_or_else(|| link::encode(settings), |opened| opened.text.clone())
}

/// What has come so far. Dropping it does not stop the workers, the next one does.
pub struct Remote {
    depth: usize,
    goal: Goal,
}

enum Goal {
    Analysis {
        assembly: Option<Box<Assembly>>,
        /// What came before the outline.
        early: Vec<Piece>,
        /// Whether the second twin has been asked.
        asked_again: bool,
    },
    Plain(Vec<Option<PlainSuffix>>),
}

impl Remote {
    /// Asks the workers for the analysis of these settings.
    pub fn analysis(pool: &mut Pool, id: u32, settings: &Settings) -> Self {
        let depth = settings.depth;
        let walk = |way| Task::Walk {
            way,
            wanted: Vec::new(),
        };
        let parts = (0..PARTS).map(|part| (part * depth / PARTS, (part + 1) * depth / PARTS));
        let layers = parts.clone().map(|(from, to)| Task::Layers { from, to });
        let norms = parts.map(|(from, to)| Task::Norms { from, to });
        let walks = [Way::Own, Way::Twin, Way::Mirrored].map(walk);
        let tasks = std::iter::once(Task::Outline { done: false })
            .chain(layers)
            .chain(norms)
            .chain(walks);
        pool.begin(id, &text_of(settings), tasks);
        Self {
            depth,
            goal: Goal::Analysis {
                assembly: None,
                early: Vec::new(),
                asked_again: false,
            },
        }
    }

    /// Asks the workers what plain arithmetic says.
    pub fn plain(pool: &mut Pool, id: u32, settings: &Settings) -> Self {
        pool.begin(id, &text_of(settings), [Task::Plain]);
        Self {
            depth: settings.depth,
            goal: Goal::Plain(vec![None; settings.depth]),
        }
    }

    /// Takes pieces; the outcome once all are there.
    pub fn take(&mut self, pieces: Vec<Piece>, pool: &mut Pool) -> Option<Outcome> {
        match &mut self.goal {
            Goal::Plain(suffixes) => {
                for piece in pieces {
                    if let Piece::Plain(suffix) = piece
                        && let Some(place) = suffixes.get_mut(suffix.from_layer)
                    {
                        *place = Some(suffix);
                    }
                }
                let all: Option<Vec<PlainSuffix>> = suffixes.iter().cloned().collect();
                all.map(Outcome::Plain)
            }
            Goal::Analysis {
                assembly,
                early,
                asked_again,
            } => {
                for piece in pieces {
                    match (&mut *assembly, piece) {
                        (None, Piece::Outline(outline)) => {
                            let mut new = Assembly::of(Arc::unwrap_or_clone(outline));
                            early.drain(..).for_each(|piece| new.add(piece));
                            *assembly = Some(Box::new(new));
                        }
                        (None, piece) => early.push(piece),
                        (Some(assembly), piece) => assembly.add(piece),
                    }
                }
                let assembly = assembly.as_deref()?;
                if assembly.is_complete() {
                    return Some(Outcome::Analysis(assembly.analysis().clone()));
                }
                let wanted = assembly.doubtful();
                if pool.is_idle() && !*asked_again && !wanted.is_empty() {
                    *asked_again = true;
                    let way = Way::SecondTwin;
                    pool.add([Task::Walk { way, wanted }]);
                }
                None
            }
        }
    }

    /// What is wanted.
    pub fn wanted(&self) -> super::job::Goal {
        match &self.goal {
            Goal::Analysis { .. } => super::job::Goal::Analysis,
            Goal::Plain(_) => super::job::Goal::Plain,
        }
    }

    /// What is known so far, if anything.
    pub fn so_far(&self) -> Option<&Analysis> {
        match &self.goal {
            Goal::Analysis { assembly, .. } => assembly.as_ref().map(|a| a.analysis()),
            Goal::Plain(_) => None,
        }
    }

    /// How much has come, 0..1.
    pub fn progress(&self) -> f64 {
        match &self.goal {
            Goal::Analysis { assembly, .. } => assembly.as_ref().map_or(0.0, |a| a.progress()),
            Goal::Plain(suffixes) => {
                let there = suffixes.iter().flatten().count();
                #[expect(clippy::cast_precision_loss, reason = "numbers of layers")]
                let share = there as f64 / self.depth.max(1) as f64;
                share
            }
        }
    }
}
