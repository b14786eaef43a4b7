//! A product of matrices kept as Q diag(d) T, so that no single matrix carries its range.

use nalgebra::DMatrix;

use super::factor::{Factor, Revealed};
use crate::network::Extended;
use kernel::{
    Convergence, Equilibrated, PivotedQr, RankRevealing, column_norms, graded_values,
    orthogonalise, pivoted_qr, product, product_with_transposed_upper, rook_lu,
};

/// Which side of J a matrix is multiplied from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// J^T M = w diag(a') M
    Left,
    /// J M = diag(a') w^T M
    Right,
}

/// Up to this relative error of the pivots, values stay resolved.
const MOST_GROWTH: f64 = 1e-11;
/// The factor that one layer may add in a product that has lost more than that already.
const STEEPEST_GROWTH: f64 = 1e3;

/// Rows whose scales lie within this factor are multiplied into Q directly.
const FOLD_RANGE: f64 = 8.0;

/// A product M = diag(2^pending) Q diag(d) T, n x m, of rank at most r.
///
/// Q (n x r) and T (r x m) are well conditioned, d carries the range. The state of the UDT
/// recursion for stable products of many matrices (Stewart 1997; Bauer 2020), with pivots chosen in
/// extended range.
#[derive(Clone)]
pub(super) struct Split {
    q: DMatrix<f64>,
    d: Vec<Extended>,
    /// T transposed, m x r: columns are contiguous.
    t: DMatrix<f64>,
    pending: Vec<i64>,
    orthonormal: bool,
    /// Estimated relative rounding error of each d.
    growth: Vec<f64>,
    /// As in [`Decomposition`].
    is_absorbed: bool,
}

/// The singular value decomposition of a [`Split`].
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decomposition {
    /// Nonzero singular values, descending.
    pub values: Vec<Extended>,
    /// n x r, left singular vectors, if wanted.
    pub left: Option<DMatrix<f64>>,
    /// m x r, right singular vectors, if wanted.
    pub right: Option<DMatrix<f64>>,
    /// Estimated relative rounding error of each value, not counting the conditioning of the
    /// product itself.
    pub growth: Vec<f64>,
    /// Whether something nonzero may have been rounded to zero, so that there may be more values.
    pub is_absorbed: bool,
}

impl Decomposition {
    /// Values and growth alone.
    pub fn without_vectors(self) -> Self {
        Self {
            left: None,
            right: None,
            ..self
        }
    }
}

/// Whether the singular vectors are wanted too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Vectors {
    /// Values only.
    Omit,
    /// Both sides.
    Form,
}

impl Split {
    /// The n x n identity.
    pub fn identity(n: usize) -> Self {
        Self {
            q: DMatrix::identity(n, n),
            d: vec![Extended::ONE; n],
            t: DMatrix::identity(n, n),
            pending: vec![0; n],
            orthonormal: true,
            growth: vec![f64::EPSILON; n],
            is_absorbed: false,
        }
    }

    /// diag(rows) M. Exactly zero rows lower the rank exactly.
    pub fn scale_rows(&mut self, rows: &[Extended]) {
        let rows: Vec<Extended> = rows
            .iter()
            .zip(&self.pending)
            .map(|(a, power)| a.scaled(*power))
            .collect();
        self.pending.fill(0);
        if let Some(powers) = self.foldable(&rows) {
            self.fold(&rows, powers);
        } else {
            let factors = rook_lu(&self.q, &rows, &self.d);
            self.absorb(factors);
            self.orthonormal = false;
        }
    }

    /// M^T.
    pub fn transposed(mut self) -> Self {
        self.apply_pending();
        std::mem::swap(&mut self.q, &mut self.t);
        self.pending = vec![0; self.q.nrows()];
        self.orthonormal = false;
        self
    }

    /// w M for an equilibrated w; w's row powers stay pending.
    pub fn multiply(&mut self, w: &Equilibrated) {
        if self.pending.iter().any(|p| *p != 0) || w.columns.iter().any(|p| *p != 0) {
            let ones: Vec<Extended> = w.columns.iter().map(|p| Extended::ONE.scaled(*p)).collect();
            self.scale_rows(&ones);
        }
        self.multiply_scaled(w);
    }

    /// w diag(a') M, or diag(a') w^T M: one layer, as long as rounding errors do not grow. If they
    /// do, because w is nearly singular or its entries have a wide range, the factors of a
    /// rank-revealing factorisation replace it.
    pub fn multiply_factor(&mut self, factor: &Factor<'_>, side: Side) {
        if factor.is_tame() {
            let before = self.clone();
            self.multiply_plain(factor, side);
            let is_absorbed = self.is_absorbed && !before.is_absorbed;
            let allowed = MOST_GROWTH.max(STEEPEST_GROWTH * before.largest_growth());
            if !is_absorbed && self.largest_growth() <= allowed {
                return;
            }
            *self = before;
        }
        self.multiply_revealed(factor, side);
    }

    /// The same with w as it is.
    pub fn multiply_plain(&mut self, factor: &Factor<'_>, side: Side) {
        match side {
            Side::Left => self.multiply_layer(&factor.weights, &factor.derivatives),
            Side::Right => {
                self.multiply(&factor.weights.transposed());
                self.scale_rows(&factor.derivatives);
            }
        }
    }

    /// The same with w diag(a') as a product of three matrices.
    pub fn multiply_revealed(&mut self, factor: &Factor<'_>, side: Side) {
        let Revealed {
            left,
            pivots,
            right,
            growth,
            is_absorbed,
        } = factor.revealed();
        let (first, last) = match side {
            Side::Left => (right, left),
            Side::Right => (left.transpose(), right.transpose()),
        };
        self.multiply(&Equilibrated::already(first));
        self.scale_rows(&pivots);
        self.multiply(&Equilibrated::already(last));
        let lost = growth.iter().fold(0.0_f64, |most, own| most.max(*own));
        self.growth.iter_mut().for_each(|own| *own = own.max(lost));
        self.is_absorbed |= is_absorbed;
    }

    fn largest_growth(&self) -> f64 {
        self.growth
            .iter()
            .fold(0.0, |most, growth| most.max(*growth))
    }

    /// w diag(rows) M: the diagonal step and the matrix step of one layer.
    fn multiply_layer(&mut self, w: &Equilibrated, rows: &[Extended]) {
        let rows: Vec<Extended> = rows
            .iter()
            .zip(&w.columns)
            .map(|(a, power)| a.scaled(*power))
            .collect();
        self.scale_rows(&rows);
        self.multiply_scaled(w);
    }

    /// The singular value decomposition.
    pub fn decompose(&self, vectors: Vectors) -> Decomposition {
        let mut own = self.clone();
        own.settle();
        let noise = vec![0.0; own.d.len()];
        let factors = pivoted_qr(&own.t, &own.d, &noise);
        let growth: Vec<f64> = factors.order[..factors.pivots.len()]
            .iter()
            .map(|j| own.growth[*j])
            .collect();
        let quick = match vectors {
            Vectors::Omit => graded_values(&factors.right, &factors.pivots),
            Vectors::Form => None,
        };
        if let Some((values, steepest)) = quick {
            let growth = growth.iter().map(|e| e.max(f64::EPSILON * steepest));
            return Decomposition {
                values,
                left: None,
                right: None,
                growth: growth.collect(),
                is_absorbed: own.is_absorbed || factors.is_absorbed,
            };
        }
        own.rotated(&factors, growth, vectors)
    }

    /// The decomposition by one-sided Jacobi rotations: with vectors, and of any range.
    fn rotated(&self, factors: &PivotedQr, growth: Vec<f64>, vectors: Vectors) -> Decomposition {
        let mut left = factors.right.transpose();
        let mut values = factors.pivots.clone();
        let r = values.len();
        let mut rotations = (vectors == Vectors::Form).then(|| DMatrix::identity(r, r));
        let convergence = orthogonalise(&mut left, &mut values, rotations.as_mut());
        let growth = match convergence {
            Convergence::Reached => growth,
            Convergence::Missed => vec![f64::INFINITY; r],
        };
        let left = rotations.is_some().then(|| {
            let mut unpermuted = DMatrix::zeros(factors.order.len(), r);
            for (i, row) in factors.order.iter().enumerate() {
                unpermuted.set_row(*row, &left.row(i));
            }
            product(&self.q, &unpermuted)
        });
        Decomposition {
            values,
            left,
            right: rotations.map(|v| product(&factors.left(), &v)),
            growth,
            is_absorbed: self.is_absorbed || factors.is_absorbed,
        }
    }

    /// The common power of two of rows that can be multiplied into Q without harm; `None` if their
    /// range is too wide or too few are nonzero.
    fn foldable(&self, rows: &[Extended]) -> Option<i64> {
        let nonzero: Vec<Extended> = rows.iter().filter(|a| !a.is_zero()).copied().collect();
        let largest = nonzero.iter().copied().reduce(Extended::max_abs)?;
        let smallest = nonzero
            .iter()
            .map(|a| a.abs())
            .min_by(|a, b| a.cmp_abs(*b))?;
        let range = (largest / smallest).to_f64();
        (nonzero.len() >= self.d.len() && range <= FOLD_RANGE).then(|| largest.exponent())
    }

    /// Multiplies the rows into Q, a common power of two into d.
    fn fold(&mut self, rows: &[Extended], power: i64) {
        let factors: Vec<f64> = rows.iter().map(|a| a.scaled(-power).to_f64()).collect();
        for mut column in self.q.column_iter_mut() {
            for (x, factor) in column.iter_mut().zip(&factors) {
                *x *= factor;
            }
        }
        for d in &mut self.d {
            *d = d.scaled(power);
        }
        self.orthonormal &= factors.iter().all(|f| f.abs() == 0.5);
        if self.orthonormal {
            // All of them are the same power of two: make Q's columns unit vectors again, exactly.
            self.q *= 2.0;
            for d in &mut self.d {
                *d = d.scaled(-1);
            }
        }
    }

    /// The matrix step with the scaled w: w Q diag(d) = Q' diag(d') R.
    fn multiply_scaled(&mut self, w: &Equilibrated) {
        let c = product(&w.matrix, &self.q);
        let noise: Vec<f64> = column_norms(&self.q).iter().map(|q| w.norm * q).collect();
        self.absorb(pivoted_qr(&c, &self.d, &noise).formed());
        if !w.is_exact {
            self.growth.fill(f64::INFINITY);
            self.is_absorbed = true;
        }
        self.orthonormal = true;
        self.pending.clone_from(&w.rows);
    }

    fn apply_pending(&mut self) {
        if self.pending.iter().any(|p| *p != 0) {
            let ones = vec![Extended::ONE; self.pending.len()];
            self.scale_rows(&ones);
        }
    }

    /// Applies what is pending and makes Q orthonormal.
    fn settle(&mut self) {
        self.apply_pending();
        if !self.orthonormal {
            let noise = vec![0.0; self.d.len()];
            self.absorb(pivoted_qr(&self.q, &self.d, &noise).formed());
            self.orthonormal = true;
        }
    }

    /// Takes a factorisation of (something) Q diag(d): left replaces Q, the pivots d, and right
    /// multiplies into T.
    fn absorb(&mut self, factors: RankRevealing) {
        let k = factors.pivots.len();
        self.t = product_with_transposed_upper(&self.t, &factors.order, &factors.right);
        self.growth = (0..k)
            .map(|i| factors.growth[i].max(self.growth[factors.order[i]]))
            .collect();
        self.pending = vec![0; factors.left.nrows()];
        self.is_absorbed |= factors.is_absorbed;
        self.q = factors.left;
        self.d = factors.pivots;
    }
}
