//! The page: every event becomes new [`Settings`] and one call of [`App::apply`], everything in view is drawn from the
//! scene. The only room that knows a browser.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod actions;
mod address;
mod bridge;
mod card;
mod controls;
mod events;
mod failure;
mod job;
mod layout;
mod legend;
mod listener;
mod look;
mod markup;
mod notices;
mod page;
mod picture;
mod plain;
mod schedule;
mod stage;

use std::cell::RefCell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Window;

use crate::link;
use crate::report::Report;
use crate::settings::{Notice, Settings, View};
use bridge::Bridge;
use controls::Controls;
use events::Events;
use job::Job;
use layout::Layout;
use look::Look;
use notices::NoticeBox;
use schedule::{Cause, Schedule};
use stage::Stage;

thread_local! {
    /// The one page.
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Starts the page; called by the loader.
#[wasm_bindgen(start)]
pub fn start() {
    failure::watch();
    if let Err(reason) = App::start() {
        failure::report(&reason);
    }
}

/// Everything the page holds.
pub struct App {
    window: Window,
    /// What the reader wants to see.
    settings: Settings,
    /// How the reader looks at it.
    look: Look,
    /// What is being computed; dropped by the next edit.
    job: Option<Job>,
    stage: Stage,
    controls: Controls,
    layout: Layout,
    notices: NoticeBox,
    schedule: Schedule,
    /// Whether the reader has changed something since the address was written.
    edited: bool,
    /// Whether something in view is older than what is known.
    stale: bool,
    _events: Events,
    _bridge: Bridge,
}

/// Calls `act` with the page; `None` where there is none yet, or while it is at work further up the stack.
fn with_app<T>(act: impl FnOnce(&mut App) -> T) -> Option<T> {
    APP.with(|app| app.try_borrow_mut().ok()?.as_mut().map(act))
}

/// Calls the page, if it is there.
fn act(act: impl FnOnce(&mut App)) {
    // There is nothing to do before it is there.
    let _ = with_app(act);
}

impl App {
    /// Builds the page and shows what its address says.
    fn start() -> Result<(), JsValue> {
        let missing = || js_sys::Error::new("there is no document");
        let window = page::window().ok_or_else(missing)?;
        let document = page::document().ok_or_else(missing)?;
        let controls = Controls::build(&document)?;
        let stage = Stage::find(&document)?;
        let look = Look::of(&window);
        let layout = Layout::find(&window, &document)?;
        let mut app = Self {
            _events: Events::attach(&window, &document, (&stage, &layout))?,
            _bridge: Bridge::build()?,
            schedule: Schedule::new(
                window.clone(),
                |cause| act(|app| app.turn(cause)),
                || act(Self::rest),
            )?,
            notices: NoticeBox::find(&document)?,
            settings: Settings::default(),
            job: None,
            edited: false,
            stale: true,
            window,
            look,
            stage,
            layout,
            controls,
        };
        app.compute();
        app.read_address();
        APP.with(|place| place.replace(Some(app)));
        Ok(())
    }

    /// What the reader wants to see.
    fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The report of what is shown; `None` before the first picture.
    fn report(&self) -> Option<Report> {
        let (settings, analysis) = self.stage.shown()?;
        Some(Report::of(analysis, Some(&link::encode(settings))))
    }

    /// Shows other settings. The one entrance: whatever the reader does ends here.
    fn apply(&mut self, settings: Settings) {
        let same_network = is_same_network(&settings, &self.settings);
        self.settings = settings;
        self.controls.show(&self.settings);
        if !same_network {
            self.compute();
            return;
        }
        if self.job.is_none() {
            self.stage.rename(&self.settings);
        }
        self.refresh();
    }

    /// Shows settings that come from outside the form, with what was not taken as given.
    fn show_link(&mut self, settings: Settings, notices: &[Notice]) {
        self.notices.show(notices);
        self.edited = true;
        self.apply(settings);
    }

    /// Shows what the address says.
    fn read_address(&mut self) {
        let (settings, notices) = address::read(&self.window);
        self.notices.show(&notices);
        self.apply(settings);
    }

    /// Begins to analyse the present settings; what was being computed is dropped.
    fn compute(&mut self) {
        self.job = Some(Job::of(self.settings.clone()));
        self.stage.say_progress(0.0);
        self.wake();
    }

    /// Everything in view is to be drawn again.
    fn refresh(&mut self) {
        self.stale = true;
        self.wake();
    }

    /// What is shown is out of date.
    fn wake(&mut self) {
        self.stage.say_busy();
        self.schedule.at_next_frame();
        self.schedule.when_at_rest();
    }

    /// A slice of work, then the pictures if there is something new to draw.
    fn turn(&mut self, cause: Cause) {
        self.schedule.turn_begins(cause);
        match &mut self.job {
            Some(job) if cause == Cause::Frame && job.can_wait() => self.schedule.soon(),
            Some(_) => self.work(),
            None => {}
        }
        if self.stale {
            self.stale = false;
            match self.stage.draw(&self.settings, &self.look) {
                Ok(()) if self.job.is_none() => self.stage.say_ready(),
                Ok(()) => {}
                Err(reason) => failure::report(&reason),
            }
        }
    }

    /// A slice of the work there is.
    fn work(&mut self) {
        let Some(job) = &mut self.job else {
            return;
        };
        let clock = self.window.performance();
        let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
        if let Some(analysis) = job.slice(now) {
            // A job always belongs to the present network.
            self.stage.receive(self.settings.clone(), analysis);
            self.job = None;
            self.stale = true;
        } else {
            self.stage.say_progress(job.progress());
            self.schedule.soon();
        }
    }

    /// What can wait until the reader has come to rest.
    fn rest(&mut self) {
        if self.job.is_some() {
            self.schedule.when_at_rest();
            return;
        }
        self.stage.settle(&self.settings);
        if self.edited {
            self.edited = false;
            address::write(&self.window, &self.settings);
        }
    }
}

/// Whether two settings describe the same numbers and differ at most in what is looked at.
fn is_same_network(a: &Settings, b: &Settings) -> bool {
    let looked_at = |settings: &Settings| Settings {
        layer: None,
        view: View::default(),
        ..settings.clone()
    };
    looked_at(a) == looked_at(b)
}
