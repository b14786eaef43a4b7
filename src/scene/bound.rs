//! The norms of the layers, their bounds, and what the chain is: as a table, and why they differ.

use super::gap::Gap;
use super::source;
use super::table::Table;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::{bound as words, panels};

/// Everything of this panel by place; the numbers of layers begin at place 1.
struct Numbers {
    jacobian: Vec<Value>,
    bound: Vec<Value>,
    sup_bound: Vec<Value>,
    chain: Vec<Value>,
    chain_bound: Vec<Value>,
    chain_sup_bound: Vec<Value>,
    norm_product: Vec<Value>,
    gradient: Vec<Value>,
    /// The number of layers with a norm, which has no bound for all inputs, behind each place.
    norms: Vec<usize>,
}

impl Table {
    /// Per layer ||J||, ||diag|| ||w|| and sup |A'| ||w||; from the output back the products of these
    /// bounds, the product of ||J||, the true ||P||, and the gradient.
    pub fn of_bounds(analysis: &Analysis) -> Self {
        Numbers::of(analysis).table()
    }
}

/// Where the gap between the bound at the input and the truth arises, in a sentence; none if it is negligible
/// or not known.
pub(super) fn gap(analysis: &Analysis) -> Option<String> {
    let numbers = Numbers::of(analysis);
    Gap::of(&numbers.bound, &numbers.jacobian, &numbers.chain)?.words()
}

impl Numbers {
    fn of(analysis: &Analysis) -> Self {
        let one = std::iter::once(Value::Finite(0.0));
        let layers = &analysis.layers;
        let chain = &analysis.chain;
        Self {
            jacobian: layers
                .iter()
                .map(|layer| source::operator_norm(&layer.jacobian))
                .collect(),
            bound: layers
                .iter()
                .map(|layer| source::bounds(layer)[1])
                .collect(),
            sup_bound: layers
                .iter()
                .map(|layer| source::bounds(layer)[2])
                .collect(),
            chain: source::chain_norms(analysis),
            chain_bound: chain
                .iter()
                .map(|suffix| Value::from(suffix.bound).down_by(suffix.slack[0]))
                .chain(one.clone())
                .collect(),
            chain_sup_bound: chain
                .iter()
                .map(|suffix| Value::from(suffix.sup_bound).down_by(suffix.slack[0]))
                .chain(one.clone())
                .collect(),
            norm_product: chain
                .iter()
                .map(|suffix| Value::from(suffix.norm_product).down_by(suffix.slack[1]))
                .chain(one)
                .collect(),
            gradient: source::gradients(analysis),
            norms: (0..=layers.len())
                .map(|h| {
                    layers
                        .iter()
                        .skip(h)
                        .filter(|layer| layer.norm.is_some())
                        .count()
                })
                .collect(),
        }
    }

    /// Whether layers from place h to place `end` have a norm.
    fn has_norm(&self, h: usize, end: usize) -> bool {
        self.norms.get(h) != self.norms.get(end)
    }

    fn table(&self) -> Table {
        let by_layer = [&self.jacobian, &self.bound, &self.sup_bound];
        let by_place = [
            &self.chain,
            &self.norm_product,
            &self.chain_bound,
            &self.chain_sup_bound,
            &self.gradient,
        ];
        Table {
            caption: words::CAPTION.into(),
            columns: [
                panels::LAYER_COLUMN,
                "‖J‖",
                "‖diag‖ ‖w‖",
                "sup |A′| ‖w‖",
                words::CHAIN_COLUMN,
                words::PRODUCTS[0],
                words::PRODUCTS[1],
                words::PRODUCTS[2],
                "‖∂L/∂z⁽ʰ⁾‖",
            ]
            .map(String::from)
            .into(),
            rows: (0..self.gradient.len())
                .map(|h| {
                    let before = h.checked_sub(1);
                    let last = self.gradient.len() - 1;
                    let layer = by_layer.iter().enumerate().map(|(column, values)| {
                        let there = before.filter(|i| column != 2 || !self.has_norm(*i, h));
                        source::cell(there.and_then(|i| values.get(i)))
                    });
                    let place = by_place.iter().enumerate().map(|(column, values)| {
                        let is_there = column != 3 || !self.has_norm(h, last);
                        source::cell(values.get(h).filter(|_| is_there))
                    });
                    std::iter::once(source::row_head(h))
                        .chain(layer)
                        .chain(place)
                        .collect()
                })
                .collect(),
        }
    }
}
