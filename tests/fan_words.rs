//! What is said beside the fan: the text alternative, the line at each place, the table, what is chosen to be shown, and
//! what stays of an older fan.

use crate::planted;
use crate::shown::{Numbers, assert_shows_fan};
use gradlens::analysis::{Analysis, Passes};
use gradlens::link;
use gradlens::network::Network;
use gradlens::report;
use gradlens::scene::{Chip, Chips, Fan, FanFrame, Value};
use gradlens::settings::Chart;

const NOTHING: Chips = Chips::NONE;

/// Usual networks; directions that end; none that arrives; a rank that is a limit; a loss gradient that is not a unit vector.
const LINKS: [&str; 7] = [
    "v=1",
    "v=1&width=1&act=tanh",
    "v=1&act=linear&gain=1.5&depth=9",
    "v=1&depth=9&width=7,3,5,2,4,6,1,8,2&inputs=3&act=gelu",
    "v=1&act=relu&init=zeros&depth=4",
    "v=1&act=relu~6,elu~6&init=normal&gain=5&depth=12&width=8&seed=5&bias=1",
    "v=1&loss=mse&depth=5&act=tanh",
];

fn network(query: &str) -> Network {
    let (settings, notices) = link::decode(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    Network::from(&settings.recipe)
}

fn analysis(query: &str) -> Analysis {
    Analysis::of(&network(query))
}

fn fan(analysis: &Analysis) -> Fan {
    Fan::of(analysis, 0, Chips::default())
}

fn spectrum(analysis: &Analysis, h: usize) -> Vec<Value> {
    let last = analysis.widths[analysis.layers.len()];
    analysis
        .chain
        .get(h)
        .map_or(vec![Value::Finite(0.0); last], |suffix| {
            gradlens::scene::singular_values(&suffix.spectrum)
        })
}

/// ||dL/dz^(h)|| as it is shown.
fn length(analysis: &Analysis, h: usize) -> Value {
    let known = gradlens::scene::known;
    match h.checked_sub(1).map(|layer| &analysis.layers[layer]) {
        None => known(analysis.input_gradient, analysis.input_gradient_is_resolved),
        Some(layer) => known(layer.gradient.output, layer.gradient.is_resolved),
    }
}

#[test]
fn every_number_of_the_table_is_that_of_the_report() {
    for query in LINKS {
        let analysis = analysis(query);
        let report = report::of(&analysis, None).to_string();
        let numbers = Numbers(serde_json::from_str(&report).expect("JSON"));
        let table = Fan::table(&analysis);
        assert_eq!(table.columns.len(), 9);
        assert_shows_fan(&table.rows, &numbers, query);
        let input = Value::from(analysis.input_norm).to_string();
        assert_eq!(table.rows[0][7], input, "{query}");
    }
}

#[test]
fn the_table_tells_what_is_not_known_and_what_is_no_number() {
    let outline = Passes::of(network("v=1&depth=3")).outline();
    for row in &Fan::table(&outline).rows[..3] {
        assert_eq!(row[3..7], ["…", "…", "…", "–"], "{row:?}");
        assert!(row[1].contains(['0', '1']), "{row:?}");
    }
    let table = Fan::table(&planted::not_finite(5, 3));
    for row in &table.rows[..3] {
        assert_eq!(row[3..6], ["not finite", "not finite", "not finite"]);
        assert_eq!((&*row[1], &*row[2]), ("not finite", "–"), "{row:?}");
    }
}

#[test]
fn each_place_is_read_out_with_its_length_and_its_directions() {
    for query in LINKS {
        let analysis = analysis(query);
        let readings = fan(&analysis).readings;
        assert_eq!(readings.len(), analysis.layers.len() + 1, "{query}");
        for (h, reading) in readings.iter().enumerate() {
            let place = match h {
                0 => "Input".to_owned(),
                h => format!("Layer {h}"),
            };
            let directions = match &spectrum(&analysis, h)[..] {
                [only] => format!("one direction, {only}"),
                all if all.iter().all(|value| *value == Value::Zero) => {
                    format!("all {} directions exactly 0", all.len())
                }
                [first, .., last] => format!("directions from {first} to {last}"),
                [] => panic!("{query}, {h}: no direction"),
            };
            let expected = format!("{place}: ‖∂L/∂z‖ {}, {directions}", length(&analysis, h));
            assert_eq!(*reading, expected, "{query}");
        }
    }
    let outline = Passes::of(network("v=1")).outline();
    let expected = format!("Input: ‖∂L/∂z‖ {}", length(&outline, 0));
    assert_eq!(fan(&outline).readings[0], expected);
}

#[test]
fn the_text_alternative_has_the_numbers_of_the_network() {
    for query in LINKS {
        let analysis = analysis(query);
        let (fan, depth) = (fan(&analysis), analysis.layers.len());
        let told = fan.description();
        let begins = format!("The gradient leaves the loss behind layer {depth} at the right");
        assert!(told.starts_with(&begins), "{query}: {told}");
        let lengths: Vec<_> = (0..=depth).map(|h| length(&analysis, h)).collect();
        if let Some(logs) = lengths
            .iter()
            .map(|v| v.resolved_log10())
            .collect::<Option<Vec<_>>>()
        {
            let steps = logs.windows(2).map(|pair| pair[0] - pair[1]);
            let shorter = steps.clone().filter(|step| *step < -1e-9).count();
            let longer = steps.filter(|step| *step > 1e-9).count();
            let steps = format!("shorter in {shorter} and longer in {longer} of {depth} layers");
            assert!(told.contains(&steps), "{query}: {told}");
            let arrived = Value::Finite(logs[0] - logs[depth]);
            let arrived = format!("1.00 at layer {depth} to {arrived} at the input");
            assert!(told.contains(&arrived), "{query}: {told}");
        }
        let values = spectrum(&analysis, 0);
        let there: Vec<_> = values.iter().filter(|v| **v != Value::Zero).collect();
        let directions = match &there[..] {
            [] => "16 of 16 directions are cut off: exactly 0.".to_owned(),
            [only] => format!(
                "Only one direction that leaves the loss with length 1 arrives at the input, with length {only}."
            ),
            [first, .., last] => format!(
                "Of {} directions that leave the loss with length 1, the longest arrives at the input with length {first}, the shortest with {last}.",
                fan.directions
            ),
        };
        assert!(told.contains(&directions), "{query}: {told}");
        for remark in fan.remarks() {
            assert!(told.contains(&format!(" {remark}.")), "{query}: {told}");
        }
        assert!(
            !told.contains("  ") && told.ends_with('.'),
            "{query}: {told}"
        );
    }
}

#[test]
fn the_text_alternative_tells_what_is_shown() {
    let analysis = analysis("v=1&gain=4");
    let told = |chips| Fan::of(&analysis, 0, chips).description();
    let has = |text: &str| [text.contains("directions"), text.contains("promises")];
    assert_eq!(has(&told(Chips::default())), [true, false]);
    assert_eq!(has(&told(NOTHING)), [false, false]);
    let both = Chips::default().toggled(Chip::Bound);
    assert_eq!(has(&told(both)), [true, true]);
    let gap = analysis.chain[0].bound / analysis.chain[0].spectrum.operator_norm();
    let gap = Value::from(gap).digits(2);
    assert!(told(both).contains(&format!("promises {gap} times as much")));
}

#[test]
fn one_direction_is_not_called_many() {
    let told = |query: &str| fan(&analysis(query)).remarks().join(". ");
    let relu = told("v=1&act=relu&init=he-normal&depth=30");
    assert!(
        relu.starts_with("1 of 16 directions goes on below"),
        "{relu}"
    );
    assert!(relu.contains("12 of 16 directions are cut off"), "{relu}");
    let mut narrow = planted::vanishing(3, 2);
    for suffix in &mut narrow.chain {
        suffix.spectrum = planted::spectrum(&[Some(-1.0), None]);
    }
    assert_eq!(
        fan(&narrow).remarks(),
        ["1 of 2 directions is cut off: exactly 0"]
    );
}

#[test]
fn lengths_are_called_multiples_where_the_loss_gradient_is_not_a_unit_vector() {
    let mse = analysis("v=1&loss=mse&depth=5&act=tanh");
    let fan = fan(&mse);
    let start = length(&mse, 5);
    assert!(fan.has_unit() && start.resolved_log10() == Some(fan.start));
    let told = format!("multiples of the one at the loss, {start}.");
    assert!(fan.description().contains(&told), "{}", fan.description());
    for query in ["v=1", "v=1&loss=best", "v=1&loss=worst"] {
        let unit = self::fan(&analysis(query));
        assert!(!unit.has_unit(), "{query}: {}", unit.start);
        assert!(!unit.description().contains("multiples"), "{query}");
    }
}

#[test]
fn each_chip_is_switched_alone_but_what_hides_another_takes_its_place() {
    let shown = |chips: Chips| Chip::ALL.map(|chip| chips.has(chip));
    let start = Chips::default();
    assert_eq!(
        shown(start),
        [true, true, false, false, false, false, false, false]
    );
    for (i, chip) in Chip::ALL.iter().enumerate() {
        let (once, before) = (start.toggled(*chip), shown(start));
        for (j, is_on) in shown(once).into_iter().enumerate() {
            let is_replaced = *chip == Chip::Weights && j == 1;
            let expected = (i == j) != before[j] && !is_replaced;
            assert_eq!(is_on, expected, "{} changes {j}", chip.name());
        }
        if *chip != Chip::Weights {
            assert_eq!(once.toggled(*chip), start, "{}", chip.name());
        }
    }
    let weights = start.toggled(Chip::Weights);
    let back = weights.toggled(Chip::Weights);
    assert_eq!(
        shown(back),
        [true, false, false, false, false, false, false, false]
    );
    let both = weights.toggled(Chip::Directions);
    let if_asked_for = [true, true, false, true, false, false, false, false];
    assert_eq!(shown(both), if_asked_for);
    // Plain arithmetic is laid over the directions.
    let plain = weights.toggled(Chip::Plain);
    assert_eq!(
        shown(plain),
        [true, true, false, false, true, false, false, false]
    );
    let without = plain.toggled(Chip::Directions);
    assert_eq!(
        shown(without),
        [true, false, false, false, false, false, false, false]
    );
    assert!(!plain.toggled(Chip::Weights).plain);
}

#[test]
fn links_about_the_bound_and_the_weights_open_with_them() {
    for chart in Chart::ALL {
        let chips = Chips::of_chart(*chart);
        let expected = Chips {
            bound: *chart == Chart::Bound,
            weights: *chart == Chart::Weights,
            directions: *chart != Chart::Weights,
            ..Chips::default()
        };
        assert_eq!(chips, expected, "{chart:?}");
    }
    let names = Chip::ALL.map(Chip::name);
    assert_eq!(
        names,
        [
            "gradient",
            "directions",
            "bound",
            "weights",
            "plain",
            "theory",
            "seeds",
            "formats"
        ]
    );
}

#[test]
fn directions_stay_until_new_ones_are_known() {
    let older = analysis("v=1&depth=6&act=tanh&gain=3");
    let older = Fan::of(&older, 2, Chips::default());
    let outline = |depth: usize| Passes::of(network(&format!("v=1&depth={depth}"))).outline();
    let bare = fan(&outline(6));
    assert!(bare.strands.is_none() && bare.discs.is_empty());
    let mut kept = bare.clone();
    kept.keep_strands(older.clone());
    assert_eq!((&kept.strands, &kept.discs), (&older.strands, &older.discs));
    assert_eq!(kept.angle.to_bits(), older.angle.to_bits());
    assert_eq!(
        (&kept.gradient, kept.selected),
        (&bare.gradient, bare.selected)
    );
    let largest = &kept.strands.as_ref().expect("strands").drawn[0];
    let lengths = largest.points.iter().map(|point| point.1);
    let lengths = lengths.chain(kept.gradient.iter().filter_map(|value| value.log10()));
    assert_eq!(kept.frame, FanFrame::around(lengths), "it holds both");

    let mut other = fan(&outline(5));
    other.keep_strands(older.clone());
    assert_eq!(other, fan(&outline(5)), "another number of layers");
    let mut whole = fan(&analysis("v=1&depth=6"));
    whole.keep_strands(older);
    assert_eq!(whole, fan(&analysis("v=1&depth=6")), "they are known");
}

#[test]
fn a_pinned_network_is_read_out_beside() {
    let (now, pinned) = (analysis("v=1&depth=3"), analysis("v=1&depth=3&act=tanh"));
    let (plain, pinned) = (fan(&now), fan(&pinned));
    let mut both = plain.clone();
    both.read_beside(&pinned);
    for (h, reading) in both.readings.iter().enumerate() {
        let (_, numbers) = pinned.readings[h].split_once(": ").expect("numbers");
        let (own, beside) = reading.split_at(plain.readings[h].len());
        assert_eq!(own, plain.readings[h]);
        assert!(beside.contains(numbers) && beside.contains('A'), "{beside}");
    }
    both.readings.clone_from(&plain.readings);
    assert_eq!(both, plain, "nothing else changes");
}
