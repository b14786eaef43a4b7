//! Network files: explicit numbers instead of a recipe, strictly checked.

mod layer;
mod parts;
mod reason;
pub(crate) mod value;
mod written;

use std::fmt;

use self::layer::layers;
use self::parts::Numbers;
use self::value::{kind, known_keys, numbers, within};
#[cfg(feature = "whole")]
use super::Layer;
use super::{Loss, Network};
use crate::json::{Json, member};
use crate::settings::INPUTS;
use crate::words::files::{self as words, counted};

/// The version of the format that is read.
const VERSION: u32 = 1;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Why a network file was refused: one sentence that names the field and the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    place: String,
    problem: String,
}

impl FileError {
    /// This problem at this place.
    pub(crate) fn new(place: &str, problem: impl Into<String>) -> Self {
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
        f.write_str(&words::sentence(&self.place, &self.problem))
    }
}

impl std::error::Error for FileError {}

impl Network {
    /// The largest network file that is read, in bytes: 32 MB.
    pub const LARGEST_FILE: usize = 32 << 20;

    /// The network that a file describes; numbers are taken exactly as they are written.
    ///
    /// ```text
    /// { "gradlens_network": 1, "name": "my net", "input": [x...],
    ///   "target": [t...] | "gradient": [g...] | "class": c,
    ///   "layers": [ { "w": [[H_j numbers] x H_{j-1} rows] | "same" | "same as 3",
    ///                 "b": [H_j] | null, "activation": "tanh", "skip": 1 | null,
    ///                 "norm": { "kind": "layer" | "rms", "place": "input" | "pre-activation" | "output",
    ///                           "eps": 1e-5 } | null } ] }
    /// ```
    ///
    /// With a target the loss is 1/2 ||y*-t||^2; with a gradient instead, dL/dy* is that vector,
    /// whatever y* is; with a class, 1..=H_K, it is the cross-entropy -log softmax(y*)_c. `name` and `b` may be missing. `"same"` shares the weights of the layer
    /// before, `"same as 3"` those of layer 3, which must come earlier. Activations have their
    /// names in links; `_` for `-` and `identity` for `linear` are accepted. A layer may also have
    /// the keys `params` (of leaky ReLU `{ "slope": 0..1 }`, else empty, or with the alpha of ELU that is built in) and `residual` (`true` is a skip of 1). A skip
    /// of 0 keeps what enters and nothing else; a norm without `place` acts on the pre-activation, without `eps` with 1e-5.
    /// Other keys are refused, because a misspelt one would silently change the numbers, and so is
    /// a key that occurs twice.
    ///
    /// ```
    /// let text = r#"{ "gradlens_network": 1, "input": [1, 2], "target": [0],
    ///                 "layers": [ { "w": [[0.5], [0.25]], "activation": "linear" } ] }"#;
    /// let network = gradlens::network::Network::from_json(text).unwrap();
    /// assert_eq!(network.forward().outputs[1].entries()[0].to_f64(), 1.0);
    /// ```
    ///
    /// # Errors
    /// One sentence for the first thing that is wrong: text that is not JSON, a missing or
    /// malformed field, numbers that f64 cannot hold, sizes above the limits of the settings (with
    /// the size that would fit), or a file above 32 MB.
    pub fn from_json(text: &str) -> Result<Self, FileError> {
        Self::from_value(&json(text)?)
    }

    /// Refuses a file of more than [`Network::LARGEST_FILE`] bytes.
    ///
    /// # Errors
    /// One sentence that names both sizes.
    pub fn check_size(bytes: usize) -> Result<(), FileError> {
        if bytes <= Self::LARGEST_FILE {
            return Ok(());
        }
        Err(FileError::new(words::NETWORK, words::too_large(bytes)))
    }

    /// The network that a file, already parsed as JSON, describes.
    ///
    /// # Errors
    /// As [`Network::from_json`].
    pub fn from_value(value: &Json) -> Result<Self, FileError> {
        Self::from_value_and(value, &mut Numbers::none())
    }

    /// The same, with numbers that are not in the value.
    fn from_value_and(value: &Json, rest: &mut Numbers<'_>) -> Result<Self, FileError> {
        let Json::Object(file) = value else {
            let problem = words::not_an_object(&kind(value));
            return Err(FileError::new(words::NETWORK, problem));
        };
        check_version(file)?;
        known_keys(
            file,
            words::NETWORK,
            &[
                "gradlens_network",
                "name",
                "input",
                "target",
                "gradient",
                "class",
                "layers",
            ],
        )?;
        let input = numbers("\"input\"", member(file, "input"))?;
        within("\"input\"", input.len(), INPUTS)?;
        let layers = layers(member(file, "layers"), input.len(), rest)?;
        let outputs = layers.last().map_or(0, |l| l.weight.ncols());
        Ok(Self {
            name: name(member(file, "name"))?,
            input,
            layers,
            loss: loss(file, outputs)?,
            turn: None,
            samples: Vec::new(),
        })
    }
}

/// The JSON of a file of at most [`Network::LARGEST_FILE`] bytes.
pub(crate) fn json(text: &str) -> Result<Json, FileError> {
    Network::check_size(text.len())?;
    let text = text.trim_start_matches('\u{feff}');
    Json::parse(text).map_err(|error| reason::of(&error))
}

#[cfg(feature = "whole")]
/// The value of `layers` in a file, for this many inputs.
pub(crate) fn layers_of(value: Option<&Json>, inputs: usize) -> Result<Vec<Layer>, FileError> {
    layers(value, inputs, &mut Numbers::none())
}

/// Where the gradient starts: one number for each output, or a class of them.
fn loss(file: &[(String, Json)], outputs: usize) -> Result<Loss, FileError> {
    if let Some(value) = member(file, "class") {
        return class(file, value, outputs);
    }
    let (place, key, loss): (_, _, fn(Vec<f64>) -> Loss) = match member(file, "gradient") {
        None => ("\"target\"", "target", Loss::MeanSquared),
        Some(_) if member(file, "target").is_some() => {
            return Err(FileError::new("\"gradient\"", words::NOT_BOTH));
        }
        Some(_) => ("\"gradient\"", "gradient", Loss::Direction),
    };
    if member(file, key).is_none() {
        return Err(FileError::new(place, words::NO_LOSS));
    }
    let given = numbers(place, member(file, key))?;
    if given.len() != outputs {
        let problem = words::other_target(
            &counted(given.len(), words::NUMBERS),
            &counted(outputs, words::NEURONS),
        );
        return Err(FileError::new(place, problem));
    }
    Ok(loss(given))
}

/// A class, counted from 1.
fn class(file: &[(String, Json)], value: &Json, outputs: usize) -> Result<Loss, FileError> {
    let place = "\"class\"";
    if ["target", "gradient"]
        .iter()
        .any(|key| member(file, key).is_some())
    {
        return Err(FileError::new(place, words::ONE_LOSS));
    }
    let found = (1..=outputs).find(|class| {
        #[expect(clippy::cast_precision_loss, reason = "a width")]
        let number = *class as f64;
        *value == Json::Number(number)
    });
    found
        .map(|class| Loss::CrossEntropy(class - 1))
        .ok_or_else(|| {
            let outputs = counted(outputs, words::NEURONS);
            FileError::new(place, words::no_class(&kind(value), &outputs))
        })
}

fn check_version(file: &[(String, Json)]) -> Result<(), FileError> {
    let place = "\"gradlens_network\"";
    match member(file, "gradlens_network") {
        Some(Json::Number(version)) if *version == f64::from(VERSION) => Ok(()),
        Some(version) => {
            let problem = words::other_version(&kind(version), VERSION);
            Err(FileError::new(place, problem))
        }
        None => Err(FileError::new(place, words::no_version(VERSION))),
    }
}

fn name(value: Option<&Json>) -> Result<Option<String>, FileError> {
    match value {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(name)) if name.chars().count() <= LONGEST_NAME => Ok(Some(name.clone())),
        Some(other) => {
            let problem = words::not_a_name(&kind(other), LONGEST_NAME);
            Err(FileError::new("\"name\"", problem))
        }
    }
}
