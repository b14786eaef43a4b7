//! Vectors whose exponents never run out.

use super::Extended;

/// A vector whose numbers have an exponent each: no entry is lost beside a larger one.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtendedVector {
    entries: Vec<Extended>,
}

/// The entries of a vector on one common exponent, in f64.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonExponent {
    /// Entries without the factor 2^exponent, the largest |v_i| in [0.5, 1). Entries more than
    /// 2^1074 below the largest are zero.
    pub entries: Vec<f64>,
    /// The exponent of the largest entry; 0 for the zero vector.
    pub exponent: i64,
    /// Whether every entry is zero or within 1e-150 of the largest, so that products with weights
    /// of that range stay normal, and the largest is not an underflow.
    tame: bool,
}

impl ExtendedVector {
    /// entries * 2^exponent.
    pub fn new(entries: &[f64], exponent: i64) -> Self {
        entries
            .iter()
            .map(|v| Extended::new(*v, exponent))
            .collect()
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries.
    pub fn entries(&self) -> &[Extended] {
        &self.entries
    }

    /// Whether every entry is a number.
    pub fn is_finite(&self) -> bool {
        self.entries.iter().all(|v| v.is_finite())
    }

    /// All entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = Extended> + '_ {
        self.entries.iter().copied()
    }

    /// The entries scaled to the exponent of the largest one.
    pub fn on_common_exponent(&self) -> CommonExponent {
        let largest = self.iter().fold(Extended::ZERO, Extended::max_abs);
        let exponent = largest.exponent();
        let entries: Vec<f64> = self.iter().map(|v| v.scaled(-exponent).to_f64()).collect();
        let mut pairs = self.iter().zip(&entries);
        CommonExponent {
            // An entry lost by the scaling is zero in `entries`, but not in `self`.
            tame: !largest.is_underflow()
                && pairs.all(|(v, entry)| is_tame(*entry) && v.is_zero() == (*entry == 0.0)),
            entries,
            exponent,
        }
    }

    /// The Euclidean norm, relative error below (len/2 + 2) 2^-53.
    pub fn norm(&self) -> Extended {
        let common = self.on_common_exponent();
        let sum: f64 = common.entries.iter().map(|v| v * v).sum();
        Extended::new(sum.sqrt(), common.exponent)
    }
}

impl CommonExponent {
    /// Entries without a factor.
    pub(super) fn of_entries(entries: Vec<f64>) -> Self {
        Self {
            tame: false,
            entries,
            exponent: 0,
        }
    }

    /// Whether products of the entries with weights within 1e-150..1e150 stay within the range of normal f64.
    pub(super) fn is_tame(&self) -> bool {
        self.tame
    }
}

impl FromIterator<Extended> for ExtendedVector {
    fn from_iter<I: IntoIterator<Item = Extended>>(entries: I) -> Self {
        Self {
            entries: entries.into_iter().collect(),
        }
    }
}

/// Whether products and sums of such numbers stay within the range of normal f64.
pub(super) fn is_tame(value: f64) -> bool {
    const SMALL: f64 = 1e-150;
    const LARGE: f64 = 1e150;
    let size = value.abs();
    (size < LARGE) & ((size >= SMALL) | (size == 0.0))
}
