//! How |z| and |A'| are spread in every layer, and which units pass no gradient.

use super::axis::{AxisRange, LayerAxis, MagnitudeAxis};
use super::panel::{
    Curve, Dash, LegendEntry, Marker, Marks, Panel, Role, Series, Swatch, Table, Tag,
};
use super::value::Value;
use super::{sign, source};
use crate::analysis::{Analysis, Distribution, Known, LayerReport};
use crate::words::{outputs as words, panels};

const MEDIAN: usize = 2;

impl Panel {
    /// Quartiles and ends of the magnitudes of the outputs and of the slopes, layer by layer, with a layer
    /// selected. What is pending is left out; where too little is known, only the axes are there. The axis
    /// holds all medians.
    pub fn of(analysis: &Analysis, layer: usize) -> Self {
        let outputs = quantiles(analysis, |layer| layer.outputs);
        let slopes = quantiles(analysis, |layer| layer.slopes);
        let medians = outputs.iter().chain(&slopes);
        let medians: Vec<f64> = medians.filter_map(|five| five[MEDIAN].log10()).collect();
        let depth = analysis.layers.len();
        let mut panel = Self {
            title: panels::OUTPUTS,
            description: description(analysis, &outputs, &slopes),
            x: LayerAxis { depth },
            y: MagnitudeAxis {
                label: "|z|, |A′|".into(),
                range: AxisRange::holding(&medians),
            },
            series: series(analysis, &outputs, &slopes),
            ghost: None,
            legend: legend(),
            notes: note(analysis).into_iter().collect(),
            selected: layer.clamp(1, depth.max(1)),
            readings: (0..=depth).map(|at| reading_at(analysis, at)).collect(),
        };
        panel.series.iter_mut().for_each(Series::drop_pending);
        if analysis.known < Known::Gradients {
            panel.series.clear();
            panel.readings.clear();
            panel.notes.clear();
            panel.description = panels::EMPTY.into();
        }
        panel.legend.extend(sign::legend(&panel));
        panel
    }
}

fn series(analysis: &Analysis, outputs: &[[Value; 5]], slopes: &[[Value; 5]]) -> Vec<Series> {
    let mut series = Vec::new();
    for (name, role, all, look) in [
        ("|z|", Role::Output, outputs, (Dash::Long, Marker::Square)),
        ("|A′|", Role::Slope, slopes, (Dash::Solid, Marker::Disc)),
    ] {
        // The curve of the median has the name.
        series.push(Series {
            name: "",
            role,
            marks: Marks::Fan(
                [0, 1, 3, 4]
                    .map(|i| curve(all, i, (look.0, Marker::None)))
                    .into(),
            ),
        });
        series.push(Series {
            name,
            role,
            marks: Marks::Curve(curve(all, MEDIAN, look)),
        });
    }
    series.push(Series {
        name: words::FLAT,
        role: Role::Note,
        marks: Marks::Tags(flat(analysis)),
    });
    series
}

/// The numbers of a place, 0..=K, in one line.
fn reading_at(analysis: &Analysis, layer: usize) -> String {
    match layer.checked_sub(1).and_then(|j| analysis.layers.get(j)) {
        None => panels::reading(panels::INPUT, words::AT_INPUT),
        Some(report) => {
            let width = analysis.widths.get(layer).copied().unwrap_or(0);
            reading((layer, width), report)
        }
    }
}

/// The five quantiles of every layer, layer 1 first.
fn quantiles(analysis: &Analysis, of: impl Fn(&LayerReport) -> Distribution) -> Vec<[Value; 5]> {
    let layers = analysis.layers.iter();
    layers
        .map(|layer| of(layer).quantiles.map(Value::from))
        .collect()
}

fn curve(quantiles: &[[Value; 5]], i: usize, (dash, marker): (Dash, Marker)) -> Curve {
    Curve {
        points: source::points(1, quantiles.iter().map(|five| five[i])),
        dash,
        marker,
    }
}

/// The fraction of units that pass hardly any gradient, if there are any.
fn flat(analysis: &Analysis) -> Vec<Tag> {
    let layers = analysis.layers.iter().zip(1..);
    let tag = |(report, layer): (&LayerReport, usize)| {
        let count = report.saturated + report.dead;
        let width = analysis.widths.get(layer).copied().unwrap_or(0).max(1);
        (count > 0).then(|| Tag {
            layer,
            text: format!("{} %", (100 * count + width / 2) / width),
        })
    };
    layers.filter_map(tag).collect()
}

fn note(analysis: &Analysis) -> Option<String> {
    let has_some = analysis
        .layers
        .iter()
        .any(|layer| layer.saturated + layer.dead > 0);
    has_some.then(|| words::FLAT_MEANS.into())
}

fn legend() -> Vec<LegendEntry> {
    [
        (
            words::SLOPES,
            Role::Slope,
            Swatch::Line(Dash::Solid, Marker::Disc),
        ),
        (
            words::OUTPUTS,
            Role::Output,
            Swatch::Line(Dash::Long, Marker::Square),
        ),
        (
            words::AROUND,
            Role::Note,
            Swatch::Line(Dash::Solid, Marker::None),
        ),
    ]
    .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
    .into()
}

fn reading((layer, width): (usize, usize), report: &LayerReport) -> String {
    let spread = |distribution: &Distribution| {
        let [least, _, median, _, most] = distribution.quantiles.map(|x| Value::from(x).digits(2));
        words::spread([&least, &median, &most])
    };
    let mut facts = words::reading(&spread(&report.outputs), &spread(&report.slopes));
    facts.push_str(&words::flat_units(width, report.saturated, report.dead));
    panels::reading(&panels::layer(layer), &facts)
}

fn description(analysis: &Analysis, outputs: &[[Value; 5]], slopes: &[[Value; 5]]) -> String {
    let depth = analysis.layers.len();
    let journey = |name: &str, all: &[[Value; 5]]| match (all.first(), all.last()) {
        (Some(first), Some(last)) => words::median(name, &first[MEDIAN], depth, &last[MEDIAN]),
        _ => String::new(),
    };
    let count = |of: fn(&LayerReport) -> usize| analysis.layers.iter().map(of).sum::<usize>();
    let units: usize = analysis.widths.iter().skip(1).sum();
    [
        words::DESCRIPTION.into(),
        journey("|A′|", slopes),
        journey("|z|", outputs),
        words::all_units(
            units,
            count(|layer| layer.saturated),
            count(|layer| layer.dead),
        ),
    ]
    .concat()
}

impl Table {
    /// All numbers of the chart of outputs and slopes.
    pub fn of_outputs(analysis: &Analysis) -> Self {
        let mut columns = vec![words::LAYER.to_owned()];
        for name in ["|z|", "|A′|"] {
            for quantile in words::QUANTILES {
                columns.push(words::column(name, quantile));
            }
        }
        columns.extend([words::SATURATED, words::DEAD].map(String::from));
        let rows = analysis.layers.iter().zip(1..).map(|(report, layer)| {
            let both = [report.outputs, report.slopes];
            let values = both.iter().flat_map(|one| one.quantiles);
            let values = values.map(|x| Value::from(x).to_string());
            let counts = [report.saturated, report.dead].map(|count| count.to_string());
            std::iter::once(source::row_head(layer))
                .chain(values)
                .chain(counts)
                .collect()
        });
        Self {
            caption: words::CAPTION.into(),
            columns,
            rows: rows.collect(),
        }
    }
}
