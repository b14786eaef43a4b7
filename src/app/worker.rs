//! One worker: a thread of the browser with its own instance of the compiled program.

use js_sys::{Array, JSON, Object, Reflect, Uint32Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{
    Blob, BlobPropertyBag, Event, MessageEvent, Url, Worker as Thread, WorkerOptions, WorkerType,
};

use super::act;
use super::listener::Listener;
use super::task::Task;

/// What a worker from a blob does until its script is there.
const EARLY: &str = include_str!("../../www/early.js");

/// Where the script comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file of the site, at this address.
    File(String),
    /// A blob, for places where only blobs may become workers.
    Blob(String),
}

impl Source {
    /// A blob for all workers that loads the file at this address, and what is said to it until then afterwards.
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

/// A worker and what it is doing.
pub struct Worker {
    /// Its own number; a replacement has another.
    pub serial: u32,
    /// Whether it has loaded the program.
    pub is_ready: bool,
    /// What it is doing.
    pub task: Option<Task>,
    /// How often it has been looked after since it was last heard of. No time: a machine may sleep.
    pub silence: u32,
    /// The job whose text it has.
    job: Option<u32>,
    thread: Thread,
    _message: Listener,
    _error: [Listener; 2],
}

impl Worker {
    /// Starts a worker; what it says goes to [`super::App::hear`].
    ///
    /// # Errors
    /// What the browser throws where it allows none.
    pub fn start(serial: u32, source: &Source, program: &Program) -> Result<Self, JsValue> {
        let thread = source.thread()?;
        let dies = || {
            move |event: Event| {
                event.prevent_default();
                act(|app| app.lose_worker(serial));
            }
        };
        let worker = Self {
            serial,
            is_ready: false,
            task: None,
            silence: 0,
            job: None,
            _message: Listener::new(&thread, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    let data = event.data();
                    act(|app| app.hear(serial, &data));
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

    /// Whether it can be given a task.
    pub fn is_free(&self) -> bool {
        self.is_ready && self.task.is_none()
    }

    /// Gives it a task of a job; the text goes along where it has not got it.
    ///
    /// # Errors
    /// What the browser throws.
    pub fn give(&mut self, (job, text): (u32, &str), task: Task) -> Result<(), JsValue> {
        let numbers: JsValue = Uint32Array::from(task.to_numbers().as_slice()).into();
        let (id, text) = (job.into(), text.into());
        let mut members = vec![("job", &id), ("task", &numbers)];
        if self.job != Some(job) {
            members.push(("text", &text));
        }
        self.say(&members)?;
        (self.job, self.task, self.silence) = (Some(job), Some(task), 0);
        Ok(())
    }

    /// Makes it stop what it is doing.
    pub fn stop(&mut self) {
        if self.task.take().is_some() {
            // It may be gone already, and then it has stopped too.
            let _ = self.say(&[]);
        }
    }

    fn say(&self, members: &[(&str, &JsValue)]) -> Result<(), JsValue> {
        let message = Object::new();
        for (name, value) in members {
            Reflect::set(&message, &(*name).into(), value)?;
        }
        self.thread.post_message(&message)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.thread.terminate();
    }
}
