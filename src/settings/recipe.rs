//! How a random network is drawn.

use super::field::{BIAS, DEPTH, GAIN, SAMPLES, SEED, SKIP, SLOPE, SMALL, WIDTH, Whole};
use super::{Activation, Init, Input, LossKind, NormKind, PerLayer, Place, Tied};

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
    /// s of z^(j) = z^(j-1) + s A(..) where both have one width; 0 is no skip
    pub skip: PerLayer<f64>,
    /// what normalises the numbers of layer j
    pub norm: PerLayer<NormKind>,
    /// where it does
    pub place: PerLayer<Place>,
    /// whether layers of one shape have the weights and the biases of the first of them
    pub tied: Tied,
    /// slope of leaky ReLU on the left
    pub slope: f64,
    /// x
    pub input: Input,
    /// dL/dy*
    pub loss: LossKind,
    /// the angle of dL/dy* from the direction that survives best, in degrees, in the plane of that direction and
    /// of the dL/dy* of the loss; `None` leaves it as it is
    pub turn: Option<f64>,
    /// how many inputs the mean loss is taken over
    pub samples: usize,
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
            skip: PerLayer::uniform(SKIP.default),
            norm: PerLayer::uniform(NormKind::default()),
            place: PerLayer::uniform(Place::default()),
            tied: Tied::default(),
            slope: SLOPE.default,
            input: Input::default(),
            loss: LossKind::default(),
            turn: None,
            samples: number(SAMPLES) as usize,
            seed: number(SEED),
        }
    }
}

impl Recipe {
    /// H_0..H_K, K + 1 numbers.
    pub fn widths(&self) -> Vec<usize> {
        let layers = (1..=self.depth).map(|layer| self.width.at(layer));
        std::iter::once(self.inputs.unwrap_or(self.width.at(1)))
            .chain(layers)
            .collect()
    }

    /// See [`cost`]; past [`super::COST_LIMIT`] no spectra are computed.
    pub fn cost(&self) -> u64 {
        cost(&self.widths())
    }

    /// The number of its weights; at most [`super::WEIGHT_LIMIT`] in a canonical recipe.
    pub fn weights(&self) -> u64 {
        weights(&self.widths())
    }

    /// The layer, 1..=K, whose weights and biases layer j has: the first one of its shape if layers are tied, else its
    /// own.
    pub fn source_of(&self, layer: usize) -> usize {
        if self.tied == Tied::No {
            return layer;
        }
        let widths = self.widths();
        let shape = widths.get(layer - 1..=layer);
        let same = |first: &usize| widths.get(first - 1..=*first) == shape;
        (1..layer).find(same).unwrap_or(layer)
    }

    /// Whether it has nothing that came after the first settings, so that the small program of the page can compute it.
    pub fn is_basic(&self) -> bool {
        let plain = Self::default();
        self.skip == plain.skip
            && self.norm == plain.norm
            && self.tied == plain.tied
            && self.slope == plain.slope
            && self.samples == plain.samples
            && self.widths().iter().all(|width| *width <= SMALL)
            && !matches!(self.init, Init::PyTorch | Init::Constant)
            && !matches!(self.loss, LossKind::CrossEntropy | LossKind::Sum)
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

/// The sum over the layers 1..K of m n min(m, n), where m and n are the widths H_{j-1} and H_j: the time that all
/// spectra take is proportional to it. `widths`: H_0..H_K.
pub fn cost(widths: &[usize]) -> u64 {
    let all = widths.windows(2).map(|pair| {
        let product = (pair[0] as u64).saturating_mul(pair[1] as u64);
        product.saturating_mul(pair[0].min(pair[1]) as u64)
    });
    all.fold(0, u64::saturating_add)
}

/// The number of weights between layers of H_0..H_K units.
pub fn weights(widths: &[usize]) -> u64 {
    let all = widths.windows(2);
    let all = all.map(|pair| (pair[0] as u64).saturating_mul(pair[1] as u64));
    all.fold(0, u64::saturating_add)
}
