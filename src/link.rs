//! Settings as a link: `v=1&depth=50&act=tanh&seed=3`.
//!
//! Pairs `key=value` joined by `&`, keys and values as in the table [`FIELDS`], values of the
//! characters `A-Z a-z 0-9 . _ ~ , -`. What mail programs, learning platforms and chat windows do
//! to links is undone if it can be recognised.

#![warn(clippy::disallowed_methods)]

mod damage;
mod frame;

pub use frame::{Frame, panels};

use crate::settings::{FIELDS, Key, Notice, Settings, key_meant, stated_layers};
use crate::words::notices as words;

/// The version of the grammar, the defaults and the random streams.
const VERSION: &str = "1";
/// The number of characters that are read at most.
const LONGEST: usize = 4096;
/// Keys that others append to links; a trailing `*` stands for any ending.
const TRACKERS: [&str; 7] = [
    "utm_*", "mc_*", "fbclid", "gclid", "msclkid", "secret", "redirect",
];

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The settings, canonical.
    pub settings: Settings,
    /// The page around them.
    pub frame: Frame,
    /// Everything that could not be used as given.
    pub notices: Vec<Notice>,
    /// Whether the page was saved with a link inside.
    pub is_saved: bool,
}

/// The settings that a link describes, canonical, with a notice for everything that could not be
/// used as given. Never fails.
///
/// `text` is the part after `?`, with or without it, or a whole address. The part after `#` has the
/// same grammar and wins key by key. If a key is given twice, the first one counts. Each value is
/// taken by [`Settings::take`]: a number beyond the limits becomes the nearest allowed one, a name
/// that people use is taken as what it means, and any other value that is not allowed leaves the
/// default of its setting; none touches another setting. Runs that do not add up to the depth are
/// cut or continued, with a notice, except that a last value without a count applies to all
/// remaining layers. Then the limits that tie settings together are applied
/// ([`Settings::canonical`]).
///
/// ```
/// let (settings, notices) = gradlens::link::decode("?v=1&depth=50&gain=99");
/// assert_eq!((settings.recipe.depth, settings.recipe.gain.at(1)), (50, 10.0));
/// assert_eq!(
///     notices[0].to_string(),
///     "gain: \"99\" is not allowed (numbers from 0.01 to 10 for at most 200 layers, \
///      such as 1.5 or 1~10,4~1,1); 10 is used."
/// );
/// ```
pub fn decode(text: &str) -> (Settings, Vec<Notice>) {
    let link = read(text, None);
    (link.settings, link.notices)
}

/// The same with the page around the settings. `inside` is the link stored in a saved page: it
/// supplies what `text` leaves out, unless `text` has a version and so is complete by itself.
pub fn read(text: &str, inside: Option<&str>) -> Link {
    let mut notices = Vec::new();
    let text = damage::undone(shortened(text, &mut notices));
    let (query, hash) = parts(&text);
    let query = Pairs::of(query, &mut notices);
    let hash = Pairs::of(if is_place(hash) { "" } else { hash }, &mut notices);
    let version = hash.version.as_deref().or(query.version.as_deref());
    notices.extend(version.and_then(version_notice));
    let is_saved = inside.is_some();
    let inside = inside.filter(|_| version.is_none());
    let settings = inside.map_or_else(Settings::default, |inside| decode(inside).0);
    let mut frame = Frame::default();
    for key in frame::KEYS {
        let given = hash.value(key).or(query.value(key));
        notices.extend(given.and_then(|given| frame.take(key, given)));
    }
    let (settings, told) = taken(settings, &hash, &query);
    notices.extend(told);
    Link {
        settings,
        frame,
        notices,
        is_saved,
    }
}

/// Settings with the given values, canonical, and at most one notice for each of them.
fn taken(mut settings: Settings, hash: &Pairs, query: &Pairs) -> (Settings, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut per_layer = Vec::new();
    for field in &FIELDS {
        let Some(given) = hash.value(field.name).or(query.value(field.name)) else {
            continue;
        };
        match settings.take(field.key, given) {
            None if field.is_per_layer() => {
                per_layer.extend(stated_layers(given).map(|count| (field, given, count)));
            }
            None => {}
            Some(notice) => notices.push(notice),
        }
    }
    let (settings, changes) = settings.canonical();
    for (field, given, count) in per_layer {
        let told = changes.iter().any(|change| change.field == field.name);
        // A last value without a count applies to all remaining layers.
        let open =
            count < settings.recipe.depth && !given.rsplit(',').next().unwrap_or("").contains('~');
        if count != settings.recipe.depth && !open && !told {
            let allowed = words::all_layers(settings.recipe.depth);
            let used = settings.text(field.key);
            notices.push(Notice::new(field.name, given, &allowed, &used));
        }
    }
    for change in changes {
        match notices.iter_mut().find(|told| told.field == change.field) {
            // A value was changed twice: report what was given first and what is used in the end.
            Some(told) => {
                let given = std::mem::take(&mut told.given);
                *told = Notice { given, ..change };
            }
            None => notices.push(change),
        }
    }
    (settings, notices)
}

/// The link of these settings, which are first brought within the limits: `v=1`, then the settings
/// in the order of the table, defaults left out except the seed. Equal settings give equal links,
/// and [`decode`] restores the settings.
///
/// ```
/// use gradlens::{link, settings::Settings};
/// assert_eq!(link::encode(&Settings::default()), "v=1&seed=1");
/// ```
pub fn encode(settings: &Settings) -> String {
    let (settings, _) = settings.clone().canonical();
    let defaults = Settings::default();
    let mut link = format!("v={VERSION}");
    for field in &FIELDS {
        let text = settings.text(field.key);
        if field.key == Key::Seed || text != defaults.text(field.key) {
            link.push('&');
            link.push_str(field.name);
            link.push('=');
            link.push_str(&text);
        }
    }
    link
}

/// The one key that may be a whole fragment.
const FLAG: &str = "embed";

/// The content of one part of a link: the values of settings and of [`frame::KEYS`], by name.
struct Pairs {
    version: Option<String>,
    values: Vec<(&'static str, String)>,
}

impl Pairs {
    fn of(part: &str, notices: &mut Vec<Notice>) -> Self {
        let mut pairs = Self {
            version: None,
            values: Vec::new(),
        };
        for pair in part.split(['&', '?', '#']).filter(|pair| !pair.is_empty()) {
            // A key alone is a flag.
            let (key, value) = pair.split_once('=').unwrap_or((pair, "1"));
            let (key, value) = (key.trim().to_ascii_lowercase(), damage::bare(value));
            let mut key = key.as_str();
            while let Some(rest) = key.strip_prefix("amp;") {
                key = rest;
            }
            let empty = key.is_empty() && (value.is_empty() || !pair.contains('='));
            if !empty && !is_tracker(key) {
                notices.extend(pairs.take(key, value.to_owned()));
            }
        }
        pairs
    }

    fn take(&mut self, key: &str, value: String) -> Option<Notice> {
        if key == "v" {
            self.version.get_or_insert(value);
            return None;
        }
        let own = names().find(|name| *name == key);
        let Some(known) = own.or_else(|| key_meant(key)) else {
            return Some(unknown(key, &value));
        };
        match self.value(known) {
            None => {
                let used = format!("{known}={value}");
                let meant = Notice::taken_as(key, &value, words::ITS_NAME, &used);
                self.values.push((known, value));
                own.is_none().then_some(meant)
            }
            Some(first) if first.eq_ignore_ascii_case(&value) => None,
            Some(_) => Some(Notice::new(key, &value, &words::twice(known), "")),
        }
    }

    fn value(&self, key: &str) -> Option<&str> {
        let found = self.values.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| value.as_str())
    }
}

/// All keys that a link may have, except `v`.
fn names() -> impl Iterator<Item = &'static str> {
    let settings = FIELDS.iter().map(|field| field.name);
    settings.chain(frame::KEYS)
}

fn unknown(key: &str, value: &str) -> Notice {
    let names: Vec<_> = names().collect();
    let name = if key.is_empty() { words::NO_NAME } else { key };
    Notice::new(name, value, &words::unknown(&names.join(", ")), "")
}

/// Whether a fragment names a place in the page and is no link: it gives no setting a value. (A key alone
/// is a flag, but the page's parts have the same names; only `embed` counts as one here.)
///
/// ```
/// use gradlens::link::is_place;
/// assert!(is_place("figure") && !is_place("depth=7") && !is_place("embed"));
/// ```
pub fn is_place(fragment: &str) -> bool {
    let fragment = damage::undone(fragment);
    !fragment.contains('=') && !fragment.eq_ignore_ascii_case(FLAG)
}

/// Cuts a text that is too long.
fn shortened<'a>(text: &'a str, notices: &mut Vec<Notice>) -> &'a str {
    let text = text.trim();
    let end = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    let short = end.and_then(|end| text.get(..end)).unwrap_or(text);
    if end.is_some() {
        let allowed = words::too_long(LONGEST);
        notices.push(Notice::new(
            words::LINK,
            text,
            &allowed,
            words::ITS_BEGINNING,
        ));
    }
    short
}

/// The query and the hash of a link or of a whole address.
fn parts(text: &str) -> (&str, &str) {
    let (before, hash) = text.split_once('#').unwrap_or((text, ""));
    let query = match before.split_once('?') {
        // A question mark after the first pair is damage; the query does not begin there.
        Some((address, query)) if !address.contains('=') => query,
        None if before.split(':').skip(1).any(|rest| rest.starts_with("//")) => "",
        _ => before,
    };
    (query, hash)
}

fn is_tracker(key: &str) -> bool {
    TRACKERS
        .iter()
        .any(|tracker| match tracker.strip_suffix('*') {
            Some(start) => key.starts_with(start),
            None => key == *tracker,
        })
}

fn version_notice(version: &str) -> Option<Notice> {
    if version == VERSION {
        return None;
    }
    let newer = version.parse().is_ok_and(|v: u64| v > 1);
    let allowed = match newer {
        true => words::NEWER,
        false => words::VERSION,
    };
    Some(Notice::new("v", version, allowed, VERSION))
}
