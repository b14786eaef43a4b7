//! The loss of a batch, and where its gradient starts.

use kernel::curves::powers_below_largest;

use super::{Data, Targets};

/// The loss of a batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BatchLoss {
    /// L, the mean over the rows; not finite if it is beyond f64.
    pub loss: f64,
    /// The share of rows whose largest output is that of their class, the first of several; `None` without classes.
    pub accuracy: Option<f64>,
}

/// L of a batch of these rows of the data, with the outputs y row by row; `gradient` gets dl_i/dy_i of each row i alone.
pub(super) fn loss(
    outputs: &[f64],
    data: &Data,
    rows: &[usize],
    gradient: &mut [f64],
) -> BatchLoss {
    let width = outputs.len() / rows.len().max(1);
    let pairs = outputs
        .chunks_exact(width)
        .zip(gradient.chunks_exact_mut(width));
    let (mut sum, mut hits) = (0.0, 0_usize);
    for (row, (y, g)) in rows.iter().zip(pairs) {
        match data.targets() {
            Targets::Values { numbers, .. } => {
                sum += squares(y, &numbers[row * width..(row + 1) * width], g);
            }
            Targets::Classes(classes) => {
                let (loss, is_hit) = cross_entropy(y, classes[*row], g);
                sum += loss;
                hits += usize::from(is_hit);
            }
        }
    }
    let share = |x: f64| x / count(rows.len());
    BatchLoss {
        loss: share(sum),
        accuracy: matches!(data.targets(), Targets::Classes(_)).then(|| share(count(hits))),
    }
}

/// 1/2 ||y - t||^2; `gradient` gets y - t.
fn squares(y: &[f64], target: &[f64], gradient: &mut [f64]) -> f64 {
    for ((g, y), t) in gradient.iter_mut().zip(y).zip(target) {
        *g = y - t;
    }
    gradient.iter().map(|g| g * g).sum::<f64>() / 2.0
}

/// -log softmax(y)_c with m the largest of y: (m - y_c) + log(1 + sum of exp(y_k - m) over all others than m's), and
/// whether m's is the class. `gradient` gets softmax(y) - e_c; the entry of the class is minus the sum of the others,
/// never a probability minus 1.
fn cross_entropy(y: &[f64], class: usize, gradient: &mut [f64]) -> (f64, bool) {
    let Some(top) = powers_below_largest(y, gradient) else {
        gradient.fill(f64::NAN);
        return (f64::NAN, false);
    };
    let rest = sum_without(gradient, top);
    let others = sum_without(gradient, class);
    let whole = 1.0 + rest;
    gradient.iter_mut().for_each(|g| *g /= whole);
    gradient[class] = -others / whole;
    ((y[top] - y[class]) + libm::log1p(rest), top == class)
}

fn sum_without(numbers: &[f64], left_out: usize) -> f64 {
    let others = numbers.iter().enumerate().filter(|(at, _)| *at != left_out);
    others.map(|(_, x)| x).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a number of rows")]
fn count(rows: usize) -> f64 {
    rows as f64
}
