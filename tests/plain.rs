//! What plain f64 and f32 arithmetic would have said.

use crate::common::networks::gaussian;
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Passes, PlainSuffix};
use gradlens::settings::Activation;

#[test]
fn short_chains_are_right_and_long_ones_drown() {
    let mut draws = Draws::from_seed(61);
    let net = gaussian((50, 16), Activation::Linear, 1.0, &mut draws);
    let truth = Analysis::of(&net);
    let plain = PlainSuffix::all(&Passes::of(net));
    let log = |h: usize, i: usize| truth.chain[h].spectrum.values[i].log10().unwrap();
    // One factor: both are right to their precision.
    for (values, tolerance) in [(&plain[49].f64, 1e-12), (&plain[49].f32, 1e-4)] {
        let last = values.as_ref().unwrap();
        for (i, value) in last.iter().enumerate() {
            let error = (value.log10().unwrap() - log(49, i)).abs();
            assert!(error <= tolerance, "value {i}: {error:e}");
        }
    }
    // Fifty factors: the smallest value is about 10^-43; what is left is noise at 2^-53 or 2^-24 of the largest.
    assert!(log(0, 15) < -35.0, "{}", log(0, 15));
    for (values, noise) in [
        (&plain[0].f64, f64::EPSILON),
        (&plain[0].f32, f64::from(f32::EPSILON)),
    ] {
        let all = values.as_ref().unwrap();
        let relative = (all[15] / all[0]).to_f64();
        assert!(
            relative > noise * 1e-4 && relative < noise * 1e2,
            "{relative:e}"
        );
        let error = (all[0].log10().unwrap() - log(0, 0)).abs();
        assert!(error <= 1e-4, "the largest value: {error:e}");
    }
}

#[test]
fn a_product_that_overflows_has_no_values_and_no_hang() {
    let mut draws = Draws::from_seed(62);
    let net = gaussian((40, 6), Activation::Linear, 1e10, &mut draws);
    let plain = PlainSuffix::all(&Passes::of(net));
    assert_eq!([plain[0].from_layer, plain[39].from_layer], [0, 39]);
    assert!(plain[39].f64.is_some() && plain[0].f64.is_none());
    assert!(plain[39].f32.is_some() && plain[0].f32.is_none());
}
