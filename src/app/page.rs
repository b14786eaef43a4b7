//! The page: carries out the effects of the model in the browser. The only writer of the model is
//! [`update`].

mod drawing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Document, Window};

use super::browser::failure::granted;
use super::browser::schedule::{Cause, Schedule};
use super::browser::{address, clipboard, document, parts};
use super::compute::desk::Desk;
use super::compute::pool::Pool;
use super::compute::worker::Order;
use super::mailbox::{Letter, poke, send};
use super::views::Views;
use crate::network::{IS_WHOLE, Subject};
use crate::settings::View;
use crate::state::{Announced, Command, Crew, DESK, Effect, Jobs, Model, Msg, Run, left, update};

/// How long a slice of work may take, in milliseconds.
const SLICE: f64 = 6.0;
/// The same of what the next frame is to show. It takes some four milliseconds; where other threads hold the processor
/// meanwhile, it would be cut off just before its end, and miss the frame.
const SHORT_SLICE: f64 = 12.0;

/// Marks the first visit without a link; set by `www/boot.js`.
const FIRST: &str = "data-first";

thread_local! {
    /// The one page, which lives as long as its document.
    static APP: Cell<Option<&'static RefCell<App>>> = const { Cell::new(None) };
}

/// Everything the page holds.
pub struct App {
    window: Window,
    document: Document,
    /// What the page knows.
    pub model: Model,
    /// What the reader sees.
    pub views: Views,
    /// The workers; `None` if the program cannot be found again.
    pool: Option<Pool>,
    /// Where the page computes by itself.
    desk: Desk,
    schedule: Schedule,
    due: Due,
}

/// What is to be drawn before the next frame.
#[derive(Default)]
struct Due {
    /// Everything in view.
    all: bool,
    /// The flow alone.
    flow: bool,
    /// The strip of gains alone.
    strip: bool,
    /// The acts of the whole program alone.
    acts: bool,
    /// The place where the gradient has stopped is to be reported.
    pulse: bool,
    /// The gradient moves.
    beat: bool,
    /// How much of the work is done.
    progress: Option<f64>,
}

/// Calls `act` with the page; `None` if there is none yet, or if it is already in use further up
/// the stack.
pub fn with_app<T>(act: impl FnOnce(&mut App) -> T) -> Option<T> {
    let mut app = APP.get()?.try_borrow_mut().ok()?;
    Some(act(&mut app))
}

/// Takes a letter.
pub fn receive(letter: Letter) {
    // There is nothing to do before the page exists, nor after it has failed.
    let _ = with_app(|app| match letter {
        Letter::Msg(msg) => app.dispatch(msg),
        Letter::Poke(look) => {
            if let Some(msg) = look(&mut app.views, &app.model) {
                app.dispatch(msg);
            }
        }
    });
}

impl App {
    /// The page with nothing shown yet.
    pub fn of(window: Window, document: Document) -> Self {
        let views = Views::find(&window, &document);
        let pool = Pool::find(&document);
        let size = pool.as_ref().map_or(0, |_| Pool::size(&window));
        let has_blob = pool.as_ref().is_some_and(Pool::has_blob);
        let mut model = Model::of(Jobs::of(Crew::of(size, has_blob)));
        model.is_small = !IS_WHOLE;
        Self {
            model,
            views,
            pool,
            desk: Desk::default(),
            schedule: Schedule::new(
                window.clone(),
                |cause| {
                    let _ = with_app(|app| app.turn(cause));
                },
                || send(Msg::Rest),
            ),
            due: Due::default(),
            window,
            document,
        }
    }

    /// From now on this is the page.
    pub fn install(self) {
        APP.set(Some(Box::leak(Box::new(RefCell::new(self)))));
    }

    /// What it takes along into the whole program. From now on there is no page, and no worker; what still happens reaches nobody.
    pub fn leave() -> Option<String> {
        let page = APP.take()?;
        let mut page = page.try_borrow_mut().ok()?;
        page.pool = None;
        Some(left(&page.model).text())
    }

    /// Takes a message and carries out the resulting effects.
    pub fn dispatch(&mut self, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            let now = document::now(&self.window);
            for effect in update(&mut self.model, msg, now) {
                waiting.extend(self.perform(effect));
            }
        }
    }

    /// The window.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// Carries out one effect; its consequences arrive as another message.
    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        let (model, views) = (&self.model, &mut self.views);
        match effect {
            Effect::DrawStrip => self.at_next_frame(|due| &mut due.strip),
            Effect::DrawActs => self.at_next_frame(|due| &mut due.acts),
            Effect::Draw => self.at_next_frame(|due| &mut due.all),
            Effect::DrawFlow => self.at_next_frame(|due| &mut due.flow),
            Effect::TellPulse => self.due.pulse = true,
            Effect::Progress(progress) => self.due.progress = Some(progress),
            Effect::Soon => self.schedule.soon(),
            Effect::RestLater => self.schedule.when_at_rest(),
            Effect::BeatAtFrame => self.at_next_frame(|due| &mut due.beat),
            Effect::Crew(command) => return self.command(command),
            Effect::MarkOld => views.stage.mark_old(),
            Effect::Announce(announced) => {
                views.stage.announce(announced, model);
                if announced == Announced::Ready {
                    return self.greeting();
                }
            }
            Effect::Form => views.show_form(model),
            Effect::Frame => views.show_frame(model),
            Effect::Board => views.notices.show(&model.board),
            Effect::Lesson | Effect::LessonStep if !IS_WHOLE => {}
            Effect::Lesson => views.lesson.show(model),
            Effect::LessonStep => views.lesson.turn(&model.lesson),
            Effect::Arrive => {
                let moves = !views.player.is_still() && self.schedule.has_frames();
                return moves.then_some(Msg::Play(false));
            }
            Effect::Pinned => views.compare.renew(),
            Effect::Player => views.player.show(&model.look),
            Effect::Read => views.stage.read(model),
            Effect::Settle => views.settle(model),
            Effect::Status(said) => views.compare.say(&said),
            Effect::Focus(id) => document::focus(&self.document, id),
            Effect::FocusBack if views.notices.focus_back() => {}
            Effect::FocusBack => views.stage.focus(),
            Effect::ClosePresets => views.presets.close(),
            Effect::Digits => parts::call(&self.window, "gradlensDigits"),
            Effect::Whole => parts::call(&self.window, "gradlensWhole"),
            Effect::Copy(subject, view) => self.copy(&subject, &view),
            Effect::Print(is_printed) => self.print(is_printed),
            Effect::Address {
                settings,
                frame,
                is_new,
            } => {
                let seen = (&settings, &frame);
                if is_new {
                    address::push(&self.window, seen.0, seen.1);
                } else if !address::write(&self.window, seen.0, seen.1) {
                    return Some(Msg::AddressRefused);
                }
            }
        }
        None
    }

    /// Something is due before the next frame.
    fn at_next_frame(&mut self, what: fn(&mut Due) -> &mut bool) {
        *what(&mut self.due) = true;
        self.schedule.at_next_frame();
    }

    /// On the first visit the gradient is sent back once by itself, as soon as it is there; never in a figure in
    /// another page, nor where less motion is wanted.
    fn greeting(&self) -> Option<Msg> {
        let root = self.document.document_element()?;
        if !root.has_attribute(FIRST) {
            return None;
        }
        granted(root.remove_attribute(FIRST));
        let is_quiet = self.model.policy.frame.is_embedded || self.views.player.is_still();
        (!is_quiet && self.schedule.has_frames()).then_some(Msg::Play(false))
    }

    /// Carries out a command for the workers or the desk.
    fn command(&mut self, command: Command) -> Option<Msg> {
        let pool = self.pool.as_mut();
        match command {
            Command::Hire(serial) => {
                let is_started = pool.is_some_and(|pool| pool.hire(serial));
                return (!is_started).then_some(Msg::Lost(serial));
            }
            Command::UseBlob => pool.map_or((), Pool::use_blob),
            Command::Fire(serial) => pool.map_or((), |pool| pool.fire(serial)),
            Command::Halt(DESK) => self.desk.halt(),
            Command::Halt(serial) => pool.map_or((), |pool| pool.halt(serial)),
            Command::Give { serial, job, task } => {
                // A job that was dropped in the meantime gets no command.
                let subject = Rc::clone(&self.model.jobs.get(job)?.subject);
                if serial == DESK {
                    self.desk.begin(job, &subject, task);
                    self.schedule.soon();
                    return None;
                }
                let order = Order { job, subject, task };
                let is_told = pool.is_some_and(|pool| pool.give(serial, order));
                self.look_after_orders();
                return (!is_told).then_some(Msg::Lost(serial));
            }
        }
        None
    }

    /// Orders that still wait are sent soon.
    fn look_after_orders(&mut self) {
        if self.pool.as_ref().is_some_and(Pool::is_behind) {
            self.schedule.soon();
        }
    }

    /// Sends the next order that waits.
    fn send_order(&mut self) {
        let (pool, jobs) = (self.pool.as_mut(), &self.model.jobs);
        let lost = pool.and_then(|pool| pool.send_next(|job| jobs.get(job).is_some()));
        if let Some(serial) = lost {
            self.dispatch(Msg::Lost(serial));
        }
        self.look_after_orders();
    }

    /// A slice of work, then the pictures if there is something new to draw.
    fn turn(&mut self, cause: Cause) {
        self.schedule.turn_begins(cause);
        if document::has_failed(&self.document) {
            self.dispatch(Msg::Failed);
        }
        if self.model.run == Run::Failed {
            return;
        }
        let has_frames = self.schedule.has_frames();
        if cause == Cause::Frame && std::mem::take(&mut self.due.beat) {
            let is_still = self.views.player.is_still() || !has_frames;
            self.dispatch(Msg::Beat(is_still));
        }
        if self.desk.is_busy() {
            if cause != Cause::Leisure && self.desk.can_wait() {
                self.schedule.soon();
            } else {
                self.work();
            }
        }
        if cause == Cause::Leisure {
            self.send_order();
        }
        if cause == Cause::Leisure && !self.model.jobs.is_busy() {
            if self.views.presets.waits() {
                self.views.presets.draw_next();
                self.schedule.soon();
            }
            self.dispatch(Msg::Leisure);
        }
        if cause != Cause::Leisure || !has_frames {
            self.dispatch(Msg::News);
            self.show(cause);
        }
    }

    /// Runs a slice of the desk's work.
    fn work(&mut self) {
        let window = self.window.clone();
        let slice = match self.desk.can_wait() {
            true => SLICE,
            false => SHORT_SLICE,
        };
        let end = document::now(&window) + slice;
        let is_over = || document::now(&window) >= end;
        while let Some(found) = self.desk.slice(is_over) {
            self.dispatch(Msg::Heard {
                serial: DESK,
                job: found.job,
                pieces: found.pieces,
                is_done: found.is_done,
            });
            if is_over() {
                break;
            }
        }
        if self.desk.is_busy() {
            self.schedule.soon();
        }
    }

    /// Copies the link of a subject for the comparison.
    fn copy(&mut self, subject: &Subject, view: &View) {
        let link = address::whole(&self.window, subject, view);
        let answer = |is_copied| {
            poke(move |views, _| {
                views.compare.copied(is_copied);
                None
            });
        };
        let copying = clipboard::copy(&link, answer);
        let is_tried = copying.is_some();
        self.views.compare.begin_copying(&link, copying);
        if !is_tried {
            self.views.compare.copied(false);
        }
    }
}
