//! Which rows each step sees.

use super::Data;
use crate::network::FileError;
use crate::network::random::{Purpose, Stream};
use crate::words::training as words;

/// Which rows of the data each step is taken on.
#[derive(Clone, Debug, PartialEq)]
pub enum Batches {
    /// All of them, in their order.
    All,
    /// Each epoch is a new order of all rows, cut into pieces; the last piece may be smaller. The order depends on the
    /// seed and on the number of the epoch alone. As many rows as there are, or more, are [`Batches::All`].
    Shuffled {
        /// Rows of a piece, 1 or more.
        size: usize,
        /// Everything random comes from it.
        seed: u32,
    },
    /// The rows of step 0, 1, ..., counted from 0; after the last list the first one again.
    Given(Vec<Vec<usize>>),
}

/// The batches, and the order of the epoch in which the last one was.
#[derive(Clone, Debug)]
pub(super) struct Batching {
    batches: Batches,
    order: Vec<usize>,
    /// The epoch of the order; `None` is the order of the data.
    epoch: Option<u64>,
}

impl Batching {
    /// The batches of this data.
    pub fn of(batches: &Batches, data: &Data) -> Result<Self, FileError> {
        let rows = data.rows();
        let problem = match batches {
            Batches::Shuffled { size: 0, .. } => Some(words::EMPTY_BATCH.to_owned()),
            Batches::Given(lists) if lists.is_empty() => Some(words::NO_BATCHES.to_owned()),
            Batches::Given(lists) => lists.iter().enumerate().find_map(|(step, list)| {
                let row = list.iter().find(|row| **row >= rows);
                match row {
                    Some(row) => Some(words::no_row(step, *row, rows)),
                    None => list.is_empty().then(|| words::empty_list(step)),
                }
            }),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(FileError::new(words::BATCHES, problem));
        }
        let batches = match batches {
            Batches::Shuffled { size, .. } if *size >= rows => Batches::All,
            other => other.clone(),
        };
        Ok(Self {
            batches,
            order: (0..rows).collect(),
            epoch: None,
        })
    }

    /// The rows of the largest batch.
    pub fn most(&self) -> usize {
        match &self.batches {
            Batches::All => self.order.len(),
            Batches::Shuffled { size, .. } => *size,
            Batches::Given(lists) => lists.iter().map(Vec::len).max().unwrap_or(0),
        }
    }

    /// The rows of a step; allocates nothing.
    pub fn batch(&mut self, step: u64) -> &[usize] {
        let rows = self.order.len();
        let mut piece = 0..rows;
        if let Batches::Shuffled { size, seed } = self.batches {
            let pieces = rows.div_ceil(size) as u64;
            self.turn_to(step / pieces, seed);
            let from = below(step % pieces) * size;
            piece = from..(from + size).min(rows);
        }
        match &self.batches {
            Batches::Given(lists) => &lists[below(step % lists.len() as u64)],
            _ => &self.order[piece],
        }
    }

    /// The order of an epoch, by Fisher and Yates from that of the data.
    fn turn_to(&mut self, epoch: u64, seed: u32) {
        if self.epoch == Some(epoch) {
            return;
        }
        self.epoch = Some(epoch);
        for (row, place) in self.order.iter_mut().enumerate() {
            *place = row;
        }
        let mut stream = Stream::of(seed, Purpose::Order, below(epoch));
        for last in (1..self.order.len()).rev() {
            self.order.swap(last, stream.index(last + 1));
        }
    }
}

/// A number that is known to be that of something in memory, or of an epoch.
#[expect(
    clippy::cast_possible_truncation,
    reason = "32 bits of an epoch are enough for any page"
)]
fn below(number: u64) -> usize {
    number as usize
}
