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
    Show(Subject, Box<View>),
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
    /// The settings with which the locks came; locked ones keep these values, whatever the number of
    /// layers.
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

    /// Whether the locked settings of this page are those that are held, as far as it has layers.
    pub fn holds(&self, settings: &Settings) -> bool {
        let held = self.held.as_ref();
        held.is_some_and(|held| {
            let expected = cut(held, settings.recipe.depth);
            let is_kept = |key| key == Key::Depth || is_same(&expected, settings, key);
            self.locked().all(|field| is_kept(field.key))
        })
    }

    fn locked(&self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(|field| self.is_locked(field.key))
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
        let asked = match &proposal {
            Proposal::Set(changes) => changes.clone(),
            Proposal::Show(..) => Vec::new(),
        };
        let is_shown = matches!(proposal, Proposal::Show(..));
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
        let held = cut(self.held.as_ref().unwrap_or(&was), change.subject.depth());
        // What else is locked gets the author's values below.
        let is_asked = |key: Key| is_shown || asked.iter().any(|(other, _)| *other == key);
        for Field { key, name, .. } in self.locked().filter(|field| is_asked(field.key)) {
            let before = if *key == Key::Depth { &was } else { &held };
            let is_kept = is_same(before, &becomes, *key);
            // A file has no recipe: if one of its settings is locked the reader opens and closes
            // none.
            let is_of_network = key.field().is_of_network();
            if !is_kept || is_exchanged && is_of_network {
                let [given, used] = [(&change.subject, &becomes), (old, before)].map(
                    // A file's own value is not the default that is used here in its place.
                    |(subject, settings)| match subject.name().filter(|_| is_of_network) {
                        Some(name) => name.to_owned(),
                        None => stated(settings, *key),
                    },
                );
                return Err(Notice::new(name, &given, words::LOCKED, &used));
            }
        }
        if let Some(first) = asked.first() {
            self.restore(&mut change, &held)
                .map_err(|cut| not_with(cut, first, &was))?;
        }
        Ok(change)
    }

    /// Gives locked settings the author's values. Layers that come back have what they had.
    ///
    /// # Errors
    /// The first locked setting that the limits would change.
    fn restore(&self, change: &mut Change, held: &Settings) -> Result<(), &'static Field> {
        let Some(recipe) = change.subject.recipe() else {
            return Ok(());
        };
        let mut wanted = Settings {
            recipe: recipe.clone(),
            view: change.view.clone(),
        };
        let locked = || self.locked().filter(|field| field.key != Key::Depth);
        for field in locked() {
            wanted
                .set(field.key, &held.text(field.key))
                .map_err(|_| field)?;
        }
        let (found, _) = wanted.canonical();
        if let Some(cut) = locked().find(|field| !is_same(held, &found, field.key)) {
            return Err(cut);
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

/// The settings as far as a network of this depth has them: those past the last layer are dropped
/// without being counted as a change. No limit of the computation applies.
fn cut(settings: &Settings, depth: usize) -> Settings {
    let mut cut = settings.clone();
    cut.recipe.depth = depth;
    cut.view = cut.view.within(depth);
    cut
}

/// The text of a setting; the input is the default of the lens, and so without a text.
fn stated(settings: &Settings, key: Key) -> String {
    match settings.text(key) {
        text if key == Key::Layer && text.is_empty() => crate::words::settings::THE_INPUT.into(),
        text => text,
    }
}

/// The notice that a setting cannot have this text, because the limits would then change another one
/// that is locked.
fn not_with(locked: &Field, (key, text): &(Key, String), was: &Settings) -> Notice {
    let allowed = words::not_with_locked(locked.label);
    Notice::new(key.field().name, text, &allowed, &stated(was, *key))
}

fn is_same(before: &Settings, after: &Settings, key: Key) -> bool {
    let inputs = |settings: &Settings| settings.recipe.widths()[0];
    before.text(key) == after.text(key) || key == Key::Inputs && inputs(before) == inputs(after)
}
