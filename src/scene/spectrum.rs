//! Singular values of the layers as dots, and of the chain as a fan.

use std::collections::BTreeSet;

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::panel::{
    Curve, Dash, LegendEntry, Marker, Marks, Panel, PanelId, Point, Role, Series, Swatch, Table,
    Tag,
};
use super::source;
use super::value::Value;
use crate::analysis::Analysis;

/// What plain arithmetic says about the chain: multiply the Jacobians, then call an SVD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainSpectra {
    /// In f64: the singular values of P^(h), `double[h]`, descending, h = 0..K-1.
    pub double: Vec<Vec<Value>>,
    /// In f32, the same.
    pub single: Vec<Vec<Value>>,
}

/// Up to this many singular values per place are all drawn, past it some evenly spaced ones.
const MOST: usize = 24;
/// How many are drawn where not all are.
const SAMPLE: usize = 9;

/// The singular values of every J^(j) and of every P^(h).
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let layers: Vec<Vec<Value>> = analysis
        .layers
        .iter()
        .map(|layer| source::values(&layer.jacobian))
        .collect();
    let chain = source::chain(analysis);
    Panel {
        id: PanelId::Spectrum,
        title: "Spectrum",
        description: description(&layers, &chain),
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: "singular value".into(),
            range: selection.range,
        },
        series: series(&layers, &chain, selection.plain.as_ref()),
        legend: legend(selection.plain.is_some()),
        notes: notes(&layers, &chain),
        selected: selection.layer,
        table: table(&layers, &chain),
        readings: readings(&layers, &chain),
    }
}

fn series(
    layers: &[Vec<Value>],
    chain: &[Vec<Value>],
    plain: Option<&PlainSpectra>,
) -> Vec<Series> {
    let mut series = vec![Series {
        name: "σᵢ of the chain",
        role: Role::Chain,
        marks: Marks::Fan(fan(chain, Dash::Solid)),
    }];
    if let Some(plain) = plain {
        series.push(Series {
            name: "plain f64",
            role: Role::Double,
            marks: Marks::Fan(fan(&plain.double, Dash::Short)),
        });
        series.push(Series {
            name: "plain f32",
            role: Role::Single,
            marks: Marks::Fan(fan(&plain.single, Dash::Dotted)),
        });
    }
    let dots = dots(layers);
    let part = |name, role, marker| Series {
        name,
        role,
        marks: Marks::Dots {
            points: dots
                .iter()
                .filter(|point| dot_role(point.value) == role)
                .copied()
                .collect(),
            marker,
        },
    };
    series.push(part("layer, below 1", Role::Shrinking, Marker::Disc));
    series.push(part("layer, above 1", Role::Expanding, Marker::Diamond));
    series.push(part("layer, not finite", Role::Failure, Marker::Disc));
    series.push(Series {
        name: "rank",
        role: Role::Note,
        marks: Marks::Tags(ranks(layers)),
    });
    series
}

/// One curve per index i: the i-th singular value at every place that has one.
fn fan(spectra: &[Vec<Value>], dash: Dash) -> Vec<Curve> {
    let longest = spectra.iter().map(Vec::len).max().unwrap_or(0);
    drawn(longest)
        .into_iter()
        .map(|i| Curve {
            points: spectra
                .iter()
                .enumerate()
                .filter_map(|(layer, values)| {
                    let value = *values.get(i)?;
                    Some(Point { layer, value })
                })
                .collect(),
            dash,
            marker: Marker::None,
        })
        .collect()
}

/// The dots of the layers; many exact zeros of one layer are one mark.
fn dots(layers: &[Vec<Value>]) -> Vec<Point> {
    let mut points = Vec::new();
    for (j, values) in layers.iter().enumerate() {
        let nonzero = values.iter().filter(|value| **value != Value::Zero).count();
        let mut indices = drawn(nonzero);
        indices.extend((nonzero < values.len()).then_some(nonzero));
        points.extend(indices.iter().filter_map(|i| {
            let value = *values.get(*i)?;
            Some(Point {
                layer: j + 1,
                value,
            })
        }));
    }
    points
}

/// The indices that are drawn of so many descending values: all, or evenly spaced with both ends.
fn drawn(count: usize) -> BTreeSet<usize> {
    if count <= MOST {
        return (0..count).collect();
    }
    let last = count - 1;
    (0..SAMPLE)
        .map(|i| (i * last + (SAMPLE - 1) / 2) / (SAMPLE - 1))
        .collect()
}

fn dot_role(value: Value) -> Role {
    match value {
        Value::NotFinite => Role::Failure,
        Value::Finite(log10) | Value::Unresolved(log10) if log10 > 0.0 => Role::Expanding,
        _ => Role::Shrinking,
    }
}

/// "7/16" where a layer has exact zeros.
fn ranks(layers: &[Vec<Value>]) -> Vec<Tag> {
    layers
        .iter()
        .enumerate()
        .filter_map(|(j, values)| {
            let (rank, most) = rank(values);
            (rank < most).then(|| Tag {
                layer: j + 1,
                text: format!("{rank}/{most}"),
            })
        })
        .collect()
}

/// How many values are not exactly zero, and how many there are.
fn rank(values: &[Value]) -> (usize, usize) {
    let zeros = values.iter().filter(|value| **value == Value::Zero).count();
    (values.len() - zeros, values.len())
}

fn notes(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> Vec<String> {
    let longest = layers.iter().chain(chain).map(Vec::len).max().unwrap_or(0);
    let mut notes = Vec::new();
    if longest > MOST {
        notes.push(format!(
            "Of {longest} singular values at a place {SAMPLE} are drawn: the largest, the smallest \
             and evenly spaced ones between them. The table has all."
        ));
    }
    if layers.iter().any(|values| {
        let (rank, most) = rank(values);
        rank < most
    }) {
        notes.push(
            "7/16 at the bottom means rank 7 of 16: the other singular values of that layer are \
             exactly 0."
                .into(),
        );
    }
    if let Some((rank, most)) = chain.first().map(|values| rank(values))
        && rank < most
    {
        notes.push(format!(
            "The chain from the input to the output has rank {rank} of {most}."
        ));
    }
    let unresolved = chain
        .iter()
        .flatten()
        .filter(|value| matches!(value, Value::Unresolved(_)))
        .count();
    if unresolved > 0 {
        notes.push(format!(
            "{unresolved} singular values of the chain are not resolved; they are drawn dashed at an \
             upper estimate."
        ));
    }
    notes
}

fn legend(with_plain: bool) -> Vec<LegendEntry> {
    let mut entries = vec![
        (
            "one layer, below 1: this direction shrinks",
            Role::Shrinking,
            Swatch::Mark(Marker::Disc),
        ),
        (
            "one layer, above 1: this direction expands",
            Role::Expanding,
            Swatch::Mark(Marker::Diamond),
        ),
        (
            "chain from layer h to the output",
            Role::Chain,
            Swatch::Line(Dash::Solid, Marker::None),
        ),
    ];
    if with_plain {
        entries.push((
            "chain as plain f64 sees it",
            Role::Double,
            Swatch::Line(Dash::Short, Marker::None),
        ));
        entries.push((
            "chain as plain f32 sees it",
            Role::Single,
            Swatch::Line(Dash::Dotted, Marker::None),
        ));
    }
    entries.push(("exactly 0", Role::Note, Swatch::Zero));
    entries
        .into_iter()
        .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
        .collect()
}

fn description(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> String {
    let all: Vec<f64> = layers.iter().flatten().filter_map(|v| v.log10()).collect();
    let below = all.iter().filter(|log10| **log10 < 0.0).count();
    let count = layers.iter().map(Vec::len).sum::<usize>();
    let zeros = layers
        .iter()
        .flatten()
        .filter(|v| **v == Value::Zero)
        .count();
    let mut text = format!(
        "Of {count} singular values of the layers {below} lie below 1 and shrink their direction"
    );
    text.push_str(&match zeros {
        0 => ".".into(),
        zeros => format!(", and {zeros} more are exactly 0."),
    });
    let Some(values) = chain.first() else {
        return text;
    };
    if values.contains(&Value::NotFinite) {
        text.push_str(" The chain to the input is not finite.");
        return text;
    }
    let (rank, most) = rank(values);
    let depth = layers.len();
    if let Some(largest) = values.first() {
        text.push_str(&format!(
            " Along the chain the largest goes from 1 at layer {depth} to {largest} at the input"
        ));
        match rank.checked_sub(1).and_then(|last| values.get(last)) {
            Some(smallest) if rank > 1 => {
                text.push_str(&format!(", the smallest nonzero one to {smallest}."));
            }
            _ => text.push('.'),
        }
    }
    if rank < most {
        text.push_str(&format!(" The chain has rank {rank} of {most}."));
    }
    text
}

fn readings(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> Vec<String> {
    chain
        .iter()
        .enumerate()
        .map(|(h, chain)| {
            let layer = h.checked_sub(1).and_then(|i| layers.get(i));
            let smallest = |values: &[Value]| {
                let (rank, _) = rank(values);
                values.get(rank.max(1) - 1).copied()
            };
            let last_of_layer = layer.and_then(|values| smallest(values));
            source::reading(
                h,
                &[
                    ("layer σ", layer.and_then(|values| values.first())),
                    ("to", last_of_layer.as_ref()),
                    ("chain σ", chain.first()),
                    ("to", smallest(chain).as_ref()),
                ],
            )
        })
        .collect()
}

fn table(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> Table {
    let rows = chain.iter().enumerate().flat_map(|(h, chain)| {
        let layer = h.checked_sub(1).and_then(|i| layers.get(i));
        let most = chain.len().max(layer.map_or(0, Vec::len));
        (0..most).map(move |i| {
            vec![
                source::row_head(h),
                (i + 1).to_string(),
                source::cell(layer.and_then(|values| values.get(i))),
                source::cell(chain.get(i)),
            ]
        })
    });
    Table {
        caption: "Singular values of every layer and of the chain from its output to the end"
            .into(),
        columns: ["layer h", "i", "σᵢ of J⁽ʰ⁾", "σᵢ of the chain P⁽ʰ⁾"]
            .map(String::from)
            .into(),
        rows: rows.collect(),
    }
}
