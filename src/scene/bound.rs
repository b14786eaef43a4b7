//! The norm bounds and the truth on one axis.

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::gap::Gap;
use super::panel::{Curve, Dash, LegendEntry, Marker, Marks, Panel, Role, Series, Swatch, Table};
use super::picture::PanelId;
use super::source;
use super::value::{ROUNDING, Value};
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
}

/// Per layer ||J||, ||diag|| ||w|| and sup |A'| ||w||; from the output back the products of these
/// bounds, the product of ||J||, the true ||P||, and the gradient.
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let numbers = Numbers::of(analysis);
    Panel {
        id: PanelId::Bound,
        title: words::TITLE,
        description: numbers.description(),
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: panels::NORM.into(),
            range: selection.range,
        },
        series: numbers.series(),
        ghost: None,
        legend: legend(),
        notes: numbers.gap().into_iter().collect(),
        selected: selection.layer,
        readings: numbers.readings(),
    }
}

/// The numbers of the panel.
pub(super) fn table(analysis: &Analysis) -> Table {
    Numbers::of(analysis).table()
}

impl Numbers {
    fn of(analysis: &Analysis) -> Self {
        let one = std::iter::once(Value::Finite(0.0));
        let largest = |values: &Vec<Value>| values.first().copied().unwrap_or(Value::Zero);
        let layers = &analysis.layers;
        let chain = &analysis.chain;
        Self {
            jacobian: layers
                .iter()
                .map(|layer| largest(&source::values(&layer.jacobian)))
                .collect(),
            bound: layers.iter().map(|layer| layer.bound.into()).collect(),
            sup_bound: layers.iter().map(|layer| layer.sup_bound.into()).collect(),
            chain: source::chain(analysis).iter().map(largest).collect(),
            chain_bound: chain
                .iter()
                .map(|suffix| suffix.bound.into())
                .chain(one.clone())
                .collect(),
            chain_sup_bound: chain
                .iter()
                .map(|suffix| suffix.sup_bound.into())
                .chain(one.clone())
                .collect(),
            norm_product: chain
                .iter()
                .map(|suffix| suffix.norm_product.into())
                .chain(one)
                .collect(),
            gradient: source::gradients(analysis),
        }
    }

    fn series(&self) -> Vec<Series> {
        let curve = |name, role, values: &[Value], (dash, marker)| Series {
            name,
            role,
            marks: Marks::Curve(Curve {
                points: source::points(0, values.iter().copied()),
                dash,
                marker,
            }),
        };
        let dots = |name, role, values: &[Value], marker| Series {
            name,
            role,
            marks: Marks::Dots {
                points: source::points(1, values.iter().copied()),
                marker,
            },
        };
        let sup = (Dash::Dotted, Marker::None);
        let bound = (Dash::Short, Marker::None);
        let product = (Dash::Long, Marker::None);
        let truth = (Dash::Solid, Marker::None);
        let gradient = (Dash::Solid, Marker::Disc);
        vec![
            dots("sup |A′| ‖w‖", Role::SupBound, &self.sup_bound, Marker::Bar),
            dots("‖diag‖ ‖w‖", Role::Bound, &self.bound, Marker::Diamond),
            dots("‖J‖", Role::LayerNorm, &self.jacobian, Marker::Square),
            curve("∏ sup |A′| ‖w‖", Role::SupBound, &self.chain_sup_bound, sup),
            curve("∏ ‖diag‖ ‖w‖", Role::Bound, &self.chain_bound, bound),
            curve("∏ ‖J‖", Role::LayerNorm, &self.norm_product, product),
            curve("‖P⁽ʰ⁾‖", Role::Chain, &self.chain, truth),
            curve("‖∂L/∂z⁽ʰ⁾‖", Role::Gradient, &self.gradient, gradient),
        ]
    }

    fn description(&self) -> String {
        let first = |values: &[Value]| values.first().copied().unwrap_or(Value::Zero);
        let (bound, product) = (first(&self.chain_bound), first(&self.norm_product));
        let (truth, gradient) = (first(&self.chain), first(&self.gradient));
        if truth == Value::NotFinite {
            return words::NOT_FINITE.into();
        }
        if truth == Value::Pending {
            return words::without_truth([&bound, &product, &gradient]);
        }
        let mut text = words::with_truth([&bound, &product, &truth, &gradient]);
        if let (Some(bound), Some(truth)) = (bound.log10(), truth.log10()) {
            if bound >= 1.0 && truth <= -1.0 {
                text.push_str(words::WRONG_WAY);
            } else if bound - truth < ROUNDING {
                text.push_str(words::TIGHT);
            } else if bound - truth < 0.3 {
                text.push_str(words::NEARLY_TIGHT);
            } else {
                text.push_str(&words::loose(&Value::Finite(bound - truth).digits(2)));
            }
        }
        if let Some(gap) = self.gap() {
            text.push(' ');
            text.push_str(&gap);
        }
        text
    }

    /// Where the gap between bound and truth arises.
    fn gap(&self) -> Option<String> {
        Gap::of(&self.bound, &self.jacobian, &self.chain)?.words()
    }

    /// Every number with its bound beside it.
    fn readings(&self) -> Vec<String> {
        let chain = |h: usize| {
            let [truth, bound, gradient] = [&self.chain, &self.chain_bound, &self.gradient]
                .map(|values| source::cell(values.get(h)));
            words::chain(&truth, &bound, &gradient)
        };
        let layer = |i: usize| {
            let [truth, bound] =
                [&self.jacobian, &self.bound].map(|values| source::cell(values.get(i)));
            words::layer(&truth, &bound)
        };
        (0..self.gradient.len())
            .map(|h| match h.checked_sub(1) {
                None => panels::reading(panels::INPUT, &chain(h)),
                Some(i) => {
                    let facts = words::both(&layer(i), &chain(h));
                    panels::reading(&panels::layer(h), &facts)
                }
            })
            .collect()
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
                    let layer = by_layer
                        .iter()
                        .map(|values| source::cell(before.and_then(|i| values.get(i))));
                    let place = by_place.iter().map(|values| source::cell(values.get(h)));
                    std::iter::once(source::row_head(h))
                        .chain(layer)
                        .chain(place)
                        .collect()
                })
                .collect(),
        }
    }
}

fn legend() -> Vec<LegendEntry> {
    use Swatch::{Line, Mark};
    [
        (words::LAYER_NORM, Role::LayerNorm, Mark(Marker::Square)),
        (words::LAYER_BOUND, Role::Bound, Mark(Marker::Diamond)),
        (words::LAYER_SUP_BOUND, Role::SupBound, Mark(Marker::Bar)),
        (
            "∏ sup |A′| ‖w‖",
            Role::SupBound,
            Line(Dash::Dotted, Marker::None),
        ),
        ("∏ ‖diag‖ ‖w‖", Role::Bound, Line(Dash::Short, Marker::None)),
        ("∏ ‖J‖", Role::LayerNorm, Line(Dash::Long, Marker::None)),
        (words::TRUTH, Role::Chain, Line(Dash::Solid, Marker::None)),
        (
            "‖∂L/∂z⁽ʰ⁾‖",
            Role::Gradient,
            Line(Dash::Solid, Marker::Disc),
        ),
    ]
    .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
    .into()
}
