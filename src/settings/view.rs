//! How a network is viewed, as far as a link says.

use super::{Chart, Chips, Course, Settings};

/// What is selected and open, and how the network is trained. No number depends on it as long as [`View::at`] is 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// the place of the lens, 1..=K; `None` is the input
    pub layer: Option<usize>,
    /// the open chart
    pub chart: Chart,
    /// what of the fan is shown; `None` is what belongs to the chart
    pub chips: Option<Chips>,
    /// the open step of the lesson; `None` if it is closed
    pub step: Option<usize>,
    /// how it is trained
    pub course: Course,
    /// the step of the training that is shown; 0 is the network before it
    pub at: usize,
    /// what decides the training A, beside which it is shown
    pub against: Option<Box<Settings>>,
}

impl View {
    /// The place of the lens in a network of `depth` layers, 0..=K, 0 being the input.
    pub fn place_of(&self, depth: usize) -> usize {
        self.layer.unwrap_or(0).min(depth)
    }

    /// The layer whose output is under the lens, 1..=K; at the input the one behind it.
    pub fn layer_of(&self, depth: usize) -> usize {
        self.place_of(depth).max(1)
    }

    /// This view of a network of `depth` layers: a layer that it does not have becomes `None`.
    pub fn within(mut self, depth: usize) -> Self {
        self.layer = self.layer.filter(|layer| (1..=depth).contains(layer));
        self
    }
}
