//! The answer in one sentence.

use super::headline::Headline;
use super::value::{ONE_PERCENT, ROUNDING, Value};
use crate::analysis::{Analysis, Extreme, State};
use crate::words::verdict as words;

/// What a word or a sign means, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Below 1.
    Shrinking,
    /// Above 1.
    Expanding,
    /// Neither.
    Note,
    /// No number, or none left.
    Failure,
}

/// The behaviour of the gradient, as a sentence with a word and a symbol that do not rely on
/// colour.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictLine {
    /// The state.
    pub state: State,
    /// A symbol for it.
    pub symbol: &'static str,
    /// The state in one or two words: "Vanishing".
    pub word: &'static str,
    /// The whole sentence, beginning with the word.
    pub sentence: String,
    /// The beginning of the headline: "It vanishes:".
    pub lead: String,
    /// The rest of it: "the gradient arrives at the input 2.4 trillion times shorter."
    pub rest: String,
    /// The rest where there is little room: "2.4 trillion times shorter at the input."
    pub short: String,
    /// What that comes to, in a plain sentence or two; may be empty.
    pub detail: String,
    /// The meaning of its colour.
    pub role: Role,
}

impl VerdictLine {
    /// The verdict of an analysis in words.
    pub fn of(analysis: &Analysis) -> Self {
        let finding = match analysis.verdict.state {
            State::Dead => dead(analysis),
            State::NotFinite => not_finite(analysis),
            _ => finite(analysis),
        };
        Self::with(analysis, |word| match &analysis.name {
            Some(name) => words::sentence_in(word, name, &finding),
            None => words::sentence(word, &finding),
        })
    }

    /// The same in a few words: "Vanishing, ×0.24 per layer".
    pub fn brief(analysis: &Analysis) -> Self {
        let verdict = &analysis.verdict;
        let is_finite = !matches!(
            verdict.state,
            State::Dead | State::NotFinite | State::NotResolved
        ) && analysis.input_gradient_is_resolved;
        let decades = verdict.decades.filter(|_| is_finite);
        Self::with(analysis, |word| match decades {
            Some(decades) => words::brief(word, &per_layer(analysis, decades)),
            None => word.into(),
        })
    }

    /// How far the direction of the loss matters, in one sentence; empty if that is not computed,
    /// or if there is nothing to choose.
    pub fn direction(analysis: &Analysis) -> String {
        super::direction::sentence(analysis)
    }

    fn with(analysis: &Analysis, sentence: impl FnOnce(&'static str) -> String) -> Self {
        let state = analysis.verdict.state;
        let (symbol, word, role) = look(state);
        let headline = Headline::of(analysis);
        Self {
            state,
            symbol,
            word,
            sentence: sentence(word),
            lead: headline.lead,
            rest: headline.rest,
            short: headline.short,
            detail: headline.detail,
            role,
        }
    }
}

/// Symbol, word and role of a state.
fn look(state: State) -> (&'static str, &'static str, Role) {
    match state {
        State::Dead => ("∅", words::DEAD, Role::Failure),
        State::Vanishing => ("▼", words::VANISHING, Role::Shrinking),
        State::Shrinking => ("▽", words::SHRINKING, Role::Shrinking),
        State::Stable => ("=", words::STABLE, Role::Note),
        State::Growing => ("△", words::GROWING, Role::Expanding),
        State::Exploding => ("▲", words::EXPLODING, Role::Expanding),
        State::NotFinite => ("✕", words::NOT_FINITE, Role::Failure),
        State::NotResolved => ("?", words::NOT_RESOLVED, Role::Note),
    }
}

/// What is followed back.
pub(super) fn subject(analysis: &Analysis) -> &'static str {
    match analysis.extreme.filter(|_| analysis.turn.is_none()) {
        None => words::GRADIENT,
        Some(Extreme::Best) => words::BEST_DIRECTION,
        Some(Extreme::Worst) => words::WORST_DIRECTION,
    }
}

fn finite(analysis: &Analysis) -> String {
    let depth = analysis.layers.len();
    let verdict = &analysis.verdict;
    let Some(decades) = verdict.decades else {
        return words::unknown_below(depth);
    };
    let subject = subject(analysis);
    let way = words::way(depth, subject);
    if !analysis.input_gradient_is_resolved {
        let times = Value::Finite(decades.abs()).digits(2);
        return match decades < 0.0 {
            true => words::shrinks_at_least(&way, &times),
            false => words::grows_at_most(&way, &times),
        };
    }
    if analysis.input_gradient.is_underflow() {
        return words::shrinks_beyond(&way);
    }
    let per_layer = per_layer(analysis, decades);
    if decades.abs() < ROUNDING {
        return words::keeps(&way, &per_layer);
    }
    if decades.abs() < ONE_PERCENT {
        return words::nearly_keeps(&way, &per_layer);
    }
    let times = Value::Finite(decades.abs()).digits(if decades.abs() < 0.3 { 3 } else { 2 });
    match decades < 0.0 {
        true => words::shrinks(&way, &times, &per_layer),
        false => words::grows(&way, &times, &per_layer),
    }
}

/// The factor by which each layer multiplies the gradient, in the geometric mean.
fn per_layer(analysis: &Analysis, decades: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let depth = analysis.layers.len() as f64;
    Value::Finite(decades / depth).digits(if decades < 0.0 { 2 } else { 3 })
}

fn dead(analysis: &Analysis) -> String {
    match analysis.verdict.first_bad_layer {
        Some(layer) => {
            let activation = super::layer::activation_name(analysis, layer);
            words::dead_at(layer, activation)
        }
        None => words::DEAD_EVERYWHERE.into(),
    }
}

fn not_finite(analysis: &Analysis) -> String {
    let Some(layer) = analysis.verdict.first_bad_layer else {
        return words::SOMETHING_NOT_FINITE.into();
    };
    let output_is_finite = analysis
        .layers
        .get(layer.saturating_sub(1))
        .is_some_and(|report| report.output_norm.is_finite());
    if output_is_finite {
        words::gradient_not_finite(layer)
    } else {
        let entering = super::source::outputs(analysis).get(layer - 1).copied();
        let entering = entering.map_or_else(String::new, |norm| norm.to_string());
        let activation = super::layer::activation_name(analysis, layer);
        words::output_not_finite(layer, &entering, activation)
    }
}
