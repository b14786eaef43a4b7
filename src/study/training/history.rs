//! What is kept of a run, for the pictures of it.

use super::{Course, NonFinite, Record};

/// One kept step. K layers; entry j - 1 of a list is that of layer j.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryColumn {
    /// How many updates came before it.
    pub step: u64,
    /// L on its batch.
    pub loss: f64,
    /// The share of right answers on its batch; `None` without classes.
    pub accuracy: Option<f64>,
    /// ||dL/dw||, Frobenius, before clipping.
    pub weight_gradients: Vec<f64>,
    /// For h = 0..K the mean over the batch of ||dl/dz^(h)||; K + 1 numbers.
    pub output_gradients: Vec<f64>,
    /// ||update|| / ||w||; 0 if neither is anything but zeros. `None` if the step was only looked at, or if zeros became
    /// something else.
    pub update_ratios: Vec<Option<f64>>,
    /// Whether the step was taken, or only looked at.
    pub is_step: bool,
    /// See [`Record::strengths`].
    pub strengths: Vec<f64>,
}

impl HistoryColumn {
    /// What is kept of a record.
    fn of(record: &Record) -> Self {
        let ratio = |layer: usize| match record.update_ratio(layer) {
            None if record.weight_updates[layer - 1] == 0.0 => Some(0.0),
            ratio => ratio,
        };
        let layers = 1..=record.weight_updates.len();
        Self {
            step: record.step,
            loss: record.loss,
            accuracy: record.accuracy,
            weight_gradients: record.weight_gradients.clone(),
            output_gradients: record.output_gradients.clone(),
            update_ratios: layers
                .map(|layer| ratio(layer).filter(|_| record.is_step))
                .collect(),
            is_step: record.is_step,
            strengths: record.strengths.clone(),
        }
    }
}

/// A run, as far as a picture of it needs to know: at most [`History::MOST`] columns and the latest step.
///
/// Kept are the steps 0, d, 2d, ... with the smallest d = 1, 2, 4, ... for which there are not too many. So they depend on
/// the number of the highest step alone: not on the order of calls, and not on where a run was interrupted. Only a
/// [`History::cut`] to where d was smaller leaves gaps.
///
/// ```
/// use gradlens::study::training::{History, Record};
/// let mut history = History::new(3, 0.1);
/// for step in 0..1000 {
///     history.take(&Record { step, ..Record::default() });
/// }
/// assert_eq!((history.interval(), history.columns().count()), (4, 251));
/// assert_eq!(history.columns().last().unwrap().step, 999);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    depth: usize,
    /// The steps at which the step size changes, 0 first, and what it is from there on.
    rates: Vec<(u64, f64)>,
    guess: Option<f64>,
    interval: u64,
    /// Multiples of the interval, ascending.
    kept: Vec<HistoryColumn>,
    /// The highest step so far, if it is none of them.
    latest: Option<HistoryColumn>,
    ended: Option<NonFinite>,
    stopped: Option<Stopped>,
}

/// What made a run stop before its last step: the loss of a batch that is low enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// The step of this batch; it was taken.
    pub step: u64,
    /// L on it.
    pub loss: f64,
    /// What it had to be below.
    pub below: f64,
}

impl History {
    /// The most columns, besides the latest step: about as many as a picture has room for.
    pub const MOST: usize = 400;

    /// Nothing yet, of a network of so many layers that is trained with this step size.
    pub fn new(depth: usize, rate: f64) -> Self {
        Self {
            depth,
            rates: vec![(0, rate)],
            guess: None,
            interval: 1,
            kept: Vec::new(),
            latest: None,
            ended: None,
            stopped: None,
        }
    }

    /// The same of data whose [`Data::guess_loss`](super::Data::guess_loss) is known.
    #[must_use]
    pub fn with_guess(mut self, loss: f64) -> Self {
        self.guess = Some(loss);
        self
    }

    /// Takes a step in, if it is one of those that are kept. A step that was taken replaces what was seen by looking at
    /// it, never the other way round.
    pub fn take(&mut self, record: &Record) {
        let highest = self
            .last_step()
            .map_or(record.step, |last| last.max(record.step));
        let interval = interval_of(highest);
        if self.interval < interval {
            self.thin_to(interval);
        }
        let column = HistoryColumn::of(record);
        if record.step.is_multiple_of(self.interval) {
            self.keep(column);
            self.latest = self
                .latest
                .take()
                .filter(|latest| latest.step > record.step);
        } else if record.step == highest
            && self
                .latest
                .as_ref()
                .is_none_or(|old| replaces(&column, old))
        {
            self.latest = Some(column);
        }
    }

    fn keep(&mut self, column: HistoryColumn) {
        match self
            .kept
            .binary_search_by_key(&column.step, |kept| kept.step)
        {
            Ok(at) if replaces(&column, &self.kept[at]) => self.kept[at] = column,
            Ok(_) => {}
            Err(at) => self.kept.insert(at, column),
        }
    }

    /// Whether all columns up to a step are there that a run to that step has.
    pub fn is_whole_at(&self, step: u64) -> bool {
        interval_of(step) == self.interval
    }

    /// Forgets a step and what comes after it. Nothing is missing before it if the history [was
    /// whole](History::is_whole_at) there.
    pub fn cut(&mut self, step: u64) {
        self.kept.retain(|column| column.step < step);
        self.latest = self.latest.take().filter(|column| column.step < step);
        self.ended = self.ended.filter(|ended| ended.step < step);
        self.thin_to(interval_of(step));
    }

    fn thin_to(&mut self, interval: u64) {
        self.interval = interval;
        self.kept
            .retain(|column| column.step.is_multiple_of(interval));
    }

    /// The step sizes are those of a course.
    pub fn train_as(&mut self, course: &Course) {
        let changes = course.before.stretches().map(|one| one.until as u64);
        let steps = std::iter::once(0).chain(changes);
        self.rates = steps
            .map(|step| (step, course.manner_at(step).lr))
            .collect();
    }

    /// Writes down what ended the run.
    pub fn end(&mut self, ended: NonFinite) {
        self.ended = Some(ended);
    }

    /// Writes down whether a low loss has stopped it.
    pub fn stop(&mut self, stopped: Option<Stopped>) {
        self.stopped = stopped;
    }

    /// What made it stop before its last step, if anything did.
    pub fn stopped(&self) -> Option<Stopped> {
        self.stopped
    }

    /// K.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The size of a step.
    pub fn rate_at(&self, step: u64) -> f64 {
        let mut rates = self.rates.iter().rev();
        let rate = rates.find(|(from, _)| *from <= step);
        rate.map_or(0.0, |(_, rate)| *rate)
    }

    /// The loss of the best answer that does not look at its input; `None` if it is not known.
    pub fn guess(&self) -> Option<f64> {
        self.guess
    }

    /// Every how many steps there is a column: 1, 2, 4, ...
    pub fn interval(&self) -> u64 {
        self.interval
    }

    /// The columns, steps ascending; the last one is the latest step.
    pub fn columns(&self) -> impl DoubleEndedIterator<Item = &HistoryColumn> {
        self.kept.iter().chain(&self.latest)
    }

    /// The highest step so far.
    pub fn last_step(&self) -> Option<u64> {
        self.columns().next_back().map(|column| column.step)
    }

    /// What ended the run, if anything did.
    pub fn ended(&self) -> Option<NonFinite> {
        self.ended
    }
}

/// Every how many steps a run to a step has a column.
fn interval_of(highest: u64) -> u64 {
    let mut interval = 1;
    while highest / interval >= History::MOST as u64 {
        interval *= 2;
    }
    interval
}

/// Whether a column takes the place of an older one.
fn replaces(column: &HistoryColumn, old: &HistoryColumn) -> bool {
    column.step > old.step || column.is_step || !old.is_step
}
