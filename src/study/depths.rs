//! The gradient at the input of the first layers of one network, for many depths at once.

use kernel::{batch_product, power_of_two, split};

use super::curve;
use crate::analysis::Column;
use crate::network::{Extended, ExtendedVector, Layer, Loss, Network};
use crate::settings::Activation;

/// Slopes and gradients stay within these, so that no product leaves the range of f64.
const SMALL: f64 = 1e-150;
const LARGE: f64 = 1e150;
/// Outputs below this are left out beside one of at least `LEADING`, and none is above `HIGHEST`.
const LOWEST: f64 = 1e-290;
const LEADING: f64 = 1e-190;
const HIGHEST: f64 = 1e280;
/// A gradient beyond these is brought to a size of 1.
const FAINT: f64 = 1e-60;
const STRONG: f64 = 1e60;
/// Slopes too small for f64 do not matter beside a gradient that falls by less than this in their layer.
const LOST: f64 = 1e-100;

/// ||dL/dx|| / ||dL/dy*|| of the first layers of a network with every weight times `factor`: for each depth k = 1..=K with the loss of a
/// network that ends there. A zero is exact, also where dL/dy* is 0; NaN is not finite. Relative accuracy as that of [`Column`], whose
/// numbers they are up to roundings. Weights that are exactly 0 tell units apart that are left out, so with them each depth is computed alone.
///
/// All depths share one forward pass and go back together, about H^2 K^2 / 2 products, in plain f64. Where that might lose something (norms,
/// numbers beyond 1e+-150), each depth is computed in numbers without limits instead, about ten times slower.
pub(super) fn input_gradients(
    network: &Network,
    factor: f64,
    ends: &[(usize, Loss)],
) -> Vec<Extended> {
    plainly(network, factor, ends).unwrap_or_else(|| {
        let alone = |(depth, loss): &(usize, Loss)| {
            let first = Network {
                layers: network.layers[..*depth].to_vec(),
                input: network.input.clone(),
                loss: loss.clone(),
                name: None,
                turn: None,
                samples: Vec::new(),
            };
            relative(&Column::of(&first, factor, None))
        };
        ends.iter().map(alone).collect()
    })
}

/// ||dL/dx|| / ||dL/dy*|| of a network, as [`input_gradients`] has it.
pub(super) fn relative(column: &Column) -> Extended {
    let last = column.lengths.len() - 1;
    ratio(column.lengths[0], column.lengths[last])
}

fn ratio(length: Extended, start: Extended) -> Extended {
    match start.is_zero() {
        true => length,
        false => length / start,
    }
}

/// What is left of a layer's forward pass.
struct Trace {
    output: Vec<f64>,
    slopes: Vec<f64>,
    /// Whether a slope is too small for f64; it is 0 here.
    has_lost: bool,
}

fn plainly(network: &Network, factor: f64, ends: &[(usize, Loss)]) -> Option<Vec<Extended>> {
    let weights = || network.layers.iter().flat_map(|layer| layer.weight.iter());
    if weights().any(|w| *w == 0.0) {
        return None;
    }
    let mut traces: Vec<Trace> = Vec::with_capacity(network.layers.len());
    for layer in &network.layers {
        let z = traces.last().map_or(&network.input, |trace| &trace.output);
        let trace = forward(layer, factor, z)?;
        traces.push(trace);
    }
    let mut rows = Rows::default();
    for (j, layer) in network.layers.iter().enumerate().rev() {
        for (end, (_, loss)) in ends.iter().enumerate().filter(|(_, end)| end.0 == j + 1) {
            let output = ExtendedVector::new(&traces[j].output, 0);
            rows.begin(end, &loss.gradient(&output).1);
        }
        rows.back(layer, factor, &traces[j])?;
    }
    let mut found = vec![Extended::NAN; ends.len()];
    let width = network.input.len();
    let all = rows.ends.iter().zip(rows.gradient.chunks_exact(width));
    for (((end, exponent), row), start) in all.zip(&rows.starts) {
        let length = Extended::new(kernel::rows::length(row), *exponent);
        found[*end] = ratio(length, *start);
    }
    Some(found)
}

fn forward(layer: &Layer, factor: f64, z: &[f64]) -> Option<Trace> {
    if layer.block.norm().is_some() {
        return None;
    }
    let width = layer.weight.ncols();
    let mut a: Vec<f64> = match &layer.bias {
        Some(bias) => bias.clone(),
        None => vec![0.0; width],
    };
    // Columns of w are units.
    for (a, column) in a
        .iter_mut()
        .zip(layer.weight.as_slice().chunks_exact(z.len()))
    {
        let sum: f64 = column.iter().zip(z).map(|(w, z)| w * factor * z).sum();
        *a += sum;
    }
    let mut output = vec![0.0; width];
    let mut slopes = vec![0.0; width];
    let slope = layer.block.slope();
    curve::apply((layer.activation, slope), &a, &mut output, &mut slopes);
    if let Some(skip) = layer.block.skip() {
        for (y, z) in output.iter_mut().zip(z) {
            *y = z + *y * skip;
        }
    }
    let is_step = layer.activation == Activation::Relu
        || layer.activation == Activation::LeakyRelu && slope == 0.0;
    let mut has_lost = false;
    for slope in &mut slopes {
        if slope.abs() < SMALL {
            *slope = 0.0;
            has_lost |= !is_step;
        }
    }
    let leading = largest(&output);
    let mut is_dropped = false;
    for y in &mut output {
        if *y != 0.0 && y.abs() < LOWEST {
            *y = 0.0;
            is_dropped = true;
        }
    }
    let is_zero = leading == 0.0 && !is_dropped;
    let is_tame = is_zero || (LEADING..HIGHEST).contains(&leading);
    let is_finite = largest(&a) < HIGHEST && largest(&slopes) < LARGE;
    (is_tame && is_finite).then_some(Trace {
        output,
        slopes,
        has_lost,
    })
}

/// Gradients on their way back, row by row.
#[derive(Default)]
struct Rows {
    gradient: Vec<f64>,
    /// Of each row which end it is of, and the exponent of two that its numbers lack.
    ends: Vec<(usize, i64)>,
    /// ||dL/dy*|| of each.
    starts: Vec<Extended>,
    branch: Vec<f64>,
    before: Vec<f64>,
}

impl Rows {
    fn begin(&mut self, end: usize, start: &ExtendedVector) {
        let common = start.on_common_exponent();
        self.gradient.extend(&common.entries);
        self.ends.push((end, common.exponent));
        let length = kernel::rows::length(&common.entries);
        self.starts.push(Extended::new(length, common.exponent));
    }

    /// Through one layer.
    fn back(&mut self, layer: &Layer, factor: f64, trace: &Trace) -> Option<()> {
        let (fan_in, width) = layer.weight.shape();
        let skip = layer.block.skip();
        let scale = factor * skip.unwrap_or(1.0);
        self.branch.clear();
        for row in self.gradient.chunks_exact(width) {
            let pairs = row.iter().zip(&trace.slopes);
            self.branch
                .extend(pairs.map(|(g, slope)| g * (slope * scale)));
        }
        self.before.resize(self.ends.len() * fan_in, 0.0);
        // By columns, w is its transpose by rows.
        let weight = layer.weight.as_slice();
        let left = kernel::Left::Plain(&self.branch);
        batch_product(&mut self.before, left, weight, [fan_in, width], None);
        if skip.is_some() {
            kernel::rows::add(&mut self.before, &self.gradient);
        }
        let rows = self.before.chunks_exact_mut(fan_in);
        let old = self.gradient.chunks_exact(width);
        for ((row, old), (_, exponent)) in rows.zip(old).zip(&mut self.ends) {
            let size = largest(row);
            let is_lost = trace.has_lost && size < LOST * largest(old);
            if is_lost || size.is_nan() || size >= LARGE {
                return None;
            }
            if size != 0.0 && !(FAINT..STRONG).contains(&size) {
                let (_, shift) = split(size);
                let unit = power_of_two(-shift);
                for x in row {
                    *x *= unit;
                }
                *exponent += shift;
            }
        }
        std::mem::swap(&mut self.gradient, &mut self.before);
        Some(())
    }
}

/// The largest |x|; NaN if there is one.
fn largest(row: &[f64]) -> f64 {
    row.iter().fold(0.0, |most: f64, x| {
        if x.abs() > most || x.is_nan() {
            x.abs()
        } else {
            most
        }
    })
}
