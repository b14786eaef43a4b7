//! A network as a network file.

use crate::json::Json;
use crate::network::{LEAKY_SLOPE, Layer, Loss, Network, Norm};
use crate::settings::Activation;

/// Stands for the weights of the layer before.
pub const SAME: &str = "same";
/// Follows [`SAME`] and comes before the number of another layer.
pub const SAME_AS: &str = " as ";

/// The kinds of norms: with and without a mean that is subtracted.
pub const KINDS: [&str; 2] = ["layer", "rms"];
/// Where a norm acts, in the order of `Place::ALL`.
pub const PLACES: [&str; 3] = ["input", "pre-activation", "output"];

impl Network {
    /// The network file of this network. [`Network::from_value`] gives the network back, except
    /// that a loss along the chain, which files do not have, is written as the direction that
    /// stands for it and the sum as a gradient of ones, and that a turn and further samples are left out. Weights equal to those of an earlier layer, bit for bit, are written once
    /// ([`Network::ties`]).
    ///
    /// ```
    /// use gradlens::{network::Network, settings::Recipe};
    /// let network = Network::from(&Recipe::default());
    /// assert_eq!(Network::from_value(&network.to_value()).unwrap(), network);
    /// ```
    pub fn to_value(&self) -> Json {
        let outputs = self.layers.last().map_or(0, |last| last.weight.ncols());
        let numbers = |numbers: &[f64]| Json::list(numbers.iter().copied());
        let (key, loss) = match &self.loss {
            Loss::MeanSquared(target) => ("target", numbers(target)),
            Loss::Direction(gradient) | Loss::Extreme(_, gradient) => {
                ("gradient", numbers(gradient))
            }
            Loss::Sum => ("gradient", numbers(&vec![1.0; outputs])),
            Loss::CrossEntropy(class) => ("class", (class + 1).into()),
        };
        Json::object([
            ("gradlens_network", 1.into()),
            ("name", Json::or_null(self.name.as_deref())),
            ("input", Json::list(self.input.iter().copied())),
            (key, loss),
            ("layers", Json::List(self.written(&self.ties()))),
        ])
    }

    /// The layers as in a network file, but weights are `"same"` only where they are shared: others that are equal now
    /// may differ after a step of a training.
    #[cfg(feature = "whole")]
    pub(crate) fn layers_to_train(&self) -> Vec<Json> {
        let mut firsts: Vec<usize> = (0..self.layers.len()).collect();
        for group in self.shared_weights() {
            for index in &group {
                firsts[*index] = group[0];
            }
        }
        self.written(&firsts)
    }

    /// The layers; `firsts` has for each of them the index of the first one whose weights it has.
    fn written(&self, firsts: &[usize]) -> Vec<Json> {
        let layers = self.layers.iter().enumerate();
        let layers = layers.map(|(index, own)| layer(own, weight(own, index, firsts)));
        layers.collect()
    }
}

/// The weights of a layer with this index, or which earlier layer has them.
fn weight(layer: &Layer, index: usize, ties: &[usize]) -> Json {
    let first = ties.get(index).copied().unwrap_or(index);
    let before = index.checked_sub(1).and_then(|before| ties.get(before));
    if before == Some(&first) {
        return SAME.into();
    }
    if first < index {
        return Json::Text(format!("{SAME}{SAME_AS}{}", first + 1));
    }
    let rows = layer.weight.row_iter();
    Json::list(rows.map(|row| Json::list(row.iter().copied())))
}

fn layer(layer: &Layer, weight: Json) -> Json {
    let bias = layer.bias.as_deref();
    let mut fields = vec![
        ("w", weight),
        (
            "b",
            Json::or_null(bias.map(|bias| Json::list(bias.iter().copied()))),
        ),
        ("activation", layer.activation.name().into()),
    ];
    let slope = Some(layer.block.slope()).filter(|slope| *slope != LEAKY_SLOPE);
    if layer.activation == Activation::LeakyRelu
        && let Some(slope) = slope
    {
        fields.push(("params", Json::object([("slope", slope.into())])));
    }
    fields.extend(layer.block.skip().map(|skip| ("skip", skip.into())));
    fields.extend(
        layer
            .block
            .norm()
            .map(|norm| ("norm", Json::object(norm.to_members()))),
    );
    Json::of_members(&mut fields)
}

impl Norm {
    /// The members of a norm in a network file.
    pub fn to_members(self) -> [(&'static str, Json); 3] {
        [
            ("kind", KINDS[usize::from(!self.is_centred)].into()),
            ("place", PLACES[self.place as usize].into()),
            ("eps", self.eps.into()),
        ]
    }
}
