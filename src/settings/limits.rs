//! Limits that apply to every value, whatever the fields hold.

use super::field::{SAMPLES_LIMIT, WEIGHT_LIMIT};
use super::{FIELDS, Key, Notice, Settings};
use crate::words::settings as words;

impl Settings {
    /// These settings within all limits and in their one canonical form, with a notice for every
    /// value that had to change.
    ///
    /// Numbers out of range move to the nearest limit, NaN to the default. Values for layers past
    /// the depth are dropped. Widths with too many weights between them are scaled down by one factor, see
    /// [`super::Recipe::weights`]; then samples are limited. A layer past K becomes K, `inputs` equal to H_1 `None`.
    /// Applying it twice changes nothing more and gives no notices.
    pub fn canonical(mut self) -> (Self, Vec<Notice>) {
        let mut notices = Vec::new();
        let given = self.clone();
        // The depth comes first.
        for field in &FIELDS {
            if (field.clamp)(&mut self) {
                notices.push(self.notice(field.key, &given));
            }
        }
        notices.extend(self.scale_widths());
        notices.extend(self.limit_samples());
        self.recipe.inputs = self.recipe.inputs.filter(|h| *h != self.recipe.width.at(1));
        notices.extend(self.select_within());
        (self, notices)
    }

    /// The selected layer, 1..=K.
    pub fn selected_layer(&self) -> usize {
        self.view.layer_of(self.recipe.depth)
    }

    /// The notice of what was given for this setting and what is used.
    fn notice(&self, key: Key, given: &Self) -> Notice {
        let mut allowed = key.field().values.to_string();
        if key.field().is_per_layer() {
            allowed = words::for_layers(self.recipe.depth, &allowed);
        }
        let recipe = &given.recipe;
        let stated = [
            recipe.width.stated_layers(),
            recipe.activation.stated_layers(),
            recipe.gain.stated_layers(),
            recipe.skip.stated_layers(),
            recipe.norm.stated_layers(),
            recipe.place.stated_layers(),
        ];
        let stated = stated.into_iter().max().unwrap_or(0);
        let mut before = given.clone();
        before.recipe.depth = given.recipe.depth.max(stated);
        let before = match key {
            Key::Depth => given.text(key),
            _ => before.text(key),
        };
        Notice::new(key.field().name, &before, &allowed, &self.text(key))
    }

    /// Keeps the depth and scales the widths down to the largest ones with so many weights.
    fn scale_widths(&mut self) -> Option<Notice> {
        if self.recipe.weights() <= WEIGHT_LIMIT {
            return None;
        }
        let given = self.recipe.width.clone();
        let widest = given.runs(self.recipe.depth).iter().map(|r| r.0).max()?;
        // A width of 1 in every layer always fits.
        for reduced in (1..widest).rev() {
            self.recipe.width = given.map(|h| (h * reduced / widest).max(1));
            if self.recipe.weights() <= WEIGHT_LIMIT {
                break;
            }
        }
        let allowed = words::weights(self.recipe.depth, WEIGHT_LIMIT);
        let mut before = self.clone();
        before.recipe.width = given;
        Some(Notice::new(
            Key::Width.field().name,
            &before.text(Key::Width),
            &allowed,
            &self.text(Key::Width),
        ))
    }

    /// Takes as many samples as the limit of weights times samples allows, at least one.
    fn limit_samples(&mut self) -> Option<Notice> {
        let given = self.recipe.samples;
        let most = SAMPLES_LIMIT / self.recipe.weights().max(1);
        let most = usize::try_from(most).unwrap_or(given).max(1);
        if given <= most {
            return None;
        }
        self.recipe.samples = most;
        Some(Notice::new(
            Key::Samples.field().name,
            &given.to_string(),
            &words::samples(self.recipe.weights(), SAMPLES_LIMIT),
            &most.to_string(),
        ))
    }

    /// Moves the lens from a layer that the network does not have to the last one.
    fn select_within(&mut self) -> Option<Notice> {
        let layer = self.view.layer?;
        if (1..=self.recipe.depth).contains(&layer) {
            return None;
        }
        let nearest = layer.clamp(1, self.recipe.depth);
        self.view.layer = Some(nearest);
        Some(Notice::new(
            Key::Layer.field().name,
            &layer.to_string(),
            &words::whole(&1, &self.recipe.depth),
            &nearest.to_string(),
        ))
    }
}
