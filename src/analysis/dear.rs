//! Norms of a network whose spectra are too dear: of its layers, of their weights and of the whole chain, between
//! bounds, from products with vectors.

use super::Enclosure;
use super::backprop::Step;
use super::passes::Passes;
use crate::network::{CommonExponent, Extended, ExtendedVector};
use kernel::{Krylov, Map, Maps, matrix_norm_bounds};

/// Products with a matrix and its transpose: the bounds of a norm are 1.3 per cent apart at 1024 units.
const STEPS: usize = 100;
/// Fewer of them through the whole chain where it has many weights: so many operations.
const OPERATIONS: usize = 2_000_000_000;
/// And never fewer than these: 9 per cent.
const FEWEST: usize = 40;

/// ||w|| of layer j + 1.
pub(super) fn weight_norm(passes: &Passes, j: usize) -> Enclosure {
    let weight = &passes.network().layers[j].weight;
    let ones = vec![Extended::ONE; weight.ncols()];
    Enclosure::of(matrix_norm_bounds(weight, &ones, (STEPS, state(passes, j))))
}

/// ||J|| of layer j + 1.
pub(super) fn jacobian_norm(passes: &Passes, j: usize) -> Enclosure {
    let layer = &passes.network().layers[j];
    let state = state(passes, j);
    if layer.block.is_plain() {
        let slopes = &passes.forward().derivatives[j];
        return Enclosure::of(matrix_norm_bounds(&layer.weight, slopes, (STEPS, state)));
    }
    let step = Step::of(layer, passes.forward(), j);
    let through = Through {
        ahead: &|v| step.ahead(&v),
        back: &|v| step.back(1.0, &v).input,
        shape: layer.weight.shape(),
        depth: 1,
    };
    through.maps(|maps, slack| {
        let mut space = Krylov::of(maps, state);
        while space.steps() < STEPS.min(maps.inputs) {
            space.advance(maps);
        }
        Enclosure::of(space.bounds(maps, slack))
    })
}

/// Bounds of ||J|| of layer j + 1, also where its spectrum is not too dear.
pub fn bounds_of_layer(passes: &Passes, j: usize) -> [Extended; 2] {
    let norm = jacobian_norm(passes, j);
    [norm.lower, norm.upper]
}

/// Bounds of ||P^(0)||, also where the spectra are not too dear.
pub fn bounds_of_chain(passes: &Passes) -> [Extended; 2] {
    let mut norm = ChainNorm::start();
    loop {
        if let Some(found) = norm.advance(passes) {
            return [found.lower, found.upper];
        }
        if norm.is_done() {
            return [Extended::NAN; 2];
        }
    }
}

/// Where pseudo-random directions come from: another place for each layer.
fn state(passes: &Passes, j: usize) -> u64 {
    passes.salt(j) << 32 | 1
}

/// ||P^(0)|| on its way.
pub(super) struct ChainNorm {
    space: Option<Krylov>,
    is_done: bool,
}

impl ChainNorm {
    pub fn start() -> Self {
        Self {
            space: None,
            is_done: false,
        }
    }

    /// Whether it has been found.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// One more step, which is a pass through all layers and back; the bounds after the last one.
    pub fn advance(&mut self, passes: &Passes) -> Option<Enclosure> {
        let network = passes.network();
        let layers = || network.layers.iter().enumerate();
        let weights: usize = layers().map(|(_, layer)| layer.weight.len()).sum();
        let steps = (OPERATIONS / weights.max(1)).clamp(FEWEST, STEPS);
        let forward = passes.forward();
        let outputs = network
            .layers
            .last()
            .map_or(0, |layer| layer.weight.ncols());
        let through = Through {
            ahead: &|v| layers().fold(v, |v, (j, layer)| Step::of(layer, forward, j).ahead(&v)),
            back: &|v| {
                let all = layers().rev();
                all.fold(v, |v, (j, layer)| {
                    Step::of(layer, forward, j).back(1.0, &v).input
                })
            },
            shape: (network.input.len(), outputs),
            depth: network.layers.len(),
        };
        let space = &mut self.space;
        let found = through.maps(|maps, slack| {
            match space {
                None => *space = Some(Krylov::of(maps, 0)),
                Some(space) if space.steps() < steps.min(maps.inputs) => space.advance(maps),
                Some(space) => return Some(Enclosure::of(space.bounds(maps, slack))),
            }
            None
        });
        self.is_done = found.is_some();
        found
    }
}

/// A linear map of vectors with exponents.
struct Through<'a> {
    ahead: &'a dyn Fn(ExtendedVector) -> ExtendedVector,
    back: &'a dyn Fn(ExtendedVector) -> ExtendedVector,
    /// How many numbers enter and leave.
    shape: (usize, usize),
    /// How many layers it consists of.
    depth: usize,
}

impl Through<'_> {
    /// Uses it from its smaller side, with the rounding error of an image.
    fn maps<T>(&self, with: impl FnOnce(&Maps<'_>, f64) -> T) -> T {
        let (n, m) = self.shape;
        let ahead = |v: &[f64]| image(self.ahead, v);
        let back = |v: &[f64]| image(self.back, v);
        let (ahead, back): (Map<'_>, Map<'_>) = match n <= m {
            true => (&ahead, &back),
            false => (&back, &ahead),
        };
        #[expect(clippy::cast_precision_loss, reason = "dimensions of matrices")]
        let slack = f64::EPSILON * ((self.depth + 4) * (n + m + 8)) as f64;
        let maps = Maps {
            inputs: n.min(m),
            outputs: n.max(m),
            ahead,
            back,
        };
        with(&maps, slack)
    }
}

fn image(map: &dyn Fn(ExtendedVector) -> ExtendedVector, v: &[f64]) -> CommonExponent {
    map(ExtendedVector::new(v, 0)).on_common_exponent()
}
