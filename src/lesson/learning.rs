//! The questions about the first steps of a training, and the numbers in which a trial of it is seen.

use super::ask::{Asked, Network, TWO, ratio, sure};
use super::measure::{Measured, quotient};
use super::question::{Found, Refusal, count};
use crate::scene::{FirstSteps, Pace, ROUNDING, Value};
use crate::words::lesson::Label;

/// What two layers have to differ by to be told apart, in decades.
const APART: f64 = 2.0;

/// The first steps, of which there is at least one.
fn first_steps<'a>(network: &Network<'a>) -> Result<&'a FirstSteps, Refusal> {
    let first = network.training.unwrap_or(Err(Label::Pending))?;
    match first.steps {
        0 => Err(Label::NoSteps),
        _ => Ok(first),
    }
}

/// How many they are.
fn steps(first: &FirstSteps) -> Value {
    count(usize::try_from(first.steps).unwrap_or(usize::MAX))
}

/// How much a step changes the weights of layer 1 and of the last one.
fn ends(first: &FirstSteps) -> [Value; 2] {
    let ends = [first.changes.first(), first.changes.last()];
    ends.map(|change| change.copied().unwrap_or(Value::Pending))
}

/// The step at which something is not finite.
fn ended(first: &FirstSteps) -> Option<Value> {
    let step = first.ended?.step;
    usize::try_from(step).ok().map(count)
}

/// Which end of the network learns: both, the last layer, the first one, neither.
pub(super) fn who(network: &Network<'_>) -> Asked {
    let first = first_steps(network)?;
    let (Some(early), Some(late)) = (first.paces.first(), first.paces.last()) else {
        return Err(Label::Pending);
    };
    if first.paces.len() < 2 {
        return Err(Label::OneLayer);
    }
    let [one, last] = ends(first);
    let steps = steps(first);
    if let Some(step) = ended(first) {
        let numbers = [steps, one, last, step];
        return Ok(Found::choice(3, &numbers).because(1));
    }
    sure(&[one, last])?;
    let right = match [early, late].map(|pace| *pace == Pace::Learns) {
        [true, true] => 0,
        [false, true] => 1,
        [true, false] => 2,
        [false, false] => 3,
    };
    Ok(Found::choice(right, &[steps, one, last]))
}

/// How layer 1 changes beside the last one: less, about as much, more; a hundred times is the line.
pub(super) fn evenness(network: &Network<'_>) -> Asked {
    let first = first_steps(network)?;
    if first.paces.len() < 2 {
        return Err(Label::OneLayer);
    }
    if first.ended.is_some() {
        return Err(Label::Diverges);
    }
    let [one, last] = ends(first);
    let times = match one {
        Value::Zero if last != Value::Zero => f64::NEG_INFINITY,
        one => ratio(one, last)?,
    };
    sure(&[last])?;
    let right = usize::from(times >= -APART - ROUNDING) + usize::from(times > APART + ROUNDING);
    let times = quotient(one, last).unwrap_or(Value::Zero);
    Ok(Found::choice(right, &[steps(first), one, last, times]))
}

/// What becomes of the training: it diverges, the loss is halved, or it is not.
pub(super) fn outcome(network: &Network<'_>) -> Asked {
    let first = first_steps(network)?;
    let steps = steps(first);
    let [before, after] = first.losses;
    if let Some(step) = ended(first) {
        return Ok(Found::choice(0, &[steps, before, after, step]));
    }
    let change = match after {
        Value::Zero if before != Value::Zero => f64::NEG_INFINITY,
        after => ratio(after, before)?,
    };
    sure(&[before])?;
    let right = 1 + usize::from(change >= -TWO - ROUNDING);
    Ok(Found::choice(right, &[steps, before, after]).because(1))
}

/// How much a step changes the weights of layer 1.
pub(super) fn change(network: &Network<'_>) -> Measured {
    known(ends(first_steps(network).ok()?)[0])
}

/// The loss after all of the first steps; none if they are not reached.
pub(super) fn loss(network: &Network<'_>) -> Measured {
    let first = first_steps(network).ok()?;
    match first.ended {
        Some(_) => Some(Value::NotFinite),
        None => known(first.losses[1]),
    }
}

fn known(value: Value) -> Measured {
    (value != Value::Pending).then_some(value)
}
