//! One column of the strip.

use crate::analysis::{Column, State};
use crate::scene::value::Value;
use crate::words::strip as words;

/// What the gradient does in a network whose weights are multiplied by a factor.
#[derive(Clone, Debug, PartialEq)]
pub struct StripColumn {
    /// The gain, or the factor of all gains or weights.
    pub gain: f64,
    /// ||dL/dz^(h)|| over ||dL/dy*||, 0..=K, K being the output.
    pub lengths: Vec<Value>,
}

impl StripColumn {
    /// The column of this gain.
    pub fn of(gain: f64, column: &Column) -> Self {
        let lengths = || column.lengths.iter().map(|length| Value::from(*length));
        let start = lengths().next_back().and_then(Value::resolved_log10);
        Self {
            gain,
            lengths: lengths()
                .map(|length| length.over(start.unwrap_or(0.0)))
                .collect(),
        }
    }

    /// The length at the input.
    pub fn at_the_input(&self) -> Value {
        self.lengths.first().copied().unwrap_or(Value::Pending)
    }

    /// What the gradient does on its way back, as of the verdict.
    pub fn state(&self) -> State {
        match self.at_the_input() {
            Value::Zero => State::Dead,
            Value::NotFinite | Value::Pending | Value::Dear => State::NotFinite,
            Value::Finite(decades) => State::of_decades(decades),
            Value::Unresolved(decades) | Value::Within(_, decades) => {
                match State::of_decades(decades) {
                    State::Vanishing => State::Vanishing,
                    _ => State::NotResolved,
                }
            }
        }
    }

    /// Whether the gradient survives: at the input it is within a factor of 10 of its length.
    pub fn survives(&self) -> bool {
        self.state() == State::Stable
    }

    /// What the gradient does, in a word.
    pub(super) fn word(&self) -> &'static str {
        word(self.state())
    }

    /// The column in words; `name` says its gain: "gain 0.50: vanishing, 1.2 × 10⁻¹⁸ at the input".
    pub(super) fn reading(&self, name: &str) -> String {
        let state = self.word();
        match self.at_the_input() {
            Value::NotFinite | Value::Pending | Value::Dear => words::column_without(name, state),
            Value::Finite(log10) => words::column(name, state, &Value::Finite(log10).digits(2)),
            length => words::column(name, state, &length),
        }
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Dead => words::DEAD,
        State::Vanishing => words::VANISHING,
        State::Shrinking => words::SHRINKING,
        State::Stable => words::STABLE,
        State::Growing => words::GROWING,
        State::Exploding => words::EXPLODING,
        State::NotFinite => words::NOT_FINITE,
        State::NotResolved => words::NOT_RESOLVED,
    }
}
