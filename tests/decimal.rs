//! Decimal numbers: like the standard library reads them, which is not in the download.

use gradlens::settings::decimal;
use proptest::prelude::*;

#[test]
fn decimals_are_read_like_rust_reads_them() {
    for text in [
        "0",
        "-0",
        "+1",
        ".5",
        "5.",
        "1e-3",
        "1E+3",
        "00012.500",
        "0.000",
        "123456789012345678901234567890",
        "5e-324",
        "2.47e-324",
        "1.7976931348623157e308",
        "1e400",
        "1e-400",
        "9007199254740993",
        "0.1000000000000000055511151231257827021181583404541015625",
        "8.98846567431158e307",
        "2.2250738585072011e-308",
        "6.9294956446009195e15",
    ] {
        let expected: f64 = text.parse().unwrap();
        assert_eq!(
            decimal(text).map(f64::to_bits),
            Some(expected.to_bits()),
            "{text}"
        );
    }
    for text in [
        "",
        ".",
        "-",
        "e5",
        "1e",
        "1e+",
        "1e99999",
        "1,5",
        "1 ",
        " 1",
        "--1",
        "+-1",
        "1.2.3",
        "0x10",
        "nan",
        "inf",
        "infinity",
        "1_0",
        "\u{661}",
        "1e5e5",
        &"1".repeat(500),
    ] {
        assert_eq!(decimal(text), None, "{text}");
    }
}

fn digits() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![Just(0_u8), 0..10_u8, Just(9)], 0..30)
        .prop_map(|digits| digits.iter().map(|d| char::from(b'0' + d)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn any_decimal_is_read_to_the_last_bit(sign in 0..3_usize, whole in digits(), fraction in digits(), power in -400..400_i32) {
        let text = format!("{}{whole}.{fraction}e{power}", ["", "-", "+"][sign]);
        prop_assume!(whole.len() + fraction.len() > 0);
        let expected: f64 = text.parse().unwrap();
        prop_assert_eq!(decimal(&text).map(f64::to_bits), Some(expected.to_bits()));
    }

    #[test]
    fn any_number_reads_back(bits in any::<u64>()) {
        let value = f64::from_bits(bits);
        prop_assume!(value.is_finite());
        prop_assert_eq!(decimal(&format!("{value:e}")).map(f64::to_bits), Some(bits));
    }
}
