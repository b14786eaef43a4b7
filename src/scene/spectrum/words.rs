//! The texts and the table of the spectrum.

use super::{MOST, Rank, SAMPLE};
use crate::scene::panel::{Dash, LegendEntry, Marker, Role, Swatch, Table};
use crate::scene::plain::PlainSpectra;
use crate::scene::source;
use crate::scene::value::Value;
use crate::words::{panels, spectrum as words, values};

/// A rounding difference, in decades.
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
    let mut text = words::layers(
        count(&|v| v.log10().is_some() && !below(v)),
        count(&below),
        count(&|v| *v == Value::Zero),
    );
    let not_finite = count(&|v| *v == Value::NotFinite);
    if not_finite > 0 {
        text.push_str(&words::not_finite(not_finite));
    }
    let Some(values) = chain.first() else {
        return text;
    };
    if values.contains(&Value::Pending) {
        return text;
    }
    if values.contains(&Value::NotFinite) {
        text.push_str(words::CHAIN_NOT_FINITE);
        return text;
    }
    let whole = Rank::of(values);
    let rank = whole.rank;
    let depth = layers.len();
    if let Some(largest) = values.first() {
        let smallest = rank.checked_sub(1).and_then(|last| values.get(last));
        text.push_str(&match smallest.filter(|_| rank > 1) {
            Some(smallest) => words::both_ends(depth, largest, smallest),
            None => words::largest(depth, largest),
        });
    }
    if whole.is_deficient() {
        text.push_str(&words::rank(&whole.words()));
    }
    if let (Some(last), Some(plain)) = (rank.checked_sub(1), plain) {
        let [double, single] = [&plain.double, &plain.single].map(|s| at(s.first(), last));
        text.push_str(&words::plain_says(
            &at(Some(values), last),
            &double,
            &single,
        ));
    }
    text
}

/// The i-th value of a spectrum as text; all are equal if it is not finite.
fn at(spectrum: Option<&Vec<Value>>, i: usize) -> String {
    source::cell(spectrum.and_then(|values| match values.first() {
        Some(Value::NotFinite) => values.first(),
        _ => values.get(i),
    }))
}

/// The largest and the smallest nonzero values of every place, and the result of plain arithmetic
/// for the latter.
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
                None => panels::reading(panels::INPUT, &words::chain(&span(chain))),
                Some(layer) => panels::reading(
                    &panels::layer(h),
                    &words::reading(&span(layer), &words::chain(&span(chain))),
                ),
            };
            let last = Rank::of(chain).rank.checked_sub(1);
            if let Some(((plain, last), double)) = plain
                .zip(last)
                .and_then(|both| Some((both, both.0.double.get(h)?)))
            {
                let [double, single] = [Some(double), plain.single.get(h)].map(|s| at(s, last));
                text.push_str(&words::plain_ends(&double, &single));
            }
            text
        })
        .collect()
}

/// "σ 2.11 to 0.447, rank 7 of 16".
fn span(values: &[Value]) -> String {
    let rank = Rank::of(values);
    let smallest = rank.rank.checked_sub(1).and_then(|last| values.get(last));
    let deficit = match rank.is_deficient() {
        true => words::deficit(&rank.words()),
        false => String::new(),
    };
    match (values.first(), smallest) {
        (Some(Value::NotFinite), _) => values::NOT_FINITE.into(),
        (Some(Value::Pending), _) => "…".into(),
        (Some(largest), Some(smallest)) => {
            let few = values.iter().filter(|value| value.is_unresolved());
            let few = match few.count() {
                0 | 1 => String::new(),
                count => words::few_resolved(count, rank.most),
            };
            words::span(largest, smallest, &few, &deficit)
        }
        _ => values::ZERO.into(),
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
    let heads = [
        panels::LAYER_COLUMN,
        "i",
        words::LAYER_COLUMN,
        words::CHAIN_COLUMN,
    ]
    .into_iter();
    let heads = heads.chain(plain.map(|_| words::PLAIN).into_iter().flatten());
    Table {
        caption: words::CAPTION.into(),
        columns: heads.map(String::from).collect(),
        rows: rows.collect(),
    }
}

/// What a reader must know to read the picture right.
pub(super) fn notes(layers: &[Vec<Value>], chain: &[Vec<Value>]) -> Vec<String> {
    let longest = layers.iter().chain(chain).map(Vec::len).max().unwrap_or(0);
    let mut notes = Vec::new();
    if longest > MOST {
        notes.push(words::sample(SAMPLE, longest));
    }
    let mut layers = layers.iter().map(|values| Rank::of(values));
    if let Some(rank) = layers.find(Rank::is_deficient) {
        notes.push(words::fraction(&rank.tag(), &rank.words()));
    }
    let whole = chain.first().map(|values| Rank::of(values));
    if let Some(rank) = whole.filter(Rank::is_deficient) {
        notes.push(words::whole_rank(&rank.words()));
    }
    let unresolved = chain
        .iter()
        .flatten()
        .filter(|value| value.is_unresolved())
        .count();
    if unresolved > 0 {
        notes.push(words::unresolved(unresolved));
    }
    notes
}

/// What the marks mean.
pub(super) fn legend(with_plain: bool) -> Vec<LegendEntry> {
    let mut entries = vec![
        (words::SHRINKS, Role::Shrinking, Swatch::Mark(Marker::Disc)),
        (
            words::EXPANDS,
            Role::Expanding,
            Swatch::Mark(Marker::Diamond),
        ),
        (
            words::FROM_H,
            Role::Chain,
            Swatch::Line(Dash::Solid, Marker::None),
        ),
    ];
    if with_plain {
        entries.push((
            words::IN_PLAIN[0],
            Role::Double,
            Swatch::Line(Dash::Short, Marker::None),
        ));
        entries.push((
            words::IN_PLAIN[1],
            Role::Single,
            Swatch::Line(Dash::Dotted, Marker::None),
        ));
    }
    entries
        .into_iter()
        .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
        .collect()
}
