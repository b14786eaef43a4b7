//! What the reader does with the map.

use super::context::Context;
use super::editing::propose;
use super::leaving;
use super::map::key;
use super::policy::{Door, Proposal};
use super::surveying::follow;
use crate::scene::MapPicture;
use crate::settings::{Activation, Key};
use crate::study::map::MapAxis;

/// Something that has happened to the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// The act is seen from now on, or no longer.
    Watch(bool),
    /// Another setting is to be across.
    Across(MapAxis),
    /// The map of this activation is to be beside the own one, or none.
    Beside(Option<Activation>),
    /// The network is to be that of a column and a depth.
    Put(usize, usize),
    /// The network is to be the one so many columns and layers from where it is.
    Step(isize, isize),
}

/// Something has happened to the map.
pub fn take(at: &mut Context<'_>, what: Mapping) {
    if at.model.is_small {
        // The act is open when that one is there.
        return leaving::expect_whole(at);
    }
    let map = &mut at.model.map;
    match what {
        Mapping::Watch(is_watched) => map.is_watched = is_watched,
        Mapping::Across(axis) => map.axis = axis,
        Mapping::Beside(activation) => map.beside = activation,
        Mapping::Put(column, depth) => {
            put(at, |picture| {
                let scale = &picture.field.scale;
                let value = scale.values.get(column)?;
                Some((Some(scale.text(*value)), Some(depth)))
            });
        }
        Mapping::Step(columns, layers) => put(at, |picture| picture.after(columns, layers)),
    }
    follow(at);
    at.wake();
}

/// Where the network is to be: the setting across and the depth, if they are to change.
type Place = (Option<String>, Option<usize>);

/// Moves the network.
fn put(at: &mut Context<'_>, place: impl Fn(&MapPicture) -> Option<Place>) {
    let model = &*at.model;
    let Some(now) = model.settings() else { return };
    let picture = model.map.picture(0, &now.recipe);
    let Some((text, depth)) = picture.and_then(|picture| place(&picture)) else {
        return;
    };
    let across = text.map(|text| (key(model.map.axis()), text));
    let depth = depth.map(|depth| (Key::Depth, depth.to_string()));
    let wanted = across.into_iter().chain(depth);
    let is_other = |(key, text): &(Key, String)| now.text(*key) != *text;
    let changes: Vec<_> = wanted.filter(is_other).collect();
    if !changes.is_empty() {
        propose(at, Door::Control, Proposal::Set(changes));
    }
}
