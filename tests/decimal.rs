//! Decimal numbers: which texts are one, and the nearest f64 to it.

use gradlens::settings::decimal;

/// The bits are those of the nearest f64, worked out by hand or in exact arithmetic.
#[test]
fn decimals_are_read_to_the_last_bit() {
    for (text, bits) in [
        ("0", 0),
        ("-0", 1 << 63),
        ("+1", 0x3FF0_0000_0000_0000),
        (".5", 0x3FE0_0000_0000_0000),
        ("5.", 0x4014_0000_0000_0000),
        ("1E+3", 0x408F_4000_0000_0000),
        ("00012.500", 0x4029_0000_0000_0000),
        ("0.1", 0x3FB9_9999_9999_999A),
        // Half of the smallest f64, and a little more.
        ("2.4703282292062327e-324", 0),
        ("2.4703282292062328e-324", 1),
        ("5e-324", 1),
        ("1e-400", 0),
        ("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFF),
        ("1e400", 0x7FF0_0000_0000_0000),
        ("-1e99999", 0xFFF0_0000_0000_0000),
        // 2^53 + 1 lies between two of them: the tie goes to even.
        ("9007199254740993", 0x4340_0000_0000_0000),
        (
            "9007199254740993.00000000000000000001",
            0x4340_0000_0000_0001,
        ),
    ] {
        assert_eq!(decimal(text).map(f64::to_bits), Some(bits), "{text}");
    }
}

#[test]
fn other_texts_are_no_numbers() {
    for text in [
        "", ".", "-", "e5", "1e", "1e+", "1,5", "1 ", " 1", "--1", "+-1", "1.2.3", "0x10", "nan",
        "NaN", "inf", "-inf", "infinity", "1_0", "\u{661}", "1e5e5", "1e5.5",
    ] {
        assert_eq!(decimal(text), None, "{text}");
    }
}
