//! How a random network is drawn.

use super::field::{BIAS, DEPTH, GAIN, SEED, WIDTH, Whole};
use super::{Activation, Init, Input, LossKind, PerLayer};

/// Everything that decides the numbers of a random network, and nothing else.
///
/// The fields are public and may hold anything; [`Recipe::canonical`] brings them within the
/// limits, and every network is built from a canonical recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// K
    pub depth: usize,
    /// H_1..H_K
    pub width: PerLayer<usize>,
    /// H_0; `None` means H_1
    pub inputs: Option<usize>,
    /// A^(j)
    pub activation: PerLayer<Activation>,
    /// distribution of the weights
    pub init: Init,
    /// multiplies every weight of layer j
    pub gain: PerLayer<f64>,
    /// standard deviation of the biases
    pub bias: f64,
    /// x
    pub input: Input,
    /// dL/dy*
    pub loss: LossKind,
    /// the angle of dL/dy* from the direction that survives best, in degrees, in the plane of that direction and
    /// of the dL/dy* of the loss; `None` leaves it as it is
    pub turn: Option<f64>,
    /// everything random comes from it
    pub seed: u32,
}

impl Default for Recipe {
    /// The defaults of the table [`super::FIELDS`] and of the enums; canonical.
    fn default() -> Self {
        let number = |limits: Whole| limits.default.unwrap_or(limits.min);
        Self {
            depth: number(DEPTH) as usize,
            width: PerLayer::uniform(number(WIDTH) as usize),
            inputs: None,
            activation: PerLayer::uniform(Activation::default()),
            init: Init::default(),
            gain: PerLayer::uniform(GAIN.default),
            bias: BIAS.default,
            input: Input::default(),
            loss: LossKind::default(),
            turn: None,
            seed: number(SEED),
        }
    }
}

impl Recipe {
    /// Whether only the whole program can compute it, and not the small one with which the page opens.
    pub fn needs_whole(&self) -> bool {
        false
    }

    /// H_0..H_K, K + 1 numbers.
    pub fn widths(&self) -> Vec<usize> {
        let layers = (1..=self.depth).map(|layer| self.width.at(layer));
        std::iter::once(self.inputs.unwrap_or(self.width.at(1)))
            .chain(layers)
            .collect()
    }

    /// The sum over the layers 1..K of H_j^3, to which the time of the whole analysis is
    /// proportional. At most [`super::COST_LIMIT`] in a canonical recipe.
    pub fn cost(&self) -> u64 {
        let runs = self.width.runs(self.depth);
        runs.iter()
            .map(|&(width, count)| cube(width).saturating_mul(count as u64))
            .fold(0, u64::saturating_add)
    }

    /// This recipe within all limits, as by [`super::Settings::canonical`].
    pub fn canonical(self) -> Self {
        let settings = super::Settings {
            recipe: self,
            view: super::View::default(),
        };
        settings.canonical().0.recipe
    }
}

fn cube(width: usize) -> u64 {
    (width as u64).saturating_pow(3)
}
