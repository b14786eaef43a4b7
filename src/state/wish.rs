//! What is wished for of the whole program, and what is taken along into it, as values and as text.

use crate::link;
use crate::settings::{Chips, FIELDS, Key, Settings};

/// Whether a change adds a history entry, so that Back leads to the previous state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The address changes when the reader pauses.
    Same,
    /// What was shown before stays in the history.
    New,
}

/// What the small program leaves to the whole one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Wish {
    /// Nothing yet: it is to be there when it is needed.
    #[default]
    Program,
    /// The address as it stands.
    Address,
    /// The link of a script or of the page around, as it was given.
    Host(String),
    /// The lesson, after something else.
    Lesson(Box<Self>),
    /// New texts of settings.
    Set(Vec<(Key, String)>),
    /// These settings.
    Show(Box<Settings>, Entry),
}

impl Wish {
    /// This wish after an older one. The newest counts; new texts of settings come to those before, and the lesson goes with
    /// everything.
    pub(super) fn after(self, before: Self) -> Self {
        match (before, self) {
            (before, Self::Program) => before,
            (Self::Lesson(before), Self::Lesson(new)) => Self::Lesson(Box::new(new.after(*before))),
            (Self::Lesson(before), new) => Self::Lesson(Box::new(new.after(*before))),
            (before, Self::Lesson(new)) => Self::Lesson(Box::new(new.after(before))),
            (Self::Set(mut all), Self::Set(new)) => {
                all.retain(|(key, _)| new.iter().all(|(other, _)| other != key));
                all.extend(new);
                Self::Set(all)
            }
            (_, new) => new,
        }
    }

    /// What is left of it once something else is shown: the lesson, and if `keeps_set` texts of settings.
    pub(super) fn outdated(self, keeps_set: bool) -> Self {
        match self {
            Self::Lesson(other) => Self::Lesson(Box::new(other.outdated(keeps_set))),
            Self::Set(texts) if keeps_set => Self::Set(texts),
            _ => Self::Program,
        }
    }

    fn write(&self, line: &mut impl FnMut(&str, &str)) {
        match self {
            Self::Program => {}
            Self::Address => line("address", ""),
            Self::Lesson(other) => {
                other.write(line);
                line("lesson", "");
            }
            Self::Host(text) => line("host", &text.replace(['\n', '\r'], " ")),
            Self::Set(texts) => {
                for (key, text) in texts {
                    line(key.field().name, text);
                }
            }
            Self::Show(settings, Entry::Same) => line("show", &link::encode(settings)),
            Self::Show(settings, Entry::New) => line("visit", &link::encode(settings)),
        }
    }

    /// Whether texts of settings are among it.
    pub(super) fn sets(&self) -> bool {
        match self {
            Self::Lesson(other) => other.sets(),
            other => matches!(other, Self::Set(_)),
        }
    }

    /// Whether the address is among it.
    pub(super) fn is_of_address(&self) -> bool {
        match self {
            Self::Lesson(other) => other.is_of_address(),
            other => *other == Self::Address,
        }
    }
}

/// What a page takes along into another program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Left {
    /// What is shown; `None` before anything is.
    pub now: Option<Settings>,
    /// Whether the address does not say so yet.
    pub is_edited: bool,
    /// What a task showed at first.
    pub task: Option<Settings>,
    /// The network that is pinned as A.
    pub pinned: Option<Settings>,
    /// What the fan shows, where the reader has chosen.
    pub chips: Option<Chips>,
    /// Whether notices about the link are on the board.
    pub has_notices: bool,
    /// What is wished for.
    pub wish: Wish,
}

impl Left {
    /// As lines of text: a name, and what it holds.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        let mut line = |name: &str, value: &str| lines.push(format!("{name} {value}"));
        for (name, settings) in [
            ("now", &self.now),
            ("task", &self.task),
            ("pinned", &self.pinned),
        ] {
            if let Some(settings) = settings {
                line(name, &link::encode(settings));
            }
        }
        for (name, is_so) in [("edited", self.is_edited), ("notices", self.has_notices)] {
            if is_so {
                line(name, "");
            }
        }
        if let Some(chips) = self.chips {
            line("look", &chips.names());
        }
        self.wish.write(&mut line);
        lines.join("\n")
    }

    /// What such a text holds; what it does not know is left out.
    pub fn read(text: &str) -> Self {
        let mut left = Self::default();
        for line in text.split('\n') {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            let settings = || link::decode(value).0;
            match name {
                "now" => left.now = Some(settings()),
                "task" => left.task = Some(settings()),
                "pinned" => left.pinned = Some(settings()),
                "edited" => left.is_edited = true,
                "notices" => left.has_notices = true,
                "look" => left.chips = Chips::from_names(value),
                "address" => left.wish = Wish::Address,
                // The last line.
                "lesson" => left.wish = Wish::Lesson(Box::new(std::mem::take(&mut left.wish))),
                "host" => left.wish = Wish::Host(value.into()),
                "show" => left.wish = Wish::Show(Box::new(settings()), Entry::Same),
                "visit" => left.wish = Wish::Show(Box::new(settings()), Entry::New),
                _ => left.take(name, value),
            }
        }
        left
    }

    fn take(&mut self, name: &str, value: &str) {
        if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
            match &mut self.wish {
                Wish::Set(texts) => texts.push((field.key, value.into())),
                other => *other = Wish::Set(vec![(field.key, value.into())]),
            }
        }
    }
}
