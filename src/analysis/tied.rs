//! The gradient of weights that several layers share: the sum over these layers.

use super::passes::Passes;
use super::sums::{Pass, Summed, SummedGradient, pass_back};
use crate::network::IS_WHOLE;

/// Layers that share their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Their numbers, 1..=K, ascending, two at least.
    pub layers: Vec<usize>,
    /// The gradient of the loss with respect to the weights that they share, the sum over the layers of what
    /// [`super::LayerGradient::weight`] is the length of.
    pub gradient: SummedGradient,
}

/// The gradients of all shared weights; costs two passes and what they add, if there are any.
pub(super) fn ties(passes: &Passes) -> Vec<Tie> {
    let network = passes.network();
    let groups = match IS_WHOLE {
        true => network.shared_weights(),
        false => Vec::new(),
    };
    if groups.is_empty() {
        return Vec::new();
    }
    let shape = |group: &Vec<usize>| network.layers[group[0]].weight.shape();
    let mut sums: Vec<Summed> = groups
        .iter()
        .map(|group| Summed::zeros(shape(group)))
        .collect();
    let (start, noise) = passes.sent();
    for pass in [Pass::Exact, Pass::Changed(noise)] {
        pass_back((network, passes.forward()), start, pass, |part| {
            let members = groups.iter().zip(&mut sums);
            for (_, sum) in members.filter(|(group, _)| group.contains(&part.j)) {
                sum.add(part, pass);
            }
        });
    }
    let ties = groups.into_iter().zip(sums);
    ties.map(|(group, sum)| Tie {
        layers: group.into_iter().map(|index| index + 1).collect(),
        gradient: sum.over(1),
    })
    .collect()
}
