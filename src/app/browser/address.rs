//! The address bar: read at the start and when it changes, written when the reader pauses.

use wasm_bindgen::prelude::JsValue;
use web_sys::{History, Window};

use crate::link::{self, Frame, Link};
use crate::network::Subject;
use crate::settings::{Settings, View};
use crate::words::files as words;

/// The content of the address, query and fragment together. The fragment wins key by key.
/// `inside` is the link that a saved page carries.
pub fn read(window: &Window, inside: Option<&str>) -> Link {
    let location = window.location();
    let query = location.search().unwrap_or_default();
    let fragment = match term(window) {
        None => location.hash().unwrap_or_default(),
        Some(_) => String::new(),
    };
    link::read(&format!("{query}{fragment}"), inside)
}

/// The whole address of a subject in a view; the link alone if the page has no address of its own,
/// and a sentence for a file, which has no link.
pub fn whole(window: &Window, subject: &Subject, view: &View) -> String {
    let Some(recipe) = subject.recipe() else {
        return words::NO_LINK.into();
    };
    let link = link::encode(&Settings {
        recipe: recipe.clone(),
        view: view.clone(),
    });
    let page = window.location().href().unwrap_or_default();
    let page = page.split(['?', '#']).next().unwrap_or_default();
    match page.starts_with("http") {
        true => format!("{page}?{link}"),
        false => link,
    }
}

/// The id of the glossary entry that the address points to, if any.
pub fn term(window: &Window) -> Option<String> {
    let fragment = window.location().hash().ok()?;
    let id = fragment.strip_prefix('#')?;
    id.starts_with("term-").then(|| id.into())
}

/// Whether the fragment only names a place in the page, such as its figure.
pub fn is_place(window: &Window) -> bool {
    let fragment = window.location().hash().unwrap_or_default();
    let place = fragment.strip_prefix('#');
    place.is_some_and(|place| !place.is_empty() && link::is_place(place))
}

/// Writes these settings to the address without a new history entry.
///
/// A browser may refuse, or silently do nothing, for example after too many changes; then the old
/// address stays. Returns whether the address is right.
pub fn write(window: &Window, settings: &Settings, frame: &Frame) -> bool {
    if let Some((history, url)) = changed(window, settings, frame) {
        // Reported by the return value.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    changed(window, settings, frame).is_none()
}

/// The same with a new history entry: Back leads to the previous address.
pub fn push(window: &Window, settings: &Settings, frame: &Frame) {
    if let Some((history, url)) = changed(window, settings, frame) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// The history and the address of these settings, if it differs from the current one. A figure in
/// another page has none of its own: its history would be that of the page around it.
fn changed(window: &Window, settings: &Settings, frame: &Frame) -> Option<(History, String)> {
    if frame.is_embedded {
        return None;
    }
    let location = window.location();
    let query = format!("?{}{}", link::encode(settings), frame.encode());
    let unchanged = location.search().ok().as_ref() == Some(&query)
        && location.hash().is_ok_and(|fragment| fragment.is_empty());
    if unchanged {
        return None;
    }
    let path = location.pathname().unwrap_or_default();
    Some((window.history().ok()?, format!("{path}{query}")))
}
