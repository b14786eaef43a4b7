//! How |z| and |A'| are spread in every layer, and which units pass no gradient.

use super::axis::AxisRange;
use super::inspector::Signed;
use super::source;
use super::table::Table;
use super::value::Value;
use crate::analysis::{Analysis, Distribution, Known, LayerReport, Moment};
use crate::words::{outputs as words, panels};

const MEDIAN: usize = 2;

/// The chart in data units: of the units of each layer the smallest, the quartiles and the largest, in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// K.
    pub depth: usize,
    /// The selected layer, 1..=K.
    pub selected: usize,
    /// The decades that are shown: they hold all medians.
    pub range: AxisRange,
    /// |z|, layer 1 first; empty while it is pending.
    pub outputs: Vec<[Value; 5]>,
    /// |A'|, the same.
    pub slopes: Vec<[Value; 5]>,
    /// The percentage of units of each layer that pass hardly any gradient, or none.
    pub flat: Vec<usize>,
    /// The text alternative.
    pub description: String,
    /// What has to be known to read the chart right, if anything.
    pub note: Option<&'static str>,
    /// The numbers at each place 0..=K in one line.
    pub readings: Vec<String>,
}

impl Spread {
    /// The spread of an analysis, with a layer selected; empty where too little is known.
    pub fn of(analysis: &Analysis, layer: usize) -> Self {
        let depth = analysis.layers.len();
        let selected = layer.clamp(1, depth.max(1));
        if analysis.known < Known::Gradients {
            return Self {
                depth,
                selected,
                range: AxisRange::Nearest,
                outputs: Vec::new(),
                slopes: Vec::new(),
                flat: Vec::new(),
                description: panels::EMPTY.into(),
                note: None,
                readings: Vec::new(),
            };
        }
        let outputs = quantiles(analysis, |layer| layer.outputs);
        let slopes = quantiles(analysis, |layer| layer.slopes);
        let medians = outputs.iter().chain(&slopes);
        let medians: Vec<f64> = medians.filter_map(|five| five[MEDIAN].log10()).collect();
        let flat: Vec<usize> = (1..=depth).map(|layer| flat(analysis, layer)).collect();
        Self {
            depth,
            selected,
            range: AxisRange::holding(&medians),
            description: description(analysis, &outputs, &slopes),
            note: flat
                .iter()
                .any(|share| *share > 0)
                .then_some(words::FLAT_MEANS),
            readings: (0..=depth).map(|at| reading_at(analysis, at)).collect(),
            outputs,
            slopes,
            flat,
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

/// The percentage of units of a layer that pass hardly any gradient; at least 1 where there are any.
fn flat(analysis: &Analysis, layer: usize) -> usize {
    let report = &analysis.layers[layer - 1];
    let count = report.saturated + report.dead;
    let width = analysis.widths.get(layer).copied().unwrap_or(0).max(1);
    ((100 * count + width / 2) / width).max(usize::from(count > 0))
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

/// Mean and deviation of z and of A', the mean of |dL/dw|, and that of the singular values.
fn moments(report: &LayerReport) -> [String; 6] {
    let cell = |moment: Moment| {
        let value = source::known(moment.value, moment.is_resolved);
        let is_negative = moment.is_resolved && moment.value.mantissa() < 0.0;
        Signed { value, is_negative }.to_string()
    };
    let [outputs, slopes] = report.moments;
    let gradient = source::known(report.gradient.mean_weight, report.gradient.is_resolved);
    [
        cell(outputs.mean),
        cell(outputs.deviation),
        cell(slopes.mean),
        cell(slopes.deviation),
        gradient.to_string(),
        match report.jacobian.is_pending() {
            true => Value::Pending.to_string(),
            false => cell(report.jacobian.mean()),
        },
    ]
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
        columns.extend(words::MOMENTS.map(String::from));
        let rows = analysis.layers.iter().zip(1..).map(|(report, layer)| {
            let both = [report.outputs, report.slopes];
            let values = both.iter().flat_map(|one| one.quantiles);
            let values = values.map(|x| Value::from(x).to_string());
            let counts = [report.saturated, report.dead].map(|count| count.to_string());
            std::iter::once(source::row_head(layer))
                .chain(values)
                .chain(counts)
                .chain(moments(report))
                .collect()
        });
        Self {
            caption: words::CAPTION.into(),
            columns,
            rows: rows.collect(),
        }
    }
}
