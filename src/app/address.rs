//! The address bar: read at the start and when it changes, written when the reader has come to rest.

use web_sys::Window;

use crate::link;
use crate::settings::{Notice, Settings};

/// What the address says, query and fragment together. The fragment wins key by key.
pub fn read(window: &Window) -> (Settings, Vec<Notice>) {
    let location = window.location();
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    link::decode(&format!("{query}{fragment}"))
}

/// Makes the address say these settings, without a new entry in the history.
///
/// A browser may refuse, for example after too many changes; then the old address stays.
pub fn write(window: &Window, settings: &Settings) {
    let location = window.location();
    let given = link::encode(settings);
    let query = format!("?{given}");
    let unchanged = location.search().ok().as_ref() == Some(&query)
        && location.hash().is_ok_and(|fragment| fragment.is_empty());
    if unchanged {
        return;
    }
    let path = location.pathname().unwrap_or_default();
    if let Ok(history) = window.history() {
        let url = format!("{path}{query}");
        // Refused: the address is a convenience, and the next rest tries again.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}
