//! JSON as values of the browser, and networks from its texts.

use js_sys::{Array, Error, Object};
use wasm_bindgen::prelude::JsValue;

use crate::json::Json;
use crate::network::Network;

/// The network of a JSON text.
///
/// # Errors
/// One sentence, as [`Network::from_json`] has them.
pub fn network(text: &str) -> Result<Network, JsValue> {
    Network::from_json(text).map_err(|error| Error::new(&error.to_string()).into())
}

/// A value as the browser has it.
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
            // Refused for what is no list of pairs only.
            Object::from_entries(&members.collect::<Array>()).map_or(JsValue::NULL, JsValue::from)
        }
    }
}
