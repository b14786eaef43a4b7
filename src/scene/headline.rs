//! The answer as a headline, and a plain sentence or two below it.

use super::source;
use super::spoken::{Sense, spoken};
use super::value::{ONE_PERCENT, ROUNDING, Value};
use crate::analysis::{Analysis, State};
use crate::words::lengths::THINGS;
use crate::words::verdict as words;

/// The parts of the answer; see [`super::VerdictLine`].
pub(super) struct Headline {
    pub lead: String,
    pub rest: String,
    pub short: String,
    pub detail: String,
}

/// Below this a length is compared in percent, above in times: log10 of 1.95.
const TWICE: f64 = 0.290_034_611_362_518;
/// A direction is lost if it arrives this many decades shorter, and overgrown if so much longer.
const LOST: f64 = 3.0;
/// log10 of 0.9, from where on a factor below 1 needs three digits.
const NEARLY_ONE: f64 = -0.045_757_490_560_675;

impl Headline {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let state = analysis.verdict.state;
        let (rest, short, detail) = match state {
            State::Dead => dead(analysis),
            State::NotFinite => not_finite(analysis),
            _ => finite(analysis),
        };
        Self {
            lead: words::lead(lead(state), analysis.name.as_deref()),
            rest,
            short,
            detail,
        }
    }
}

fn lead(state: State) -> &'static str {
    match state {
        State::Dead => words::IT_DIES,
        State::Vanishing => words::IT_VANISHES,
        State::Shrinking => words::IT_SHRINKS,
        State::Stable => words::IT_SURVIVES,
        State::Growing => words::IT_GROWS,
        State::Exploding => words::IT_EXPLODES,
        State::NotFinite => words::IT_BREAKS,
        State::NotResolved => words::IT_IS_NOT_RESOLVED,
    }
}

/// Rest, short form and detail.
type Parts = (String, String, String);

fn dead(analysis: &Analysis) -> Parts {
    let (rest, detail) = match analysis.verdict.first_bad_layer {
        Some(layer) => {
            let activation = super::layer::activation_name(analysis, layer);
            (words::NOTHING_ARRIVES, words::ends_at(layer, activation))
        }
        None => (words::NOTHING_STARTS, words::STARTS_AT_ZERO.into()),
    };
    (rest.into(), rest.into(), detail)
}

fn not_finite(analysis: &Analysis) -> Parts {
    let Some(layer) = analysis.verdict.first_bad_layer else {
        let rest = words::SOMETHING_NOT_FINITE;
        return (rest.into(), rest.into(), String::new());
    };
    let outputs = source::outputs(analysis);
    let (rest, detail) = match outputs.get(layer) {
        Some(Value::NotFinite) => {
            let entering = outputs
                .get(layer - 1)
                .map_or_else(String::new, Value::to_string);
            let activation = super::layer::activation_name(analysis, layer);
            let detail = words::enters(&entering, activation);
            (words::output_is_no_number(layer), detail)
        }
        _ => (
            words::gradient_is_no_number(layer),
            words::NOTHING_BELOW.into(),
        ),
    };
    (rest.clone(), rest, detail)
}

fn finite(analysis: &Analysis) -> Parts {
    let subject = super::verdict::subject(analysis);
    let both = |how: &str| (words::arrives(subject, how), words::at_the_input(how));
    let Some(decades) = analysis.verdict.decades else {
        let rest = words::NOTHING_KNOWN;
        return (rest.into(), rest.into(), String::new());
    };
    if analysis.input_gradient.is_underflow() {
        let (rest, short) = both(words::BEYOND);
        return (rest, short, words::BEYOND_WHAT.into());
    }
    if !analysis.input_gradient_is_resolved {
        let sense = match decades < 0.0 {
            true => Sense::AtLeast,
            false => Sense::AtMost,
        };
        let (rest, short) = both(&length(decades, sense));
        let detail = match decades < 0.0 {
            true => words::HOW_MUCH_MORE,
            false => words::HOW_MUCH,
        };
        return (rest, short, detail.into());
    }
    let (rest, short) = match kept(decades) {
        Some(how) => (words::arrives(subject, how), words::ended(how)),
        None => both(&length(decades, Sense::Exact)),
    };
    (rest, short, detail(analysis, decades))
}

/// A length of 10^decades beside one of 1, if it is about that.
pub(super) fn kept(decades: f64) -> Option<&'static str> {
    match decades.abs() {
        small if small < ROUNDING => Some(words::KEPT),
        small if small < ONE_PERCENT => Some(words::NEARLY_KEPT),
        _ => None,
    }
}

/// "2.4 trillion times shorter", "12 % longer": a length of 10^decades beside one of 1; of less than half a
/// percent only where it is a bound.
pub(super) fn length(decades: f64, sense: Sense) -> String {
    let is_shorter = decades < 0.0;
    if decades.abs() >= TWICE {
        let times = spoken(decades.abs(), sense);
        return match is_shorter {
            true => words::times_shorter(&times),
            false => words::times_longer(&times),
        };
    }
    let percent = sense.round((libm::pow(10.0, decades) - 1.0).abs() * 100.0);
    if percent == 0.0 {
        return words::at_most(words::KEPT);
    }
    sense.qualified(&match is_shorter {
        true => words::percent_shorter(percent),
        false => words::percent_longer(percent),
    })
}

/// What each layer does on average, and what that comes to: a length that people know, or, where the
/// gradient survives, what becomes of the directions.
fn detail(analysis: &Analysis, decades: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let mean = decades / analysis.layers.len() as f64;
    let digits = if mean < NEARLY_ONE { 2 } else { 3 };
    let factor = Value::Finite(mean).digits(digits);
    let each = words::each_layer(analysis.layers.len(), &factor);
    let then = match analysis.verdict.state {
        State::Stable => directions(analysis),
        _ => Some(words::like(thing(decades))),
    };
    then.map_or(each.clone(), |then| [&*each, &then].join(" "))
}

/// The length that people know nearest to 10^log10 metres.
fn thing(log10: f64) -> &'static str {
    let distance = |thing: &&(f64, &str)| (thing.0 - log10).abs();
    let nearest = THINGS
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.map_or("", |(_, name)| name)
}

/// How many directions arrive much shorter or much longer, or how the unluckiest one does; `None` while that
/// is not known, or if there is one direction only.
fn directions(analysis: &Analysis) -> Option<String> {
    let count = *analysis.widths.last()?;
    let spectrum = &analysis.chain.first()?.spectrum;
    let values = source::values(spectrum);
    if count < 2 || values.iter().any(|value| value.is_open()) {
        return None;
    }
    let longer = values.iter().filter_map(|value| value.resolved_log10());
    let longer = longer.filter(|log10| *log10 > LOST).count();
    // Directions beyond the values are mapped to zero.
    let arriving = values
        .iter()
        .filter(|value| value.log10().is_some_and(|log10| log10 >= -LOST));
    let lost = count - arriving.clone().count();
    let zero = count - values.iter().filter(|v| v.log10().is_some()).count();
    let sense = match arriving.into_iter().any(|value| value.is_unresolved()) {
        true => Sense::AtLeast,
        false => Sense::Exact,
    };
    if lost > 0 {
        let qualified = sense.qualified(&lost.to_string());
        let shorter = words::lost_directions(&qualified, [lost, zero, count]);
        return Some(match longer {
            0 => words::yet(&shorter),
            longer => words::yet(&words::and_longer(&shorter, longer)),
        });
    }
    if longer > 0 {
        return Some(words::yet(&words::longer_directions(longer, count)));
    }
    let worst = values.last().copied().and_then(Value::resolved_log10)?;
    let best = values.first().copied().and_then(Value::resolved_log10)?;
    if best - worst < ROUNDING {
        return Some(words::all_fare_alike(count));
    }
    let how = match worst.abs() < ONE_PERCENT {
        true => words::KEPT.into(),
        false => length(worst, Sense::Exact),
    };
    Some(words::all_arrive(count, &how))
}
