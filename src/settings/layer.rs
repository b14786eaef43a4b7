//! The settings of one layer, some of which may differ from layer to layer.

use super::text::real_text;
use super::{Activation, Key, Settings};

impl Settings {
    /// The settings that the page offers for one layer alone. Others may differ from layer to layer, too:
    /// [`super::Field::is_per_layer`].
    pub const PER_LAYER: [Key; 3] = [Key::Act, Key::Width, Key::Gain];

    /// The value in one layer, as text; the value of the whole network if layers cannot differ.
    pub fn text_at(&self, key: Key, layer: usize) -> String {
        match key {
            Key::Act => self.recipe.activation.at(layer).name().into(),
            Key::Width => self.recipe.width.at(layer).to_string(),
            Key::Gain => real_text(self.recipe.gain.at(layer)),
            Key::Skip => real_text(self.recipe.skip.at(layer)),
            Key::Norm => self.recipe.norm.at(layer).name().into(),
            Key::Place => self.recipe.place.at(layer).name().into(),
            other => self.text(other),
        }
    }

    /// The text of a setting with another value in one layer 1..K, for [`Settings::set`], which
    /// says whether it is allowed.
    ///
    /// ```
    /// use gradlens::settings::{Key, Settings};
    /// let mut settings = Settings::default();
    /// settings.recipe.depth = 4;
    /// settings.set(Key::Act, &settings.text_with(Key::Act, 3, "relu")).unwrap();
    /// assert_eq!(settings.text(Key::Act), "sigmoid~2,relu,sigmoid");
    /// ```
    pub fn text_with(&self, key: Key, layer: usize, text: &str) -> String {
        let texts = (1..=self.recipe.depth).map(|at| match at == layer {
            true => text.to_owned(),
            false => self.text_at(key, at),
        });
        texts.collect::<Vec<_>>().join(",")
    }

    /// The text of an activation of all layers; where only the last one is linear, it stays so: then it is the output of a
    /// network that learns.
    ///
    /// ```
    /// use gradlens::settings::{Key, Settings};
    /// let mut settings = Settings::default();
    /// settings.recipe.depth = 4;
    /// settings.set(Key::Act, "sigmoid~3,linear").unwrap();
    /// assert_eq!(settings.with_output("relu"), "relu,relu,relu,linear");
    /// settings.set(Key::Act, "sigmoid").unwrap();
    /// assert_eq!(settings.with_output("relu"), "relu");
    /// ```
    pub fn with_output(&self, text: &str) -> String {
        let is_one = !text.is_empty() && !text.contains(['~', ',']);
        let depth = self.recipe.depth;
        let is_linear = |layer| self.recipe.activation.at(layer) == Activation::Linear;
        let is_output = depth > 1 && is_linear(depth) && !(1..depth).any(is_linear);
        if !is_one || !is_output || self.clone().set(Key::Act, text).is_err() {
            return text.to_owned();
        }
        let hidden = std::iter::repeat_n(text, depth - 1);
        let all: Vec<&str> = hidden.chain([Activation::Linear.name()]).collect();
        all.join(",")
    }

    /// The most frequent value in the other layers, the first of several; `None` if there is no
    /// other layer.
    pub fn text_of_others(&self, key: Key, layer: usize) -> Option<String> {
        let others = (1..=self.recipe.depth).filter(|at| *at != layer);
        let texts: Vec<String> = others.map(|at| self.text_at(key, at)).collect();
        let count = |text: &String| texts.iter().filter(|other| *other == text).count();
        // Among equal counts `max_by_key` takes the last.
        texts.iter().rev().max_by_key(|text| count(text)).cloned()
    }
}
