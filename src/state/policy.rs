//! Which change may come through which door: asked once, in the one update.

use crate::link::Frame;
use crate::network::Subject;
use crate::settings::{Chart, FIELDS, Field, Key, Notice, Recipe, Settings, View};
use crate::words::{files, notices as words};

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// A control of the form, a key, a click on a picture.
    Control,
    /// What one layer has of its own.
    Layer,
    /// A trial of the lesson.
    Trial,
    /// A step of the lesson.
    Lesson,
    /// The example of a step.
    Example,
    /// The picker of presets.
    Preset,
    /// Swapping with the pinned network.
    Swap,
    /// A network file that the reader opens.
    File,
    /// Closing the file.
    Close,
    /// The button that goes back to the beginning.
    Reset,
    /// The address, its history, or the network inside a saved page.
    Address,
    /// A script or the page around.
    Host,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Control,
        Self::Layer,
        Self::Trial,
        Self::Lesson,
        Self::Example,
        Self::Preset,
        Self::Swap,
        Self::File,
        Self::Close,
        Self::Reset,
        Self::Address,
        Self::Host,
    ];

    /// Whether it is that of the author of the page around or of the link, for whom nothing is locked.
    pub fn is_of_author(self) -> bool {
        matches!(self, Self::Reset | Self::Address | Self::Host)
    }

    /// Whether it may put a random network in the place of a file.
    pub fn replaces_files(self) -> bool {
        !matches!(
            self,
            Self::Control | Self::Layer | Self::Trial | Self::Lesson
        )
    }
}

/// A change that somebody wants.
#[derive(Clone, Debug)]
pub enum Proposal {
    /// These settings, with their texts.
    Set(Vec<(Key, String)>),
    /// Another subject, or another view of it.
    Show(Subject, View),
}

/// What a change comes to, with what was not taken as given.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is shown then.
    pub subject: Subject,
    /// How it is looked at then.
    pub view: View,
    /// What had to move because of it.
    pub notices: Vec<Notice>,
}

/// What may be shown and changed, as a link says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// What the link says of the page around the network.
    pub frame: Frame,
}

impl Policy {
    /// Whether the reader may change a setting at all.
    pub fn is_locked(&self, key: Key) -> bool {
        let name = key.field().name;
        self.frame.lock.contains(&name) || self.frame.hide.contains(&name)
    }

    /// What a change that comes through a door comes to, within all limits. What follows from an allowed change counts as allowed,
    /// such as another layer when the selected one is gone.
    ///
    /// # Errors
    /// One notice if it is not allowed, about the first setting that may not be changed or that has no such value.
    pub fn judge(
        &self,
        door: Door,
        (old, view): (&Subject, &View),
        proposal: Proposal,
    ) -> Result<Change, Notice> {
        let mut change = resolve((old, view), proposal)?;
        change.view = self.within(change.view);
        if door.is_of_author() {
            return Ok(change);
        }
        let is_exchanged = old.is_file() || change.subject.is_file();
        let is_exchanged = is_exchanged && *old != change.subject;
        if old.is_file() && is_exchanged && !door.replaces_files() {
            let name = old.name().unwrap_or_default();
            return Err(Notice::new(files::NETWORK_KEY, name, files::FROM_FILE, ""));
        }
        let was = settings(old, view);
        let becomes = settings(&change.subject, &change.view);
        let carried = carried(&was, change.subject.depth());
        for Field { key, name, .. } in FIELDS.iter().filter(|field| self.is_locked(field.key)) {
            let before = if *key == Key::Depth { &was } else { &carried };
            let is_kept = is_same(before, &becomes, *key);
            // A file has no recipe: if one of its settings is locked the reader opens and closes none.
            let is_of_network = key.field().is_of_network();
            if !is_kept || is_exchanged && is_of_network {
                let [given, used] = [(&change.subject, &becomes), (old, before)].map(
                    // What a file has in its place is not the default that stands here for it.
                    |(subject, settings)| match subject.name().filter(|_| is_of_network) {
                        Some(name) => name.to_owned(),
                        None => settings.text(*key),
                    },
                );
                return Err(Notice::new(name, &given, words::LOCKED, &used));
            }
        }
        Ok(change)
    }

    /// The view with one of the charts that are shown.
    pub fn within(&self, mut view: View) -> View {
        let is_shown = |chart: &Chart| self.frame.show.contains(&chart.name());
        let mut shown = Chart::ALL.iter().copied().filter(is_shown);
        if !is_shown(&view.chart)
            && let Some(first) = shown.next()
        {
            view.chart = first;
        }
        view
    }
}

/// Carries a proposal out, whoever it comes from.
fn resolve((old, view): (&Subject, &View), proposal: Proposal) -> Result<Change, Notice> {
    let changes = match proposal {
        Proposal::Show(subject, view) => {
            let view = view.within(subject.depth());
            let notices = Vec::new();
            return Ok(Change {
                subject,
                view,
                notices,
            });
        }
        Proposal::Set(changes) => changes,
    };
    let is_file = old.is_file();
    if let Some((key, text)) = changes
        .iter()
        .find(|(key, _)| is_file && key.field().is_of_network())
    {
        return Err(Notice::new(key.field().name, text, files::FROM_FILE, ""));
    }
    let mut settings = settings(old, view);
    for (key, text) in &changes {
        settings.set(*key, text)?;
    }
    if !changes.iter().any(|(key, _)| *key == Key::Layer) {
        // The selected layer goes with the last layers, without a notice.
        settings.view = settings.view.within(settings.recipe.depth);
    }
    let (settings, notices) = settings.canonical();
    Ok(Change {
        subject: match is_file {
            true => old.clone(),
            false => Subject::Recipe(settings.recipe),
        },
        view: settings.view,
        notices,
    })
}

/// As settings; of a file the depth only.
fn settings(subject: &Subject, view: &View) -> Settings {
    Settings {
        recipe: subject.recipe().cloned().unwrap_or_else(|| Recipe {
            depth: subject.depth(),
            ..Recipe::default()
        }),
        view: view.clone().within(subject.depth()),
    }
}

/// The settings as far as a network of this depth has them: what lies past it is gone by itself.
fn carried(settings: &Settings, depth: usize) -> Settings {
    let mut carried = settings.clone();
    carried.recipe.depth = depth;
    carried.recipe = carried.recipe.canonical();
    carried.view = carried.view.within(depth);
    carried
}

fn is_same(before: &Settings, after: &Settings, key: Key) -> bool {
    let inputs = |settings: &Settings| settings.recipe.widths()[0];
    before.text(key) == after.text(key) || key == Key::Inputs && inputs(before) == inputs(after)
}
