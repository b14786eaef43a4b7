//! The training beside which another one is shown, called A: what is different there.

use super::field::{Field, Group, Key, Values};
use super::rows::{FIELDS, PLAIN};
use super::{Settings, View};
use crate::words::settings as words;

/// Nothing is different yet.
const SAME: &str = "same";

impl Settings {
    /// What decides a training, and nothing else.
    pub fn of_training(&self) -> Self {
        Self {
            recipe: self.recipe.clone(),
            view: View {
                course: self.view.course,
                ..View::default()
            },
        }
    }
}

impl Settings {
    /// What has to be set for these to become others, in the order of links. Both are canonical.
    pub fn changes_to(&self, next: &Self) -> Vec<(Key, String)> {
        let changed = FIELDS
            .iter()
            .filter(|field| self.text(field.key) != next.text(field.key));
        // What is different in A depends on everything else.
        let is_beside = next.view.against.is_some() || self.view.against.is_some();
        let against = Key::Against.field();
        let rest = changed.filter(|field| field.key != Key::Against);
        let all = rest.chain(is_beside.then_some(against));
        all.map(|field| (field.key, next.text(field.key))).collect()
    }
}

impl Field {
    /// Whether a training depends on it.
    pub fn is_of_training(&self) -> bool {
        self.is_of_network() || self.group == Group::Training || self.key == Key::Before
    }
}

fn text(settings: &Settings) -> String {
    let Some(other) = &settings.view.against else {
        return String::new();
    };
    let mut differences = Vec::new();
    for field in FIELDS.iter().filter(|field| field.is_of_training()) {
        let text = (field.text)(other);
        if text != (field.text)(settings) {
            differences.push([field.name, &text].join("~"));
        }
    }
    match differences.is_empty() {
        true => SAME.into(),
        false => differences.join("_"),
    }
}

fn read(settings: &Settings, text: &str) -> Option<Settings> {
    let mut other = settings.of_training();
    for difference in text.split('_').filter(|_| text != SAME) {
        let (name, value) = difference.split_once('~')?;
        let key = Key::from_name(name).filter(|key| key.field().is_of_training())?;
        (key.field().set)(&mut other, value)?;
    }
    Some(other.canonical().0)
}

pub(super) const AGAINST_ROW: Field = Field {
    key: Key::Against,
    name: "against",
    label: words::AGAINST[0],
    help: words::AGAINST[1],
    values: Values::Text(words::AGAINST[2]),
    group: Group::View,
    text,
    set: |s, text| {
        s.view.against = match text {
            "" => None,
            text => Some(Box::new(read(s, text)?)),
        };
        Some(())
    },
    clamp: |s| {
        let Some(given) = s.view.against.take() else {
            return false;
        };
        let (within, notices) = given.of_training().canonical();
        s.view.against = Some(Box::new(within));
        !notices.is_empty()
    },
    ..PLAIN
};
