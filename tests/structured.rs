//! Structured matrices as layers: all finite, resolved as far as an ordinary decomposition reaches, and within their bounds.

use crate::common::oracle::Oracle;
use crate::common::structured;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::network::{Extended, Network};

/// How many cases were looked at, how many compared with arbitrary precision, and the largest errors.
#[derive(Default)]
struct Tally {
    cases: usize,
    not_finite: usize,
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
    let size = spectrum.values.len();
    let level = spectrum.values[0] * Extended::from(size as f64 * f64::EPSILON);
    let first_unresolved = spectrum.values.get(spectrum.resolved);
    let is_left_out = |value: &Extended| value.cmp_abs(level).is_gt() && !value.is_underflow();
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
    let oracle = Oracle::with_bits(1024 + (reach * 14.0) as usize);
    let truth = oracle.layer(network, &forward, 0);
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
            tally.worst = tally.worst.max(error);
            tally.worst_share = tally.worst_share.max(error / bound);
        } else {
            assert!(
                oracle.exceeds(spectrum.values[i], value),
                "{context}, value {i}: no upper bound"
            );
        }
    }
    tally.compared += 1;
}

#[test]
fn small_structured_matrices_are_finite_resolved_and_within_their_bounds() {
    let mut tally = Tally::default();
    for case in 0..1040 {
        let (context, network) = structured::network(case, 10);
        if let Some(spectrum) = check(&network, &context, &mut tally)
            && case / structured::FAMILIES.len() % 4 == 0
        {
            compare(&network, &spectrum, &context, &mut tally);
        }
    }
    assert!(
        tally.compared > 100,
        "only {} were compared",
        tally.compared
    );
    println!(
        "{} cases, {} not finite, {} values, {} not resolved; {} compared, error {:.1e}, {:.2} of the bound",
        tally.cases,
        tally.not_finite,
        tally.values,
        tally.unresolved,
        tally.compared,
        tally.worst,
        tally.worst_share
    );
}
