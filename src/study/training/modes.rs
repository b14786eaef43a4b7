//! What is known exactly of deep linear networks that learn a linear map (Saxe, McClelland and Ganguli 2014).

use super::{Course, Data, FileError, Teacher};
use crate::network::Network;
use crate::settings::{Activation, DataKind, Key, NormKind, Recipe, RuleKind, Switch, Tied};
use crate::words::training as words;

/// A substep of [`Mode::strengths`] moves ln(u/|s - u|) by so much.
const FINE: f64 = 0.02;
/// From here on u is s in f64.
const LEARNED: f64 = 40.0;

/// One mode of a linear map, learned by D layers from a balanced start in infinitely small steps:
/// du/dt = D u^(2-2/D) (s - u).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mode {
    /// s > 0, its singular value.
    pub value: f64,
    /// D, the number of layers.
    pub depth: usize,
    /// u at t = 0, above 0.
    pub start: f64,
}

impl Mode {
    /// u at these times, which ascend from 0 or later; within 10^-7 of themselves.
    ///
    /// With q = ln(u/|s - u|) the equation is dq/dt = D s u^(1-2/D), which is smooth and never stiff where q is followed in
    /// even steps: the method of Runge and Kutta, of the fourth order.
    ///
    /// ```
    /// use gradlens::study::training::Mode;
    /// let mode = Mode { value: 2.0, depth: 2, start: 0.1 };
    /// // The logistic curve of two layers.
    /// let exact = 2.0 / (1.0 + 19.0 * f64::exp(-4.0 * 1.5));
    /// assert!((mode.strengths(&[1.5])[0] - exact).abs() < 1e-9);
    /// ```
    pub fn strengths(self, times: &[f64]) -> Vec<f64> {
        let (mut q, mut now) = (libm::log(self.start / (self.value - self.start).abs()), 0.0);
        let reached = times.iter().map(|time| {
            while now < *time && q < LEARNED {
                let step = (FINE / self.speed(q)).min(time - now);
                q += self.change(q, step);
                // The last step ends at the time itself.
                now = if step < time - now { now + step } else { *time };
            }
            self.strength(q)
        });
        reached.collect()
    }

    /// The largest step size with which descent stays at u = s: 2/(D s^(2-2/D)).
    pub fn edge(self) -> f64 {
        let depth = self.layers();
        2.0 / (depth * libm::pow(self.value, 2.0 - 2.0 / depth))
    }

    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    fn layers(self) -> f64 {
        self.depth.max(1) as f64
    }

    /// u at q.
    fn strength(self, q: f64) -> f64 {
        // Infinite where it starts at s.
        let rest = libm::exp(-q);
        let side = if self.start > self.value { -1.0 } else { 1.0 };
        self.value / (1.0 + side * rest)
    }

    /// dq/dt.
    fn speed(self, q: f64) -> f64 {
        let depth = self.layers();
        depth * self.value * libm::pow(self.strength(q), 1.0 - 2.0 / depth)
    }

    fn change(self, q: f64, step: f64) -> f64 {
        let first = self.speed(q);
        let second = self.speed(q + step / 2.0 * first);
        let third = self.speed(q + step / 2.0 * second);
        let fourth = self.speed(q + step * third);
        step / 6.0 * (first + 2.0 * (second + third) + fourth)
    }
}

/// Why modes do not follow their exact curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inexact {
    /// The start is that of the recipe.
    Start,
    /// The rule is another one than plain descent.
    Rule,
    /// A step sees a part of the rows only.
    Batch,
    /// The gradient is limited.
    Clip,
    /// Steps are not all taken in the same way.
    Branch,
}

impl Course {
    /// The modes that are to be learned by so many layers, with their exact curves; none without a linear map.
    pub fn modes_of(&self, depth: usize) -> Vec<Mode> {
        let values = self.modes.values().iter();
        let values = values.filter(|_| self.data == DataKind::Teacher);
        let of = |value: &f64| Mode {
            value: *value,
            depth,
            start: self.start,
        };
        values.map(of).collect()
    }

    /// The first reason why they do not follow these curves, if there is one. A balanced start is that of a linear network.
    pub fn inexact(&self) -> Option<Inexact> {
        let rows = self.modes.values().len() + Teacher::SPARE;
        if self.start <= 0.0 {
            Some(Inexact::Start)
        } else if self.rule != RuleKind::Sgd {
            Some(Inexact::Rule)
        } else if (1..rows).contains(&self.batch) {
            Some(Inexact::Batch)
        } else if self.clip > 0.0 {
            Some(Inexact::Clip)
        } else if !self.before.is_empty() {
            Some(Inexact::Branch)
        } else {
            None
        }
    }

    /// The network of a recipe from a balanced start, see [`Teacher::balanced`].
    ///
    /// # Errors
    /// Its layers are not linear, or have biases, skips, norms or shared weights, or are narrower than there are modes.
    pub(super) fn balanced(
        &self,
        recipe: &Recipe,
        (teacher, data): (&Teacher, &Data),
    ) -> Result<Network, FileError> {
        let refused = |problem: &str| FileError::new(Key::Start.field().name, problem);
        let layers = || 1..=recipe.depth;
        let plain = [
            (
                layers().find(|j| recipe.activation.at(*j) != Activation::Linear),
                words::IS_CURVED,
            ),
            (
                layers().find(|j| recipe.skip.at(*j) != 0.0),
                words::HAS_A_SKIP,
            ),
            (
                layers().find(|j| recipe.norm.at(*j) != NormKind::None),
                words::HAS_A_NORM,
            ),
        ];
        let wrong = plain
            .iter()
            .find_map(|(layer, what)| layer.map(|j| (j, *what)));
        if let Some((layer, what)) = wrong {
            return Err(refused(&words::not_balanced(layer, what)));
        }
        if self.batch_norm == Switch::On {
            return Err(refused(words::HAS_BATCH_NORM));
        }
        let mut network = data.network_as_drawn(recipe);
        if network.layers.iter().any(|layer| layer.bias.is_some()) {
            return Err(refused(words::HAS_BIASES));
        }
        if recipe.tied == Tied::Yes {
            return Err(refused(words::SHARES_WEIGHTS));
        }
        let hidden: Vec<usize> = (1..recipe.depth).map(|j| recipe.width.at(j)).collect();
        let Some(balanced) = teacher.balanced(&hidden, self.start) else {
            let modes = teacher.values().len();
            let layer = hidden.iter().position(|width| *width < modes);
            let layer = layer.map_or(0, |at| at + 1);
            let width = recipe.width.at(layer.max(1));
            return Err(refused(&words::too_narrow(layer, width, modes)));
        };
        network.layers = balanced.layers;
        Ok(network)
    }
}
