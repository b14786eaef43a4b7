//! The modes of a linear map while a network learns it.

use super::Shown;

/// The text alternative. `now`: one [`mode`] for each mode.
pub fn description(count: usize, last: &str, step: &str, now: &[String]) -> String {
    let modes = match count {
        1 => "the only mode".into(),
        _ => format!("{count} modes"),
    };
    format!(
        "The strength of {modes} over the steps up to {last}. At step {step}: {}.",
        now.join(", ")
    )
}

pub const EMPTY: &str = "No strength of a mode is known yet.";

/// How much of a mode has been learned.
pub fn mode(strength: &str, value: f64) -> String {
    format!("{strength} of {value}")
}

/// A strength below 0.
pub fn negative(magnitude: &str) -> String {
    format!("\u{2212}{magnitude}")
}

/// What the dashed curves are.
pub const EXACT: &str =
    "Dashed: the exact curves of infinitely small steps (Saxe, McClelland and Ganguli).";

/// Why there are none.
pub const OWN_START: &str =
    "Exact curves are known for a balanced start only; these are the network\u{2019}s own weights.";
pub const OTHER_RULE: &str = "Exact curves are known for gradient descent only, not for this rule.";
pub const PART_OF_THE_ROWS: &str =
    "Exact curves are known for steps that see all rows only; this batch is a part of them.";
pub const LIMITED: &str = "Exact curves are known for gradients that are not clipped only.";

pub const BRANCHED: &str =
    "Exact curves are drawn for trainings whose steps are all taken in the same way only.";

/// The step size is too large to stay at a mode.
pub fn beyond_the_edge(lr: f64, value: f64, edge: Shown) -> String {
    format!(
        "The step size {lr} is beyond the stability edge of mode {value}, 2/(D\u{a0}s^(2\u{2212}2/D)) = {edge}: descent cannot stay at that strength."
    )
}

/// The table.
pub const CAPTION: &str = "How much of each mode of the linear map has been learned.";
pub const MODE: &str = "mode";

pub fn strength_at(step: &str) -> String {
    format!("strength, step {step}")
}

pub fn exact_at(step: &str) -> String {
    format!("exact curve, step {step}")
}

/// The axes.
pub const STEP: &str = "step";
pub const STRENGTH: &str = "strength";
