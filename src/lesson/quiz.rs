//! The self-check: questions about networks that a seed draws, answered by the numbers of these
//! networks.

use super::STEP_COUNT;
use super::ask::{Names, first};
use super::measure::quotient;
use super::question::{Found, Question, Tolerance, count};
use crate::analysis::{Analysis, Spectrum};
use crate::network::{Extended, Network};
use crate::scene::{ONE_PERCENT, Value, singular_values};
use crate::settings::{Activation, Init, PerLayer, Recipe};
use crate::words::lesson as words;

/// A question of the self-check, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct QuizItem {
    /// The question.
    pub question: Question,
    /// The network.
    pub recipe: Recipe,
    /// The layer that is asked about.
    pub layer: usize,
    /// The step of the lesson that it comes from.
    pub step: usize,
}

/// Question 0, 1, ... of a seed. `None` past the last one, and if the drawn network has no clear
/// answer: then another `attempt` draws another one. Takes some milliseconds.
pub fn quiz_question(seed: u32, place: usize, attempt: u32) -> Option<QuizItem> {
    let mut draws = Draws {
        state: u64::from(seed) << 32 | u64::from(attempt) << 8 | place as u64,
    };
    let (recipe, layer) = draws.recipe(place);
    let block = words::block(STEP_COUNT + 1 + place);
    let step = block.lines().next()?.parse().ok()?;
    let (found, list) = found((place, layer), &recipe, &analysis(&recipe))?;
    let names = Names {
        h: layer,
        depth: recipe.depth,
        act: recipe.activation.at(1).label(),
    };
    Some(QuizItem {
        question: found.question(block, &names, &list),
        recipe,
        layer,
        step,
    })
}

#[inline(never)]
fn analysis(recipe: &Recipe) -> Analysis {
    Analysis::of(&Network::from(recipe))
}

/// The answer, and the other things that the question names: a list of singular values, another
/// activation.
#[inline(never)]
fn found(
    (place, h): (usize, usize),
    recipe: &Recipe,
    analysis: &Analysis,
) -> Option<(Found, String)> {
    let (layer, last) = (analysis.layers.get(h - 1)?, analysis.layers.last()?);
    let chain = analysis.chain.first()?;
    let gain = Value::from(Extended::from(recipe.gain.at(1)));
    let input = Value::from(analysis.input_gradient);
    let found = match place {
        0 => {
            let (many, width) = (recipe.width.runs(recipe.depth), recipe.width.at(1));
            let (rows, columns) = (*analysis.widths.last()?, *analysis.widths.get(h)?);
            let numbers = [rows * columns, rows, columns, many.first()?.1, width];
            Found::number(Tolerance::Exact, &numbers.map(count))
        }
        1 => Found::number(Tolerance::Exact, &[count(analysis.layers.len() - h)]),
        2 => {
            let factor = quotient(input, last.gradient.output.into())?;
            Found::number(Tolerance::Rough, &[factor, gain])
        }
        3 => {
            let activation = match recipe.activation.at(1) {
                Activation::Tanh => Activation::Sigmoid,
                _ => Activation::Tanh,
            };
            let other = Recipe {
                activation: PerLayer::uniform(activation),
                ..recipe.clone()
            };
            let other = self::analysis(&other).input_gradient.into();
            let times = quotient(input, other)?.log10()?;
            // Never close to the border between two options.
            if (times.abs() - 1.0).abs() < 0.1 {
                return None;
            }
            let right = usize::from(times < 1.0) + usize::from(times <= -1.0);
            let numbers = [input, other, count(recipe.width.at(1)), gain];
            return Some((Found::choice(right, &numbers), activation.label().into()));
        }
        4 => return listed(&layer.jacobian, |_, log10| log10, 2.0 * ONE_PERCENT),
        5 => {
            let entering = match h {
                1 => analysis.input_norm,
                _ => analysis.layers.get(h - 2)?.output_norm,
            };
            let numbers = [
                layer.gradient.weight,
                entering,
                layer.gradient.pre_activation,
            ];
            Found::number(Tolerance::Close, &numbers.map(Value::from))
        }
        6 => {
            let (bound, norm) = (Value::from(chain.bound), first(&chain.spectrum));
            let log10 = bound.resolved_log10()?;
            norm.resolved_log10()?;
            if log10.abs() < 2.0 * ONE_PERCENT {
                return None;
            }
            Found::choice(usize::from(log10 > 0.0), &[bound, norm, gain])
        }
        // How many lie below the floor.
        7 => {
            return listed(
                &chain.spectrum,
                |largest, log10| largest - FLOOR - log10,
                0.3,
            );
        }
        _ => return None,
    };
    Some((found, String::new()))
}

/// This many decades below the largest value, a product in f64 has no correct digit left.
const FLOOR: f64 = 16.0;

/// How many of the singular values are positive by a measure of theirs, of the largest one's
/// logarithm and their own; all are resolved, none is nearer to the border than `margin`, and
/// neither none nor all count.
fn listed(
    spectrum: &Spectrum,
    measure: fn(f64, f64) -> f64,
    margin: f64,
) -> Option<(Found, String)> {
    let values = singular_values(spectrum);
    let (mut list, mut counted) = (String::new(), 0);
    let largest = values.first()?.resolved_log10()?;
    for value in &values {
        let measure = measure(largest, value.resolved_log10()?);
        if measure.abs() < margin {
            return None;
        }
        counted += usize::from(measure > 0.0);
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&value.digits(3));
    }
    let is_some = counted > 0 && counted < values.len();
    let numbers = [count(counted), Value::Finite(largest)];
    is_some.then(|| (Found::number(Tolerance::Exact, &numbers), list))
}

/// A stream of draws: splitmix64 (Steele, Lea, Flood 2014).
struct Draws {
    state: u64,
}

impl Draws {
    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `least` to `most`.
    #[inline(never)]
    fn whole(&mut self, least: usize, most: usize) -> usize {
        let range = (most - least + 1) as u64;
        least + usize::try_from(self.bits() % range).unwrap_or(0)
    }

    /// A network for question `place`, and the layer that is asked about.
    #[inline(never)]
    fn recipe(&mut self, place: usize) -> (Recipe, usize) {
        use Activation::{Linear, Sigmoid, Tanh};
        // In question 4 two networks differ little where there is one layer only, in question 8 the
        // loss grows with their depth.
        let depth = match (place, self.whole(6, 20)) {
            (3, drawn) if drawn % 2 == 0 => 1,
            (7, _) => 10 * self.whole(2, 8),
            (_, depth) => depth,
        };
        let width = self.whole(3, 9);
        let layer = self.whole(1, depth.max(2) - 1);
        let (activation, init, gains): (_, _, &[f64]) = match place {
            2 => (Linear, Init::Orthogonal, &[0.1, 0.5, 2.0, 10.0]),
            // If neither saturates, the slopes decide: 1 against 1/4 in each layer.
            3 if self.whole(0, 1) == 0 => (Sigmoid, Init::XavierNormal, &[0.5, 1.0]),
            3 => (Tanh, Init::XavierNormal, &[0.5, 1.0]),
            6 if self.whole(0, 1) == 0 => (Sigmoid, Init::XavierNormal, &[0.5, 1.0, 2.0, 4.0]),
            6 => (Tanh, Init::XavierNormal, &[0.3, 0.5, 1.0, 2.0]),
            7 => (Linear, Init::XavierNormal, &[0.5, 1.0, 2.0]),
            _ => (Tanh, Init::XavierNormal, &[1.0, 1.5]),
        };
        let gain = gains[self.whole(0, gains.len() - 1)];
        let first = if place == 0 {
            self.whole(1, depth - 1)
        } else {
            depth
        };
        let widths = PerLayer::from_runs([(width, first), (12, depth - first)]);
        #[expect(clippy::cast_possible_truncation, reason = "half of the bits")]
        let seed = self.bits() as u32;
        let recipe = Recipe {
            depth,
            width: widths.unwrap_or(PerLayer::uniform(width)),
            activation: PerLayer::uniform(activation),
            init,
            gain: PerLayer::uniform(gain),
            seed,
            ..Recipe::default()
        };
        (recipe, layer)
    }
}
