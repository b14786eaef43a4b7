//! Extended numbers against integers, against f64 where f64 holds the answer, and against closed forms where it does not.

use std::cmp::Ordering;

use gradlens::network::random::{Purpose, Stream};
use gradlens::network::{Extended, ExtendedVector};

fn stream() -> Stream {
    Stream::of(11, Purpose::Input, 1)
}

/// A number of either sign over 60 decades.
fn spread(stream: &mut Stream) -> f64 {
    let size = 10_f64.powf(60.0 * stream.uniform() - 30.0);
    if stream.uniform() < 0.5 { -size } else { size }
}

#[test]
fn arithmetic_rounds_as_f64_does() {
    let mut stream = stream();
    for _ in 0..20_000 {
        let (a, b) = (spread(&mut stream), spread(&mut stream));
        let (x, y) = (Extended::from(a), Extended::from(b));
        for (name, got, want) in [
            ("*", x * y, a * b),
            ("/", x / y, a / b),
            ("+", x + y, a + b),
            ("-", x - y, a - b),
            ("sqrt", x.abs().sqrt(), a.abs().sqrt()),
            ("neg", -x, -a),
            ("abs", x.abs(), a.abs()),
        ] {
            assert_eq!(got.to_f64(), want, "{a:e} {name} {b:e}");
        }
        let size_order = a.abs().total_cmp(&b.abs());
        assert_eq!(x.cmp_abs(y), size_order, "|{a:e}| against |{b:e}|");
        assert_eq!(x.max_abs(y).to_f64(), a.abs().max(b.abs()));
    }
}

#[test]
fn sums_and_products_of_integers_are_exact_at_any_scale() {
    let mut stream = stream();
    #[expect(clippy::cast_possible_truncation, reason = "an integer of 26 bits")]
    let mut integer = |bits: i32| {
        let value = ((stream.uniform() - 0.5) * 2_f64.powi(bits + 1)).trunc();
        (value, value as i64)
    };
    for shift in [0, 3_000, -3_000, 1 << 50, -(1 << 50)] {
        for _ in 0..2_000 {
            let ((a, exact_a), (b, exact_b)) = (integer(26), integer(26));
            let (x, y) = (Extended::new(a, shift), Extended::new(b, shift));
            let product = Extended::new((exact_a * exact_b) as f64, 2 * shift);
            assert_eq!(x * y, product, "{a} * {b} at 2^{shift}");
            let sum = Extended::new((exact_a + exact_b) as f64, shift);
            assert_eq!(x + y, sum, "{a} + {b} at 2^{shift}");
            let difference = Extended::new((exact_a - exact_b) as f64, shift);
            assert_eq!(x - y, difference, "{a} - {b} at 2^{shift}");
        }
    }
}

#[test]
fn numbers_are_normalised() {
    let mut stream = stream();
    for _ in 0..5_000 {
        let x = Extended::new(spread(&mut stream), 77);
        assert!((0.5..1.0).contains(&x.mantissa().abs()), "{x:?}");
    }
    let smallest = Extended::from(f64::from_bits(1));
    assert_eq!((smallest.mantissa(), smallest.exponent()), (0.5, -1073));
    assert_eq!(Extended::from(-0.0), Extended::ZERO);
    assert_eq!(Extended::from(1.0), Extended::ONE);
}

#[test]
fn the_ends_of_the_range_are_zero_and_not_a_number() {
    let largest = Extended::new(0.5, 1 << 60);
    assert!(largest.is_finite());
    assert!(!largest.scaled(1).is_finite());
    assert!(!(largest * largest).is_finite());
    let smallest = Extended::new(0.5, -(1 << 60));
    assert!(!smallest.is_zero());
    // Smaller is not zero: it stays at the end of the range and says so.
    for smaller in [
        smallest.scaled(-1),
        smallest * smallest,
        smallest.scaled(i64::MIN),
    ] {
        assert!(!smaller.is_zero() && smaller.is_underflow(), "{smaller:?}");
    }
    assert!(!largest.scaled(i64::MAX).is_finite());
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(!Extended::from(bad).is_finite(), "{bad}");
        assert!(!Extended::new(bad, -5).is_finite(), "{bad}");
    }
    assert!(!(Extended::ONE / Extended::ZERO).is_finite());
    assert!(!(-Extended::ONE).sqrt().is_finite());
    assert_eq!(Extended::ZERO.sqrt(), Extended::ZERO);
}

#[test]
fn not_a_number_spreads_and_is_above_everything() {
    let (nan, two) = (Extended::NAN, Extended::from(2.0));
    for result in [
        nan + two,
        two + nan,
        nan - two,
        nan * two,
        nan / two,
        two / nan,
        -nan,
    ] {
        assert!(!result.is_finite(), "{result:?}");
    }
    assert_eq!(nan.cmp_abs(two), Ordering::Greater);
    assert_eq!(two.cmp_abs(nan), Ordering::Less);
    assert_eq!(nan.cmp_abs(nan), Ordering::Equal);
    assert!(!two.max_abs(nan).is_finite() && !nan.max_abs(two).is_finite());
    assert!(nan.log10().is_some_and(f64::is_nan));
    assert!(nan.to_f64().is_nan());
}

#[test]
fn to_f64_rounds_once_into_the_subnormals() {
    // Multiples of the smallest subnormal 2^-1074; a half goes to the even one.
    let smallest = f64::from_bits(1);
    for (multiple, want) in [
        (0.75, 1.0),
        (0.5, 0.0),
        (0.500_000_1, 1.0),
        (1.5, 2.0),
        (2.5, 2.0),
        (2.500_000_1, 3.0),
        (-3.5, -4.0),
    ] {
        let got = Extended::new(multiple, -1074).to_f64();
        assert_eq!(got, want * smallest, "{multiple} * 2^-1074");
    }
    assert_eq!(Extended::new(1.0, 1023).to_f64(), 2_f64.powi(1023));
    assert_eq!(Extended::new(1.0, 1024).to_f64(), f64::INFINITY);
    assert_eq!(Extended::new(-1.0, 1 << 40).to_f64(), f64::NEG_INFINITY);
    assert_eq!(Extended::new(1.0, -(1 << 40)).to_f64(), 0.0);
    assert_eq!(Extended::from(f64::MAX).to_f64(), f64::MAX);
}

#[test]
fn square_roots_of_squares_far_out() {
    for exponent in [-1_000_001, -1_000_000, 3, 1_000_000, 1_000_001] {
        let x = Extended::new(0.8125, exponent);
        assert_eq!((x * x).sqrt(), x, "exponent {exponent}");
    }
}

/// (mantissa, exponent, log10 of mantissa * 2^exponent), computed to 60 digits and rounded.
#[rustfmt::skip]
const LOGARITHMS: [(f64, i64, f64); 26] = [
    (0.6189823135459457, 0, -0.20832176008995848),
    (0.7721146126479759, 0, -0.11231822823156587),
    (0.6849775832740397, 1, 0.13670635457292127),
    (0.8019600192980972, -1, -0.396877278041946),
    (0.8128601520540271, 2, 0.5120758254638346),
    (0.5327644296199066, -2, -0.8755247701647438),
    (0.5065839957774371, 10, 2.7149514218903588),
    (0.9187345410482299, -53, -15.991399725629563),
    (0.6296770071640039, 100, 29.902117401602503),
    (0.6171654805233482, -1074, -323.5158137161289),
    (0.9978224177552314, 5000, 1505.149031576773),
    (0.735131753761224, -123456, -37164.09277951011),
    (0.9182307256371944, 1000000, 301029.9586158021),
    (0.7381766043496675, -1000000000, -301029995.7958209),
    (0.819534070272081, 8589934593, 2585827973.198239),
    (0.575308212011762, 1000000000000, 301029995663.7411),
    (0.8174303291425942, 576460752303423488, 1.735319777663549e+17),
    (0.9999999999999999, 0, -4.821637332766436e-17),
    (0.5, 1, 0.0),
    (0.5000000000000001, 1, 9.64327466553287e-17),
    (0.9999999, 0, -4.342945033893839e-08),
    (0.50000001, 1, 8.685889594850646e-09),
    (0.7071067811865475, 0, -0.15051499783199063),
    (std::f64::consts::FRAC_1_SQRT_2, 0, -0.15051499783199057),
    (0.625, 4, 1.0),
    (0.8, -3, -1.0),
];

#[test]
fn log10_keeps_its_digits_everywhere() {
    for (mantissa, exponent, want) in LOGARITHMS {
        for sign in [1.0, -1.0] {
            let got = Extended::new(sign * mantissa, exponent)
                .log10()
                .unwrap_or(f64::NAN);
            let error = (got - want).abs();
            assert!(
                error <= 4e-16 * want.abs(),
                "log10({mantissa} * 2^{exponent}) = {got}, not {want}"
            );
        }
    }
    assert_eq!(Extended::ZERO.log10(), None);
}

#[test]
fn a_vector_has_a_common_exponent_where_it_is_asked_for() {
    let v = ExtendedVector::new(&[3.0, -4.0, 0.0], 5_000);
    let common = v.on_common_exponent();
    assert_eq!((v.len(), v.is_empty(), common.exponent), (3, false, 5_003));
    assert_eq!(common.entries, [0.375, -0.5, 0.0]);
    assert_eq!(v.entries()[1], Extended::new(-4.0, 5_000));
    assert_eq!(v.norm(), Extended::new(5.0, 5_000));
    assert_eq!(v.iter().collect::<ExtendedVector>(), v);
}

#[test]
fn no_entry_is_lost_beside_a_larger_one() {
    let far = [Extended::new(1.0, 3_000), Extended::new(1.0, 500)];
    let v: ExtendedVector = far.into_iter().collect();
    assert_eq!(v.entries(), far);
    assert_eq!(
        v.on_common_exponent().entries,
        [0.5, 0.0],
        "2^2500 below the largest is zero"
    );
    let subnormal = ExtendedVector::new(&[f64::from_bits(1), f64::from_bits(3)], 0);
    assert_eq!(subnormal.on_common_exponent().entries, [0.25, 0.75]);
}

#[test]
fn zero_empty_and_not_finite_vectors() {
    let zero = ExtendedVector::new(&[0.0, -0.0], 77);
    assert_eq!(
        (zero.on_common_exponent().exponent, zero.norm()),
        (0, Extended::ZERO)
    );
    assert!(zero.is_finite());
    assert!(ExtendedVector::new(&[], 0).is_empty());
    for bad in [f64::NAN, f64::INFINITY] {
        let v = ExtendedVector::new(&[1.0, bad], 3);
        assert!(!v.is_finite() && !v.norm().is_finite(), "{bad}");
    }
}

#[test]
fn the_norm_of_a_long_vector_is_right() {
    // 1 + 2^2 + ... + n^2 = n (n + 1) (2 n + 1) / 6.
    let n = 128.0_f64;
    let v = ExtendedVector::new(&(1..=128).map(f64::from).collect::<Vec<_>>(), -9_999);
    let want = Extended::new((n * (n + 1.0) * (2.0 * n + 1.0) / 6.0).sqrt(), -9_999);
    let error = ((v.norm() - want) / want).abs().to_f64();
    assert!(error < 1e-15, "{error:e}");
}
