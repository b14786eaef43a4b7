//! The numbers of the fan.

use super::Fan;
use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::table::Table;
use crate::scene::value::Value;
use crate::words::{fan as words, panels, values};

impl Fan {
    /// All numbers of an analysis that the fan can show: a row for each place.
    pub fn table(analysis: &Analysis) -> Table {
        let columns = [
            panels::LAYER_COLUMN,
            "‖∂L/∂z⁽ʰ⁾‖",
            words::FACTOR,
            words::LONGEST,
            words::SHORTEST,
            words::DIRECTIONS,
            words::BOUND,
            words::SIGNAL,
            "‖∂L/∂w⁽ʰ⁾‖",
        ];
        Table {
            caption: words::CAPTION.into(),
            columns: columns.map(String::from).into(),
            rows: rows(analysis),
        }
    }
}

fn rows(analysis: &Analysis) -> Vec<Vec<String>> {
    let lengths = source::gradients(analysis);
    let chain = source::chain(analysis);
    let norms = source::chain_norms(analysis);
    let outputs = source::outputs(analysis);
    let weights = source::weight_gradients(analysis);
    let bounds = super::bound(analysis);
    let count = chain.last().map_or(0, Vec::len);
    let one = |h: usize| {
        let factor = lengths.get(h + 1).and_then(|behind| {
            Some(Value::Finite(
                lengths[h].resolved_log10()? - behind.resolved_log10()?,
            ))
        });
        let spectrum = &chain[h];
        let is_there = |value: &&Value| **value != Value::Zero;
        let left = match spectrum.first() {
            Some(value) if value.is_open() => source::cell(spectrum.first()),
            _ => {
                let is_resolved = !spectrum.iter().any(|value| value.is_unresolved());
                values::rank(spectrum.iter().filter(is_there).count(), count, is_resolved)
            }
        };
        vec![
            source::row_head(h),
            lengths[h].to_string(),
            source::cell(factor.as_ref()),
            norms[h].to_string(),
            source::cell(spectrum.iter().rfind(is_there)),
            left,
            source::cell(bounds.get(h)),
            outputs[h].to_string(),
            source::cell(h.checked_sub(1).and_then(|at| weights.get(at))),
        ]
    };
    (0..lengths.len()).map(one).collect()
}
