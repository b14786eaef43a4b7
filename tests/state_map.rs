//! The map of what is shown: computed while somebody looks, kept while the network moves on it, given up with another one.

use gradlens::analysis::Analysis;
use gradlens::network::Network;
use gradlens::scene::MapPicture;
use gradlens::settings::{Activation, Key, PerLayer, Recipe};
use gradlens::state::{Effect, Mapping, Msg, Task};
use gradlens::study::map::{MapAxis, MapPlan};

use crate::world::Page;

const NET: &str = "v=1&depth=3&width=2&act=tanh&seed=3";

fn watched(link: &str) -> Page {
    let mut page = Page::settled(link);
    page.do_and_settle(Msg::Map(Mapping::Watch(true)));
    page
}

fn picture(page: &Page, which: usize) -> Option<MapPicture> {
    let recipe = page.model.subject.recipe()?;
    page.model.map.picture(which, recipe)
}

#[test]
fn nothing_is_computed_while_nobody_looks() {
    let page = Page::settled(NET);
    assert_eq!(picture(&page, 0), None);
    let page = watched(NET);
    let own = picture(&page, 0).expect("a map");
    assert!(own.field.is_whole() && page.model.map.is_whole());
    assert_eq!((own.field.columns.len(), own.field.depth), (49, 100));
    assert!(own.field.lines.is_some());
    assert_eq!(picture(&page, 1), None);
}

#[test]
fn the_dot_is_the_setting() {
    let mut page = watched(NET);
    let before = picture(&page, 0).expect("a map").field;
    page.take(Msg::Map(Mapping::Put(30, 40)));
    let moved = picture(&page, 0).expect("a map");
    let dot = moved.dot.expect("a dot");
    assert_eq!((dot.value, dot.depth), (1.78, 40));
    assert_eq!(
        page.model.settings().expect("settings").text(Key::Gain),
        "1.78"
    );
    assert_eq!(page.model.subject.depth(), 40);
    // Of the map nothing is to be computed anew, only the column of the network itself.
    assert!(moved.field.is_whole() && !page.model.map.is_whole());
    assert_eq!((&moved.field, &moved.own), (&before, &None));
    page.settle();
    let own = picture(&page, 0).and_then(|map| map.own).expect("its own");
    assert!(own.is_whole() && own.networks.0 > moved.field.networks.0);
    assert_eq!((&own.scale.values[..], own.depth), (&[1.78][..], 100));
    page.do_and_settle(Msg::Map(Mapping::Step(-1, 2)));
    let dot = picture(&page, 0).and_then(|map| map.dot).expect("a dot");
    assert_eq!((dot.value, dot.depth), (1.62, 42));
    assert_eq!(picture(&page, 0).expect("a map").field, before);
    page.do_and_settle(Msg::Set(Key::Gain, "0.5".into()));
    assert_eq!(picture(&page, 0).expect("a map").field, before);
}

/// What a network's own column costs is a small part of what its map costs.
#[test]
fn the_own_column_adds_little_to_the_map() {
    for (link, axis) in [
        ("v=1&act=tanh&width=16", MapAxis::Gain),
        ("v=1&act=tanh&width=128&inputs=128", MapAxis::Width),
        ("v=1&act=tanh&width=20", MapAxis::Width),
        ("v=1&act=relu&width=64&skip=1.5", MapAxis::Skip),
    ] {
        let mut page = Page::settled(link);
        page.take(Msg::Map(Mapping::Across(axis)));
        page.take(Msg::Map(Mapping::Watch(true)));
        let picture = picture(&page, 0).expect("a map");
        let recipe = page.model.subject.recipe().expect("settings").clone();
        let of = |values: Vec<f64>| MapPlan::of(&recipe, (axis, values), 100, 1);
        let map = of(picture.field.scale.values.clone());
        let all: u64 = (0..map.values().len()).map(|column| map.cost(column)).sum();
        let own = of(vec![axis.value_of(&recipe).expect("one")]).cost(0);
        let networks = page.model.map.own_networks().expect("some");
        assert!(networks > 5 && networks <= 50, "{link}: {networks}");
        let share = (own * networks) as f64 / (all * picture.field.networks.0 as u64) as f64;
        assert!(share < 0.2, "{link}: {share}");
    }
}

/// The median of the analyses of eight networks with the value of a column.
fn median_of_analyses(recipe: &Recipe, gain: f64) -> f64 {
    let length = |seed: u32| {
        let recipe = Recipe {
            gain: PerLayer::uniform(gain),
            seed: recipe.seed + seed,
            ..recipe.clone()
        };
        let length = Analysis::of(&Network::from(&recipe)).input_gradient;
        length.log10().expect("a length")
    };
    let mut all: Vec<f64> = (0..8).map(length).collect();
    all.sort_by(f64::total_cmp);
    f64::midpoint(all[3], all[4])
}

/// From gains that are those of columns, rounded ones and others: the dot stays where it is put, and what is told of it is the
/// number of its column.
#[test]
fn the_number_in_the_cell_of_the_dot_is_that_of_its_networks() {
    let mut page = watched(&format!("{NET}&loss=unit"));
    let put = |column, depth| Msg::Map(Mapping::Put(column, depth));
    let set = |text: &str| Msg::Set(Key::Gain, text.into());
    let step = |columns, layers| Msg::Map(Mapping::Step(columns, layers));
    // Column i has the gain 10^(i/24 - 1).
    for (message, column, depth) in [
        (put(30, 40), 30, 40),
        (step(-1, 2), 29, 42),
        (set("1.2345"), 26, 42),
        (step(0, -30), 26, 12),
        (step(1, 0), 27, 12),
        (set("0.33333"), 13, 12),
        (step(-3, 1), 10, 13),
        (put(24, 100), 24, 100),
    ] {
        page.do_and_settle(message.clone());
        let map = picture(&page, 0).expect("a map");
        let dot = map.dot.expect("a dot");
        assert_eq!(
            (map.column(), dot.depth),
            (Some(column), depth),
            "{message:?}"
        );
        let recipe = page.model.subject.recipe().expect("a recipe");
        assert_eq!(recipe.gain.at(1).to_bits(), dot.value.to_bits());
        let gain = 10.0_f64.powf(f64::from(u32::try_from(column).expect("few")) / 24.0 - 1.0);
        let wanted = median_of_analyses(recipe, gain);
        let found = map.field.cell(column, depth).log10().expect("a number");
        assert!(
            (found - wanted).abs() < 1e-8,
            "{message:?}: {found}, {wanted}"
        );
        assert!(map.line()[1].starts_with(&format!("At depth {depth} it is ")));
    }
}

/// The keyboard has two axes, and each moves along one of them alone, from any value.
#[test]
fn a_step_along_one_axis_leaves_the_other_setting_as_it_is() {
    let root = 20.0_f64.sqrt().recip();
    for (axis, key, value) in [
        (MapAxis::Gain, Key::Gain, 1.2345),
        (MapAxis::Skip, Key::Skip, root),
        (MapAxis::Bias, Key::Bias, 0.123),
    ] {
        let key_text = value.to_string();
        let mut page = watched(NET);
        page.do_and_settle(Msg::Map(Mapping::Across(axis)));
        page.do_and_settle(Msg::Set(key, key_text));
        let before = |page: &Page| page.model.settings().expect("settings").text(key);
        let text = before(&page);
        assert!((text.parse::<f64>().expect("a number") - value).abs() < 1e-12);
        page.do_and_settle(Msg::Map(Mapping::Step(0, 1)));
        assert_eq!((before(&page), page.model.subject.depth()), (text, 4));
        page.do_and_settle(Msg::Map(Mapping::Step(1, 0)));
        let there: f64 = before(&page).parse().expect("a number");
        assert!(
            there > value && there < 1.1 * value + 0.1,
            "{axis:?}: {there}"
        );
        assert_eq!(page.model.subject.depth(), 4);
    }
}

#[test]
fn another_network_has_another_map_and_the_older_one_stays_meanwhile() {
    let mut page = watched(NET);
    let before = picture(&page, 0).expect("a map").field;
    page.take(Msg::Set(Key::Act, "sigmoid".into()));
    assert!(page.model.map.is_older() && !page.model.map.is_whole());
    assert_eq!(picture(&page, 0).expect("a map").field, before);
    page.settle();
    assert!(!page.model.map.is_older() && page.model.map.is_whole());
    let own = picture(&page, 0).expect("a map").field;
    assert_eq!(own.name, "sigmoid");
    assert_ne!(own, before);
}

#[test]
fn the_newest_edit_wins_over_a_map_that_is_half_done() {
    let mut page = Page::settled(NET);
    page.take(Msg::Map(Mapping::Watch(true)));
    page.turn();
    assert!(page.model.jobs.has_map());
    page.take(Msg::Set(Key::Act, "sigmoid".into()));
    assert!(!page.model.jobs.has_map());
    page.settle();
    let own = picture(&page, 0).expect("a map").field;
    assert!(own.is_whole() && own.name == "sigmoid");
    page.take(Msg::Map(Mapping::Watch(false)));
    page.do_and_settle(Msg::Set(Key::Act, "relu".into()));
    assert!(!page.model.jobs.has_map());
}

#[test]
fn another_activation_stands_beside_it_on_the_same_axes() {
    let mut page = watched(NET);
    let before = picture(&page, 0).expect("a map").field;
    page.do_and_settle(Msg::Map(Mapping::Beside(Some(Activation::Relu))));
    let (own, beside) = (picture(&page, 0), picture(&page, 1));
    let (own, beside) = (own.expect("a map"), beside.expect("one beside it"));
    assert_eq!(own.field, before);
    assert!(beside.field.is_whole() && beside.field.name == "ReLU");
    assert_eq!(
        (beside.dot, &beside.field.scale),
        (own.dot, &own.field.scale)
    );
    page.do_and_settle(Msg::Map(Mapping::Across(MapAxis::Skip)));
    for which in [0, 1] {
        let map = picture(&page, which).expect("a map");
        assert!(map.field.is_whole());
        assert_eq!(map.dot.expect("a dot").value, 0.0);
    }
    page.do_and_settle(Msg::Map(Mapping::Beside(None)));
    assert_eq!(picture(&page, 1), None);
}

/// Of a loss along the chain the map has a random direction in its place, whichever loss the page had when the map was made.
#[test]
fn another_direction_is_told_of_the_loss_on_the_page() {
    let is_redirected = |page: &Page| picture(page, 0).expect("a map").is_redirected;
    let mut page = watched(&format!("{NET}&loss=unit"));
    for (loss, is_other) in [
        ("best", true),
        ("unit", false),
        ("worst", true),
        ("mse", false),
    ] {
        page.do_and_settle(Msg::Set(Key::Loss, loss.into()));
        let fresh = watched(&page.link());
        let found = [&page, &fresh].map(is_redirected);
        assert_eq!(found, [is_other; 2], "{loss}");
    }
}

#[test]
fn a_deep_network_has_a_deep_map_and_a_wide_one_none() {
    let mut page = watched("v=1&depth=150&width=1&act=tanh&seed=3");
    assert_eq!(picture(&page, 0).expect("a map").field.depth, 200);
    page.take(Msg::Set(Key::Width, "1024".into()));
    assert!(page.model.map.is_too_large());
    assert_eq!(picture(&page, 0), None);
    assert!(
        page.take(Msg::Map(Mapping::Put(3, 3)))
            .contains(&Effect::DrawActs)
    );
}

#[test]
fn a_locked_depth_stays() {
    let mut page = watched(&format!("{NET}&lock=depth"));
    page.do_and_settle(Msg::Map(Mapping::Put(30, 40)));
    assert_eq!(page.model.subject.depth(), 3);
}

#[test]
fn tasks_travel_as_words() {
    let mut page = Page::settled(NET);
    page.take(Msg::Map(Mapping::Watch(true)));
    page.turn();
    let task = page.order().expect("a task of the map");
    assert!(matches!(task, Task::Map(_)), "{task:?}");
    assert_eq!(Task::from_words(&task.to_words()).as_ref(), Some(task));
    let words = task.to_words();
    assert_eq!(Task::from_words(&words[..words.len() - 1]), None);
}
