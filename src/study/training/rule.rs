//! Rules: how a gradient becomes an update.

use std::ops::Range;

use kernel::descent::{Moments, adam, momentum, plain};

/// What is subtracted from the parameters, for a gradient g and a step size lr.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// lr g
    Sgd,
    /// v = momentum v + g, lr v; v = 0 at first
    Momentum {
        /// 0..1, without 1
        momentum: f64,
    },
    /// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps), t = 1, 2, ...
    Adam {
        /// b1 and b2, 0..1, without 1
        kept: [f64; 2],
        /// above 0
        eps: f64,
    },
}

impl Rule {
    /// Momentum of 0.9.
    pub const MOMENTUM: Self = Self::Momentum { momentum: 0.9 };
    /// Adam with its usual numbers.
    pub const ADAM: Self = Self::Adam {
        kept: [0.9, 0.999],
        eps: 1e-8,
    };
}

/// What a rule keeps of the gradients before, a number for each parameter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Memory {
    /// v of momentum, m of Adam; empty if nothing is kept.
    pub first: Vec<f64>,
    /// v of Adam; empty otherwise.
    pub second: Vec<f64>,
    /// The step of the first gradient of which something is kept.
    pub since: u64,
}

/// What a rule multiplies with in one step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coefficients {
    /// lr
    Sgd(f64),
    /// lr and the momentum.
    Momentum([f64; 2]),
    /// Those of Adam.
    Adam(Moments),
}

impl Memory {
    /// Nothing yet, for so many parameters, before a step.
    pub fn of(rule: Rule, parameters: usize, since: u64) -> Self {
        let zeros = |is_kept: bool| vec![0.0; if is_kept { parameters } else { 0 }];
        Self {
            first: zeros(rule != Rule::Sgd),
            second: zeros(matches!(rule, Rule::Adam { .. })),
            since,
        }
    }

    /// The coefficients of step 0, 1, ... of a rule with its step size.
    pub fn coefficients(&self, (rule, lr): (Rule, f64), step: u64) -> Coefficients {
        match rule {
            Rule::Sgd => Coefficients::Sgd(lr),
            Rule::Momentum { momentum } => Coefficients::Momentum([lr, momentum]),
            Rule::Adam { kept, eps } => {
                #[expect(clippy::cast_precision_loss, reason = "a number of steps")]
                let t = (step - self.since + 1) as f64;
                let [b1, b2] = kept.map(|share| 1.0 - libm::pow(share, t));
                Coefficients::Adam(Moments {
                    kept,
                    rate: lr / b1,
                    correction: 1.0 / b2,
                    eps,
                })
            }
        }
    }

    /// The update of a part of the parameters from its clipped gradient.
    pub fn update(
        &mut self,
        update: &mut [f64],
        gradient: &[f64],
        (coefficients, part): (Coefficients, Range<usize>),
    ) {
        match coefficients {
            Coefficients::Sgd(lr) => plain(update, gradient, lr),
            Coefficients::Momentum(numbers) => {
                momentum(update, &mut self.first[part], gradient, numbers);
            }
            Coefficients::Adam(numbers) => {
                let moments = [&mut self.first[part.clone()], &mut self.second[part]];
                adam(update, moments, gradient, numbers);
            }
        }
    }
}
