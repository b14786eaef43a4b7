//! The clipboard, which a frame or a reader may refuse.

use js_sys::Promise;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Fails if there is no clipboard.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// A copy under way; the answer comes as long as this lives.
pub struct Copying {
    _answers: [Closure<dyn FnMut(JsValue)>; 2],
}

/// Copies a text and reports later whether that was allowed; `None` if there is no clipboard.
pub fn copy(text: &str, answer: fn(bool)) -> Option<Copying> {
    let promise = write_text(text).ok()?;
    let answers = [true, false].map(|is_copied| Closure::new(move |_| answer(is_copied)));
    let [done, refused] = &answers;
    // The returned promise settles once the answer has been handled.
    let _ = promise.then2(done, refused);
    Some(Copying { _answers: answers })
}
