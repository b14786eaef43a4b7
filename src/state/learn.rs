//! A portion of a training as a task.

use crate::analysis::Piece;
use crate::link;
use crate::network::Network;
use crate::network::wire::{Reader, Writer};
use crate::settings::{Course, DataKind, Recipe, Settings, View};
use crate::study::training::{Digits, Learned, Learning, Plan, Portion, Trainer};

/// About so many numbers are multiplied in a step of the task: a few milliseconds.
const AT_ONCE: u64 = 4_000_000;
/// However few they are, it has no more steps: each takes some time besides.
const MOST: u64 = 1000;

/// A network, and how it is trained.
pub(super) type Way = (Recipe, Course, Plan);

/// A portion of a training of a recipe.
#[derive(Clone, Debug)]
pub struct Learn {
    /// What is trained.
    pub recipe: Recipe,
    /// On what and how.
    pub course: Course,
    /// The steps that are to be taken.
    pub portion: Portion,
    /// The trainer of an earlier portion.
    lent: Option<Trainer>,
    /// The trainer and the portion under way, once begun.
    under_way: Option<Box<(Trainer, Learning)>>,
}

impl PartialEq for Learn {
    /// Equal tasks have the same result, however far they are.
    fn eq(&self, other: &Self) -> bool {
        (&self.recipe, &self.course, &self.portion)
            == (&other.recipe, &other.course, &other.portion)
    }
}

impl Learn {
    /// Nothing done yet.
    pub fn of(recipe: Recipe, course: Course, portion: Portion) -> Self {
        Self {
            recipe,
            course,
            portion,
            lent: None,
            under_way: None,
        }
    }

    /// What its trainer hangs on: the network, the data, and the way of taking steps.
    pub(super) fn way(&self) -> Way {
        let course = Course {
            steps: 0,
            stop: 0.0,
            ..self.course
        };
        let plan = course.plan(self.recipe.seed, self.portion.from.step());
        (self.recipe.clone(), course, plan)
    }

    /// It goes on with a trainer of the same [`way`](Self::way), wherever that is.
    pub(super) fn borrow(&mut self, trainer: Trainer) {
        self.lent = Some(trainer);
    }

    /// Its trainer, if it has one.
    pub(super) fn into_trainer(self) -> Option<Trainer> {
        let begun = self.under_way.map(|under_way| under_way.0);
        begun.or(self.lent)
    }

    /// Some milliseconds of it. `Err` once it is over: what came of it, or nothing if the portion is of another training.
    pub fn step(&mut self) -> Result<(), Option<Box<Learned>>> {
        if self.under_way.is_none() {
            self.under_way = self.begun().map(Box::new);
        }
        let (trainer, learning) = self.under_way.as_deref_mut().ok_or(None)?;
        let rows = trainer.data().rows();
        let steps = learning.from().steps_of(AT_ONCE, (&self.course, rows));
        match learning.go_on(trainer, steps.min(MOST)) {
            Some(learned) => Err(Some(Box::new(learned))),
            None => Ok(()),
        }
    }

    /// The network with the weights as they are, as the page shows it; `None` before it has begun.
    pub fn network(&self) -> Option<Network> {
        let (trainer, _) = self.under_way.as_deref()?;
        let learned = (trainer.steps(), trainer.network_at_rest());
        Some(self.course.network_shown(&self.recipe, learned))
    }

    fn begun(&mut self) -> Option<(Trainer, Learning)> {
        let step = self.portion.from.step();
        let mut trainer = match self.lent.take() {
            Some(trainer) => trainer,
            None => self.course.trainer(&self.recipe, step).ok()?,
        };
        let mut portion = self.portion.clone();
        if portion.from.is_beginning() {
            portion.from = trainer.snapshot();
        }
        let learning = Learning::of(portion, &mut trainer)?;
        Some((trainer, learning.under(self.course.teacher(&self.recipe))))
    }

    /// A link of what is trained, the images that it needs, and the portion.
    pub(super) fn write(&self, out: &mut Writer) {
        let view = View {
            course: self.course,
            ..View::default()
        };
        out.text(&link::encode(&Settings {
            recipe: self.recipe.clone(),
            view,
        }));
        let digits = Digits::brought().filter(|_| self.course.data == DataKind::Digits);
        out.some(digits, |out, digits| digits.write(out));
        self.portion.write(out);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (Settings { recipe, view }, _) = link::decode(&from.text()?);
        if let Some(digits) = from.some(Digits::from_words)? {
            digits.bring();
        }
        Some(Self::of(recipe, view.course, Portion::read(from)?))
    }
}

/// What came of a portion, from a piece.
pub(super) fn learned(piece: &Piece) -> Option<Learned> {
    match piece {
        Piece::Study(words) => Learned::from_words(words),
        _ => None,
    }
}
