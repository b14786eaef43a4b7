//! A network as a network file.

use crate::json::Json;
use crate::network::{Layer, Loss, Network};

impl Network {
    /// The network file of this network: [`Network::from_value`] gives it back, except that a loss along the chain, which a file cannot say, is
    /// written as the direction that stands for it.
    ///
    /// ```
    /// use gradlens::{network::Network, settings::Recipe};
    /// let network = Network::from(&Recipe::default());
    /// assert_eq!(Network::from_value(&network.to_value()).unwrap(), network);
    /// ```
    pub fn to_value(&self) -> Json {
        let (key, values) = match &self.loss {
            Loss::MeanSquared(target) => ("target", target),
            Loss::Direction(gradient) | Loss::Extreme(_, gradient) => ("gradient", gradient),
        };
        Json::object([
            ("gradlens_network", 1.into()),
            ("name", Json::or_null(self.name.as_deref())),
            ("input", Json::list(self.input.iter().copied())),
            (key, Json::list(values.iter().copied())),
            ("layers", Json::list(self.layers.iter().map(layer))),
        ])
    }
}

fn layer(layer: &Layer) -> Json {
    let rows = layer.weight.row_iter();
    let rows = rows.map(|row| Json::list(row.iter().copied()));
    let bias = layer.bias.as_deref();
    Json::object([
        ("w", Json::list(rows)),
        (
            "b",
            Json::or_null(bias.map(|bias| Json::list(bias.iter().copied()))),
        ),
        ("activation", layer.activation.name().into()),
    ])
}
