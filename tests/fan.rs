//! The fan as data: every length equals that of the analysis, and the frame holds them.

use crate::planted;
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Chips, End, Fan, FanFrame, Value};

const ALL: Chips = Chips {
    gradient: true,
    directions: true,
    bound: true,
    weights: true,
    ..Chips::NONE
};

fn analysis(query: &str) -> Analysis {
    Analysis::of(&Network::from(&link::decode(query).0.recipe))
}

fn fan(query: &str) -> (Analysis, Fan) {
    let analysis = analysis(query);
    let fan = Fan::of(&analysis, 0, ALL);
    (analysis, fan)
}

const LINKS: [&str; 8] = [
    "v=1",
    "v=1&act=tanh&gain=2.5",
    "v=1&act=relu&init=he-normal&depth=40",
    "v=1&act=linear&gain=0.01&depth=200&width=2",
    "v=1&width=1&act=tanh",
    "v=1&depth=1",
    "v=1&width=128&depth=3&act=tanh",
    "v=1&loss=mse&depth=9&width=7,3,5,2,4,6,1,8,2&inputs=3&act=gelu",
];

#[test]
fn lengths_are_those_of_the_analysis() {
    for query in LINKS {
        let (analysis, fan) = fan(query);
        let start = analysis
            .layers
            .last()
            .unwrap()
            .gradient
            .output
            .log10()
            .unwrap();
        let own = analysis.layers.iter().map(|layer| layer.gradient.output);
        let own = std::iter::once(analysis.input_gradient).chain(own);
        for (h, (length, found)) in own.zip(&fan.gradient).enumerate() {
            let right = length.log10().unwrap() - start;
            assert!(
                (found.resolved_log10().unwrap() - right).abs() < 1e-12,
                "{query}, {h}"
            );
        }
        let strands = fan.strands.as_ref().unwrap();
        for (i, strand) in strands
            .drawn
            .iter()
            .enumerate()
            .filter(|_| !strands.are_bands)
        {
            assert_eq!(strand.points[0], (fan.depth, 0.0, true), "{query}, {i}");
            for (h, log10, is_resolved) in &strand.points[1..] {
                let spectrum = &analysis.chain[*h].spectrum;
                assert_eq!(
                    spectrum.values[i].log10(),
                    Some(*log10),
                    "{query}, {h}, {i}"
                );
                assert_eq!(*is_resolved, i < spectrum.resolved, "{query}, {h}, {i}");
            }
        }
        for (h, value) in fan.bound[..fan.depth].iter().enumerate() {
            assert_eq!(
                value.log10(),
                analysis.chain[h].bound.log10(),
                "{query}, {h}"
            );
        }
        for stack in &fan.stacks {
            let layer = &analysis.layers[stack.layer - 1];
            let right = layer.gradient.weight.log10().unwrap()
                - analysis.input_norm.log10().unwrap()
                - start;
            assert!(
                (stack.sum() - right).abs() < 1e-11,
                "{query}, {stack:?} is not {right}"
            );
        }
        assert_eq!(fan.stacks.len(), fan.depth, "{query}");
        let gap = analysis.chain[0].bound / analysis.chain[0].spectrum.operator_norm();
        assert!(
            (fan.gap().unwrap() - gap.log10().unwrap()).abs() < 1e-12,
            "{query}"
        );
    }
}

#[test]
fn the_frame_holds_what_decides_it_and_comes_in_steps() {
    for query in LINKS {
        let (_, fan) = fan(query);
        let FanFrame {
            below,
            above,
            zeros,
        } = fan.frame;
        assert_eq!(zeros, 0.0, "{query}");
        assert!(
            below >= 3.0 && below >= above / 4.0 && above >= below / 8.0,
            "{query}"
        );
        let first = &fan.strands.as_ref().unwrap().drawn[0];
        let lengths = first.points.iter().map(|point| point.1);
        let lengths = lengths.chain(fan.gradient.iter().filter_map(|v| v.log10()));
        for length in lengths.chain(fan.bound.iter().filter_map(|v| v.log10())) {
            let height = fan.frame.height(length);
            assert!(
                (0.0..=1.0).contains(&height),
                "{query}: {length} at {height}"
            );
            assert!((fan.frame.length(height) - length).abs() < 1e-9, "{query}");
        }
    }
    let around = |low: f64, high: f64| FanFrame::around([low, high, f64::NAN, f64::INFINITY]);
    for (given, [below, above]) in [
        ([0.0, 0.0], [3.0, 1.0]),
        ([-2.88, 0.5], [3.0, 1.0]),
        ([-2.89, 0.0], [4.0, 1.0]),
        ([-12.6, 0.1], [16.0, 2.0]),
        ([0.0, 20.0], [6.0, 24.0]),
        ([-300.0, 0.0], [384.0, 48.0]),
    ] {
        let frame = around(given[0], given[1]);
        let [d, u] = [frame.below, frame.above];
        assert_eq!([d, u], [below, above], "{given:?}");
    }
    let [small, large] = [around(-1.0, 0.0), around(-9.0, 4.0)];
    assert_eq!(small.grown(large), large);
    assert_eq!(large.grown(small), large);
    assert_eq!(small.towards(large, 0.0), small);
    assert_eq!(small.towards(large, 1.0), large);
    let (_, dead) = fan("v=1&act=relu&init=zeros");
    assert_eq!(dead.gradient[0], Value::Zero);
    assert_eq!(dead.frame.zeros, 1.0);
    let zeros = small.with_zeros(true);
    assert_eq!([small.grown(zeros), zeros.grown(small)], [zeros; 2]);
    assert_eq!(small.towards(zeros, 0.5).zeros, 0.5);
}

#[test]
fn directions_that_end_are_counted() {
    for query in [
        "v=1&act=relu&init=he-normal&depth=40",
        "v=1&depth=9&width=7,3,5,2,4,6,1,8,2&inputs=3&act=gelu",
        "v=1&depth=6&act=relu&init=orthogonal",
    ] {
        let (analysis, fan) = fan(query);
        let strands = fan.strands.as_ref().unwrap();
        let cut: usize = strands.cuts.iter().map(|cut| cut.count).sum();
        let rank = analysis.chain[0].spectrum.rank;
        assert!(cut > 0, "{query}");
        assert_eq!(strands.count - cut, rank, "{query}");
        let ended = strands.drawn.iter().filter(|strand| strand.end == End::Cut);
        assert_eq!(ended.count(), cut, "{query}");
        for cut in &strands.cuts {
            let ends = |strand: &&gradlens::scene::Strand| {
                strand.end == End::Cut && strand.points.last().unwrap().0 == cut.layer
            };
            assert_eq!(
                strands.drawn.iter().filter(ends).count(),
                cut.count,
                "{query}, {cut:?}"
            );
        }
        let are = if cut == 1 { "is" } else { "are" };
        let told = format!(
            "{cut} of {} directions {are} cut off: exactly 0",
            strands.count
        );
        assert!(
            fan.remarks().contains(&told),
            "{query}: {:?}",
            fan.remarks()
        );
    }
}

#[test]
fn directions_below_the_frame_are_counted() {
    let (analysis, fan) = fan("v=1&act=tanh&gain=2.5");
    let values = &analysis.chain[0].spectrum.values;
    let is_hidden =
        |value: &&gradlens::network::Extended| value.log10().unwrap() < -fan.frame.below;
    let hidden = values.iter().filter(is_hidden).count();
    assert!(hidden > 0);
    let told = format!("{hidden} of 16 directions go on below, to ");
    assert!(fan.remarks()[0].starts_with(&told), "{:?}", fan.remarks());
}

#[test]
fn many_directions_become_bands_with_the_first_and_the_last() {
    let (analysis, fan) = fan("v=1&width=128&depth=3&act=tanh");
    let strands = fan.strands.unwrap();
    assert!(strands.are_bands && strands.drawn.len() == 7);
    let values = &analysis.chain[0].spectrum.values;
    for (strand, i) in [(0, 0), (3, 64), (6, 127)] {
        assert_eq!(
            strands.drawn[strand].points[3].1,
            values[i].log10().unwrap()
        );
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut dead = analysis("v=1&act=relu&init=zeros");
    let fan = Fan::of(&dead, 99, ALL);
    assert_eq!(fan.selected, 20);
    assert!(fan.discs.is_empty() && fan.gap().is_none());
    assert!(
        fan.strands
            .unwrap()
            .drawn
            .iter()
            .all(|strand| strand.end == End::Cut)
    );
    dead.layers.clear();
    let planted = planted::vanishing(6, 4);
    assert!(Fan::of(&planted, 0, ALL).strands.is_some());
    let outline =
        gradlens::analysis::Passes::of(Network::from(&link::decode("v=1").0.recipe)).outline();
    let fan = Fan::of(&outline, 0, ALL);
    assert!(fan.strands.is_none() && fan.bound.is_empty() && fan.remarks().is_empty());
    assert_eq!(fan.gradient.len(), 21);
}

#[test]
fn discs_are_the_ellipses_of_the_lens() {
    for query in LINKS {
        let (analysis, fan) = fan(query);
        let lens = analysis.lens.as_deref().unwrap();
        assert_eq!(fan.discs.len(), fan.depth + 1);
        for (h, (disc, image)) in fan.discs.iter().zip(&lens.images).enumerate() {
            let [long, short] = image.ellipse().half_axes();
            assert!(
                (disc.roundness() - short / long).abs() < 1e-12,
                "{query}, {h}"
            );
            for degrees in [0.0_f64, 45.0, 90.0, 200.0] {
                let [x, y] = disc.at(degrees.to_radians());
                let right = image.length(degrees.to_radians()).log10().unwrap();
                let found = x.hypot(y).log10() + disc.size.unwrap();
                assert!(
                    (found - right).abs() < 1e-3 || x.hypot(y) < 1e-9,
                    "{query}, {h}, {degrees}"
                );
            }
        }
        let last = fan.discs[fan.depth];
        assert!(last.size.unwrap().abs() < 1e-12);
    }
}

#[test]
fn the_source_turns_all_the_way_round() {
    let (_, mut fan) = fan("v=1");
    let drawn = fan.angle.to_degrees();
    assert_eq!(fan.turned(None, 5.0), Some((drawn + 5.0).round()));
    for (turn, by, degrees) in [
        (0.0, 5.0, 5.0),
        (0.0, -5.0, -5.0),
        (178.0, 5.0, -177.0),
        (-178.0, -5.0, 177.0),
        (90.0, -180.0, -90.0),
    ] {
        assert_eq!(fan.turned(Some(turn), by), Some(degrees), "{turn} by {by}");
    }
    // Where it is locked, of a single output, and as long as its circle is not known.
    fan.can_turn = false;
    assert_eq!(fan.turned(Some(10.0), 5.0), None);
    let (_, single) = self::fan("v=1&depth=3&width=8~2,1");
    assert_eq!(single.turned(Some(10.0), 5.0), None);
    fan.can_turn = true;
    fan.discs.clear();
    assert_eq!(fan.turned(Some(10.0), 5.0), None);
}
