//! `window.gradlens`, the page's interface for other scripts.

#[cfg(feature = "whole")]
mod training;

use js_sys::{Array, Error, Function, JSON, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};

use super::browser::failure::granted;
use super::browser::{document, json};
use super::page::{App, with_app};
use super::views::export;
use crate::analysis::Analysis;
use crate::link;
use crate::network::{IS_WHOLE, Network};
use crate::preset::NEED_WHOLE;
use crate::report;
use crate::settings::{FIELDS, Notice};
use crate::state::{self, Msg, Taught};
use crate::words::files;
use crate::words::lesson::bring;
use crate::words::name::shown;
use crate::words::status as words;

/// Networks with more weights are not written as a network file: as text they would not fit into memory.
const LARGEST_SAVED: u64 = 4_000_000;

/// What other scripts can ask for.
const QUESTIONS: &[&str] = &[
    "lesson",
    "link",
    "report",
    "analyze",
    "apply",
    "picture",
    "network",
    "open",
    "inside",
    "frame",
    "preset",
    "name",
    "say",
    "openParts",
    #[cfg(feature = "whole")]
    "training",
    "digits",
];

/// What a script gives with a question.
type Answer = dyn Fn(JsValue, JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>;

/// The functions of `window.gradlens`; they work as long as this lives.
pub struct Bridge {
    _answer: Closure<Answer>,
}

impl Bridge {
    /// Puts `{ version, link(), report(), analyze(linkOrNetwork), apply(link), picture(name), network(), open(text, fileName),
    /// openParts(header, numbers, fileName), frame(link), preset(id), name(text), say(sentence), lesson(texts) }` on the window, and in the
    /// whole program `training(what)`.
    pub fn build() -> Self {
        let answer: Closure<Answer> = Closure::new(answer);
        let function: &Function = AsRef::<JsValue>::as_ref(&answer).unchecked_ref();
        let object = Object::new();
        let set = |name: &str, member: &JsValue| {
            granted(Reflect::set(&object, &name.into(), member));
        };
        set("version", &env!("CARGO_PKG_VERSION").into());
        for &question in QUESTIONS {
            set(question, &function.bind1(&JsValue::NULL, &question.into()));
        }
        if let Some(window) = document::window() {
            let whole = granted(Reflect::get(&window, &"gradlensWhole".into()));
            set("whole", &whole);
            granted(Reflect::set(&window, &"gradlens".into(), &object));
        }
        Self { _answer: answer }
    }
}

/// The result of one of [`QUESTIONS`].
#[expect(clippy::needless_pass_by_value, reason = "scripts pass values")]
fn answer(
    question: JsValue,
    given: JsValue,
    more: JsValue,
    last: JsValue,
) -> Result<JsValue, JsValue> {
    let text = || given.as_string().unwrap_or_default();
    Ok(match question.as_string().unwrap_or_default().as_str() {
        "lesson" => {
            bring(text());
            told(Msg::Lesson(Taught::Texts))
        }
        "link" => shown_link(),
        "report" => shown_report()?,
        "analyze" => analyze(&given)?,
        "apply" => apply(&given)?,
        "picture" => picture(&text())?,
        "network" => network()?,
        "open" => open(&text(), &more.as_string().unwrap_or_default(), Msg::File),
        "inside" => open(&text(), &more.as_string().unwrap_or_default(), Msg::Inside),
        "openParts" => {
            let network = json::network_of_parts(&text(), &more);
            opened(network, &last.as_string().unwrap_or_default(), Msg::File)
        }
        #[cfg(feature = "whole")]
        "digits" => told(Msg::Digits(given.as_string())),
        "frame" => link::read(&text(), None).frame.encode().into(),
        "preset" => preset(&text()),
        "name" => shown(&text()).into(),
        #[cfg(feature = "whole")]
        "training" => training::training(&text())?,
        _ => told(Msg::Say(text())),
    })
}

/// Undefined if the page has taken a message, null if there is none yet.
fn told(msg: Msg) -> JsValue {
    with_app(|app| app.dispatch(msg)).map_or(JsValue::NULL, |()| JsValue::UNDEFINED)
}

/// The link of what is shown; null for a network file, which has none.
fn shown_link() -> JsValue {
    let settings = with_app(|app| app.model.settings()).flatten();
    settings.map_or(JsValue::NULL, |settings| link::encode(&settings).into())
}

/// The report of what is shown; an error before the first picture.
fn shown_report() -> Result<JsValue, JsValue> {
    let report = with_app(|app| state::report(&app.model)).flatten();
    let report = report.ok_or_else(|| error(words::NO_REPORT))?;
    Ok(json::object(&report))
}

/// The network that is shown, as a network file.
fn network() -> Result<JsValue, JsValue> {
    let is_large = |app: &mut App| app.model.subject.weights() > LARGEST_SAVED;
    if with_app(is_large) == Some(true) {
        return Err(error(words::TOO_LARGE_TO_SAVE));
    }
    let network = with_app(|app| state::network_file(&app.model)).flatten();
    let network = network.ok_or_else(|| error(words::NO_NUMBERS))?;
    Ok(json::object(&network))
}

/// Opens a network file; returns what is wrong with it, or null.
fn open(text: &str, name: &str, msg: fn(Box<Network>, String) -> Msg) -> JsValue {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    opened(json::network(text), name, msg)
}

/// Shows a network that was read; returns what is wrong with it, or null.
fn opened(
    network: Result<Network, JsValue>,
    name: &str,
    msg: fn(Box<Network>, String) -> Msg,
) -> JsValue {
    let (msg, wrong) = match network {
        Ok(network) => (msg(Box::new(network), name.into()), None),
        Err(thrown) => {
            let reason = String::from(Error::from(thrown).message());
            let sentence = files::not_opened(name, &reason);
            (Msg::Say(sentence.clone()), Some(sentence))
        }
    };
    let refused = with_app(|app| {
        app.dispatch(msg);
        app.model.board.refusal().map(ToString::to_string)
    });
    let wrong = match refused {
        Some(refused) => wrong.or(refused),
        None => Some(words::NOT_READY.into()),
    };
    wrong.map_or(JsValue::NULL, JsValue::from)
}

/// Shows a preset; returns whether there is one of this name, and it may be shown. Null where only the whole program has it.
fn preset(id: &str) -> JsValue {
    if !IS_WHOLE && NEED_WHOLE.contains(&id) {
        return JsValue::NULL;
    }
    let shown = Msg::of_preset(id).and_then(|msg| {
        with_app(|app| {
            app.dispatch(msg);
            app.model.board.refusal().is_none()
        })
    });
    (shown == Some(true)).into()
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
    if !IS_WHOLE && !settings.recipe.is_basic() {
        return Err(error(words::NEEDS_WHOLE));
    }
    let analysis = Analysis::of(&Network::from(&settings.recipe));
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

/// Shows a link; returns what was not taken as given.
fn apply(given: &JsValue) -> Result<JsValue, JsValue> {
    let text = given.as_string().ok_or_else(|| error(words::NO_LINK))?;
    let (_, notices) = link::decode(&text);
    let objects: Array = notices
        .iter()
        .map(notice_object)
        .collect::<Result<_, _>>()?;
    let msg = Msg::Host(text);
    with_app(|app| app.dispatch(msg)).ok_or_else(|| error(words::NOT_READY))?;
    Ok(objects.into())
}

/// A picture of the page as a separate document: `{ name, svg }`.
fn picture(name: &str) -> Result<JsValue, JsValue> {
    let document = with_app(|app| {
        let window = app.window().clone();
        export::picture(&mut app.views, (&app.model, &window), name)
    });
    let document = document.flatten();
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
