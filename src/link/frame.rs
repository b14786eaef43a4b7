//! What a link says of the page around the network: which parts are shown, and how. These are not
//! settings: no number depends on them.

use crate::settings::{Chart, FIELDS, Notice, key_meant};
use crate::words::notices as words;

/// The values of `theme`; the first is the default.
const THEMES: [&str; 3] = ["auto", "light", "dark"];
/// The values of `motion`; the first is the default.
const MOTIONS: [&str; 2] = ["auto", "reduce"];

/// The keys, in the order of links.
pub(super) const KEYS: [&str; 6] = ["embed", "show", "hide", "lock", "theme", "motion"];

/// The parts of the page that `show` can name.
pub fn panels() -> Vec<&'static str> {
    let charts = Chart::ALL.iter().map(|chart| chart.name());
    let others = ["layer", "map", "training", "inside", "lesson"];
    ["flow"].into_iter().chain(charts).chain(others).collect()
}

/// The page around the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Whether it is a figure in another page: narrow, with few parts, and without an address of
    /// its own.
    pub is_embedded: bool,
    /// The parts of [`panels`] that are shown; empty if the link names none, and then the usual
    /// ones are.
    pub show: Vec<&'static str>,
    /// The settings whose controls are left out, by their keys in links.
    pub hide: Vec<&'static str>,
    /// The settings whose controls are shown and cannot be used.
    pub lock: Vec<&'static str>,
    /// `light` or `dark`, whatever the reader's system prefers.
    pub theme: Option<&'static str>,
    /// `reduce`, whatever the reader's system prefers.
    pub motion: Option<&'static str>,
}

impl Frame {
    /// Takes the value of a key, or what it means; a value that is not allowed changes nothing. A
    /// notice says what was not used as given.
    pub(super) fn take(&mut self, key: &str, value: &str) -> Option<Notice> {
        let items = value.split(',').map(|item| meant(key, item));
        let meant = items.collect::<Vec<_>>().join(",");
        if let Err(notice) = self.set(key, &meant) {
            return Some(Notice::new(key, value, &notice.allowed, ""));
        }
        (meant != value).then(|| Notice::taken_as(key, value, words::ITS_NAME, &meant))
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), Notice> {
        let names = FIELDS.map(|field| field.name);
        let panels = panels();
        let (allowed, most): (&[&'static str], usize) = match key {
            "embed" => (&["1", "0"], 1),
            "show" => (&panels, panels.len()),
            "theme" => (&THEMES, 1),
            "motion" => (&MOTIONS, 1),
            _ => (&names, names.len()),
        };
        let Some(chosen) = chosen(value, allowed, most) else {
            let list = allowed.join(", ");
            let allowed = match most {
                1 => words::one_of(&list),
                _ => words::some_of(&list),
            };
            return Err(Notice::new(key, value, &allowed, ""));
        };
        let first = chosen.first().copied();
        match key {
            "embed" => self.is_embedded = first == Some("1"),
            "show" => self.show = chosen,
            "hide" => self.hide = chosen,
            "lock" => self.lock = chosen,
            "theme" => self.theme = first.filter(|name| *name != THEMES[0]),
            _ => self.motion = first.filter(|name| *name != MOTIONS[0]),
        }
        Ok(())
    }

    /// What is appended to a link of settings: `&show=flow&theme=dark`, or nothing if all is as
    /// usual.
    ///
    /// ```
    /// let link = gradlens::link::read("depth=5&theme=dark&hide=seed,gain", None);
    /// assert_eq!(link.frame.encode(), "&hide=gain,seed&theme=dark");
    /// ```
    pub fn encode(&self) -> String {
        let embed: &[&str] = if self.is_embedded { &["1"] } else { &[] };
        let values = [
            embed,
            &self.show,
            &self.hide,
            &self.lock,
            self.theme.as_slice(),
            self.motion.as_slice(),
        ];
        let mut link = String::new();
        for (key, names) in KEYS.iter().zip(values) {
            if !names.is_empty() {
                link.push('&');
                link.push_str(key);
                link.push('=');
                link.push_str(&names.join(","));
            }
        }
        link
    }
}

/// The name in links for another name of a value of this key.
fn meant<'a>(key: &str, item: &'a str) -> &'a str {
    match (key, item.to_ascii_lowercase().as_str()) {
        ("embed", "true" | "yes" | "on") => "1",
        ("embed", "false" | "no" | "off") => "0",
        ("theme", "system") | ("motion", "system") => "auto",
        ("motion", "reduced" | "none") => "reduce",
        ("hide" | "lock", other) => key_meant(other).unwrap_or(item),
        _ => item,
    }
}

/// The names in a comma-separated list, in the order of the allowed ones; `None` if one is not
/// allowed or comes twice, or if there are too many.
fn chosen(value: &str, allowed: &[&'static str], most: usize) -> Option<Vec<&'static str>> {
    let is_given = |name: &&str| value.split(',').any(|one| one.eq_ignore_ascii_case(name));
    let names: Vec<_> = allowed.iter().copied().filter(is_given).collect();
    (names.len() <= most && names.len() == value.split(',').count()).then_some(names)
}
