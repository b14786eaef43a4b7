//! Input that could not be taken as given, or another sentence, over the lower edge of the page.

use crate::settings::Notice;

/// What the notice board shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Board {
    /// Nothing.
    #[default]
    Empty,
    /// One sentence.
    Sentence(String),
    /// What was not accepted from a link or a message, at least one notice.
    Notices(Vec<Notice>),
    /// A refusal by a control: shown wherever the reader is, removed by the next accepted entry.
    Refused(Notice),
}

impl Board {
    /// These notices; empty if there are none.
    pub fn of(notices: &[Notice]) -> Self {
        match notices {
            [] => Self::Empty,
            some => Self::Notices(some.to_vec()),
        }
    }

    /// The notices on it.
    pub fn notices(&self) -> &[Notice] {
        match self {
            Self::Empty | Self::Sentence(_) => &[],
            Self::Notices(notices) => notices,
            Self::Refused(notice) => std::slice::from_ref(notice),
        }
    }
}
