//! The workers of the browser: carries out the decisions of the crew in `state`.

use web_sys::{Document, Url, Window};

use super::worker::{Order, Program, Source, Worker};

/// Workers at most, however many cores there are: more would wait for each other.
const MOST: f64 = 4.0;

/// The workers that exist.
pub struct Pool {
    program: Program,
    source: Source,
    workers: Vec<Worker>,
    /// Long orders that are still to be sent, each to the worker with this number.
    waiting: Vec<(u32, Order)>,
}

impl Pool {
    /// A pool without workers yet; `None` if the program cannot be found again.
    pub fn find(document: &Document) -> Option<Self> {
        let address = |file: &str| {
            let base = document.base_uri().ok()??;
            Some(Url::new_with_base(file, &base).ok()?.href())
        };
        let root = document.document_element()?;
        let (glue, source) = match root.get_attribute("data-glue") {
            // The page in one file.
            Some(glue) => (glue, Source::Blob(root.get_attribute("data-worker")?)),
            None => {
                let program = root.get_attribute("data-program")?;
                let worker = document.query_selector("link[rel=worker]").ok()??;
                (
                    address(&format!("./{program}.js"))?,
                    Source::File(address(&worker.get_attribute("href")?)?),
                )
            }
        };
        Some(Self {
            program: Program {
                glue,
                module: wasm_bindgen::module(),
            },
            source,
            workers: Vec::new(),
            waiting: Vec::new(),
        })
    }

    /// How many workers there should be: one for each core, the page's own included because it
    /// mostly waits.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 4"
    )]
    pub fn size(window: &Window) -> usize {
        window.navigator().hardware_concurrency().clamp(1.0, MOST) as usize
    }

    /// Whether workers from a blob can still be tried.
    pub fn has_blob(&self) -> bool {
        matches!(self.source, Source::File(_))
    }

    /// Starts a worker. Returns whether the browser allows it.
    pub fn hire(&mut self, serial: u32) -> bool {
        let worker = Worker::start(serial, &self.source, &self.program);
        let is_started = worker.is_ok();
        self.workers.extend(worker.ok());
        is_started
    }

    /// From now on workers are started from a blob, if the browser can make one.
    pub fn use_blob(&mut self) {
        if let Source::File(file) = &self.source
            && let Ok(blob) = Source::blob(file)
        {
            self.source = blob;
        }
    }

    /// Ends a worker.
    pub fn fire(&mut self, serial: u32) {
        self.forget(serial);
        self.workers.retain(|worker| worker.serial != serial);
    }

    /// Gives a worker a task; a long one waits for [`Self::send_next`]. Returns whether there is this worker and the message
    /// could be sent.
    pub fn give(&mut self, serial: u32, order: Order) -> bool {
        let Some(worker) = self.worker(serial) else {
            return false;
        };
        if !worker.is_long(&order) {
            return worker.give(&order).is_ok();
        }
        self.waiting.push((serial, order));
        true
    }

    /// Whether orders are still to be sent, each in a task of the browser for itself.
    pub fn is_behind(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Sends the first order that waits, unless its job was dropped meanwhile. Returns the number of a worker to which it
    /// could not be sent.
    pub fn send_next(&mut self, is_wanted: impl Fn(u32) -> bool) -> Option<u32> {
        self.waiting.retain(|(_, order)| is_wanted(order.job));
        if self.waiting.is_empty() {
            return None;
        }
        let (serial, order) = self.waiting.remove(0);
        let is_sent = self.worker(serial)?.give(&order).is_ok();
        (!is_sent).then_some(serial)
    }

    fn worker(&mut self, serial: u32) -> Option<&mut Worker> {
        let mut all = self.workers.iter_mut();
        all.find(|worker| worker.serial == serial)
    }

    /// What was to be sent to a worker is not wanted any more.
    fn forget(&mut self, serial: u32) {
        self.waiting.retain(|(worker, _)| *worker != serial);
    }

    /// Makes a worker stop what it is doing.
    pub fn halt(&mut self, serial: u32) {
        self.forget(serial);
        if let Some(worker) = self.worker(serial) {
            worker.halt();
        }
    }
}
