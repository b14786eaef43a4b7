//! The questions of the chapter about the law: what theory foretells, and what it means for numbers.

use super::ask::{Asked, Network, arrival_numbers};
use super::question::{Found, Refusal, Tolerance, count};
use crate::network::Extended;
use crate::scene::{Foretold, Value};
use crate::words::lesson::Label;

/// chi is at the edge within so much, in decades: 1 %.
const EDGE: f64 = 0.0044;
/// log10 of the least normal number and of the largest one of fp16, and of f32, which bf16 shares.
const HALF: [f64; 2] = [-4.214_419_939_295_736, 4.816_334_378_972_155];
const SINGLE: [f64; 2] = [-37.929_779_453_661_63, 38.531_839_444_989_58];

/// What theory says, where it says something.
fn foretold(network: &Network<'_>) -> Result<Foretold, Refusal> {
    network.foretold.ok_or(Label::NoLaw)
}

/// sqrt chi, which a wide layer makes of a gradient's length; sw2, E A'^2 and what this network does.
pub(super) fn slope(network: &Network<'_>) -> Asked {
    let foretold = foretold(network)?;
    let root = foretold.chi.log10().map(|log10| log10 / 2.0);
    let root = root.map(Value::Finite).ok_or(Label::NoLaw)?;
    let measured = arrival_numbers(network)?[2];
    let numbers = [
        root,
        foretold.weight_variance,
        foretold.slope_square,
        measured,
    ];
    let is_alike = root.to_string() == measured.to_string();
    let found = Found::number(Tolerance::Close, &numbers);
    Ok(found.because(usize::from(is_alike)))
}

/// The side of the edge of chaos.
pub(super) fn edge(network: &Network<'_>) -> Asked {
    let foretold = foretold(network)?;
    let chi = foretold.chi.log10().ok_or(Label::NoLaw)?;
    let right = usize::from(chi >= -EDGE) + usize::from(chi > EDGE);
    let numbers = [
        foretold.chi,
        foretold.weight_variance,
        foretold.slope_square,
    ];
    Ok(Found::choice(right, &numbers))
}

/// How many times the typical gradient is shorter at the input than the mean square says: e^(beta/4).
pub(super) fn width(network: &Network<'_>) -> Asked {
    let beta = foretold(network)?.beta;
    let times = Value::Finite(beta / 4.0 * std::f64::consts::LOG10_E);
    let numbers = [times, Extended::from(beta).into(), count(network.width(1))];
    let found = Found::number(Tolerance::Close, &numbers);
    Ok(found.because(usize::from(beta == 0.0)))
}

/// Which number formats hold the gradient at the input with all their digits: all of fp16, bf16 and f32, the last two, none.
pub(super) fn formats(network: &Network<'_>) -> Asked {
    let gradient = network.input_gradient();
    let log10 = match gradient {
        Value::Zero => f64::NEG_INFINITY,
        Value::Finite(log10) => log10,
        Value::NotFinite => return Err(Label::NotFinite),
        _ => return Err(Label::NotResolved),
    };
    let holds = |[least, most]: [f64; 2]| (least..=most).contains(&log10);
    let right = usize::from(!holds(HALF)) + usize::from(!holds(SINGLE));
    Ok(Found::choice(right, &[gradient]).because(usize::from(gradient == Value::Zero)))
}
