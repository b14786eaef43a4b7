//! The layers of a network file.

use std::sync::Arc;

use super::FileError;
use super::parts::Numbers;
use super::value::{kind, known_keys, list, numbers, quoted, within};
use super::written::{KINDS, PLACES, SAME, SAME_AS};
use crate::json::{Json, member};
use crate::network::{Block, ELU_ALPHA, IS_WHOLE, LEAKY_SLOPE, Layer, NORM_EPS, Norm, Place};
use crate::settings::{Activation, DEPTH, INPUTS, SLOPE, WEIGHT_LIMIT, WIDTH};
use crate::words::files::{self as words, counted};
use nalgebra::DMatrix;

/// Layers within the limits whose shapes match, starting from this many inputs.
pub fn layers(
    value: Option<&Json>,
    inputs: usize,
    rest: &mut Numbers<'_>,
) -> Result<Vec<Layer>, FileError> {
    let place = "\"layers\"";
    let list = list(place, value)?;
    within(place, list.len(), DEPTH)?;
    let mut layers: Vec<Layer> = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let place = words::layer(index + 1);
        let Json::Object(fields) = value else {
            let problem = words::not_an_object(&kind(value));
            return Err(FileError::new(&place, problem));
        };
        let layer = layer(&place, fields, (&layers, rest))?;
        let fan_in = layers.last().map_or(inputs, |l| l.weight.ncols());
        if layer.weight.nrows() != fan_in {
            let rows = counted(layer.weight.nrows(), words::ROWS);
            let problem = words::other_rows(&rows, fan_in, index == 0);
            return Err(FileError::new(&format!("{place}, \"w\""), problem));
        }
        layers.push(layer);
    }
    check_weights(&layers)?;
    rest.check_end()?;
    Ok(layers)
}

/// Refuses networks with too many weights, and says which width would fit at this depth. Weights that are the same
/// count as often as they are used.
fn check_weights(layers: &[Layer]) -> Result<(), FileError> {
    let weights: u64 = layers.iter().map(|l| l.weight.len() as u64).sum();
    if weights <= WEIGHT_LIMIT {
        return Ok(());
    }
    let depth = layers.len();
    let fits = |width: &usize| (*width as u64).pow(2) * depth as u64 <= WEIGHT_LIMIT;
    let width = (1..=WIDTH.max as usize).rev().find(fits).unwrap_or(1);
    let neurons = counted(width, words::NEURONS);
    let problem = words::weights(weights, WEIGHT_LIMIT, depth, &neurons);
    Err(FileError::new("\"layers\"", problem))
}

/// A layer that follows these.
fn layer(
    place: &str,
    fields: &[(String, Json)],
    (before, rest): (&[Layer], &mut Numbers<'_>),
) -> Result<Layer, FileError> {
    let known = [
        "w",
        "b",
        "activation",
        "params",
        "skip",
        "norm",
        "residual",
        "shape",
    ];
    // Only where numbers come apart from the text there are shapes.
    let count = known.len() - usize::from(!rest.is_there());
    known_keys(fields, place, &known[..count])?;
    let activation = activation(place, member(fields, "activation"))?;
    let slope = parameters(
        &format!("{place}, \"params\""),
        activation,
        member(fields, "params"),
    )?;
    let weight = match member(fields, "shape") {
        Some(shape) if rest.is_there() && member(fields, "w").is_none() => {
            Arc::new(rest.matrix(place, shape)?)
        }
        _ => weight(&format!("{place}, \"w\""), member(fields, "w"), before)?,
    };
    let block = block(place, fields, weight.is_square())?.with_slope(slope.unwrap_or(LEAKY_SLOPE));
    let place = format!("{place}, \"b\"");
    let bias = match member(fields, "b") {
        None | Some(Json::Null) => None,
        Some(Json::Flag(true)) if rest.is_there() => Some(rest.bias(&place, weight.ncols())?),
        some => Some(numbers(&place, some)?),
    };
    if let Some(b) = bias.as_ref().filter(|b| b.len() != weight.ncols()) {
        let given = counted(b.len(), words::NUMBERS);
        let problem = words::other_bias(&given, &counted(weight.ncols(), words::NEURONS));
        return Err(FileError::new(&place, problem));
    }
    Ok(Layer {
        weight,
        bias,
        activation,
        block,
    })
}

fn block(place: &str, fields: &[(String, Json)], is_square: bool) -> Result<Block, FileError> {
    let skip = skip(place, fields, is_square)?;
    let norm = norm(&format!("{place}, \"norm\""), member(fields, "norm"))?;
    Ok(Block::of(skip, norm))
}

/// How much of the layer is added to what enters it: `"skip": s`, or `"residual": true` for 1.
fn skip(place: &str, fields: &[(String, Json)], is_square: bool) -> Result<Option<f64>, FileError> {
    let is_residual = match member(fields, "residual") {
        None | Some(Json::Null | Json::Flag(false)) => false,
        Some(Json::Flag(true)) => true,
        Some(other) => {
            let place = format!("{place}, \"residual\"");
            return Err(FileError::new(&place, words::not_a_flag(&kind(other))));
        }
    };
    let place = format!("{place}, \"skip\"");
    let skip = match member(fields, "skip") {
        None | Some(Json::Null) => is_residual.then_some(1.0),
        Some(_) if is_residual => return Err(FileError::new(&place, words::SKIP_TWICE)),
        Some(Json::Number(skip)) if skip.is_finite() => Some(*skip),
        Some(other) => return Err(FileError::new(&place, words::not_a_factor(&kind(other)))),
    };
    match skip {
        Some(_) if !is_square => Err(FileError::new(&place, words::NO_SKIP)),
        skip => Ok(skip),
    }
}

/// `{"kind": "layer", "place": "input", "eps": 1e-5}`; without a place inside, without eps the usual one.
fn norm(place: &str, value: Option<&Json>) -> Result<Option<Norm>, FileError> {
    let fields = match value {
        None | Some(Json::Null) => return Ok(None),
        Some(Json::Object(fields)) => fields,
        Some(other) => return Err(FileError::new(place, words::not_an_object(&kind(other)))),
    };
    known_keys(fields, place, &["kind", "place", "eps"])?;
    let name = |key: &str, names: &[&str]| {
        let given = member(fields, key);
        let found = match given {
            Some(Json::Text(text)) => names.iter().position(|name| name == text),
            _ => None,
        };
        found.ok_or_else(|| {
            let given = given.map_or(words::NOTHING.into(), kind);
            let problem = words::not_one_of(&given, &names.join(", "));
            FileError::new(&format!("{place}, \"{key}\""), problem)
        })
    };
    let is_centred = name("kind", &KINDS)? == 0;
    let at = match member(fields, "place") {
        None | Some(Json::Null) => Place::default() as usize,
        Some(_) => name("place", &PLACES)?,
    };
    let eps = match member(fields, "eps") {
        None | Some(Json::Null) => NORM_EPS,
        Some(Json::Number(eps)) if *eps >= 0.0 && eps.is_finite() => *eps,
        Some(other) => {
            let place = format!("{place}, \"eps\"");
            return Err(FileError::new(&place, words::not_an_eps(&kind(other))));
        }
    };
    Ok(Some(Norm {
        is_centred,
        place: Place::ALL[at],
        eps,
    }))
}

fn activation(place: &str, value: Option<&Json>) -> Result<Activation, FileError> {
    let place = format!("{place}, \"activation\"");
    let Some(value) = value else {
        return Err(FileError::new(&place, words::MISSING));
    };
    let given = match value {
        Json::Text(given) => Some(given.as_str()),
        _ => None,
    };
    let known = given.and_then(|given| match given {
        "identity" => Some(Activation::Linear),
        name => Activation::from_name(&name.replace('_', "-")),
    });
    known.ok_or_else(|| {
        let names: Vec<_> = Activation::ALL.iter().map(|a| a.name()).collect();
        let problem = words::unknown_activation(&kind(value), &names.join(", "));
        FileError::new(&place, problem)
    })
}

/// The slope of leaky ReLU, if it is given as `slope` or `alpha`; of ELU only the alpha that is built in is accepted.
fn parameters(
    place: &str,
    activation: Activation,
    value: Option<&Json>,
) -> Result<Option<f64>, FileError> {
    let (names, limits): (&[&str], _) = match activation {
        Activation::LeakyRelu if IS_WHOLE => (&["slope", "alpha"], SLOPE.min..=SLOPE.max),
        Activation::LeakyRelu => (&["slope", "alpha"], LEAKY_SLOPE..=LEAKY_SLOPE),
        Activation::Elu => (&["alpha"], ELU_ALPHA..=ELU_ALPHA),
        _ => (&[], 0.0..=0.0),
    };
    let given = match value {
        None | Some(Json::Null) => return Ok(None),
        Some(Json::Object(given)) => given.as_slice(),
        Some(_) => &[],
    };
    match given {
        [] if matches!(value, Some(Json::Object(_))) => return Ok(None),
        [(key, Json::Number(slope))] if names.contains(&key.as_str()) && limits.contains(slope) => {
            return Ok(Some(*slope));
        }
        _ => {}
    }
    let problem = match activation {
        Activation::LeakyRelu if IS_WHOLE => words::any_slope(activation.name(), SLOPE.max),
        Activation::LeakyRelu => words::fixed_alpha(activation.name(), LEAKY_SLOPE),
        Activation::Elu => words::fixed_alpha(activation.name(), ELU_ALPHA),
        _ => words::no_parameters(activation.name()),
    };
    Err(FileError::new(place, problem))
}

fn weight(
    place: &str,
    value: Option<&Json>,
    before: &[Layer],
) -> Result<Arc<DMatrix<f64>>, FileError> {
    if let Some(Json::Text(text)) = value
        && let Some(of) = shared(text, before.len())
    {
        let source = of.checked_sub(1).and_then(|index| before.get(index));
        let shared = source.map(|layer| Arc::clone(&layer.weight));
        let problem = || words::nothing_to_share(&quoted(text), before.len());
        return shared.ok_or_else(|| FileError::new(place, problem()));
    }
    let rows = list(place, value)?;
    within(place, rows.len(), INPUTS)?;
    let mut entries = Vec::new();
    let mut columns = 0;
    for (index, row) in rows.iter().enumerate() {
        let row_place = format!("{place}, {}", words::row(index + 1));
        let row = numbers(&row_place, Some(row))?;
        if index == 0 {
            columns = row.len();
            within(&row_place, columns, WIDTH)?;
        } else if row.len() != columns {
            let problem = words::other_row(&counted(row.len(), words::NUMBERS), columns);
            return Err(FileError::new(&row_place, problem));
        }
        entries.extend(row);
    }
    Ok(Arc::new(DMatrix::from_row_slice(
        rows.len(),
        columns,
        &entries,
    )))
}

/// The layer, counted from 1, whose weights `"same"` or `"same as 3"` means in a layer after
/// `before` others; `None` for other texts.
fn shared(text: &str, before: usize) -> Option<usize> {
    let rest = text.strip_prefix(SAME)?;
    if rest.is_empty() {
        return Some(before);
    }
    let number = rest.strip_prefix(SAME_AS)?;
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| number.parse().ok()).flatten()
}
