//! The results of plain arithmetic, as values.

use super::value::Value;
use crate::analysis::PlainSuffix;
use crate::network::Extended;

/// The results of plain arithmetic for the chain: multiply the Jacobians, then call an SVD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainSpectra {
    /// In f64: the singular values of P^(h), `double[h]`, descending, h = 0..K-1.
    pub double: Vec<Vec<Value>>,
    /// In f32, the same.
    pub single: Vec<Vec<Value>>,
}

impl From<&[PlainSuffix]> for PlainSpectra {
    /// From those of P^(0), P^(1), ...; a spectrum that is not finite becomes one value that is not
    /// finite.
    fn from(suffixes: &[PlainSuffix]) -> Self {
        Self {
            double: suffixes.iter().map(|s| values(s.f64.as_deref())).collect(),
            single: suffixes.iter().map(|s| values(s.f32.as_deref())).collect(),
        }
    }
}

fn values(spectrum: Option<&[Extended]>) -> Vec<Value> {
    match spectrum {
        Some(values) => values.iter().map(|x| (*x).into()).collect(),
        None => vec![Value::NotFinite],
    }
}
