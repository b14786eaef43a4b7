//! The numbers of a report, and whether a cell of a table shows one of them.

use serde_json::Value;

/// A number of the report: its decimal logarithm, `None` for an exact zero, and whether it is resolved.
pub type Known = (Option<f64>, bool);

/// What a table may show of a report, h = 0..K.
pub struct Numbers(pub Value);

impl Numbers {
    pub fn depth(&self) -> usize {
        self.0["layers"].as_array().expect("layers").len()
    }

    pub fn layer(&self, h: usize, key: &str) -> Option<Known> {
        Some((self.0["layers"].get(h.checked_sub(1)?)?[key].as_f64(), true))
    }

    /// There is none for all inputs behind a norm.
    pub fn sup_bound(&self, h: usize) -> Option<Known> {
        let layer = self.0["layers"].get(h.checked_sub(1)?)?;
        let is_there = layer["norm"].is_null();
        is_there.then_some((layer["log10_sup_bound"].as_f64(), true))
    }

    pub fn gradient(&self, h: usize, key: &str) -> Option<Known> {
        let Some(layer) = h.checked_sub(1) else {
            let is_input = key == "log10_output";
            let resolved = self.0["input_gradient_resolved"].as_bool()?;
            return is_input.then(|| (self.0["log10_input_gradient"].as_f64(), resolved));
        };
        let gradient = &self.0["layers"][layer]["gradient"];
        Some((gradient[key].as_f64(), gradient["resolved"].as_bool()?))
    }

    /// By what layer h + 1 multiplies the gradient, if both lengths are numbers.
    pub fn factor(&self, h: usize) -> Option<Known> {
        let length = |h| match self.gradient(h, "log10_output")? {
            (Some(log10), true) => Some(log10),
            _ => None,
        };
        let behind = length(h + 1).filter(|_| h < self.depth())?;
        Some((Some(length(h)? - behind), true))
    }

    /// How many singular values of the chain are not 0, and whether that is an upper limit.
    pub fn rank(&self, h: usize) -> (usize, bool) {
        let Some(suffix) = self.0["chain"].get(h) else {
            let widths = self.0["widths"].as_array().expect("widths");
            let last = widths.last().and_then(Value::as_u64).expect("a width");
            return (usize::try_from(last).expect("a small one"), false);
        };
        let number = |key: &str| usize::try_from(suffix[key].as_u64().expect("a count"));
        let rank = number("rank").expect("a small one");
        (rank, number("resolved").expect("a small one") < rank)
    }

    pub fn jacobian(&self, h: usize, i: usize) -> Option<Known> {
        singular_value(&self.0["layers"].get(h.checked_sub(1)?)?["jacobian"], i)
    }

    /// The chain of no layer is the identity.
    pub fn chain(&self, h: usize, i: usize) -> Option<Known> {
        match self.0["chain"].get(h) {
            Some(suffix) => singular_value(suffix, i),
            None => Some((Some(0.0), true)),
        }
    }

    pub fn chain_bound(&self, h: usize) -> Option<Known> {
        let bound = self.0["chain"]
            .get(h)
            .map(|one| one["log10_bound"].as_f64());
        Some((bound.unwrap_or(Some(0.0)), true))
    }
}

fn singular_value(spectrum: &Value, i: usize) -> Option<Known> {
    let value = spectrum["log10_singular_values"].get(i)?;
    let number = |key: &str| {
        let count = spectrum[key].as_u64().expect("a count");
        usize::try_from(count).expect("a small one")
    };
    let is_estimate = (number("resolved")..number("rank")).contains(&i);
    Some((value.as_f64(), !is_estimate))
}

/// A cell says this number, to the last digit that it shows.
pub fn assert_shows(cell: &str, known: Option<Known>, place: &str) {
    let place = format!("{place}: {cell:?} for {known:?}");
    match known {
        None => assert_eq!(cell, "–", "{place}"),
        Some((None, _)) => assert_eq!(cell, "exactly 0", "{place}"),
        Some((Some(log10), false)) => {
            let bound = cell.strip_suffix(", not resolved").expect(&place);
            let exponent = bound.strip_prefix("<\u{a0}10").map(exponent).expect(&place);
            assert_eq!(exponent, log10.ceil(), "{place}");
        }
        Some((Some(log10), true)) => {
            let (figures, power) = cell.split_once("\u{a0}×\u{a0}10").unwrap_or((cell, "⁰"));
            let power = exponent(power);
            let decimals = figures.split_once('.').map_or(0, |(_, after)| after.len());
            let unit = 10.0_f64.powi(-i32::try_from(decimals).expect("few"));
            let shown: f64 = figures.parse().expect(&place);
            let off = (shown - 10.0_f64.powf(log10 - power)).abs();
            assert!(off <= 0.5 * unit * (1.0 + 1e-6), "{place}");
            let digits = figures.trim_start_matches(['0', '.']);
            assert_eq!(digits.replace('.', "").len(), 3, "{place}");
        }
    }
}

/// The table of a fan shows the numbers of the report. The report has no norm of the input.
pub fn assert_shows_fan(rows: &[Vec<String>], numbers: &Numbers, network: &str) {
    assert_eq!(rows.len(), numbers.depth() + 1, "{network}");
    let count = numbers.0["widths"].as_array().expect("widths");
    let count = count.last().expect("a last one");
    for (h, row) in rows.iter().enumerate() {
        let place = format!("{network}, layer {h}");
        assert_eq!(row.len(), 9, "{place}");
        assert_eq!(row[0].split(' ').next(), Some(&*h.to_string()), "{place}");
        assert_shows(&row[1], numbers.gradient(h, "log10_output"), &place);
        assert_shows(&row[2], numbers.factor(h), &place);
        assert_shows(&row[3], numbers.chain(h, 0), &place);
        let (rank, is_limit) = numbers.rank(h);
        let last = rank.checked_sub(1).and_then(|last| numbers.chain(h, last));
        assert_shows(&row[4], last, &place);
        let at_most = if is_limit { "at most " } else { "" };
        assert_eq!(row[5], format!("{at_most}{rank} of {count}"), "{place}");
        assert_shows(&row[6], numbers.chain_bound(h), &place);
        if h > 0 {
            assert_shows(&row[7], numbers.layer(h, "log10_output_norm"), &place);
        }
        assert_shows(&row[8], numbers.gradient(h, "log10_weight"), &place);
    }
}

/// A number in superscripts.
fn exponent(text: &str) -> f64 {
    let plain = text
        .chars()
        .map(|c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c) {
            Some(digit) => {
                char::from_digit(u32::try_from(digit).expect("a digit"), 10).expect("a digit")
            }
            None if c == '⁻' => '-',
            None => panic!("{text:?} is no superscript"),
        });
    plain.collect::<String>().parse().expect("a number")
}
