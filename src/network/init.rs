//! Initial weights, and the network that a recipe describes.

use kernel::orthonormal_columns;
#[cfg(feature = "whole")]
use std::cell::RefCell;
use std::sync::Arc;

use nalgebra::DMatrix;

use super::random::{Purpose, Stream};
use super::{Block, Extreme, IS_WHOLE, Layer, Loss, NORM_EPS, Network, Norm, Sample};
use crate::settings::{Activation, Init, Input, LossKind, NormKind, Recipe};

/// Of networks with more weights nothing is kept for the next one: it would be a second copy of them.
const KEPT: u64 = 4_000_000;

/// A network that is being drawn, one layer after the other, so that a page can do something else
/// in between.
pub struct Draft {
    recipe: Recipe,
    layers: Vec<Layer>,
    draws: Draws,
}

impl Draft {
    /// The network of this recipe, brought within the limits ([`Recipe::canonical`]), with nothing
    /// drawn yet.
    pub fn of(recipe: &Recipe) -> Self {
        let recipe = recipe.clone().canonical();
        Self {
            layers: Vec::with_capacity(recipe.depth),
            recipe,
            draws: Draws::default(),
        }
    }

    /// Does not draw again what `draws` holds: other gains, biases, activations, inputs and losses
    /// need no new weights.
    pub fn reuse(&mut self, draws: Draws) {
        self.draws = draws;
    }

    /// Draws one more layer; the network once all are there.
    pub fn advance(&mut self) -> Option<Network> {
        let recipe = &self.recipe;
        let at = self.layers.len();
        if at < recipe.depth {
            let first = recipe.source_of(at + 1) - 1;
            let layer = match self.layers.get(first) {
                Some(first) => Layer {
                    weight: Arc::clone(&first.weight),
                    bias: first.bias.clone(),
                    ..without_weights(recipe, at + 1)
                },
                None if recipe.weights() <= KEPT => {
                    let draws = &mut self.draws;
                    layer_of(recipe, at + 1, |source| draws.unit(at + 1, source))
                }
                None => {
                    // What was drawn before it gives way first.
                    self.draws = Draws::default();
                    Layer::of(recipe, at + 1)
                }
            };
            self.layers.push(layer);
        }
        let is_there = self.layers.len() == recipe.depth;
        is_there.then(|| network_of(recipe, std::mem::take(&mut self.layers)))
    }

    /// What was drawn, for the next draft.
    pub fn into_draws(mut self) -> Draws {
        self.draws.layers.truncate(self.recipe.depth);
        self.draws
    }
}

impl Network {
    /// The network of this recipe, which is first brought within the limits, with other layers of the same widths: none is drawn.
    pub fn with_layers(recipe: &Recipe, layers: Vec<Layer>) -> Self {
        network_of(&recipe.clone().canonical(), layers)
    }
}

/// The network of a canonical recipe, given its layers.
fn network_of(recipe: &Recipe, layers: Vec<Layer>) -> Network {
    let widths = recipe.widths();
    let [first, last] = [widths[0], widths[recipe.depth]];
    let samples = 1..if IS_WHOLE { recipe.samples } else { 1 };
    Network {
        name: None,
        input: input(recipe, 0, first),
        layers,
        loss: loss(recipe, 0, last),
        turn: recipe.turn,
        samples: samples
            .map(|sample| Sample {
                input: input(recipe, sample, first),
                loss: loss(recipe, sample, last),
            })
            .collect(),
    }
}

impl Layer {
    /// Layer 1..K of the network of this recipe, bit for bit, without drawing the others; a number
    /// past K means K.
    pub fn of(recipe: &Recipe, layer: usize) -> Self {
        let recipe = recipe.clone().canonical();
        let layer = layer.clamp(1, recipe.depth);
        let first = recipe.source_of(layer);
        let mut unit = DMatrix::zeros(0, 0);
        let drawn = layer_of(&recipe, first, |source| {
            unit = source.draw(first);
            &unit
        });
        Self {
            weight: drawn.weight,
            bias: drawn.bias,
            ..without_weights(&recipe, layer)
        }
    }
}

/// A layer of a canonical recipe, from its unscaled matrix.
fn layer_of<'a>(
    recipe: &Recipe,
    layer: usize,
    unit: impl FnOnce(Source) -> &'a DMatrix<f64>,
) -> Layer {
    let widths = recipe.widths();
    let shape = (widths[layer - 1], widths[layer]);
    let source = Source {
        seed: recipe.seed,
        law: law(recipe.init),
        shape,
    };
    let scale = scale(recipe, layer, shape);
    Layer {
        weight: Arc::new(unit(source).map(|w| w * scale)),
        bias: bias(recipe, layer, shape),
        ..without_weights(recipe, layer)
    }
}

/// What is around the weights of a layer of a canonical recipe: a skip only where the width stays the same.
fn without_weights(recipe: &Recipe, layer: usize) -> Layer {
    let widths = recipe.widths();
    let is_square = widths[layer - 1] == widths[layer];
    let skip = Some(recipe.skip.at(layer)).filter(|skip| is_square && *skip != 0.0);
    let norm = match recipe.norm.at(layer) {
        NormKind::None => None,
        kind => Some(Norm {
            is_centred: kind == NormKind::Layer,
            place: recipe.place.at(layer),
            eps: NORM_EPS,
        }),
    };
    let activation = recipe.activation.at(layer);
    let block = Block::of(skip, norm);
    Layer {
        weight: Arc::default(),
        bias: None,
        activation,
        block: match activation {
            Activation::LeakyRelu => block.with_slope(recipe.slope),
            _ => block,
        },
    }
}

impl From<&Recipe> for Network {
    /// The network of this recipe, which is first brought within the limits
    /// ([`Recipe::canonical`]).
    ///
    /// The draws of a layer depend only on the seed, the layer's number and its shape; gain and
    /// bias only scale them. The same recipe gives the same bits on every platform.
    fn from(recipe: &Recipe) -> Self {
        let mut draft = Draft::of(recipe);
        loop {
            if let Some(network) = draft.advance() {
                return network;
            }
        }
    }
}

#[cfg(feature = "whole")]
thread_local! {
    /// What [`Network::redrawn`] has drawn last.
    static LAST: RefCell<Draws> = RefCell::default();
}

#[cfg(feature = "whole")]
impl Network {
    /// The network of this recipe, the same bits; what was drawn for the one before is not drawn again. For networks that come one after
    /// the other and differ in gains, biases or activations; the last weights are kept, unless they are many.
    pub fn redrawn(recipe: &Recipe) -> Self {
        let mut draft = Draft::of(recipe);
        draft.reuse(LAST.take());
        loop {
            if let Some(network) = draft.advance() {
                LAST.set(draft.into_draws());
                return network;
            }
        }
    }
}

/// Drawn matrices before scaling, that of layer 1 first.
#[derive(Default)]
pub struct Draws {
    /// `None` for a layer that shares the weights of another one.
    layers: Vec<Option<(Source, DMatrix<f64>)>>,
}

/// What a drawn matrix depends on, besides its layer.
#[derive(Clone, Copy, PartialEq)]
struct Source {
    seed: u32,
    law: Law,
    shape: (usize, usize),
}

/// How entries are distributed before scaling.
#[derive(Clone, Copy, PartialEq)]
enum Law {
    Zeros,
    Identity,
    Orthogonal,
    Uniform,
    Normal,
    Ones,
}

impl Draws {
    /// The unscaled matrix of a layer.
    fn unit(&mut self, layer: usize, source: Source) -> &DMatrix<f64> {
        if self.layers.len() < layer {
            self.layers.resize(layer, None);
        }
        let place = &mut self.layers[layer - 1];
        let known = place.take().filter(|(known, _)| *known == source);
        let (_, unit) = place.insert(known.unwrap_or_else(|| (source, source.draw(layer))));
        unit
    }
}

impl Source {
    fn draw(self, layer: usize) -> DMatrix<f64> {
        let shape = self.shape;
        let mut stream = Stream::of(self.seed, Purpose::Weight, layer);
        match self.law {
            Law::Zeros => DMatrix::zeros(shape.0, shape.1),
            Law::Identity => DMatrix::identity(shape.0, shape.1),
            Law::Orthogonal => semi_orthogonal(&mut stream, shape),
            // A uniform number in (-sqrt 3, sqrt 3) has variance 1.
            Law::Uniform => drawn(shape, || (2.0 * stream.uniform() - 1.0) * 3.0_f64.sqrt()),
            Law::Normal => drawn(shape, || stream.normal()),
            Law::Ones => DMatrix::from_element(shape.0, shape.1, 1.0),
        }
    }
}

impl Loss {
    /// That of a network of a canonical recipe with so many outputs; nothing else is drawn.
    pub fn of(recipe: &Recipe, outputs: usize) -> Self {
        loss(recipe, 0, outputs)
    }
}

#[cfg(feature = "whole")]
/// The mean square of the weights of layer 1..K of a canonical recipe, and that of its biases: N(0, .) and uniform ones
/// have these variances, orthonormal columns or rows this mean.
pub(crate) fn mean_squares(recipe: &Recipe, layer: usize) -> [f64; 2] {
    let widths = recipe.widths();
    let shape = (widths[layer - 1], widths[layer]);
    let scale = scale(recipe, layer, shape);
    let entry = match law(recipe.init) {
        Law::Zeros => 0.0,
        Law::Identity | Law::Orthogonal => 1.0 / shape.0.max(shape.1) as f64,
        Law::Uniform | Law::Normal | Law::Ones => 1.0,
    };
    let bias = match recipe.bias == 0.0 && recipe.init == Init::PyTorch {
        true => 1.0 / (3.0 * shape.0 as f64),
        false => recipe.bias * recipe.bias,
    };
    [entry * scale * scale, bias]
}

/// The factor of every entry.
fn scale(recipe: &Recipe, layer: usize, shape: (usize, usize)) -> f64 {
    let (fan_in, fan_out) = (shape.0 as f64, shape.1 as f64);
    let deviation = match recipe.init {
        Init::XavierNormal | Init::XavierUniform => (2.0 / (fan_in + fan_out)).sqrt(),
        Init::HeNormal | Init::HeUniform => (2.0 / fan_in).sqrt(),
        Init::LecunNormal => (1.0 / fan_in).sqrt(),
        // The variance of a uniform number in +-1 / sqrt(fan_in).
        Init::PyTorch => (1.0 / (3.0 * fan_in)).sqrt(),
        Init::Normal | Init::Orthogonal | Init::Identity | Init::Zeros | Init::Constant => 1.0,
    };
    deviation * recipe.gain.at(layer)
}

fn law(init: Init) -> Law {
    match init {
        Init::Zeros => Law::Zeros,
        Init::Identity => Law::Identity,
        Init::Orthogonal => Law::Orthogonal,
        Init::XavierUniform | Init::HeUniform | Init::PyTorch => Law::Uniform,
        Init::Constant => Law::Ones,
        Init::XavierNormal | Init::HeNormal | Init::LecunNormal | Init::Normal => Law::Normal,
    }
}

/// A matrix drawn row by row.
fn drawn(shape: (usize, usize), draw: impl FnMut() -> f64) -> DMatrix<f64> {
    DMatrix::from_row_iterator(
        shape.0,
        shape.1,
        std::iter::repeat_with(draw).take(shape.0 * shape.1),
    )
}

/// N(0, bias^2); where `bias` is 0, there are none but those of PyTorch, uniform in +-1 / sqrt(fan_in).
fn bias(recipe: &Recipe, layer: usize, (fan_in, width): (usize, usize)) -> Option<Vec<f64>> {
    let mut stream = Stream::of(recipe.seed, Purpose::Bias, layer);
    if recipe.bias != 0.0 {
        let draws = stream.normals(width).into_iter();
        return Some(draws.map(|b| b * recipe.bias).collect());
    }
    let bound = (1.0 / fan_in as f64).sqrt();
    (recipe.init == Init::PyTorch).then(|| {
        let draws = (0..width).map(|_| (2.0 * stream.uniform() - 1.0) * bound);
        draws.collect()
    })
}

fn input(recipe: &Recipe, sample: usize, count: usize) -> Vec<f64> {
    let mut stream = Stream::of(recipe.seed, Purpose::Input, sample);
    match recipe.input {
        Input::Normal => stream.normals(count),
        Input::Ones => vec![1.0; count],
        Input::Unit => stream.unit_vector(count),
    }
}

fn loss(recipe: &Recipe, sample: usize, count: usize) -> Loss {
    let stream = |purpose| Stream::of(recipe.seed, purpose, sample);
    let direction = || Stream::of(recipe.seed, Purpose::Direction, 0).unit_vector(count);
    match recipe.loss {
        LossKind::Unit => Loss::Direction(direction()),
        LossKind::Best | LossKind::Worst => Loss::Extreme(
            match recipe.loss {
                LossKind::Best => Extreme::Best,
                _ => Extreme::Worst,
            },
            direction(),
        ),
        LossKind::Mse => Loss::MeanSquared(stream(Purpose::Target).normals(count)),
        LossKind::CrossEntropy => Loss::CrossEntropy(stream(Purpose::Class).index(count)),
        LossKind::Sum => Loss::Sum,
    }
}

/// A random semi-orthogonal matrix, Haar distributed: orthonormal columns, or orthonormal rows if
/// it is wide.
///
/// The Q of the QR factorisation of a Gaussian matrix whose R has a positive diagonal (Mezzadri
/// 2007), by Householder reflections in plain loops. Orthonormal to within a few 1e-16 times the
/// size.
fn semi_orthogonal(stream: &mut Stream, shape: (usize, usize)) -> DMatrix<f64> {
    let (rows, columns) = shape;
    let gaussian = drawn(shape, || stream.normal());
    if rows >= columns {
        orthonormal_columns(gaussian)
    } else {
        orthonormal_columns(gaussian.transpose()).transpose()
    }
}
