//! What a worker runs: pieces of one analysis, on request.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::analysis::{Passes, Piece, Pieces, Start};
use crate::link;
use crate::network::{Draft, Draws};

use super::json;
use super::task::Task;

/// A network and what is computed of it. One task at a time; each step is short.
#[wasm_bindgen]
pub struct Computation {
    stage: Stage,
    /// What was drawn for this network, for the next one.
    draws: Draws,
    task: Option<Task>,
}

enum Stage {
    Drawing(Draft),
    Starting(Box<Start>),
    Ready(Box<Pieces>),
}

#[wasm_bindgen]
impl Computation {
    /// The computation of a link, or of a network as JSON text.
    ///
    /// # Errors
    /// One sentence, when the text begins like JSON and is no network.
    pub fn of(text: &str) -> Result<Self, JsValue> {
        let stage = if text.starts_with('{') {
            Stage::Ready(Box::new(Pieces::of(Passes::of(json::network(text)?))))
        } else {
            Stage::Drawing(Draft::of(&link::decode(text).0))
        };
        Ok(Self {
            stage,
            draws: Draws::default(),
            task: None,
        })
    }

    /// Turns to another link or network. What the networks of two links have in common is not drawn again.
    ///
    /// # Errors
    /// One sentence, when the text begins like JSON and is no network; then nothing has changed.
    pub fn renew(&mut self, text: &str) -> Result<(), JsValue> {
        let old = std::mem::replace(self, Self::of(text)?);
        let draws = match old.stage {
            Stage::Drawing(draft) => draft.into_draws(),
            Stage::Starting(_) | Stage::Ready(_) => old.draws,
        };
        match &mut self.stage {
            Stage::Drawing(draft) => draft.reuse(draws),
            Stage::Starting(_) | Stage::Ready(_) => self.draws = draws,
        }
        Ok(())
    }

    /// Begins a task, given as numbers, see [`Task`]; numbers that mean nothing begin none.
    pub fn begin(&mut self, task: &[u32]) {
        self.task = Task::from_numbers(task);
    }

    /// One step of the task: a piece as words, or no words where a step leaves nothing to tell; `undefined` when it is done.
    pub fn step(&mut self) -> Option<Vec<u64>> {
        let task = self.task.as_mut()?;
        let pieces = match &mut self.stage {
            Stage::Ready(pieces) => pieces,
            Stage::Drawing(draft) => {
                if let Some(network) = draft.advance() {
                    let start = Stage::Starting(Box::new(Start::of(network)));
                    if let Stage::Drawing(draft) = std::mem::replace(&mut self.stage, start) {
                        self.draws = draft.into_draws();
                    }
                }
                return Some(Vec::new());
            }
            Stage::Starting(start) => {
                if let Some(passes) = start.advance() {
                    self.stage = Stage::Ready(Box::new(Pieces::of(passes)));
                }
                return Some(Vec::new());
            }
        };
        let piece = task.step(pieces)?;
        Some(piece.as_ref().map_or_else(Vec::new, Piece::to_words))
    }

    /// Forgets the pieces and does both passes anew: where a measurement begins.
    pub fn rewind(&mut self) {
        if let Stage::Ready(pieces) = &mut self.stage {
            let network = pieces.passes().network().clone();
            **pieces = Pieces::of(Passes::of(network));
        }
    }
}
