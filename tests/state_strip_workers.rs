//! Who computes the columns of the strip, and when they are drawn.

use crate::run::{calm, show};
use crate::state_strip::{draw, finish, is_right, picture};
use crate::world::{LINKS, Page, recipe};
use gradlens::analysis::Piece;
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::state::{Effect, Msg};

#[test]
fn columns_are_drawn_alone_and_nobody_is_told_to_wait() {
    let mut page = Page::settled("v=1&depth=5&width=4");
    let effects = page.take(Msg::Strip(24));
    assert!(effects.contains(&Effect::Draw));
    page.take(Msg::Drawn(false));
    assert!(page.model.jobs.has_strip() && !page.model.jobs.is_busy() && page.model.is_whole());
    page.settle();
    let strip = page
        .model
        .strip
        .picture(&page.model.subject)
        .expect("a strip");
    assert_eq!(strip.columns.len(), 24);
    let subject = Subject::Recipe(link::decode("depth=5&width=4").0.recipe);
    is_right(&strip, &subject.network(), None);
}

#[test]
fn workers_share_the_columns_of_a_large_network_and_the_desk_computes_what_is_lost() {
    let mut world = calm(2);
    world.take(Msg::Strip(48));
    show(&mut world, LINKS[6]);
    world.come_to_rest();
    let whole = picture(&world);
    assert_eq!(whole.columns.len(), 48);
    is_right(&whole, &Network::from(&recipe(LINKS[6])), None);
    show(&mut world, LINKS[4]);
    for _ in 0..100 {
        for at in 0..world.hands.len() {
            // The first worker reports that all is done, and nothing comes of its columns.
            if let Some((_, pieces)) = &mut world.hands[at].order
                && at == 1
            {
                pieces.retain(|piece| !matches!(piece, Piece::Column(..)));
            }
            if at > 0 || world.model.jobs.is_busy() {
                world.report(at);
            }
        }
        draw(&mut world);
    }
    assert!(world.model.jobs.has_strip(), "some are left for the desk");
    let missing = world.model.strip.missing().expect("some");
    let missing = missing.1.columns.len();
    assert!((1..48).contains(&missing), "{missing}");
    assert_eq!(finish(&mut world), missing);
    is_right(&picture(&world), &Network::from(&recipe(LINKS[4])), None);
}

#[test]
fn a_worker_that_falls_silent_over_the_strip_is_replaced() {
    let mut world = calm(1);
    world.take(Msg::Strip(24));
    show(&mut world, LINKS[5]);
    while world.model.jobs.is_busy() {
        for at in 0..world.hands.len() {
            world.report(at);
        }
        world.take(Msg::News);
    }
    draw(&mut world);
    assert!(world.model.jobs.has_strip() && !world.model.jobs.is_busy());
    let serial = world.hands[1].serial;
    world.hands[1].is_silent = true;
    for _ in 0..14 {
        world.take(Msg::Rest);
    }
    assert_ne!(world.hands[1].serial, serial);
    world.come_to_rest();
    assert_eq!(picture(&world).columns.len(), 24);
}
