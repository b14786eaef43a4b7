//! Two networks side by side: how they differ, and the table of both.

use crate::planted;
use gradlens::analysis::Analysis;
use gradlens::network::{Network, Subject};
use gradlens::report;
use gradlens::scene::{Difference, Table};
use serde_json::Value;

fn of_link(link: &str) -> (Subject, Analysis) {
    let (settings, notices) = gradlens::link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    (Subject::Recipe(settings.recipe), analysis)
}

#[test]
fn only_what_is_no_look_makes_a_difference() {
    let [a, now] = ["v=1&layer=3", "v=1&view=bound"].map(|link| of_link(link).0);
    assert_eq!(Difference::all(&a, &now), []);
    let [a, now] = [
        "v=1&act=tanh&gain=1.6666666666666667&inputs=3&layer=3",
        "v=1&act=relu~10,linear~10&init=he-normal&seed=4294967295",
    ]
    .map(|link| of_link(link).0);
    let found: Vec<String> = Difference::all(&a, &now)
        .into_iter()
        .map(|one| format!("{}: {}, {}", one.label, one.pinned, one.now))
        .collect();
    let expected = [
        "Inputs: 3, as layer 1",
        "Activation: Tanh, relu~10,linear~10",
        "Initialisation: Xavier, normal, He, normal",
        "Gain: 1.667, 1",
        "Seed: 1, 4294967295",
    ];
    assert_eq!(found, expected);
}

/// The number that a cell shows: `1.23`, `×0.24`, `−12.94` or `2.31 × 10⁻¹³`.
fn number(cell: &str) -> f64 {
    let plain: String = cell
        .trim_start_matches('×')
        .chars()
        .map(
            |c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c) {
                Some(digit) => char::from(b"0123456789"[digit]),
                None if c == '⁻' || c == '−' => '-',
                None => c,
            },
        )
        .filter(|c| *c != '\u{a0}')
        .collect();
    match plain.split_once("×10") {
        Some((figures, exponent)) => format!("{figures}e{exponent}").parse(),
        None => plain.parse(),
    }
    .unwrap_or_else(|_| panic!("{cell:?} is no number"))
}

#[test]
fn the_table_has_the_numbers_of_both_reports() {
    let links = ["v=1&act=tanh", "v=1&act=tanh&gain=1.5&depth=9"];
    let [a, now] = links.map(of_link);
    let table = Table::comparing((&a.0, &a.1), (&now.0, &now.1));
    let cell = |head: &str, column: usize| {
        let row = table.rows.iter().find(|row| row[0].contains(head));
        row.unwrap_or_else(|| panic!("no row {head}"))[column].clone()
    };
    assert_eq!(table.columns[1..], ["A", "now"]);
    assert_eq!(
        (cell("Depth", 1), cell("Depth", 2)),
        ("20".into(), "9".into())
    );
    assert_eq!(
        (cell("Gain", 1), cell("Gain", 2)),
        ("1".into(), "1.5".into())
    );
    for (column, (_, analysis)) in [(1, &a), (2, &now)] {
        let report: Value = serde_json::from_str(&report::of(analysis, None).to_string()).unwrap();
        let chain = &report["chain"][0];
        let values = chain["log10_singular_values"].as_array().expect("values");
        let close = |head: &str, log10: &Value| {
            let shown = number(&cell(head, column));
            let error = (shown / 10_f64.powf(log10.as_f64().expect(head)) - 1.0).abs();
            assert!(error < 0.005, "{head}: {shown} for 10^{log10}");
        };
        let rank = usize::try_from(chain["rank"].as_u64().expect("a count")).unwrap();
        close("gradient at the input", &report["log10_input_gradient"]);
        close(
            "first weights",
            &report["layers"][0]["gradient"]["log10_weight"],
        );
        close("σ₁", &values[0]);
        close("smallest σ", &values[rank - 1]);
        close("its bound, ∏", &chain["log10_bound"]);
        let verdict = &report["verdict"];
        let decades = verdict["decades"].as_f64().expect("some");
        let per_layer = verdict["per_layer"].as_f64().expect("one");
        close("factor per layer", &per_layer.log10().into());
        let shown = number(&cell("decades", column));
        assert!((shown - decades).abs() <= 0.005, "{shown}, {decades}");
        assert_eq!(cell("verdict", column).to_lowercase(), verdict["state"]);
        let rank = format!("{rank} of {}", values.len());
        assert_eq!(cell("whole chain, rank", column), rank);
    }
    let [before, after] = [&a.1, &now.1].map(|one| one.verdict.decades.expect("some"));
    let sentence = &table.caption;
    let (_, times) = sentence.split_once("Of the gradient, ").expect("it");
    let (times, _) = times.split_once(" times").expect("it");
    let expected = 10_f64.powf(after - before);
    assert!((number(times) / expected - 1.0).abs() < 0.005, "{sentence}");
}

#[test]
fn what_is_no_number_stays_none() {
    let subject = Subject::default();
    let mut unresolved = planted::vanishing(5, 3);
    unresolved.input_gradient_is_resolved = false;
    unresolved.layers[0].gradient.is_resolved = false;
    let sides = [
        unresolved,
        planted::dead(5, 3),
        planted::not_finite(5, 3),
        planted::half_resolved(30, 12),
    ];
    let now = planted::vanishing(5, 3);
    let texts = sides.map(|pinned| {
        let table = Table::comparing((&subject, &pinned), (&subject, &now));
        let rows: Vec<String> = table.rows.iter().map(|row| row.join(" | ")).collect();
        format!("{}\n{}", table.caption, rows.join("\n"))
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}
