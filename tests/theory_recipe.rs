//! Theory of recipes against many networks, and where it says nothing.

use gradlens::analysis::Column;
use gradlens::network::Network;
use gradlens::settings::{Activation, Init, LossKind, PerLayer, Recipe};
use gradlens::study::ensemble::{Member, Ribbon, member_recipe};
use gradlens::study::theory::{Absent, Fate, Law, Theory};

use crate::common::extent::cases;
use crate::strip::recipe;

fn plain(activation: Activation, (depth, width): (usize, usize)) -> Recipe {
    Recipe {
        depth,
        width: PerLayer::uniform(width),
        activation: PerLayer::uniform(activation),
        init: Init::LecunNormal,
        ..Recipe::default()
    }
}

fn mean_and_error(numbers: &[f64]) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

/// The mean square of numbers.
fn mean_square(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = numbers.len() as f64;
    numbers.map(|x| x * x).sum::<f64>() / n
}

#[test]
fn wide_networks_follow_the_lengths_and_the_mean_square_of_theory() {
    let seeds = u32::try_from(cases(60)).expect("a few");
    let mut tried = Vec::new();
    for activation in Activation::ALL {
        for (gain, bias) in [(1.0, 0.3), (0.8, 0.2)] {
            let recipe = Recipe {
                gain: PerLayer::uniform(gain),
                bias,
                ..plain(*activation, (20, 128))
            };
            let theory = Theory::of(&recipe);
            let field = theory.mean_field.expect("a plain recipe");
            if field.fate != Fate::Fixed || tried.last() == Some(activation) {
                continue;
            }
            tried.push(*activation);
            let line = theory.line.expect("a plain recipe");
            let (mut lengths, mut squares) = (Vec::new(), Vec::new());
            for index in 0..seeds {
                let network = Network::from(&member_recipe(&recipe, index));
                let forward = network.forward();
                let last = forward.pre_activations.last().expect("a layer");
                lengths.push(mean_square(last.entries().iter().map(|a| a.to_f64())));
                let column = Column::of(&network, 1.0, None);
                squares.push(column.lengths[0].to_f64().powi(2));
            }
            let what = format!("{} {gain} {bias}", activation.name());
            let (mean, error) = mean_and_error(&lengths);
            let wanted = line.lengths[19].to_f64();
            assert!(
                (mean - wanted).abs() <= 3.0 * error,
                "{what}: q = {mean} +- {error} instead of {wanted}"
            );
            let decades = (squares.iter().sum::<f64>() / squares.len() as f64).log10() / 2.0;
            let wanted = line.mean_square[0];
            assert!(
                (decades - wanted).abs() <= 0.05,
                "{what}: {decades} decades instead of {wanted}"
            );
        }
    }
    assert_eq!(tried, Activation::ALL);
}

#[test]
fn narrow_networks_follow_the_digamma_law() {
    for (activation, gain) in [
        (Activation::Relu, 2.0_f64.sqrt()),
        (Activation::Linear, 1.0),
    ] {
        for width in [8, 16] {
            let recipe = Recipe {
                gain: PerLayer::uniform(gain),
                ..plain(activation, (20, width))
            };
            let members = (0..2000).map(|index| Member::of(&recipe, index));
            let alive: Vec<f64> = members
                .filter(|member| !member.is_dead())
                .map(|member| member.gradient[0])
                .collect();
            let line = Theory::of(&recipe).line.expect("a plain recipe");
            let typical = line.typical.expect("no skips");
            assert_eq!(typical.law, Law::Exact);
            let [middle, spread] = typical.band(0).expect("place 0");
            let what = format!("{} {width}", activation.name());
            let median = Ribbon::of(alive.iter().copied()).expect("numbers").median;
            let wanted = typical.drifts[0].median();
            assert!((median - wanted).abs() < 0.1, "{what}: {median}, {wanted}");
            let (mean, error) = mean_and_error(&alive);
            assert!(
                (mean - middle).abs() < 3.5 * error,
                "{what}: {mean} +- {error}, {middle}"
            );
            let found = error * (alive.len() as f64).sqrt();
            assert!(
                (found / spread - 1.0).abs() < 0.07,
                "{what}: {found}, {spread}"
            );
            assert!(line.mean_square[0].abs() < 1e-12, "{what}");
        }
    }
}

#[test]
fn unequal_widths_follow_the_law_too() {
    for act in ["relu", "linear"] {
        let recipe = recipe(&format!(
            "depth=5&width=6,12,5,9,4&inputs=7&init=he-normal&bias=0.4&act={act}"
        ));
        let members = (0..4000).map(|index| Member::of(&recipe, index));
        let alive: Vec<f64> = members
            .filter(|member| !member.is_dead())
            .map(|member| member.gradient[0])
            .collect();
        let line = Theory::of(&recipe).line.expect("a plain recipe");
        let [middle, _] = line.typical.and_then(|t| t.band(0)).expect("a band");
        let (mean, error) = mean_and_error(&alive);
        assert!(
            (mean - middle).abs() < 3.5 * error,
            "{act}: {mean} +- {error}, {middle}"
        );
    }
}

#[test]
fn so_many_relu_networks_are_dead() {
    for width in [3, 4, 6] {
        let recipe = plain(Activation::Relu, (20, width));
        let wanted = Theory::of(&recipe).dead.expect("ReLU");
        let all = 2000;
        let dead = (0..all)
            .filter(|i| Member::of(&recipe, *i).is_dead())
            .count();
        let share = dead as f64 / f64::from(all);
        let error = (wanted * (1.0 - wanted) / f64::from(all)).sqrt();
        assert!(
            (share - wanted).abs() < 3.5 * error,
            "{width}: {share}, {wanted}"
        );
    }
    assert_eq!(Theory::of(&plain(Activation::Tanh, (20, 4))).dead, None);
}

#[test]
fn orthogonal_linear_networks_keep_the_length_but_for_the_gain() {
    let recipe = recipe("depth=20&width=16&act=linear&init=orthogonal&gain=0.9");
    let theory = Theory::of(&recipe);
    let line = theory.line.expect("a line");
    let typical = line.typical.expect("a typical line");
    assert_eq!(typical.law, Law::Exact);
    let column = Column::of(&Network::from(&recipe), 1.0, None);
    for (place, length) in column.lengths.iter().enumerate() {
        let wanted = length.log10().expect("not 0");
        let [middle, spread] = typical.band(place).expect("a place");
        assert!((middle - wanted).abs() < 1e-13 && spread == 0.0, "{place}");
        assert!((line.mean_square[place] - wanted).abs() < 1e-13, "{place}");
    }
    let directions = theory.directions.expect("linear");
    assert!(directions.is_exact());
    let wanted = 20.0 * 0.9_f64.log10();
    for [middle, spread] in directions.at(0) {
        assert!((middle - wanted).abs() < 1e-12 && spread == 0.0, "{middle}");
    }
}

/// The offset of order 1 is the same in both, so the difference is that of 30 exponents.
#[test]
fn directions_of_linear_networks_have_newmans_exponents() {
    let width = 5;
    let of = |depth| plain(Activation::Linear, (depth, width));
    let seeds = u32::try_from(cases(400)).expect("some");
    let mean = |depth: usize, i: usize, chains: &[Vec<f64>]| {
        let values: Vec<f64> = chains.iter().map(|values| values[i]).collect();
        assert_eq!(values.len(), seeds as usize, "{depth}");
        mean_and_error(&values)
    };
    let chains = |depth| -> Vec<Vec<f64>> {
        let of_seed = |index| {
            let network = Network::from(&member_recipe(&of(depth), index));
            let analysis = gradlens::analysis::Analysis::of(&network);
            let spectrum = &analysis.chain[0].spectrum;
            let values = spectrum.values.iter();
            values.map(|value| value.log10().expect("not 0")).collect()
        };
        (0..seeds).map(of_seed).collect()
    };
    let (short, long) = (chains(10), chains(40));
    let directions = Theory::of(&of(40)).directions.expect("linear");
    for i in 0..width {
        let [(near, a), (far, b)] = [mean(10, i, &short), mean(40, i, &long)];
        let wanted = directions.at(0)[i][0] - directions.at(30)[i][0];
        let error = a.hypot(b);
        assert!(
            (far - near - wanted).abs() < 3.5 * error,
            "sigma_{}: {} +- {error}, {wanted}",
            i + 1,
            far - near
        );
    }
}

#[test]
fn theory_says_nothing_where_it_does_not_hold() {
    let absent = |link: &str| Theory::of(&recipe(link)).line.err();
    let field = |link: &str| Theory::of(&recipe(link)).mean_field.err();
    assert_eq!(absent("depth=6&width=5&act=tanh"), None);
    assert_eq!(
        absent("depth=6&width=5&act=tanh&tied=1"),
        Some(Absent::Tied)
    );
    // Tied, but no two layers have one shape.
    assert_eq!(absent("depth=3&width=5,4,3&act=tanh&tied=1"), None);
    assert_eq!(
        absent("depth=6&width=5&act=tanh&init=zeros"),
        Some(Absent::NotRandom)
    );
    assert_eq!(
        absent("depth=6&width=5&act=tanh&init=identity"),
        Some(Absent::NotRandom)
    );
    assert_eq!(
        absent("depth=6&width=5&act=tanh&init=constant"),
        Some(Absent::NotRandom)
    );
    assert_eq!(
        absent("depth=6&width=5&act=relu&skip=1"),
        Some(Absent::SkippedMean)
    );
    assert_eq!(absent("depth=6&width=5&act=tanh&skip=1"), None);
    assert_eq!(
        absent("depth=6&width=5&norm=layer&place=before"),
        Some(Absent::Norm)
    );
    assert_eq!(
        absent("depth=6&width=5&norm=rms&place=after"),
        Some(Absent::Norm)
    );
    assert_eq!(
        absent("depth=6&width=5&act=tanh&norm=layer&skip=1"),
        Some(Absent::Norm)
    );
    assert_eq!(absent("depth=6&width=5&norm=layer"), None);
    assert_eq!(field("depth=6&width=5&norm=layer"), Some(Absent::OtherMap));
    assert_eq!(
        field("depth=6&width=5&act=tanh~3,relu"),
        Some(Absent::Mixed)
    );
    // The first and the last layer may differ.
    assert_eq!(field("depth=6&width=8~5,2&inputs=3&act=tanh"), None);
}

/// The variance of a weight is that of the layer over its width: 2/48 * 48 is not 2/32 * 32 in the last place.
#[test]
fn layers_of_several_widths_are_alike_where_the_law_is_one() {
    for (link, chi) in [
        ("act=relu&init=he-normal&width=16~5,32~5", 1.0),
        ("act=relu&init=he-normal&width=64~4,32~4,16~2", 1.0),
        ("act=relu&init=he-normal&gain=0.7&width=48~5,49~5", 0.49),
        ("act=tanh&init=lecun-normal&width=8~5,10~5", 1.0),
        (
            "act=tanh&init=lecun-normal&gain=0.9&width=3~2,7~3,11~5",
            0.81,
        ),
    ] {
        let field = Theory::of(&recipe(&format!("depth=10&{link}"))).mean_field;
        let found = field.expect("layers that are alike").chi;
        assert!((found - chi).abs() < 1e-12, "{link}: {found}");
    }
    // Xavier's variances are those of both widths.
    let xavier = recipe("depth=10&act=tanh&init=xavier-normal&width=8~5,10~5");
    assert_eq!(Theory::of(&xavier).mean_field.err(), Some(Absent::Mixed));
}

#[test]
fn where_a_network_goes_depends_on_its_input() {
    let gelu = Recipe {
        gain: PerLayer::uniform(1.5),
        bias: 0.2,
        ..plain(Activation::Gelu, (20, 64))
    };
    let field = Theory::of(&gelu).mean_field.expect("a plain recipe");
    assert_eq!(field.fate, Fate::Diverges);
    assert!(field.is_bistable());
    let [[unstable], [elsewhere]] = [&field.unstable[..], &field.elsewhere[..]] else {
        panic!("{field:?}");
    };
    assert!((unstable - 1.03).abs() < 0.01 && (elsewhere - 0.12).abs() < 0.01);
    let small = Recipe {
        input: gradlens::settings::Input::Unit,
        ..gelu
    };
    let from_below = Theory::of(&small).mean_field.expect("a plain recipe");
    assert_eq!(from_below.fate, Fate::Fixed);
    assert!((from_below.q.expect("a point") / elsewhere - 1.0).abs() < 1e-12);
}

/// log10 of the root of the mean square of the gradient at the input, over so many networks.
fn simulated(recipe: &Recipe, networks: u32) -> f64 {
    let squares = (0..networks).map(|index| Member::of(recipe, index).gradient[0]);
    let sum: f64 = squares.map(|decades| 10.0_f64.powf(2.0 * decades)).sum();
    (sum / f64::from(networks)).log10() / 2.0
}

/// With layer norm inside, the mean square does not depend on the gain; simulated beside it.
#[test]
fn a_norm_inside_has_its_own_line() {
    for act in ["tanh", "sigmoid", "relu"] {
        let recipe = recipe(&format!("depth=8&width=96&act={act}&norm=layer&gain=2.5"));
        let line = Theory::of(&recipe).line.expect("a line");
        let decades = simulated(&recipe, 60);
        let wanted = line.mean_square[0];
        assert!(
            (decades - wanted).abs() < 0.15,
            "{act}: {decades}, {wanted}"
        );
    }
}

/// Small sums are less than the eps of the norm, so it makes them less than 1: simulated.
#[test]
fn a_norm_of_small_sums_counts_its_eps() {
    for (act, norm, gain, depth) in [
        ("tanh", "layer", 0.01, 30),
        ("relu", "rms", 0.01, 12),
        ("relu", "rms", 0.02, 30),
        ("sigmoid", "layer", 0.01, 8),
    ] {
        let link = format!("depth={depth}&width=96&act={act}&norm={norm}&gain={gain}");
        let recipe = recipe(&link);
        let line = Theory::of(&recipe).line.expect("a line");
        let decades = simulated(&recipe, 60);
        let wanted = line.mean_square[0];
        assert!(
            (decades - wanted).abs() < 0.15,
            "{link}: {decades}, {wanted}"
        );
        // What is normalised has this mean square in the first layer, whose inputs have 1.
        let first = gain * gain / (gain * gain + 1e-5);
        assert!((line.lengths[0].to_f64() - first).abs() < 1e-12, "{link}");
    }
}

#[test]
fn a_loss_of_any_kind_starts_the_line_at_the_output() {
    for loss in [LossKind::Unit, LossKind::Mse, LossKind::Sum] {
        let recipe = Recipe {
            loss,
            ..plain(Activation::Tanh, (4, 8))
        };
        let line = Theory::of(&recipe).line.expect("a line");
        assert_eq!((line.mean_square.len(), line.mean_square[4]), (5, 0.0));
    }
}
