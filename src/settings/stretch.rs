//! A training that has branched: what was otherwise up to some step.

use super::RuleKind;
use super::course::{BATCH, CLIP, LR, STEPS};
use super::field::{Field, Group, Key, Values};
use super::rows::PLAIN;
use super::text::{real, real_text, whole};
use crate::words::settings as words;

/// How a step is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// How a gradient becomes an update.
    pub rule: RuleKind,
    /// The step size.
    pub lr: f64,
    /// How many rows a step sees; 0 is all.
    pub batch: usize,
    /// The limit of the norm of all gradients together; 0 is none.
    pub clip: f64,
}

impl Manner {
    /// How many of so many rows a step sees.
    pub fn rows(&self, all: usize) -> usize {
        match self.batch {
            0 => all,
            batch => batch.min(all),
        }
    }
}

/// Steps that are taken in their own way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The first step behind them, 1 or more.
    pub until: usize,
    /// How they are taken.
    pub manner: Manner,
}

/// The stretches before the last one, which is what [`super::Course`] says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Before([Option<Stretch>; Before::MOST]);

impl Before {
    /// The most stretches.
    pub const MOST: usize = 4;

    /// All of them, steps ascending.
    pub fn stretches(&self) -> impl Iterator<Item = &Stretch> {
        self.0.iter().flatten()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0[0].is_none()
    }

    /// Those that end at a step or before it.
    pub(super) fn until(&self, at: usize) -> Self {
        let mut before = *self;
        for stretch in &mut before.0 {
            *stretch = stretch.filter(|stretch| stretch.until <= at);
        }
        before
    }

    /// With one more, which ends later than all others; `None` if there is no room or it does not.
    pub(super) fn and(mut self, next: Stretch) -> Option<Self> {
        let last = self.stretches().last().map_or(0, |stretch| stretch.until);
        let room = self.0.iter_mut().find(|stretch| stretch.is_none())?;
        *room = Some(next);
        (next.until > last).then_some(self)
    }

    fn text(&self) -> String {
        let stretches = self.stretches().map(|stretch| {
            let Manner {
                rule,
                lr,
                batch,
                clip,
            } = stretch.manner;
            let numbers = [real_text(lr), batch.to_string(), real_text(clip)];
            let until = stretch.until.to_string();
            [&[until, rule.name().into()][..], &numbers]
                .concat()
                .join("~")
        });
        stretches.collect::<Vec<_>>().join(",")
    }

    fn read(text: &str) -> Option<Self> {
        let mut before = Self::default();
        for one in text.split(',').filter(|_| !text.is_empty()) {
            let mut parts = one.split('~');
            let mut part = || parts.next();
            let stretch = Stretch {
                until: whole(part()?, STEPS).filter(|until| *until > 0)?,
                manner: Manner {
                    rule: RuleKind::from_name(part()?)?,
                    lr: real(part()?, LR)?,
                    batch: whole(part()?, BATCH)?,
                    clip: real(part()?, CLIP)?,
                },
            };
            before = before.and(stretch).filter(|_| part().is_none())?;
        }
        Some(before)
    }
}

pub(super) const BEFORE_ROW: Field = Field {
    key: Key::Before,
    name: "before",
    label: words::BEFORE[0],
    help: words::BEFORE[1],
    values: Values::Text(words::BEFORE[2]),
    group: Group::View,
    text: |s| s.view.course.before.text(),
    set: |s, text| {
        s.view.course.before = Before::read(text)?;
        Some(())
    },
    ..PLAIN
};
