//! What the selected layer has of its own: activation, width and gain.

use js_sys::Reflect;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, Element};

use crate::app::browser::failure::granted;
use crate::app::browser::parts;
use crate::app::browser::written::Sheet;
use crate::scene::inspector::words;
use crate::settings::Settings;
use crate::state::Model;

/// The controls of [`Settings::PER_LAYER`].
const CONTROLS: [&str; 3] = ["layer-act", "layer-width", "layer-gain"];
/// What the controls show is kept under this name.
const KEPT: &str = "layer-others";

/// The controls show what is there again, whatever was typed.
pub fn forget(sheet: &Sheet) {
    sheet.forget(KEPT);
}

/// Makes the controls show what this layer has of its own, and what the others have. Nothing is
/// written while that does not change, so that a reader can type. A file has nothing to change.
pub fn show(document: &Document, sheet: &Sheet, model: &Model) {
    let layer = model.layer();
    let settings = model.settings().unwrap_or_default();
    let mut own = Vec::new();
    let mut others = Vec::new();
    for key in Settings::PER_LAYER {
        let here = model.subject.text_at(key, layer).unwrap_or_default();
        let other = settings.text_of_others(key, layer);
        others.push(other.unwrap_or(here.clone()));
        own.push(here);
    }
    let is_same = own == others || model.subject.is_file();
    let there_are = model.subject.depth() > 1 && !model.subject.is_file();
    let html = format!(
        "<!--{}-->{}",
        own.join(" "),
        words::others(&others, there_are)
    );
    if sheet.html(KEPT, &html) {
        for (id, text) in CONTROLS.into_iter().zip(&own) {
            set(document, id, "value", &text.into());
        }
        set(document, "layer-same", "disabled", &is_same.into());
    }
}

/// Sets a property of an element.
pub fn set(document: &Document, id: &str, name: &str, value: &JsValue) {
    let element: Element = parts::element(document, id);
    granted(Reflect::set(&element, &name.into(), value));
}

/// What is in a control; a decimal comma counts as a point.
pub fn text_in(control: &Element) -> String {
    let value = Reflect::get(control, &"value".into()).ok();
    let text = value
        .and_then(|value| value.as_string())
        .unwrap_or_default();
    text.trim().replace(',', ".")
}
