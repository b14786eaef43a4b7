//! Two networks side by side: the pinned one, A, and the current one.

use super::source;
use super::table::Table;
use super::value::Value;
use super::verdict::VerdictLine;
use crate::analysis::{Analysis, LayerReport, Spectrum};
use crate::network::{Extended, Subject};
use crate::settings::{Choice, FIELDS, Field, Key, Values, decimal};
use crate::words::{compare as words, values};

/// A setting in which two networks differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name for people.
    pub label: &'static str,
    /// Its value in A.
    pub pinned: String,
    /// Its current value.
    pub now: String,
}

impl Difference {
    /// The settings in which two networks differ, in the order of the form. Of a file only the
    /// shape is known, so no other setting of a recipe is compared with it.
    pub fn all(pinned: &Subject, now: &Subject) -> Vec<Self> {
        let source = |subject: &Subject| match subject {
            Subject::File(_) => words::OF_A_FILE.to_owned(),
            Subject::Recipe(_) => words::DRAWN.to_owned(),
            Subject::Trained(trained) => words::trained(trained.at),
        };
        let is_file = pinned.drawn().is_none() || now.drawn().is_none();
        let numbers = (is_file && pinned != now).then(|| Self {
            label: words::NUMBERS,
            pinned: source(pinned),
            now: source(now),
        });
        let differences = FIELDS.iter().filter_map(|field| {
            let texts = (pinned.text(field.key)?, now.text(field.key)?);
            (texts.0 != texts.1).then(|| Self {
                label: field.label,
                pinned: shown(field, texts.0),
                now: shown(field, texts.1),
            })
        });
        numbers.into_iter().chain(differences).collect()
    }
}

/// The value of a setting for people.
pub(super) fn shown(field: &Field, text: String) -> String {
    let label = |choices: &[Choice]| {
        let choice = choices.iter().find(|choice| choice.name == text);
        choice.map(|choice| choice.label.to_owned())
    };
    let shown = match field.values {
        _ if field.key == Key::Turn => Some(match decimal(&text) {
            Some(turn) => words::degrees(turn),
            None => words::NOT_TURNED.into(),
        }),
        _ if text.is_empty() => Some(words::AS_LAYER_1.into()),
        Values::Choice(choices) | Values::ChoicePerLayer(choices) => label(choices),
        // The value has more digits than anybody types.
        Values::Real(_) | Values::RealPerLayer(_) if text.len() > 7 => {
            decimal(&text).map(|x| Value::Finite(libm::log10(x)).digits(4))
        }
        _ => None,
    };
    shown.unwrap_or(text)
}

/// The result of the comparison, in two sentences: the behaviour of both gradients, and how they
/// differ.
pub fn conclusion(pinned: &Analysis, now: &Analysis) -> String {
    let [a, b] = [pinned, now].map(|one| VerdictLine::brief(one).sentence);
    let mut text = words::verdicts(&a, &b);
    if let (Value::Finite(a), Value::Finite(b)) = (kept(pinned), kept(now)) {
        let times = Value::Finite(b - a);
        text.push_str(&words::times(&times));
    }
    text
}

/// The factor by which the gradient changes from layer K to the input.
fn kept(analysis: &Analysis) -> Value {
    let input = source::gradients(analysis).first().copied();
    match (input, analysis.verdict.decades) {
        (Some(Value::Finite(_)), Some(decades)) => Value::Finite(decades),
        (Some(input), _) => input,
        _ => Value::NotFinite,
    }
}

/// The numbers in the order of [`words::ROWS`].
fn numbers(analysis: &Analysis) -> [String; 12] {
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let depth = analysis.layers.len() as f64;
    let dash = || "–".to_owned();
    let kept = |said: fn(f64, f64) -> String| match kept(analysis) {
        Value::Finite(decades) => said(decades, depth),
        Value::Unresolved(_) => words::NOT_RESOLVED.into(),
        _ => dash(),
    };
    let chain = analysis.chain.first();
    let values = chain.map_or_else(Vec::new, |chain| source::values(&chain.spectrum));
    let norm = chain.map(|chain| source::operator_norm(&chain.spectrum));
    let smallest = values.iter().rfind(|value| **value != Value::Zero);
    let rank = |spectrum: &Spectrum, is_resolved: bool| match source::operator_norm(spectrum) {
        Value::NotFinite => Value::NotFinite.to_string(),
        _ if spectrum.dear.is_some() => Value::Dear.to_string(),
        _ => values::rank(spectrum.rank, spectrum.values.len(), is_resolved),
    };
    let sure = |spectrum: &Spectrum| spectrum.resolved.min(spectrum.rank);
    let layers = &analysis.layers;
    // A spectrum that is not finite has no rank, and may have the smallest.
    let by_rank = |one: &&Spectrum| match source::operator_norm(one) {
        Value::NotFinite => 0,
        _ => one.rank + 1,
    };
    let spectra = || layers.iter().map(|layer| &layer.jacobian);
    // Resolved if no other spectrum's guaranteed rank is smaller.
    let smallest_rank = |least: &Spectrum| {
        let is_resolved = spectra().all(|other| sure(other) >= least.rank);
        rank(least, is_resolved)
    };
    let count = |of: fn(&LayerReport) -> usize| layers.iter().map(of).sum::<usize>();
    let units: usize = analysis.widths.iter().skip(1).sum();
    [
        VerdictLine::brief(analysis).word.into(),
        source::cell(source::gradients(analysis).first()),
        kept(|decades, _| signed(decades)),
        kept(|decades, depth| format!("×{}", Value::Finite(decades / depth))),
        source::cell(source::weight_gradients(analysis).first()),
        source::cell(norm.as_ref()),
        smallest.map_or_else(dash, Value::to_string),
        chain.map_or_else(dash, |chain| {
            rank(
                &chain.spectrum,
                sure(&chain.spectrum) == chain.spectrum.rank,
            )
        }),
        cell(chain.map(|chain| (chain.bound, chain.slack[0]))),
        cell(
            chain
                .filter(|_| analysis.layers.iter().all(|layer| layer.norm.is_none()))
                .map(|chain| (chain.sup_bound, chain.slack[0])),
        ),
        spectra()
            .min_by_key(by_rank)
            .map_or_else(dash, smallest_rank),
        format!(
            "{}, {} of {units}",
            count(|layer| layer.saturated),
            count(|layer| layer.dead)
        ),
    ]
}

impl Table {
    /// The summary of two networks: the settings in which they differ, and the numbers of the whole
    /// network.
    pub fn comparing(pinned: (&Subject, &Analysis), now: (&Subject, &Analysis)) -> Self {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for one in Difference::all(pinned.0, now.0) {
            rows.push(vec![one.label.into(), one.pinned, one.now]);
        }
        let sides = numbers(pinned.1).into_iter().zip(numbers(now.1));
        for (head, (pinned, now)) in words::ROWS.into_iter().zip(sides) {
            rows.push(vec![head.into(), pinned, now]);
        }
        Self {
            caption: conclusion(pinned.1, now.1),
            columns: words::COLUMNS.map(String::from).into(),
            rows,
        }
    }
}

/// A number, and how many decades it may lie lower.
fn cell(value: Option<(Extended, f64)>) -> String {
    let value = value.map(|(number, slack)| Value::from(number).down_by(slack));
    source::cell(value.as_ref())
}

/// "−12.94".
fn signed(decades: f64) -> String {
    let text = format!("{decades:.2}").replace('-', "−");
    if text == "−0.00" {
        "0.00".into()
    } else {
        text
    }
}
