//! A subject in one line.

use crate::network::{IS_WHOLE, Subject};
use crate::settings::{NormKind, PerLayer, Recipe};
use crate::words::settings as words;

/// The most important settings: "20 × 16 · Sigmoid · Xavier, normal · gain 1 · seed 1", behind the activation skips,
/// norms and shared weights if there are any; of a file its name and depth.
pub fn summary(subject: &Subject) -> String {
    let Some(recipe) = subject.recipe() else {
        return words::summary_of_file(subject.name().unwrap_or(""), subject.depth());
    };
    let width = match recipe.width.is_uniform() {
        true => recipe.width.at(1).to_string(),
        false => words::WIDTHS.into(),
    };
    let activation = match recipe.activation.is_uniform() {
        true => recipe.activation.at(1).label(),
        false => words::ACTIVATIONS,
    };
    let gain = match recipe.gain.is_uniform() {
        true => words::gain(rounded(recipe.gain.at(1))),
        false => words::GAINS.into(),
    };
    let mut parts = vec![activation.into()];
    if IS_WHOLE {
        parts.extend(remedies(recipe));
    }
    parts.extend([recipe.init.label().into(), gain]);
    words::summary((recipe.depth, &width), &parts, recipe.seed)
}

/// What the sentence about a network says behind its main settings: skips, norms and shared weights, as far as there are any.
pub fn with_remedies(subject: &Subject) -> String {
    let recipe = subject.recipe().filter(|_| IS_WHOLE);
    words::with(&recipe.map(remedies).unwrap_or_default())
}

/// Skips, norms and shared weights, as far as there are any.
fn remedies(recipe: &Recipe) -> Vec<String> {
    let is_none = |kinds: &PerLayer<NormKind>| *kinds == PerLayer::uniform(NormKind::None);
    let place = words::AT_PLACES[recipe.place.at(1) as usize];
    let skip = match recipe.skip.is_uniform() {
        true if recipe.skip.at(1) == 0.0 => None,
        true => Some(words::skip(rounded(recipe.skip.at(1)))),
        false => Some(words::SKIPS.into()),
    };
    let norm = match recipe.norm.is_uniform() && recipe.place.is_uniform() {
        _ if is_none(&recipe.norm) => None,
        true => Some(words::norm_at(
            words::NORMS[recipe.norm.at(1) as usize],
            place,
        )),
        false => Some(words::SEVERAL_NORMS.into()),
    };
    // Layers of different shapes share nothing.
    let is_shared = (1..=recipe.depth).any(|layer| recipe.source_of(layer) != layer);
    let tied = is_shared.then(|| words::TIED_WEIGHTS.into());
    [skip, norm, tied].into_iter().flatten().collect()
}

/// Three decimals.
fn rounded(x: f64) -> f64 {
    (x * 1e3).round() / 1e3
}
