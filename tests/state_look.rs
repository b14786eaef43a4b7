//! How the reader looks at the fan: the place of the lens, and what is shown.

use crate::world::Page;
use gradlens::scene::{Chip, Chips};
use gradlens::settings::{Chart, Key};
use gradlens::state::{Board, Effect, Move, Msg};

fn page(query: &str) -> Page {
    Page::settled(query)
}

/// The place of the lens, and the layer that goes with it.
fn lens(page: &Page) -> (usize, usize) {
    (page.model.place(), page.model.layer())
}

#[test]
fn the_lens_begins_at_the_input_and_comes_back_to_it() {
    let mut page = page("v=1&depth=6&width=3");
    assert_eq!(lens(&page), (0, 1));
    let steps = [
        (Move::By(1), (1, 1), "v=1&depth=6&width=3&seed=1&layer=1"),
        (Move::By(4), (5, 5), "v=1&depth=6&width=3&seed=1&layer=5"),
        (Move::By(40), (6, 6), "v=1&depth=6&width=3&seed=1&layer=6"),
        (Move::To(2), (2, 2), "v=1&depth=6&width=3&seed=1&layer=2"),
        (Move::By(-1), (1, 1), "v=1&depth=6&width=3&seed=1&layer=1"),
        (Move::By(-1), (0, 1), "v=1&depth=6&width=3&seed=1"),
        (Move::Last, (6, 6), "v=1&depth=6&width=3&seed=1&layer=6"),
        (Move::First, (0, 1), "v=1&depth=6&width=3&seed=1"),
        (Move::To(99), (6, 6), "v=1&depth=6&width=3&seed=1&layer=6"),
        (Move::To(0), (0, 1), "v=1&depth=6&width=3&seed=1"),
    ];
    for (to, expected, link) in steps {
        let effects = page.take(Msg::Select(to));
        assert_eq!((lens(&page), &*page.link()), (expected, link), "{to:?}");
        assert!(effects.contains(&Effect::Draw), "{to:?}: {effects:?}");
        assert_eq!(page.model.board, Board::Empty, "{to:?}");
    }
    for to in [Move::First, Move::By(0), Move::By(-3), Move::To(0)] {
        assert_eq!(page.take(Msg::Select(to)), [], "{to:?}: it is there");
    }
}

#[test]
fn a_layer_that_is_removed_leaves_the_lens_at_the_input() {
    let mut page = page("v=1&depth=6&width=3&layer=5");
    page.take(Msg::Set(Key::Depth, "5".into()));
    assert_eq!(lens(&page), (5, 5));
    page.take(Msg::Set(Key::Depth, "4".into()));
    assert_eq!((lens(&page), &page.model.board), ((0, 1), &Board::Empty));
}

#[test]
fn a_layer_has_its_text_and_its_notice() {
    let mut page = page("v=1&depth=6&width=3&layer=4");
    let text = |page: &Page| page.model.settings().expect("no file").text(Key::Layer);
    assert_eq!(text(&page), "4");
    page.take(Msg::Set(Key::Layer, String::new()));
    assert_eq!((text(&page), lens(&page)), (String::new(), (0, 1)));
    // A link with more than there is goes as far as it can.
    for (given, used) in [("7", "6"), ("4000", "6"), ("0", "1")] {
        let page = self::page(&format!("v=1&depth=6&width=3&layer={given}"));
        assert_eq!(text(&page), used);
        let told = format!(
            "layer: \"{given}\" is not allowed (a whole number from 1 to 6); {used} is used."
        );
        assert_eq!(page.said(), told);
    }
    // A locked lens names where it is.
    for (link, place) in [("v=1&depth=6", "the input"), ("v=1&depth=6&layer=3", "3")] {
        let mut page = self::page(&format!("{link}&width=3&lock=layer"));
        let before = lens(&page);
        page.take(Msg::Select(Move::By(1)));
        assert_eq!(lens(&page), before);
        assert!(
            page.said().ends_with(&format!("{place} is used.")),
            "{}",
            page.said()
        );
    }
}

#[test]
fn what_is_shown_goes_with_the_view_until_the_reader_chooses() {
    let mut page = page("v=1&depth=3&width=2");
    assert_eq!(page.model.chips(), Chips::default());
    page.take(Msg::Set(Key::View, "bound".into()));
    assert_eq!(page.model.chips(), Chips::of_chart(Chart::Bound));
    let effects = page.take(Msg::Chip(Chip::Directions));
    assert!(effects.contains(&Effect::Draw), "{effects:?}");
    let chosen = Chips::of_chart(Chart::Bound).toggled(Chip::Directions);
    assert_eq!(page.model.chips(), chosen);
    page.take(Msg::Set(Key::View, "spectrum".into()));
    assert_eq!(page.model.chips(), chosen, "a choice stays");
    page.take(Msg::Chip(Chip::Bound));
    assert_eq!(page.model.chips(), chosen.toggled(Chip::Bound));
    page.take(Msg::Reset);
    assert_eq!(page.model.chips(), Chips::default());
}

#[test]
fn what_is_shown_is_in_the_link_and_computes_nothing() {
    let mut page = page("v=1&depth=3&width=2");
    for chip in Chip::ALL {
        let before = page.model.chips();
        let effects = page.take(Msg::Chip(chip));
        let chips = page.model.chips();
        assert_eq!(chips, before.toggled(chip));
        let again = self::page(&page.link());
        assert_eq!(again.model.chips(), chips, "{}", page.link());
        let is_more = |effect: &Effect| matches!(effect, Effect::Crew(_));
        assert!(!effects.iter().any(is_more), "{chip:?}: {effects:?}");
    }
}
