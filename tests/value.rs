//! Values as text.

use crate::planted;
use gradlens::network::Extended;
use gradlens::scene::Value;
use proptest::prelude::*;

#[test]
fn numbers_have_three_digits_and_true_signs() {
    let cases = [
        (0.0, "1.00"),
        (1.0, "10.0"),
        (2.0, "100"),
        (2.999_99, "1.00 × 10³"),
        (2.5, "316"),
        (0.623_249, "4.20"),
        (-0.657_577, "0.220"),
        (-1.0, "0.100"),
        (-2.5, "0.00316"),
        (-3.0, "0.00100"),
        (-3.001, "9.98 × 10⁻⁴"),
        (-12.636_388, "2.31 × 10⁻¹³"),
        (400.3, "2.00 × 10⁴⁰⁰"),
        (-0.000_1, "1.00"),
    ];
    for (log10, text) in cases {
        let printed = Value::Finite(log10).to_string();
        assert_eq!(printed, text.replace(" × ", "\u{a0}×\u{a0}"), "10^{log10}");
    }
    assert_eq!(Value::Finite(0.623_249).digits(2), "4.2");
    assert_eq!(Value::Finite(2.5).digits(1), "300");
}

#[test]
fn four_kinds_of_value_are_four_kinds_of_text() {
    assert_eq!(Value::from(Extended::ZERO).to_string(), "exactly 0");
    assert_eq!(Value::from(Extended::NAN).to_string(), "not finite");
    let estimate = Value::unresolved(planted::ten_to(-20.4));
    assert_eq!(estimate.to_string(), "<\u{a0}10⁻²⁰, not resolved");
    let below_one = Value::unresolved(planted::ten_to(-0.4));
    assert_eq!(below_one.to_string(), "<\u{a0}1, not resolved");
    assert_eq!(Value::from(Extended::ONE).to_string(), "1.00");
    assert_eq!(Value::unresolved(Extended::ZERO), Value::Zero);
    assert_eq!(Value::unresolved(Extended::NAN), Value::NotFinite);
}

proptest! {
    #[test]
    fn a_printed_number_is_the_number(log10 in -300.0..300.0_f64) {
        let text = Value::Finite(log10).to_string();
        let plain: String = text
            .replace("\u{a0}×\u{a0}10", "e")
            .chars()
            .map(|c| match c {
                '⁻' => '-',
                '¹' => '1',
                '²' => '2',
                '³' => '3',
                '⁰' => '0',
                '⁴'..='⁹' => char::from_digit(c as u32 - '⁴' as u32 + 4, 10).unwrap(),
                other => other,
            })
            .collect();
        let number: f64 = plain.parse().unwrap();
        prop_assert!((number.log10() - log10).abs() < 0.0022, "10^{log10} is printed as {text}");
    }
}
