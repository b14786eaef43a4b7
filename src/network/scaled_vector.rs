//! Vectors whose exponents never run out.

use super::Extended;
use super::extended::split;

/// A vector v * 2^e with one common exponent: entries in f64, the largest |v_i| in [0.5, 1).
///
/// Entries more than 2^1074 below the largest are zero. The zero vector has e = 0; a vector with an
/// entry that is not a number has [`ScaledVector::is_finite`] false.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaledVector {
    entries: Vec<f64>,
    exponent: i64,
}

impl ScaledVector {
    /// entries * 2^exponent, normalised.
    pub fn new(mut entries: Vec<f64>, exponent: i64) -> Self {
        let largest = entries.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        if largest == 0.0 || !entries.iter().all(|v| v.is_finite()) {
            return Self {
                entries,
                exponent: 0,
            };
        }
        let (_, shift) = split(largest);
        for v in &mut entries {
            *v = Extended::new(*v, -shift).to_f64();
        }
        Self {
            entries,
            exponent: exponent + shift,
        }
    }

    /// The vector of these numbers, brought to a common exponent.
    pub fn from_extended(values: &[Extended]) -> Self {
        let largest = values.iter().fold(Extended::ZERO, |m, v| m.max_abs(*v));
        let exponent = largest.exponent();
        let entries = values.iter().map(|v| v.scaled(-exponent).to_f64());
        Self {
            entries: entries.collect(),
            exponent,
        }
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries without the common factor 2^e.
    pub fn entries(&self) -> &[f64] {
        &self.entries
    }

    /// The common exponent e.
    pub fn exponent(&self) -> i64 {
        self.exponent
    }

    /// Whether every entry is a number.
    pub fn is_finite(&self) -> bool {
        self.entries.iter().all(|v| v.is_finite())
    }

    /// Entry i as a number of its own.
    ///
    /// # Panics
    /// When i is out of range.
    pub fn get(&self, i: usize) -> Extended {
        Extended::new(self.entries[i], self.exponent)
    }

    /// All entries as numbers of their own.
    pub fn iter(&self) -> impl Iterator<Item = Extended> + '_ {
        self.entries
            .iter()
            .map(|v| Extended::new(*v, self.exponent))
    }

    /// The Euclidean norm, relative error below (len/2 + 2) 2^-53.
    pub fn norm(&self) -> Extended {
        let sum: f64 = self.entries.iter().map(|v| v * v).sum();
        Extended::new(sum.sqrt(), self.exponent)
    }
}
