//! ||dL/dz||, ||z|| and ||dL/dw|| against the layer.

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::panel::{Curve, Dash, LegendEntry, Marker, Marks, Panel, Role, Series, Swatch, Table};
use super::picture::PanelId;
use super::source;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::{Shown, gradients as words, panels};

const GRADIENT: &str = "‖∂L/∂z⁽ʰ⁾‖";
const OUTPUT: &str = "‖z⁽ʰ⁻¹⁾‖";
const WEIGHT: &str = "‖∂L/∂w⁽ʰ⁾‖";

/// The three curves whose product relation hides a dying gradient: dL/dw = z (dL/da)^T, so the
/// weights' gradient can stay level while dL/dz vanishes.
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let [gradients, inputs, weights] = norms(analysis);
    let series = vec![
        curve(
            OUTPUT,
            Role::Output,
            source::points(1, inputs.iter().copied()),
            (Dash::Long, Marker::Square),
        ),
        curve(
            WEIGHT,
            Role::WeightGradient,
            source::points(1, weights.iter().copied()),
            (Dash::Short, Marker::Diamond),
        ),
        curve(
            GRADIENT,
            Role::Gradient,
            source::points(0, gradients.iter().copied()),
            (Dash::Solid, Marker::Disc),
        ),
    ];
    Panel {
        id: PanelId::Gradients,
        title: panels::GRADIENTS[0],
        description: description(&gradients, &inputs, &weights),
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: panels::NORM.into(),
            range: selection.range,
        },
        series,
        ghost: None,
        legend: legend(),
        notes: trap(&gradients, &inputs, &weights).into_iter().collect(),
        selected: selection.layer,
        readings: (0..gradients.len())
            .map(|h| {
                let before = h.checked_sub(1);
                source::reading(
                    h,
                    &[
                        ("‖∂L/∂z‖", gradients.get(h)),
                        ("‖∂L/∂w‖", before.and_then(|i| weights.get(i))),
                        ("‖z⁽ʰ⁻¹⁾‖", before.and_then(|i| inputs.get(i))),
                    ],
                )
            })
            .collect(),
    }
}

/// ||dL/dz^(h)|| for h = 0..K, and ||z^(h-1)|| and ||dL/dw^(h)|| for h = 1..K.
fn norms(analysis: &Analysis) -> [Vec<Value>; 3] {
    let mut inputs = source::outputs(analysis);
    inputs.pop();
    [
        source::gradients(analysis),
        inputs,
        source::weight_gradients(analysis),
    ]
}

fn curve(
    name: &'static str,
    role: Role,
    points: Vec<super::Point>,
    (dash, marker): (Dash, Marker),
) -> Series {
    Series {
        name,
        role,
        marks: Marks::Curve(Curve {
            points,
            dash,
            marker,
        }),
    }
}

fn legend() -> Vec<LegendEntry> {
    [
        (
            words::OUTPUT,
            Role::Gradient,
            Swatch::Line(Dash::Solid, Marker::Disc),
        ),
        (
            words::WEIGHTS,
            Role::WeightGradient,
            Swatch::Line(Dash::Short, Marker::Diamond),
        ),
        (
            words::ENTERS,
            Role::Output,
            Swatch::Line(Dash::Long, Marker::Square),
        ),
    ]
    .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
    .into()
}

fn description(gradients: &[Value], inputs: &[Value], weights: &[Value]) -> String {
    let depth = weights.len();
    let mut text = String::from(words::NORMS);
    let mut tell = |values: &[Value], say: fn(Shown, usize, Shown) -> String| {
        if let (Some(first), Some(last)) = (values.first(), values.last()) {
            text.push_str(&say(last, depth, first));
        }
    };
    tell(gradients, words::gradient);
    tell(weights, words::weight_gradient);
    tell(inputs, words::entering);
    if let Some(trap) = trap(gradients, inputs, weights) {
        text.push(' ');
        text.push_str(&trap);
    }
    text
}

/// The explanation if the gradient of the weights hides the behaviour of the gradient of the
/// outputs.
fn trap(gradients: &[Value], inputs: &[Value], weights: &[Value]) -> Option<String> {
    let decades = change(gradients)?;
    if decades.abs() < 3.0 || change(weights)?.abs() > decades.abs() / 3.0 {
        return None;
    }
    // Going forward, the inputs of the layers have to shrink or grow as the gradient does going
    // backward, by a factor of ten at least.
    let entering = change(inputs)?;
    if entering * decades > 0.0 || entering.abs() < 1.0 {
        return None;
    }
    let times = |decades: f64| Value::Finite(decades.abs()).digits(2);
    let (back, forth) = (times(decades), times(entering));
    Some(match decades < 0.0 {
        true => words::level_and_shrinking(&back, &forth),
        false => words::level_and_growing(&back, &forth),
    })
}

/// log10 of the first value over the last one, if both are numbers.
fn change(values: &[Value]) -> Option<f64> {
    Some(values.first()?.resolved_log10()? - values.last()?.resolved_log10()?)
}

/// The numbers of the panel.
pub(super) fn table(analysis: &Analysis) -> Table {
    let [gradients, inputs, weights] = norms(analysis);
    Table {
        caption: words::CAPTION.into(),
        columns: [panels::LAYER_COLUMN, GRADIENT, WEIGHT, OUTPUT]
            .map(String::from)
            .into(),
        rows: (0..gradients.len())
            .map(|h| {
                vec![
                    source::row_head(h),
                    source::cell(gradients.get(h)),
                    source::cell(h.checked_sub(1).and_then(|i| weights.get(i))),
                    source::cell(h.checked_sub(1).and_then(|i| inputs.get(i))),
                ]
            })
            .collect(),
    }
}
