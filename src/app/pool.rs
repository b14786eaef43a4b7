//! All workers, and the tasks that wait for them.

use std::collections::VecDeque;

use js_sys::{Array, BigUint64Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, Url, Window};

use super::task::Task;
use super::worker::{Program, Source, Worker};
use crate::analysis::{Piece, Way};

/// Workers at most, however many cores there are: more would wait for each other.
const MOST: f64 = 4.0;
/// After so many deaths without a task done between them there are no workers any more.
const PATIENCE: u32 = 4;
/// A worker that has a task and has said nothing while it was looked after so often is dead: four seconds. Its steps take some ten milliseconds.
const SILENCE: u32 = 13;
/// A network on which to warm up: some tens of milliseconds.
const WARM: &str = "v=1&depth=16&width=48&act=tanh&seed=1";
const WARM_DEPTH: usize = 16;

/// Workers that share the tasks of one job.
pub struct Pool {
    window: Window,
    program: Program,
    source: Source,
    workers: Vec<Worker>,
    serial: u32,
    job: u32,
    text: String,
    queue: VecDeque<Task>,
    deaths: u32,
    state: State,
    is_warm: bool,
}

/// Whether there can be workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As far as is known.
    Usable,
    /// The browser or the site allows none.
    Refused,
    /// They keep dying.
    Dying,
}

impl Pool {
    /// A pool without workers yet; `None` where the program cannot be found again.
    pub fn find(window: &Window, document: &Document) -> Option<Self> {
        let address = |selector: &str| {
            let link = document.query_selector(selector).ok()??;
            let base = document.base_uri().ok()??;
            let address = Url::new_with_base(&link.get_attribute("href")?, &base);
            Some(address.ok()?.href())
        };
        let root = document.document_element()?;
        let (glue, source) = match root.get_attribute("data-glue") {
            // The page in one file.
            Some(glue) => (glue, Source::Blob(root.get_attribute("data-worker")?)),
            None => (
                address("link[rel=modulepreload]")?,
                Source::File(address("link[rel=worker]")?),
            ),
        };
        Some(Self {
            window: window.clone(),
            program: Program {
                glue,
                module: wasm_bindgen::module(),
            },
            source,
            workers: Vec::new(),
            serial: 0,
            job: 0,
            text: String::new(),
            queue: VecDeque::new(),
            deaths: 0,
            state: State::Usable,
            is_warm: false,
        })
    }

    /// Whether there can be workers.
    pub fn state(&self) -> State {
        self.state
    }

    /// Starts the workers that are missing: one for each core, the page's own included because it mostly waits.
    pub fn start(&mut self) {
        let cores = self.window.navigator().hardware_concurrency();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "1 to 4"
        )]
        let wanted = cores.clamp(1.0, MOST) as usize;
        while self.state == State::Usable && self.workers.len() < wanted {
            self.serial += 1;
            match Worker::start(self.serial, &self.source, &self.program) {
                Ok(worker) => self.workers.push(worker),
                Err(_) => self.try_another_source(),
            }
        }
    }

    /// Lets the workers do something that nobody asked for, once: the browser compiles better what has run for a while, and the
    /// reader's first long job finds it done.
    pub fn warm_up(&mut self) {
        if std::mem::replace(&mut self.is_warm, true) || self.state != State::Usable {
            return;
        }
        let (from, to) = (0, WARM_DEPTH);
        let walk = |way| Task::Walk {
            way,
            wanted: Vec::new(),
        };
        let layers = [Task::Layers { from, to }, Task::Norms { from, to }];
        let tasks = layers.into_iter().chain([Way::Own, Way::Twin].map(walk));
        self.begin(0, WARM, tasks);
    }

    /// Begins a job: a text and the tasks in the order in which they should be begun. Those of an older job are dropped.
    pub fn begin(&mut self, job: u32, text: &str, tasks: impl IntoIterator<Item = Task>) {
        self.stop();
        if self.text != text {
            text.clone_into(&mut self.text);
        }
        self.job = job;
        self.add(tasks);
    }

    /// Adds tasks to the job.
    pub fn add(&mut self, tasks: impl IntoIterator<Item = Task>) {
        self.queue.extend(tasks);
        self.start();
        self.assign();
    }

    /// Drops what is being done.
    pub fn stop(&mut self) {
        self.queue.clear();
        self.workers.iter_mut().for_each(Worker::stop);
    }

    /// Whether nothing is being done and nothing waits.
    pub fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.workers.iter().all(|worker| worker.task.is_none())
    }

    /// The pieces of the present job in a message; empty for any other message.
    pub fn hear(&mut self, serial: u32, data: &JsValue) -> Vec<Piece> {
        let Some(worker) = self.workers.iter_mut().find(|w| w.serial == serial) else {
            return Vec::new();
        };
        worker.silence = 0;
        let member = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
        if member("ready").is_truthy() {
            worker.is_ready = true;
            self.assign();
            return Vec::new();
        }
        if member("job").as_f64() != Some(f64::from(self.job)) {
            return Vec::new();
        }
        let Some(pieces) = pieces(&member("pieces")) else {
            self.lose(serial);
            return Vec::new();
        };
        if member("done").is_truthy() {
            worker.task = None;
            self.deaths = 0;
            self.assign();
        }
        pieces
    }

    /// A worker has died: another takes its place and its task.
    pub fn lose(&mut self, serial: u32) {
        let Some(at) = self.workers.iter().position(|w| w.serial == serial) else {
            return;
        };
        let worker = self.workers.swap_remove(at);
        self.queue.extend(worker.task.clone());
        self.queue.rotate_right(usize::from(worker.task.is_some()));
        if worker.is_ready {
            self.deaths += 1;
            if self.deaths >= PATIENCE {
                self.give_up(State::Dying);
            }
        } else {
            self.try_another_source();
        }
        self.start();
        self.assign();
    }

    /// Looks after the workers, three times a second: replaces those that have a task, or should be starting, and say nothing.
    pub fn check(&mut self) {
        let mut silent = Vec::new();
        for worker in &mut self.workers {
            let is_awaited = worker.task.is_some() || !worker.is_ready;
            worker.silence = if is_awaited { worker.silence + 1 } else { 0 };
            if worker.silence > SILENCE {
                silent.push(worker.serial);
            }
        }
        for serial in silent {
            self.lose(serial);
        }
    }

    fn assign(&mut self) {
        let mut lost = None;
        for worker in self.workers.iter_mut().filter(|worker| worker.is_free()) {
            let Some(task) = self.queue.pop_front() else {
                return;
            };
            if worker.give((self.job, &self.text), task.clone()).is_err() {
                self.queue.push_front(task);
                lost = Some(worker.serial);
            }
        }
        if let Some(serial) = lost {
            self.lose(serial);
        }
    }

    /// After a worker that never came to life: those that wait to start would fare alike.
    fn try_another_source(&mut self) {
        if let Source::File(file) = &self.source
            && let Ok(blob) = Source::blob(file)
        {
            self.source = blob;
            self.workers.retain(|worker| worker.is_ready);
        } else if self.workers.iter().any(|worker| worker.is_ready) {
            // Others have come to life: this one was slow, or a victim of something else.
            self.deaths += 1;
            if self.deaths >= PATIENCE {
                self.give_up(State::Dying);
            }
        } else {
            self.give_up(State::Refused);
        }
    }

    fn give_up(&mut self, state: State) {
        self.state = state;
        self.workers.clear();
        self.queue.clear();
    }
}

/// The pieces of a list of words; `None` where one is none.
fn pieces(list: &JsValue) -> Option<Vec<Piece>> {
    let list: &Array = list.dyn_ref()?;
    let piece = |words: JsValue| {
        let words: BigUint64Array = words.dyn_into().ok()?;
        Piece::from_words(&words.to_vec())
    };
    list.iter().map(piece).collect()
}
