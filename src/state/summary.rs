//! A subject in one line.

use crate::network::Subject;
use crate::words::settings as words;

/// The most important settings: "20 × 16 · Sigmoid · Xavier, normal · gain 1 · seed 1"; of a file
/// its name and depth.
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
        true => words::gain((recipe.gain.at(1) * 1e3).round() / 1e3),
        false => words::GAINS.into(),
    };
    let parts = [&*width, activation, recipe.init.label(), &gain];
    words::summary(recipe.depth, parts, recipe.seed)
}
