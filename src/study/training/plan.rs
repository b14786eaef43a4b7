//! How a network is trained.

use super::{BatchNorm, Batches, Rule};
use crate::network::FileError;
use crate::words::training as words;

/// A limit of the gradient: with n = sqrt(sum of the squares of all gradients of all parameters), each gradient is
/// multiplied by min(1, limit / (n + eps)), and by 1 if n is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clip {
    /// Above 0.
    pub limit: f64,
    /// 0 here; PyTorch's `clip_grad_norm_` has 1e-6.
    pub eps: f64,
}

impl Clip {
    /// The factor of every gradient.
    pub(super) fn factor(self, norm: f64) -> f64 {
        match norm > 0.0 {
            true => (self.limit / (norm + self.eps)).min(1.0),
            false => 1.0,
        }
    }
}

/// How a network is trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How a gradient becomes an update.
    pub rule: Rule,
    /// The step size, 0 or more.
    pub lr: f64,
    /// The limit of the gradient, if there is one.
    pub clip: Option<Clip>,
    /// Which rows each step sees.
    pub batches: Batches,
    /// The batch norm of each layer; empty where there is none at all.
    pub batch_norms: Vec<Option<BatchNorm>>,
}

impl Default for Plan {
    /// Plain descent, lr 0.1, batches of 32.
    fn default() -> Self {
        Self {
            rule: Rule::Sgd,
            lr: 0.1,
            clip: None,
            batches: Batches::Shuffled { size: 32, seed: 1 },
            batch_norms: Vec::new(),
        }
    }
}

impl Plan {
    /// Refuses numbers outside their ranges.
    pub(super) fn check(&self) -> Result<(), FileError> {
        let mut limits = vec![(words::LR, self.lr, words::NOT_NEGATIVE, self.lr >= 0.0)];
        if let Some(clip) = self.clip {
            limits.push((words::CLIP, clip.limit, words::ABOVE_0, clip.limit > 0.0));
            limits.push((
                words::CLIP_EPS,
                clip.eps,
                words::NOT_NEGATIVE,
                clip.eps >= 0.0,
            ));
        }
        let share = |place, x: f64| (place, x, words::BELOW_1, (0.0..1.0).contains(&x));
        match self.rule {
            Rule::Sgd => {}
            Rule::Momentum { momentum } => limits.push(share(words::MOMENTUM, momentum)),
            Rule::Adam { kept, eps } => {
                limits.push(share(words::BETA_1, kept[0]));
                limits.push(share(words::BETA_2, kept[1]));
                limits.push((words::EPS, eps, words::ABOVE_0, eps > 0.0));
            }
        }
        let wrong = limits
            .iter()
            .find(|(_, x, _, is_within)| !(x.is_finite() && *is_within));
        match wrong {
            None => Ok(()),
            Some((place, x, allowed, _)) => {
                Err(FileError::new(place, words::not_allowed(x, allowed)))
            }
        }
    }
}
