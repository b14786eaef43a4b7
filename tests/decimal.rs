//! Decimal numbers: which texts are one, and the nearest f64 to it.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "small"
)]

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

/// The standard library reads decimals by another algorithm.
#[test]
fn decimals_are_those_of_the_standard_library() {
    let check = |text: &str| {
        let known: f64 = text.parse().expect("a number");
        let found = decimal(text).map(f64::to_bits);
        assert_eq!(found, Some(known.to_bits()), "{text}");
    };
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        // A step of xorshift.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..50_000 {
        // Any number, to all digits and to fewer.
        let number = f64::from_bits(next() & !(1 << 63));
        if number.is_finite() {
            check(&format!("{number:e}"));
            check(&format!("{number:.*e}", (next() % 20) as usize));
        }
        // Half way between two neighbours, exactly and nearly.
        let odd = (next() >> 10) | 1;
        check(&odd.to_string());
        check(&format!("{odd}.000000000000000000000000000000001"));
        check(&format!("{}.{}", next() % 1000, next()));
        check(&format!("{}e{}", next(), (next() % 700) as i64 - 350));
    }
    // The exact decimal expansions of numbers at the ends, and a little more; the middle of two neighbours is the
    // expansion of a number of twice the precision.
    for bits in [
        1,
        2,
        3,
        0x000F_FFFF_FFFF_FFFF,
        0x0010_0000_0000_0000,
        0x7FEF_FFFF_FFFF_FFFF_u64,
    ] {
        let number = f64::from_bits(bits);
        check(&format!("{number:.1100}"));
        check(&format!("{number:.1100}1"));
        let middle = format!("{:.1100}", number / 2.0);
        check(&middle);
    }
    check(&format!("0.{}1", "0".repeat(2000)));
    check(&format!("{}1e-2000", "0".repeat(2000)));
    check(&format!("1{}e-400", "0".repeat(400)));
    check(&format!("1{}1e-1500", "0".repeat(1500)));
    check(&format!("9007199254740993{}1e-1000", "0".repeat(999)));
    check("1e99999999999999999999");
    check("-1e-99999999999999999999");
    check("0e99999999999999999999");
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
