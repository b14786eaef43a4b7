//! Settings drawn at random.

use gradlens::settings::{
    Activation, FIELDS, NormKind, PerLayer, Place, Recipe, SAMPLES_LIMIT, Settings, View,
    WEIGHT_LIMIT,
};
use proptest::prelude::*;

fn any_settings() -> impl Strategy<Value = Settings> {
    let whole = prop_oneof![0_usize..300, any::<usize>()];
    let real = prop_oneof![-1.0..12.0_f64, any::<f64>()];
    let runs = prop::collection::vec((whole.clone(), 0_usize..150), 1..6);
    let names = prop::collection::vec((0..Activation::ALL.len(), 0_usize..150), 1..6);
    let numbers = (
        whole.clone(),
        prop::option::of(whole.clone()),
        prop::option::of(whole),
        prop::collection::vec((real.clone(), 0_usize..150), 1..6),
        real,
    );
    (numbers, runs, names, any::<u32>()).prop_map(|(numbers, runs, names, seed)| {
        let names = names
            .into_iter()
            .map(|(index, count)| (Activation::ALL[index], count));
        let names = PerLayer::from_runs(names).unwrap_or(PerLayer::uniform(Activation::Relu));
        let (depth, inputs, layer, gain, bias) = numbers;
        let skip = gain.clone();
        Settings {
            recipe: Recipe {
                depth,
                width: PerLayer::from_runs(runs).unwrap_or(PerLayer::uniform(3)),
                inputs,
                activation: names.clone(),
                gain: PerLayer::from_runs(gain).unwrap_or(PerLayer::uniform(2.0)),
                bias,
                skip: PerLayer::from_runs(skip).unwrap_or(PerLayer::uniform(0.5)),
                norm: names.clone().map(|act| NormKind::ALL[act as usize % 3]),
                place: names.map(|act| Place::ALL[act as usize % 3]),
                slope: bias / 10.0,
                samples: depth,
                seed,
                ..Recipe::default()
            },
            view: View {
                layer,
                ..View::default()
            },
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn canonical_settings_are_within_limits_and_stay(settings in any_settings()) {
        let (canonical, _) = settings.canonical();
        prop_assert!((1..=200).contains(&canonical.recipe.depth));
        prop_assert_eq!(canonical.recipe.widths().len(), canonical.recipe.depth + 1);
        prop_assert!(canonical.recipe.widths().iter().skip(1).all(|h| (1..=1024).contains(h)));
        prop_assert!((1..=4096).contains(&canonical.recipe.widths()[0]));
        prop_assert!(canonical.recipe.weights() <= WEIGHT_LIMIT);
        let gains = canonical.recipe.gain.runs(canonical.recipe.depth);
        prop_assert!(gains.iter().all(|(gain, _)| (0.01..=10.0).contains(gain)));
        prop_assert!((0.0..=5.0).contains(&canonical.recipe.bias));
        prop_assert!((0.0..=1.0).contains(&canonical.recipe.slope));
        let skips = canonical.recipe.skip.runs(canonical.recipe.depth);
        prop_assert!(skips.iter().all(|(skip, _)| (0.0..=10.0).contains(skip)));
        let samples = canonical.recipe.samples as u64;
        prop_assert!(samples == 1 || samples * canonical.recipe.weights() <= SAMPLES_LIMIT);
        prop_assert!((1..=canonical.recipe.depth).contains(&canonical.selected_layer()));
        prop_assert!(canonical.view.place_of(canonical.recipe.depth) <= canonical.recipe.depth);
        prop_assert_eq!(canonical.clone().canonical(), (canonical.clone(), vec![]));
        // Every value can be written and read back.
        let mut read = Settings::default();
        for field in &FIELDS {
            prop_assert_eq!(read.set(field.key, &canonical.text(field.key)), Ok(()));
        }
        prop_assert_eq!(read.canonical(), (canonical, vec![]));
    }
}
