//! Limits that no value escapes, whatever the fields hold.

use super::field::{BIAS, COST_LIMIT, DEPTH, GAIN, INPUTS, STEP, WIDTH};
use super::{Key, Notice, Settings};
use crate::words::settings as words;

impl Settings {
    /// These settings within all limits and in their one canonical form, with a notice for every value that had to change.
    ///
    /// Numbers out of range move to the nearest limit, NaN to the default. Values for layers past the depth are
    /// dropped. Widths that cost too much together are scaled down by one factor, see [`Settings::cost`].
    /// `inputs` equal to H_1 and a selected layer K become `None`. Applying it twice changes nothing more and
    /// gives no notices.
    pub fn canonical(mut self) -> (Self, Vec<Notice>) {
        let mut notices = Vec::new();
        let given = self.clone();
        self.depth = DEPTH.clamp(self.depth);
        self.width = self.width.truncated(self.depth).map(|h| WIDTH.clamp(h));
        self.inputs = self.inputs.map(|h| INPUTS.clamp(h));
        self.activation = self.activation.truncated(self.depth);
        self.gain = self.gain.truncated(self.depth).map(|g| GAIN.clamp(g));
        self.bias = BIAS.clamp(self.bias);
        self.step = self.step.map(|step| STEP.clamp(step));
        for (key, changed) in [
            (Key::Depth, self.depth != given.depth),
            (Key::Width, self.width != given.width),
            (Key::Inputs, self.inputs != given.inputs),
            (Key::Act, self.activation != given.activation),
            (Key::Gain, self.gain != given.gain),
            (Key::Bias, self.bias != given.bias),
            (Key::Step, self.step != given.step),
        ] {
            if changed {
                notices.push(self.notice(key, &given));
            }
        }
        notices.extend(self.scale_widths());
        self.inputs = self.inputs.filter(|h| *h != self.width.at(1));
        notices.extend(self.select_within());
        (self, notices)
    }

    /// H_0..H_K, K + 1 numbers.
    pub fn widths(&self) -> Vec<usize> {
        let layers = (1..=self.depth).map(|layer| self.width.at(layer));
        std::iter::once(self.inputs.unwrap_or(self.width.at(1)))
            .chain(layers)
            .collect()
    }

    /// The selected layer, 1..=K.
    pub fn selected_layer(&self) -> usize {
        self.layer.unwrap_or(self.depth).clamp(1, self.depth.max(1))
    }

    /// The sum over the layers 1..K of H_j^3, to which the time of the whole analysis is proportional. At most
    /// [`COST_LIMIT`] in canonical settings.
    pub fn cost(&self) -> u64 {
        let runs = self.width.runs(self.depth);
        runs.iter()
            .map(|&(width, count)| cube(width).saturating_mul(count as u64))
            .fold(0, u64::saturating_add)
    }

    /// What was given for this setting, and what is used.
    fn notice(&self, key: Key, given: &Self) -> Notice {
        let mut allowed = key.field().values.to_string();
        if matches!(key, Key::Width | Key::Act | Key::Gain) {
            allowed = words::for_layers(self.depth, &allowed);
        }
        let stated = given
            .width
            .stated_layers()
            .max(given.activation.stated_layers())
            .max(given.gain.stated_layers());
        let before = Self {
            depth: given.depth.max(stated),
            ..given.clone()
        };
        let before = match key {
            Key::Depth => given.text(key),
            _ => before.text(key),
        };
        Notice::new(key.field().name, &before, &allowed, &self.text(key))
    }

    /// Keeps the depth and scales the widths down to the largest that fit the cost limit.
    fn scale_widths(&mut self) -> Option<Notice> {
        if self.cost() <= COST_LIMIT {
            return None;
        }
        let given = self.width.clone();
        let widest = given.runs(self.depth).iter().map(|r| r.0).max()?;
        // A width of 1 everywhere always fits.
        for reduced in (1..widest).rev() {
            self.width = given.map(|h| (h * reduced / widest).max(1));
            if self.cost() <= COST_LIMIT {
                break;
            }
        }
        let allowed = words::cost(self.depth, COST_LIMIT);
        let before = Self {
            width: given,
            ..self.clone()
        };
        Some(Notice::new(
            Key::Width.field().name,
            &before.text(Key::Width),
            &allowed,
            &self.text(Key::Width),
        ))
    }

    /// Drops a selected layer that the network does not have.
    fn select_within(&mut self) -> Option<Notice> {
        let layer = self.layer?;
        if layer == self.depth {
            self.layer = None;
        }
        if (1..=self.depth).contains(&layer) {
            return None;
        }
        self.layer = None;
        Some(Notice::new(
            Key::Layer.field().name,
            &layer.to_string(),
            &words::whole(&1, &self.depth),
            &self.depth.to_string(),
        ))
    }
}

fn cube(width: usize) -> u64 {
    (width as u64).saturating_pow(3)
}
