//! Some of many networks of a recipe as a task.

use crate::analysis::Piece;
use crate::link;
use crate::network::wire::{Reader, Writer};
use crate::settings::{Recipe, Settings, View};
use crate::study::ensemble::Member;

/// So many of them are a task.
const MEMBERS: usize = 5;

/// Networks of a recipe that are to be computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Network 0.
    pub recipe: Recipe,
    /// The numbers of the networks.
    pub left: Vec<u32>,
    /// Whether their chains are wanted.
    pub has_chain: bool,
}

impl Sample {
    /// The next network, the first of those that are left; `None` at the end.
    pub fn step(&mut self) -> Option<Piece> {
        if self.left.is_empty() {
            return None;
        }
        let index = self.left.remove(0);
        let member = match self.has_chain {
            true => Member::with_chain(&self.recipe, index),
            false => Member::of(&self.recipe, index),
        };
        let mut words = vec![u64::from(index)];
        words.extend(member.to_words());
        Some(Piece::Study(words))
    }

    /// A link of the recipe, and the numbers.
    pub(super) fn write(&self, out: &mut Writer) {
        out.text(&link::encode(&Settings {
            recipe: self.recipe.clone(),
            view: View::default(),
        }));
        out.list(self.left.iter(), |out, index| out.word(u64::from(*index)));
        out.flag(self.has_chain);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            recipe: link::decode(&from.text()?).0.recipe,
            left: from.list(|from| u32::try_from(from.word()?).ok())?,
            has_chain: from.flag()?,
        })
    }
}

/// The networks of a job: which are missing, and which have arrived.
pub struct Batch {
    missing: Sample,
    /// Those that were not taken yet.
    found: Vec<(u32, Member)>,
}

impl Batch {
    /// Nothing has arrived.
    pub fn of(missing: Sample) -> Self {
        Self {
            missing,
            found: Vec::new(),
        }
    }

    /// Those that are missing, a few at a time.
    pub fn samples(&self) -> impl Iterator<Item = Sample> + '_ {
        self.missing.left.chunks(MEMBERS).map(|chunk| Sample {
            left: chunk.to_vec(),
            ..self.missing.clone()
        })
    }

    /// Takes a piece; one that is not missing changes nothing.
    pub fn add(&mut self, piece: &Piece) {
        let left = &mut self.missing.left;
        if let Some((index, member)) = member(piece)
            && let Some(at) = left.iter().position(|one| *one == index)
        {
            left.remove(at);
            self.found.push((index, member));
        }
    }

    /// Whether all have arrived.
    pub fn is_done(&self) -> bool {
        self.missing.left.is_empty()
    }

    /// Those that have arrived; each is returned once.
    pub fn take(&mut self) -> Vec<(u32, Member)> {
        std::mem::take(&mut self.found)
    }
}

/// The network of a piece, and its number.
fn member(piece: &Piece) -> Option<(u32, Member)> {
    match piece {
        Piece::Study(words) => {
            let (index, member) = words.split_first()?;
            Some((u32::try_from(*index).ok()?, Member::from_words(member)?))
        }
        _ => None,
    }
}
