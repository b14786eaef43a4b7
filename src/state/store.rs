//! The analyses known so far, by subject.

use std::rc::Rc;

use crate::analysis::{Analysis, Known};
use crate::network::Subject;
use crate::scene::PlainSpectra;

/// An analysis as far as it is known, and what it is of.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its numbers belong to.
    pub subject: Rc<Subject>,
    /// The numbers.
    pub analysis: Rc<Analysis>,
    /// Which one it is: equal counts, equal numbers.
    pub count: u32,
    /// The results of plain arithmetic, once computed.
    pub plain: Option<Rc<PlainSpectra>>,
}

/// Freshness of what is shown relative to the subject that the reader wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It belongs to the subject.
    Whole,
    /// It belongs to the subject, and more is to come.
    Part,
    /// It belongs to an older subject.
    Old,
}

impl Freshness {
    /// For a part that is never shown half known.
    pub fn of(is_whole: bool) -> Self {
        if is_whole { Self::Whole } else { Self::Old }
    }
}

/// The newest analyses by how much they know. A view asks for the newest that knows enough.
#[derive(Clone, Debug, Default)]
pub struct Store {
    newest: Option<Entry>,
    /// The newest with the spectra of all layers.
    layers: Option<Entry>,
    /// The newest that is complete.
    complete: Option<Entry>,
    count: u32,
    /// Whether every part comes from one analysis.
    is_frozen: bool,
}

impl Store {
    /// For paper: until [`Store::thaw`] everything comes from one analysis, the newest that is
    /// complete, or the newest if there is none.
    pub fn freeze(&mut self) {
        self.is_frozen = true;
    }

    /// For the screen again.
    pub fn thaw(&mut self) {
        self.is_frozen = false;
    }

    /// Takes an analysis of a subject, as far as it is known. A file's name is kept with it.
    pub fn receive(&mut self, subject: &Rc<Subject>, mut analysis: Analysis) {
        analysis.name = analysis.name.or_else(|| subject.name().map(Into::into));
        let known = analysis.known;
        let entry = self.entry(subject, analysis);
        if known >= Known::Layers {
            self.layers = Some(entry.clone());
        }
        if known == Known::Everything {
            self.complete = Some(entry.clone());
        }
        self.newest = Some(entry);
    }

    /// An analysis of a subject as an entry, which is not kept.
    pub fn entry(&mut self, subject: &Rc<Subject>, analysis: Analysis) -> Entry {
        self.count = self.count.wrapping_add(1);
        Entry {
            subject: Rc::clone(subject),
            analysis: Rc::new(analysis),
            count: self.count,
            plain: None,
        }
    }

    /// Makes what is completely known of this subject the newest again; false if it is not
    /// completely known.
    pub fn recall(&mut self, subject: &Subject) -> bool {
        let complete = self.complete.as_ref();
        let Some(entry) = complete.filter(|entry| *entry.subject == *subject) else {
            return false;
        };
        self.newest = Some(entry.clone());
        self.layers = Some(entry.clone());
        true
    }

    /// Takes the results of plain arithmetic for a subject; ignored if that subject is unknown.
    pub fn receive_plain(&mut self, subject: &Subject, plain: PlainSpectra) {
        let plain = Rc::new(plain);
        let all = [&mut self.newest, &mut self.layers, &mut self.complete];
        for entry in all.into_iter().flatten() {
            if *entry.subject == *subject {
                entry.plain = Some(Rc::clone(&plain));
            }
        }
    }

    /// The newest, of which not everything need be known.
    pub fn newest(&self) -> Option<&Entry> {
        let whole = self.complete.as_ref().filter(|_| self.is_frozen);
        whole.or(self.newest.as_ref())
    }

    /// The newest that knows at least as much.
    pub fn knowing(&self, least: Known) -> Option<&Entry> {
        let all = [self.newest(), self.layers.as_ref(), self.complete.as_ref()];
        let all = all.into_iter().flatten();
        let mut all = all.take(if self.is_frozen { 1 } else { usize::MAX });
        all.find(|entry| entry.analysis.known >= least)
    }

    /// The newest that is complete.
    pub fn complete(&self) -> Option<&Entry> {
        self.complete.as_ref()
    }

    /// Whether the newest analysis is of this subject, even if incomplete.
    pub fn is_of(&self, subject: &Subject) -> bool {
        let newest = self.newest();
        newest.is_some_and(|newest| *newest.subject == *subject)
    }

    /// Whether everything is known of this subject.
    pub fn is_complete_of(&self, subject: &Subject) -> bool {
        let complete = self.complete.as_ref();
        self.is_of(subject)
            && complete.map(|entry| entry.count) == self.newest().map(|entry| entry.count)
    }

    /// Freshness of an entry relative to the subject.
    pub fn freshness(&self, entry: &Entry, subject: &Subject) -> Freshness {
        let is_newest = self
            .newest()
            .is_some_and(|newest| newest.count == entry.count);
        match entry.analysis.known {
            _ if !is_newest || !self.is_of(subject) => Freshness::Old,
            Known::Everything => Freshness::Whole,
            _ => Freshness::Part,
        }
    }
}
