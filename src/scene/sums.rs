//! The tables of gradients that are added: of shared weights, and of several inputs.

use super::source;
use super::table::Table;
use crate::analysis::{Analysis, Batch, IS_WHOLE, SummedGradient, Tie};
use crate::words::sums as words;

impl Table {
    /// The gradients of shared weights, and those of the mean loss over several inputs, as far as there are any.
    pub fn of_sums(analysis: &Analysis) -> Vec<Self> {
        if !IS_WHOLE {
            return Vec::new();
        }
        let ties = (!analysis.ties.is_empty()).then(|| of_ties(&analysis.ties));
        let batch = analysis.batch.as_deref();
        let batch = batch.map(|batch| of_batch(analysis, batch));
        ties.into_iter().chain(batch).collect()
    }
}

fn of_ties(ties: &[Tie]) -> Table {
    let row = |tie: &Tie| {
        let first = words::layers(&tie.layers);
        std::iter::once(first).chain(cells(&tie.gradient)).collect()
    };
    Table {
        caption: words::TIES.into(),
        columns: words::TIE_COLUMNS.map(String::from).into(),
        rows: ties.iter().map(row).collect(),
    }
}

/// The length of a sum, and that of its parts.
fn cells(sum: &SummedGradient) -> [String; 2] {
    let norm = source::known(sum.norm, sum.is_resolved);
    let parts = source::known(sum.parts, sum.error.is_finite());
    [norm.to_string(), parts.to_string()]
}

fn of_batch(analysis: &Analysis, batch: &Batch) -> Table {
    let own = source::gradients(analysis);
    let row = |h: usize| {
        let is_resolved = batch.is_resolved.get(h).copied().unwrap_or(false);
        let lengths = [batch.outputs.get(h), batch.joint.get(h)];
        let lengths = lengths.map(|length| length.map(|x| source::known(*x, is_resolved)));
        let weights = h.checked_sub(1).and_then(|j| batch.weights.get(j));
        let mut row = vec![source::row_head(h), source::cell(own.get(h))];
        row.extend(lengths.iter().map(|length| source::cell(length.as_ref())));
        row.extend(match weights {
            Some(sum) => cells(sum),
            None => [source::cell(None), source::cell(None)],
        });
        row
    };
    Table {
        caption: words::batch(batch.count),
        columns: words::BATCH_COLUMNS.map(String::from).into(),
        rows: (0..=analysis.layers.len()).map(row).collect(),
    }
}
