//! When the page works: at the next frame, soon, and when the reader has come to rest.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{MessageChannel, Window};

use super::failure::granted;
use super::listener::Listener;

/// How long nothing may change before the page counts as at rest, in milliseconds.
const REST: i32 = 300;
/// The pause between two drawings of what is throttled while dragging, in milliseconds.
pub const PAUSE: i32 = 80;

/// Why `turn` was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A frame is about to be painted.
    Frame,
    /// The browser had nothing more urgent to do.
    Leisure,
    /// A pause is over.
    Pause,
}

/// Four coalesced callbacks: each is called once however often it was asked for before.
pub struct Schedule {
    window: Window,
    frame: Closure<dyn FnMut()>,
    frame_asked: bool,
    channel: MessageChannel,
    soon_asked: bool,
    pause: Closure<dyn FnMut()>,
    pause_asked: bool,
    rest: Closure<dyn FnMut()>,
    rest_timer: Option<i32>,
    _message: Listener,
}

impl Schedule {
    /// `turn` is called before frames, when the browser is idle and after pauses; `rest` when
    /// nothing has changed for a while.
    pub fn new(window: Window, turn: fn(Cause), rest: fn()) -> Self {
        let channel = granted(MessageChannel::new());
        let message = Listener::new(&channel.port1(), "message", move |_| turn(Cause::Leisure));
        channel.port1().start();
        Self {
            window,
            pause: Closure::new(move || turn(Cause::Pause)),
            pause_asked: false,
            frame: Closure::new(move || turn(Cause::Frame)),
            frame_asked: false,
            channel,
            soon_asked: false,
            rest: Closure::new(rest),
            rest_timer: None,
            _message: message,
        }
    }

    /// Whether there are frames: a hidden page has none.
    pub fn has_frames(&self) -> bool {
        !self.window.document().is_some_and(|page| page.hidden())
    }

    /// Calls `turn` before the next frame is painted, or soon if nothing is painted because the
    /// page is hidden.
    pub fn at_next_frame(&mut self) {
        if !self.has_frames() {
            self.soon();
        } else if !self.frame_asked {
            let frame = self.frame.as_ref().unchecked_ref();
            self.frame_asked = self.window.request_animation_frame(frame).is_ok();
        }
    }

    /// Calls `turn` after the browser has handled what is waiting: input first, then painting.
    pub fn soon(&mut self) {
        if !self.soon_asked {
            self.soon_asked = self.channel.port2().post_message(&JsValue::NULL).is_ok();
        }
    }

    /// Calls `turn` after a pause.
    pub fn after_pause(&mut self) {
        if !self.pause_asked {
            self.pause_asked = self.after(&self.pause, PAUSE).is_some();
        }
    }

    /// The handle of a timer.
    fn after(&self, call: &Closure<dyn FnMut()>, milliseconds: i32) -> Option<i32> {
        let call = call.as_ref().unchecked_ref();
        self.window
            .set_timeout_with_callback_and_timeout_and_arguments_0(call, milliseconds)
            .ok()
    }

    /// Calls `rest` when this has not been called again for a while.
    pub fn when_at_rest(&mut self) {
        self.stop_waiting();
        self.rest_timer = self.after(&self.rest, REST);
    }

    /// Must be called first in `turn`: marks the request that led to it as served.
    pub fn turn_begins(&mut self, cause: Cause) {
        match cause {
            Cause::Frame => self.frame_asked = false,
            Cause::Leisure => self.soon_asked = false,
            Cause::Pause => self.pause_asked = false,
        }
    }

    fn stop_waiting(&mut self) {
        if let Some(timer) = self.rest_timer.take() {
            self.window.clear_timeout_with_handle(timer);
        }
    }
}
