//! What the spectrum says in words and in its table.

use super::{MOST, SAMPLE, rank};
use crate::scene::panel::{Dash, LegendEntry, Marker, Role, Swatch, Table};
use crate::scene::plain::PlainSpectra;
use crate::scene::source;
use crate::scene::value::Value;

/// A difference of rounding, in decades.
const ROUNDING: f64 = 1e-12;

/// The text alternative.
pub(super) fn description(
    layers: &[Vec<Value>],
    chain: &[Vec<Value>],
    plain: Option<&PlainSpectra>,
) -> String {
    let all: Vec<Value> = layers.iter().flatten().copied().collect();
    let below = |v: &Value| v.log10().is_some_and(|log10| log10 < -ROUNDING);
    let count = |is: &dyn Fn(&Value) -> bool| all.iter().filter(|v| is(v)).count();
    let mut text = format!(
        "Singular values of the layers: {} at least 1, {} below 1, {} exactly 0.",
        count(&|v| v.log10().is_some() && !below(v)),
        count(&below),
        count(&|v| *v == Value::Zero),
    );
    let not_finite = count(&|v| *v == Value::NotFinite);
    if not_finite > 0 {
        text.push_str(&format!(" {not_finite} are not finite."));
    }
    let Some(values) = chain.first() else {
        return text;
    };
    if values.contains(&Value::Pending) {
        return text;
    }
    if values.contains(&Value::NotFinite) {
        text.push_str(" The chain to the input is not finite.");
        return text;
    }
    let (rank, most) = rank(values);
    let depth = layers.len();
    if let Some(largest) = values.first() {
        text.push_str(&format!(
            " Along the chain the largest goes from 1 at layer {depth} to {largest} at the input"
        ));
        match rank.checked_sub(1).and_then(|last| values.get(last)) {
            Some(smallest) if rank > 1 => {
                text.push_str(&format!(", the smallest nonzero one to {smallest}."));
            }
            _ => text.push('.'),
        }
    }
    if rank < most {
        text.push_str(&format!(" The chain has rank {rank} of {most}."));
    }
    if let (Some(last), Some(plain)) = (rank.checked_sub(1), plain) {
        let [double, single] = [&plain.double, &plain.single].map(|s| at(s.first(), last));
        text.push_str(&format!(
            " The smallest nonzero value at the input is {}; plain f64 says {double}, plain f32 {single}.",
            at(Some(values), last)
        ));
    }
    text
}

/// The i-th value of a spectrum as text; all are alike where it is not finite.
fn at(spectrum: Option<&Vec<Value>>, i: usize) -> String {
    source::cell(spectrum.and_then(|values| match values.first() {
        Some(Value::NotFinite) => values.first(),
        _ => values.get(i),
    }))
}

/// The largest and the smallest nonzero values of every place, and what plain arithmetic makes of the latter.
pub(super) fn readings(
    layers: &[Vec<Value>],
    chain: &[Vec<Value>],
    plain: Option<&PlainSpectra>,
) -> Vec<String> {
    chain
        .iter()
        .enumerate()
        .map(|(h, chain)| {
            let mut text = match h.checked_sub(1).and_then(|i| layers.get(i)) {
                None => format!("Input: chain {}", span(chain)),
                Some(layer) => format!("Layer {h}: {}; chain {}", span(layer), span(chain)),
            };
            let last = rank(chain).0.checked_sub(1);
            if let Some(((plain, last), double)) = plain
                .zip(last)
                .and_then(|both| Some((both, both.0.double.get(h)?)))
            {
                let [double, single] = [Some(double), plain.single.get(h)].map(|s| at(s, last));
                text.push_str(&format!("; plain f64 ends at {double}, f32 at {single}"));
            }
            text
        })
        .collect()
}

/// "σ 2.11 to 0.447, rank 7 of 16".
fn span(values: &[Value]) -> String {
    let (rank, most) = rank(values);
    let smallest = rank.checked_sub(1).and_then(|last| values.get(last));
    let deficit = if rank < most {
        format!(", rank {rank} of {most}")
    } else {
        String::new()
    };
    match (values.first(), smallest) {
        (Some(Value::NotFinite), _) => "not finite".into(),
        (Some(Value::Pending), _) => "…".into(),
        (Some(largest), Some(smallest)) => {
            let few = values.iter().filter(|v| matches!(v, Value::Unresolved(_)));
            let few = match few.count() {
                0 | 1 => String::new(),
                count => format!(" ({count} of {most} not resolved)"),
            };
            format!("σ {largest} to {smallest}{few}{deficit}")
        }
        _ => "exactly 0".into(),
    }
}

/// Every singular value.
pub(super) fn table(
    layers: &[Vec<Value>],
    chain: &[Vec<Value>],
    plain: Option<&PlainSpectra>,
) -> Table {
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
    let heads = ["layer h", "i", "σᵢ of J⁽ʰ⁾", "σᵢ of the chain P⁽ʰ⁾"].into_iter();
    let heads = heads.chain(
        plain
            .map(|_| ["plain f64", "plain f32"])
            .into_iter()
            .flatten(),
    );
    Table {
        caption: "Singular values of every layer and of the chain from its output to the end"
            .into(),
        columns: heads.map(String::from).collect(),
        rows: rows.collect(),
    }
}

/// What a reader must know to read the picture right.
pub(super) fn notes(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> Vec<String> {
    let longest = layers.iter().chain(chain).map(Vec::len).max().unwrap_or(0);
    let mut notes = Vec::new();
    if longest > MOST {
        notes.push(format!(
            "{SAMPLE} of up to {longest} singular values per place are drawn; the table has all."
        ));
    }
    if let Some((rank, most)) = layers.iter().map(|values| rank(values)).find(is_deficient) {
        notes.push(format!(
            "{rank}/{most} is rank {rank} of {most}: the other values are exactly 0."
        ));
    }
    if let Some((rank, most)) = chain
        .first()
        .map(|values| rank(values))
        .filter(is_deficient)
    {
        notes.push(format!("Rank of the whole chain: {rank} of {most}."));
    }
    let unresolved = chain
        .iter()
        .flatten()
        .filter(|value| matches!(value, Value::Unresolved(_)))
        .count();
    if unresolved > 0 {
        notes.push(format!(
            "{unresolved} singular values of the chain are not resolved; they are drawn dotted, at an \
             upper estimate."
        ));
    }
    notes
}

/// Whether a (rank, number of values) lacks something.
fn is_deficient((rank, most): &(usize, usize)) -> bool {
    rank < most
}

/// What the marks mean.
pub(super) fn legend(with_plain: bool) -> Vec<LegendEntry> {
    let mut entries = vec![
        (
            "layer, shrinks",
            Role::Shrinking,
            Swatch::Mark(Marker::Disc),
        ),
        (
            "layer, expands",
            Role::Expanding,
            Swatch::Mark(Marker::Diamond),
        ),
        (
            "chain from h to the output",
            Role::Chain,
            Swatch::Line(Dash::Solid, Marker::None),
        ),
    ];
    if with_plain {
        entries.push((
            "in plain f64",
            Role::Double,
            Swatch::Line(Dash::Short, Marker::None),
        ));
        entries.push((
            "in plain f32",
            Role::Single,
            Swatch::Line(Dash::Dotted, Marker::None),
        ));
    }
    entries
        .into_iter()
        .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
        .collect()
}
