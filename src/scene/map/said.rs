//! A map in words: how deep a network can be, one cell, and the text alternative.

use super::{MapField, MapPicture, is_alive};
use crate::scene::fan::why;
use crate::scene::value::Value;
use crate::settings::{Activation, Init, Recipe};
use crate::words::map as words;

/// What the layers are: the activation, or those that alternate.
pub(super) fn name(recipe: &Recipe) -> String {
    let runs = recipe.activation.runs(recipe.depth);
    let mut all: Vec<Activation> = Vec::new();
    for (activation, _) in runs {
        if !all.contains(&activation) {
            all.push(activation);
        }
    }
    let names: Vec<String> = all.into_iter().map(in_sentence).collect();
    names.join(words::AND)
}

/// Its name as in the middle of a sentence: "tanh", "leaky ReLU", but "ReLU".
fn in_sentence(activation: Activation) -> String {
    let label = activation.label();
    let first = label.split(' ').next().unwrap_or(label);
    let is_acronym = first.chars().skip(1).any(char::is_uppercase);
    match label.split_at_checked(1).filter(|_| !is_acronym) {
        Some((initial, rest)) => initial.to_lowercase() + rest,
        None => label.to_owned(),
    }
}

/// What the weights are, in a sentence.
pub(super) fn weights(init: Init) -> &'static str {
    use words::weights::{
        CONSTANT, HE, HE_UNIFORM, IDENTITY, LECUN, NORMAL, ORTHOGONAL, PYTORCH, XAVIER,
        XAVIER_UNIFORM, ZEROS,
    };
    match init {
        Init::XavierNormal => XAVIER,
        Init::XavierUniform => XAVIER_UNIFORM,
        Init::HeNormal => HE,
        Init::HeUniform => HE_UNIFORM,
        Init::LecunNormal => LECUN,
        Init::Orthogonal => ORTHOGONAL,
        Init::Normal => NORMAL,
        Init::Identity => IDENTITY,
        Init::Zeros => ZEROS,
        Init::PyTorch => PYTORCH,
        Init::Constant => CONSTANT,
    }
}

impl MapField {
    /// How deep networks of a column can be: "With tanh, He and gain 1 the median gradient at the input stays within a factor of ten of that at the loss up to depth 34."
    pub fn how_deep(&self, column: usize) -> String {
        let Some(value) = self.scale.values.get(column) else {
            return String::new();
        };
        let with = words::with(&self.name, self.init, &self.scale.label(*value));
        if self.known.get(column) != Some(&true) {
            return words::nothing_yet(&with);
        }
        match self.survives_to(column) {
            0 => words::at_no_depth(&with),
            depth if depth == self.depth => words::at_every_depth(&with, depth),
            depth => words::up_to(&with, depth),
        }
    }

    /// The gradient at one depth, in words that fit those about how deep it can be.
    fn at_depth(&self, column: usize, depth: usize) -> String {
        let cell = self.cell(column, depth);
        let length = match cell {
            Value::Finite(_) => words::times(&cell),
            other => other.to_string(),
        };
        let is_again = is_alive(cell) && depth > self.survives_to(column);
        words::at_depth((depth, is_again), &length, self.networks.1.max(1))
    }

    /// What theory says of a column: "Theory: signals reach about 14 layers (6 xi), chi = 0.65."
    pub fn theory(&self, column: usize) -> String {
        let Some(lines) = &self.lines else {
            return String::new();
        };
        let of = |list: &[f64]| list.get(column).copied().unwrap_or(f64::NAN);
        let (chi, reach) = (of(&lines.chi), of(&lines.reach));
        if let Some(absent) = lines.absent.get(column).copied().flatten() {
            return words::no_theory(why(absent), absent.has_line());
        }
        let chi = digits(chi);
        match reach {
            reach if reach.is_finite() => words::reach(&chi, reach),
            reach if reach.is_infinite() => words::NO_END.into(),
            _ => words::no_reach(&chi),
        }
    }

    /// One cell: "tanh, gain 1.33, depth 40: 0.0021, the median of 8 networks".
    pub fn reading(&self, column: usize, depth: usize) -> String {
        let Some(value) = self.scale.values.get(column) else {
            return String::new();
        };
        let place = words::place(&self.name, &self.scale.label(*value), depth);
        let cell = self.cell(column, depth);
        match self.known.get(column) {
            Some(true) => words::cell(&place, &cell, self.networks.1.max(1)),
            _ => words::not_yet(&place),
        }
    }

    /// The text alternative.
    pub fn description(&self) -> String {
        if self.is_empty() {
            return words::NOTHING_YET.into();
        }
        let ends = self.scale.ends().map(|value| self.scale.text(value));
        words::description(&self.name, self.scale.name(), &ends, self.depth)
    }
}

impl MapPicture {
    /// What the reader's network comes to: how deep its like can be, their gradient at its depth, and what theory says; all of it of
    /// exactly its setting, also beyond the map.
    pub fn line(&self) -> [String; 3] {
        let scale = &self.field.scale;
        let Some(dot) = self.dot else {
            return [words::differs(scale.name()), String::new(), String::new()];
        };
        let beyond = match self.column() {
            Some(_) => String::new(),
            None => words::beyond(&scale.ends().map(|value| scale.text(value))),
        };
        let Some(own) = &self.own else {
            return [words::OWN_NOT_YET.into(), beyond, String::new()];
        };
        let here = own.at_depth(0, dot.depth);
        let rest = [here, beyond].join(words::SPACE);
        [own.how_deep(0), rest.trim_end().into(), own.theory(0)]
    }

    /// What the dot is: "gain 1, depth 20".
    pub fn label(&self) -> Option<String> {
        let dot = self.dot?;
        Some(words::dot(&self.field.scale.label(dot.value), dot.depth))
    }
}

/// Three significant digits.
fn digits(number: f64) -> String {
    Value::Finite(libm::log10(number)).digits(3)
}
