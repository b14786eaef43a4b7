//! Input that could not be taken as given, or another sentence, over the lower edge of the page.

use crate::settings::Notice;
use crate::words::notices as words;

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

    /// The notice about a refused entry.
    pub fn refusal(&self) -> Option<&Notice> {
        match self {
            Self::Refused(notice) => Some(notice),
            _ => None,
        }
    }

    /// What it says, above the list of the notices if there are any; `None` if there is nothing to say.
    pub fn sentence(&self) -> Option<String> {
        match (self, self.notices().len()) {
            (Self::Sentence(sentence), _) => Some(sentence.clone()),
            (_, 0) => None,
            (Self::Refused(_), _) => Some(words::REFUSED.into()),
            (_, count) => Some(words::not_used(count)),
        }
    }
}
