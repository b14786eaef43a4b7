//! The numbers of the network that is shown, for other scripts: files of it, and programs that compute the same.

use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::JsValue;

use super::failure::granted;
use super::{App, opened};
use crate::analysis::Analysis;
use crate::link;
use crate::network::{Extreme, Layer, Loss, Network};

impl App {
    /// `{ name, link, input, layers: [{ rows, columns, weight, bias, activation }], loss }` of the newest complete analysis: weights row by row,
    /// `loss` either `{ kind: "mse", target }` or `{ kind: "direction", gradient }`. `None` before the first one, and where the direction of
    /// the loss is not resolved.
    pub(super) fn numbers(&self) -> Option<JsValue> {
        let (settings, analysis) = self.stage.settled()?;
        let opened = opened::of(settings);
        let drawn = opened.is_none().then(|| Network::from(settings));
        let network = drawn.as_ref().or(opened.as_ref().map(|one| &one.network))?;
        let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from_str);
        let link = drawn.is_some().then(|| link::encode(settings));
        Some(object(&[
            ("name", text(network.name.as_deref())),
            ("link", text(link.as_deref())),
            ("input", numbers(&network.input)),
            (
                "layers",
                network.layers.iter().map(layer).collect::<Array>().into(),
            ),
            ("loss", loss(&network.loss, analysis)?),
        ]))
    }
}

fn layer(layer: &Layer) -> JsValue {
    let (rows, columns) = layer.weight.shape();
    // nalgebra keeps columns together.
    let weight = numbers(layer.weight.transpose().as_slice());
    let bias = layer.bias.as_deref().map_or(JsValue::NULL, numbers);
    object(&[
        ("rows", rows.into()),
        ("columns", columns.into()),
        ("weight", weight),
        ("bias", bias),
        ("activation", layer.activation.name().into()),
    ])
}

fn loss(loss: &Loss, analysis: &Analysis) -> Option<JsValue> {
    let ends = analysis.end_to_end.as_ref();
    let (kind, name, values) = match loss {
        Loss::MeanSquared(target) => ("mse", "target", target),
        Loss::Direction(gradient) => ("direction", "gradient", gradient),
        Loss::Extreme(extreme, without) => {
            let gradient = match (ends, extreme) {
                (None, _) => without,
                (Some(ends), Extreme::Best) => &ends.first.u,
                (Some(ends), Extreme::Worst) => &ends.last.as_ref()?.u,
            };
            ("direction", "gradient", gradient)
        }
    };
    Some(object(&[("kind", kind.into()), (name, numbers(values))]))
}

fn numbers(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        granted(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
