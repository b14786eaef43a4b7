//! One worker: a thread of the browser with its own instance of the compiled program.

use std::rc::Rc;

use js_sys::{Array, BigUint64Array, JSON, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{
    Blob, BlobPropertyBag, Event, MessageEvent, Url, Worker as Thread, WorkerOptions, WorkerType,
};

use crate::analysis::Piece;
use crate::app::browser::listener::Listener;
use crate::app::mailbox::send;
use crate::link;
use crate::network::Subject;
use crate::settings::{Settings, View};
use crate::state::{Msg, Task};

/// What a worker from a blob does until its script is loaded.
const EARLY: &str = include_str!("../../../www/early.js");

/// Where the script comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of the site, at this address.
    File(String),
    /// A blob, for places where only blobs may become workers.
    Blob(String),
}

impl Source {
    /// A blob for all workers that loads the file at this address and then handles the messages
    /// received in the meantime.
    ///
    /// # Errors
    /// What the browser throws.
    pub fn blob(file: &str) -> Result<Self, JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let file = String::from(JSON::stringify(&file.into())?);
        let text = format!("file={file};{EARLY}");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
        Url::create_object_url_with_blob(&blob).map(Self::Blob)
    }

    fn thread(&self) -> Result<Thread, JsValue> {
        match self {
            Self::File(address) => {
                let options = WorkerOptions::new();
                options.set_type(WorkerType::Module);
                Thread::new_with_options(address, &options)
            }
            // Not as a module: in a sandboxed frame the origin of a blob is no origin for one.
            Self::Blob(address) => Thread::new(address),
        }
    }
}

/// What a worker is started with.
pub struct Program {
    /// The absolute address of the script around the compiled program.
    pub glue: String,
    /// The compiled program.
    pub module: JsValue,
}

/// A task of a job about a subject.
pub struct Order {
    /// The job.
    pub job: u32,
    /// What it is about.
    pub subject: Rc<Subject>,
    /// What to do.
    pub task: Task,
}

/// A worker.
pub struct Worker {
    /// Its own number; a replacement has another.
    pub serial: u32,
    /// The job whose subject it has.
    job: Option<u32>,
    thread: Thread,
    _message: Listener,
    _error: [Listener; 2],
}

impl Worker {
    /// Starts a worker.
    ///
    /// # Errors
    /// What the browser throws if it allows none.
    pub fn start(serial: u32, source: &Source, program: &Program) -> Result<Self, JsValue> {
        let thread = source.thread()?;
        let dies = || {
            move |event: Event| {
                event.prevent_default();
                send(Msg::Lost(serial));
            }
        };
        let worker = Self {
            serial,
            job: None,
            _message: Listener::new(&thread, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    send(heard(serial, &event.data()));
                }
            }),
            _error: [
                Listener::new(&thread, "error", dies()),
                Listener::new(&thread, "messageerror", dies()),
            ],
            thread,
        };
        worker.say(&[
            ("glue", &program.glue.as_str().into()),
            ("module", &program.module),
        ])?;
        Ok(worker)
    }

    /// Whether an order may take some milliseconds to be sent, because it may bring the numbers of a network.
    pub fn is_long(&self, order: &Order) -> bool {
        let is_new = self.job != Some(order.job);
        is_new && !matches!(*order.subject, Subject::Recipe(_)) || order.task.brings_numbers()
    }

    /// Gives it a task of a job; the subject is sent along if it does not have it yet: a link, or
    /// the numbers of a file as words of 64 bits, never as text.
    ///
    /// # Errors
    /// What the browser throws.
    pub fn give(&mut self, order: &Order) -> Result<(), JsValue> {
        let task = words(&order.task.to_words());
        let id = order.job.into();
        let mut members = vec![("job", &id), ("task", &task)];
        let subject = (self.job != Some(order.job)).then(|| subject(&order.subject));
        members.extend(subject.iter().map(|(name, value)| (*name, value)));
        // The words of a network are handed over, not copied once more.
        let handed = subject.iter().filter(|(name, _)| *name == "words");
        let handed = handed.filter_map(|(_, value)| value.dyn_ref::<BigUint64Array>());
        let handed: Array = handed.map(|words| JsValue::from(words.buffer())).collect();
        self.send(&members, &handed)?;
        self.job = Some(order.job);
        Ok(())
    }

    /// Makes it stop what it is doing.
    pub fn halt(&self) {
        // It may have ended already, and then it has stopped too.
        let _ = self.say(&[]);
    }

    fn say(&self, members: &[(&str, &JsValue)]) -> Result<(), JsValue> {
        self.send(members, &Array::new())
    }

    /// Sends a message; the buffers are the worker's from then on.
    fn send(&self, members: &[(&str, &JsValue)], buffers: &Array) -> Result<(), JsValue> {
        let message = Object::new();
        for (name, value) in members {
            Reflect::set(&message, &(*name).into(), value)?;
        }
        self.thread.post_message_with_transfer(&message, buffers)
    }
}

/// What a worker has sent; damaged pieces mean that it is lost.
fn heard(serial: u32, data: &JsValue) -> Msg {
    let member = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
    if member("ready").is_truthy() {
        return Msg::Ready(serial);
    }
    let Some(pieces) = pieces(&member("pieces")) else {
        return Msg::Lost(serial);
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of ours"
    )]
    let job = member("job").as_f64().unwrap_or(0.0) as u32;
    Msg::Heard {
        serial,
        job,
        pieces,
        is_done: member("done").is_truthy(),
    }
}

/// The pieces of a list of words; `None` if one is damaged.
fn pieces(list: &JsValue) -> Option<Vec<Piece>> {
    let list: &Array = list.dyn_ref()?;
    let piece = |words: JsValue| {
        let words: BigUint64Array = words.dyn_into().ok()?;
        Piece::from_words(&words.to_vec())
    };
    list.iter().map(piece).collect()
}

/// A subject as a member of a message.
fn subject(subject: &Subject) -> (&'static str, JsValue) {
    match subject {
        Subject::Recipe(recipe) => {
            let recipe = recipe.clone();
            let view = View::default();
            ("text", link::encode(&Settings { recipe, view }).into())
        }
        Subject::File(network) => ("words", words(&network.to_words())),
        Subject::Trained(trained) => ("words", words(&trained.network.to_words())),
    }
}

/// Words as a member of a message.
fn words(words: &[u64]) -> JsValue {
    BigUint64Array::from(words).into()
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.thread.terminate();
    }
}
