//! Pointer, keys and buttons of the training.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement};

use super::{chosen, hand};
use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, is_shifted, key};
use crate::app::mailbox::{poke, send};
use crate::chart::TrainingInverse;
use crate::scene::Quantity;
use crate::settings::Key;
use crate::state::{Msg, Schooling, Speed};

/// The message of each button.
const BUTTONS: [(&str, Schooling); 8] = [
    ("train-run", Schooling::Run),
    ("train-step", Schooling::Step),
    ("train-fit", Schooling::Fit),
    ("train-branch", Schooling::Branch),
    ("train-unbranch", Schooling::Unbranch),
    ("train-keep", Schooling::Keep),
    ("train-swap", Schooling::Swap),
    ("train-drop", Schooling::Drop),
];

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let act: Element = parts::element(document, "training");
    let opened = Listener::new(&act, "toggle", |event| {
        // Folds inside it are others.
        let is_own = element(&event).is_some_and(|target| target.id() == "training");
        if is_own {
            watch();
        }
    });
    let hand: Element = parts::element(document, "training-hand");
    let quantity: Element = parts::element(document, "training-quantity");
    let speed: Element = parts::element(document, "train-speed");
    let at: Element = parts::element(document, "train-at");
    let mut all = vec![
        opened,
        Listener::new(&hand, "keydown", |event| step(&event)),
        Listener::new(&quantity, "change", |event| choose(&event)),
        Listener::new(&speed, "change", |event| hurry(&event)),
        Listener::new(&at, "change", |event| go_to(&event)),
        Listener::new(document, "visibilitychange", |_| {
            poke(|_, _| Some(Msg::Training(Schooling::Pause)));
        }),
    ];
    all.extend(hand::listen(&hand, point));
    for (id, what) in BUTTONS {
        let button: Element = parts::element(document, id);
        all.push(Listener::new(&button, "click", move |_| {
            send(Msg::Training(what));
        }));
    }
    all
}

/// Whether the act is open.
fn watch() {
    poke(|views, _| Some(Msg::Training(Schooling::Watch(views.training.is_open()))));
}

fn hurry(event: &Event) {
    if let Some(speed) = chosen(event).and_then(|at| Speed::ALL.get(at).copied()) {
        send(Msg::Training(Schooling::Speed(speed)));
    }
}

fn go_to(event: &Event) {
    let input: Option<HtmlInputElement> = element(event).and_then(|target| target.dyn_into().ok());
    let Some(text) = input.map(|input| input.value()) else {
        return;
    };
    // The page writes 1,240.
    send(match text.trim().replace(',', "").parse() {
        Ok(step) => Msg::Training(Schooling::Show(step)),
        Err(_) => Msg::Set(Key::At, text),
    });
    send(Msg::Redraw);
}

fn choose(event: &Event) {
    let Some(quantity) = chosen(event).and_then(|at| Quantity::ALL.get(at).copied()) else {
        return;
    };
    poke(move |views, _| {
        views.training.show_quantity(quantity);
        Some(Msg::Redraw)
    });
}

fn point(is_pressed: bool, at: Option<(i32, i32)>) {
    poke(move |views, _| {
        let training = &views.training;
        training.point_at(at);
        let step = training.step_at(at?).filter(|_| is_pressed)?;
        Some(Msg::Training(Schooling::Show(step)))
    });
}

/// The keys of a slider go by columns, with Shift by steps; Home and End to the ends.
fn step(event: &Event) {
    let Some(key) = key(event) else { return };
    let end = match &*key {
        "Home" => Some(isize::MIN),
        "End" => Some(isize::MAX),
        _ => None,
    };
    if end.is_none() && !TrainingInverse::KEYS.contains(&&*key) {
        return;
    }
    event.prevent_default();
    let is_fine = is_shifted(event) && end.is_none();
    poke(move |views, model| {
        let training = &views.training;
        let by = end.or_else(|| training.columns(&key))?;
        let step = match is_fine {
            true => model.view.at.saturating_add_signed(by),
            false => training.step_after(by)?,
        };
        Some(Msg::Training(Schooling::Show(step)))
    });
}
