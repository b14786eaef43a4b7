//! JSON as browser values, and networks from JSON text.

use js_sys::{Array, Error, Object};
use wasm_bindgen::prelude::JsValue;

use crate::json::Json;
use crate::network::{IS_WHOLE, Network};
use crate::words::status as words;

/// The network of a JSON text.
///
/// # Errors
/// One sentence, as [`Network::from_json`] has them. The small program reads none.
pub fn network(text: &str) -> Result<Network, JsValue> {
    if !IS_WHOLE {
        return Err(Error::new(words::NEEDS_WHOLE).into());
    }
    Network::from_json(text).map_err(|error| Error::new(&error.to_string()).into())
}

/// A value as a browser object.
pub fn object(value: &Json) -> JsValue {
    match value {
        Json::Flag(flag) => JsValue::from_bool(*flag),
        Json::Number(number) if number.is_finite() => JsValue::from_f64(*number),
        Json::Null | Json::Number(_) => JsValue::NULL,
        Json::Text(text) => JsValue::from_str(text),
        Json::List(values) => values.iter().map(object).collect::<Array>().into(),
        Json::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| Array::of2(&JsValue::from_str(name), &object(value)));
            // Refused only for values that are not a list of pairs.
            Object::from_entries(&members.collect::<Array>()).map_or(JsValue::NULL, JsValue::from)
        }
    }
}
