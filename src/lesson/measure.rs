//! Numbers that show the effect of a trial; `None` if there is none.

use super::ask::{Network, first, gradient};
use super::question::count;
use crate::scene::{Value, singular_values};

pub(super) type Measured = Option<Value>;

/// The quotient of two magnitudes, if both are known and not zero.
pub(super) fn quotient(a: Value, b: Value) -> Measured {
    Some(Value::Finite(a.resolved_log10()? - b.resolved_log10()?))
}

pub(super) fn weights(network: &Network<'_>) -> Measured {
    Some(count(
        network.width(network.h - 1) * network.width(network.h),
    ))
}

pub(super) fn output(network: &Network<'_>) -> Measured {
    Some(network.last.output_norm.into())
}

pub(super) fn weight_gradient(network: &Network<'_>) -> Measured {
    Some(gradient(network.layer, |own| own.weight))
}

pub(super) fn jacobian(network: &Network<'_>) -> Measured {
    Some(first(&network.layer.jacobian))
}

pub(super) fn slope(network: &Network<'_>) -> Measured {
    Some(network.layer.diag_norm.into())
}

pub(super) fn slack(network: &Network<'_>) -> Measured {
    quotient(network.layer.bound.into(), first(&network.layer.jacobian))
}

pub(super) fn limit(network: &Network<'_>) -> Measured {
    Some(network.layer.sup_bound.into())
}

pub(super) fn survival(network: &Network<'_>) -> Measured {
    let start = gradient(network.last, |own| own.output);
    match network.input_gradient() {
        Value::Zero if start != Value::Zero => Some(Value::Zero),
        end => quotient(end, start),
    }
}

pub(super) fn weight_norm(network: &Network<'_>) -> Measured {
    Some(network.layer.weight_norm.into())
}

pub(super) fn chain(network: &Network<'_>) -> Measured {
    Some(first(&network.chain.spectrum))
}

pub(super) fn level(network: &Network<'_>) -> Measured {
    let early = gradient(network.analysis.layers.first()?, |own| own.weight);
    quotient(early, gradient(network.last, |own| own.weight))
}

pub(super) fn gap(network: &Network<'_>) -> Measured {
    quotient(network.chain.bound.into(), first(&network.chain.spectrum))
}

pub(super) fn spread(network: &Network<'_>) -> Measured {
    let values = singular_values(&network.chain.spectrum);
    quotient(*values.first()?, *values.get(network.least()?)?)
}
