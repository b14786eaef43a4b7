//! The Jacobian of a layer for the oracle: every formula written out, in arbitrary precision.

use super::oracle::{Big, Columns, Oracle};
use gradlens::network::{Extended, ExtendedVector, Forward, Network, Norm, Place};

impl Oracle {
    /// J^(j) as columns, of the network's own f64 numbers: [I +] s diag[a'] w^T, with N' where a norm is, multiplied out.
    pub(super) fn jacobian(&self, network: &Network, forward: &Forward, j: usize) -> Columns {
        let layer = &network.layers[j];
        let (block, w) = (layer.block, &layer.weight);
        let big = |v: &ExtendedVector| -> Vec<Big> { v.iter().map(|x| self.big(x)).collect() };
        let z = big(&forward.outputs[j]);
        let Some(norm) = block.norm() else {
            return self.with_skip(self.plain(network, forward, j), block.skip());
        };
        match norm.place {
            Place::Before => {
                let inner = self.norm_derivative(&z, norm);
                let branch = self.product(&self.plain(network, forward, j), &inner);
                self.with_skip(branch, block.skip())
            }
            Place::Inside => {
                let biases = layer.bias.clone().unwrap_or(vec![0.0; w.ncols()]);
                let column = |i: usize| {
                    w.column(i)
                        .iter()
                        .map(|x| self.big((*x).into()))
                        .collect::<Vec<_>>()
                };
                let sums =
                    (0..w.ncols()).map(|i| self.dot(&column(i), &z) + self.big(biases[i].into()));
                let inner = self.norm_derivative(&sums.collect::<Vec<_>>(), norm);
                let weights: Columns = (0..w.nrows())
                    .map(|k| (0..w.ncols()).map(|i| self.big(w[(k, i)].into())).collect())
                    .collect();
                let slopes: Vec<Big> = forward.derivatives[j]
                    .iter()
                    .map(|a| self.big(*a))
                    .collect();
                let mut branch = self.product(&inner, &weights);
                for column in &mut branch {
                    for (x, slope) in column.iter_mut().zip(&slopes) {
                        *x = &*x * slope;
                    }
                }
                self.with_skip(branch, block.skip())
            }
            Place::After => {
                let outputs = forward.pre_activations[j]
                    .iter()
                    .map(|a| self.big(layer.activation.value(a)));
                let sum: Vec<Big> = match block.skip() {
                    Some(skip) => outputs
                        .zip(&z)
                        .map(|(y, z)| z + y * self.big(skip.into()))
                        .collect(),
                    None => outputs.collect(),
                };
                let outer = self.norm_derivative(&sum, norm);
                self.product(
                    &outer,
                    &self.with_skip(self.plain(network, forward, j), block.skip()),
                )
            }
        }
    }

    /// [I +] s B.
    fn with_skip(&self, mut branch: Columns, skip: Option<f64>) -> Columns {
        if let Some(skip) = skip {
            let factor = self.big(skip.into());
            for (k, column) in branch.iter_mut().enumerate() {
                for (i, x) in column.iter_mut().enumerate() {
                    let unit = if i == k {
                        self.big(Extended::ONE)
                    } else {
                        self.zero()
                    };
                    *x = unit + &factor * &*x;
                }
            }
        }
        branch
    }

    /// dN/dv by its formula, (I - c/n - d d^T / (n (mean d^2 + eps))) / s.
    fn norm_derivative(&self, v: &[Big], norm: Norm) -> Columns {
        let count = self.big((v.len() as f64).into());
        let mean = match norm.is_centred {
            true => v.iter().fold(self.zero(), |sum, x| sum + x) / &count,
            false => self.zero(),
        };
        let d: Vec<Big> = v.iter().map(|x| x - &mean).collect();
        let square = self.dot(&d, &d) / &count + self.big(norm.eps.into());
        let scale = square.sqrt();
        let entry = |i: usize, k: usize| {
            let unit = if i == k {
                self.big(Extended::ONE)
            } else {
                self.zero()
            };
            let share = match norm.is_centred {
                true => self.big(Extended::ONE) / &count,
                false => self.zero(),
            };
            (unit - share - &d[i] * &d[k] / (&count * &square)) / &scale
        };
        (0..v.len())
            .map(|k| (0..v.len()).map(|i| entry(i, k)).collect())
            .collect()
    }

    /// diag[a'] w^T as columns.
    fn plain(&self, network: &Network, forward: &Forward, j: usize) -> Columns {
        let w = &network.layers[j].weight;
        let slopes: Vec<Big> = forward.derivatives[j]
            .iter()
            .map(|a| self.big(*a))
            .collect();
        (0..w.nrows())
            .map(|i| {
                (0..w.ncols())
                    .map(|o| &slopes[o] * self.big(Extended::from(w[(i, o)])))
                    .collect()
            })
            .collect()
    }
}
