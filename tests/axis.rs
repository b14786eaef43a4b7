//! The axes of the pictures.

use gradlens::scene::{AxisRange, LayerAxis, MagnitudeAxis, Place};
use proptest::prelude::*;

#[test]
fn every_range_labels_one_and_has_a_name() {
    for range in AxisRange::ALL {
        let (bottom, top) = range.ends();
        let ticks = range.ticks();
        assert!(ticks.contains(&0), "{range:?} has no line at 1");
        assert!(
            ticks
                .iter()
                .all(|t| (bottom..=top).contains(&f64::from(*t)))
        );
    }
}

#[test]
fn a_value_is_on_the_scale_up_to_its_very_ends() {
    let axis = MagnitudeAxis {
        label: "norm".into(),
        range: AxisRange::Standard,
    };
    assert_eq!(axis.place(-16.0), Place::On(0.0));
    assert_eq!(axis.place(8.0), Place::On(1.0));
    assert_eq!(axis.place(-16.000_1), Place::Below);
    assert_eq!(axis.place(8.000_1), Place::Above);
    assert_eq!(axis.place(0.0), Place::On(16.0 / 24.0));
    assert!((axis.log10_at(16.0 / 24.0) - 0.0).abs() < 1e-12);
}

proptest! {
    #[test]
    fn a_layer_is_found_again_at_its_place(depth in 1_usize..=200, number in 0_usize..=200) {
        let axis = LayerAxis { depth };
        let layer = number % (depth + 1);
        prop_assert_eq!(axis.layer_at(axis.fraction(layer)), layer);
    }

    #[test]
    fn layer_numbers_fit_and_reach_both_ends(depth in 1_usize..=200, most in 2_usize..40) {
        let ticks = LayerAxis { depth }.ticks(most);
        prop_assert!(ticks.len() <= most + 1, "{ticks:?}");
        prop_assert_eq!(ticks.first(), Some(&0));
        prop_assert_eq!(ticks.last(), Some(&depth));
        prop_assert!(ticks.is_sorted());
    }
}
