//! The steps of the lesson about the law: every question has the answer that a plain integral gives.

use crate::asked::{Case, Expected, assert_answer, assert_sound};
use gradlens::lesson::{Answer, Further, Question, Refusal, Step, links};
use gradlens::link;
use gradlens::preset::{PRESETS, Preset};
use gradlens::scene::Foretold;
use gradlens::settings::{Activation, Init, Settings};
use gradlens::study::ensemble::Member;
use gradlens::study::theory::Theory;
use gradlens::words::lesson::Label;

fn question(case: &Case, step: usize) -> Result<Question, Refusal> {
    let further = Further {
        plain: None,
        training: None,
        foretold: Foretold::of(&Theory::of(&case.settings.recipe)),
    };
    let layer = case.settings.selected_layer();
    Step::at(step)
        .expect("a step")
        .question(layer, &case.analysis, further)
}

fn of(id: &str) -> Case {
    Case::of(Preset::from_id(id).expect("a preset").settings())
}

/// E f(z) of a standard Gaussian, by the trapezoid rule.
fn mean(f: impl Fn(f64) -> f64) -> f64 {
    let step = 1e-3;
    let nodes = (-10_000..=10_000).map(|i| f64::from(i) * step);
    let sum: f64 = nodes.map(|z| f(z) * (-z * z / 2.0).exp()).sum();
    sum * step / (2.0 * std::f64::consts::PI).sqrt()
}

/// chi of wide tanh layers without biases: where q = sw2 E tanh(sqrt(q) z)^2, or at q = 0.
fn chi_of_tanh(weight: f64) -> f64 {
    let next = |q: f64| weight * mean(|z| (q.sqrt() * z).tanh().powi(2));
    let q = (0..400).fold(1.0, |q, _| next(q));
    let q = if q < 1e-3 { 0.0 } else { q };
    weight * mean(|z| (1.0 - (q.sqrt() * z).tanh().powi(2)).powi(2))
}

/// sw2 of a recipe of one width with normal or orthogonal weights.
fn weight_of(settings: &Settings) -> f64 {
    let recipe = &settings.recipe;
    let plain = match recipe.init {
        Init::HeNormal => 2.0,
        Init::XavierNormal | Init::Orthogonal => 1.0,
        other => panic!("{other:?}"),
    };
    plain * recipe.gain.at(2).powi(2)
}

#[test]
fn the_slope_and_the_side_of_the_edge_are_those_of_the_integral() {
    for (id, side) in [
        ("tanh-small", 0),
        ("law-half", 0),
        ("tanh-five-thirds", 2),
        ("law-edge", 1),
    ] {
        let case = of(id);
        let chi = match id {
            // Lengths end at 0 there, but nearer than any number of steps comes.
            "law-edge" => 1.0,
            _ => chi_of_tanh(weight_of(&case.settings)),
        };
        let slope = question(&case, 24).expect("a question");
        assert_answer(&slope, &Expected::Log10(chi.log10() / 2.0), id);
        let edge = question(&case, 25).expect("a question");
        assert_answer(&edge, &Expected::Choice(side), id);
    }
}

/// A difference is explained only if there is one in the digits that are shown.
#[test]
fn the_slope_of_this_network_is_told_from_the_law_only_where_it_differs() {
    for (link, is_alike) in [
        ("act=linear&init=orthogonal&gain=0.5&width=8&inputs=8", true),
        (
            "act=tanh&init=lecun-normal&gain=0.5&width=8&inputs=8",
            false,
        ),
    ] {
        let case = Case::of(link::decode(&format!("v=1&depth=12&{link}")).0);
        let because = question(&case, 24).expect("a question").because;
        let differs = because.contains("the first layers are not yet");
        assert_eq!(differs, !is_alike, "{because}");
        assert_eq!(because.contains("0.500, which is"), is_alike, "{because}");
    }
}

#[test]
fn a_typical_gradient_lies_below_by_depth_over_width() {
    // 20 layers of 8 ReLU units; beta = 5 * 20 / 8.
    let narrow = question(&of("law-narrow"), 26).expect("a question");
    let expected = Expected::Log10(12.5 / 4.0 * std::f64::consts::LOG10_E);
    assert_answer(&narrow, &expected, "law-narrow");
    // 20 linear layers of 16 units.
    let linear = question(&of("gauss-linear"), 26).expect("a question");
    let expected = Expected::Log10(2.0 * 20.0 / 16.0 / 4.0 * std::f64::consts::LOG10_E);
    assert_answer(&linear, &expected, "gauss-linear");
    // Of tanh the slopes differ from unit to unit, by the lengths of each layer.
    let case = of("tanh-five-thirds");
    let weight = weight_of(&case.settings);
    let (mut q, mut beta) = (weight, 0.0);
    for _ in 0..20 {
        let slope = |z: f64| 1.0 - (q.sqrt() * z).tanh().powi(2);
        let kurtosis = mean(|z| slope(z).powi(4)) / mean(|z| slope(z).powi(2)).powi(2);
        beta += (2.0 + 3.0 * (kurtosis - 1.0)) / 16.0;
        q = weight * mean(|z| (q.sqrt() * z).tanh().powi(2));
    }
    let tanh = question(&case, 26).expect("a question");
    let expected = Expected::Log10(beta / 4.0 * std::f64::consts::LOG10_E);
    assert_answer(&tanh, &expected, "tanh-five-thirds");
    assert_eq!(question(&of("residual-tanh"), 26), Err(Label::NoLaw));
}

/// Orthogonal weights keep lengths, so less is left to chance: networks of ReLU are drawn and counted, linear ones are all alike.
#[test]
fn orthogonal_weights_leave_less_to_chance() {
    let case = |act: &str| {
        let link = format!("v=1&depth=10&width=32&init=orthogonal&seed=1&act={act}");
        Case::of(link::decode(&link).0)
    };
    let linear = question(&case("linear"), 26).expect("a question");
    assert_answer(&linear, &Expected::Log10(0.0), "linear");
    assert!(linear.because.contains("the same length"), "{linear:?}");
    let relu = case("relu");
    let members = (0..1000).map(|index| Member::of(&relu.settings.recipe, index));
    let lengths: Vec<f64> = members
        .filter(|member| !member.is_dead())
        .map(|member| member.gradient[0] - member.gradient[10])
        .collect();
    // chi is 1/2: the root of the mean square falls by 10 times the root of 2.
    let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
    let below = -5.0 * std::f64::consts::LOG10_2 - mean;
    let Answer::Number { value, .. } = question(&relu, 26).expect("a question").answer else {
        panic!("a number is asked for");
    };
    let found = value.log10().expect("a number");
    assert!((found - below).abs() < 0.03, "{found}, drawn {below}");
}

/// 2^-14 and 65504; f32 has 2^-126 and nearly 2^128.
#[test]
fn formats_end_where_they_do() {
    let mut answers = [0; 3];
    for preset in PRESETS {
        let case = Case::of(preset.settings());
        let length = &case.report["log10_input_gradient"];
        let (Some(log10), true) = (length.as_f64(), case.analysis.input_gradient_is_resolved)
        else {
            continue;
        };
        let expected = match log10 {
            x if x >= -14.0 * 2_f64.log10() && x <= 65504_f64.log10() => 0,
            x if x >= -126.0 * 2_f64.log10() && x <= 128.0 * 2_f64.log10() => 1,
            _ => 2,
        };
        let question = question(&case, 27).expect("a question");
        assert_sound(&question, preset.id);
        assert_answer(&question, &Expected::Choice(expected), preset.id);
        answers[expected] += 1;
    }
    assert!(answers[0] > 3 && answers[1] > 3, "{answers:?}");
}

#[test]
fn theory_that_says_nothing_asks_nothing() {
    let mixed = link::decode("v=1&depth=6&width=5&act=tanh~3,relu").0;
    let cases = ["tied", "pre-norm"].map(|id| (id, of(id)));
    for (id, case) in cases.into_iter().chain([("mixed", Case::of(mixed))]) {
        assert_eq!(question(&case, 24), Err(Label::NoLaw), "{id}");
        assert_eq!(question(&case, 25), Err(Label::NoLaw), "{id}");
    }
}

#[test]
fn every_example_answers_its_question() {
    let mut asked = 0;
    for number in links().filter(|number| *number >= 24) {
        let step = Step::at(number).expect("a step");
        let case = Case::of(step.example_settings());
        let question = question(&case, number).expect("a question");
        assert_sound(&question, &format!("step {number}"));
        asked += 1;
    }
    assert_eq!(asked, 4);
    let half = question(&of("law-half"), 27).expect("a question");
    assert_answer(&half, &Expected::Choice(1), "law-half");
    assert!(of("law-half").settings.recipe.activation.at(1) == Activation::Tanh);
}
