//! A part of an analysis that can be computed by itself.

#[cfg(feature = "whole")]
use super::chain_task::ChainAt;
#[cfg(feature = "whole")]
use super::learn::Learn;
#[cfg(feature = "whole")]
use super::sample::Sample;
#[cfg(feature = "whole")]
use super::survey::Survey;
use crate::analysis::{Column, Piece, Pieces, Way};
use crate::network::wire::{Reader, Writer};
use crate::network::{Network, Subject};

/// Up to this [`Subject::cost`] an analysis is short.
pub const SHORT: u64 = 150_000;
/// Up to so many weights both passes are: some four milliseconds.
const WEIGHTS: u64 = 300_000;

/// What to compute. Layers are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// What both passes tell.
    Outline {
        /// Whether it has been given.
        is_done: bool,
    },
    /// The spectra of the layers from + 1 to `to`, and the norms of their weights.
    Layers {
        /// How many layers lie before.
        from: usize,
        /// The last layer.
        to: usize,
        /// Whether layer `from` still lacks the norm of its weights.
        lacks_norm: bool,
    },
    /// A walk along the chain with the spectra of these P^(h); all of them if none is named.
    Walk {
        /// Which walk.
        way: Way,
        /// Which h are wanted.
        wanted: Vec<usize>,
    },
    /// The results of plain arithmetic.
    Plain,
    /// The gradients of the mean loss over several inputs.
    Batch,
    /// ||P^(0)|| where the spectra are too dear.
    ChainNorm,
    /// Everything of a network that only one thread should have, because it has so many weights.
    Whole {
        /// Which part is done now, in the order of [`Task::whole`].
        at: usize,
        /// It, once it has begun.
        part: Option<Box<Self>>,
    },
    /// A portion of a training.
    #[cfg(feature = "whole")]
    Learn(Box<Learn>),
    /// The chain at a step of a training.
    #[cfg(feature = "whole")]
    Chain(Box<ChainAt>),
    /// A part of a map.
    #[cfg(feature = "whole")]
    Map(Box<Survey>),
    /// Some of many networks of a recipe.
    #[cfg(feature = "whole")]
    Sample(Box<Sample>),
    /// Columns of the strip of gains; the network itself is not analysed.
    Strip {
        /// Their numbers and their factors of the weights; the last one comes first.
        left: Vec<(usize, f64)>,
        /// dL/dy* in all of them, if the loss points along the chain and this is known.
        start: Option<Vec<f64>>,
    },
}

/// The result of one step of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Yield {
    /// A piece.
    Piece(Box<Piece>),
    /// Nothing to report yet.
    Nothing,
    /// The task is done.
    Done,
}

impl Task {
    /// Whether it may bring the numbers of a network along.
    pub fn brings_numbers(&self) -> bool {
        match self {
            #[cfg(feature = "whole")]
            Self::Learn(_) | Self::Chain(_) => true,
            _ => false,
        }
    }

    /// What both passes tell.
    pub fn outline() -> Self {
        Self::Outline { is_done: false }
    }

    /// The spectra and norms of the layers from + 1 to `to`.
    pub fn layers(from: usize, to: usize) -> Self {
        Self::Layers {
            from,
            to,
            lacks_norm: false,
        }
    }

    /// A whole walk.
    pub fn walk(way: Way) -> Self {
        Self::Walk {
            way,
            wanted: Vec::new(),
        }
    }

    /// Outline, layers, the norm of the chain, the walks and the other inputs, as far as there are such, one after the other.
    pub fn whole() -> Self {
        Self::Whole { at: 0, part: None }
    }

    /// The task as words: its kind, then its numbers. One that has begun is sent from its
    /// beginning.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer::default();
        match self {
            Self::Outline { .. } => out.word(0),
            Self::Layers { from, to, .. } => {
                out.word(1);
                out.count(*from);
                out.count(*to);
            }
            Self::Walk { way, wanted } => {
                out.word(2);
                out.count(*way as usize);
                out.counts(wanted);
            }
            Self::Plain => out.word(3),
            Self::Batch => out.word(5),
            Self::ChainNorm => out.word(6),
            Self::Whole { .. } => out.word(7),
            #[cfg(feature = "whole")]
            Self::Learn(learn) => {
                out.word(8);
                learn.write(&mut out);
            }
            #[cfg(feature = "whole")]
            Self::Chain(chain) => {
                out.word(9);
                chain.write(&mut out);
            }
            #[cfg(feature = "whole")]
            Self::Map(survey) => {
                out.word(10);
                survey.write(&mut out);
            }
            #[cfg(feature = "whole")]
            Self::Sample(sample) => {
                out.word(11);
                sample.write(&mut out);
            }
            Self::Strip { left, start } => {
                out.word(4);
                out.list(left.iter(), |out, (number, factor)| {
                    out.count(*number);
                    out.float(*factor);
                });
                out.some(start.as_deref(), Writer::floats);
            }
        }
        out.into_words()
    }

    /// The task of these words; `None` if they are of none.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let task = match from.word()? {
            0 => Self::outline(),
            1 => Self::layers(from.count()?, from.count()?),
            2 => Self::Walk {
                way: from.one_of(&Way::ALL)?,
                wanted: from.counts()?,
            },
            3 => Self::Plain,
            5 => Self::Batch,
            6 => Self::ChainNorm,
            7 => Self::whole(),
            #[cfg(feature = "whole")]
            8 => Self::Learn(Box::new(Learn::read(&mut from)?)),
            #[cfg(feature = "whole")]
            9 => Self::Chain(Box::new(ChainAt::read(&mut from)?)),
            #[cfg(feature = "whole")]
            10 => Self::Map(Box::new(Survey::read(&mut from)?)),
            #[cfg(feature = "whole")]
            11 => Self::Sample(Box::new(Sample::read(&mut from)?)),
            4 => Self::Strip {
                left: from.list(|from| Some((from.count()?, from.float()?)))?,
                start: from.some(Reader::floats)?,
            },
            _ => return None,
        };
        from.is_empty().then_some(task)
    }

    /// One step, a few milliseconds at most for a layer of 128 neurons.
    pub fn step(&mut self, pieces: &mut Pieces) -> Yield {
        let piece = match self {
            Self::Outline { is_done: true } => None,
            Self::Outline { is_done } => {
                *is_done = true;
                Some(pieces.outline())
            }
            Self::Layers {
                from,
                to,
                lacks_norm,
            } => {
                if std::mem::take(lacks_norm) {
                    pieces.weight_norm(*from - 1)
                } else if *from < *to {
                    let piece = pieces.layer(*from);
                    *from += 1;
                    *lacks_norm = lacks_weight_norm(piece.as_ref());
                    piece
                } else {
                    None
                }
            }
            Self::Walk { way, wanted } => {
                let lowest = wanted.iter().min().copied().unwrap_or(0);
                if pieces.next(*way).is_none_or(|next| next < lowest) {
                    return Yield::Done;
                }
                let is_wanted = |h| wanted.is_empty() || wanted.contains(&h);
                let piece = pieces.step(*way, is_wanted);
                return piece.map_or(Yield::Nothing, |piece| Yield::Piece(Box::new(piece)));
            }
            Self::Plain => pieces.plain(),
            Self::Batch => {
                if !pieces.has_sample() {
                    return Yield::Done;
                }
                let piece = pieces.sample();
                return piece.map_or(Yield::Nothing, |piece| Yield::Piece(Box::new(piece)));
            }
            Self::ChainNorm if pieces.lacks_chain_norm() => {
                let piece = pieces.chain_norm();
                return piece.map_or(Yield::Nothing, |piece| Yield::Piece(Box::new(piece)));
            }
            Self::Whole { at, part } => return Self::step_of_parts(at, part, pieces),
            Self::ChainNorm | Self::Strip { .. } => None,
            #[cfg(feature = "whole")]
            Self::Learn(_) | Self::Chain(_) | Self::Map(_) | Self::Sample(_) => None,
        };
        piece.map_or(Yield::Done, |piece| Yield::Piece(Box::new(piece)))
    }

    /// One step of the parts of [`Task::Whole`].
    fn step_of_parts(at: &mut usize, part: &mut Option<Box<Self>>, pieces: &mut Pieces) -> Yield {
        let depth = pieces.passes().depth();
        loop {
            let next = match at {
                0 => Self::outline(),
                1 => Self::layers(0, depth),
                2 => Self::ChainNorm,
                3 => Self::walk(Way::Own),
                4 => Self::walk(Way::Twin),
                5 => Self::walk(Way::Mirrored),
                6 => Self::Batch,
                _ => return Yield::Done,
            };
            match part.get_or_insert_with(|| Box::new(next)).step(pieces) {
                Yield::Done => {
                    *at += 1;
                    *part = None;
                }
                found => return found,
            }
        }
    }

    /// Some steps of a training, some columns of a map, or the next of many networks.
    #[cfg(feature = "whole")]
    pub fn study(&mut self) -> Yield {
        let words = match self {
            Self::Learn(learn) => match learn.step() {
                Ok(()) => return Yield::Nothing,
                Err(found) => found.map(|learned| learned.to_words()),
            },
            Self::Chain(chain) => {
                return match chain.step() {
                    Ok(()) => Yield::Nothing,
                    Err(found) => found.map_or(Yield::Done, Yield::Piece),
                };
            }
            Self::Map(survey) => match survey.step() {
                None => return Yield::Nothing,
                found => found.map(|surveyed| surveyed.to_words()),
            },
            Self::Sample(sample) => {
                let piece = sample.step();
                return piece.map_or(Yield::Done, |piece| Yield::Piece(Box::new(piece)));
            }
            _ => None,
        };
        words.map_or(Yield::Done, |words| {
            Yield::Piece(Box::new(Piece::Study(words)))
        })
    }

    /// Whether a study goes on after a piece; what comes of the others is their last word.
    #[cfg(feature = "whole")]
    pub fn goes_on(&self) -> bool {
        matches!(self, Self::Sample(_))
    }

    /// The next column of the strip of gains of a network.
    pub fn column(&mut self, network: &Network) -> Yield {
        let Self::Strip { left, start } = self else {
            return Yield::Done;
        };
        let next = left.pop();
        next.map_or(Yield::Done, |(number, factor)| {
            let column = Column::of(network, factor, start.as_deref());
            Yield::Piece(Box::new(Piece::Column(number, column)))
        })
    }

    /// Whether the page does it by itself before the next frame, for a subject: a short analysis, or the passes of
    /// one that is not too large. It would be done before a worker could answer.
    pub fn is_short(&self, subject: &Subject) -> bool {
        match self {
            Self::Strip { .. } => false,
            #[cfg(feature = "whole")]
            Self::Learn(_) | Self::Chain(_) | Self::Map(_) | Self::Sample(_) => false,
            Self::Outline { .. } if subject.is_drawn_quickly() && !subject.needs_chain() => {
                subject.weights() <= WEIGHTS || subject.cost() <= SHORT
            }
            _ => subject.cost() <= SHORT,
        }
    }

    /// Whether it needs no network of the page: a training, or a map.
    #[cfg(feature = "whole")]
    pub fn is_study(&self) -> bool {
        matches!(
            self,
            Self::Learn(_) | Self::Chain(_) | Self::Map(_) | Self::Sample(_)
        )
    }

    /// Whether it needs nothing but the numbers of the network, and nobody waits for it.
    pub fn is_of_strip(&self) -> bool {
        matches!(self, Self::Strip { .. })
    }
}

/// Whether a layer's spectrum came without the norm of its weights.
fn lacks_weight_norm(piece: Option<&Piece>) -> bool {
    matches!(piece, Some(Piece::Layer(_, spectrum)) if spectrum.weight_norm.is_none())
}
