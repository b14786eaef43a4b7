//! What is written down of a step.

/// A step: norms of the gradients of its batch, before clipping, and of what it subtracts. K layers; entry j - 1 of a
/// list is that of layer j.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// How many updates came before it.
    pub step: u64,
    /// L on its batch.
    pub loss: f64,
    /// The share of right answers on its batch; `None` without classes.
    pub accuracy: Option<f64>,
    /// For h = 0..K the mean over the rows i of ||dl_i/dz_i^(h)||, l_i the loss of row i alone; K + 1 numbers. With batch
    /// norm, of B ||dL/dz_i^(h)||, B the number of rows.
    pub output_gradients: Vec<f64>,
    /// ||dL/dw||, Frobenius. Layers that share their weights have that of the sum over all of them.
    pub weight_gradients: Vec<f64>,
    /// The same of the layer's own share of the sum.
    pub weight_parts: Vec<f64>,
    /// ||dL/db||; `None` for a layer without biases.
    pub bias_gradients: Vec<Option<f64>>,
    /// The norm of all gradients together; those of shared weights count once.
    pub gradient_norm: f64,
    /// What clipping multiplies them by, 0..=1.
    pub clip_factor: f64,
    /// ||w||, Frobenius.
    pub weight_norms: Vec<f64>,
    /// The norm of what the step subtracts from w; zeros where nothing was subtracted ([`Record::is_step`]).
    pub weight_updates: Vec<f64>,
    /// The same of b.
    pub bias_updates: Vec<Option<f64>>,
    /// How much of each mode of a [`super::Teacher`] the weights have, in the order of its values; empty without one.
    pub strengths: Vec<f64>,
    /// Whether the step was taken, or only looked at.
    pub is_step: bool,
}

impl Record {
    /// With room for a network whose layers have biases or not.
    pub(super) fn of(biases: &[bool]) -> Self {
        let depth = biases.len();
        let of_biases: Vec<_> = biases
            .iter()
            .map(|is_there| is_there.then_some(0.0))
            .collect();
        Self {
            output_gradients: vec![0.0; depth + 1],
            weight_gradients: vec![0.0; depth],
            weight_parts: vec![0.0; depth],
            bias_gradients: of_biases.clone(),
            weight_norms: vec![0.0; depth],
            weight_updates: vec![0.0; depth],
            bias_updates: of_biases,
            ..Self::default()
        }
    }

    /// ||update|| / ||w|| of layer 1..=K; `None` if that layer does not exist or has no weight but zeros.
    pub fn update_ratio(&self, layer: usize) -> Option<f64> {
        let at = layer.checked_sub(1)?;
        let norm = self.weight_norms.get(at).filter(|norm| **norm > 0.0)?;
        Some(self.weight_updates.get(at)? / norm)
    }
}

/// The first number of a training that is infinite or NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonFinite {
    /// The step: how many updates came before it. It is not taken.
    pub step: u64,
    /// What is not finite.
    pub what: What,
    /// The layer, 1..=K; `None` for the loss.
    pub layer: Option<usize>,
}

/// What is not finite. A step looks at it in this order, at gradients from layer K down, else from layer 1 up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// w or b.
    Weights,
    /// z^(j) of a row of the batch.
    Outputs,
    /// L.
    Loss,
    /// dL/dw or dL/db.
    Gradients,
}

impl What {
    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Outputs => "outputs",
            Self::Loss => "loss",
            Self::Gradients => "gradients",
        }
    }
}
