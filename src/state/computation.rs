//! One network and its analysis, computed in short steps.

use super::task::{Task, Yield};
#[cfg(feature = "whole")]
use super::trainers::Trainers;
use crate::analysis::{Passes, Pieces, Start};
use crate::network::{Draft, Draws, Network};
use crate::settings::Recipe;

/// Computes tasks of one network, one task at a time. Used by a worker and by the page itself.
pub struct Computation {
    stage: Stage,
    /// The random draws of this network, kept for the next one.
    draws: Draws,
    task: Option<Task>,
    #[cfg(feature = "whole")]
    trainers: Trainers,
}

enum Stage {
    Drawing(Draft),
    Given(Box<Network>),
    Starting(Box<Start>),
    Ready(Box<Pieces>),
}

impl Stage {
    /// The network, once it is drawn.
    fn network(&self) -> Option<&Network> {
        match self {
            Self::Drawing(_) => None,
            Self::Given(network) => Some(network),
            Self::Starting(start) => start.network(),
            Self::Ready(pieces) => Some(pieces.passes().network()),
        }
    }
}

impl Computation {
    /// Of the network of a recipe.
    pub fn of_recipe(recipe: &Recipe) -> Self {
        Self::at(Stage::Drawing(Draft::of(recipe)))
    }

    /// Of explicit numbers.
    pub fn of_network(network: Network) -> Self {
        Self::at(Stage::Given(Box::new(network)))
    }

    fn at(stage: Stage) -> Self {
        Self {
            stage,
            draws: Draws::default(),
            task: None,
            #[cfg(feature = "whole")]
            trainers: Trainers::default(),
        }
    }

    /// Takes over what `old` has drawn: what the networks of two recipes have in common is not
    /// drawn again, nor is what is trained.
    pub fn reusing(mut self, old: Self) -> Self {
        #[cfg(feature = "whole")]
        let old = {
            let mut old = old;
            old.put_aside();
            self.trainers = std::mem::take(&mut old.trainers);
            old
        };
        let draws = match old.stage {
            Stage::Drawing(draft) => draft.into_draws(),
            Stage::Given(_) | Stage::Starting(_) | Stage::Ready(_) => old.draws,
        };
        match &mut self.stage {
            Stage::Drawing(draft) => draft.reuse(draws),
            Stage::Given(_) | Stage::Starting(_) | Stage::Ready(_) => self.draws = draws,
        }
        self
    }

    /// Begins a task in place of the current one.
    pub fn begin(&mut self, task: Option<Task>) {
        #[cfg(feature = "whole")]
        self.put_aside();
        self.task = task;
        #[cfg(feature = "whole")]
        if let Some(Task::Learn(learn)) = &mut self.task {
            self.trainers.lend(learn);
        }
    }

    /// A portion of a training is over, or not wanted any more: its trainer is kept.
    #[cfg(feature = "whole")]
    fn put_aside(&mut self) {
        if let Some(Task::Learn(learn)) = self.task.take_if(|task| matches!(task, Task::Learn(_))) {
            self.trainers.keep(*learn);
        }
    }

    /// The trainers that it keeps.
    #[cfg(feature = "whole")]
    pub fn trainers(&self) -> &Trainers {
        &self.trainers
    }

    /// Whether a task is under way.
    pub fn is_busy(&self) -> bool {
        self.task.is_some()
    }

    /// One step of the task, some ten milliseconds at most; [`Yield::Done`] if there is none.
    pub fn step(&mut self) -> Yield {
        let Some(task) = &mut self.task else {
            return Yield::Done;
        };
        #[cfg(feature = "whole")]
        if task.is_study() {
            let found = task.study();
            let is_over = match &found {
                Yield::Nothing => false,
                Yield::Piece(_) => !task.goes_on(),
                Yield::Done => true,
            };
            if is_over {
                self.put_aside();
                self.task = None;
            }
            return found;
        }
        if task.is_of_strip()
            && let Some(network) = self.stage.network()
        {
            let found = task.column(network);
            if found == Yield::Done {
                self.task = None;
            }
            return found;
        }
        match &mut self.stage {
            Stage::Ready(pieces) => {
                let found = task.step(pieces);
                if found == Yield::Done {
                    self.task = None;
                }
                return found;
            }
            Stage::Drawing(draft) => {
                if let Some(network) = draft.advance() {
                    let start = Stage::Starting(Box::new(Start::of(network)));
                    if let Stage::Drawing(draft) = std::mem::replace(&mut self.stage, start) {
                        self.draws = draft.into_draws();
                    }
                }
            }
            Stage::Given(network) => {
                // Its weights are shared.
                let start = Start::of(Network::clone(network));
                self.stage = Stage::Starting(Box::new(start));
            }
            Stage::Starting(start) => {
                if let Some(passes) = start.advance() {
                    self.stage = Stage::Ready(Box::new(Pieces::of(passes)));
                }
            }
        }
        Yield::Nothing
    }

    /// Discards the pieces and runs both passes again, as the start of a measurement.
    pub fn rewind(&mut self) {
        if let Stage::Ready(pieces) = &mut self.stage {
            let network = pieces.passes().network().clone();
            **pieces = Pieces::of(Passes::of(network));
        }
    }
}
