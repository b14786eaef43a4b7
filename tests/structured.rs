//! Structured matrices as layers: all finite, resolved as far as an ordinary decomposition reaches, and within their bounds.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::extent;
use crate::common::oracle::{Big, Oracle};
use crate::common::random::Draws;
use crate::common::structured;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::network::{Block, Extended, Layer, Loss, Network};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

/// How many cases were looked at, how many compared with arbitrary precision, and the largest errors.
#[derive(Default)]
struct Tally {
    cases: usize,
    not_finite: usize,
    undetermined: usize,
    values: usize,
    unresolved: usize,
    compared: usize,
    worst: f64,
    worst_share: f64,
}

/// Everything that needs no oracle. `None` where a derivative is not a number.
#[track_caller]
fn check(network: &Network, context: &str, tally: &mut Tally) -> Option<Spectrum> {
    let analysis = Analysis::of(network);
    let spectrum = &analysis.layers[0].jacobian;
    let derivatives = &network.forward().derivatives[0];
    tally.cases += 1;
    if !derivatives.iter().all(|a| a.is_finite()) {
        tally.not_finite += 1;
        return None;
    }
    assert!(
        spectrum.values.iter().all(|v| v.is_finite()),
        "{context}: not finite, {spectrum:?}"
    );
    let descending = spectrum
        .values
        .windows(2)
        .all(|w| w[1].cmp_abs(w[0]).is_le());
    assert!(descending, "{context}: not descending, {spectrum:?}");
    assert_eq!(
        *spectrum, analysis.chain[0].spectrum,
        "{context}: layer and chain"
    );
    if !are_determined(network) {
        tally.undetermined += 1;
        return Some(spectrum.clone());
    }
    let size = spectrum.values.len();
    let level = spectrum.values[0] * Extended::from(size as f64 * f64::EPSILON);
    let first_unresolved = spectrum.values.get(spectrum.resolved);
    // Below the range of f64 an ordinary decomposition resolves nothing.
    let is_left_out = |value: &Extended| {
        value.cmp_abs(level).is_gt() && value.log10().is_some_and(|log10| log10 > -300.0)
    };
    assert!(
        !first_unresolved.is_some_and(is_left_out),
        "{context}: value {} of {} is not resolved, {:?}",
        spectrum.resolved,
        spectrum.rank,
        spectrum
            .values
            .iter()
            .map(|v| v.log10())
            .collect::<Vec<_>>()
    );
    tally.values += spectrum.rank;
    tally.unresolved += spectrum.rank - spectrum.resolved;
    Some(spectrum.clone())
}

/// Whether rounding errors of the pre-activations leave the derivatives their digits: not those of a sine of 10^100.
fn are_determined(network: &Network) -> bool {
    let forward = network.forward();
    let activation = network.layers[0].activation;
    let entries = forward.pre_activations[0].entries().iter();
    let derivatives = forward.derivatives[0].iter();
    entries.zip(derivatives).all(|(a, derivative)| {
        [1.0 + 1e-12, 1.0 - 1e-12].into_iter().all(|change| {
            let moved = activation.derivative(*a * Extended::from(change));
            let change = (moved / *derivative).to_f64() - 1.0;
            derivative.is_zero() && moved.is_zero() || change.abs() < 1e-7
        })
    })
}

/// Compares with arbitrary precision, where that is affordable.
#[track_caller]
fn compare(network: &Network, spectrum: &Spectrum, context: &str, tally: &mut Tally) {
    let forward = network.forward();
    let derivatives = forward.derivatives[0].iter();
    let reach = derivatives
        .chain(&spectrum.values)
        .filter_map(|x| x.log10())
        .fold(330.0, |most: f64, log10| most.max(log10.abs()));
    if reach > 3000.0 {
        return;
    }
    let oracle = Oracle::with_bits(1024 + 14 * reach.ceil() as usize);
    let truth = oracle.layer(network, &forward, 0);
    let (error, share) = assert_within(&oracle, spectrum, &truth, context);
    tally.worst = tally.worst.max(error);
    tally.worst_share = tally.worst_share.max(share);
    tally.compared += 1;
}

/// What is resolved lies within its bound, what is not at or below its own value; the largest error of what is resolved, and the largest part of
/// its bound.
#[track_caller]
fn assert_within(oracle: &Oracle, spectrum: &Spectrum, truth: &[Big], context: &str) -> (f64, f64) {
    let (mut worst, mut worst_share) = (0.0_f64, 0.0_f64);
    assert!(
        spectrum.rank >= truth.len(),
        "{context}: rank {} of {}",
        spectrum.rank,
        truth.len()
    );
    if spectrum.resolved == spectrum.rank {
        assert_eq!(spectrum.rank, truth.len(), "{context}: rank");
    }
    for (i, value) in truth.iter().enumerate() {
        if i < spectrum.resolved {
            let error = oracle.relative_error(spectrum.values[i], value);
            let bound = spectrum.error_bounds[i];
            assert!(
                error <= bound,
                "{context}, value {i}: error {error:e} > bound {bound:e}"
            );
            worst = worst.max(error);
            worst_share = worst_share.max(error / bound);
        } else {
            // At the value before it, it is as right as that.
            let share = match i.checked_sub(1) {
                Some(before) if before < spectrum.resolved => spectrum.error_bounds[before],
                _ => 0.0,
            };
            let most = spectrum.values[i] * Extended::from(1.0 + share);
            assert!(
                oracle.exceeds(most, value),
                "{context}, value {i}: no upper bound"
            );
        }
    }
    (worst, worst_share)
}

/// Cases `from`, `from + step`, ... of all sizes up to `largest`; each `sample`th is compared with arbitrary precision, if it is small.
fn sweep(cases: impl Iterator<Item = usize>, largest: usize, sample: usize) -> Tally {
    let mut tally = Tally::default();
    for case in cases {
        let (context, network) = structured::network(case, largest);
        let size = network.layers[0]
            .weight
            .nrows()
            .max(network.layers[0].weight.ncols());
        if let Some(spectrum) = check(&network, &context, &mut tally)
            && (case / structured::FAMILIES.len()).is_multiple_of(sample)
            && size <= 24
        {
            compare(&network, &spectrum, &context, &mut tally);
        }
    }
    println!(
        "{} cases: {} with a slope that is no number, {} with slopes that rounding decides; {} values, {} not resolved; {} cases compared, \
         largest error {:.1e}, at most {:.2} of its bound",
        tally.cases,
        tally.not_finite,
        tally.undetermined,
        tally.values,
        tally.unresolved,
        tally.compared,
        tally.worst,
        tally.worst_share
    );
    assert!(tally.not_finite + tally.undetermined < tally.cases / 5);
    tally
}

/// Which part of all cases is wanted, where not a sample: the variable `STRUCTURED`, `1/2` for the second half.
fn share() -> Option<(usize, usize)> {
    let share = std::env::var("STRUCTURED").ok()?;
    let (at, of) = share.split_once('/').expect("a share such as 0/1");
    let [at, of]: [usize; 2] = [at, of].map(|number| number.parse().expect("a number"));
    Some((at, of))
}

/// A sample of every kind; all 20,020 of them, sizes 1..128, as `make fuzz` does.
#[test]
fn structured_matrices_are_finite_resolved_and_within_their_bounds() {
    if let Some((at, of)) = share() {
        let tally = sweep((at..20_020).step_by(of), 128, 4);
        assert!(
            tally.compared * of > 300,
            "only {} were compared",
            tally.compared
        );
        return;
    }
    let cases = extent::cases(780);
    let tally = sweep(0..cases, 10, 3);
    assert!(
        tally.compared * 5 > cases,
        "only {} were compared",
        tally.compared
    );
    // Values of which 106 bits know less than nothing.
    let (context, network) = structured::network(10_523, 128);
    let mut one = Tally::default();
    let spectrum = check(&network, &context, &mut one).expect("finite slopes");
    compare(&network, &spectrum, &context, &mut one);
    assert_eq!(one.compared, 1);
    // Some larger ones of each kind.
    sweep(
        (0..52).map(|i| 26 * (40 + 17 * (i / 26)) + i % 26),
        128,
        1000,
    );
}

/// Networks of several structured layers, some of them tied: what is resolved is within its bound, what is not is bounded from above.
fn chains(cases: impl Iterator<Item = usize>) -> (usize, usize, usize) {
    let (mut compared, mut resolved, mut unresolved) = (0, 0, 0);
    for case in cases {
        let (context, network) = structured::deep(case, 7);
        let context = format!("chain {case}, last {context}");
        let analysis = Analysis::of(&network);
        let forward = network.forward();
        let is_finite = |slopes: &Vec<Extended>| slopes.iter().all(|a| a.is_finite());
        if !forward.derivatives.iter().all(is_finite) {
            continue;
        }
        let spectra = || {
            let layers = analysis.layers.iter().map(|layer| &layer.jacobian);
            layers.chain(analysis.chain.iter().map(|suffix| &suffix.spectrum))
        };
        for spectrum in spectra() {
            let finite = spectrum.values.iter().all(|v| v.is_finite());
            assert!(finite, "{context}: not finite, {spectrum:?}");
        }
        let slopes = forward.derivatives.iter().flatten();
        let reach = spectra()
            .flat_map(|spectrum| &spectrum.values)
            .chain(slopes)
            .filter_map(|x| x.log10())
            .fold(330.0, |most: f64, log10| most.max(log10.abs()));
        if reach > 2500.0 {
            continue;
        }
        let oracle = Oracle::with_bits(2048 + (reach * 14.0) as usize);
        let truth = oracle.chain(&network, &forward);
        let truths = truth.jacobians.iter().chain(&truth.suffixes);
        for (at, (spectrum, truth)) in spectra().zip(truths).enumerate() {
            assert_within(&oracle, spectrum, truth, &format!("{context}, matrix {at}"));
            resolved += spectrum.resolved;
            unresolved += spectrum.rank - spectrum.resolved;
        }
        compared += 1;
    }
    println!("{compared} chains compared, {resolved} values resolved, {unresolved} not");
    (compared, resolved, unresolved)
}

#[test]
fn chains_of_structured_layers_stay_within_their_bounds() {
    let cases: Vec<usize> = match share() {
        Some((at, of)) => (at..2_000).step_by(of).collect(),
        None => (0..extent::cases(60)).chain([103, 187]).collect(),
    };
    let (compared, resolved, unresolved) = chains(cases.iter().copied());
    assert!(compared > cases.len() / 2, "only {compared} were compared");
    assert!(
        resolved > 10 * unresolved,
        "{resolved} resolved, {unresolved} not"
    );
}

/// Where one weight is so much larger or smaller than the others that products of the rest with it underflow, the others keep their digits.
#[test]
fn one_weight_of_any_size_takes_no_digit_of_the_others() {
    let oracle = Oracle::with_bits(8192);
    let mut resolved = 0;
    for (case, exponent) in (-1000..=1000).step_by(23).enumerate() {
        let (n, m) = (3 + case % 5, 3 + case % 4);
        let mut draws = Draws::from_seed(case as u64);
        let mut weight = DMatrix::from_fn(n, m, |_, _| draws.normal());
        weight[(case % n, case % m)] *= 2.0_f64.powi(exponent);
        let network = Network {
            turn: None,
            samples: Vec::new(),
            name: None,
            input: vec![1.0; n],
            layers: vec![Layer {
                weight: weight.into(),
                bias: None,
                activation: Activation::Linear,
                block: Block::default(),
            }],
            loss: Loss::Direction(vec![1.0; m]),
        };
        let spectrum = &Analysis::of(&network).layers[0].jacobian;
        let truth = oracle.layer(&network, &network.forward(), 0);
        assert_within(
            &oracle,
            spectrum,
            &truth,
            &format!("{n} x {m}, one weight times 2^{exponent}"),
        );
        resolved += spectrum.resolved;
        assert_eq!(
            spectrum.resolved, spectrum.rank,
            "2^{exponent}: {spectrum:?}"
        );
    }
    assert!(resolved > 300, "{resolved}");
}
