//! Names that people use for things that have another name in links.
//!
//! Only exact synonyms are here: `swish` is `silu`, but this page has nothing that is `relu6` or
//! `hard-tanh`.

use super::{Key, Values};

/// A name in links, and its synonyms, in lower case and without hyphens.
pub type Others = [(&'static str, &'static [&'static str])];

const KEYS: &Others = &[
    ("depth", &["layers"]),
    ("width", &["neurons", "units", "widths"]),
    ("act", &["activation", "activations", "nonlinearity"]),
    (
        "init",
        &[
            "initialisation",
            "initialization",
            "initialiser",
            "initializer",
        ],
    ),
    ("skip", &["residual", "shortcut"]),
    ("norm", &["normalisation", "normalization"]),
    ("tied", &["recurrent"]),
    ("slope", &["negativeslope"]),
    ("lr", &["learningrate", "eta", "stepsize"]),
    ("data", &["dataset"]),
    ("modes", &["singularvalues"]),
    (
        "batch-norm",
        &[
            "batchnorm",
            "bn",
            "batchnormalisation",
            "batchnormalization",
        ],
    ),
    ("rule", &["optimizer", "optimiser"]),
    ("batch", &["batchsize"]),
    ("clip", &["clipnorm", "maxnorm"]),
    ("step", &["lesson"]),
];
pub(super) const ACTIVATIONS: &Others = &[
    ("linear", &["identity", "none"]),
    ("sigmoid", &["logistic", "expit", "logsig"]),
    ("tanh", &["hyperbolictangent", "tansig"]),
    ("relu", &["rectifier", "rectifiedlinear"]),
    ("leaky-relu", &["lrelu", "leakyrectifier"]),
    ("silu", &["swish", "swish1"]),
    ("sin", &["sine"]),
    ("arctan", &["atan", "arctangent"]),
];
pub(super) const INITS: &Others = &[
    ("xavier-normal", &["xavier", "glorot", "glorotnormal"]),
    ("xavier-uniform", &["glorotuniform"]),
    ("he-normal", &["he", "kaiming", "kaimingnormal", "msra"]),
    ("he-uniform", &["kaiminguniform"]),
    ("lecun-normal", &["lecun"]),
    ("orthogonal", &["ortho", "haar"]),
    ("normal", &["gaussian", "standardnormal"]),
    ("identity", &["eye"]),
    ("zeros", &["zero"]),
    ("pytorch", &["torch", "pytorchdefault"]),
    ("constant", &["const", "ones"]),
];
pub(super) const INPUTS: &Others = &[
    ("normal", &["gaussian", "standardnormal", "random"]),
    ("ones", &["one", "allones"]),
    ("unit", &["unitvector", "sphere"]),
];
pub(super) const LOSSES: &Others = &[
    (
        "mse",
        &["l2", "squarederror", "meansquarederror", "squared"],
    ),
    ("unit", &["unitvector"]),
    (
        "cross-entropy",
        &[
            "ce",
            "crossentropyloss",
            "categoricalcrossentropy",
            "softmaxcrossentropy",
        ],
    ),
    ("sum", &["total"]),
];
pub(super) const NORMS: &Others = &[
    ("none", &["no", "off"]),
    ("layer", &["layernorm", "ln"]),
    ("rms", &["rmsnorm"]),
];
pub(super) const PLACES: &Others = &[
    ("before", &["pre", "prenorm", "input"]),
    ("inside", &["preactivation"]),
    ("after", &["post", "postnorm", "output"]),
];
pub(super) const TIED: &Others = &[
    ("0", &["no", "false", "off"]),
    ("1", &["yes", "true", "on", "shared"]),
];
#[cfg(feature = "whole")]
pub(super) const DATA: &Others = &[
    ("circle", &["circles", "ring"]),
    ("gauss", &["gaussian", "blobs", "clouds"]),
    ("spiral", &["spirals"]),
    ("sine", &["sin", "regression"]),
    ("copy", &["recall", "delay"]),
    ("teacher", &["linearmap", "saxe"]),
    ("digits", &["digit", "optdigits", "images"]),
];
#[cfg(feature = "whole")]
pub(super) const SWITCH: &Others = &[
    ("off", &["0", "no", "false", "none"]),
    ("on", &["1", "yes", "true"]),
];
#[cfg(feature = "whole")]
pub(super) const RULES: &Others = &[
    ("sgd", &["gd", "descent", "gradientdescent"]),
    ("momentum", &["sgdmomentum", "heavyball"]),
];
pub(super) const CHARTS: &Others = &[
    ("gradients", &["gradient"]),
    ("spectrum", &["spectra", "singularvalues"]),
    ("bound", &["bounds"]),
    ("outputs", &["output", "activations"]),
];

/// The key in links for another name of it.
///
/// ```
/// assert_eq!(gradlens::settings::key_meant("Activation"), Some("act"));
/// ```
pub fn key_meant(given: &str) -> Option<&'static str> {
    meant(KEYS, &squeezed(given))
}

/// The name in links of one value of this setting, from any name for it: `LeakyReLU`, `nn.GELU()`,
/// `kaiming_uniform_`.
pub(super) fn value_meant(key: Key, given: &str) -> Option<&'static str> {
    let field = key.field();
    let (Values::Choice(choices) | Values::ChoicePerLayer(choices)) = field.values else {
        return None;
    };
    let given = squeezed(given);
    let own = choices
        .iter()
        .find(|choice| squeezed(choice.name) == given)
        .map(|choice| choice.name);
    own.or_else(|| meant(field.others, &given))
}

fn meant(others: &'static Others, given: &str) -> Option<&'static str> {
    let found = others.iter().find(|(_, names)| names.contains(&given));
    found.map(|(name, _)| *name)
}

/// The letters and digits after the last point, in lower case: all names are ASCII.
fn squeezed(text: &str) -> String {
    let name = text.rsplit('.').next().unwrap_or(text);
    let name = name.strip_suffix("()").unwrap_or(name);
    let is_filling = |c: &char| matches!(c, '-' | '_' | ' ');
    let letters = name.chars().filter(|c| !is_filling(c));
    letters.map(|c| c.to_ascii_lowercase()).collect()
}
