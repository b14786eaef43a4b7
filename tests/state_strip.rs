//! The strip of gains while the reader edits: what is computed and when, and what stays.

use std::rc::Rc;

use crate::run::{calm, show};
use crate::world::{LINKS, World, recipe};
use gradlens::analysis::{Column, Piece};
use gradlens::network::Network;
use gradlens::scene::{Strip, StripColumn, StripRange};
use gradlens::settings::Key;
use gradlens::state::Msg;

pub fn picture(world: &World) -> Strip {
    let strip = world.model.strip.picture(&world.model.subject);
    strip.expect("somebody looks at it")
}

/// The numbers of the columns that the desk is about to report.
fn at_the_desk(world: &World) -> Vec<usize> {
    let order = world.hands[0].order.as_ref();
    let pieces = order.into_iter().flat_map(|(_, pieces)| pieces);
    let number = |piece: &Piece| match piece {
        Piece::Column(number, _) => Some(*number),
        _ => None,
    };
    pieces.filter_map(number).collect()
}

/// A frame is drawn; what has come to rest goes on with the strip.
pub fn draw(world: &mut World) {
    world.take(Msg::News);
    world.take(Msg::Drawn(false));
}

/// Everything is done at the desk; how many columns that were.
pub fn finish(world: &mut World) -> usize {
    let mut count = 0;
    for _ in 0..200 {
        count += at_the_desk(world).len();
        world.report(0);
        draw(world);
    }
    assert!(!world.model.jobs.is_busy() && !world.model.jobs.has_strip());
    count
}

fn set_gain(world: &mut World, gain: &str) {
    world.take(Msg::Set(Key::Gain, gain.into()));
}

/// What the strip of a network should show.
fn expected(base: &Network, strip: &Strip, start: Option<&[f64]>) -> Vec<StripColumn> {
    let gains = strip.columns.iter().map(|column| column.gain);
    gains
        .map(|gain| StripColumn::of(gain, &Column::of(base, gain, start)))
        .collect()
}

pub fn is_right(strip: &Strip, base: &Network, start: Option<&[f64]>) {
    let shown: Vec<StripColumn> = strip.columns.iter().map(|one| (**one).clone()).collect();
    assert_eq!(
        format!("{shown:?}"),
        format!("{:?}", expected(base, strip, start))
    );
}

#[test]
fn nothing_is_computed_while_nobody_looks() {
    let mut world = calm(0);
    assert_eq!(finish(&mut world), 0);
    assert!(world.model.strip.picture(&world.model.subject).is_none());
    world.take(Msg::Strip(48));
    assert_eq!(finish(&mut world), 48);
    world.take(Msg::Strip(0));
    world.take(Msg::Strip(48));
    assert_eq!(finish(&mut world), 0, "it is known already");
    world.take(Msg::Strip(0));
    show(&mut world, LINKS[1]);
    assert_eq!(finish(&mut world), 0);
    assert!(world.model.strip.picture(&world.model.subject).is_none());
}

#[test]
fn coarse_columns_come_first_and_all_of_them_are_those_of_the_network() {
    let mut world = calm(0);
    show(&mut world, "depth=6&width=4&act=tanh&gain=2");
    world.take(Msg::Strip(96));
    assert!(at_the_desk(&world).is_empty(), "the analysis comes first");
    while world.model.jobs.is_busy() {
        assert!(at_the_desk(&world).is_empty());
        world.report(0);
    }
    assert!(picture(&world).columns.is_empty());
    draw(&mut world);
    for task in 0..16 {
        let numbers = at_the_desk(&world);
        assert_eq!(numbers.len(), 6);
        // One in four is coarse.
        assert!(
            numbers.iter().all(|number| (number % 4 == 2) == (task < 4)),
            "{task}: {numbers:?}"
        );
        world.report(0);
        assert_eq!(picture(&world).columns.len(), 6 * (task + 1));
    }
    let strip = picture(&world);
    assert!(!strip.is_older && (strip.handle - 2.0).abs() < 1e-15);
    let base = Network::from(&recipe("depth=6&width=4&act=tanh"));
    is_right(&strip, &base, None);
    // Ascending, and equally spaced over the whole strip.
    for (i, column) in strip.columns.iter().enumerate() {
        let share = (i as f64 + 0.5) / 96.0;
        assert!((StripRange::Usual.share(column.gain) - share).abs() < 1e-12);
    }
}

#[test]
fn an_edit_of_the_gain_moves_the_handle_and_computes_no_column() {
    let mut world = calm(0);
    world.take(Msg::Strip(48));
    assert_eq!(finish(&mut world), 48);
    let before = picture(&world).columns;
    for gain in ["2.5", "0.11", "10", "1"] {
        set_gain(&mut world, gain);
        let moved = picture(&world);
        assert_eq!(moved.handle.to_string(), gain, "at once");
        assert_eq!(finish(&mut world), 0, "{gain}");
        let pairs = moved.columns.iter().zip(&before);
        assert!(moved.columns.len() == 48 && pairs.into_iter().all(|(a, b)| Rc::ptr_eq(a, b)));
    }
    // The range moves for a smaller gain, and half of it is known.
    set_gain(&mut world, "0.05");
    assert_eq!(picture(&world).range, StripRange::Small);
    assert_eq!(picture(&world).columns.len(), 24);
    assert_eq!(finish(&mut world), 24);
    set_gain(&mut world, "0.5");
    assert_eq!(picture(&world).range, StripRange::Small, "nothing jumps");
    set_gain(&mut world, "1.2");
    assert_eq!(picture(&world).range, StripRange::Usual);
    assert_eq!(finish(&mut world), 0);
    is_right(&picture(&world), &Network::from(&recipe("")), None);
}

#[test]
fn an_edit_of_the_gain_before_the_strip_is_whole_continues_it() {
    let mut world = calm(0);
    world.take(Msg::Strip(48));
    draw(&mut world);
    world.report(0);
    world.report(0);
    assert_eq!(picture(&world).columns.len(), 12);
    set_gain(&mut world, "3");
    assert!(at_the_desk(&world).is_empty(), "the fan comes first");
    assert_eq!(finish(&mut world), 36, "and only what was missing");
    assert_eq!(picture(&world).columns.len(), 48);
}

#[test]
fn columns_of_the_settings_before_stay_until_new_ones_come() {
    let mut world = calm(0);
    world.take(Msg::Strip(96));
    finish(&mut world);
    let old = picture(&world).columns;
    show(&mut world, LINKS[1]);
    let shown = picture(&world);
    assert!(shown.is_older && shown.columns.len() == 96 && Rc::ptr_eq(&shown.columns[7], &old[7]));
    assert!(
        shown
            .description()
            .ends_with("These are the columns of the settings before.")
    );
    while world.model.jobs.is_busy() {
        world.report(0);
    }
    draw(&mut world);
    for task in 0..4 {
        assert!(picture(&world).is_older, "{task}");
        world.report(0);
    }
    let shown = picture(&world);
    assert!(!shown.is_older && !shown.is_whole && shown.columns.len() == 24);
    // Another subject drops the rest.
    show(&mut world, LINKS[2]);
    assert!(at_the_desk(&world).is_empty() && picture(&world).is_older);
    finish(&mut world);
    let shown = picture(&world);
    assert!(!shown.is_older && shown.is_whole && shown.columns.len() == 96);
    is_right(&shown, &Network::from(&recipe(LINKS[2])), None);
}

#[test]
fn late_columns_of_a_dropped_job_are_of_no_use() {
    let mut world = calm(0);
    world.take(Msg::Strip(24));
    draw(&mut world);
    let (job, pieces) = world.hands[0].order.clone().expect("columns");
    show(&mut world, LINKS[1]);
    world.take(Msg::Heard {
        serial: 0,
        job,
        pieces,
        is_done: true,
    });
    assert!(picture(&world).columns.is_empty());
    finish(&mut world);
    is_right(&picture(&world), &Network::from(&recipe(LINKS[1])), None);
}

#[test]
fn another_number_of_columns_is_computed_anew() {
    let mut world = calm(0);
    world.take(Msg::Strip(30));
    assert_eq!(finish(&mut world), 48, "a multiple of 24");
    world.take(Msg::Strip(48));
    assert_eq!(finish(&mut world), 0);
    world.take(Msg::Strip(100));
    assert!(picture(&world).is_older && picture(&world).columns.len() == 48);
    assert_eq!(finish(&mut world), 120);
    assert!(!picture(&world).is_older);
    // What is under way has other numbers.
    world.take(Msg::Strip(24));
    draw(&mut world);
    let (job, pieces) = world.hands[0].order.clone().expect("columns");
    world.take(Msg::Strip(72));
    world.take(Msg::Heard {
        serial: 0,
        job,
        pieces,
        is_done: true,
    });
    assert_eq!(finish(&mut world), 72);
    is_right(&picture(&world), &Network::from(&recipe("")), None);
    let gains = picture(&world).columns.into_iter().map(|one| one.gain);
    assert!(gains.is_sorted());
}

#[test]
fn where_gains_differ_all_of_them_are_multiplied() {
    let mut world = calm(0);
    let link = "depth=6&width=4&act=tanh&gain=1.5~2,0.7~4";
    show(&mut world, link);
    world.take(Msg::Strip(24));
    assert_eq!(finish(&mut world), 24);
    is_right(&picture(&world), &Network::from(&recipe(link)), None);
    for factor in [1.3, 0.123, std::f64::consts::SQRT_2, 2.0 / 3.0] {
        let text = world.model.strip.gain_text(factor).expect("a recipe");
        set_gain(&mut world, &text);
        let strip = picture(&world);
        assert!(
            (strip.handle / factor - 1.0).abs() < 1e-5,
            "{text}: {}",
            strip.handle
        );
        assert_eq!(finish(&mut world), 0, "{text}");
    }
    assert_eq!(
        world.model.strip.gain_text(2.0).as_deref(),
        Some("3~2,1.4~4")
    );
    // No gain leaves its limits, so that all of them keep their ratios.
    assert_eq!(
        world.model.strip.gain_text(9.0).as_deref(),
        Some("10~2,4.666667~4")
    );
    assert_eq!(
        world.model.strip.gain_text(0.001).as_deref(),
        Some("0.0214286~2,0.01~4")
    );
    // Other ratios are another network.
    set_gain(&mut world, "1.5~2,0.8~4");
    assert!((picture(&world).handle - 1.0).abs() < 1e-15 && picture(&world).is_older);
    assert_eq!(finish(&mut world), 24);
    set_gain(&mut world, "1");
    assert_eq!(finish(&mut world), 24);
    assert_eq!(picture(&world).label(), "gain 1.00");
}

#[test]
fn a_uniform_gain_is_what_the_handle_says() {
    let mut world = calm(0);
    world.take(Msg::Strip(24));
    for (gain, text) in [
        (0.5, "0.5"),
        (5.0 / 3.0, "1.6666666666666667"),
        (20.0, "10"),
        (0.0, "0.01"),
    ] {
        assert_eq!(world.model.strip.gain_text(gain).as_deref(), Some(text));
        set_gain(&mut world, text);
        let handle = picture(&world).handle;
        assert!((handle - gain.clamp(0.01, 10.0)).abs() < 1e-15, "{text}");
    }
}

#[test]
fn a_file_is_a_look_at_its_weights_times_a_factor() {
    let mut world = calm(0);
    world.take(Msg::Strip(24));
    let network = Network::from(&recipe("depth=5&width=3&act=gelu&gain=1.2~2,0.9~3"));
    world.take(Msg::File(Box::new(network.clone()), "a file".into()));
    assert_eq!(finish(&mut world), 24);
    let strip = picture(&world);
    assert!(!strip.can_move() && !strip.is_older && strip.label() == "weights × 1.00");
    assert_eq!(world.model.strip.gain_text(2.0), None);
    is_right(&strip, &network, None);
}

#[test]
fn a_loss_along_the_chain_keeps_the_direction_of_the_network_on_the_page() {
    for loss in ["best", "worst"] {
        let link = format!("depth=4&width=5&act=tanh&gain=1.5&loss={loss}");
        let mut world = calm(0);
        world.take(Msg::Strip(24));
        show(&mut world, &link);
        assert_eq!(finish(&mut world), 24);
        let complete = world.model.store.complete().expect("all is known");
        let ends = complete.analysis.end_to_end.clone().expect("a chain");
        let direction = match loss {
            "best" => ends.first.u,
            _ => ends.last.expect("resolved").u,
        };
        let base = Network::from(&recipe(&link.replace("&gain=1.5", "")));
        is_right(&picture(&world), &base, Some(&direction));
        set_gain(&mut world, "0.8");
        assert_eq!(finish(&mut world), 0);
    }
}

#[test]
fn a_turned_loss_keeps_the_direction_of_the_network_on_the_page() {
    for loss in ["unit", "mse", "best"] {
        let link = format!("depth=4&width=5&act=tanh&gain=1.5&turn=-75&loss={loss}");
        let mut world = calm(0);
        world.take(Msg::Strip(24));
        show(&mut world, &link);
        assert_eq!(finish(&mut world), 24);
        let complete = world.model.store.complete().expect("all is known");
        let lens = complete.analysis.lens.as_deref().expect("a lens");
        let direction = lens.start_vector().expect("in range");
        let base = Network::from(&recipe(&link.replace("&gain=1.5", "")));
        assert_eq!(base.turn, Some(-75.0));
        is_right(&picture(&world), &base, Some(&direction));
        // Where the handle is, the column is the gradient of the page.
        let column = Column::of(&base, 1.5, Some(&direction)).lengths[0];
        let page = complete.analysis.input_gradient.log10().expect("not 0");
        let difference = (column.log10().expect("not 0") - page).abs();
        assert!(difference < 1e-9, "{loss}: {difference:e}");
    }
}

#[test]
fn keys_step_on_from_the_gain_that_is_set_however_long_the_frame_takes() {
    let mut world = calm(0);
    show(&mut world, "v=1&depth=4&gain=0.99~2,2.97~2");
    world.take(Msg::Strip(96));
    // Nothing is drawn meanwhile.
    for _ in 0..20 {
        let strip = &world.model.strip;
        let next = strip.gain_after(&world.model.subject, 1.0);
        set_gain(&mut world, &next.expect("there is more"));
    }
    let recipe = world.model.subject.recipe().expect("a recipe");
    let [first, second] = [1, 3].map(|layer| recipe.gain.at(layer));
    // Twenty steps of a hundredth of a decade, up to the roundings of the texts.
    assert!(
        (first / (0.99 * f64::powf(10.0, 0.2)) - 1.0).abs() < 0.03,
        "{first}"
    );
    assert!(
        (second / first - 3.0).abs() < 1e-4,
        "{second} beside {first}"
    );
}
