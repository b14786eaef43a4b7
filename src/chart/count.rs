//! Counts as numbers, and back.

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "at most the pixels of a screen")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

/// The whole part; 0 below it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most the pixels of a screen"
)]
pub(super) fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}
