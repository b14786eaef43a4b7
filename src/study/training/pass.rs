//! The passes of a batch through all layers, forward and back, in memory that is taken once.

use kernel::rows::{
    add, add_to_scaled, all_finite, column_sums, length, multiply, scale, sum_of_lengths,
};
use kernel::{Left, Together, batch_product, transpose};

use super::Record;
use super::parameters::{LayerNorm, Wiring};
use crate::settings::Place;
use crate::study::curve;

/// What a batch leaves behind in one layer; row after row.
#[derive(Clone, Debug)]
struct Trace {
    /// N(z^(j-1)) of a norm before the weights; empty without one.
    entering: Vec<f64>,
    /// N(w^T z + b) of a norm inside; empty without one.
    inside: Vec<f64>,
    /// A'(a).
    slopes: Vec<f64>,
    /// z^(j).
    output: Vec<f64>,
    /// 1 / s of the norm, for each row or column.
    inverses: Vec<f64>,
    /// Two numbers for each unit that the norm sees.
    sums: Vec<f64>,
}

/// What a batch shares on its way through all layers.
#[derive(Clone, Debug)]
struct Scratch {
    /// w^T z + b, then dl/d(w^T z + b).
    branch: Vec<f64>,
    /// dl_i/dz_i^(h) of each row i alone.
    gradient: Vec<f64>,
    /// The same of the layer before.
    before: Vec<f64>,
    /// The transpose of w.
    transposed: Vec<f64>,
    /// A layer's own share of the gradient of weights that others have too.
    part: Vec<f64>,
}

/// A batch on its way.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// The most rows, and those of this batch.
    most: usize,
    rows: usize,
    /// z^(0).
    input: Vec<f64>,
    traces: Vec<Trace>,
    scratch: Scratch,
}

impl Pass {
    /// With room for batches of at most so many rows.
    pub fn of(wirings: &[Wiring], most: usize) -> Self {
        let widest = wirings.iter().flat_map(|wiring| wiring.shape).max();
        let room = || vec![0.0; most * widest.unwrap_or(0)];
        let largest = |is_counted: fn(&&Wiring) -> bool| {
            let sizes = wirings.iter().filter(is_counted).map(|w| w.weight.len());
            vec![0.0; sizes.max().unwrap_or(0)]
        };
        Self {
            most,
            rows: 0,
            input: vec![0.0; most * wirings.first().map_or(0, |first| first.shape[0])],
            traces: wirings
                .iter()
                .map(|wiring| Trace::of(wiring, most))
                .collect(),
            scratch: Scratch {
                branch: room(),
                gradient: room(),
                before: room(),
                transposed: largest(|_| true),
                part: largest(|wiring| wiring.is_shared),
            },
        }
    }

    /// At least how many numbers [`Pass::of`] takes.
    pub fn room(wirings: &[Wiring], most: usize) -> usize {
        let units = wirings.iter().map(|wiring| 4 * wiring.shape[1]);
        units.fold(0, usize::saturating_add).saturating_mul(most)
    }

    /// The memory for the inputs of the next batch, row by row.
    pub fn input(&mut self, rows: usize) -> &mut [f64] {
        let width = self.input.len() / self.most.max(1);
        self.rows = rows.min(self.most);
        &mut self.input[..self.rows * width]
    }

    /// All layers, from the input on; stops at the first layer 1..=K with an output that is not finite.
    pub fn forward(&mut self, wirings: &[Wiring], parameters: &[f64]) -> Result<(), usize> {
        for (j, wiring) in wirings.iter().enumerate() {
            let [fan_in, width] = wiring.shape.map(|units| units * self.rows);
            let (earlier, rest) = self.traces.split_at_mut(j);
            let z = earlier.last().map_or(&self.input, |trace| &trace.output);
            let branch = &mut self.scratch.branch[..width];
            rest[0].forward(wiring, parameters, &z[..fan_in], branch);
            if !all_finite(&rest[0].output[..width]) {
                return Err(j + 1);
            }
        }
        Ok(())
    }

    /// What a batch norm on the pre-activation of layer j, counted from 0, has found in the last batch: the mean of what
    /// enters the weights, and 1 / s of each of its units. `None` without such a norm.
    pub fn statistics(&self, wirings: &[Wiring], j: usize) -> Option<(Vec<f64>, &[f64])> {
        let norm = wirings[j].norm_at(Place::Inside)?;
        let [fan_in, _] = wirings[j].shape;
        let z = match j.checked_sub(1) {
            None => &self.input,
            Some(before) => &self.traces[before].output,
        };
        let mut mean = vec![0.0; fan_in];
        column_sums(&mut mean, &z[..self.rows * fan_in]);
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        scale(&mut mean, 1.0 / self.rows as f64);
        (norm.together == Together::Columns).then_some((mean, &self.traces[j].inverses))
    }

    /// y, and where the gradient of each row alone begins.
    pub fn outputs_and_gradient(&mut self, wirings: &[Wiring]) -> (&[f64], &mut [f64]) {
        let size = self.rows * wirings.last().map_or(0, |last| last.shape[1]);
        let output = self.traces.last().map_or(&[][..], |last| &last.output);
        (&output[..size], &mut self.scratch.gradient[..size])
    }

    /// The way back through all layers: `gradients` gets dL/dw and dL/db, and the record the lengths of dl/dz and of each
    /// layer's own share of shared weights.
    pub fn backward(
        &mut self,
        wirings: &[Wiring],
        parameters: &[f64],
        gradients: &mut [f64],
        record: &mut Record,
    ) {
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        let share = 1.0 / self.rows as f64;
        for wiring in wirings.iter().filter(|wiring| wiring.is_shared) {
            gradients[wiring.weight.clone()].fill(0.0);
        }
        for (j, wiring) in wirings.iter().enumerate().rev() {
            let [fan_in, width] = wiring.shape.map(|units| units * self.rows);
            let (earlier, rest) = self.traces.split_at_mut(j);
            let (trace, scratch) = (&mut rest[0], &mut self.scratch);
            let z = earlier.last().map_or(&self.input, |trace| &trace.output);
            let gradient = &scratch.gradient[..width];
            record.output_gradients[j + 1] = sum_of_lengths(gradient, wiring.shape[1]) * share;
            trace.back_to_branch(wiring, scratch, width);
            let entering = match wiring.norm_at(Place::Before) {
                Some(_) => &trace.entering[..fan_in],
                None => &z[..fan_in],
            };
            record.weight_parts[j] = weight_gradient(wiring, (entering, share), scratch, gradients);
            if let Some(bias) = wiring.bias.clone() {
                column_sums(&mut gradients[bias.clone()], &scratch.branch[..width]);
                scale(&mut gradients[bias], share);
            }
            trace.back_to_input(
                wiring,
                &parameters[wiring.weight.clone()],
                scratch,
                [fan_in, width],
            );
            std::mem::swap(&mut scratch.gradient, &mut scratch.before);
        }
        if let Some(first) = wirings.first() {
            let gradient = &self.scratch.gradient[..self.rows * first.shape[0]];
            record.output_gradients[0] = sum_of_lengths(gradient, first.shape[0]) * share;
        }
    }
}

impl Trace {
    fn of(wiring: &Wiring, most: usize) -> Self {
        let [fan_in, width] = wiring.shape;
        let at = |place| wiring.norm_at(place).is_some();
        let room =
            |is_there: bool, units: usize| vec![0.0; if is_there { most * units } else { 0 }];
        let normed = if at(Place::Before) { fan_in } else { width };
        let norm = wiring.norm.map(|norm| norm.together);
        Self {
            entering: room(at(Place::Before), fan_in),
            inside: room(at(Place::Inside), width),
            slopes: room(true, width),
            output: room(true, width),
            inverses: vec![0.0; norm.map_or(0, |norm| norm.count([most, normed]))],
            sums: vec![0.0; norm.map_or(0, |_| 2 * normed)],
        }
    }

    fn forward(&mut self, wiring: &Wiring, parameters: &[f64], z: &[f64], branch: &mut [f64]) {
        let [fan_in, width] = wiring.shape;
        let norm = |place| wiring.norm_at(place);
        let (inverses, sums) = (&mut self.inverses, &mut self.sums);
        let mut normalise = |norm: LayerNorm, numbers: &mut [f64]| {
            norm.together.normalise(numbers, inverses, sums, norm.eps);
        };
        let entering = match norm(Place::Before) {
            Some(norm) => {
                let entering = &mut self.entering[..z.len()];
                entering.copy_from_slice(z);
                normalise(norm, entering);
                entering
            }
            None => z,
        };
        let weight = &parameters[wiring.weight.clone()];
        let bias = wiring.bias.clone().map(|bias| &parameters[bias]);
        batch_product(branch, Left::Plain(entering), weight, [width, fan_in], bias);
        if let Some(norm) = norm(Place::Inside) {
            normalise(norm, branch);
            self.inside[..branch.len()].copy_from_slice(branch);
        }
        let output = &mut self.output[..branch.len()];
        curve::apply(wiring.curve, branch, output, &mut self.slopes);
        if let Some(skip) = wiring.skip {
            add_to_scaled(output, skip, z);
        }
        if let Some(norm) = norm(Place::After) {
            normalise(norm, output);
        }
    }

    /// From dl/dz^(j) to dl/d(w^T z + b), in the branch. Behind a norm of the output the gradient becomes that of the sum.
    fn back_to_branch(&mut self, wiring: &Wiring, scratch: &mut Scratch, size: usize) {
        let gradient = &mut scratch.gradient[..size];
        if let Some(norm) = wiring.norm_at(Place::After) {
            let output = &self.output[..size];
            norm.together
                .back(gradient, output, &self.inverses, &mut self.sums);
        }
        let branch = &mut scratch.branch[..size];
        let share = wiring.skip.unwrap_or(1.0);
        multiply(branch, gradient, share, &self.slopes[..size]);
        if let Some(norm) = wiring.norm_at(Place::Inside) {
            let inside = &self.inside[..size];
            norm.together
                .back(branch, inside, &self.inverses, &mut self.sums);
        }
    }

    /// From dl/d(w^T z + b) to dl/dz^(j-1), in `before`.
    fn back_to_input(
        &mut self,
        wiring: &Wiring,
        weight: &[f64],
        scratch: &mut Scratch,
        [fan_in, width]: [usize; 2],
    ) {
        let [rows, columns] = wiring.shape;
        let transposed = &mut scratch.transposed[..weight.len()];
        transpose(transposed, weight, columns);
        let before = &mut scratch.before[..fan_in];
        let branch = &scratch.branch[..width];
        batch_product(
            before,
            Left::Plain(branch),
            transposed,
            [rows, columns],
            None,
        );
        if let Some(norm) = wiring.norm_at(Place::Before) {
            let entering = &self.entering[..fan_in];
            norm.together
                .back(before, entering, &self.inverses, &mut self.sums);
        }
        if wiring.skip.is_some() {
            add(before, &scratch.gradient[..fan_in]);
        }
    }
}

/// dL/dw of a layer from what enters it and from the branch; `share` is 1 / B. The length of this layer's own share, if
/// others have its weights too.
fn weight_gradient(
    wiring: &Wiring,
    (entering, share): (&[f64], f64),
    scratch: &mut Scratch,
    gradients: &mut [f64],
) -> f64 {
    let [fan_in, width] = wiring.shape;
    let rows = entering.len() / fan_in;
    let branch = &scratch.branch[..rows * width];
    let sum = &mut gradients[wiring.weight.clone()];
    if !wiring.is_shared {
        batch_product(sum, Left::Transposed(entering), branch, [width, rows], None);
        scale(sum, share);
        return 0.0;
    }
    let part = &mut scratch.part[..fan_in * width];
    batch_product(
        part,
        Left::Transposed(entering),
        branch,
        [width, rows],
        None,
    );
    scale(part, share);
    add(sum, part);
    length(part)
}
