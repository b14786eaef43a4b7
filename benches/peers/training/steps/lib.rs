//! A training whose steps are measured, natively and as WebAssembly.

use std::hint::black_box;

use gradlens::study::training::{Case, Trainer};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// The training of a case, step by step.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
pub struct Steps(Trainer);

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Steps {
    /// That of a case as JSON text, before its first step.
    ///
    /// # Errors
    /// One sentence if it is no case.
    pub fn of(text: &str) -> Result<Self, String> {
        let case = Case::from_json(text).map_err(|error| error.to_string())?;
        let trainer = case.trainer().map_err(|error| error.to_string())?;
        Ok(Self(trainer))
    }

    /// Takes so many steps; the losses of their batches, NaN once a number was not finite.
    pub fn losses(&mut self, count: usize) -> Vec<f64> {
        let mut loss = || self.0.step().map_or(f64::NAN, |record| record.loss);
        (0..count).map(|_| loss()).collect()
    }

    /// Takes so many steps, each with all that is written down of it.
    pub fn take(&mut self, count: usize) {
        for _ in 0..count {
            black_box(self.0.step());
        }
    }

    /// What the next step would write down, in the order of the fields: `output_gradients`, `weight_gradients`,
    /// `bias_gradients`, `weight_norms`, and the norm of all gradients.
    pub fn norms(&mut self) -> Vec<f64> {
        let Some(record) = self.0.look() else {
            return Vec::new();
        };
        let mut norms = record.output_gradients.clone();
        norms.extend(&record.weight_gradients);
        norms.extend(record.bias_gradients.iter().flatten());
        norms.extend(&record.weight_norms);
        norms.push(record.gradient_norm);
        norms
    }
}
