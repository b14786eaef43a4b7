//! Two networks side by side: the pictures of the pinned one behind the present ones, and the table of both.

use crate::planted;
use crate::recorder::record;
use gradlens::analysis::Analysis;
use gradlens::chart::Theme;
use gradlens::network::{Network, Subject};
use gradlens::report;
use gradlens::scene::{Difference, Marks, Panel, Swatch, Table, conclusion};
use serde_json::Value;

fn of_link(link: &str) -> (Subject, Analysis) {
    let (settings, notices) = gradlens::link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    (Subject::Recipe(settings.recipe), analysis)
}

fn panel(analysis: &Analysis) -> Panel {
    Panel::of(analysis, 2)
}

/// The panel of `now` with that of `pinned`.
fn both(pinned: &Analysis, now: &Analysis) -> Panel {
    panel(now).with_ghost(panel(pinned), &conclusion(pinned, now))
}

/// What is drawn of a panel, line by line.
fn lines(panel: &Panel) -> Vec<String> {
    record(panel, (660, 320), &Theme::light()).0.lines
}

#[test]
fn pinned_pictures_stay_as_they_are() {
    let now = planted::vanishing(5, 3);
    let cases = [
        ("growing", planted::orthogonal(5, 3, 3.0)),
        ("deeper", planted::half_resolved(12, 6)),
        ("dead", planted::dead(5, 3)),
        ("not_finite", planted::not_finite(5, 3)),
    ];
    for (name, pinned) in cases {
        let before = lines(&panel(&now));
        let new = lines(&both(&pinned, &now)).into_iter();
        let new: Vec<String> = new.filter(|line| !before.contains(line)).collect();
        insta::assert_snapshot!(format!("pinned_{name}"), new.join("\n"));
    }
}

#[test]
fn pinning_moves_no_axis() {
    let now = planted::vanishing(20, 4);
    for pinned in [
        planted::orthogonal(20, 4, 1e9),
        planted::vanishing(7, 4),
        planted::vanishing(200, 4),
        planted::dead(20, 4),
        planted::not_finite(20, 4),
    ] {
        let (plain, with) = (panel(&now), both(&pinned, &now));
        assert_eq!((plain.x, &plain.y), (with.x, &with.y));
        assert_eq!(plain.series, with.series);
        let inverse = |panel| record(panel, (660, 320), &Theme::light()).1;
        assert_eq!(inverse(&plain), inverse(&with));
    }
}

#[test]
fn the_same_network_pinned_stands_where_it_stands() {
    let (_, analysis) = of_link("v=1&depth=6&act=tanh");
    let with = both(&analysis, &analysis);
    let ghost = with.ghost.as_ref().expect("a ghost");
    let curves = |series: &[gradlens::scene::Series]| {
        let all = series.iter().filter_map(|series| match &series.marks {
            Marks::Curve(curve) => Some(curve.points.clone()),
            _ => None,
        });
        all.collect::<Vec<_>>()
    };
    assert_eq!(curves(&ghost.series), curves(&with.series));
    let ghosts = with.legend.iter().filter(|e| e.swatch == Swatch::Ghost);
    assert_eq!(ghosts.count(), 1);
}

#[test]
fn readings_have_both_numbers_where_the_layers_are_the_same() {
    let (now, pinned) = (planted::vanishing(5, 3), planted::orthogonal(5, 3, 3.0));
    let with = both(&pinned, &now);
    for (h, reading) in with.readings.iter().enumerate() {
        let (own, other) = (&panel(&now).readings[h], &panel(&pinned).readings[h]);
        let (_, other) = other.split_once(": ").expect("a place and numbers");
        assert_eq!(*reading, format!("{own} · A: {other}"));
    }
    assert!(with.description.contains("the pinned network A"));
    let deeper = both(&planted::vanishing(12, 3), &now);
    assert_eq!(deeper.readings, panel(&now).readings);
    let note = deeper.notes.last().expect("a note");
    assert!(note.starts_with("A has 12 layers"), "{note}");
}

#[test]
fn the_ends_of_another_depth_stand_at_the_ends() {
    let now = planted::vanishing(20, 4);
    for depth in [2, 7, 19, 21, 200] {
        let pinned = planted::orthogonal(depth, 4, 0.9);
        let mut with = both(&pinned, &now);
        let ghost = with.ghost.take().expect("a ghost");
        let (_, inverse) = record(&with, (660, 320), &Theme::light());
        let middle = |layer| {
            let (left, _, right, _) = inverse.place_of(layer);
            f64::from(left + right) / 2.0
        };
        // The curves begin at layer 1 of A.
        let first =
            middle(0) + (middle(20) - middle(0)) / f64::from(u32::try_from(depth).expect("small"));
        with.series.clear();
        let empty = lines(&with);
        with.ghost = Some(ghost);
        let drawn = lines(&with);
        let drawn = drawn.iter().filter(|line| !empty.contains(line));
        let across: Vec<f64> = drawn
            .filter(|line| line.starts_with("path "))
            .filter_map(|line| Some(line.split_once(": ")?.1))
            .flat_map(|pixels| pixels.split(' '))
            .map(|pixel| pixel.split_once(',').expect("a pixel").0)
            .map(|x| x.parse().expect("a number"))
            .collect();
        let least = across.iter().copied().fold(f64::INFINITY, f64::min);
        let most = across.iter().copied().fold(0.0, f64::max);
        for (drawn, wanted) in [(least, first), (most, middle(20))] {
            assert!((drawn - wanted).abs() <= 2.0, "{depth}: {drawn}, {wanted}");
        }
    }
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
