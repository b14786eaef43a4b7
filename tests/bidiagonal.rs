//! Singular values of one matrix against arbitrary precision: errors, error bounds, and what is resolved.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::networks::network;
use crate::common::oracle::Oracle;
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

/// The largest of what `of` makes of the relative error and the error bound of each resolved value, and how many are resolved.
fn worst_of(matrix: &DMatrix<f64>, draws: &mut Draws, of: fn(f64, f64) -> f64) -> (f64, usize) {
    let spectrum = Spectrum::of(matrix);
    let net = network(vec![matrix.clone()], Activation::Linear, draws);
    let oracle = Oracle::with_bits(320);
    let truth = oracle.chain(&net, &net.forward());
    let values = truth.jacobians[0].iter().enumerate();
    let found = values.take(spectrum.resolved).map(|(i, value)| {
        let error = oracle.relative_error(spectrum.values[i], value);
        of(error, spectrum.error_bounds[i])
    });
    (found.fold(0.0, f64::max), spectrum.resolved)
}

/// The error of every resolved value over its own bound, the largest of them.
fn worst_share(matrix: &DMatrix<f64>, draws: &mut Draws) -> (f64, usize) {
    worst_of(matrix, draws, |error, bound| error / bound)
}

#[test]
fn a_layer_and_a_chain_of_one_layer_resolve_the_same() {
    let mut draws = Draws::from_seed(25);
    for n in [2, 3, 6, 16] {
        for power in 4..=10 {
            let mut w = DMatrix::from_fn(n, n, |_, _| draws.normal());
            for i in 0..n {
                w[(i, n - 1)] = w[(i, 0)] + 0.1_f64.powi(power) * draws.normal();
            }
            let net = network(vec![w], Activation::Linear, &mut draws);
            let analysis = Analysis::of(&net);
            let (layer, chain) = (&analysis.layers[0].jacobian, &analysis.chain[0].spectrum);
            assert!(
                layer.resolved <= chain.resolved,
                "{n} x {n}, 1e-{power}: {} against {}",
                layer.resolved,
                chain.resolved
            );
        }
    }
}

#[test]
fn one_bidiagonalisation_stays_far_within_its_bounds() {
    let mut draws = Draws::from_seed(21);
    let mut worst = 0.0_f64;
    for (n, m) in [
        (1, 1),
        (2, 2),
        (5, 3),
        (8, 8),
        (17, 16),
        (16, 24),
        (33, 33),
        (40, 40),
    ] {
        for spread in [0.0, 0.5, 1.5] {
            let size: Vec<f64> = (0..m)
                .map(|_| 10_f64.powf(spread * draws.uniform()))
                .collect();
            let w = DMatrix::from_fn(n, m, |_, j| size[j] * draws.normal());
            let (share, resolved) = worst_share(&w, &mut draws);
            assert_eq!(resolved, n.min(m), "{n} x {m}, spread {spread}");
            worst = worst.max(share);
        }
    }
    println!("the largest error is {worst:.3} of its bound");
    assert!(worst < 0.3, "{worst}");
}

#[test]
fn values_that_one_bidiagonalisation_leaves_uncertain_stay_within_their_bounds() {
    let mut draws = Draws::from_seed(23);
    let mut worst = 0.0_f64;
    for n in [2, 6, 16, 24] {
        for gap in [1e-4, 1e-5, 6e-6] {
            let mut w = DMatrix::from_fn(n, n, |_, _| draws.normal());
            // Two columns that hardly differ: the smallest value is about the gap.
            for i in 0..n {
                w[(i, n - 1)] = w[(i, 0)] + gap * draws.normal();
            }
            let (share, resolved) = worst_share(&w, &mut draws);
            assert_eq!(resolved, n, "{n} x {n}, {gap}");
            worst = worst.max(share);
        }
    }
    println!("the largest error is {worst:.3} of its bound");
    assert!(worst < 0.3, "{worst}");
}

#[test]
fn values_found_once_more_have_all_digits_where_only_columns_differ_in_size() {
    let mut draws = Draws::from_seed(24);
    for (n, m) in [(8, 8), (16, 16), (24, 16), (40, 24)] {
        let w = DMatrix::from_fn(n, m, |_, j| {
            draws.normal() * 10_f64.powf(-5.5 * j as f64 / (m - 1) as f64)
        });
        let spectrum = Spectrum::of(&w);
        let last = spectrum.error_bounds[m - 1];
        assert!(
            last > 1e-10 && last < 1e-6,
            "{n} x {m}, after one bidiagonalisation: {last:e}"
        );
        // An ordinary decomposition is wrong by some 1e-12 here.
        let (error, resolved) = worst_of(&w, &mut draws, |error, _| error);
        assert_eq!(resolved, m, "{n} x {m}");
        assert!(error < 3e-14, "{n} x {m}: {error:e}");
    }
}

#[test]
fn bidiagonal_matrices_keep_every_value() {
    let mut draws = Draws::from_seed(22);
    let n = 16;
    type Entry = fn(usize, &mut Draws) -> f64;
    // On the diagonal, and beside it.
    let cases: [(&str, Entry, Entry); 7] = [
        ("random", |_, d| d.normal(), |_, d| d.normal()),
        (
            "graded down",
            |i, d| d.normal() * 0.1_f64.powi(i as i32),
            |i, d| d.normal() * 0.1_f64.powi(i as i32),
        ),
        (
            "graded up",
            |i, d| d.normal() * 10_f64.powi(i as i32),
            |i, d| d.normal() * 10_f64.powi(i as i32),
        ),
        ("all alike", |_, _| 1.0, |_, _| 1.0),
        (
            "clusters",
            |i, _| if i % 2 == 0 { 1.0 } else { 1.0 + 1e-12 },
            |_, _| 1e-9,
        ),
        (
            "tiny beside",
            |_, d| 1.0 + d.uniform(),
            |_, d| 1e-30 * d.normal(),
        ),
        (
            "parts",
            |_, d| d.normal(),
            |i, d| if i % 5 == 4 { 0.0 } else { d.normal() },
        ),
    ];
    for (name, on, beside) in cases {
        let (on, beside): (Vec<f64>, Vec<f64>) = (0..n)
            .map(|i| (on(i, &mut draws), beside(i, &mut draws)))
            .unzip();
        let b = DMatrix::from_fn(n, n, |i, j| match j {
            j if j == i => on[i],
            j if j == i + 1 => beside[i],
            _ => 0.0,
        });
        for (side, matrix) in [("upper", b.clone()), ("lower", b.transpose())] {
            let (share, resolved) = worst_share(&matrix, &mut draws);
            // Of graded ones a method that knows nothing of the zeros may leave some open.
            let must = if name.starts_with("graded") { 1 } else { n };
            assert!(resolved >= must, "{name}, {side}: {resolved}");
            assert!(share <= 1.0, "{name}, {side}: {share} of the bound");
        }
    }
}
