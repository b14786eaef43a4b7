//! Activations against values computed to 400 bits, against finite differences, and against their own suprema.

use gradlens::network::Extended;
use gradlens::network::random::{Purpose, Stream};
use gradlens::settings::Activation;

/// Written by `scripts/make_activation_oracle.py`.
const ORACLE: &str = include_str!("reference/activations.txt");
/// The accuracy promised, relative.
const TOLERANCE: f64 = 1e-15;

struct Point {
    activation: Activation,
    a: Extended,
    value: Extended,
    derivative: Extended,
    size: f64,
}

fn number(text: &str) -> Extended {
    if text == "nan" {
        return Extended::NAN;
    }
    match text.split_once(':') {
        Some((mantissa, exponent)) => {
            Extended::new(mantissa.parse().unwrap(), exponent.parse().unwrap())
        }
        None => Extended::from(text.parse::<f64>().unwrap()),
    }
}

fn oracle() -> Vec<Point> {
    let point = |line: &str| {
        let words: Vec<_> = line.split(' ').collect();
        Point {
            activation: Activation::from_name(words[0]).unwrap(),
            a: number(words[1]),
            value: number(words[2]),
            derivative: number(words[3]),
            size: words[4].parse().unwrap(),
        }
    };
    ORACLE.lines().map(point).collect()
}

/// |got / want - 1|, 0 for two zeros or two NaNs.
fn relative_error(got: Extended, want: Extended) -> f64 {
    match (got.is_finite(), want.is_finite()) {
        (false, false) => return 0.0,
        (true, true) => {}
        _ => return f64::INFINITY,
    }
    if want.is_zero() {
        // The oracle writes 0 for what lies below the range; only a true zero may be one here.
        let zero = got.is_zero() || got.is_underflow();
        return if zero { 0.0 } else { f64::INFINITY };
    }
    // Divided first: of a difference of numbers below the range only the size is known.
    ((got / want).to_f64() - 1.0).abs()
}

#[test]
fn values_match_the_oracle() {
    for p in oracle() {
        let got = p.activation.value(p.a);
        let error = relative_error(got, p.value);
        assert!(
            error <= TOLERANCE,
            "{:?}({:?}) = {got:?}, not {:?}: {error:e}",
            p.activation,
            p.a,
            p.value
        );
    }
}

#[test]
fn derivatives_match_the_oracle() {
    for p in oracle() {
        let got = p.activation.derivative(p.a);
        let error = relative_error(got, p.derivative);
        assert!(
            error <= TOLERANCE * p.size,
            "{:?}'({:?}) = {got:?}, not {:?}: {error:e}, size {}",
            p.activation,
            p.a,
            p.derivative,
            p.size
        );
    }
}

#[test]
fn the_oracle_has_every_activation_far_out_and_near_zero() {
    let points = oracle();
    for &activation in Activation::ALL {
        let of_this = points.iter().filter(|p| p.activation == activation);
        let exponents: Vec<_> = of_this.map(|p| p.a.exponent()).collect();
        assert!(exponents.len() >= 90, "{activation:?}: {}", exponents.len());
        assert!(exponents.iter().min() < Some(&-1900) && exponents.iter().max() > Some(&1900));
    }
}

#[test]
fn derivatives_match_finite_differences() {
    let mut stream = Stream::of(7, Purpose::Input, 1);
    for &activation in Activation::ALL {
        for _ in 0..500 {
            let a = 12.0 * stream.uniform() - 6.0;
            let step = 1e-5;
            if a.abs() <= step {
                continue;
            }
            let at = |a: f64| activation.value(a.into()).to_f64();
            let difference = (at(a + step) - at(a - step)) / (2.0 * step);
            let derivative = activation.derivative(a.into()).to_f64();
            // Truncation: step^2 / 6 times a third derivative below 3; rounding: 6 * 2^-53 / step.
            assert!(
                (difference - derivative).abs() < 2e-10,
                "{activation:?}'({a}) = {derivative}, differences say {difference}"
            );
        }
    }
}

#[test]
fn the_supremum_is_reached_and_never_exceeded() {
    let mut stream = Stream::of(8, Purpose::Input, 1);
    for &activation in Activation::ALL {
        let supremum = activation.supremum();
        let at = if supremum.at.is_finite() {
            supremum.at
        } else {
            800.0
        };
        let reached = activation.derivative(at.into()).abs().to_f64();
        assert!(
            (reached / supremum.value - 1.0).abs() < 1e-15,
            "{activation:?}'({at}) = {reached}, supremum {}",
            supremum.value
        );
        for index in 0..100_000 {
            let spread = [1.0, 3.0, 30.0, 1e6][index % 4];
            let a = spread * stream.normal();
            let slope = activation.derivative(a.into()).abs().to_f64();
            assert!(
                slope <= supremum.value * (1.0 + 1e-15),
                "|{activation:?}'({a})| = {slope} > {}",
                supremum.value
            );
        }
    }
}

#[test]
fn kinks_belong_to_the_left() {
    let at_zero = |activation: Activation| activation.derivative(Extended::ZERO).to_f64();
    assert_eq!(at_zero(Activation::Relu), 0.0);
    assert_eq!(at_zero(Activation::LeakyRelu), 0.01);
    assert_eq!(at_zero(Activation::Elu), 1.0);
    let selu = gradlens::network::SELU_ALPHA * gradlens::network::SELU_LAMBDA;
    assert!((at_zero(Activation::Selu) / selu - 1.0).abs() < 4e-16);
}

#[test]
fn saturated_derivatives_keep_their_digits() {
    // Sigmoid' far out is exp(-a): log10 of it is -a log10(e).
    for a in [1e3, 1e5, 1e9, -1e3, -1e5_f64] {
        let log10 = Activation::Sigmoid.derivative(a.into()).log10();
        let want = -a.abs() * std::f64::consts::LOG10_E;
        let log10 = log10.unwrap_or(f64::NAN);
        assert!(
            (log10 / want - 1.0).abs() < 4e-16,
            "a = {a}: {log10}, not {want}"
        );
    }
}

#[test]
fn not_a_number_stays_not_a_number() {
    for &activation in Activation::ALL {
        assert!(
            !activation.value(Extended::NAN).is_finite(),
            "{activation:?}"
        );
        assert!(
            !activation.derivative(Extended::NAN).is_finite(),
            "{activation:?}"
        );
    }
}

#[test]
fn symmetric_activations_are_symmetric_to_the_last_bit() {
    let odd = [
        Activation::Linear,
        Activation::Tanh,
        Activation::Softsign,
        Activation::Erf,
        Activation::Sin,
        Activation::Arctan,
    ];
    let mut stream = Stream::of(9, Purpose::Input, 1);
    for activation in odd {
        for _ in 0..1000 {
            let a = Extended::from(5.0 * stream.normal());
            assert_eq!(
                activation.value(-a),
                -activation.value(a),
                "{activation:?}({a:?})"
            );
            assert_eq!(
                activation.derivative(-a),
                activation.derivative(a),
                "{activation:?}'({a:?})"
            );
        }
    }
}
