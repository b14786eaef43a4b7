//! How a network is viewed, as far as a link says.

use super::Chart;

/// What is selected and open. No number of a network depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// the selected layer; `None` is layer K
    pub layer: Option<usize>,
    /// the open chart
    pub chart: Chart,
    /// the open step of the lesson; `None` if it is closed
    pub step: Option<usize>,
}

impl View {
    /// The selected layer of a network of `depth` layers, 1..=K.
    pub fn layer_of(&self, depth: usize) -> usize {
        self.layer.unwrap_or(depth).clamp(1, depth.max(1))
    }

    /// This view of a network of `depth` layers: layer K, or one that it does not have, becomes
    /// `None`.
    pub fn within(mut self, depth: usize) -> Self {
        self.layer = self.layer.filter(|layer| (1..depth).contains(layer));
        self
    }
}
