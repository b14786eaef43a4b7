//! Cross-entropy and the sum: values of 60 digits, other streams, files.

use crate::common::file::refusal_with;
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::random::{Purpose, Stream};
use gradlens::network::{Extended, ExtendedVector, Loss, Network};
use serde_json::json;

fn of_link(text: &str) -> Network {
    let (settings, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    Network::from(&settings.recipe)
}

/// L and dL/dy* of -log softmax(y)_c, from 60 digits.
#[test]
fn cross_entropy_keeps_its_digits() {
    for (y, class, loss, gradient) in CASES {
        let (found, slopes) = Loss::CrossEntropy(class).gradient(&ExtendedVector::new(&y, 0));
        let near = |found: Extended, (mantissa, log10): (f64, f64), told: &str| {
            // Compared as logarithms, because some lie outside of f64.
            let error = found.log10().expect("not zero") - (mantissa.abs().log10() + log10);
            assert!(
                error.abs() < 3e-15 * log10.abs().max(2.0),
                "{y:?} {told}: {error:e}"
            );
            assert_eq!(found.mantissa() < 0.0, mantissa < 0.0, "{y:?} {told}");
        };
        near(found.expect("a loss"), loss, "loss");
        for (k, expected) in gradient.into_iter().enumerate() {
            near(slopes.entries()[k], expected, "gradient");
        }
    }
}

type Case = ([f64; 3], usize, (f64, f64), [(f64, f64); 3]);
const CASES: [Case; 8] = [
    (
        [0.5, -1.25, 2.0],
        0,
        (1.732621983102033, 0.0),
        [
            (-8.231798178925557, -1.0),
            (3.072674032643643, -2.0),
            (7.924530775661193, -1.0),
        ],
    ),
    (
        [0.5, -1.25, 2.0],
        2,
        (2.326219831020327, -1.0),
        [
            (1.768201821074443, -1.0),
            (3.072674032643643, -2.0),
            (-2.075469224338807, -1.0),
        ],
    ),
    (
        [40.0, -3.0, 0.1],
        0,
        (4.906670676390298, -18.0),
        [
            (-4.906670676390298, -18.0),
            (2.11513103759108, -19.0),
            (4.69515757263119, -18.0),
        ],
    ),
    (
        [1000.5, -2000.25, 3.125],
        1,
        (3.00075, 3.0),
        [(1.0, 0.0), (-1.0, 0.0), (7.007145116664882, -434.0)],
    ),
    (
        [1000.5, -2000.25, 3.125],
        0,
        (7.007145116664882, -434.0),
        [
            (-7.007145116664882, -434.0),
            (6.177794089080217, -1304.0),
            (7.007145116664882, -434.0),
        ],
    ),
    (
        [1000000.0, 1000000.1, 999999.3],
        1,
        (8.561866869714372, -1.0),
        [
            (3.843557638476168, -1.0),
            (-5.752211876107527, -1.0),
            (1.908654237631359, -1.0),
        ],
    ),
    (
        [1e-09, -1e-09, 0.0],
        0,
        (1.09861228766811, 0.0),
        [
            (-6.666666663333333, -1.0),
            (3.33333333, -1.0),
            (3.333333333333333, -1.0),
        ],
    ),
    (
        [123456789.1, 123456000.2, -5.5],
        0,
        (2.427075187571138, -343.0),
        [
            (-2.427075187571138, -343.0),
            (2.427075187571138, -343.0),
            (2.247795640734156, -53616605.0),
        ],
    ),
];

#[test]
fn what_cannot_be_told_apart_is_split_evenly() {
    let (loss, gradient) = Loss::CrossEntropy(1).gradient(&ExtendedVector::new(&[2.5; 4], 0));
    assert!((loss.expect("a loss").to_f64() - 4.0_f64.ln()).abs() < 1e-15);
    let gradient: Vec<f64> = gradient.iter().map(Extended::to_f64).collect();
    assert_eq!(gradient, [0.25, -0.75, 0.25, 0.25]);
    // One output has nothing to choose from.
    let (loss, gradient) = Loss::CrossEntropy(0).gradient(&ExtendedVector::new(&[7.0], 0));
    assert!(loss.expect("a loss").is_zero() && gradient.entries()[0].is_zero());
}

#[test]
fn the_class_comes_from_the_seed_and_from_nothing_else() {
    let class = |text: &str| match of_link(text).loss {
        Loss::CrossEntropy(class) => class,
        other => panic!("{other:?}"),
    };
    let mut counts = [0; 5];
    for seed in 1..=1000 {
        let own = class(&format!("depth=1&width=5&loss=cross-entropy&seed={seed}"));
        assert_eq!(
            own,
            class(&format!(
                "depth=2&width=5&act=relu&gain=2&loss=cross-entropy&seed={seed}"
            ))
        );
        counts[own] += 1;
    }
    // Each of a binomial distribution with the mean 200 and the deviation 13.
    assert!(
        counts.iter().all(|count| (140..260).contains(count)),
        "{counts:?}"
    );
    assert_eq!(Stream::of(1, Purpose::Class, 0).index(0), 0);
}

/// The first input, its target and its weights are bit for bit those of the network without further inputs.
#[test]
fn further_inputs_disturb_nothing() {
    for kind in ["unit", "mse", "cross-entropy", "sum", "best", "worst"] {
        let text = format!("depth=3&width=6&loss={kind}&seed=5");
        let (one, many) = (of_link(&text), of_link(&format!("{text}&samples=7")));
        assert_eq!(many.samples.len(), 6);
        let inputs: Vec<&Vec<f64>> = many.samples.iter().map(|sample| &sample.input).collect();
        assert!(!inputs.contains(&&many.input), "each is drawn anew");
        let more = of_link(&format!("{text}&samples=9"));
        assert_eq!(more.samples[..6], many.samples[..]);
        assert_eq!(
            Network {
                samples: Vec::new(),
                ..many
            },
            one
        );
    }
    let limited = link::decode("depth=200&width=101&samples=256");
    assert_eq!(limited.0.recipe.samples, 102);
    assert_eq!(
        limited.1[0].to_string(),
        "samples: \"256\" is not allowed (with 2040200 weights, weights times samples may be at most 210000000); 102 is used."
    );
}

#[test]
fn files_have_classes_and_slopes() {
    let network = of_link("v=1&depth=3&width=4&act=leaky-relu&slope=0.3&loss=cross-entropy&seed=3");
    let file = network.to_value();
    let text = file.to_string();
    assert!(
        text.contains("\"class\":") && text.contains("\"slope\":0.3"),
        "{text}"
    );
    let again = Network::from_json(&text).expect("a network");
    assert_eq!(again, network);
    let same = |network: &Network| gradlens::report::of(&Analysis::of(network), None).to_string();
    assert_eq!(same(&again), same(&network));
    assert!(same(&again).contains("\"params\":{\"slope\":0.3}"));
    // A sum is a gradient of ones.
    let sum = of_link("v=1&depth=2&width=3&act=tanh&loss=sum");
    let again = Network::from_value(&sum.to_value()).expect("a network");
    assert_eq!(again.loss, Loss::Direction(vec![1.0; 3]));
    assert_eq!(
        Network {
            loss: Loss::Sum,
            ..again
        },
        sum
    );
    let file = |class: serde_json::Value| {
        let file = json!({ "gradlens_network": 1, "input": [1], "class": class,
                           "layers": [{ "w": [[1, 2]], "activation": "linear" }] });
        Network::from_json(&file.to_string())
    };
    assert_eq!(
        file(json!(1)).expect("a network").loss,
        Loss::CrossEntropy(0)
    );
    assert_eq!(
        file(json!(2)).expect("a network").loss,
        Loss::CrossEntropy(1)
    );
    for (class, told) in [
        (json!(0), "0"),
        (json!(3), "3"),
        (json!(1.5), "1.5"),
        (json!("cat"), "\"cat\""),
        (json!(null), "null"),
    ] {
        assert_eq!(
            file(class).expect_err("no class").to_string(),
            format!(
                "\"class\": is {told}; the last layer has 2 neurons, and classes are counted from 1."
            )
        );
    }
}

#[test]
fn a_file_has_one_loss_and_one_slope() {
    for (pointer, value, told) in [
        (
            "/class",
            json!(1),
            "\"class\": is given beside a target or a gradient; a network has one loss.",
        ),
        (
            "/layers/0/params",
            json!({ "slope": 0.5, "alpha": 0.5 }),
            "layer 1, \"params\": leaky-relu has a \"slope\", a number from 0 to 1, and nothing else.",
        ),
    ] {
        assert_eq!(refusal_with(pointer, value), told);
    }
}

/// Leaky ReLU of slope 0 is ReLU, of slope 1 it is linear.
#[test]
fn slopes_lead_from_relu_to_linear() {
    for (slope, other) in [("0", "relu"), ("1", "linear")] {
        let text = |act: &str| format!("v=1&depth=5&width=7&init=he-normal&act={act}&seed=2");
        let leaky = Analysis::of(&of_link(&format!("{}&slope={slope}", text("leaky-relu"))));
        let plain = Analysis::of(&of_link(&text(other)));
        for (a, b) in leaky.layers.iter().zip(&plain.layers) {
            assert_eq!((a.output_norm, a.dead), (b.output_norm, b.dead), "{slope}");
            assert_eq!(a.gradient, b.gradient, "{slope}");
            assert_eq!(a.jacobian, b.jacobian, "{slope}");
        }
        assert_eq!(leaky.chain, plain.chain, "{slope}");
    }
}
