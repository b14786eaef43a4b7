//! The pulse through the flow: its way, its words, and what is drawn of it.

use crate::planted;
use crate::recorder::record;
use gradlens::analysis::Analysis;
use gradlens::chart::Theme;
use gradlens::scene::{
    Marks, Panel, PanelId, Point, Pulse, Role, Selection, Series, Swatch, Value, Way,
};

fn flow(analysis: &Analysis, pulse: Pulse) -> Panel {
    let selection = Selection {
        layer: 2,
        pulse,
        ..Selection::default()
    };
    Panel::of(analysis, &selection, PanelId::Flow)
}

/// Every pulse of a way, from the still picture on until it is still again.
fn all(way: Way, depth: usize) -> Vec<Pulse> {
    let still = Pulse { way, place: None };
    let next = |pulse: &Pulse| Some(pulse.next(depth)).filter(|next| next.place.is_some());
    std::iter::successors(Some(still.next(depth)), next).collect()
}

#[test]
fn a_pulse_goes_through_every_place_once_and_ends_in_the_still_picture() {
    let places = |way| all(way, 3).iter().map(|p| p.place).collect::<Vec<_>>();
    assert_eq!(places(Way::Backward), [3, 2, 1, 0].map(Some));
    assert_eq!(places(Way::Forward), [0, 1, 2, 3].map(Some));
    // A network that has become shorter meanwhile.
    for (way, next) in [(Way::Backward, Some(2)), (Way::Forward, None)] {
        let place = Some(9);
        assert_eq!(Pulse { way, place }.next(3).place, next);
    }
}

#[test]
fn what_is_not_reached_is_quiet_and_nothing_is_lost() {
    let analysis = planted::vanishing(6, 4);
    for way in [Way::Backward, Way::Forward] {
        let points = |series: &[&Series]| {
            let mut points: Vec<Point> = series.iter().flat_map(|s| s.points()).collect();
            points.sort_by_key(|point| point.layer);
            points
        };
        let still = flow(&analysis, Pulse { way, place: None });
        for pulse in all(way, 6) {
            let panel = flow(&analysis, pulse);
            let (quiet, loud): (Vec<_>, Vec<_>) =
                panel.series.iter().partition(|s| s.role == Role::Quiet);
            assert!(loud.iter().all(|series| {
                let mut layers = series.points().into_iter().map(|point| point.layer);
                layers.all(|layer| pulse.has_reached(layer))
            }));
            assert!(
                points(&quiet)
                    .iter()
                    .all(|point| !pulse.has_reached(point.layer))
            );
            let both: Vec<&Series> = panel.series.iter().collect();
            let before: Vec<&Series> = still.series.iter().collect();
            assert_eq!(points(&both), points(&before), "{pulse:?}");
            assert_eq!(panel.ellipses().len(), 7);
            assert_eq!((panel.x, &panel.y), (still.x, &still.y), "{pulse:?}");
            assert_eq!(panel.legend, still.legend, "{pulse:?}");
        }
    }
}

#[test]
fn each_step_is_told_with_the_norms_before_and_after() {
    let lines = |analysis: &Analysis| {
        [Way::Backward, Way::Forward].map(|way| {
            let readings = all(way, analysis.layers.len()).into_iter().map(|pulse| {
                let mut panel = flow(analysis, pulse);
                let reading = panel.readings.swap_remove(pulse.place.expect("a place"));
                assert!(panel.description.ends_with(&format!(" {reading}.")));
                reading
            });
            readings.collect::<Vec<_>>().join("\n")
        })
    };
    let mut texts = Vec::new();
    for (name, analysis) in [
        ("vanishing", planted::vanishing(3, 2)),
        ("dead", planted::dead(3, 2)),
        ("not finite", planted::not_finite(3, 2)),
    ] {
        let [backward, forward] = lines(&analysis);
        texts.push(format!("{name}\n{backward}\n{forward}"));
    }
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn the_factor_is_that_of_the_norms() {
    // Each layer halves, forth and back.
    let mut analysis = planted::orthogonal(4, 2, 0.5);
    for (layer, j) in analysis.layers.iter_mut().zip(1..) {
        layer.output_norm = planted::ten_to(0.5_f64.log10() * f64::from(j));
    }
    analysis.input_norm = gradlens::network::Extended::ONE;
    for way in [Way::Backward, Way::Forward] {
        for pulse in &all(way, 4)[1..] {
            let reading = &flow(&analysis, *pulse).readings[pulse.place.expect("a place")];
            assert!(reading.ends_with(", factor 0.500"), "{reading}");
        }
    }
}

#[test]
fn the_way_forth_is_told_as_such() {
    let way = Way::Forward;
    let panel = flow(&planted::vanishing(5, 3), Pulse { way, place: None });
    assert_eq!((panel.title, &*panel.y.label), ("Signal", "‖z⁽ʰ⁾‖"));
    assert!(
        panel
            .description
            .contains("runs right. Its norm goes from 3.98 at the input to ")
    );
    let back = flow(&planted::vanishing(5, 3), Pulse::default());
    assert_eq!((back.title, &*back.y.label), ("Flow", "‖∂L/∂z⁽ʰ⁾‖"));
    assert_eq!(back.ellipses(), panel.ellipses());
    assert!(
        back.legend
            .iter()
            .all(|entry| entry.swatch != Swatch::Cross)
    );
}

#[test]
fn pictures_of_a_pulse_stay_as_they_are() {
    let analysis = planted::vanishing(5, 3);
    for (name, way, place) in [
        ("back", Way::Backward, Some(3)),
        ("forth", Way::Forward, Some(1)),
        ("forth_still", Way::Forward, None),
    ] {
        let panel = flow(&analysis, Pulse { way, place });
        let (drawn, _) = record(&panel, (1000, 220), &Theme::light());
        let words = match way {
            Way::Backward => "the gradient runs this way",
            Way::Forward => "the signal runs this way",
        };
        assert!(drawn.says(words));
        insta::assert_snapshot!(name, drawn.text());
    }
}

#[test]
fn the_arrow_points_where_it_goes_and_leaves_no_picture() {
    for analysis in [planted::vanishing(200, 4), planted::dead(5, 3)] {
        for way in [Way::Backward, Way::Forward] {
            for pulse in all(way, analysis.layers.len()) {
                for width in [330, 1000] {
                    let panel = flow(&analysis, pulse);
                    let (drawn, _) = record(&panel, (width, 220), &Theme::light());
                    assert!(drawn.count("polygon") > 0, "an arrowhead");
                    for (text, left, right) in &drawn.reaches {
                        assert!(
                            *left >= 0.0 && *right <= f64::from(width),
                            "{text} {pulse:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn an_older_picture_lends_its_ellipses_to_a_pulse_too() {
    let mut analysis = planted::orthogonal(6, 4, 2.0);
    for suffix in &mut analysis.chain[..3] {
        suffix.spectrum = gradlens::analysis::Spectrum::pending();
    }
    let pulse = Pulse {
        way: Way::Backward,
        place: Some(5),
    };
    let mut panel = flow(&analysis, pulse);
    panel.keep_ellipses(&flow(&planted::vanishing(6, 4), pulse));
    let kept = panel.series.iter().find_map(|series| match &series.marks {
        Marks::OlderEllipses(kept) => Some(kept.len()),
        _ => None,
    });
    assert_eq!((kept, panel.ellipses().len()), (Some(3), 4));
    assert!(
        panel
            .ellipses()
            .iter()
            .all(|ball| ball.major != Value::Pending)
    );
}
