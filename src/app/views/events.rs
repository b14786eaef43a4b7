//! Turns what the reader does into messages, or into reads of the views.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlInputElement, MouseEvent, PointerEvent, Window,
};

use super::plot::Plot;
use super::{Views, chain, inspector};
use crate::app::browser::failure::granted;
use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, is_escape, is_shifted, key};
use crate::app::mailbox::{poke, send};
use crate::scene::Chip;
use crate::settings::Key;
use crate::state::{Model, Move, Msg};
use watch::Watch;

#[cfg_attr(not(feature = "whole"), path = "events/acts_nothing.rs")]
mod acts;
mod apart;
mod fold;
mod form;
mod lesson;
mod watch;
mod words;

/// The degrees of a step of the keyboard.
const TURN: f64 = 5.0;

/// The message sent when something happens to the element with this id.
const SENT: [(&str, &str, Msg); 11] = [
    ("new-seed", "click", Msg::NewSeed),
    ("reset", "click", Msg::Reset),
    ("close-file", "click", Msg::CloseFile),
    ("stop", "click", Msg::StopOrGo),
    ("about", "toggle", Msg::Redraw),
    ("pin", "click", Msg::Pin),
    ("swap", "click", Msg::Swap),
    ("unpin", "click", Msg::Unpin),
    ("copy-pinned", "click", Msg::CopyPinned),
    ("step", "click", Msg::StepPulse),
    ("chain", "toggle", Msg::Redraw),
];

/// All listeners of the page.
pub struct Events {
    _listeners: Vec<Listener>,
    _watch: Watch,
}

impl Events {
    /// Attaches everything.
    pub fn attach(window: &Window, document: &Document, views: &Views) -> Self {
        let mut on = Listeners(Vec::new());
        for (id, event, msg) in SENT {
            on.send(&parts::element::<Element>(document, id), event, msg);
        }
        on.send(window, "resize", Msg::Redraw);
        on.send(window, "beforeprint", Msg::Print(true));
        on.send(window, "afterprint", Msg::Print(false));
        on.send(document, "visibilitychange", Msg::Redraw);
        if let Some(dark) = granted(window.match_media("(prefers-color-scheme: dark)")) {
            on.send(&dark, "change", Msg::Redraw);
        }
        on.skip(document);
        on.form(document);
        on.0.extend(fold::listen(document));
        on.presets(document);
        on.chain(document);
        on.pulse(document);
        on.0.extend(inspector::events::listen(document));
        on.0.extend(apart::listen(document));
        on.0.extend(acts::listen(document));
        on.0.extend(lesson::listen(document));
        for (picture, plot) in views.stage.pictures().into_iter().enumerate() {
            on.plot(picture, plot);
        }
        on.chips(document);
        on.strip(views.strip.slider());
        on.0.extend(words::listen(document));
        Self {
            _listeners: on.0,
            _watch: Watch::over(views),
        }
    }
}

/// A look at the views.
type Look = fn(&mut Views, &Model) -> Option<Msg>;

struct Listeners(Vec<Listener>);

impl Listeners {
    fn on(
        &mut self,
        target: &EventTarget,
        event: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) {
        self.0.push(Listener::new(target, event, handler));
    }

    fn send(&mut self, target: &EventTarget, event: &'static str, msg: Msg) {
        self.on(target, event, move |_| send(msg.clone()));
    }

    fn poke(&mut self, target: &EventTarget, event: &'static str, look: Look) {
        self.on(target, event, move |_| poke(look));
    }

    /// The link past the head: it moves the focus and leaves the address alone, which may hold
    /// settings in its fragment.
    fn skip(&mut self, document: &Document) {
        let skip: Element = parts::element(document, "to-figure");
        self.on(&skip, "click", |event| {
            event.prevent_default();
            poke(|views, _| {
                views.stage.focus();
                None
            });
        });
    }

    /// Controls, and parts that have no id.
    fn form(&mut self, document: &Document) {
        self.0.extend(form::listen(document));
        let notices: Element = parts::element(document, "notices");
        let dismiss: Element = parts::part(&notices, "[data-dismiss]");
        self.send(&dismiss, "click", Msg::Dismiss);
        let strip: Element = parts::element(document, "compare");
        let fold: Element = parts::part(&strip, "details");
        self.poke(&fold, "toggle", write_tables);
    }

    /// The picker of presets: its button, its items, and a click beside it, which closes it.
    fn presets(&mut self, document: &Document) {
        let button: Element = parts::element(document, "open-presets");
        self.poke(&button, "click", |views, model| {
            let theme = views.theme(model);
            views.presets.open(model, theme);
            Some(Msg::PresetsOpened)
        });
        let dialog: Element = parts::element(document, "presets");
        self.on(&dialog.clone(), "click", move |event| {
            let Some(target) = element(&event) else {
                return;
            };
            let chosen = target.closest("[data-preset]").ok().flatten();
            let id = chosen.and_then(|button| button.get_attribute("data-preset"));
            if let Some(msg) = id.and_then(|id| Msg::of_preset(&id)) {
                send(msg);
            } else if target == dialog || target.has_attribute("data-close") {
                poke(|views, _| {
                    views.presets.close();
                    None
                });
            }
        });
    }

    /// The factors of the chain: pointer and focus show their layer in the pictures, a click
    /// selects it.
    fn chain(&mut self, document: &Document) {
        let fold: Element = parts::element(document, "chain");
        for name in ["pointerover", "focusin"] {
            self.on(&fold, name, |event| {
                let layer = element(&event).and_then(|target| chain::layer_of(&target));
                hover(layer);
            });
        }
        for name in ["pointerleave", "focusout"] {
            self.on(&fold, name, |_| hover(None));
        }
        self.on(&fold, "click", |event| {
            if let Some(layer) = element(&event).and_then(|target| chain::layer_of(&target)) {
                send(Msg::Select(Move::To(layer)));
            }
        });
    }

    /// Send the gradient back; Escape ends it.
    fn pulse(&mut self, document: &Document) {
        let play: Element = parts::element(document, "play");
        self.poke(&play, "click", |views, _| {
            Some(Msg::Play(views.player.is_still()))
        });
        self.on(document, "keydown", |event| {
            if is_escape(&event) {
                send(Msg::EndPulse);
            }
        });
    }

    /// What the fan shows.
    fn chips(&mut self, document: &Document) {
        let row: Element = parts::element(document, "chips");
        self.on(&row, "click", |event| {
            let target = element(&event);
            let button = target.and_then(|at| at.closest("[data-chip]").ok().flatten());
            let name = button.and_then(|button| button.get_attribute("data-chip"));
            let is_meant = |chip: &Chip| name.as_deref() == Some(chip.name());
            if let Some(chip) = Chip::ALL.into_iter().find(is_meant) {
                send(Msg::Chip(chip));
            }
        });
    }

    /// The slider over the strip of gains. Home and a double click lead to 1; the pointer reads a column out.
    fn strip(&mut self, slider: &HtmlInputElement) {
        self.poke(slider, "input", |views, model| {
            let text = model.strip.gain_at(&model.subject, views.strip.gain())?;
            Some(Msg::Set(Key::Gain, text))
        });
        let one = || send(Msg::Set(Key::Gain, "1".into()));
        self.on(slider, "dblclick", move |_| one());
        self.on(slider, "keydown", move |event| {
            let steps = match key(&event).as_deref() {
                Some("ArrowRight" | "ArrowUp") => 1.0,
                Some("ArrowLeft" | "ArrowDown") => -1.0,
                Some("PageUp") => 10.0,
                Some("PageDown") => -10.0,
                Some("Home") => {
                    event.prevent_default();
                    return one();
                }
                _ => return,
            };
            event.prevent_default();
            poke(move |_, model| {
                let text = model.strip.gain_after(&model.subject, steps)?;
                Some(Msg::Set(Key::Gain, text))
            });
        });
        self.on(slider, "pointermove", |event| {
            // While it is dragged the headline says more.
            let pointer: Option<&MouseEvent> = event.dyn_ref();
            let pointer = pointer.filter(|pointer| pointer.buttons() == 0);
            let x = pointer.map(MouseEvent::offset_x);
            poke(move |views, _| {
                views.strip.read(x);
                None
            });
        });
        self.poke(slider, "pointerleave", |views, _| {
            views.strip.read(None);
            None
        });
    }

    /// Pointer and keys on a picture.
    fn plot(&mut self, picture: usize, plot: &Plot) {
        let hand = plot.hand();
        self.on(hand, "pointerdown", move |event| grab(picture, &event));
        self.on(hand, "click", move |event| point(picture, &event, true));
        self.on(hand, "pointermove", move |event| {
            let pointer: Option<&PointerEvent> = event.dyn_ref();
            let is_pressed = pointer.is_some_and(|pointer| pointer.buttons() & 1 == 1);
            point(picture, &event, is_pressed);
        });
        self.on(hand, "pointerleave", |_| hover(None));
        self.on(hand, "keydown", move |event| {
            let to = match key(&event).as_deref() {
                // In the fan Shift turns the source, and up and down go through the directions.
                Some(way @ ("ArrowRight" | "ArrowLeft")) if picture == 0 && is_shifted(&event) => {
                    return turn(&event, if way == "ArrowRight" { TURN } else { -TURN });
                }
                Some("ArrowUp") if picture == 0 => return follow(&event, -1),
                Some("ArrowDown") if picture == 0 => return follow(&event, 1),
                Some("ArrowRight" | "ArrowUp") => Move::By(1),
                Some("ArrowLeft" | "ArrowDown") => Move::By(-1),
                Some("PageUp") => Move::By(10),
                Some("PageDown") => Move::By(-10),
                // The chart begins at layer 1.
                Some("Home") if picture != 0 => Move::To(1),
                Some("Home") => Move::First,
                Some("End") => Move::Last,
                _ => return,
            };
            event.prevent_default();
            send(Msg::Select(to));
        });
        self.poke(plot.numbers(), "toggle", write_tables);
    }
}

fn write_tables(views: &mut Views, model: &Model) -> Option<Msg> {
    views.settle(model);
    None
}

/// The pointer is at a place by its layer, or nowhere; not on a picture.
fn hover(layer: Option<usize>) {
    poke(move |views, _| {
        views.pointer = None;
        Some(Msg::Hover(layer))
    });
}

/// Another direction of the fan is to be followed.
fn follow(event: &Event, steps: isize) {
    event.prevent_default();
    send(Msg::Follow(steps));
}

/// The loss gradient is to be turned by so many degrees.
fn turn(event: &Event, by: f64) {
    event.prevent_default();
    poke(move |views, model| {
        let turn = model.subject.recipe()?.turn;
        let degrees = views.stage.fan().shown()?.0.turned(turn, by)?;
        Some(Msg::Set(Key::Turn, degrees.to_string()))
    });
}

/// A pointer on a picture.
fn point(picture: usize, event: &Event, is_pressed: bool) {
    let pointer: Option<&MouseEvent> = event.dyn_ref();
    let Some(at) = pointer.map(|pointer| (pointer.offset_x(), pointer.offset_y())) else {
        return;
    };
    poke(move |views, _| {
        views.pointer = Some((picture, at));
        Some(Msg::Hover(views.stage.place_at(picture, at)))
    });
    if is_pressed {
        poke(move |views, _| match views.turns {
            true => {
                let degrees = views.stage.fan().degrees_at(at)?;
                Some(Msg::Set(Key::Turn, degrees.round().to_string()))
            }
            false => {
                let place = views.stage.place_at(picture, at)?;
                Some(Msg::Select(Move::To(place)))
            }
        });
    }
}

/// A pointer goes down on a picture, perhaps on the knob of the source.
fn grab(picture: usize, event: &Event) {
    let pointer: Option<&PointerEvent> = event.dyn_ref();
    let Some((pointer, hand)) = pointer.zip(element(event)) else {
        return;
    };
    // Refused only for pointers that are gone.
    let _ = hand.set_pointer_capture(pointer.pointer_id());
    let at = (pointer.offset_x(), pointer.offset_y());
    poke(move |views, _| {
        views.turns = picture == 0 && views.stage.fan().is_source(at);
        None
    });
}
