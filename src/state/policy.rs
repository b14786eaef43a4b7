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

    /// Whether it is that of the author of the page around or of the link, for whom nothing is
    /// locked.
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

/// The result of a change, with notices about what was not taken as given.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The subject after the change.
    pub subject: Subject,
    /// The view after the change.
    pub view: View,
    /// Notices about what had to be adjusted.
    pub notices: Vec<Notice>,
}

/// What may be shown and changed, according to a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The link's part about the page around the network.
    pub frame: Frame,
    /// The settings that came with it; locked ones keep their values, whatever the number of layers.
    held: Option<Settings>,
}

impl Policy {
    /// Whether the reader may change a setting at all.
    pub fn is_locked(&self, key: Key) -> bool {
        let name = key.field().name;
        self.frame.lock.contains(&name) || self.frame.hide.contains(&name)
    }

    /// Whether the author has set a task: a figure, or hidden or locked settings.
    pub fn is_task(&self) -> bool {
        let frame = &self.frame;
        frame.is_embedded || !frame.hide.is_empty() || !frame.lock.is_empty()
    }

    /// Holds the locked settings at those of a page as its author has set it; `None` for a file.
    pub fn hold(&mut self, settings: Option<Settings>) {
        self.held = settings.filter(|_| self.is_task());
    }

    /// The result of a change that comes through a door, within all limits. What follows from an
    /// allowed change counts as allowed, such as another layer when the selected one is removed.
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
            // A file has no recipe: if one of its settings is locked the reader opens and closes
            // none.
            let is_of_network = key.field().is_of_network();
            if !is_kept || is_exchanged && is_of_network {
                let [given, used] = [(&change.subject, &becomes), (old, before)].map(
                    // A file's own value is not the default that is used here in its place.
                    |(subject, settings)| match subject.name().filter(|_| is_of_network) {
                        Some(name) => name.to_owned(),
                        // The last layer is the default, and so without a text.
                        None if *key == Key::Layer => {
                            settings.view.layer_of(settings.recipe.depth).to_string()
                        }
                        None => settings.text(*key),
                    },
                );
                return Err(Notice::new(name, &given, words::LOCKED, &used));
            }
        }
        if !old.is_file() {
            self.restore(&mut change, old.depth())?;
        }
        Ok(change)
    }

    /// Gives locked settings the author's values for another number of layers. Layers that come back have
    /// what they had, and nothing is cut to the limits.
    fn restore(&self, change: &mut Change, before: usize) -> Result<(), Notice> {
        let depth = change.subject.depth();
        let (Some(held), Some(recipe)) = (&self.held, change.subject.recipe()) else {
            return Ok(());
        };
        if depth == before {
            return Ok(());
        }
        let mut kept = held.clone();
        kept.recipe.depth = depth;
        kept.view = kept.view.within(depth);
        let mut wanted = Settings {
            recipe: recipe.clone(),
            view: change.view.clone(),
        };
        let is_held = |key: Key| key != Key::Depth && self.is_locked(key);
        for field in FIELDS.iter().filter(|field| is_held(field.key)) {
            wanted.set(field.key, &kept.text(field.key))?;
        }
        let (found, _) = wanted.canonical();
        let is_kept = |field: &&Field| is_same(&kept, &found, field.key);
        let held = FIELDS.iter().filter(|field| is_held(field.key));
        if let Some(cut) = held.clone().find(|field| !is_kept(field)) {
            let given = depth.to_string();
            let allowed = words::too_many_layers(cut.label);
            let used = before.to_string();
            return Err(Notice::new(
                Key::Depth.field().name,
                &given,
                &allowed,
                &used,
            ));
        }
        change.subject = Subject::Recipe(found.recipe);
        change.view = found.view;
        Ok(())
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
        // The selected layer is moved without a notice when the last layers are removed.
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

/// The settings as far as a network of this depth has them: settings past the last layer are
/// dropped without being counted as a change.
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
