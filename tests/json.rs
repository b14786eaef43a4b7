//! JSON as a value: what is written is read back by another reader, and the other way round.

use gradlens::json::{Json, member};
use gradlens::settings::real_text;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(json: &Json) -> Value {
    serde_json::from_str(&json.to_string()).expect("JSON")
}

#[test]
fn every_kind_is_written_as_json() {
    let all = Json::object([
        ("null", Json::Null),
        ("flags", Json::list([true, false])),
        ("counts", Json::list([0_usize, 20, 1 << 40])),
        (
            "numbers",
            Json::list([-0.5, 5e-324, 1e15, -1.7e308, 1e-5, 9.99e-6]),
        ),
        ("none", Json::list([f64::NAN, f64::INFINITY])),
        ("text", "a \"b\" \\ \n \u{1} ‖ \u{2028} \u{7f}".into()),
        ("\"odd\" name", Json::list(Vec::<f64>::new())),
        ("object", Json::object([])),
        ("missing", Json::or_null(None::<f64>)),
    ]);
    let expected = json!({
        "null": null, "flags": [true, false], "counts": [0, 20, 1_u64 << 40],
        "numbers": [-0.5, 5e-324, 1e15, -1.7e308, 1e-5, 9.99e-6], "none": [null, null],
        "text": "a \"b\" \\ \n \u{1} ‖ \u{2028} \u{7f}", "\"odd\" name": [], "object": {}, "missing": null,
    });
    assert_eq!(read(&all), expected);
    // Names stay in their order, and counts have no point.
    assert!(
        all.to_string()
            .starts_with("{\"null\":null,\"flags\":[true,false],\"counts\":[0,20,")
    );
    assert_eq!(Json::from(expected), {
        let Json::Object(mut members) = all else {
            panic!("an object")
        };
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        let none = Json::list([Json::Null, Json::Null]);
        members.iter_mut().for_each(|(name, value)| {
            if name == "none" {
                *value = none.clone();
            }
        });
        Json::Object(members)
    });
}

#[test]
fn members_are_found_by_name() {
    let Json::Object(members) = Json::object([("a", 1_usize.into()), ("b", 2_usize.into())]) else {
        panic!("an object")
    };
    assert_eq!(member(&members, "b"), Some(&Json::Number(2.0)));
    assert_eq!(member(&members, "c"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn every_number_reads_back(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        prop_assume!(number.is_finite());
        prop_assert_eq!(read(&Json::Number(number)).as_f64().map(f64::to_bits), Some(bits));
    }

    #[test]
    fn every_text_reads_back(text in any::<String>()) {
        prop_assert_eq!(read(&Json::from(text.as_str())), Value::String(text));
    }

    #[test]
    fn settings_write_numbers_like_the_standard_library(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        prop_assume!(number.is_finite());
        let is_plain = number == 0.0 || (1e-4..1e21).contains(&number.abs());
        let expected = if is_plain { number.to_string() } else { format!("{number:e}") };
        prop_assert_eq!(real_text(number), expected);
    }
}
