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

/// A plain call of the page.
type Call = fn(&mut App);

/// What is called when something happens to the element with an id.
const CALLS: [(&str, &str, Call); 13] = [
    // A box with what is no number goes back to what is shown.
    ("controls", "focusout", App::show_controls),
    ("new-seed", "click", App::new_seed),
    ("reset", "click", App::reset),
    ("close-file", "click", App::close_file),
    ("stop", "click", App::stop_or_go),
    ("open-presets", "click", App::open_presets),
    ("about", "toggle", App::refresh),
    ("pin", "click", App::pin),
    ("swap", "click", App::swap),
    ("unpin", "click", App::unpin),
    ("copy-pinned", "click", App::copy_pinned),
    ("play", "click", App::play_or_pause),
    ("step", "click", App::step_pulse),
];

/// What is called when something happens to the window: size, address, paper.
const WINDOW_CALLS: [(&str, Call); 5] = [
    ("resize", App::refresh),
    ("popstate", App::follow_address),
    ("hashchange", App::follow_address),
    ("beforeprint", App::lay_out_for_print),
    ("afterprint", App::end_print),
];

/// All listeners of the page.
pub struct Events {
    _listeners: Vec<Listener>,
    _sizes: ResizeObserver,
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
        for (id, event, call) in CALLS {
            on.call(&page::element::<Element>(document, id), event, call);
        }
        for (event, call) in WINDOW_CALLS {
            on.call(window, event, call);
        }
        on.call(document, "visibilitychange", App::refresh);
        if let Some(dark) = granted(window.match_media("(prefers-color-scheme: dark)")) {
            on.call(&dark, "change", App::refresh);
        }
        for width in layout.widths() {
            on.call(width, "change", App::fold);
        }
        on.form(document);
        on.presets(document);
        on.tabs(stage.tabs());
        on.chain(stage.chain().fold());
        on.pulse(document, player);
        on.0.extend(inspector::listen(document));
        let resized = Closure::<dyn FnMut()>::new(|| act(App::refresh));
        let sizes = granted(ResizeObserver::new(resized.as_ref().unchecked_ref()));
        for picture in stage.pictures() {
            on.picture(picture);
            sizes.observe(picture.canvas());
        }
        Self {
            _listeners: on.0,
            _sizes: sizes,
            _resized: resized,
        }
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

    #[inline(never)]
    fn call(&mut self, target: &EventTarget, event: &'static str, call: Call) {
        self.on(target, event, move |_| act(call));
    }

    /// Controls, scale, overlay, and the parts that have no id.
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
        let notices: Element = page::element(document, "notices");
        let dismiss: Element = page::part(&notices, "[data-dismiss]");
        self.call(&dismiss, "click", App::dismiss);
        let strip: Element = page::element(document, "compare");
        let fold: Element = page::part(&strip, "details");
        self.call(&fold, "toggle", App::write_tables);
        let scale: HtmlSelectElement = page::element(document, "scale");
        self.on(&scale.clone(), "input", move |_| {
            if let Some(range) = AxisRange::from_name(&scale.value()) {
                act(|app| {
                    app.look_at(|look| {
                        look.range = range;
                        look.chart_range = None;
                    });
                });
            }
        });
        let overlay: HtmlInputElement = page::element(document, "overlay");
        self.on(&overlay.clone(), "input", move |_| {
            let checked = overlay.checked();
            act(|app| app.look_at(|look| look.overlay = checked));
        });
    }

    /// In the picker of presets, and beside it, which closes it.
    fn presets(&mut self, document: &Document) {
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
                act(App::close_presets);
            }
        });
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
            self.call(fold, name, |app| app.hover(None));
        }
        self.on(fold, "click", |event| {
            if let Some(layer) = element(&event).and_then(|target| chain::layer_of(&target)) {
                act(|app| app.select(layer));
            }
        });
        self.call(fold, "toggle", App::refresh);
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

    /// The ways of the pulse; Escape ends it.
    fn pulse(&mut self, document: &Document, player: &Player) {
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
        self.call(hand, "pointerleave", |app| app.hover(None));
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
        self.call(picture.numbers(), "toggle", App::write_tables);
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
