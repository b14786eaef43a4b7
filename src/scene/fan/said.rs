//! The fan in words: what a sighted reader would conclude from it, and the numbers at each place.

use super::{Fan, Strands};
use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::value::Value;
use crate::words::fan as words;

/// A length this near to another, in decades, is the same up to rounding.
const SAME: f64 = 1e-12;

impl Fan {
    /// The text alternative: the way of the gradient, the directions, and what else is shown.
    pub fn description(&self) -> String {
        let mut text = words::from_the_right(self.depth);
        if self.has_unit() {
            text.push_str(&words::multiples(&Value::Finite(self.start)));
        }
        text.push_str(&self.way());
        let ends = self.strands.as_ref().map(|strands| strands.ends());
        match ends {
            Some((Some(first), Some(last))) if self.chips.directions => {
                let count = self.strands.as_ref().map_or(0, |strands| strands.count);
                text.push_str(&words::directions(count, &first, &last));
            }
            Some((Some(first), None)) if self.chips.directions => {
                text.push_str(&words::only_direction(&first));
            }
            _ => {}
        }
        if let Some([double, single]) = self.plain.as_ref().filter(|_| self.chips.plain)
            && let Some((place, truth)) = self.strands.as_ref().and_then(Strands::last)
        {
            let others = [double.at(place), single.at(place)];
            text.push_str(&words::plain_says(&truth, [&others[0], &others[1]]));
        }
        for remark in self.remarks() {
            text.push_str(&words::added(&remark));
        }
        if let Some(gap) = self.gap().filter(|_| self.chips.bound) {
            let gap = Value::Finite(gap).digits(2);
            text.push_str(&words::added(&words::gap(&gap)));
        }
        for sentence in self.beside.sentences() {
            text.push(' ');
            text.push_str(sentence);
        }
        text
    }

    /// Follows one direction of an analysis, 0 being the longest: it stands out, and the readings are about it.
    pub fn follow(&mut self, analysis: &Analysis, direction: usize) {
        let chain = source::chain(analysis);
        let direction = direction.min(self.directions.saturating_sub(1));
        self.followed = Some(direction);
        for (h, (reading, values)) in self.readings.iter_mut().zip(&chain).enumerate() {
            let value = match values.first() {
                Some(open @ (Value::Pending | Value::Dear)) => *open,
                None => Value::Pending,
                // A narrow layer lets fewer directions through.
                _ => values.get(direction).copied().unwrap_or(Value::Zero),
            };
            let name = words::direction(direction + 1, self.directions);
            *reading = source::reading(h, &[(&name, Some(&value))]);
        }
    }

    /// The way of the gradient from the loss to the input.
    fn way(&self) -> String {
        let places = self.depth + 1;
        let journey = source::journey(&self.gradient);
        let unresolved = self.gradient.iter().filter(|value| value.is_unresolved());
        let unresolved = unresolved.count();
        let lost = self.gradient.iter().filter(|v| **v == Value::NotFinite);
        let lost = lost.count();
        let mut text = match (unresolved, lost) {
            // With estimates it is not known which is longer.
            (1.., _) => words::unresolved(&journey, unresolved, places),
            (0, 0) => {
                let (shorter, longer) = self.steps();
                words::steps(&journey, shorter, longer, self.depth)
            }
            (0, _) => words::not_finite(lost, places),
        };
        let dead = self.gradient.iter().filter(|v| **v == Value::Zero).count();
        if dead > 0 {
            text.push_str(&words::zero(dead, places));
        }
        text
    }

    /// In how many layers the gradient gets shorter and longer, beyond rounding.
    fn steps(&self) -> (usize, usize) {
        let pairs = self.gradient.windows(2);
        let steps = pairs.filter_map(|pair| match pair {
            [Value::Zero, Value::Finite(_)] => Some(f64::NEG_INFINITY),
            [here, behind] => Some(here.log10()? - behind.log10()?),
            _ => None,
        });
        steps.fold((0, 0), |(shorter, longer), step| {
            (
                shorter + usize::from(step < -SAME),
                longer + usize::from(step > SAME),
            )
        })
    }
}

/// The numbers at each place in one line: the length of the gradient, and the longest and shortest
/// direction.
pub(super) fn readings(analysis: &Analysis) -> Vec<String> {
    let lengths = source::gradients(analysis);
    let places = lengths.iter().zip(source::chain(analysis)).enumerate();
    places
        .map(|(h, (length, values))| {
            let length = source::reading(h, &[(words::LENGTH, Some(length))]);
            match stretched(&values) {
                Some(stretched) => format!("{length}, {stretched}"),
                None => length,
            }
        })
        .collect()
}

fn stretched(values: &[Value]) -> Option<String> {
    match values {
        [] | [Value::Pending | Value::Dear | Value::NotFinite, ..] => None,
        [Value::Zero, ..] if values.len() > 1 => Some(words::all_cut_off(values.len())),
        [only] => Some(words::only_stretched(only)),
        [first, .., last] => Some(words::stretched(first, last)),
    }
}
