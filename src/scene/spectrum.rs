//! The singular values of the layers and of the chain as a table.

use super::plain::PlainSpectra;
use super::source;
use super::table::Table;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::{panels, spectrum as words};

impl Table {
    /// Every singular value of the layers and of the chain; beside it what plain arithmetic says.
    pub fn of_spectra(analysis: &Analysis, plain: Option<&PlainSpectra>) -> Self {
        let layers: Vec<_> = analysis
            .layers
            .iter()
            .map(|layer| source::values(&layer.jacobian))
            .collect();
        let chain = source::chain(analysis);
        let rows = chain.iter().enumerate().flat_map(|(h, chain)| {
            let layer = h.checked_sub(1).and_then(|i| layers.get(i));
            let most = chain.len().max(layer.map_or(0, Vec::len));
            (0..most).map(move |i| {
                let mut row = vec![
                    source::row_head(h),
                    (i + 1).to_string(),
                    source::cell(layer.and_then(|values| values.get(i))),
                    source::cell(chain.get(i)),
                ];
                if let Some(plain) = plain {
                    row.extend([&plain.double, &plain.single].map(|s| at(s.get(h), i)));
                }
                row
            })
        });
        let heads = [
            panels::LAYER_COLUMN,
            "i",
            words::LAYER_COLUMN,
            words::CHAIN_COLUMN,
        ]
        .into_iter();
        let heads = heads.chain(plain.map(|_| words::PLAIN).into_iter().flatten());
        Self {
            caption: words::CAPTION.into(),
            columns: heads.map(String::from).collect(),
            rows: rows.collect(),
        }
    }
}

/// The i-th value of a spectrum as text; all are equal if it is not finite.
fn at(spectrum: Option<&Vec<Value>>, i: usize) -> String {
    source::cell(spectrum.and_then(|values| match values.first() {
        Some(Value::NotFinite) => values.first(),
        _ => values.get(i),
    }))
}
