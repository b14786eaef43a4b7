//! Orthonormal columns, from which orthogonal weights are drawn. The bits of a draw never change, and so
//! neither does the order of these sums: it is not that of `vector`.

use nalgebra::DMatrix;

/// Q of a tall matrix, with the signs that make the diagonal of R positive.
pub fn orthonormal_columns(mut matrix: DMatrix<f64>) -> DMatrix<f64> {
    let (rows, columns) = matrix.shape();
    let mut reflections = Vec::with_capacity(columns);
    for k in 0..columns {
        let reflection = Reflection::of(&matrix.column(k).as_slice()[k..]);
        for column in k + 1..columns {
            reflection.apply(&mut matrix.column_mut(column).as_mut_slice()[k..]);
        }
        reflections.push(reflection);
    }
    let mut q = DMatrix::zeros(rows, columns);
    for column in 0..columns {
        q[(column, column)] = reflections[column].sign;
        // The later reflections leave this column alone.
        for (k, reflection) in reflections[..=column].iter().enumerate().rev() {
            reflection.apply(&mut q.column_mut(column).as_mut_slice()[k..]);
        }
    }
    q
}

/// x -> x - 2 v (v . x) / (v . v), which maps one given vector to a multiple of the first unit
/// vector.
struct Reflection {
    v: Vec<f64>,
    /// 2 / (v . v), or 0 if v is zero.
    factor: f64,
    /// The sign of that multiple.
    sign: f64,
}

impl Reflection {
    fn of(vector: &[f64]) -> Self {
        let mut v = vector.to_vec();
        let norm = dot(&v, &v).sqrt();
        // The sign for which nothing cancels in the next line.
        let sign = if v[0] > 0.0 { -1.0 } else { 1.0 };
        v[0] -= sign * norm;
        let square = dot(&v, &v);
        let factor = if square == 0.0 { 0.0 } else { 2.0 / square };
        Self { v, factor, sign }
    }

    fn apply(&self, x: &mut [f64]) {
        let multiple = self.factor * dot(&self.v, x);
        for (x, v) in x.iter_mut().zip(&self.v) {
            *x -= multiple * v;
        }
    }
}

/// The sum of products, in four interleaved sums: a fixed order that four-wide hardware can follow.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    for (a, b) in a.iter().zip(b) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    for (sum, (a, b)) in sums.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *sum += a * b;
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}
