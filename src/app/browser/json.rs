//! JSON by the browser's own reader and writer, which take and give every number exactly: the library's would be a tenth of
//! the download.

use js_sys::{Array, Error, JSON, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use crate::json::Json;
use crate::network::{FileError, Network};
use crate::words::files as words;

/// How deep lists and objects may lie in each other: a network file has four levels.
const DEEPEST: usize = 64;

/// The network of a JSON text.
///
/// # Errors
/// One sentence, as [`Network::from_json`] has them.
pub fn network(text: &str) -> Result<Network, JsValue> {
    let sentence = |error: FileError| JsValue::from(Error::new(&error.to_string()));
    let refuse = |reason: &str| sentence(FileError::not_json(reason));
    Network::check_size(text.len()).map_err(sentence)?;
    if depth(text) > DEEPEST {
        return Err(refuse(words::TOO_DEEP));
    }
    let object = JSON::parse(text).map_err(|thrown| {
        let thrown = thrown
            .dyn_ref::<Error>()
            .map(|error| String::from(error.message()));
        refuse(&thrown.unwrap_or_default())
    })?;
    Network::from_value(&value(&object)).map_err(sentence)
}

/// What the browser's reader of JSON has found. A number that no f64 holds becomes null, as it would in JSON.
fn value(found: &JsValue) -> Json {
    if let Some(text) = found.as_string() {
        return Json::Text(text);
    }
    if let Some(number) = found.as_f64() {
        return match number.is_finite() {
            true => Json::Number(number),
            false => Json::Null,
        };
    }
    if let Some(list) = found.dyn_ref::<Array>() {
        return Json::List(list.iter().map(|entry| value(&entry)).collect());
    }
    match (found.as_bool(), found.dyn_ref::<Object>()) {
        (Some(flag), _) => Json::Flag(flag),
        (None, Some(object)) => {
            let member = |member: JsValue| {
                let member: Array = member.unchecked_into();
                let name = member.get(0).as_string().unwrap_or_default();
                (name, value(&member.get(1)))
            };
            Json::Object(Object::entries(object).iter().map(member).collect())
        }
        (None, None) => Json::Null,
    }
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

/// How deep brackets lie in each other, those in texts included.
fn depth(text: &str) -> usize {
    let depths = text.bytes().scan(0_usize, |depth, byte| {
        match byte {
            b'[' | b'{' => *depth += 1,
            b']' | b'}' => *depth = depth.saturating_sub(1),
            _ => {}
        }
        Some(*depth)
    });
    depths.max().unwrap_or(0)
}
