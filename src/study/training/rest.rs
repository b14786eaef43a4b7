//! A network whose batch norms are held at the statistics of all rows: then they are affine maps.

use std::sync::Arc;

use super::pass::Pass;
use super::{Plan, Snapshot, Trainer};
use crate::network::Network;

impl Trainer {
    /// [`Trainer::network_at_rest`] of a snapshot; `None` if its shape is another one.
    pub(super) fn network_of(&self, snapshot: &Snapshot) -> Option<Network> {
        if self.has_batch_norms() {
            let mut trainer = self.clone();
            trainer.look_at(snapshot)?;
            return Some(trainer.network_at_rest());
        }
        let (_, parameters) = self.wired();
        let is_alike = parameters.len() == snapshot.parameters.len();
        is_alike.then(|| self.network_with(&snapshot.parameters))
    }

    pub(super) fn has_batch_norms(&self) -> bool {
        self.plan().batch_norms.iter().any(Option::is_some)
    }

    /// The network with the weights as they are and each batch norm on a pre-activation v held at the mean m and at s of all
    /// rows: (v - m)/s, which is affine, and so part of weights w/s and biases (b - m)/s. On all rows it has the outputs of
    /// the training; its gradients are those at fixed statistics. Without batch norms it is [`Trainer::network`].
    pub fn network_at_rest(&self) -> Network {
        let mut network = self.network();
        if !self.has_batch_norms() {
            return network;
        }
        let (wirings, parameters) = self.wired();
        let rows = self.data().rows();
        let mut pass = Pass::of(wirings, rows);
        pass.input(rows).copy_from_slice(self.data().all_inputs());
        // Behind numbers that are not finite the statistics are those of the layers that were reached.
        let _ = pass.forward(wirings, parameters);
        for (j, layer) in network.layers.iter_mut().enumerate() {
            let Some((mean, inverses)) = pass.statistics(wirings, j) else {
                continue;
            };
            let weight = &*layer.weight;
            // b - m = -w^T mean(z): the bias itself cancels.
            let centred = weight.column_iter().zip(inverses).map(|(column, inverse)| {
                let sum: f64 = column.iter().zip(&mean).map(|(w, z)| w * z).sum();
                -sum * inverse
            });
            layer.bias = Some(centred.collect());
            let mut scaled = weight.clone();
            for (mut column, inverse) in scaled.column_iter_mut().zip(inverses) {
                column *= *inverse;
            }
            layer.weight = Arc::new(scaled);
        }
        network
    }

    /// y of any inputs, row by row, with the batch norms of [`Trainer::network_at_rest`]; else as [`Trainer::outputs`].
    pub fn outputs_at_rest(&self, inputs: &[f64]) -> Vec<f64> {
        if !self.has_batch_norms() {
            return self.outputs(inputs);
        }
        let plan = Plan {
            batch_norms: Vec::new(),
            ..self.plan().clone()
        };
        let at_rest = Self::of(&self.network_at_rest(), self.data().clone(), plan);
        at_rest.map_or_else(|_| Vec::new(), |trainer| trainer.outputs(inputs))
    }
}
