//! JSON as browser values, and networks from JSON text.

use js_sys::{Array, Error, Float64Array, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use crate::json::Json;
use crate::network::{IS_WHOLE, Network};
use crate::words::status as words;

/// Refuses, in the small program.
fn whole() -> Result<(), JsValue> {
    if IS_WHOLE {
        Ok(())
    } else {
        Err(Error::new(words::NEEDS_WHOLE).into())
    }
}

/// The network of a JSON text.
///
/// # Errors
/// One sentence, as [`Network::from_json`] has them. The small program reads none.
pub fn network(text: &str) -> Result<Network, JsValue> {
    whole()?;
    Network::from_json(text).map_err(|error| Error::new(&error.to_string()).into())
}

/// The network of a header and of a `Float64Array` of its numbers, which are copied a layer at a time.
///
/// # Errors
/// One sentence, as [`Network::from_parts`] has them; of something else than such an array it says that it has no numbers. The small
/// program reads none.
pub fn network_of_parts(header: &str, numbers: &JsValue) -> Result<Network, JsValue> {
    whole()?;
    let none = || Float64Array::new_with_length(0);
    let numbers: Float64Array = numbers.clone().dyn_into().unwrap_or_else(|_| none());
    let count = numbers.length();
    let mut copy = |at: usize, to: &mut [f64]| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "places below a length of 32 bits"
        )]
        let (from, end) = (at as u32, (at + to.len()) as u32);
        numbers.subarray(from, end).copy_to(to);
    };
    let network = Network::from_copies(header, count as usize, &mut copy);
    network.map_err(|error| Error::new(&error.to_string()).into())
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
