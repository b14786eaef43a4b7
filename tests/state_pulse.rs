//! The gradient on its way back through the fan, as the reader steers it.

use crate::world::Page;
use gradlens::settings::Key;
use gradlens::state::{Effect, Look, Msg};

/// How long the whole way takes, in milliseconds.
const WHOLE: f64 = 2600.0;

/// A small network of this depth; nothing is computed.
fn page(depth: u32) -> Page {
    Page::at(&format!("v=1&depth={depth}&width=1"))
}

/// A message at a time.
fn at(page: &mut Page, now: f64, msg: Msg) -> Vec<Effect> {
    page.now = now - 1.0;
    page.take(msg)
}

fn place(page: &Page) -> Option<f64> {
    page.model.look.pulse
}

fn is_playing(page: &Page) -> bool {
    page.model.look.is_playing
}

/// Whether the next frame will move it.
fn moves(effects: &[Effect]) -> bool {
    effects.contains(&Effect::BeatAtFrame)
}

/// Whether it is read out.
fn is_told(effects: &[Effect]) -> bool {
    effects.contains(&Effect::TellPulse)
}

fn assert_drawn(effects: &[Effect]) {
    assert!(effects.contains(&Effect::DrawFlow), "{effects:?}");
    assert!(effects.contains(&Effect::Player), "{effects:?}");
    assert!(!effects.contains(&Effect::Draw), "nothing else changes");
}

#[test]
fn the_whole_way_takes_the_same_time_at_every_depth_and_frame_rate() {
    for depth in [1, 3, 20, 200] {
        for frame in [7.0, 16.7, 100.0, 3000.0] {
            let mut page = page(depth);
            let begun = 5000.0;
            let mut effects = at(&mut page, begun, Msg::Play(false));
            assert_eq!(place(&page), Some(depth.into()));
            let mut now = begun;
            loop {
                assert_drawn(&effects);
                assert!(moves(&effects) && is_playing(&page) && !is_told(&effects));
                now += frame;
                effects = at(&mut page, now, Msg::Beat(false));
                let Some(place) = place(&page) else { break };
                let right = f64::from(depth) * (1.0 - (now - begun) / WHOLE);
                assert!((place - right).abs() < 1e-9, "{depth}: {place} {right}");
            }
            let took = now - begun;
            assert!(took >= WHOLE && took < WHOLE + frame, "{depth}: {took} ms");
            assert_drawn(&effects);
            assert!(is_told(&effects) && !moves(&effects) && !is_playing(&page));
            // A frame that was on its way does nothing.
            assert_eq!(at(&mut page, now + 1.0, Msg::Beat(false)), []);
        }
    }
}

#[test]
fn a_pause_takes_no_time_of_the_way() {
    let mut page = page(10);
    at(&mut page, 100.0, Msg::Play(false));
    at(&mut page, 100.0 + 0.4 * WHOLE, Msg::Beat(false));
    let effects = at(&mut page, 1200.0, Msg::Play(false));
    assert_drawn(&effects);
    assert!(is_told(&effects) && !moves(&effects) && !is_playing(&page));
    let paused = place(&page).expect("a place");
    assert!((paused - 6.0).abs() < 1e-9, "{paused}");
    assert_eq!(at(&mut page, 3000.0, Msg::Beat(false)), [], "a pause stays");

    let again = 60_000.0;
    assert!(moves(&at(&mut page, again, Msg::Play(false))));
    assert_eq!(place(&page), Some(paused));
    at(&mut page, again + 0.1 * WHOLE, Msg::Beat(false));
    let moved = place(&page).expect("a place");
    assert!((moved - 5.0).abs() < 1e-9, "{moved}");
    at(&mut page, again + 0.599 * WHOLE, Msg::Beat(false));
    assert!(place(&page).is_some());
    at(&mut page, again + 0.601 * WHOLE, Msg::Beat(false));
    assert_eq!(place(&page), None);
}

#[test]
fn steps_go_through_every_place_and_end_in_the_still_picture() {
    // The same where nothing may move by itself.
    for msg in [|| Msg::StepPulse, || Msg::Play(true)] {
        let mut page = page(4);
        for expected in [Some(4.0), Some(3.0), Some(2.0), Some(1.0), Some(0.0), None] {
            let effects = page.take(msg());
            assert_drawn(&effects);
            assert!(is_told(&effects) && !moves(&effects));
            assert_eq!((place(&page), is_playing(&page)), (expected, false));
        }
        page.take(msg());
        assert_eq!(place(&page), Some(4.0), "and from the beginning");
    }
}

#[test]
fn a_step_on_the_way_stops_at_the_next_place() {
    let mut page = page(10);
    at(&mut page, 0.0, Msg::Play(false));
    at(&mut page, 0.24 * WHOLE, Msg::Beat(false));
    assert!((place(&page).expect("a place") - 7.6).abs() < 1e-9);
    for expected in [7.0, 6.0] {
        page.take(Msg::StepPulse);
        assert_eq!((place(&page), is_playing(&page)), (Some(expected), false));
    }
}

#[test]
fn it_stays_where_it_is_when_nobody_sees_it() {
    let mut page = page(10);
    at(&mut page, 0.0, Msg::Play(false));
    at(&mut page, 0.5 * WHOLE, Msg::Beat(false));
    let effects = at(&mut page, 0.9 * WHOLE, Msg::Beat(true));
    assert_drawn(&effects);
    assert!(!moves(&effects) && !is_playing(&page));
    assert_eq!(place(&page), Some(5.0));
}

#[test]
fn an_end_is_the_still_picture() {
    let mut page = page(5);
    assert_eq!(page.take(Msg::EndPulse), [], "it is still already");
    page.take(Msg::Play(false));
    let effects = page.take(Msg::EndPulse);
    assert_drawn(&effects);
    assert_eq!((place(&page), is_playing(&page)), (None, false));
    assert_eq!(page.take(Msg::Beat(false)), []);
    page.take(Msg::Play(false));
    let effects = page.take(Msg::Reset);
    assert!(effects.contains(&Effect::Player));
    assert_eq!(page.model.look, Look::default());
}

#[test]
fn an_edit_ends_it_where_it_stands_and_takes_it_over_where_it_moves() {
    let mut page = page(5);
    page.take(Msg::StepPulse);
    page.take(Msg::StepPulse);
    assert_eq!(place(&page), Some(4.0));
    // What stands there is of the network before: the headline would hide what the edit has done.
    let effects = page.take(Msg::Set(Key::Gain, "2".into()));
    assert!(effects.contains(&Effect::Player) && effects.contains(&Effect::DrawFlow));
    assert_eq!((place(&page), is_playing(&page)), (None, false));
    page.take(Msg::StepPulse);
    assert_eq!(place(&page), Some(5.0));
    page.take(Msg::Set(Key::Depth, "4".into()));
    assert_eq!(place(&page), None);

    at(&mut page, 1000.0, Msg::Play(false));
    assert_eq!(place(&page), Some(4.0));
    // While it moves, its share of the way stays.
    page.take(Msg::Set(Key::Depth, "6".into()));
    at(&mut page, 1000.0 + 0.5 * WHOLE, Msg::Beat(false));
    assert_eq!(place(&page), Some(3.0));
}
