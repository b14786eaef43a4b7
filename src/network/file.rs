//! Network files: explicit numbers instead of settings, read with care.

mod place;

use std::fmt;
use std::sync::Arc;

use nalgebra::DMatrix;
use serde_json::{Map, Value};

use super::{Layer, Loss, Network};
use crate::settings::{Activation, COST_LIMIT, DEPTH, INPUTS, WIDTH, Whole};

/// The version of the format that is read.
const VERSION: u64 = 1;
/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// Why a network file was refused: one sentence that names the field and the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    place: String,
    problem: String,
}

impl FileError {
    fn new(place: &str, problem: impl Into<String>) -> Self {
        Self {
            place: place.to_owned(),
            problem: problem.into(),
        }
    }

    /// The field, and the layer it belongs to: `layer 3, "w"`.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}.", self.place, self.problem)
    }
}

impl std::error::Error for FileError {}

impl Network {
    /// The largest network file that is read, in bytes: 32 MB.
    pub const LARGEST_FILE: usize = 32 << 20;

    /// The network that a file describes; numbers are taken exactly as they are written.
    ///
    /// ```text
    /// { "gradlens_network": 1, "name": "my net", "input": [x...], "target": [t...],
    ///   "layers": [ { "w": [[H_j numbers] x H_{j-1} rows] | "same", "b": [H_j] | null, "activation": "tanh" } ] }
    /// ```
    ///
    /// `name` and `b` may be missing. `"same"` shares the weights of the layer before. Activations have the names of the links;
    /// `_` for `-` and `identity` for `linear` are accepted. A layer may also have the keys `params` (empty, or the slope
    /// and alpha that are built in) and `residual` (false). Other keys are refused: a misspelt one would change the numbers unseen.
    ///
    /// ```
    /// let text = r#"{ "gradlens_network": 1, "input": [1, 2], "target": [0],
    ///                 "layers": [ { "w": [[0.5], [0.25]], "activation": "linear" } ] }"#;
    /// let network = gradlens::network::Network::from_json(text).unwrap();
    /// assert_eq!(network.forward().outputs[1].get(0).to_f64(), 1.0);
    /// ```
    ///
    /// # Errors
    /// One sentence for the first thing that is wrong: no JSON, a missing or misshapen field, numbers that f64 cannot hold,
    /// sizes over the limits of the settings (with the size that would fit), or a file above 32 MB.
    pub fn from_json(text: &str) -> Result<Self, FileError> {
        if text.len() > Self::LARGEST_FILE {
            let problem = format!("has {} bytes, but at most 32 MB can be read", text.len());
            return Err(FileError::new("the file", problem));
        }
        let text = text.trim_start_matches('\u{feff}');
        let value: Value = serde_json::from_str(text).map_err(|e| not_json(text, &e))?;
        let Value::Object(file) = value else {
            let problem = format!("is {}, but must be an object", kind(&value));
            return Err(FileError::new("the file", problem));
        };
        check_version(&file)?;
        known_keys(
            &file,
            "the file",
            &["gradlens_network", "name", "input", "target", "layers"],
        )?;
        let input = numbers("\"input\"", file.get("input"))?;
        within("\"input\"", input.len(), INPUTS)?;
        let layers = layers(file.get("layers"), input.len())?;
        let target = numbers("\"target\"", file.get("target"))?;
        let outputs = layers.last().map_or(0, |l| l.weight.ncols());
        if target.len() != outputs {
            let problem = format!(
                "has {}, but the last layer has {} neurons",
                counted(target.len(), "number"),
                outputs
            );
            return Err(FileError::new("\"target\"", problem));
        }
        Ok(Self {
            name: name(file.get("name"))?,
            input,
            layers,
            loss: Loss::MeanSquared(target),
        })
    }
}

fn not_json(text: &str, error: &serde_json::Error) -> FileError {
    let place = place::of_error(text, error);
    let reason = error.to_string();
    FileError::new(&place, format!("cannot be read as JSON, {reason}"))
}

fn check_version(file: &Map<String, Value>) -> Result<(), FileError> {
    let place = "\"gradlens_network\"";
    match file.get("gradlens_network") {
        Some(version) if version.as_u64() == Some(VERSION) => Ok(()),
        Some(version) => {
            let problem = format!(
                "is {}, but only version {VERSION} can be read",
                kind(version)
            );
            Err(FileError::new(place, problem))
        }
        None => Err(FileError::new(
            place,
            format!("is missing, a network file says \"gradlens_network\": {VERSION}"),
        )),
    }
}

fn known_keys(map: &Map<String, Value>, place: &str, known: &[&str]) -> Result<(), FileError> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let problem = format!(
                "has the unknown key {}, known are {}",
                quoted(key),
                known.join(", ")
            );
            Err(FileError::new(place, problem))
        }
    }
}

fn name(value: Option<&Value>) -> Result<Option<String>, FileError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) if name.chars().count() <= LONGEST_NAME => Ok(Some(name.clone())),
        Some(other) => {
            let problem = format!(
                "is {}, but must be a text of at most {LONGEST_NAME} characters",
                kind(other)
            );
            Err(FileError::new("\"name\"", problem))
        }
    }
}

fn layers(value: Option<&Value>, inputs: usize) -> Result<Vec<Layer>, FileError> {
    let place = "\"layers\"";
    let list = list(place, value)?;
    within(place, list.len(), DEPTH)?;
    let mut layers: Vec<Layer> = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let place = format!("layer {}", index + 1);
        let Value::Object(fields) = value else {
            let problem = format!("is {}, but must be an object", kind(value));
            return Err(FileError::new(&place, problem));
        };
        let layer = layer(&place, fields, layers.last())?;
        let fan_in = layers.last().map_or(inputs, |l| l.weight.ncols());
        if layer.weight.nrows() != fan_in {
            let before = if index == 0 {
                "the input"
            } else {
                "the layer before"
            };
            let rows = counted(layer.weight.nrows(), "row");
            let problem =
                format!("has {rows}, but {before} has {fan_in} and each of them needs one");
            return Err(FileError::new(&format!("{place}, \"w\""), problem));
        }
        layers.push(layer);
    }
    check_cost(&layers)?;
    Ok(layers)
}

/// Refuses networks whose analysis would take too long, and says which width would fit at this depth.
fn check_cost(layers: &[Layer]) -> Result<(), FileError> {
    let cube = |width: usize| (width as u64).pow(3);
    let cost: u64 = layers.iter().map(|l| cube(l.weight.ncols())).sum();
    if cost <= COST_LIMIT {
        return Ok(());
    }
    let depth = layers.len();
    let fits = |width: &usize| cube(*width) * depth as u64 <= COST_LIMIT;
    let width = (1..=WIDTH.max as usize).rev().find(fits).unwrap_or(1);
    let problem = format!(
        "the cubes of the widths add up to {cost}, but at most {COST_LIMIT} is allowed; with {depth} layers, {width} neurons in each would fit"
    );
    Err(FileError::new("\"layers\"", problem))
}

fn layer(
    place: &str,
    fields: &Map<String, Value>,
    before: Option<&Layer>,
) -> Result<Layer, FileError> {
    known_keys(
        fields,
        place,
        &["w", "b", "activation", "params", "residual"],
    )?;
    match fields.get("residual") {
        None | Some(Value::Null | Value::Bool(false)) => {}
        Some(_) => {
            return Err(FileError::new(
                place,
                "residual layers are not supported yet",
            ));
        }
    }
    let activation = activation(place, fields.get("activation"))?;
    parameters(
        &format!("{place}, \"params\""),
        activation,
        fields.get("params"),
    )?;
    let weight = weight(&format!("{place}, \"w\""), fields.get("w"), before)?;
    let place = format!("{place}, \"b\"");
    let bias = match fields.get("b") {
        None | Some(Value::Null) => None,
        some => Some(numbers(&place, some)?),
    };
    if let Some(b) = bias.as_ref().filter(|b| b.len() != weight.ncols()) {
        let given = counted(b.len(), "number");
        let problem = format!("has {given}, but the layer has {} neurons", weight.ncols());
        return Err(FileError::new(&place, problem));
    }
    Ok(Layer {
        weight,
        bias,
        activation,
    })
}

fn activation(place: &str, value: Option<&Value>) -> Result<Activation, FileError> {
    let place = format!("{place}, \"activation\"");
    let Some(value) = value else {
        return Err(FileError::new(&place, "is missing"));
    };
    let known = value.as_str().and_then(|given| match given {
        "identity" => Some(Activation::Linear),
        name => Activation::from_name(&name.replace('_', "-")),
    });
    known.ok_or_else(|| {
        let names: Vec<_> = Activation::ALL.iter().map(|a| a.name()).collect();
        let problem = format!("is {}, known are {}", kind(value), names.join(", "));
        FileError::new(&place, problem)
    })
}

/// Accepts only the slope and alpha that the activation has anyway.
fn parameters(place: &str, activation: Activation, value: Option<&Value>) -> Result<(), FileError> {
    let built_in = match activation {
        Activation::LeakyRelu => Some(super::LEAKY_SLOPE),
        Activation::Elu => Some(super::ELU_ALPHA),
        _ => None,
    };
    let fits = match value {
        None | Some(Value::Null) => true,
        Some(Value::Object(map)) => map
            .iter()
            .all(|(key, value)| key == "alpha" && built_in.is_some() && value.as_f64() == built_in),
        Some(_) => false,
    };
    if fits {
        return Ok(());
    }
    let problem = match built_in {
        Some(alpha) => format!("{} has the fixed alpha {alpha}", activation.name()),
        None => format!("{} has no parameters", activation.name()),
    };
    Err(FileError::new(place, problem))
}

fn weight(
    place: &str,
    value: Option<&Value>,
    before: Option<&Layer>,
) -> Result<Arc<DMatrix<f64>>, FileError> {
    match (value, before) {
        (Some(Value::String(same)), Some(before)) if same == "same" => {
            return Ok(Arc::clone(&before.weight));
        }
        (Some(Value::String(same)), None) if same == "same" => {
            return Err(FileError::new(
                place,
                "is \"same\", but there is no layer before",
            ));
        }
        _ => {}
    }
    let rows = list(place, value)?;
    within(place, rows.len(), INPUTS)?;
    let mut entries = Vec::new();
    let mut columns = 0;
    for (index, row) in rows.iter().enumerate() {
        let row_place = format!("{place}, row {}", index + 1);
        let row = numbers(&row_place, Some(row))?;
        if index == 0 {
            columns = row.len();
            within(&row_place, columns, WIDTH)?;
        } else if row.len() != columns {
            let problem = format!(
                "has {}, but row 1 has {columns}",
                counted(row.len(), "number")
            );
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

fn list<'a>(place: &str, value: Option<&'a Value>) -> Result<&'a [Value], FileError> {
    match value {
        Some(Value::Array(list)) => Ok(list),
        Some(other) => Err(FileError::new(
            place,
            format!("is {}, but must be a list", kind(other)),
        )),
        None => Err(FileError::new(place, "is missing")),
    }
}

fn numbers(place: &str, value: Option<&Value>) -> Result<Vec<f64>, FileError> {
    let entries = list(place, value)?.iter().enumerate();
    entries
        .map(|(index, entry)| {
            let number = entry.as_f64().filter(|n| n.is_finite());
            number.ok_or_else(|| {
                let problem = format!(
                    "number {} is {}, but must be a finite number",
                    index + 1,
                    kind(entry)
                );
                FileError::new(place, problem)
            })
        })
        .collect()
}

fn within(place: &str, count: usize, limits: Whole) -> Result<(), FileError> {
    if (limits.min as usize..=limits.max as usize).contains(&count) {
        return Ok(());
    }
    let problem = format!(
        "has {}, but {} to {} are allowed",
        counted(count, "entry"),
        limits.min,
        limits.max
    );
    Err(FileError::new(place, problem))
}

/// What a value is, short enough for a sentence.
fn kind(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("a list of {}", list.len()),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let dots = if short.len() < text.len() {
        "\u{2026}"
    } else {
        ""
    };
    format!("\"{}{dots}\"", short.escape_debug())
}

fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (count, "entry") => format!("{count} entries"),
        (count, noun) => format!("{count} {noun}s"),
    }
}
