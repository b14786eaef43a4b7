//! What stands beside the measurement in the fan: theory, many networks, number formats.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places in short lists"
)]

use std::f64::consts::{LN_10, PI};

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Chip, Chips, Fan, Limit};
use gradlens::settings::Recipe;
use gradlens::study::ensemble::{Ensemble, Member};
use gradlens::study::map::{MapAxis, MapPlan};
use gradlens::study::reach::MapLines;
use gradlens::study::theory::Theory;

fn recipe(query: &str) -> Recipe {
    let (settings, notices) = link::decode(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    settings.recipe
}

pub fn analysis(query: &str) -> Analysis {
    Analysis::of(&Network::from(&recipe(query)))
}

/// The fan of a network with everything beside it, of so many networks.
pub fn beside(query: &str, chips: &[Chip], networks: u32) -> Fan {
    let (recipe, analysis) = (recipe(query), analysis(query));
    let shown = [Chip::Gradient, Chip::Directions];
    let chips = Chips::only(shown.into_iter().chain(chips.iter().copied()));
    let mut fan = Fan::of(&analysis, 0, chips);
    if chips.theory {
        fan.lay_theory(Some(&Theory::of(&recipe)));
    }
    if chips.seeds {
        let mut all = Ensemble::default();
        for index in 0..networks {
            all.add(index, Member::with_chain(&recipe, index));
        }
        fan.lay_seeds(Some((&all, networks as usize, Limit::None)));
    }
    if chips.formats {
        fan.lay_formats(&analysis);
    }
    fan
}

pub fn said(fan: &Fan) -> String {
    let all: Vec<&str> = fan.explanations().map(String::as_str).collect();
    let text = all.join(" ");
    for sentence in all {
        assert!(fan.description().contains(sentence), "{sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }
    text
}

fn is_near(found: f64, wanted: f64, tolerance: f64, told: &str) {
    assert!(
        (found - wanted).abs() <= tolerance,
        "{told}: {found}, not {wanted}"
    );
}

#[test]
fn linear_networks_have_the_moments_of_the_chi_squared_law() {
    // Of ln chi^2 with n = 2 m degrees of freedom over n: digamma and its derivatives at a whole m are finite sums.
    let (n, m, depth, gain) = (16.0_f64, 8, 12, 0.8_f64);
    let sum = |power: i32| (1..m).map(|k| f64::from(k).powi(-power)).sum::<f64>();
    let mean = (-0.577_215_664_901_532_9 + sum(1) - (n / 2.0).ln()) / 2.0;
    let variance = (PI * PI / 6.0 - sum(2)) / 4.0;
    let third = (2.0 * sum(3) - 2.0 * 1.202_056_903_159_594_3) / 8.0;
    let link = "v=1&act=linear&init=lecun-normal&gain=0.8&width=16&depth=12";
    let fan = beside(link, &[Chip::Theory], 0);
    let lines = fan.beside.theory.as_ref().expect("theory");
    assert_eq!(lines.mean_square.len(), depth + 1);
    for h in 0..=depth {
        let layers = (depth - h) as f64;
        let line = layers * gain.log10();
        is_near(lines.mean_square[h], line, 1e-12, "mean square");
        let [low, median, high] = lines.typical[h];
        let spread = (layers * variance).sqrt() / LN_10;
        let middle = line + layers * mean / LN_10;
        is_near(low, middle - spread, 1e-12, "low");
        is_near(high, middle + spread, 1e-12, "high");
        let skew = if h < depth {
            third / (6.0 * variance) / LN_10
        } else {
            0.0
        };
        is_near(median, middle - skew, 1e-12, "median");
    }
    let said = said(&fan);
    let below = -(12.0 * mean - third / (6.0 * variance)) / LN_10;
    for part in [
        "each layer multiplies the gradient by 0.80".to_owned(),
        format!(
            "{below:.2} decades lower at the input, ±\u{a0}{:.2}",
            (12.0 * variance).sqrt() / LN_10
        ),
        "every width".into(),
        "Outputs fall to 0".into(),
        "Newman".into(),
    ] {
        assert!(said.contains(&part), "{part}: {said}");
    }
    // All of them, each half a decade per layer or so below the one before.
    assert_eq!(lines.directions.len(), 16);
    let at_input: Vec<f64> = lines.directions.iter().map(|line| line[0]).collect();
    assert!(
        at_input.windows(2).all(|pair| pair[0] > pair[1]),
        "{at_input:?}"
    );
    // The sum of all is that of ln det: sum of (ln(2/n) + digamma(k/2)) / 2 over k = 1..n, whose even half is elementary.
    let longest = 12.0 * (gain.log10() + mean / LN_10);
    is_near(
        at_input[0],
        longest,
        1e-12,
        "the longest has n degrees of freedom",
    );
}

#[test]
fn orthogonal_linear_networks_are_all_alike() {
    let link = "v=1&act=linear&init=orthogonal&gain=0.9&depth=7&width=6&inputs=6";
    let fan = beside(link, &[Chip::Theory], 0);
    let lines = fan.beside.theory.as_ref().expect("theory");
    for h in 0..=7_usize {
        let wanted = (7 - h) as f64 * 0.9_f64.log10();
        is_near(lines.mean_square[h], wanted, 1e-12, "g^K");
        let measured = fan.gradient[h].log10().expect("a length");
        is_near(measured, wanted, 1e-10, "measured");
    }
    assert!(lines.typical.is_empty() && lines.directions.is_empty());
    let said = said(&fan);
    assert!(
        said.contains("in every network of these settings"),
        "{said}"
    );
    assert!(said.contains("exactly the length of that line"), "{said}");
}

#[test]
fn where_theory_says_nothing_there_is_a_sentence_and_no_line() {
    for (link, part) in [
        ("v=1&act=tanh&tied=1", "share their weights"),
        ("v=1&init=identity", "not random"),
        ("v=1&act=relu&init=he-normal&skip=1", "skip"),
        ("v=1&act=tanh&norm=rms&place=before", "norm before"),
        // GELU at sw^2 = 2.25, sb^2 = 0.04.
        (
            "v=1&act=gelu&init=lecun-normal&gain=1.5&bias=0.2",
            "depends on where they begin",
        ),
    ] {
        let fan = beside(link, &[Chip::Theory], 0);
        let lines = fan.beside.theory.as_ref().expect("theory");
        assert!(
            lines.mean_square.is_empty() && lines.typical.is_empty(),
            "{link}"
        );
        assert_eq!(lines.reach, None, "{link}");
        let said = said(&fan);
        assert!(
            said.contains(part) && said.contains("No line"),
            "{link}: {said}"
        );
        assert!(fan.beside.tables(&analysis(link)).is_empty(), "{link}");
    }
    let mut fan = Fan::of(&analysis("v=1"), 0, Chips::default());
    fan.lay_theory(None);
    assert!(said(&fan).contains("random networks"));
}

#[test]
fn information_reaches_six_depths_of_the_correlation() {
    // tests/reference/theory.json has xi of tanh at sw^2 = 1.44, sb^2 = 0.09 as -1/ln of its chi: here of a power series of slopes.
    let link = "v=1&act=tanh&init=lecun-normal&gain=1&bias=0.3&depth=60&width=8";
    let fan = beside(link, &[Chip::Theory], 0);
    let lines = fan.beside.theory.as_ref().expect("theory");
    // chi = E (1 - tanh^2)^2 at q = E tanh^2 + 0.09, by the trapezoidal rule, which is exact to rounding here.
    let mean = |f: &dyn Fn(f64) -> f64| {
        let terms = (-4000..=4000).map(|i| f64::from(i) / 400.0);
        terms.map(|z| f(z) * (-z * z / 2.0).exp()).sum::<f64>() / 400.0 / (2.0 * PI).sqrt()
    };
    let mut q = 1.0_f64;
    for _ in 0..500 {
        q = mean(&|z| (q.sqrt() * z).tanh().powi(2)) + 0.09;
    }
    let chi = mean(&|z| (1.0 - (q.sqrt() * z).tanh().powi(2)).powi(2));
    let reach = -6.0 / chi.ln();
    is_near(lines.reach.expect("a reach"), reach, 1e-6, "6 xi");
    let said = said(&fan);
    let wanted = match reach < 9.95 {
        true => format!("6\u{a0}ξ\u{a0}=\u{a0}{reach:.1} layers"),
        false => format!("6\u{a0}ξ\u{a0}=\u{a0}{reach:.0} layers"),
    };
    assert!(said.contains(&wanted), "{wanted}: {said}");
}

/// Fan and map say the same of xi, also where lengths go to 0, stay or grow.
#[test]
fn fan_and_map_agree_on_how_far_information_reaches() {
    // Of tanh without biases chi is g^2 below 1, of ReLU g^2/2.
    let of = |chi: f64| Some(-6.0 / chi.ln());
    let endless = Some(f64::INFINITY);
    for (act, gain, wanted) in [
        ("tanh", 0.5, of(0.25)),
        ("tanh", 0.9, of(0.81)),
        ("tanh", 1.0, endless),
        ("relu", 1.0, of(0.5)),
        ("relu", 2.0_f64.sqrt(), endless),
        ("relu", 1.5, None),
        ("linear", 1.0, endless),
        ("linear", 0.7, of(0.49)),
        ("linear", 1.1, None),
        ("gelu", 1.5, None),
    ] {
        let link = format!("act={act}&init=lecun-normal&depth=90&width=4&gain={gain}");
        let fan = beside(&format!("v=1&{link}"), &[Chip::Theory], 0);
        let lines = fan.beside.theory.as_ref().expect("theory");
        let within = wanted.filter(|layers| *layers < 90.0);
        assert_eq!(lines.reach.is_some(), within.is_some(), "{link}");
        if let Some((found, wanted)) = lines.reach.zip(within) {
            is_near(found, wanted, 1e-9, "6 xi of the fan");
        }
        let said = said(&fan);
        let has = said.to_lowercase().contains("information reaches about");
        let is_finite = wanted.is_some_and(f64::is_finite);
        assert_eq!(has, is_finite, "{link}: {said}");
        assert_eq!(
            said.contains("6\u{a0}ξ is infinite"),
            wanted == endless,
            "{link}: {said}"
        );
        let plan = MapPlan::of(
            &recipe(&format!("v=1&{link}")),
            (MapAxis::Gain, vec![gain]),
            90,
            1,
        );
        let on_map = MapLines::of(&plan).reach[0];
        match wanted {
            Some(wanted) if wanted.is_finite() => is_near(on_map, wanted, 1e-9, "6 xi of the map"),
            Some(wanted) => assert_eq!(on_map, wanted, "{link}"),
            None => assert!(on_map.is_nan(), "{link}: {on_map}"),
        }
    }
}

#[test]
fn dead_networks_are_as_likely_as_is_said() {
    // Five units are all 0 with probability 1/32, in 20 layers.
    let wanted = 1.0 - (31.0_f64 / 32.0).powi(20);
    let fan = beside(
        "v=1&act=relu&init=he-normal&width=5&depth=20",
        &[Chip::Theory],
        0,
    );
    let said = said(&fan);
    assert!(
        said.contains(&format!("probability {wanted:.2} ")),
        "{said}"
    );
}

/// A quantile of numbers by counting: linear between the two nearest.
fn quantile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("no NaN"));
    let place = share * (sorted.len() - 1) as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    sorted[low] + (sorted[high] - sorted[low]) * (place - place.floor())
}

#[test]
fn ribbons_are_the_quantiles_of_single_analyses() {
    let link = "v=1&act=tanh&gain=1.5&depth=5&width=4&inputs=4&loss=mse&seed=";
    let fan = beside(&format!("{link}7"), &[Chip::Seeds], 12);
    let lines = fan.beside.seeds.as_ref().expect("networks");
    let all: Vec<Analysis> = (7..19)
        .map(|seed| analysis(&format!("{link}{seed}")))
        .collect();
    for h in 0..5 {
        let length = |one: &Analysis, h: usize| match h {
            0 => one.input_gradient,
            h => one.layers[h - 1].gradient.output,
        };
        let log10 = |x: gradlens::network::Extended| x.log10().expect("not 0");
        let gradients: Vec<f64> = all
            .iter()
            .map(|one| log10(length(one, h)) - log10(length(one, 5)))
            .collect();
        let sigma = |last: bool| -> Vec<f64> {
            let values = all.iter().map(|one| &one.chain[h].spectrum.values);
            values
                .map(|values| log10(values[if last { 3 } else { 0 }]))
                .collect()
        };
        for (line, numbers) in [
            (&lines.gradient, gradients),
            (&lines.first, sigma(false)),
            (&lines.last, sigma(true)),
        ] {
            for (found, share) in line[h].iter().zip([0.1, 0.5, 0.9]) {
                is_near(*found, quantile(&numbers, share), 1e-12, "a quantile");
            }
        }
    }
    for line in [&lines.gradient, &lines.first, &lines.last] {
        assert_eq!((line.len(), line[5]), (6, [0.0; 3]), "they begin at 1");
    }
    let own = fan.gradient[0].log10().expect("a length");
    let all = lines.gradient[0];
    assert!(
        all[0] - 2.0 < own && own < all[2] + 2.0,
        "the reader's own is one of them"
    );
    assert!(said(&fan).contains("None of them is dead"));
}

#[test]
fn dead_networks_are_counted() {
    let link = "v=1&act=relu&init=he-normal&width=3&depth=12&seed=";
    let dead = (1..=20).filter(|seed| analysis(&format!("{link}{seed}")).input_gradient.is_zero());
    let dead = dead.count();
    assert!(dead > 10, "{dead}");
    let fan = beside(&format!("{link}1"), &[Chip::Seeds], 20);
    let said = said(&fan);
    assert!(said.contains(&format!("Dead in {dead} of 20")), "{said}");
    let lines = fan.beside.seeds.as_ref().expect("networks");
    assert_eq!(lines.gradient[0][1].to_bits(), f64::NEG_INFINITY.to_bits());
    assert!(said.contains("is 0 times that at the loss"), "{said}");
    assert!(fan.frame.below.is_finite());
}

#[test]
fn each_has_a_table_of_its_numbers() {
    let link = "v=1&depth=4&width=6&act=tanh&init=lecun-normal";
    let fan = beside(link, &[Chip::Theory, Chip::Seeds, Chip::Formats], 5);
    let tables = fan.beside.tables(&analysis(link));
    let shapes: Vec<(usize, usize)> = tables
        .iter()
        .map(|table| (table.columns.len(), table.rows.len()))
        .collect();
    assert_eq!(shapes, [(6, 5), (10, 5), (6, 4)]);
    for table in &tables {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.caption);
        }
    }
    assert_eq!(tables[0].rows[4][1..], ["1.00"; 5].map(String::from));
}

#[test]
fn nothing_is_beside_unless_it_is_asked_for() {
    let fan = Fan::of(&analysis("v=1"), 0, Chips::default());
    assert_eq!(fan.beside, gradlens::scene::Beside::default());
    let with = beside("v=1", &[Chip::Formats], 0);
    assert_eq!(with.frame, fan.frame, "formats do not change the scale");
    assert_eq!(with.gradient, fan.gradient);
}
