//! A part of an analysis that one worker does by itself.

use crate::analysis::{Piece, Pieces, Way};

/// What to compute. As numbers: the kind, then its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// 0: what both passes tell.
    Outline {
        /// Whether it has been told.
        done: bool,
    },
    /// 1, from, to: the spectra of the layers from + 1 to `to`.
    Layers {
        /// How many layers lie before.
        from: usize,
        /// The last layer.
        to: usize,
    },
    /// 4, from, to: the norms of the weights of the layers from + 1 to `to`.
    Norms {
        /// How many layers lie before.
        from: usize,
        /// The last layer.
        to: usize,
    },
    /// 2, way, h...: a walk along the chain with the spectra of these P^(h); all of them where there is none.
    Walk {
        /// Which walk.
        way: Way,
        /// Which h are wanted.
        wanted: Vec<usize>,
    },
    /// 3: what plain arithmetic says.
    Plain,
}

impl Task {
    /// As numbers, for a message.
    pub fn to_numbers(&self) -> Vec<u32> {
        #[expect(clippy::cast_possible_truncation, reason = "numbers of layers")]
        let number = |x: &usize| *x as u32;
        match self {
            Self::Outline { .. } => vec![0],
            Self::Layers { from, to } => vec![1, number(from), number(to)],
            Self::Norms { from, to } => vec![4, number(from), number(to)],
            Self::Walk { way, wanted } => {
                let head = [2, number(&(*way as usize))];
                head.into_iter().chain(wanted.iter().map(number)).collect()
            }
            Self::Plain => vec![3],
        }
    }

    /// The task of these numbers; `None` where they are none.
    pub fn from_numbers(numbers: &[u32]) -> Option<Self> {
        let place = |x: &u32| *x as usize;
        match numbers {
            [0] => Some(Self::Outline { done: false }),
            [1, from, to] => Some(Self::Layers {
                from: place(from),
                to: place(to),
            }),
            [2, way, wanted @ ..] => Some(Self::Walk {
                way: *Way::ALL.get(place(way))?,
                wanted: wanted.iter().map(place).collect(),
            }),
            [3] => Some(Self::Plain),
            [4, from, to] => Some(Self::Norms {
                from: place(from),
                to: place(to),
            }),
            _ => None,
        }
    }

    /// One step: a piece, or nothing to tell; `None` when the task is done.
    #[expect(clippy::option_option, reason = "done, or nothing to tell")]
    pub fn step(&mut self, pieces: &mut Pieces) -> Option<Option<Piece>> {
        match self {
            Self::Outline { done: true } => None,
            Self::Outline { done } => {
                *done = true;
                Some(Some(pieces.outline()))
            }
            Self::Layers { from, to } => {
                let at = Some(*from).filter(|at| at < to)?;
                *from += 1;
                pieces.layer(at).map(Some)
            }
            Self::Norms { from, to } => {
                let at = Some(*from).filter(|at| at < to)?;
                *from += 1;
                pieces.weight_norm(at).map(Some)
            }
            Self::Walk { way, wanted } => {
                let lowest = wanted.iter().min().copied().unwrap_or(0);
                pieces.next(*way).filter(|next| *next >= lowest)?;
                let is_wanted = |h| wanted.is_empty() || wanted.contains(&h);
                Some(pieces.step(*way, is_wanted))
            }
            Self::Plain => pieces.plain().map(Some),
        }
    }
}
