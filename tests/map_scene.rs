//! The map as a picture: what is said about it, its lines of theory, and the place of a network on it.

use std::rc::Rc;

use gradlens::link;
use gradlens::scene::{MapField, MapPicture, Value};
use gradlens::settings::Recipe;
use gradlens::study::ensemble::{Member, Ribbon};
use gradlens::study::map::{Map, MapAxis, MapPlan};
use gradlens::study::reach::MapLines;
use gradlens::study::theory::Theory;

pub fn recipe(link: &str) -> Recipe {
    link::decode(&format!("v=1&{link}")).0.recipe
}

pub fn plan(link: &str, axis: MapAxis, (columns, depth, seeds): (usize, usize, u32)) -> MapPlan {
    MapPlan::of(&recipe(link), (axis, axis.values(columns)), depth, seeds)
}

pub fn whole(link: &str, axis: MapAxis, size: (usize, usize, u32)) -> MapField {
    let plan = plan(link, axis, size);
    let mut map = Map::of(plan.clone());
    for portion in plan.portions() {
        map.add(&portion, plan.compute(&portion));
    }
    MapField::of(&map, Some(&MapLines::of(&plan)))
}

pub fn picture(link: &str, axis: MapAxis, size: (usize, usize, u32)) -> MapPicture {
    let own = own(link, axis, (size.1, size.2));
    MapPicture::of(&Rc::new(whole(link, axis, size)), &recipe(link)).with_own(&own)
}

/// The map of one column that has exactly the setting of this network.
fn own(link: &str, axis: MapAxis, (depth, seeds): (usize, u32)) -> Rc<MapField> {
    let value = axis.value_of(&recipe(link)).expect("one in all layers");
    let plan = MapPlan::of(&recipe(link), (axis, vec![value]), depth, seeds);
    let mut map = Map::of(plan.clone());
    for portion in plan.portions() {
        map.add(&portion, plan.compute(&portion));
    }
    Rc::new(MapField::of(&map, Some(&MapLines::of(&plan))))
}

/// Between two columns, in one, and beyond all of them: what is said is of the setting itself.
#[test]
fn what_is_said_is_of_exactly_the_setting_of_the_network() {
    for (axis, setting, name) in [
        (MapAxis::Gain, "gain=3&width=7", "gain 3"),
        (MapAxis::Gain, "gain=1&width=7", "gain 1"),
        (MapAxis::Gain, "gain=0.02&width=7", "gain 0.02"),
        (MapAxis::Width, "width=16", "width 16"),
        (MapAxis::Bias, "bias=0.123&width=7", "bias 0.123"),
    ] {
        let link = format!("act=tanh&init=he-normal&{setting}&depth=9&seed=5");
        let picture = picture(&link, axis, (9, 12, 20));
        let lengths: Vec<f64> = (0..20)
            .map(|index| {
                let all = Member::of(&recipe(&link), index).gradient;
                all[0] - all[9]
            })
            .collect();
        let median = Ribbon::of(lengths).expect("numbers").median;
        let [lead, rest, theory] = picture.line();
        let head = match axis {
            MapAxis::Bias => "With tanh, He and ".to_owned(),
            _ => format!("With tanh, He and {name} the median gradient"),
        };
        assert!(lead.starts_with(&head), "{lead}");
        let told = format!("At depth 9 it is {} times", Value::Finite(median).digits(3));
        assert!(rest.starts_with(&told), "{told}: {rest}");
        assert!(rest.contains("the median of 20 networks."), "{rest}");
        assert_eq!(
            rest.contains("beyond the map"),
            name == "gain 0.02",
            "{rest}"
        );
        assert!(theory.contains("χ"), "{theory}");
    }
}

/// A median that leaves the factor of ten and comes back is not told as one that has stayed, nor as a contradiction.
#[test]
fn a_gradient_that_comes_back_is_said_to_do_so() {
    let link = "act=tanh&width=2&gain=2&depth=";
    let plan = MapPlan::of(&recipe(link), (MapAxis::Gain, vec![2.0]), 5, 1);
    let mut map = Map::of(plan.clone());
    map.add(
        &plan.portions()[0],
        vec![vec![-0.2, -0.9, -1.1, -0.8, -2.0]],
    );
    let own = Rc::new(MapField::of(&map, None));
    let said = |depth: usize| {
        let recipe = recipe(&format!("{link}{depth}"));
        MapPicture::of(&own, &recipe).with_own(&own).line()
    };
    for (depth, rest) in [
        (
            2,
            "At depth 2 it is 0.126 times that at the loss in one network.",
        ),
        (
            3,
            "At depth 3 it is 0.0794 times that at the loss in one network.",
        ),
        (
            4,
            "At depth 4 it is 0.158 times that at the loss, within that factor again in one network.",
        ),
        (
            5,
            "At depth 5 it is 0.0100 times that at the loss in one network.",
        ),
    ] {
        let [lead, found, _] = said(depth);
        assert!(lead.ends_with("up to depth 2."), "{lead}");
        assert_eq!(found, rest);
    }
}

#[test]
fn why_there_is_no_theory_is_said() {
    for (link, reasons) in [
        ("act=tanh&tied=1", ["share their weights", "."]),
        ("act=relu&skip=1", ["a skip gives all neurons", "."]),
        ("act=tanh&init=identity", ["not random", "."]),
        ("act=tanh&norm=layer&place=before", ["a norm before", "."]),
        ("act=tanh&skip=1", ["skips or norms", "in the fan"]),
        ("act=tanh&norm=rms", ["skips or norms", "in the fan"]),
        ("act=tanh~2,relu", ["the layers differ", "in the fan"]),
    ] {
        let link = format!("{link}&width=4&depth=6");
        let theory = own(&link, MapAxis::Gain, (6, 1)).theory(0);
        let has = reasons.iter().all(|reason| theory.contains(reason));
        assert!(has && theory.contains("no χ"), "{link}: {theory}");
        // The fan has a line in just those cases.
        let line = Theory::of(&recipe(&link)).line;
        assert_eq!(line.is_ok(), theory.contains("in the fan"), "{link}");
    }
}

/// For tanh without biases chi is g^2 up to a gain of 1, and xi is -1 / ln chi there.
#[test]
fn theory_of_tanh_is_critical_at_a_gain_of_one() {
    let lines = MapLines::of(&plan("act=tanh", MapAxis::Gain, (48, 100, 1)));
    let [critical] = lines.critical[..] else {
        panic!("{:?}", lines.critical)
    };
    assert!((critical - 1.0).abs() < 1e-3, "{critical}");
    for (gain, (chi, reach)) in MapAxis::Gain
        .values(48)
        .into_iter()
        .zip(lines.chi.iter().zip(&lines.reach))
    {
        match gain < 1.0 {
            true => {
                assert!((chi - gain * gain).abs() < 1e-9, "{gain}: {chi}");
                let expected = -6.0 / (gain * gain).ln();
                assert!((reach / expected - 1.0).abs() < 1e-9, "{gain}: {reach}");
            }
            false => {
                assert!(*chi > 1.0, "{gain}: {chi}");
                assert!(*reach > 0.0 && reach.is_finite(), "{gain}: {reach}");
            }
        }
    }
    // A gain of exactly 1 among them is the same line, once.
    let lines = MapLines::of(&plan("act=tanh", MapAxis::Gain, (49, 100, 1)));
    assert_eq!(lines.critical, [1.0]);
}

#[test]
fn theory_of_relu_has_no_xi_where_lengths_grow_and_that_of_ties_none() {
    let lines = MapLines::of(&plan("act=relu&init=he-normal", MapAxis::Gain, (49, 50, 1)));
    assert_eq!(lines.critical, [1.0]);
    let above = &lines.reach[25..];
    assert!(above.iter().all(|reach| reach.is_nan()) && lines.reach[24].is_infinite());
    assert!(lines.reach[23].is_finite());
    let lines = MapLines::of(&plan("act=tanh&tied=1", MapAxis::Gain, (9, 50, 1)));
    assert!(lines.chi.iter().chain(&lines.reach).all(|x| x.is_nan()));
    assert!(lines.critical.is_empty());
    // Across widths nothing passes 1.
    let lines = MapLines::of(&plan("act=tanh", MapAxis::Width, (9, 50, 1)));
    assert!(lines.critical.is_empty());
}

/// Between two columns the line rises as 1/(1 - chi) does, not straight to where it is infinite.
#[test]
fn the_line_of_xi_is_that_of_theory_between_columns_too() {
    let field = whole("act=tanh&width=2", MapAxis::Gain, (25, 3, 1));
    let [line] = &field.reach()[..] else {
        panic!("{:?}", field.reach())
    };
    assert!(line.is_sorted_by(|a, b| a.0 <= b.0));
    let below = line
        .iter()
        .filter(|(share, depth)| *share < 0.5 - 1e-9 && *depth > 2.0);
    let mut count = 0;
    for (share, depth) in below {
        // Columns are a twelfth of a decade wide, and 1 is in the middle.
        let gain = 10_f64.powf((share - 0.5) * 25.0 / 12.0);
        let expected = -6.0 / (gain * gain).ln();
        assert!(
            (depth / expected - 1.0).abs() < 0.05,
            "{gain}: {depth} instead of {expected}"
        );
        count += 1;
    }
    assert!(count > 40, "{count}");
}

#[test]
fn how_deep_a_network_can_be_is_read_off() {
    let picture = picture(
        "act=tanh&width=8&gain=0.5&depth=20",
        MapAxis::Gain,
        (5, 40, 3),
    );
    let field = &picture.field;
    let column = 2;
    let depth = field.survives_to(column);
    let lives = |depth: usize| field.cell(column, depth).log10().expect("a length").abs() <= 1.0;
    assert!((1..=depth).all(lives));
    assert!(depth == 40 || !lives(depth + 1));
    let texts = (0..5).map(|column| {
        let [deep, theory] = [field.how_deep(column), field.theory(column)];
        format!("{deep}\n  {theory}\n  {}", field.reading(column, 20))
    });
    let mut texts: Vec<String> = texts.collect();
    texts.push(picture.line().join("\n"));
    texts.push(picture.label().expect("a dot"));
    texts.push(field.description());
    insta::assert_snapshot!(texts.join("\n\n"));
}

/// Of a network beyond the map the numbers are its own: the gradient of tanh at a gain of 0.02 is not that at 0.1.
#[test]
fn beyond_the_map_nothing_is_read_off_it() {
    let field = Rc::new(whole("act=tanh&width=4", MapAxis::Gain, (49, 12, 1)));
    let of = |gain: &str| {
        let recipe = recipe(&format!("act=tanh&width=4&depth=10&gain={gain}"));
        let link = format!("act=tanh&width=4&depth=10&gain={gain}");
        MapPicture::of(&field, &recipe).with_own(&own(&link, MapAxis::Gain, (12, 1)))
    };
    // Columns are 1/24 of a decade wide, so the map ends at 0.1 less half of that, 0.0953.
    for (gain, is_there) in [
        ("0.02", false),
        ("0.0123", false),
        ("0.094", false),
        ("0.097", true),
        ("0.1", true),
        ("10", true),
    ] {
        let picture = of(gain);
        let [lead, rest, _] = picture.line();
        assert_eq!(picture.column().is_some(), is_there, "{gain}");
        assert!(lead.contains(&format!("gain {gain} ")), "{gain}: {lead}");
        let beyond = "This network lies beyond the map, which goes from 0.1 to 10.";
        assert_eq!(rest.ends_with(beyond), !is_there, "{gain}: {rest}");
    }
    assert_eq!(
        of("0.0123").label().as_deref(),
        Some("gain 0.0123, depth 10")
    );
}

#[test]
fn dead_networks_are_exactly_zero() {
    let field = whole("act=relu&init=he-normal&width=1", MapAxis::Gain, (3, 60, 3));
    assert_eq!(field.cell(1, 60), Value::Zero);
    assert!(
        field.reading(1, 60).contains("exactly 0"),
        "{}",
        field.reading(1, 60)
    );
    assert_eq!(field.cell(1, 0), Value::Pending);
    assert_eq!(field.cell(9, 1), Value::Pending);
}

#[test]
fn columns_that_are_missing_are_those_nearby_and_not_read_out() {
    let plan = plan("act=tanh&width=4", MapAxis::Gain, (17, 10, 2));
    let mut map = Map::of(plan.clone());
    let none = MapField::of(&map, None);
    assert!(none.is_empty() && none.columns.iter().all(Vec::is_empty));
    let first = &plan.portions()[0];
    map.add(first, plan.compute(first));
    let field = MapField::of(&map, None);
    assert!(!field.is_empty() && !field.is_whole());
    assert_eq!(field.known.iter().filter(|known| **known).count(), 3);
    assert_eq!(field.columns[1], field.columns[0]);
    assert!(field.reading(1, 3).ends_with("not computed yet"));
    assert!(field.reading(0, 3).ends_with("in one network"));
    assert!(field.how_deep(1).ends_with("nothing is computed yet."));
    assert!(field.how_deep(0).contains("within a factor of ten"));
    // The map has a column at 0.133, which has no number of its own yet.
    let recipe = recipe("act=tanh&width=4&gain=0.13&depth=3");
    let [lead, own, _] = MapPicture::of(&Rc::new(field.clone()), &recipe).line();
    assert!(
        lead.ends_with("are being computed.") && own.is_empty(),
        "{lead} {own}"
    );
    assert!(field.reach().is_empty() && field.critical().is_empty());
}

#[test]
fn places_and_values_are_each_others_inverse() {
    for axis in MapAxis::ALL {
        let field = whole("act=tanh&width=2", axis, (17, 3, 1));
        let scale = &field.scale;
        let shares: Vec<f64> = scale
            .values
            .iter()
            .map(|value| scale.share(*value))
            .collect();
        assert!(shares.is_sorted_by(|a, b| a < b), "{shares:?}");
        for (column, share) in shares.iter().enumerate() {
            assert_eq!(scale.column_at(*share), column);
            assert_eq!(scale.nearest(scale.values[column]), column);
            let written: f64 = scale.text(scale.values[column]).parse().expect("a number");
            assert_eq!(scale.nearest(written), column, "{axis:?} {written}");
        }
        assert_eq!(
            (scale.column_at(-1.0), scale.column_at(2.0)),
            (0, shares.len() - 1)
        );
        assert!(scale.holds(scale.values[0]) && !scale.holds(1e6));
    }
}

#[test]
fn the_keyboard_goes_through_columns_and_depths() {
    let picture = picture("act=tanh&width=2&depth=20", MapAxis::Gain, (49, 30, 1));
    assert_eq!(picture.after(1, 0), Some((Some("1.1".into()), None)));
    assert_eq!(picture.after(-1, 0), Some((Some("0.909".into()), None)));
    assert_eq!(picture.after(0, 10), Some((None, Some(30))));
    assert_eq!(picture.after(0, 11), Some((None, Some(30))));
    assert_eq!(
        picture.after(isize::MAX, -30),
        Some((Some("10".into()), Some(1)))
    );
    assert_eq!(
        picture.after(isize::MIN, 0),
        Some((Some("0.1".into()), None))
    );
    // Layers that differ have no place.
    let field = Rc::new(whole(
        "act=tanh&width=2&depth=3&gain=1,2,3",
        MapAxis::Gain,
        (5, 3, 1),
    ));
    let picture = MapPicture::of(&field, &recipe("act=tanh&width=2&depth=3&gain=1,2,3"));
    assert_eq!((picture.dot, picture.after(1, 1)), (None, None));
    assert!(picture.line()[0].contains("differ in gain"));
}

#[test]
fn the_table_has_the_same_numbers() {
    let field = whole("act=tanh&width=4", MapAxis::Gain, (9, 40, 3));
    let table = field.table();
    assert_eq!(table.rows.len(), 3);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    assert_eq!(table.columns.len(), 1 + 4 + 3);
    assert_eq!(table.rows[1][0], "1");
    assert_eq!(table.rows[1][2], field.cell(4, 10).to_string());
    assert_eq!(table.rows[1][5], field.survives_to(4).to_string());
    assert_eq!(table.rows[1][7], "1.000");
}
