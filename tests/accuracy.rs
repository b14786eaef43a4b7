//! Every singular value against arbitrary precision: within its own bound, and never claimed wrongly.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::extent;
use crate::common::networks::{ACTIVATIONS, gaussian, network, orthogonal};
use crate::common::oracle::Oracle;
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::network::Network;
use gradlens::settings::Activation;
use nalgebra::DMatrix;

/// log10 of every value; `None` for exact zeros.
fn logs(spectrum: &Spectrum) -> Vec<Option<f64>> {
    spectrum.values.iter().map(|v| v.log10()).collect()
}

/// Decades up to which arbitrary precision is affordable.
const FARTHEST: f64 = 4000.0;

/// Compares every spectrum of a network with arbitrary precision; returns the largest error of a resolved value and the number
/// of unresolved ones; `None` when the values reach farther than arbitrary precision can go in a test.
#[track_caller]
pub fn assert_exact(network: &Network, context: &str) -> Option<(f64, usize)> {
    let analysis = Analysis::of(network);
    // Bits for twice the range that is claimed: a value claimed to be nonzero that is zero stays zero.
    let layers = analysis.layers.iter().map(|layer| &layer.jacobian);
    let suffixes = analysis.chain.iter().map(|suffix| &suffix.spectrum);
    let range = layers
        .chain(suffixes)
        .flat_map(logs)
        .flatten()
        .fold(100.0, |range: f64, log| range.max(log.abs()));
    if range > FARTHEST {
        return None;
    }
    let oracle = Oracle::with_bits(1024 + (range * 14.0) as usize);
    let truth = oracle.chain(network, &network.forward());
    let jacobians = analysis
        .layers
        .iter()
        .map(|l| &l.jacobian)
        .zip(&truth.jacobians);
    let suffixes = analysis
        .chain
        .iter()
        .map(|s| &s.spectrum)
        .zip(&truth.suffixes);
    let mut worst = 0.0_f64;
    let mut unresolved = 0;
    for (at, (spectrum, values)) in jacobians.chain(suffixes).enumerate() {
        assert!(
            spectrum.rank >= values.len(),
            "{context}, matrix {at}: rank {} of {}",
            spectrum.rank,
            values.len()
        );
        if spectrum.resolved == spectrum.rank {
            assert_eq!(
                spectrum.rank,
                values.len(),
                "{context}, matrix {at}: exact zeros"
            );
        }
        unresolved += spectrum.rank - spectrum.resolved;
        for (i, value) in values.iter().enumerate() {
            let error = oracle.relative_error(spectrum.values[i], value);
            let bound = spectrum.error_bounds[i];
            assert!(
                error <= bound,
                "{context}, matrix {at}, value {i}: error {error:e} > bound {bound:e}"
            );
            if i < spectrum.resolved {
                worst = worst.max(error);
            } else {
                let upper = oracle.exceeds(spectrum.values[i], value);
                assert!(
                    upper,
                    "{context}, matrix {at}, value {i} is no upper estimate"
                );
            }
        }
    }
    Some((worst, unresolved))
}

#[test]
fn small_networks_agree_with_arbitrary_precision_within_their_bounds() {
    let mut draws = Draws::from_seed(11);
    let mut errors = Vec::new();
    let cases = extent::cases(240);
    for case in 0..cases {
        let activation = ACTIVATIONS[case % ACTIVATIONS.len()];
        let shape = (1 + draws.below(14), 1 + draws.below(6));
        let deviation = 10_f64.powf(2.0 * draws.uniform() - 1.0);
        let net = gaussian(shape, activation, deviation, &mut draws);
        let context = format!("case {case}: {activation:?} {shape:?} deviation {deviation:.3}");
        let Some((worst, unresolved)) = assert_exact(&net, &context) else {
            continue;
        };
        assert!(worst <= 1e-8, "{context}: error {worst:e}");
        assert_eq!(unresolved, 0, "{context}");
        errors.push(worst);
    }
    assert!(
        errors.len() * 6 >= cases * 5,
        "only {} of {cases} were compared",
        errors.len()
    );
    errors.sort_by(f64::total_cmp);
    let typical = errors[errors.len() * 99 / 100];
    assert!(typical <= 1e-10, "99 % of the errors are below {typical:e}");
}

#[test]
fn changing_widths_agree_with_arbitrary_precision() {
    let mut draws = Draws::from_seed(12);
    let mut compared = 0;
    for case in 0..40 {
        let depth = 2 + draws.below(8);
        let widths: Vec<usize> = (0..=depth).map(|_| 1 + draws.below(7)).collect();
        let weights = widths
            .windows(2)
            .map(|w| DMatrix::from_fn(w[0], w[1], |_, _| draws.normal()))
            .collect();
        let activation = draws.pick(&ACTIVATIONS);
        let net = network(weights, activation, &mut draws);
        let context = format!("case {case}: {activation:?} {widths:?}");
        if let Some((worst, _)) = assert_exact(&net, &context) {
            assert!(worst <= 1e-8, "{context}: error {worst:e}");
            compared += 1;
        }
    }
    assert!(compared >= 30, "only {compared} of 40 were compared");
}

#[test]
fn a_saturated_tanh_network_keeps_every_value() {
    let mut draws = Draws::from_seed(13);
    let net = gaussian((8, 5), Activation::Tanh, 300.0, &mut draws);
    let (worst, unresolved) = assert_exact(&net, "tanh, weights x 300").expect("in reach");
    assert!(worst <= 1e-10, "error {worst:e}");
    assert_eq!(unresolved, 0);
    let smallest = logs(&Analysis::of(&net).chain[0].spectrum)[4].unwrap();
    assert!(smallest < -1000.0, "10^{smallest} is not saturated");
}

#[test]
fn a_product_that_undoes_its_own_grading_is_flagged_not_claimed() {
    // w2 = w1^-1 up to rounding, with 24 decades in between: the product is the identity only in exact arithmetic.
    let mut draws = Draws::from_seed(14);
    let n = 4;
    let (u, v) = (orthogonal(n, &mut draws), orthogonal(n, &mut draws));
    let d = |sign: f64| {
        DMatrix::from_fn(n, n, |i, j| {
            if i == j {
                10_f64.powf(sign * 8.0 * i as f64)
            } else {
                0.0
            }
        })
    };
    let net = network(
        vec![&u * d(1.0) * v.transpose(), &v * d(-1.0) * u.transpose()],
        Activation::Linear,
        &mut draws,
    );
    let analysis = Analysis::of(&net);
    let oracle = Oracle::with_bits(4096);
    let truth = oracle.chain(&net, &net.forward());
    let spectrum = &analysis.chain[0].spectrum;
    assert!(spectrum.resolved < n, "bounds {:?}", spectrum.error_bounds);
    for (i, value) in truth.suffixes[0].iter().enumerate() {
        if i >= spectrum.resolved {
            assert!(
                oracle.exceeds(spectrum.values[i], value),
                "value {i} is no upper estimate"
            );
            continue;
        }
        let error = oracle.relative_error(spectrum.values[i], value);
        assert!(error <= spectrum.error_bounds[i], "value {i}: {error:e}");
    }
}

#[test]
fn ill_posed_products_are_never_claimed_by_chance() {
    // I, w, w^-1 with graded rows: what rounding leaves of the product is chance, at h = 0 and at h = 1.
    let mut draws = Draws::from_seed(141);
    let mut unresolved = 0;
    for case in 0..600 {
        let n = 2 + case % 3;
        let w = DMatrix::from_fn(n, n, |i, _| {
            draws.normal() * 10_f64.powf(12.0 * (i as f64 / (n - 1) as f64 - 0.5))
        });
        let Some(inverse) = w.clone().try_inverse() else {
            continue;
        };
        let net = network(
            vec![DMatrix::identity(n, n), w, inverse],
            Activation::Linear,
            &mut draws,
        );
        let analysis = Analysis::of(&net);
        let oracle = Oracle::with_bits(2048);
        let truth = oracle.chain(&net, &net.forward());
        for (suffix, values) in analysis.chain.iter().zip(&truth.suffixes) {
            let spectrum = &suffix.spectrum;
            unresolved += spectrum.rank - spectrum.resolved;
            for (i, value) in values.iter().enumerate().take(spectrum.resolved) {
                let error = oracle.relative_error(spectrum.values[i], value);
                assert!(
                    error <= Spectrum::RESOLVED,
                    "case {case}, h {}, value {i}: error {error:e}, bound {:e}",
                    suffix.from_layer,
                    spectrum.error_bounds[i]
                );
            }
        }
    }
    assert!(unresolved > 600, "only {unresolved} values were hard");
}

#[test]
fn matrices_of_wild_entries_are_never_claimed_wrongly() {
    let mut draws = Draws::from_seed(142);
    let mut resolved = 0;
    for case in 0..1500 {
        let (n, m) = [(3, 3), (3, 2), (4, 4), (2, 4)][case % 4];
        let reach = [20.0, 40.0, 80.0][case % 3];
        let w = DMatrix::from_fn(n, m, |_, _| {
            draws.normal() * 10_f64.powf(reach * (2.0 * draws.uniform() - 1.0))
        });
        let net = network(vec![w], Activation::Linear, &mut draws);
        let jacobian = &Analysis::of(&net).layers[0].jacobian;
        let oracle = Oracle::with_bits(4096);
        let truth = oracle.chain(&net, &net.forward());
        for (i, value) in truth.jacobians[0]
            .iter()
            .enumerate()
            .take(jacobian.resolved)
        {
            let error = oracle.relative_error(jacobian.values[i], value);
            assert!(
                error <= Spectrum::RESOLVED,
                "case {case}, value {i}: {error:e}, {}",
                net.layers[0].weight
            );
            resolved += 1;
        }
    }
    assert!(resolved > 2000, "only {resolved} values were resolved");
}

#[test]
fn one_layer_and_one_unit_work() {
    let mut draws = Draws::from_seed(20);
    for (depth, width) in [(1, 1), (1, 7), (30, 1)] {
        for activation in ACTIVATIONS {
            let net = gaussian((depth, width), activation, 1.0, &mut draws);
            let context = format!("{depth} x {width} {activation:?}");
            let (worst, _) = assert_exact(&net, &context).expect("in reach");
            assert!(worst <= 1e-12, "{context}: {worst:e}");
        }
    }
}
