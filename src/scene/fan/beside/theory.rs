//! The lines of theory, and what they say in sentences.

use crate::analysis::Analysis;
use crate::network::Extended;
use crate::scene::source;
use crate::scene::table::Table;
use crate::scene::value::{ONE_PERCENT, Value};
use crate::study::theory::{Absent, Directions, Fate, Law, Line, MeanField, Theory};
use crate::words::{beside as words, panels};

/// Of more directions than this only some are drawn, equally spaced.
const MOST: usize = 24;
/// A smaller probability of dead networks is not worth a sentence.
const RARE: f64 = 0.001;
/// In decades.
const FIVE_PERCENT: f64 = 0.02;
/// A spread and a distance below this, in decades, are none.
const NONE: f64 = 1e-9;

/// What theory says of the gradient and of the directions, in the units of the fan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TheoryLines {
    /// log10 of the root of the mean square of the gradient, at 0..=K, 0 at the last; empty where theory says nothing.
    pub mean_square: Vec<f64>,
    /// log10 of the gradient of typical networks that are not dead, at 0..=K: one standard deviation below the mean, the median,
    /// and one above. Empty where that is not known, or where all networks are alike.
    pub typical: Vec<[f64; 3]>,
    /// log10 of directions at 0..=K, the longest first; empty where they are not shown or not known.
    pub directions: Vec<Vec<f64>>,
    /// How many layers information reaches, if that is less than all of them.
    pub reach: Option<f64>,
    /// What all this says, what it assumes, or why there is nothing.
    pub sentences: Vec<String>,
}

impl TheoryLines {
    /// Of a theory; directions only if they are shown.
    pub(super) fn of(theory: Option<&Theory>, depth: usize, has_directions: bool) -> Self {
        let Some(theory) = theory else {
            return Self::untold(words::NOT_DRAWN.into());
        };
        let line = match &theory.line {
            Err(absent) => return Self::untold(words::no_line(why(*absent))),
            Ok(line) => line,
        };
        if let Ok(field) = &theory.mean_field
            && let Some(between) = field.unstable.first().filter(|_| field.is_bistable())
        {
            let between = Value::Finite(libm::log10(*between));
            return Self::untold(words::bistable(&between.digits(2)));
        }
        let typical = typical(line);
        let reach = theory.mean_field.as_ref().ok().and_then(MeanField::reach);
        let directions = theory.directions.as_ref().filter(|_| has_directions);
        let mut sentences = vec![factors(line, &typical)];
        sentences.extend(law(line, &typical).map(String::from));
        sentences.push(information(&theory.mean_field, line));
        sentences.extend(directions.map(|one| spread(one).to_owned()));
        sentences.extend(theory.dead.and_then(dead));
        let is_exact = line
            .typical
            .as_ref()
            .is_some_and(|one| one.law == Law::Exact);
        sentences.push(match is_exact {
            true => words::ASSUMED_AT_ANY_WIDTH.into(),
            false => words::ASSUMED.into(),
        });
        Self {
            mean_square: line.mean_square.clone(),
            directions: directions.map_or_else(Vec::new, |all| curves(all, depth)),
            typical: if are_alike(&typical) {
                Vec::new()
            } else {
                typical
            },
            #[expect(clippy::cast_precision_loss, reason = "a depth")]
            reach: reach.filter(|layers| *layers < depth as f64),
            sentences,
        }
    }

    fn untold(sentence: String) -> Self {
        Self {
            sentences: vec![sentence],
            ..Self::default()
        }
    }

    /// Every length that decides the frame; those that are not finite are left out there.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> + '_ {
        let typical = self.typical.iter().flatten();
        self.mean_square.iter().chain(typical).copied()
    }

    /// The numbers at every place beside the measured ones; `None` where there are none.
    pub(super) fn table(&self, analysis: &Analysis) -> Option<Table> {
        let lengths = source::gradients(analysis);
        let start = lengths.last()?.resolved_log10().unwrap_or(0.0);
        let columns = [
            panels::LAYER_COLUMN,
            words::MEASURED,
            words::ROOT_MEAN_SQUARE,
            words::TYPICAL_LOW,
            words::TYPICAL_MEDIAN,
            words::TYPICAL_HIGH,
        ];
        let has_typical = !self.typical.is_empty();
        let count = if has_typical { columns.len() } else { 3 };
        let shown = |log10: f64| Value::from_log10(start + log10).to_string();
        let row = |(h, mean): (usize, &f64)| {
            let measured = source::cell(lengths.get(h));
            let typical = self.typical.get(h).into_iter().flatten();
            let numbers = std::iter::once(mean).chain(typical);
            let numbers = numbers.map(|log10| shown(*log10));
            [source::row_head(h), measured]
                .into_iter()
                .chain(numbers)
                .collect()
        };
        (!self.mean_square.is_empty()).then(|| Table {
            caption: words::THEORY_CAPTION.into(),
            columns: columns[..count].iter().copied().map(String::from).collect(),
            rows: self.mean_square.iter().enumerate().map(row).collect(),
        })
    }
}

/// Why there is no theory, or no chi and no xi: the end of a sentence.
pub(in crate::scene) fn why(absent: Absent) -> &'static str {
    match absent {
        Absent::Tied => words::TIED,
        Absent::Norm => words::NORM,
        Absent::SkippedMean => words::SKIPPED_MEAN,
        Absent::NotRandom => words::NOT_RANDOM,
        Absent::Mixed => words::MIXED,
        Absent::OtherMap => words::OTHER_MAP,
    }
}

fn typical(line: &Line) -> Vec<[f64; 3]> {
    let known = line
        .typical
        .iter()
        .filter(|typical| typical.law != Law::Loose);
    let drifts = known.flat_map(|typical| &typical.drifts);
    drifts
        .map(|drift| {
            let (mean, spread) = (drift.decades(), drift.spread());
            [mean - spread, drift.median(), mean + spread]
        })
        .collect()
}

/// Whether all networks have the same gradient.
fn are_alike(typical: &[[f64; 3]]) -> bool {
    typical.iter().all(|[low, _, high]| high - low < NONE)
}

/// What the layers do to the gradient, and what typical networks do beside that.
fn factors(line: &Line, typical: &[[f64; 3]]) -> String {
    let steps: Vec<f64> = line
        .mean_square
        .windows(2)
        .map(|pair| pair[0] - pair[1])
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let average = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
    let are_equal = steps
        .iter()
        .all(|step| (step - average).abs() < ONE_PERCENT);
    let beside = match (typical.first(), line.mean_square.first()) {
        (None, _) | (_, None) if line.typical.is_some() => words::TOO_NARROW.to_owned(),
        (None, _) | (_, None) => words::NO_TYPICAL.to_owned(),
        _ if are_alike(typical) => words::ALL_ALIKE.to_owned(),
        (Some([low, median, high]), Some(mean)) => {
            let two = |decades: f64| format!("{decades:.2}");
            words::typical(&two(mean - median), &two((high - low) / 2.0))
        }
    };
    let factor = Value::from_log10(average).digits(digits(average, steps.len()));
    let at_input = line.mean_square.first().copied().unwrap_or(0.0);
    let all = words::all_layers(steps.len(), &Value::from_log10(at_input).digits(3));
    match are_equal {
        true => words::each_layer(&factor, &all, &beside),
        false => words::on_average(&factor, &all, &beside),
    }
}

/// So many digits of a factor that its power over all layers can be had from them to 5 %: three or four.
fn digits(factor: f64, layers: usize) -> usize {
    let hundredth = libm::pow(10.0, factor.floor() - 2.0);
    let rounded = (libm::pow(10.0, factor) / hundredth).round() * hundredth;
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let off = (libm::log10(rounded) - factor).abs() * layers as f64;
    if off < FIVE_PERCENT { 3 } else { 4 }
}

fn law(line: &Line, typical: &[[f64; 3]]) -> Option<&'static str> {
    let law = line.typical.as_ref()?.law;
    match law {
        _ if are_alike(typical) => None,
        Law::Exact => Some(words::EXACT),
        Law::Leading => Some(words::LEADING),
        Law::Loose => None,
    }
}

fn information(field: &Result<MeanField, Absent>, line: &Line) -> String {
    let field = match field {
        Err(absent) => return words::no_depth(why(*absent)),
        Ok(field) => field,
    };
    match (field.reach(), field.fate) {
        (None, Fate::Diverges) => words::diverges(&pace(&line.lengths)),
        (None, _) => words::CRITICAL.into(),
        (Some(layers), _) if layers.is_infinite() => words::NO_END.into(),
        (Some(layers), Fate::Zero) => words::falls(&pace(&line.lengths), &layers_text(layers)),
        (Some(layers), _) => words::reaches(&layers_text(layers)),
    }
}

/// How fast outputs fall or grow: over the inner layers, which alone have one map of lengths.
fn pace(lengths: &[Extended]) -> String {
    let last = match lengths.len() {
        few @ ..3 => few,
        layers => layers - 1,
    };
    let log10 = |layer: usize| lengths.get(layer.wrapping_sub(1))?.log10();
    let (Some(from), Some(to)) = (log10(1), log10(last)) else {
        return String::new();
    };
    let factor = (to - from) / 2.0;
    let digits = if factor.abs() < ONE_PERCENT { 4 } else { 3 };
    match last {
        1 => String::new(),
        last => words::pace(last, &Value::from_log10(factor).digits(digits)),
    }
}

/// A number of layers that is about right.
pub fn layers_text(layers: f64) -> String {
    match layers {
        few if few < 9.95 => format!("{few:.1}"),
        many if many < 1e6 => format!("{many:.0}"),
        most => Value::from_log10(libm::log10(most)).digits(1),
    }
}

fn spread(directions: &Directions) -> &'static str {
    match directions.is_exact() {
        true => words::ORTHOGONAL,
        false => words::EXPONENTS,
    }
}

/// Where the directions go: one line where they are all alike.
fn curves(directions: &Directions, depth: usize) -> Vec<Vec<f64>> {
    let places: Vec<Vec<[f64; 2]>> = (0..=depth).map(|h| directions.at(h)).collect();
    let count = places.first().map_or(0, Vec::len);
    if directions.is_exact() {
        // The line of the mean square is theirs.
        return Vec::new();
    }
    let shown = count.min(MOST);
    let chosen = (0..shown).map(|i| i * (count - 1) / (shown - 1).max(1));
    chosen
        .map(|i| {
            places
                .iter()
                .filter_map(|all| Some(all.get(i)?[0]))
                .collect()
        })
        .collect()
}

fn dead(probability: f64) -> Option<String> {
    (probability >= RARE).then(|| {
        let share = match probability {
            few if few < 0.1 => format!("{few:.3}"),
            nearly if nearly > 0.99 => return words::dead(&format!(">\u{a0}{:.2}", 0.99)),
            other => format!("{other:.2}"),
        };
        words::dead(&share)
    })
}
