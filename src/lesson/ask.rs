//! The questions of the steps, each about one network: the right answer, and the numbers in the
//! question and the explanation.

use super::measure::quotient;
use super::question::{Found, Refusal, Tolerance, count};
use crate::analysis::{Analysis, LayerGradient, LayerReport, Spectrum, Suffix};
use crate::network::Extended;
use crate::scene::{
    FirstSteps, Foretold, ONE_PERCENT, PlainSpectra, ROUNDING, Value, known, singular_values,
};
use crate::words::lesson::Label;

pub(super) type Asked = Result<Found, Refusal>;

/// log10 2.
pub(super) const TWO: f64 = std::f64::consts::LOG10_2;

/// The network that a question is about.
pub struct Network<'a> {
    pub(super) analysis: &'a Analysis,
    /// The selected layer and its number, and layer K.
    pub(super) layer: &'a LayerReport,
    pub(super) h: usize,
    pub(super) last: &'a LayerReport,
    /// P^(0).
    pub(super) chain: &'a Suffix,
    plain: Option<&'a PlainSpectra>,
    pub(super) training: Option<Result<&'a FirstSteps, Refusal>>,
    /// What theory says.
    pub(super) foretold: Option<Foretold>,
}

/// What some questions need besides the analysis; `None` while it is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Further<'a> {
    /// The results of plain arithmetic.
    pub plain: Option<&'a PlainSpectra>,
    /// The first steps of the training, or why there is none.
    pub training: Option<Result<&'a FirstSteps, Refusal>>,
    /// What theory says, if it says something.
    pub foretold: Option<Foretold>,
}

/// What the texts refer to by name.
pub struct Names {
    pub h: usize,
    pub depth: usize,
    pub act: &'static str,
}

impl<'a> Network<'a> {
    /// For layer h of a network that is known completely.
    pub(super) fn of(
        (h, analysis): (usize, &'a Analysis),
        further: Further<'a>,
    ) -> Result<Self, Refusal> {
        let network = || {
            Some(Self {
                analysis,
                layer: analysis.layers.get(h.checked_sub(1)?)?,
                h,
                last: analysis.layers.last()?,
                chain: analysis.chain.first()?,
                plain: further.plain,
                training: further.training,
                foretold: further.foretold,
            })
        };
        network().ok_or(Label::Pending)
    }

    pub(super) fn names(&self) -> Names {
        Names {
            h: self.h,
            depth: self.depth(),
            act: self.layer.activation.label(),
        }
    }

    fn depth(&self) -> usize {
        self.analysis.layers.len()
    }

    pub(super) fn width(&self, j: usize) -> usize {
        self.analysis.widths.get(j).copied().unwrap_or(0)
    }

    /// ||dL/dz^(0)||.
    pub(super) fn input_gradient(&self) -> Value {
        let analysis = self.analysis;
        known(analysis.input_gradient, analysis.input_gradient_is_resolved)
    }

    /// The index of the smallest singular value of P^(0) that is resolved and not zero.
    pub(super) fn least(&self) -> Option<usize> {
        let spectrum = &self.chain.spectrum;
        spectrum.resolved.min(spectrum.rank).checked_sub(1)
    }
}

/// A norm of a layer's gradient.
pub(super) fn gradient(layer: &LayerReport, norm: fn(&LayerGradient) -> Extended) -> Value {
    known(norm(&layer.gradient), layer.gradient.is_resolved)
}

/// The largest singular value.
pub(super) fn first(spectrum: &Spectrum) -> Value {
    let values = singular_values(spectrum);
    values.first().copied().unwrap_or(Value::Pending)
}

/// Requires every value to be known: finite, or exactly zero.
pub(super) fn sure(values: &[Value]) -> Result<(), Refusal> {
    for value in values {
        match value {
            Value::Finite(_) | Value::Zero => {}
            Value::NotFinite => return Err(Label::NotFinite),
            Value::Unresolved(_) | Value::Within(..) | Value::Pending | Value::Dear => {
                return Err(Label::NotResolved);
            }
        }
    }
    Ok(())
}

/// Requires the layer to have the Jacobian diag\[A'\] w^T.
fn plain_layer(network: &Network<'_>) -> Result<(), Refusal> {
    match network.layer.block.is_plain() {
        true => Ok(()),
        false => Err(Label::Block),
    }
}

/// a / b, if neither is zero.
pub(super) fn ratio(a: Value, b: Value) -> Result<f64, Refusal> {
    sure(&[a, b])?;
    let quotient = quotient(a, b).and_then(Value::log10);
    quotient.ok_or(Label::Zero)
}

/// Whether a singular value is more than 1 % above 1, and whether it is more than 1 % below. An
/// upper estimate settles the matter only if it is below itself.
fn sides(value: Value) -> Result<[bool; 2], Refusal> {
    match value {
        Value::Zero => Ok([false, true]),
        Value::Unresolved(log10) if log10 < -ONE_PERCENT => Ok([false, true]),
        other => {
            let log10 = ratio(other, Value::Finite(0.0))?;
            Ok([log10 > ONE_PERCENT, log10 < -ONE_PERCENT])
        }
    }
}

pub(super) fn shapes(network: &Network<'_>) -> Asked {
    let h = network.h;
    let (rows, columns) = (network.width(h - 1), network.width(h));
    let numbers = [4 * rows * columns, rows, columns, rows * columns].map(count);
    Ok(Found::number(Tolerance::Exact, &numbers))
}

pub(super) fn lengths(network: &Network<'_>) -> Asked {
    let (input, output) = (
        Value::from(network.analysis.input_norm),
        Value::from(network.last.output_norm),
    );
    let log10 = match output {
        Value::Zero if input != Value::Zero => f64::NEG_INFINITY,
        _ => ratio(output, input)?,
    };
    let right = usize::from(log10 >= -TWO - ROUNDING) + usize::from(log10 > TWO + ROUNDING);
    let factor = quotient(output, input).unwrap_or(Value::Zero);
    sure(&[input])?;
    Ok(Found::choice(right, &[input, output, factor]))
}

pub(super) fn arrival(network: &Network<'_>) -> Asked {
    let numbers = arrival_numbers(network)?;
    let found = Found::number(Tolerance::Decade, &numbers);
    Ok(found.because(usize::from(numbers[0] == Value::Zero)))
}

/// What is left of the length, what layer K leaves of it, and the factor of a layer on average.
pub(super) fn arrival_numbers(network: &Network<'_>) -> Result<[Value; 3], Refusal> {
    let start = gradient(network.last, |own| own.output);
    let last = match network.analysis.layers.as_slice() {
        [.., before, _] => gradient(before, |own| own.output),
        _ => network.input_gradient(),
    };
    let factor = |length: Value| match length {
        Value::Zero if start != Value::Zero => Ok(Value::Zero),
        length => ratio(length, start).map(Value::Finite),
    };
    let (whole, last) = (factor(network.input_gradient())?, factor(last)?);
    #[expect(clippy::cast_precision_loss, reason = "a depth")]
    let mean = whole.log10().map(|log10| log10 / network.depth() as f64);
    Ok([whole, last, mean.map_or(Value::Zero, Value::Finite)])
}

/// What the gradient does on its way back: shrinks, stays, grows; a thousand times is the line.
pub(super) fn fate(network: &Network<'_>) -> Asked {
    let start = gradient(network.last, |own| own.output);
    let end = network.input_gradient();
    let change = match end {
        Value::Zero if start != Value::Zero => f64::NEG_INFINITY,
        end => ratio(end, start)?,
    };
    let right = usize::from(change > -3.0 + ROUNDING) + usize::from(change >= 3.0 - ROUNDING);
    let slope = Value::from(network.last.diag_norm);
    sure(&[slope])?;
    let mut numbers = arrival_numbers(network)?.to_vec();
    numbers.push(slope);
    Ok(Found::choice(right, &numbers))
}

/// With a skip of 1 besides: at most 1 + ||J||.
pub(super) fn around(network: &Network<'_>) -> Asked {
    plain_layer(network)?;
    let norm = first(&network.layer.jacobian);
    sure(&[norm])?;
    let size = norm.log10().map_or(0.0, |log10| libm::pow(10.0, log10));
    let limit = Extended::from(1.0 + size);
    if !limit.is_finite() {
        return Err(Label::NotFinite);
    }
    let numbers = [limit.into(), norm];
    Ok(Found::number(Tolerance::Close, &numbers))
}

pub(super) fn factors(network: &Network<'_>) -> Asked {
    let between = network.depth() - network.h;
    let numbers = [between, network.h + 1].map(count);
    let found = Found::number(Tolerance::Exact, &numbers);
    Ok(found.because(usize::from(between == 0)))
}

pub(super) fn entries(network: &Network<'_>) -> Asked {
    let numbers = [network.h, network.h - 1].map(|j| count(network.width(j)));
    Ok(Found::number(Tolerance::Exact, &numbers))
}

pub(super) fn slopes(network: &Network<'_>) -> Asked {
    let [least, _, middle, _, most] = network.layer.slopes.quantiles;
    let numbers = [network.layer.diag_norm, least, middle, most].map(Value::from);
    sure(&numbers)?;
    Ok(Found::number(Tolerance::Close, &numbers))
}

pub(super) fn bound(network: &Network<'_>) -> Asked {
    plain_layer(network)?;
    let layer = network.layer;
    let [slope, weight, bound] = [layer.diag_norm, layer.weight_norm, layer.bound].map(Value::from);
    let norm = first(&layer.jacobian);
    sure(&[slope, weight, bound, norm])?;
    let slack = quotient(bound, norm);
    let is_reached = match slack {
        Some(Value::Finite(log10)) => log10 <= ONE_PERCENT,
        _ => bound == norm,
    };
    let numbers = [slope, weight, bound, norm, slack.unwrap_or(Value::Zero)];
    let found = Found::choice(usize::from(!is_reached), &numbers);
    Ok(found.because(usize::from(is_reached || slack.is_none())))
}

pub(super) fn limit(network: &Network<'_>) -> Asked {
    plain_layer(network)?;
    let layer = network.layer;
    let sup = Extended::from(layer.activation.supremum().value);
    let [limit, sup, weight] = [layer.sup_bound, sup, layer.weight_norm].map(Value::from);
    let numbers = [limit, sup, weight, first(&layer.jacobian)];
    sure(&numbers)?;
    Ok(Found::number(Tolerance::Close, &numbers))
}

pub(super) fn sigmoid(network: &Network<'_>) -> Asked {
    plain_layer(network)?;
    let weight = network.layer.weight_norm;
    let numbers = [weight, weight * Extended::from(0.25)].map(Value::from);
    sure(&numbers)?;
    let can = numbers[1].log10().is_some_and(|log10| log10 > ROUNDING);
    Ok(Found::choice(usize::from(!can), &numbers).because(usize::from(!can)))
}

pub(super) fn tanh(network: &Network<'_>) -> Asked {
    plain_layer(network)?;
    let sup = network.layer.activation.supremum().value;
    let numbers = [1.0 / sup, sup].map(|number| Extended::from(number).into());
    let is_same = (sup - 1.0).abs() < f64::EPSILON;
    Ok(Found::number(Tolerance::Close, &numbers).because(usize::from(is_same)))
}

pub(super) fn directions(network: &Network<'_>) -> Asked {
    let weight = Value::from(network.layer.weight_norm);
    let inverse = Value::Finite(ratio(Value::Finite(0.0), weight)?);
    let values = singular_values(&network.layer.jacobian);
    let is_above = |value: &&Value| value.resolved_log10().is_some_and(|log10| log10 > ROUNDING);
    let above = values.iter().filter(is_above).count();
    let numbers = [inverse, weight, count(above), count(values.len())];
    let found = Found::number(Tolerance::Close, &numbers);
    Ok(found.because(usize::from(sure(&values).is_err())))
}

pub(super) fn chain(network: &Network<'_>) -> Asked {
    let values = singular_values(&network.chain.spectrum);
    // More inputs than outputs: some directions are lost.
    let is_narrow = network.width(0) > network.width(network.depth());
    let largest = first(&network.chain.spectrum);
    let smallest = match values.last() {
        Some(value) if !is_narrow => *value,
        _ => Value::Zero,
    };
    let ([longer, _], [_, shorter]) = (sides(largest)?, sides(smallest)?);
    let right = 2 * usize::from(!longer) + usize::from(!shorter);
    let found = Found::choice(right, &[largest, smallest]);
    Ok(found.because(usize::from(is_narrow)))
}

pub(super) fn trap(network: &Network<'_>) -> Asked {
    if network.depth() < 2 {
        return Err(Label::OneLayer);
    }
    let (analysis, last) = (network.analysis, network.last);
    let [x, y] = [analysis.input_norm, last.output_norm].map(Value::from);
    let (start, end) = (gradient(last, |own| own.output), network.input_gradient());
    let [early, late] = [&analysis.layers[0], last].map(|layer| gradient(layer, |own| own.weight));
    let weights = Value::Finite(ratio(early, late)?);
    let change = ratio(end, start)?;
    let right = usize::from(change > -3.0 + ROUNDING) + usize::from(change >= 3.0 - ROUNDING);
    let numbers = [weights, start, end, Value::Finite(change), x, y];
    Ok(Found::choice(right, &numbers))
}

pub(super) fn verdict(network: &Network<'_>) -> Asked {
    let bound = Value::from(network.chain.bound);
    sure(&[bound])?;
    let norm = first(&network.chain.spectrum);
    let right = match sides(norm)? {
        [true, _] => 0,
        [_, true] => 1,
        _ => 2,
    };
    let gap = quotient(bound, norm);
    let numbers = [bound, norm, gap.unwrap_or(Value::Zero)];
    let is_same = gap
        .and_then(Value::log10)
        .is_none_or(|gap| gap <= ONE_PERCENT);
    Ok(Found::choice(right, &numbers).because(usize::from(is_same)))
}

pub(super) fn plain(network: &Network<'_>) -> Asked {
    let values = singular_values(&network.chain.spectrum);
    sure(&values[..1])?;
    let last = network.least().ok_or(Label::Zero)?;
    let (largest, truth) = (values[0], values[last]);
    sure(&[largest, truth])?;
    let plain = network.plain.ok_or(Label::Pending)?;
    // A product that overflows has only one value.
    let found = |all: &[Vec<Value>]| match all.first().map(Vec::as_slice) {
        Some([Value::NotFinite, ..]) | None => Value::NotFinite,
        Some(all) => all.get(last).copied().unwrap_or(Value::Zero),
    };
    let (double, single) = (found(&plain.double), found(&plain.single));
    let right = match (double, quotient(double, truth).and_then(Value::log10)) {
        (Value::NotFinite, _) => 3,
        (_, Some(log10)) if log10 > ONE_PERCENT => 1,
        (_, Some(log10)) if log10 >= -ONE_PERCENT => 0,
        _ => 2,
    };
    let (place, of) = (count(last + 1), count(values.len()));
    Ok(Found::choice(
        right,
        &[largest, truth, place, of, double, single],
    ))
}
