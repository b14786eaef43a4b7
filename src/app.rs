//! The page: every event becomes new [`Settings`] and one call of [`App::apply`], everything in view is drawn from the
//! scene. The only room that knows a browser.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod about;
mod actions;
mod address;
mod bridge;
mod card;
mod chain;
mod choices;
mod clipboard;
mod compare;
mod computation;
mod computing;
mod controls;
mod crew;
mod details;
mod events;
mod export;
mod failure;
mod frame;
mod freshness;
mod inspector;
mod job;
mod json;
mod layout;
mod lesson;
mod listener;
mod look;
mod markup;
mod notices;
mod numbers;
mod opened;
mod page;
mod picture;
mod pool;
mod presets;
mod print;
mod pulse;
mod remote;
mod rest;
mod schedule;
mod shown;
mod stage;
mod surface;
mod task;
mod vector;
mod worker;
mod written;

use std::cell::{Cell, RefCell};

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Window};

use crate::analysis::Known;
use crate::json::Json;
use crate::link;
use crate::report;
use crate::settings::{Notice, Settings, View};
use about::About;
use bridge::Bridge;
use compare::Compare;
use controls::Controls;
use events::Events;
use frame::Around;
use job::Job;
use layout::Layout;
use lesson::Lesson;
use look::Look;
use notices::NoticeBox;
use pool::Pool;
use presets::Presets;
use pulse::Player;
use schedule::{Cause, Schedule};
use stage::Stage;

thread_local! {
    /// The one page, which lives as long as its document.
    static APP: Cell<Option<&'static RefCell<App>>> = const { Cell::new(None) };
}

/// Starts the page; called by the loader. In a worker there is none.
#[wasm_bindgen(start)]
pub fn start() {
    let (Some(window), Some(document)) = (page::window(), page::document()) else {
        return;
    };
    failure::watch();
    App::start(window, &document);
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
    /// How many jobs there have been.
    jobs: u32,
    /// Where long jobs are done.
    pool: Option<Pool>,
    stage: Stage,
    controls: Controls,
    layout: Layout,
    around: Around,
    notices: NoticeBox,
    presets: Presets,
    about: About,
    player: Player,
    lesson: Lesson,
    compare: Compare,
    schedule: Schedule,
    /// Whether the reader has changed something since the address was written.
    edited: bool,
    /// Whether something in view is older than what is known.
    stale: bool,
    /// Whether the job knows more than what is shown.
    has_news: bool,
    /// What the job is about, and when it began.
    begun: (Settings, f64),
    /// Whether newer settings wait until the job has come to its outline, see [`App::waits_for_outline`].
    is_due: bool,
    /// Whether the newest analysis shown is of the present network, be it in parts.
    is_current: bool,
    /// Whether the reader has stopped the work.
    is_stopped: bool,
    /// How much was known when news was last shown, and when that was.
    told: (Option<Known>, f64),
    _events: Events,
    _bridge: Bridge,
}

/// Calls `act` with the page; `None` where there is none yet, or while it is at work further up the stack.
fn with_app<T>(act: impl FnOnce(&mut App) -> T) -> Option<T> {
    let mut app = APP.get()?.try_borrow_mut().ok()?;
    Some(act(&mut app))
}

/// Calls the page, if it is there.
fn act(act: impl FnOnce(&mut App)) {
    // There is nothing to do before it is there.
    let _ = with_app(act);
}

impl App {
    /// Builds the page and shows what its address says.
    fn start(window: Window, document: &Document) {
        let controls = Controls::build(document);
        let stage = Stage::find(document);
        let look = Look::of(&window);
        let layout = Layout::find(&window, document);
        let player = Player::find(&window, document);
        let mut app = Self {
            _events: Events::attach(&window, document, (&stage, &layout, &player)),
            _bridge: Bridge::build(),
            schedule: Schedule::new(
                window.clone(),
                |cause| act(|app| app.turn(cause)),
                || act(Self::rest),
            ),
            notices: NoticeBox::find(document),
            presets: Presets::find(document),
            about: About::find(document),
            player,
            lesson: Lesson::find(document),
            compare: Compare::find(document),
            settings: Settings::default(),
            job: None,
            jobs: 0,
            pool: Pool::find(&window, document),
            edited: false,
            stale: true,
            has_news: false,
            begun: (Settings::default(), 0.0),
            is_due: false,
            is_current: false,
            is_stopped: false,
            told: (None, 0.0),
            window,
            look,
            around: Around::find(document),
            stage,
            layout,
            controls,
        };
        app.read_address();
        if let Some(id) = address::term(&app.window) {
            app.about.reveal(&id);
        }
        // Defaults are what the page starts with, so an address that says nothing changes nothing.
        if app.job.is_none() {
            app.compute();
        }
        APP.set(Some(Box::leak(Box::new(RefCell::new(app)))));
    }

    /// What the reader wants to see.
    fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The report of the newest complete analysis; `None` before the first one.
    fn report(&self) -> Option<Json> {
        let (settings, analysis) = self.stage.settled()?;
        let link = settings.file.is_none().then(|| link::encode(settings));
        Some(report::of(analysis, link.as_deref()))
    }

    /// Shows other settings. The one entrance: whatever the reader does ends here.
    fn apply(&mut self, mut settings: Settings) {
        self.arrive(&mut settings);
        if settings.file == self.settings.file && !is_same_network(&settings, &self.settings) {
            // Other settings than those of a file are another network.
            settings.file = None;
        }
        self.around.within(&mut settings);
        let same_network = is_same_network(&settings, &self.settings);
        self.settings = settings;
        self.controls.show(&self.settings);
        self.presets.show(&self.settings);
        if same_network {
            self.stage.rename(&self.settings);
            self.refresh();
        } else {
            self.compute();
        }
        self.show_lesson();
    }

    /// Shows settings that come from outside the form, with what was not taken as given.
    fn show_link(&mut self, settings: Settings, notices: &[Notice]) {
        self.notices.show(notices);
        self.edited = true;
        self.apply(settings);
    }

    /// Shows what the address says.
    fn read_address(&mut self) {
        let link = address::read(&self.window, self.around.inside().as_deref());
        self.notices.show(&link.notices);
        self.look.dress(&link.frame);
        self.player.calm(&link.frame);
        self.around.take(link.frame);
        self.around.keep(&link.settings);
        self.apply(link.settings);
    }

    /// The address is another one: shows what it says, or the word it points to.
    fn follow_address(&mut self) {
        match address::term(&self.window) {
            Some(id) => self.about.reveal(&id),
            None => self.read_address(),
        }
    }

    /// Everything in view is to be drawn again.
    fn refresh(&mut self) {
        self.stale = true;
        self.wake();
    }

    /// What is shown is out of date.
    fn wake(&mut self) {
        if !self.is_stopped {
            self.stage.say_busy();
        }
        self.schedule.at_next_frame();
        self.schedule.when_at_rest();
    }

    /// A slice of work, then the pictures if there is something new to draw.
    fn turn(&mut self, cause: Cause) {
        self.schedule.turn_begins(cause);
        if cause == Cause::Beat {
            self.beat();
            return;
        }
        if self.stage.has_failed() {
            return;
        }
        if let Some(Job::Local(local)) = &self.job {
            if cause != Cause::Leisure && local.can_wait() {
                self.schedule.soon();
            } else {
                self.work();
            }
        }
        if cause == Cause::Leisure && self.job.is_none() {
            self.draw_preset();
            self.make_quiz();
        }
        let is_time = cause != Cause::Leisure || !self.schedule.has_frames();
        if is_time && std::mem::take(&mut self.has_news) {
            self.show_news();
        }
        if is_time && (self.stale || cause == Cause::Pause) {
            self.draw();
        }
        if is_time {
            self.draw_pulse();
        }
    }

    /// Draws what is in view.
    fn draw(&mut self) {
        self.stale = false;
        let now = page::now(&self.window);
        // What nobody sees need not follow a hand.
        let is_seen = self.schedule.has_frames();
        let edited = if is_seen {
            self.begun.1
        } else {
            f64::NEG_INFINITY
        };
        let times = (self.is_current, now, edited);
        self.compare.show(&self.settings, &self.look);
        let seen = (&self.look, &self.compare);
        self.stage.draw(&self.settings, seen, times);
        self.about.show(self.look.theme());
        self.follow_pointer();
        if self.stage.details_wait() {
            self.schedule.after_pause();
        }
        let is_more = self.stage.inspector().waits();
        if is_more {
            self.stale = true;
            self.schedule.at_next_frame();
        }
        if self.is_stopped && !self.is_whole() {
            self.stage.say_stopped();
        } else if self.job.is_none() && !is_more {
            self.come_to_rest();
        }
    }
}

/// Whether two settings describe the same numbers and differ at most in what is looked at.
fn is_same_network(a: &Settings, b: &Settings) -> bool {
    let looked_at = |settings: &Settings| Settings {
        layer: None,
        view: View::default(),
        step: None,
        ..settings.clone()
    };
    looked_at(a) == looked_at(b)
}
