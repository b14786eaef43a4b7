//! What plain arithmetic would have said, as values.

use super::value::Value;
use crate::analysis::plain::PlainChain;
use crate::network::Extended;

/// What plain arithmetic says about the chain: multiply the Jacobians, then call an SVD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainSpectra {
    /// In f64: the singular values of P^(h), `double[h]`, descending, h = 0..K-1.
    pub double: Vec<Vec<Value>>,
    /// In f32, the same.
    pub single: Vec<Vec<Value>>,
}

impl From<&PlainChain> for PlainSpectra {
    /// A spectrum that is not finite becomes one value that is not finite.
    fn from(chain: &PlainChain) -> Self {
        Self {
            double: values(&chain.f64),
            single: values(&chain.f32),
        }
    }
}

fn values(spectra: &[Option<Vec<Extended>>]) -> Vec<Vec<Value>> {
    spectra
        .iter()
        .map(|spectrum| match spectrum {
            Some(values) => values.iter().map(|x| (*x).into()).collect(),
            None => vec![Value::NotFinite],
        })
        .collect()
}
