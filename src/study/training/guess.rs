//! What an answer is worth that does not look at its input.

use super::{Data, Targets};

impl Data {
    /// The least loss over all rows of one output that is the same for every input: of N rows in classes of n_c rows each
    /// the entropy of the classes in nats, sum of (n_c / N) log(N / n_c); of rows of numbers 1/2 the mean of ||t - m||^2
    /// with their mean m. A network with a loss like this has learned nothing of the inputs. 0 if all rows have the
    /// same target; accurate to a few last places.
    ///
    /// ```
    /// use gradlens::study::training::{Data, Targets};
    /// let inputs = || vec![0.0, 1.0, 2.0, 3.0];
    /// let classes = Data::of(inputs(), 1, Targets::Classes(vec![0, 1, 0, 1])).unwrap();
    /// assert!((classes.guess_loss() - 2_f64.ln()).abs() < 1e-15);
    /// let numbers = vec![-1.0, 1.0, -1.0, 1.0];
    /// let values = Data::of(inputs(), 1, Targets::Values { numbers, width: 1 }).unwrap();
    /// assert_eq!(values.guess_loss(), 0.5);
    /// ```
    pub fn guess_loss(&self) -> f64 {
        match self.targets() {
            Targets::Classes(classes) => entropy(classes, self.outputs()),
            Targets::Values { numbers, width } => half_variance(numbers, *width),
        }
    }
}

fn entropy(classes: &[usize], most: usize) -> f64 {
    let mut counts = vec![0_usize; most];
    for class in classes {
        counts[*class] += 1;
    }
    let shares = counts.into_iter().filter(|count| *count > 0);
    let shares = shares.map(|count| number(count) / number(classes.len()));
    shares.map(|share| -share * libm::log(share)).sum()
}

fn half_variance(numbers: &[f64], width: usize) -> f64 {
    let rows = number(numbers.len() / width);
    let sum_of = |column: usize, of: &dyn Fn(f64) -> f64| -> f64 {
        let column = numbers.iter().skip(column).step_by(width);
        column.map(|t| of(*t)).sum()
    };
    let squares = (0..width).map(|column| {
        let mean = sum_of(column, &|t| t) / rows;
        sum_of(column, &|t| (t - mean) * (t - mean))
    });
    squares.sum::<f64>() / rows / 2.0
}

#[expect(clippy::cast_precision_loss, reason = "a number of rows")]
fn number(count: usize) -> f64 {
    count as f64
}
