//! What the selected layer has of its own: activation, width and gain.

use js_sys::Reflect;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, Element};

use super::Inspector;
use crate::app::failure::granted;
use crate::app::page;
use crate::scene::inspector::words;
use crate::settings::Settings;

/// The controls of [`Settings::PER_LAYER`].
const CONTROLS: [&str; 3] = ["layer-act", "layer-width", "layer-gain"];
/// What the controls show is kept under this name.
const KEPT: &str = "layer-others";

impl Inspector {
    /// The controls show the settings again, whatever was typed.
    pub(super) fn forget_overrides(&mut self) {
        self.texts.retain(|(id, _)| *id != KEPT);
    }

    /// Makes the controls show what this layer has of its own, and what the others have. Nothing is written while that does not change, so that
    /// a reader can type.
    pub(super) fn show_overrides(&mut self, settings: &Settings, layer: usize) {
        let mut own = Vec::new();
        let mut others = Vec::new();
        for key in Settings::PER_LAYER {
            let here = settings.text_at(key, layer);
            others.push(settings.text_of_others(key, layer).unwrap_or(here.clone()));
            own.push(here);
        }
        let is_same = own == others;
        let there_are = settings.depth > 1;
        let text = format!(
            "<!--{}-->{}",
            own.join(" "),
            words::others(&others, there_are)
        );
        if self
            .texts
            .iter()
            .any(|(id, last)| *id == KEPT && *last == text)
        {
            return;
        }
        for (id, text) in CONTROLS.into_iter().zip(&own) {
            set(&self.document, id, "value", &text.into());
        }
        set(&self.document, "layer-same", "disabled", &is_same.into());
        self.write(KEPT, text);
    }
}

/// Sets a property of an element.
pub fn set(document: &Document, id: &str, name: &str, value: &JsValue) {
    let element: Element = page::element(document, id);
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
