//! `window.gradlens`, the page's interface for other scripts.

use js_sys::{Array, Error, JSON, Object, Reflect};
use wasm_bindgen::prelude::{Closure, JsValue};

use super::failure::granted;
use super::{act, json, page, with_app};
use crate::analysis::Analysis;
use crate::link;
use crate::network::Network;
use crate::preset::Preset;
use crate::report;
use crate::settings::{FIELDS, Notice};
use crate::words::status as words;

/// The functions of `window.gradlens`; they work as long as this lives.
pub struct Bridge {
    link: Closure<dyn Fn() -> JsValue>,
    report: Closure<dyn Fn() -> Result<JsValue, JsValue>>,
    analyze: Closure<dyn Fn(JsValue) -> Result<JsValue, JsValue>>,
    apply: Closure<dyn Fn(JsValue) -> Result<JsValue, JsValue>>,
    picture: Closure<dyn Fn(JsValue) -> Result<JsValue, JsValue>>,
    network: Closure<dyn Fn() -> Result<JsValue, JsValue>>,
    open: Closure<dyn Fn(String, String) -> JsValue>,
    frame: Closure<dyn Fn(String) -> JsValue>,
    preset: Closure<dyn Fn(String) -> bool>,
    say: Closure<dyn Fn(String)>,
}

impl Bridge {
    /// Puts `{ version, link(), report(), analyze(linkOrNetwork), apply(link), picture(name), network(), open(text, fileName), frame(link),
    /// preset(id), say(sentence) }` on the window.
    pub fn build() -> Self {
        let bridge = Self {
            link: Closure::new(shown_link),
            report: Closure::new(shown_report),
            analyze: Closure::new(|given: JsValue| analyze(&given)),
            apply: Closure::new(|given: JsValue| apply(&given)),
            picture: Closure::new(|given: JsValue| picture(&given)),
            network: Closure::new(shown_network),
            open: Closure::new(|text: String, name: String| open(&text, &name)),
            frame: Closure::new(|link: String| {
                JsValue::from(link::read(&link, None).frame.encode())
            }),
            preset: Closure::new(|id: String| preset(&id)),
            say: Closure::new(|sentence: String| act(|app| app.say(&sentence))),
        };
        let object = Object::new();
        let members = [
            ("version", &JsValue::from_str(env!("CARGO_PKG_VERSION"))),
            ("link", bridge.link.as_ref()),
            ("report", bridge.report.as_ref()),
            ("analyze", bridge.analyze.as_ref()),
            ("apply", bridge.apply.as_ref()),
            ("picture", bridge.picture.as_ref()),
            ("network", bridge.network.as_ref()),
            ("open", bridge.open.as_ref()),
            ("frame", bridge.frame.as_ref()),
            ("preset", bridge.preset.as_ref()),
            ("say", bridge.say.as_ref()),
        ];
        for (name, member) in members {
            granted(Reflect::set(&object, &name.into(), member));
        }
        if let Some(window) = page::window() {
            granted(Reflect::set(&window, &"gradlens".into(), &object));
        }
        bridge
    }
}

/// The link of the settings in the form.
fn shown_link() -> JsValue {
    with_app(|app| link::encode(app.settings()).into()).unwrap_or_default()
}

/// The report of what is shown; an error before the first picture.
fn shown_report() -> Result<JsValue, JsValue> {
    let report = with_app(|app| app.report()).flatten();
    let report = report.ok_or_else(|| error(words::NO_REPORT))?;
    Ok(json::object(&report))
}

/// The numbers of the network that is shown.
fn shown_network() -> Result<JsValue, JsValue> {
    let numbers = with_app(|app| app.numbers()).flatten();
    numbers.ok_or_else(|| error(words::NO_NUMBERS))
}

/// Opens a network file; what is wrong with it, or null.
fn open(text: &str, name: &str) -> JsValue {
    let wrong = with_app(|app| app.open_file(text, name));
    let wrong = wrong.unwrap_or_else(|| Some(words::NOT_READY.into()));
    wrong.map_or(JsValue::NULL, JsValue::from)
}

/// Shows a preset; whether there is one of this name.
fn preset(id: &str) -> bool {
    let preset = Preset::from_id(id);
    preset.is_some_and(|preset| with_app(|app| app.choose(preset)).is_some())
}

/// The report of a link or of a network, as text or as an object.
fn analyze(given: &JsValue) -> Result<JsValue, JsValue> {
    let text = match given.as_string() {
        Some(text) => text,
        None => JSON::stringify(given)
            .ok()
            .and_then(|text| JsValue::from(text).as_string())
            .filter(|text| text.starts_with(['{', '[']))
            .ok_or_else(|| error(words::NOT_GIVEN))?,
    };
    let text = text.trim().trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(['{', '[']) {
        let network = json::network(text)?;
        return Ok(json::object(&report::of(&Analysis::of(&network), None)));
    }
    if !text.is_empty() && !names_a_setting(text) {
        return Err(error(words::NEITHER));
    }
    let (settings, _) = link::decode(text);
    let analysis = Analysis::of(&Network::from(&settings));
    Ok(json::object(&report::of(
        &analysis,
        Some(&link::encode(&settings)),
    )))
}

/// Whether a text gives at least one setting, or the version of the links.
fn names_a_setting(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let names = || FIELDS.iter().map(|field| field.name).chain(["v"]);
    let parts: Vec<&str> = text.split('=').collect();
    let mut before = parts.iter().rev().skip(1);
    before.any(|part| names().any(|name| part.ends_with(name)))
}

/// Shows a link; what was not taken as given comes back.
fn apply(given: &JsValue) -> Result<JsValue, JsValue> {
    let text = given.as_string().ok_or_else(|| error(words::NO_LINK))?;
    let (settings, notices) = link::decode(&text);
    let objects: Array = notices
        .iter()
        .map(notice_object)
        .collect::<Result<_, _>>()?;
    with_app(|app| app.show_link(settings, &notices)).ok_or_else(|| error(words::NOT_READY))?;
    Ok(objects.into())
}

/// A picture of the page as a document of its own: `{ name, svg }`.
fn picture(given: &JsValue) -> Result<JsValue, JsValue> {
    let name = given.as_string().unwrap_or_default();
    let document = with_app(|app| app.picture(&name)).flatten();
    let document = document.ok_or_else(|| error(words::NO_PICTURE))?;
    object_of_texts(&[("name", &document.name), ("svg", &document.svg)])
}

fn notice_object(notice: &Notice) -> Result<JsValue, JsValue> {
    object_of_texts(&[
        ("field", notice.field.as_str()),
        ("given", &notice.given),
        ("used", &notice.used),
        ("allowed", &notice.allowed),
        ("text", &notice.to_string()),
    ])
}

fn object_of_texts(members: &[(&str, &str)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, text) in members {
        Reflect::set(&object, &(*name).into(), &(*text).into())?;
    }
    Ok(object.into())
}

fn error(sentence: &str) -> JsValue {
    Error::new(sentence).into()
}
