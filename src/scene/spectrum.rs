//! Singular values of the layers as dots, and of the chain as a fan.

mod words;

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::panel::{Curve, Dash, Marker, Marks, Panel, Point, Role, Series, Table, Tag};
use super::picture::PanelId;
use super::plain::PlainSpectra;
use super::source;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::{panels, spectrum, values};

/// Up to this many singular values per place are all drawn, past it some evenly spaced ones.
const MOST: usize = 24;
/// How many are drawn if not all are.
const SAMPLE: usize = 9;

/// The singular values of every J^(j) and of every P^(h).
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let layers = layers(analysis);
    let chain = source::chain(analysis);
    let plain = selection.plain.as_ref();
    Panel {
        id: PanelId::Spectrum,
        title: panels::SPECTRUM[0],
        description: words::description(&layers, &chain, plain),
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: spectrum::AXIS.into(),
            range: selection.range,
        },
        series: series(&layers, &chain, plain),
        ghost: None,
        legend: words::legend(plain.is_some()),
        notes: words::notes(&layers, &chain),
        selected: selection.layer,
        readings: words::readings(&layers, &chain, plain),
    }
}

/// The numbers of the panel.
pub(super) fn table(analysis: &Analysis, plain: Option<&PlainSpectra>) -> Table {
    words::table(&layers(analysis), &source::chain(analysis), plain)
}

/// Singular values of every J^(j).
fn layers(analysis: &Analysis) -> Vec<Vec<Value>> {
    let layers = analysis.layers.iter();
    layers
        .map(|layer| source::values(&layer.jacobian))
        .collect()
}

fn series(
    layers: &[Vec<Value>],
    chain: &[Vec<Value>],
    plain: Option<&PlainSpectra>,
) -> Vec<Series> {
    let mut series = vec![Series {
        name: spectrum::CHAIN,
        role: Role::Chain,
        marks: Marks::Fan(fan(chain, Dash::Solid)),
    }];
    if let Some(plain) = plain {
        series.push(Series {
            name: spectrum::PLAIN[0],
            role: Role::Double,
            marks: Marks::Fan(fan(&plain.double, Dash::Short)),
        });
        series.push(Series {
            name: spectrum::PLAIN[1],
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
    series.push(part(spectrum::LAYER, Role::Shrinking, Marker::Disc));
    series.push(part(spectrum::LAYER, Role::Expanding, Marker::Diamond));
    series.push(part(spectrum::LAYER_ZERO, Role::Note, Marker::Disc));
    series.push(part(
        spectrum::LAYER_NOT_FINITE,
        Role::Failure,
        Marker::Disc,
    ));
    series.push(Series {
        name: spectrum::RANK,
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
fn drawn(count: usize) -> Vec<usize> {
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
        Value::NotFinite | Value::Pending => Role::Failure,
        Value::Zero => Role::Note,
        Value::Finite(log10) | Value::Unresolved(log10) if log10 > 0.0 => Role::Expanding,
        _ => Role::Shrinking,
    }
}

/// "7/16" if a layer has exact zeros, "≤7/16" if there may be more.
fn ranks(layers: &[Vec<Value>]) -> Vec<Tag> {
    layers
        .iter()
        .enumerate()
        .filter_map(|(j, values)| {
            let rank = Rank::of(values);
            rank.is_deficient().then(|| Tag {
                layer: j + 1,
                text: rank.tag(),
            })
        })
        .collect()
}

/// How many values are not known to be zero.
struct Rank {
    rank: usize,
    most: usize,
    /// Whether none of them may be zero.
    is_resolved: bool,
}

impl Rank {
    fn of(values: &[Value]) -> Self {
        let count = |is: fn(&Value) -> bool| values.iter().filter(|value| is(value)).count();
        Self {
            rank: values.len() - count(|value| *value == Value::Zero),
            most: values.len(),
            is_resolved: count(|value| value.is_unresolved()) == 0,
        }
    }

    fn is_deficient(&self) -> bool {
        self.rank < self.most
    }

    fn tag(&self) -> String {
        let at_most = if self.is_resolved { "" } else { "≤" };
        format!("{at_most}{}/{}", self.rank, self.most)
    }

    /// "7 of 16", "at most 7 of 16".
    fn words(&self) -> String {
        values::rank(self.rank, self.most, self.is_resolved)
    }
}
