//! The pulse through the flow as the reader steers it.

use crate::world::Page;
use gradlens::scene::{Pulse, Way};
use gradlens::settings::Key;
use gradlens::state::{Effect, Msg};

fn beats(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::BeatLater(wait) => Some(*wait),
        _ => None,
    })
}

fn place(page: &Page) -> Option<usize> {
    page.model.look.pulse.place
}

#[test]
fn a_pulse_that_plays_goes_through_every_place_and_ends_still() {
    for (way, expected) in [(Way::Backward, [3, 2, 1, 0]), (Way::Forward, [0, 1, 2, 3])] {
        let mut page = Page::at("v=1&depth=3&width=2");
        page.take(Msg::Turn(way));
        let mut effects = page.take(Msg::Play(false));
        let mut places = Vec::new();
        while let Some(at) = place(&page) {
            assert!(page.model.look.is_playing && beats(&effects) == Some(200));
            places.push(at);
            effects = page.take(Msg::Beat(false));
        }
        assert_eq!(places, expected);
        assert!(!page.model.look.is_playing && beats(&effects).is_none());
        assert_eq!(page.model.look.pulse, Pulse { way, place: None });
        // A beat that was on its way does nothing.
        assert_eq!(page.take(Msg::Beat(false)), []);
    }
}

#[test]
fn the_longest_way_takes_twelve_seconds_at_most() {
    for depth in [1, 2, 59, 60, 200] {
        let mut page = Page::at(&format!("v=1&depth={depth}&width=1"));
        let mut effects = page.take(Msg::Play(false));
        let (mut time, mut count) = (0, 0);
        while let Some(wait) = beats(&effects) {
            assert!(wait <= 200 && wait > 0);
            time += wait;
            count += 1;
            effects = page.take(Msg::Beat(false));
        }
        assert_eq!(count, depth + 1);
        assert!(time <= 12_000, "{depth}: {time}");
        assert!(depth < 59 || time > 11_000, "{depth}: {time}");
    }
}

#[test]
fn play_pauses_where_it_is_and_goes_on_from_there() {
    let mut page = Page::at("v=1&depth=5&width=2");
    page.take(Msg::Play(false));
    page.take(Msg::Beat(false));
    let effects = page.take(Msg::Play(false));
    assert!(effects.contains(&Effect::TellPulse) && beats(&effects).is_none());
    assert_eq!((place(&page), page.model.look.is_playing), (Some(4), false));
    page.take(Msg::Beat(false));
    assert_eq!(place(&page), Some(4), "a pause stays");
    let effects = page.take(Msg::Play(false));
    assert!(beats(&effects).is_some() && page.model.look.is_playing);
    page.take(Msg::Beat(false));
    assert_eq!(place(&page), Some(3));
}

#[test]
fn where_nothing_may_move_it_goes_in_steps_and_stays_when_nobody_sees_it() {
    let mut page = Page::at("v=1&depth=5&width=2");
    for expected in [5, 4, 3] {
        let effects = page.take(Msg::Play(true));
        assert!(effects.contains(&Effect::TellPulse) && beats(&effects).is_none());
        assert_eq!(
            (place(&page), page.model.look.is_playing),
            (Some(expected), false)
        );
    }
    page.take(Msg::Play(false));
    let effects = page.take(Msg::Beat(true));
    assert_eq!((place(&page), page.model.look.is_playing), (Some(3), false));
    assert!(beats(&effects).is_none());
}

#[test]
fn steps_turns_ends_and_another_network() {
    let mut page = Page::at("v=1&depth=5&width=2");
    page.take(Msg::StepPulse);
    page.take(Msg::StepPulse);
    assert_eq!(place(&page), Some(4));
    // The place is gone with its layers: the pulse goes on from the last one that is left.
    page.take(Msg::Set(Key::Depth, "2".into()));
    page.take(Msg::StepPulse);
    assert_eq!(place(&page), Some(1));
    page.take(Msg::Turn(Way::Forward));
    let (way, still) = (Way::Forward, None);
    assert_eq!(page.model.look.pulse, Pulse { way, place: still });
    assert_eq!(page.take(Msg::EndPulse), [], "it is still already");
    page.take(Msg::StepPulse);
    assert_eq!(place(&page), Some(0));
    page.take(Msg::EndPulse);
    assert_eq!(page.model.look.pulse, Pulse { way, place: still });
    page.take(Msg::Play(false));
    let effects = page.take(Msg::Reset);
    assert!(effects.contains(&Effect::Player));
    assert_eq!(page.model.look.pulse, Pulse::default());
    assert!(!page.model.look.is_playing);
}
