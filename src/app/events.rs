//! What the reader does, as calls of [`App`].

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlDetailsElement, HtmlElement, HtmlInputElement,
    HtmlSelectElement, KeyboardEvent, PointerEvent, ResizeObserver, Window,
};

use super::actions::{Pointing, Step};
use super::failure::granted;
use super::layout::Layout;
use super::listener::Listener;
use super::picture::Picture;
use super::pulse::Player;
use super::stage::Stage;
use super::{App, act, chain, inspector, page};
use crate::preset::Preset;
use crate::scene::AxisRange;
use crate::settings::View;

/// All listeners of the page; they end with it.
pub struct Events {
    _listeners: Vec<Listener>,
    sizes: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Events {
    /// Attaches everything.
    pub fn attach(
        window: &Window,
        document: &Document,
        (stage, layout, player): (&Stage, &Layout, &Player),
    ) -> Self {
        let mut on = Listeners(Vec::new());
        on.form(document);
        on.tabs(stage.tabs());
        on.chain(stage.chain().fold());
        on.pulse(document, player);
        on.window(window, document);
        if let Some(width) = layout.width() {
            on.on(width, "change", |_| act(App::fold));
        }
        on.0.extend(inspector::listen(document));
        let resized = Closure::<dyn FnMut()>::new(|| act(App::refresh));
        let sizes = granted(ResizeObserver::new(resized.as_ref().unchecked_ref()));
        for picture in stage.pictures() {
            on.picture(picture);
            sizes.observe(picture.canvas());
        }
        Self {
            _listeners: on.0,
            sizes,
            _resized: resized,
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.sizes.disconnect();
    }
}

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

    /// A plain call of the page when an element is clicked.
    fn click(&mut self, element: &Element, call: fn(&mut App)) {
        self.on(element, "click", move |_| act(call));
    }

    /// Controls, buttons, scale, overlay, notices.
    fn form(&mut self, document: &Document) {
        let controls: Element = page::element(document, "controls");
        // What is typed counts when it is finished, so that its beginning is never taken for it.
        self.on(&controls, "input", |event| {
            if !is_typed(&event) {
                given(&event);
            }
        });
        self.on(&controls, "change", |event| {
            if is_typed(&event) {
                given(&event);
            }
        });
        self.on(&controls, "click", |event| {
            if element(&event).is_some_and(|target| target.has_attribute("data-gain")) {
                given(&event);
            }
        });
        // A box with what is no number goes back to what is shown.
        self.on(&controls, "focusout", |_| act(App::show_controls));
        self.click(&page::element(document, "new-seed"), App::new_seed);
        self.click(&page::element(document, "reset"), App::reset);
        self.click(&page::element(document, "stop"), App::stop_or_go);
        self.presets(document);
        let about: Element = page::element(document, "about");
        self.on(&about, "toggle", |_| act(App::refresh));
        self.compare(document);
        let notices: Element = page::element(document, "notices");
        self.click(&page::part(&notices, "[data-dismiss]"), App::dismiss);
        let scale: HtmlSelectElement = page::element(document, "scale");
        self.on(&scale.clone(), "input", move |_| {
            if let Some(range) = AxisRange::from_name(&scale.value()) {
                act(|app| app.look_at(|look| look.range = range));
            }
        });
        let overlay: HtmlInputElement = page::element(document, "overlay");
        self.on(&overlay.clone(), "input", move |_| {
            let checked = overlay.checked();
            act(|app| app.look_at(|look| look.overlay = checked));
        });
    }

    /// The picker of presets: its buttons, and a click beside it closes it.
    fn presets(&mut self, document: &Document) {
        self.click(&page::element(document, "open-presets"), App::open_presets);
        let dialog: Element = page::element(document, "presets");
        self.on(&dialog.clone(), "click", move |event| {
            let Some(target) = element(&event) else {
                return;
            };
            let chosen = target.closest("[data-preset]").ok().flatten();
            let id = chosen.and_then(|button| button.get_attribute("data-preset"));
            if let Some(preset) = id.and_then(|id| Preset::from_id(&id)) {
                act(|app| app.choose(preset));
            } else if target == dialog || target.has_attribute("data-close") {
                act(|app| app.close_presets());
            }
        });
    }

    /// What is pinned: the button in the head, and the strip below it.
    fn compare(&mut self, document: &Document) {
        self.click(&page::element(document, "pin"), App::pin);
        self.click(&page::element(document, "swap"), App::swap);
        self.click(&page::element(document, "unpin"), App::unpin);
        self.click(&page::element(document, "copy-pinned"), App::copy_pinned);
        let strip: Element = page::element(document, "compare");
        let fold = page::part::<Element>(&strip, "details");
        self.on(&fold, "toggle", |_| act(App::write_tables));
    }

    /// The factors of the chain: pointer and focus show their layer in the pictures, a click selects it.
    fn chain(&mut self, fold: &HtmlDetailsElement) {
        for name in ["pointerover", "focusin"] {
            self.on(fold, name, |event| {
                let layer = element(&event).and_then(|target| chain::layer_of(&target));
                act(|app| app.hover(layer));
            });
        }
        for name in ["pointerleave", "focusout"] {
            self.on(fold, name, |_| act(|app| app.hover(None)));
        }
        self.on(fold, "click", |event| {
            if let Some(layer) = element(&event).and_then(|target| chain::layer_of(&target)) {
                act(|app| app.select(layer));
            }
        });
        self.on(fold, "toggle", |_| act(App::refresh));
    }

    /// Tabs: click, arrow keys, Home and End.
    fn tabs(&mut self, tabs: &[HtmlElement]) {
        for (i, tab) in tabs.iter().enumerate() {
            let view = tab
                .get_attribute("data-view")
                .and_then(|name| View::from_name(&name));
            let view = view.unwrap_or_default();
            self.on(tab, "click", move |_| act(|app| app.open(view)));
            let tabs = tabs.to_vec();
            self.on(tab, "keydown", move |event| {
                let last = tabs.len().saturating_sub(1);
                let to = match key(&event).as_deref() {
                    Some("ArrowRight") if i == last => 0,
                    Some("ArrowRight") => i + 1,
                    Some("ArrowLeft") if i == 0 => last,
                    Some("ArrowLeft") => i - 1,
                    Some("Home") => 0,
                    Some("End") => last,
                    _ => return,
                };
                event.prevent_default();
                if let Some(tab) = tabs.get(to) {
                    tab.click();
                    // Refused for elements that cannot have the focus only.
                    let _ = tab.focus();
                }
            });
        }
    }

    /// The buttons of the pulse; Escape ends it.
    fn pulse(&mut self, document: &Document, player: &Player) {
        self.click(&page::element(document, "play"), App::play_or_pause);
        self.click(&page::element(document, "step"), App::step_pulse);
        for (way, button) in player.ways() {
            let way = *way;
            self.on(button, "click", move |_| act(|app| app.turn_pulse(way)));
        }
        self.on(document, "keydown", |event| {
            if key(&event).as_deref() == Some("Escape") {
                act(App::end_pulse);
            }
        });
    }

    /// Pointer and keys on a picture.
    fn picture(&mut self, picture: &Picture) {
        let hand = picture.hand();
        self.on(hand, "click", |event| {
            act(|app| app.point(&event, Pointing::Select));
        });
        self.on(hand, "pointermove", |event| {
            let pressed = event
                .dyn_ref::<PointerEvent>()
                .is_some_and(|pointer| pointer.buttons() & 1 == 1);
            let pointing = if pressed {
                Pointing::Select
            } else {
                Pointing::Hover
            };
            act(|app| app.point(&event, pointing));
        });
        self.on(hand, "pointerleave", |_| act(|app| app.hover(None)));
        self.on(hand, "keydown", |event| {
            let step = match key(&event).as_deref() {
                Some("ArrowRight" | "ArrowUp") => Step::By(1),
                Some("ArrowLeft" | "ArrowDown") => Step::By(-1),
                Some("PageUp") => Step::By(10),
                Some("PageDown") => Step::By(-10),
                Some("Home") => Step::First,
                Some("End") => Step::Last,
                _ => return,
            };
            event.prevent_default();
            act(|app| app.step(step));
        });
        self.on(picture.numbers(), "toggle", |_| act(App::write_tables));
    }

    /// Size, address, colours.
    fn window(&mut self, window: &Window, document: &Document) {
        self.on(window, "resize", |_| act(App::refresh));
        self.on(window, "popstate", |_| act(App::follow_address));
        self.on(window, "hashchange", |_| act(App::follow_address));
        self.on(window, "beforeprint", |_| act(App::lay_out_for_print));
        self.on(window, "afterprint", |_| act(App::end_print));
        self.on(document, "visibilitychange", |_| act(App::refresh));
        if let Some(dark) = granted(window.match_media("(prefers-color-scheme: dark)")) {
            self.on(&dark, "change", |_| act(App::refresh));
        }
    }
}

/// A control was given something new.
fn given(event: &Event) {
    if let Some(target) = element(event) {
        act(|app| app.given(&target));
    }
}

/// Whether an event comes from a box for numbers.
fn is_typed(event: &Event) -> bool {
    element(event).is_some_and(|target| target.has_attribute("inputmode"))
}

pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The key of an event; none with a modifier, which belongs to the browser.
pub fn key(event: &Event) -> Option<String> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    (!modified).then(|| event.key())
}
