//! Norms between bounds, where the spectra are too dear: against the singular values of the same matrices.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "sizes of tests are small"
)]

use crate::common::random::Draws;
use gradlens::analysis::{
    Analysis, Assembly, Known, Passes, Piece, Pieces, Spectrum, bounds_of_chain, bounds_of_layer,
};
use gradlens::network::{Extended, Network};
use gradlens::scene::{Chips, Fan, LayerCard, Table, Value};
use gradlens::state::{Task, Yield};
use gradlens::{link, report};
use kernel::matrix_norm_bounds;
use nalgebra::DMatrix;

/// The largest singular value by another way: the full decomposition.
fn truth(matrix: &DMatrix<f64>, slopes: &[f64]) -> Extended {
    let mut scaled = matrix.clone();
    for (mut column, slope) in scaled.column_iter_mut().zip(slopes) {
        column *= *slope;
    }
    Spectrum::of(&scaled).operator_norm()
}

/// The bounds hold; returns by how many decades they are apart.
fn assert_enclosed(name: &str, matrix: &DMatrix<f64>, slopes: &[f64]) -> f64 {
    let extended: Vec<Extended> = slopes.iter().map(|x| (*x).into()).collect();
    let norm = truth(matrix, slopes);
    let [lower, upper] = matrix_norm_bounds(matrix, &extended, (24, 7));
    let up = Extended::from(1.0 + 1e-13);
    assert!(
        lower.cmp_abs(norm * up).is_le() && norm.cmp_abs(upper * up).is_le(),
        "{name}: {lower:?} <= {norm:?} <= {upper:?}"
    );
    match (lower.log10(), upper.log10()) {
        (Some(lower), Some(upper)) => upper - lower,
        (None, None) => 0.0,
        _ => panic!("{name}: one bound is zero"),
    }
}

fn ones(n: usize) -> Vec<f64> {
    vec![1.0; n]
}

#[test]
fn bounds_hold_for_random_matrices_of_all_shapes() {
    let mut draws = Draws::from_seed(51);
    for round in 0..150 {
        let n = 1 + (draws.normal().abs() * 40.0) as usize;
        let m = 1 + (draws.normal().abs() * 40.0) as usize;
        let power = 10f64.powf(draws.normal() * 30.0);
        let matrix = DMatrix::from_fn(n, m, |_, _| power * draws.normal());
        let slopes: Vec<f64> = (0..m).map(|_| draws.normal().abs()).collect();
        let decades = assert_enclosed(&format!("{round}: {n} x {m}"), &matrix, &slopes);
        let is_whole = n.min(m) <= 24;
        assert!(
            decades < if is_whole { 1e-8 } else { 0.5 },
            "{n} x {m}: {decades}"
        );
    }
}

#[test]
fn bounds_hold_for_structured_matrices() {
    let mut draws = Draws::from_seed(52);
    for n in [1, 2, 3, 25, 60, 130] {
        let random = DMatrix::from_fn(n, n, |_, _| draws.normal());
        let (u, v) = (
            random.column(0).clone_owned(),
            random.row(n - 1).clone_owned(),
        );
        let mut huge = random.clone();
        huge[(n / 2, n / 3)] = 1e12;
        let mut twice = DMatrix::zeros(n, n);
        for i in 0..n {
            twice[(i, n - 1 - i)] = if i < 2 { 3.0 } else { 1.0 / (i as f64 + 1.0) };
        }
        let graded = DMatrix::from_fn(n, n, |i, j| {
            random[(i, j)] * 10f64.powi(-(i as i32) - j as i32)
        });
        let cases = [
            ("all ones", DMatrix::from_element(n, n, 1.0)),
            ("identity", DMatrix::identity(n, n)),
            ("one huge weight", huge),
            ("rank one", &u * &v),
            ("the largest value twice", twice),
            ("graded", graded),
            ("tiny", &random * 1e-200),
            ("large", &random * 1e200),
            ("subnormal", &random * 1e-310),
        ];
        for (name, matrix) in cases {
            assert_enclosed(&format!("{name}, {n}"), &matrix, &ones(n));
        }
        let exact = assert_enclosed("rank one", &(&u * &v), &ones(n));
        assert!(
            exact < 1e-9,
            "the Frobenius norm is that of a matrix of rank one: {exact}"
        );
    }
}

#[test]
fn zeros_are_exact_and_what_is_no_number_is_none() {
    let zero = DMatrix::<f64>::zeros(30, 40);
    let ones = vec![Extended::ONE; 40];
    assert_eq!(
        matrix_norm_bounds(&zero, &ones, (24, 1)),
        [Extended::ZERO; 2]
    );
    let some = DMatrix::from_element(30, 40, 1.0);
    assert_eq!(
        matrix_norm_bounds(&some, &vec![Extended::ZERO; 40], (24, 1)),
        [Extended::ZERO; 2]
    );
    let mut bad = some;
    bad[(3, 4)] = f64::NAN;
    assert!(
        matrix_norm_bounds(&bad, &ones, (24, 1))
            .iter()
            .all(|x| !x.is_finite())
    );
}

/// Slopes far beyond the range of f64 scale the norm and nothing else.
#[test]
fn slopes_of_any_size_are_taken() {
    let mut draws = Draws::from_seed(53);
    let matrix = DMatrix::from_fn(40, 50, |_, _| draws.normal());
    let slopes: Vec<f64> = (0..50).map(|_| draws.normal()).collect();
    let plain: Vec<Extended> = slopes.iter().map(|x| (*x).into()).collect();
    let far: Vec<Extended> = plain.iter().map(|x| x.scaled(-90_000)).collect();
    let [lower, upper] = matrix_norm_bounds(&matrix, &plain, (24, 1));
    assert_eq!(
        matrix_norm_bounds(&matrix, &far, (24, 1)),
        [lower.scaled(-90_000), upper.scaled(-90_000)]
    );
}

fn analysis(query: &str) -> (Network, Analysis) {
    let network = Network::from(&link::decode(query).0.recipe);
    let analysis = Analysis::of(&network);
    (network, analysis)
}

/// 3 layers of 800: 1.7e9.
const LARGE: &str = "v=1&depth=3&width=800,800,800&inputs=784&act=tanh&init=lecun-normal&seed=5";

#[test]
fn what_is_too_dear_has_norms_between_bounds_and_exact_gradients() {
    let (network, analysis) = analysis(LARGE);
    assert!(!analysis.has_spectra());
    assert_eq!(analysis.known, Known::Everything);
    assert!(analysis.verdict.decades.is_some());
    for (layer, weights) in analysis.layers.iter().zip(&network.layers) {
        let norm = layer.jacobian.dear.expect("bounds");
        assert!(norm.decades() < 0.01, "{}", norm.decades());
        let slopes: Vec<f64> = layer
            .pre_activations
            .iter()
            .map(|a| layer.activation.derivative(*a).to_f64())
            .collect();
        let exact = truth(&weights.weight, &slopes);
        assert!(norm.lower.cmp_abs(exact).is_le() && exact.cmp_abs(norm.upper).is_le());
        let exact = truth(&weights.weight, &ones(slopes.len()));
        let lower = layer.weight_norm * Extended::from(10f64.powf(-layer.norm_slack));
        assert!(lower.cmp_abs(exact).is_le() && exact.cmp_abs(layer.weight_norm).is_le());
    }
    for suffix in &analysis.chain {
        let norm = suffix.spectrum.dear.expect("bounds");
        assert!(norm.lower.cmp_abs(norm.upper).is_le());
        assert!(norm.upper.cmp_abs(suffix.bound).is_le());
    }
    let whole = analysis.chain[0].spectrum.dear.expect("bounds");
    assert!(whole.decades() < 0.02, "{}", whole.decades());
}

/// Whatever order pieces arrive in, and as words, they are one analysis; a single task does it all.
#[test]
fn one_worker_alone_finds_the_same_and_pieces_travel_bit_by_bit() {
    let (network, whole) = analysis(LARGE);
    let mut pieces = Pieces::of(Passes::of(network));
    let mut assembly = Assembly::of(pieces.passes().outline());
    let mut task = Task::whole();
    loop {
        match task.step(&mut pieces) {
            Yield::Done => break,
            Yield::Nothing => {}
            Yield::Piece(piece) => {
                let words = piece.to_words();
                let read = Piece::from_words(&words).expect("a piece");
                assert_eq!(read.to_words(), words);
                assembly.add(read);
            }
        }
    }
    assert!(assembly.is_complete());
    assert_eq!((assembly.progress() * 1e9).round(), 1e9);
    assert_eq!(assembly.analysis(), &whole);
}

#[test]
fn the_report_says_what_is_too_dear_and_how_well_norms_are_known() {
    let (_, analysis) = analysis(LARGE);
    let report: serde_json::Value =
        serde_json::from_str(&report::of(&analysis, None).to_string()).expect("JSON");
    let first = &report["layers"][0];
    assert_eq!(first["jacobian"]["too_dear"], true);
    assert!(first["jacobian"]["rank"].is_null());
    let [middle, error] =
        ["log10_norm", "log10_norm_error"].map(|name| first["jacobian"][name].as_f64());
    let norm = analysis.layers[0].jacobian.dear.expect("bounds");
    let (middle, error) = (middle.expect("a number"), error.expect("a number"));
    assert!(error > 0.0 && error < 0.005);
    assert!((middle + error - norm.upper.log10().expect("no zero")).abs() < 1e-12);
    assert!(first["log10_bound_error"].as_f64().expect("a number") > 0.0);
    assert_eq!(report["chain"][0]["too_dear"], true);
}

#[test]
fn shown_norms_have_no_more_digits_than_are_known() {
    let within = |least: f64, most: f64| Value::Within(least.log10(), most.log10()).digits(3);
    assert_eq!(within(1.981, 2.004), "1.98 to 2.01");
    assert_eq!(within(9.991, 10.01), "9.99 to 10.1");
    assert_eq!(within(0.5, 0.5125), "0.500 to 0.513");
    assert_eq!(
        within(2.311e-13, 2.345e-13),
        "2.31\u{a0}×\u{a0}10⁻¹³ to 2.35\u{a0}×\u{a0}10⁻¹³"
    );
    let (_, analysis) = analysis(LARGE);
    let fan = Fan::of(&analysis, 0, Chips::default());
    assert_eq!(fan.strands, None);
    let remarks = fan.remarks().join(" ");
    assert!(
        remarks.contains("1.6 billion steps, and at most 1.5 billion"),
        "{remarks}"
    );
    assert!(!Table::of_spectra(&analysis, None).rows.is_empty());
    let bounds = Table::of_bounds(&analysis);
    assert!(bounds.rows[1][1].contains(" to "), "{:?}", bounds.rows[1]);
    LayerCard::of(&analysis, 2);
}

/// A loss along a chain that is too dear has upper bounds, and says that they are.
#[test]
fn a_loss_along_the_chain_is_bounded() {
    let (_, analysis) = analysis(&format!("{LARGE}&loss=best"));
    assert!(!analysis.input_gradient_is_resolved);
    let norm = analysis.chain[0].spectrum.dear.expect("bounds");
    assert!(norm.lower.cmp_abs(analysis.input_gradient).is_le());
}

#[test]
fn skips_and_norms_have_bounds_too() {
    let layer = |w: &DMatrix<f64>| {
        let rows: Vec<Vec<f64>> = w
            .row_iter()
            .map(|row| row.iter().copied().collect())
            .collect();
        serde_json::json!({ "w": rows, "activation": "tanh", "skip": 0.5, "norm": { "kind": "layer", "place": "input" } })
    };
    let mut draws = Draws::from_seed(54);
    let mut weights = || DMatrix::from_fn(30, 30, |_, _| 0.2 * draws.normal());
    let layers = [layer(&weights()), layer(&weights())];
    let file = serde_json::json!({ "gradlens_network": 1, "input": vec![0.3; 30].iter().enumerate().map(|(i, x)| x * i as f64).collect::<Vec<_>>(), "gradient": vec![1.0; 30], "layers": layers });
    let network = Network::from_json(&file.to_string()).expect("a network");
    let exact = Analysis::of(&network);
    let passes = Passes::of(network);
    for j in 0..2 {
        let [lower, upper] = bounds_of_layer(&passes, j);
        let norm = exact.layers[j].jacobian.operator_norm();
        assert!(
            lower.cmp_abs(norm).is_le() && norm.cmp_abs(upper).is_le(),
            "{j}"
        );
    }
    let [lower, upper] = bounds_of_chain(&passes);
    let norm = exact.chain[0].spectrum.operator_norm();
    assert!(lower.cmp_abs(norm).is_le() && norm.cmp_abs(upper).is_le());
    let tight = upper
        .log10()
        .zip(lower.log10())
        .map(|(upper, lower)| upper - lower);
    assert!(tight.is_some_and(|decades| decades < 1e-9), "{tight:?}");
}

/// From a wide input the mirrored walk begins with the transpose of the first layer.
#[test]
fn chains_of_wide_inputs_are_resolved_and_right() {
    let (network, analysis) = analysis("v=1&depth=3&width=20,18,12&inputs=300&act=tanh&seed=3");
    let spectrum = &analysis.chain[0].spectrum;
    assert_eq!((spectrum.rank, spectrum.resolved), (12, 12));
    assert!(spectrum.error_bounds.iter().all(|bound| *bound < 1e-9));
    let mut product = DMatrix::identity(300, 300);
    for (weights, layer) in network.layers.iter().zip(&analysis.layers) {
        let mut jacobian = weights.weight.transpose();
        for (mut row, a) in jacobian.row_iter_mut().zip(&layer.pre_activations) {
            row *= layer.activation.derivative(*a).to_f64();
        }
        product = jacobian * product;
    }
    let plain = Spectrum::of(&product).values;
    for (value, other) in spectrum.values.iter().zip(plain) {
        assert!((value.to_f64() / other.to_f64() - 1.0).abs() < 1e-11);
    }
}
