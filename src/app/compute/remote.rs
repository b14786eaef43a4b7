//! What a worker runs: pieces of one analysis, on request.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::link;
use crate::network::Network;
use crate::state::{self, Task, Yield};

use crate::app::browser::json;

/// A network and what is computed of it. One task at a time; each step is short.
#[wasm_bindgen]
pub struct Computation(state::Computation);

#[wasm_bindgen]
impl Computation {
    /// The computation of a link, or of a network as JSON text.
    ///
    /// # Errors
    /// One sentence, when the text begins like JSON and is no network.
    pub fn of(text: &str) -> Result<Self, JsValue> {
        Ok(Self(match text.starts_with('{') {
            true => state::Computation::of_network(json::network(text)?),
            false => state::Computation::of_recipe(&link::decode(text).0.recipe),
        }))
    }

    /// The computation of a network as words, see [`Network::to_words`].
    ///
    /// # Errors
    /// `null` if the words do not describe a network.
    #[wasm_bindgen(js_name = ofWords)]
    pub fn of_words(words: &[u64]) -> Result<Self, JsValue> {
        let network = Network::from_words(words).ok_or(JsValue::NULL)?;
        Ok(Self(state::Computation::of_network(network)))
    }

    /// Takes over from an older computation: what the networks of two links have in common is not
    /// drawn again.
    pub fn reusing(self, old: Self) -> Self {
        Self(self.0.reusing(old.0))
    }

    /// Begins a task, given as words, see [`Task::to_words`]; invalid words begin none.
    pub fn begin(&mut self, task: &[u64]) {
        self.0.begin(Task::from_words(task));
    }

    /// One step of the task: a piece as words, or no words if a step leaves nothing to report;
    /// `undefined` when it is done.
    pub fn step(&mut self) -> Option<Vec<u64>> {
        match self.0.step() {
            Yield::Piece(piece) => Some(piece.to_words()),
            Yield::Nothing => Some(Vec::new()),
            Yield::Done => None,
        }
    }

    /// Discards the pieces and runs both passes again, as the start of a measurement.
    pub fn rewind(&mut self) {
        self.0.rewind();
    }
}
