//! Singular values of single matrices: planted answers, and the matrices on which well-known routines fail.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::oracle::Oracle;
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::network::{Block, Layer, Loss, Network};
use gradlens::settings::Activation;
use nalgebra::{DMatrix, dmatrix};

/// A matrix with orthonormal columns, from the QR of a random one.
fn orthonormal(draws: &mut Draws, n: usize, r: usize) -> DMatrix<f64> {
    DMatrix::from_fn(n, r, |_, _| draws.normal()).qr().q()
}

#[track_caller]
fn assert_values(matrix: &DMatrix<f64>, expected: &[f64], tolerance: f64) {
    let spectrum = Spectrum::of(matrix);
    for (i, value) in expected.iter().enumerate() {
        let found = spectrum.values[i].to_f64();
        let error = (found / value - 1.0).abs();
        assert!(
            error <= tolerance,
            "value {i}: {found:e}, expected {value:e}, relative error {error:e}; bounds {:?}",
            spectrum.error_bounds
        );
    }
}

#[test]
fn planted_values_come_back() {
    let mut draws = Draws::from_seed(1);
    for n in [1, 2, 3, 8, 16, 33] {
        let values: Vec<f64> = (0..n).map(|i| 3.0 * 0.7_f64.powi(i as i32)).collect();
        let (u, v) = (
            orthonormal(&mut draws, n + 2, n),
            orthonormal(&mut draws, n, n),
        );
        let matrix = u * DMatrix::from_diagonal(&values.clone().into()) * v.transpose();
        assert_values(&matrix, &values, 1e-10);
    }
}

#[test]
fn relu_jacobians_of_eight_units_keep_norm_and_rank() {
    let mut draws = Draws::from_seed(2);
    for case in 0..2000 {
        let w = DMatrix::from_fn(8, 8, |_, _| draws.normal() / 2.0);
        let alive: Vec<bool> = (0..8).map(|_| draws.uniform() < 0.5).collect();
        let rows: Vec<usize> = (0..8).filter(|i| alive[*i]).collect();
        let jacobian = DMatrix::from_fn(8, 8, |i, j| if alive[i] { w[(i, j)] } else { 0.0 });
        let spectrum = Spectrum::of(&jacobian);
        assert_eq!(spectrum.rank, rows.len(), "case {case}, alive {alive:?}");
        assert_eq!(spectrum.resolved, rows.len(), "case {case}");
        let frobenius: f64 = spectrum.values.iter().map(|v| v.to_f64().powi(2)).sum();
        let expected = jacobian.norm_squared();
        assert!(
            (frobenius - expected).abs() <= 1e-13 * expected,
            "case {case}: sum of squares {frobenius:e}, expected {expected:e}"
        );
        if !rows.is_empty() {
            // The Gram determinant of the live rows is the product of the squared values.
            let live = jacobian.select_rows(&rows);
            let volume = (&live * live.transpose()).determinant().sqrt();
            let product: f64 = spectrum.values[..rows.len()]
                .iter()
                .map(|v| v.to_f64())
                .product();
            assert!(
                (product - volume).abs() <= 1e-8 * volume,
                "case {case}: product {product:e}, volume {volume:e}"
            );
        }
    }
}

/// Holds every value against one of 400 bits.
fn assert_within_bounds(matrix: &DMatrix<f64>, spectrum: &Spectrum) {
    let network = Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: vec![1.0; matrix.nrows()],
        layers: vec![Layer {
            weight: matrix.clone().into(),
            bias: None,
            activation: Activation::Linear,
            block: Block::default(),
        }],
        loss: Loss::Direction(vec![1.0; matrix.ncols()]),
    };
    let oracle = Oracle::with_bits(400);
    let truth = oracle.layer(&network, &network.forward(), 0);
    assert_eq!(spectrum.rank, truth.len(), "{matrix}");
    for (i, value) in truth.iter().enumerate() {
        let error = oracle.relative_error(spectrum.values[i], value);
        assert!(
            i >= spectrum.resolved || error <= spectrum.error_bounds[i],
            "{matrix}, value {i}: {error:e}"
        );
    }
}

#[test]
fn a_rounded_product_of_two_vectors_is_what_its_numbers_say() {
    let mut draws = Draws::from_seed(3);
    for _ in 0..100 {
        let u = DMatrix::from_fn(8, 1, |_, _| draws.normal());
        let v = DMatrix::from_fn(1, 8, |_, _| draws.normal());
        let matrix = &u * &v;
        let spectrum = Spectrum::of(&matrix);
        let expected = u.norm() * v.norm();
        let error = (spectrum.values[0].to_f64() / expected - 1.0).abs();
        assert!(error <= 1e-14, "u {u} v {v}: error {error:e}");
        // The rounded products are not exactly of rank one: what lies below comes from the last places of the entries, which are taken as they are.
        assert_within_bounds(&matrix, &spectrum);
        assert_eq!(spectrum.resolved, spectrum.rank);
        assert!(spectrum.values[1].to_f64() < 8.0 * f64::EPSILON * expected);
    }
}

#[test]
fn all_ones_of_64_has_norm_64() {
    let spectrum = Spectrum::of(&DMatrix::repeat(64, 64, 1.0));
    assert!((spectrum.values[0].to_f64() - 64.0).abs() <= 1e-12);
    assert_eq!(spectrum.resolved, 1);
    let noise = 3.0 * 64.0 * f64::EPSILON * 64.0;
    assert!(spectrum.values[1].to_f64() <= 20.0 * noise);
}

#[test]
fn rows_graded_to_1e_minus_150_keep_every_value() {
    let mut draws = Draws::from_seed(4);
    let n = 16;
    // Orthogonal rows: the values are the scales themselves.
    let q = orthonormal(&mut draws, n, n);
    let scales: Vec<f64> = (0..n).map(|i| 10_f64.powi(-10 * i as i32)).collect();
    let graded = DMatrix::from_fn(n, n, |i, j| scales[i] * q[(i, j)]);
    assert_eq!(Spectrum::of(&graded).resolved, n);
    assert_values(&graded, &scales, 1e-13);
    assert_values(&graded.transpose(), &scales, 1e-13);
}

#[test]
fn rows_and_columns_graded_at_once_keep_their_product() {
    let mut draws = Draws::from_seed(5);
    let n = 8;
    let core = DMatrix::from_fn(n, n, |_, _| draws.normal());
    let d = |i: usize| 10_f64.powi(-15 * i as i32);
    let graded = DMatrix::from_fn(n, n, |i, j| d(i) * core[(i, j)] * d(n - 1 - j));
    let spectrum = Spectrum::of(&graded);
    assert_eq!(spectrum.resolved, n, "bounds {:?}", spectrum.error_bounds);
    let sum: f64 = spectrum.values.iter().filter_map(|v| v.log10()).sum();
    let expected = core.lu().determinant().abs().log10() - 15.0 * (n * (n - 1)) as f64;
    assert!(
        (sum - expected).abs() <= 1e-12 * expected.abs(),
        "{sum} against {expected}"
    );
}

#[test]
fn not_finite_entries_give_not_finite_values_at_once() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for n in [2, 3, 8] {
            let mut matrix = DMatrix::identity(n, n);
            matrix[(0, n - 1)] = bad;
            let spectrum = Spectrum::of(&matrix);
            assert!(
                spectrum.values.iter().all(|v| !v.is_finite()),
                "{bad} in {n} x {n}"
            );
            assert_eq!((spectrum.values.len(), spectrum.resolved), (n, 0));
        }
    }
}

#[test]
fn a_row_and_a_column_have_their_length() {
    let row = dmatrix![3.0, 0.0, -4.0];
    for matrix in [row.clone(), row.transpose()] {
        let spectrum = Spectrum::of(&matrix);
        assert_eq!(spectrum.values.len(), 1);
        assert!((spectrum.values[0].to_f64() - 5.0).abs() <= 1e-14);
    }
    assert_eq!(Spectrum::of(&dmatrix![0.0]).rank, 0);
    assert!((Spectrum::of(&dmatrix![-7.0]).values[0].to_f64() - 7.0).abs() <= 1e-15);
}

#[test]
fn the_ends_of_the_range_of_f64_are_no_limit() {
    let mut draws = Draws::from_seed(6);
    let w = DMatrix::from_fn(6, 4, |_, _| draws.normal());
    let plain = Spectrum::of(&w);
    for power in [-990, 990] {
        let scaled = Spectrum::of(&(&w * 2_f64.powi(power)));
        for (a, b) in plain.values.iter().zip(&scaled.values) {
            assert_eq!(a.scaled(i64::from(power)), *b, "2^{power} changed a digit");
        }
    }
}

#[test]
fn diagonal_and_empty_products_are_exact() {
    let spectrum = Spectrum::of(&dmatrix![0.5, 0.0, 0.0; 0.0, -4.0, 0.0; 0.0, 0.0, 0.0]);
    let values: Vec<f64> = spectrum.values.iter().map(|v| v.to_f64()).collect();
    assert_eq!(values, [4.0, 0.5, 0.0]);
    assert_eq!((spectrum.rank, spectrum.resolved), (2, 2));
}

#[test]
fn agrees_with_the_library_on_well_conditioned_matrices() {
    let mut draws = Draws::from_seed(7);
    for (n, m) in [(3, 7), (12, 12), (20, 9), (64, 64)] {
        let w = DMatrix::from_fn(n, m, |_, _| draws.normal());
        let expected = w.singular_values();
        let spectrum = Spectrum::of(&w);
        for (ours, theirs) in spectrum.values.iter().zip(expected.iter()) {
            let difference = (ours.to_f64() - theirs).abs();
            assert!(
                difference <= 1e-13 * expected[0],
                "{n} x {m}: {difference:e}"
            );
        }
    }
}

#[test]
fn numbers_at_the_lower_end_of_f64_leave_no_trace() {
    // A reflection of a subnormal vector once made infinities of the smaller values.
    let link = "v=1&depth=18&width=12~4,3~14&act=elu&init=he-normal&gain=1.6884284496123052&input=unit&loss=mse&seed=440";
    let network = Network::from(&gradlens::link::decode(link).0.recipe);
    for suffix in &Analysis::of(&network).chain {
        let values = &suffix.spectrum.values;
        assert!(values.iter().all(|v| v.is_finite()), "{suffix:?}");
    }
}

#[test]
fn what_rounding_absorbs_is_no_exact_zero() {
    let on = [1.0, 1.39e-3, 1.93e-6, 2.68e-9, 3.73e-12, 5.18e-15];
    let beside = [1.08e-3, 3.5e-2, -8.86e-4, -1.12e-3, 1.35e-1];
    let matrix = DMatrix::from_fn(6, 6, |i, j| match j {
        j if j == i => on[i],
        j if j == i + 1 => beside[i],
        _ => 0.0,
    });
    let spectrum = Spectrum::of(&matrix);
    // The determinant is not zero, so no value is.
    assert_eq!(spectrum.rank, 6, "{spectrum:?}");
    assert_within_bounds(&matrix, &spectrum);
    let product: f64 = spectrum.values.iter().filter_map(|v| v.log10()).sum();
    let determinant: f64 = on.iter().map(|x| x.log10()).sum();
    assert!(
        (product - determinant).abs() <= 1e-9,
        "{product}, not {determinant}"
    );
}

#[test]
fn an_empty_matrix_has_no_values() {
    for (n, m) in [(0, 0), (0, 3), (3, 0)] {
        assert!(Spectrum::of(&DMatrix::zeros(n, m)).values.is_empty());
    }
}

/// The elimination subtracts 1 from t = 2^-200, which 106 bits cannot hold: it finds two pivots. By
/// hand det A = -t, so that sigma_3 = t / (sigma_1 sigma_2), where the product of the larger two is
/// that of the golden ratio's matrix beside it: between 1 and 3.
#[test]
fn a_pivot_that_an_elimination_loses_is_no_zero() {
    let t = 2.0_f64.powi(-200);
    let matrix = dmatrix![1.0, 1.0, 1.0; 1.0, t, 0.0; 1.0, 0.0, 0.0];
    let spectrum = Spectrum::of(&matrix);
    assert_eq!(spectrum.rank, 3, "{spectrum:?}");
    let least = spectrum.values[2].to_f64();
    assert!(least >= t / 3.0, "{least:e} is below the smallest value");
    let is_resolved = spectrum.resolved == 3;
    assert!(!is_resolved || least <= t, "{spectrum:?}");
    assert!(is_resolved || spectrum.error_bounds[2].is_infinite() || least > t);
    // The same without t has rank 2.
    let matrix = dmatrix![1.0, 1.0, 1.0; 1.0, 0.0, 0.0; 1.0, 0.0, 0.0];
    let spectrum = Spectrum::of(&matrix);
    assert_eq!((spectrum.rank, spectrum.resolved), (2, 2), "{spectrum:?}");
}
