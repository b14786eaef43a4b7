//! The map of one setting and the depth against single analyses.

use std::collections::BTreeSet;

use gradlens::analysis::Passes;
use gradlens::network::Network;
use gradlens::study::ensemble::{Member, Ribbon};
use gradlens::study::map::{Map, MapAxis, MapPlan};

use crate::common::random::Draws;
use crate::strip::recipe;

/// Bounded, unbounded, with a step, in the range of f64 and beyond it; skips, norms, shared weights, widths, losses.
const LINKS: [&str; 12] = [
    "width=5&act=tanh",
    "width=4&act=relu&init=he-normal",
    "width=5&act=elu&init=normal",
    "width=4&act=gelu&bias=0.7",
    "width=6&act=silu&init=normal&loss=mse",
    "depth=3&width=6,3,5&inputs=3&act=selu",
    "width=4&act=sigmoid&tied=1",
    "width=4&act=linear&init=normal&loss=cross-entropy",
    "width=4&act=tanh&norm=layer",
    "width=5&act=mish&skip=0.5",
    "width=4&act=tanh~2,relu,erf&init=pytorch&loss=sum",
    "width=3&act=softplus&loss=best&turn=20",
];
const DEPTH: usize = 60;
const AXES: [MapAxis; 4] = [MapAxis::Gain, MapAxis::Bias, MapAxis::Width, MapAxis::Skip];

/// log10 of the gradient at the input over that at the loss, which may be 0 as well.
fn single(recipe: &gradlens::settings::Recipe) -> f64 {
    let outline = Passes::of(Network::from(recipe)).outline();
    let last = outline.layers.last().expect("a layer").gradient.output;
    let input = outline.input_gradient;
    // As numbers: logarithms of numbers like 10^-10^8 have no digits left for their difference.
    match input.is_zero() {
        true => f64::NEG_INFINITY,
        false => (input / last).log10().expect("a length"),
    }
}

/// One over the root of the width, say, is no part of how a gradient fades: `loss=sum` begins with a gradient of 8, not of 1.
#[test]
fn gradients_are_relative_to_those_at_the_loss() {
    for (loss, is_one) in [("unit", true), ("sum", false), ("mse", false)] {
        let link = format!("depth=20&width=16&act=tanh&seed=1&loss={loss}");
        let recipe = recipe(&link);
        let plan = MapPlan::of(&recipe, (MapAxis::Gain, vec![1.0]), 20, 3);
        let mut map = Map::of(plan.clone());
        for portion in plan.portions() {
            map.add(&portion, plan.compute(&portion));
        }
        let wanted: Vec<f64> = (0..3)
            .map(|seed| {
                let lengths = Member::of(&plan.recipe_at(0, 20, seed), 0).gradient;
                assert_eq!(lengths[20].abs() < 1e-12, is_one, "{loss}");
                lengths[0] - lengths[20]
            })
            .collect();
        let wanted = Ribbon::of(wanted).expect("numbers").median;
        let median = map.cell(0, 20).expect("a cell").median;
        assert!((median - wanted).abs() < 1e-9, "{loss}: {median}, {wanted}");
    }
}

/// Four of eight are enough, as in the ribbon of many networks.
#[test]
fn a_median_of_an_even_number_is_zero_if_one_of_the_middle_two_is() {
    let plan = MapPlan::of(&recipe("width=2"), (MapAxis::Gain, vec![1.0]), 1, 8);
    let median = |dead: i32| {
        let mut map = Map::of(plan.clone());
        let numbers = (0..8).map(|i| {
            if i < dead {
                f64::NEG_INFINITY
            } else {
                f64::from(i)
            }
        });
        let numbers: Vec<f64> = numbers.collect();
        for (portion, number) in plan.portions().iter().zip(&numbers) {
            map.add(portion, vec![vec![*number]]);
        }
        let ribbon = Ribbon::of(numbers).expect("numbers").median;
        let median = map.cell(0, 1).expect("a cell").median;
        assert_eq!(median.to_bits(), ribbon.to_bits());
        median
    };
    assert_eq!(median(3).to_bits(), 3.5_f64.to_bits());
    assert_eq!(median(4).to_bits(), f64::NEG_INFINITY.to_bits());
}

#[test]
fn cells_are_single_analyses() {
    let mut draws = Draws::from_seed(17);
    let (mut zeros, mut finite) = (0, 0);
    for link in LINKS {
        for axis in AXES {
            let values = match axis {
                MapAxis::Width => vec![1.0, 2.0, 5.0, 16.0, 24.0],
                _ => axis.values(9),
            };
            let count = values.len();
            let plan = MapPlan::of(&recipe(link), (axis, values), DEPTH, 2);
            let portions = plan.portions();
            for _ in 0..6 {
                let (column, depth) = (draws.below(count), 1 + draws.below(DEPTH));
                let seed = u32::from(draws.below(2) == 1);
                let portion = portions
                    .iter()
                    .find(|p| p.seed == seed && p.columns.contains(&column))
                    .expect("a portion");
                let at = portion
                    .columns
                    .iter()
                    .position(|c| *c == column)
                    .expect("there");
                let got = plan.compute(portion)[at][depth - 1];
                let wanted = single(&plan.recipe_at(column, depth, seed));
                let what = format!("{link} {axis:?} column {column}, depth {depth}");
                if wanted.is_finite() {
                    finite += 1;
                    let error = (got - wanted).abs();
                    assert!(
                        error < 1e-9 * wanted.abs().max(1.0),
                        "{what}: {got}, {wanted}"
                    );
                } else {
                    zeros += usize::from(wanted == f64::NEG_INFINITY);
                    assert_eq!(got.to_bits(), wanted.to_bits(), "{what}");
                }
            }
        }
    }
    assert!(
        finite >= 200 && zeros >= 5,
        "{finite} finite, {zeros} zeros"
    );
}

#[test]
fn portions_cover_every_column_of_every_seed_once_and_the_coarse_ones_come_first() {
    for count in [1, 2, 7, 48] {
        let axis = MapAxis::Gain;
        let plan = MapPlan::of(&recipe("width=16"), (axis, axis.values(count)), 100, 3);
        let portions = plan.portions();
        assert_eq!(portions[0].seed, 0);
        assert!(portions[0].columns.iter().all(|column| column % 8 == 0));
        let all = portions
            .iter()
            .flat_map(|p| p.columns.iter().map(|column| (p.seed, *column)));
        let all: Vec<(u32, usize)> = all.collect();
        let distinct: BTreeSet<(u32, usize)> = all.iter().copied().collect();
        assert_eq!((all.len(), distinct.len()), (3 * count, 3 * count));
    }
}

#[test]
fn portions_may_arrive_in_any_order() {
    let axis = MapAxis::Gain;
    let plan = MapPlan::of(&recipe("width=3&act=relu"), (axis, axis.values(5)), 12, 3);
    let portions = plan.portions();
    let (mut ahead, mut behind) = (Map::of(plan.clone()), Map::of(plan.clone()));
    assert_eq!((ahead.cell(0, 1), ahead.nearest_known(2)), (None, None));
    for portion in &portions {
        ahead.add(portion, plan.compute(portion));
    }
    for portion in portions.iter().rev() {
        behind.add(portion, plan.compute(portion));
    }
    assert_eq!(ahead, behind);
    for column in 0..5 {
        for depth in 1..=12 {
            let mut singles: Vec<f64> = (0..3)
                .map(|seed| single(&plan.recipe_at(column, depth, seed)))
                .collect();
            singles.sort_by(f64::total_cmp);
            let cell = ahead.cell(column, depth).expect("a cell");
            assert_eq!(cell.seeds, 3);
            let is_same = cell.median == singles[1] || (cell.median - singles[1]).abs() < 1e-9;
            assert!(is_same, "{column} {depth}: {cell:?}, {singles:?}");
        }
    }
    assert_eq!(ahead.cell(0, 0), None);
    assert_eq!(ahead.cell(0, 13), None);
    assert_eq!(ahead.cell(5, 1), None);
}

/// 100 layers of 1024 units have more weights than there may be, so deep networks are narrower.
#[test]
fn where_deep_networks_are_narrower_each_depth_has_its_own() {
    let axis = MapAxis::Width;
    let plan = MapPlan::of(&recipe("depth=2"), (axis, vec![8.0, 1024.0]), 100, 1);
    assert!(plan.is_shared(0));
    assert!(!plan.is_shared(1));
}

#[test]
fn the_axes_have_their_ranges() {
    let gains = MapAxis::Gain.values(3);
    assert!(
        (gains[0] - 0.1).abs() < 1e-15 && gains[1] == 1.0,
        "{gains:?}"
    );
    assert!((gains[2] - 10.0).abs() < 1e-14, "{gains:?}");
    assert_eq!(MapAxis::Skip.values(3), [0.0, 1.0, 2.0]);
    let widths = MapAxis::Width.values(30);
    assert_eq!((widths[0], widths[widths.len() - 1]), (1.0, 128.0));
    assert!(widths.is_sorted_by(|a, b| a < b), "{widths:?}");
}
