//! JSON as a value: what is written is read back by another reader, and the other way round.

use gradlens::json::{Json, JsonError, Problem, Step, member};
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

/// The same value as another reader of JSON has it.
fn from_serde(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Flag(*flag),
        Value::Number(number) => Json::Number(number.as_f64().expect("a number")),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(list) => Json::List(list.iter().map(from_serde).collect()),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| (name.clone(), from_serde(value)));
            Json::Object(members.collect())
        }
    }
}

/// With members in the order of their names, as serde_json has them.
fn sorted(json: Json) -> Json {
    match json {
        Json::List(list) => Json::List(list.into_iter().map(sorted).collect()),
        Json::Object(members) => {
            let members = members.into_iter();
            let mut members: Vec<_> = members.map(|(name, value)| (name, sorted(value))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members)
        }
        other => other,
    }
}

/// Fails unless serde_json takes and refuses the same texts and finds the same in them. Names that occur twice and deep nesting are
/// refused here only, halves of surrogate pairs there only.
fn assert_like_serde(text: &str) {
    match (Json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(own), Ok(other)) => assert_eq!(sorted(own), from_serde(&other), "{text:?}"),
        (Err(own), Ok(_)) => {
            let is_stricter = matches!(own.problem, Problem::Twice | Problem::TooDeep);
            assert!(is_stricter, "{text:?}: {own:?}");
        }
        (Ok(_), Err(other)) => {
            let other = other.to_string();
            let is_half =
                other.contains("surrogate") || other.contains("unexpected end of hex escape");
            assert!(is_half, "{text:?}: {other}");
        }
        (Err(_), Err(_)) => {}
    }
}

const SAMPLE: &str = r#"{"a": [1, -2.5e-3, 0, -0.0, 1E+2, true, false, null, "x\n\u00e9\ud83d\udc1f\"\/ é"], "b":{},"c" : [ ] ,"":{"a":[[1]]}}"#;

/// Every beginning of a text, and the text with one byte changed, taken out or put in.
#[test]
fn damaged_texts_are_refused_like_by_another_reader() {
    assert!(Json::parse(SAMPLE).is_ok());
    let bytes = SAMPLE.as_bytes();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for at in 0..=bytes.len() {
        assert_like_serde(&text(&bytes[..at]));
        let rest = |skip: usize| bytes.get(at + skip..).unwrap_or_default();
        for byte in *b"\"[]{},:0123e.+-nNtI \n\t\\/u\x01d" {
            for skip in [0, 1] {
                assert_like_serde(&text(&[&bytes[..at], &[byte], rest(skip)].concat()));
            }
        }
        assert_like_serde(&text(&[&bytes[..at], rest(1)].concat()));
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let at = |text: &str| {
        let error = Json::parse(text).unwrap_err();
        let JsonError {
            path,
            problem,
            line,
            column,
        } = error;
        (path, problem, line, column)
    };
    let key = |name: &str| Step::Key(name.to_owned());
    assert_eq!(at(""), (vec![], Problem::End, 1, 1));
    assert_eq!(
        at("{\"é\": 1,\n \"é\": 2}"),
        (vec![key("é")], Problem::Twice, 2, 2)
    );
    assert_eq!(
        at(r#"{"é": [1, {"b": NaN}]}"#),
        (
            vec![key("é"), Step::Index(1), key("b")],
            Problem::NotFinite("NaN".into()),
            1,
            17
        )
    );
    for (text, problem) in [
        ("[1, 1e309]", Problem::TooLarge("1e309".into())),
        ("[-1e309]", Problem::TooLarge("-1e309".into())),
        ("[-Infinity]", Problem::NotFinite("-Infinity".into())),
        ("[Infinity]", Problem::NotFinite("Infinity".into())),
        ("[nan]", Problem::NotFinite("nan".into())),
        ("[None]", Problem::Word("None".into())),
        ("[01]", Problem::Number("01".into())),
        ("[1.]", Problem::Number("1.".into())),
        ("[1 2]", Problem::NoComma),
        ("[1,]", Problem::NoValue),
        ("[-]", Problem::NoValue),
        ("{a: 1}", Problem::NoName),
        (r#"{"a" 1}"#, Problem::NoColon),
        ("{} {}", Problem::More),
        (r#"["\x"]"#, Problem::Escape),
        (r#"["\u12"]"#, Problem::Escape),
        ("[\"a\nb\"]", Problem::Control),
        ("[\"a", Problem::End),
        ("[\"a\\", Problem::End),
    ] {
        assert_eq!(at(text).1, problem, "{text}");
    }
    assert!(Json::parse(&format!("{}{}", "[".repeat(64), "]".repeat(64))).is_ok());
    assert_eq!(at(&"[".repeat(65)).1, Problem::TooDeep);
    assert_eq!(at(&"{\"a\":".repeat(100_000)).1, Problem::TooDeep);
}

/// A text cannot hold half of a pair; Python writes them into files.
#[test]
fn half_of_a_surrogate_pair_becomes_a_replacement_character() {
    for (text, want) in [
        (r#""\ud800""#, "\u{fffd}"),
        (r#""a\udc1fb""#, "a\u{fffd}b"),
        (r#""\ud83d\ud83d\udc1f""#, "\u{fffd}\u{1f41f}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83dx""#, "\u{fffd}x"),
    ] {
        assert_eq!(Json::parse(text), Ok(Json::Text(want.to_owned())), "{text}");
    }
}

#[test]
fn a_name_is_found_twice_among_many() {
    let members: Vec<String> = (0..300_000).map(|i| format!("\"{i}\":0")).collect();
    let text = |last: &str| format!("{{{},\"{last}\":0}}", members.join(","));
    assert!(Json::parse(&text("x")).is_ok());
    assert_eq!(Json::parse(&text("7")).unwrap_err().problem, Problem::Twice);
}

/// Any value, nested.
fn any_json() -> impl Strategy<Value = Json> {
    let numbers = any::<f64>().prop_filter("finite", |n| n.is_finite());
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Flag),
        numbers.prop_map(Json::Number),
        any::<String>().prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 64, 6, |inner| {
        let members = prop::collection::btree_map(any::<String>(), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Json::List),
            members.prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn what_is_written_is_read_again(json in any_json()) {
        let text = json.to_string();
        prop_assert_eq!(Json::parse(&text), Ok(json));
        assert_like_serde(&text);
    }

    #[test]
    fn numbers_are_read_like_by_another_reader(digits in "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        assert_like_serde(&digits);
    }
}
