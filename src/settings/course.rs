//! What a network is trained on, and how.

pub(super) use super::against::AGAINST_ROW;
use super::field::{Field, Group, Key, Real, Values, Whole, mark};
use super::names::{DATA, RULES, SWITCH};
use super::rows::PLAIN;
use super::slider::Slider;
pub(super) use super::stretch::BEFORE_ROW;
use super::stretch::{Before, Manner, Stretch};
pub(super) use super::teacher::{MODES_ROW, START_ROW};
use super::text::{real, real_text, whole};
use super::{DataKind, Modes, RuleKind, START, Switch};
use crate::words::settings as words;

/// The settings of a training. With a recipe they say everything: the same two give the same bits at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The data; their seed is that of the recipe.
    pub data: DataKind,
    /// The singular values of the linear map, if that is to be learned.
    pub modes: Modes,
    /// The strength of each of them in a balanced start; 0 starts from the recipe's own weights.
    pub start: f64,
    /// Whether every layer but the last one has a batch norm on its pre-activation.
    pub batch_norm: Switch,
    /// How a gradient becomes an update.
    pub rule: RuleKind,
    /// The step size, 0 or more.
    pub lr: f64,
    /// How many rows a step sees; 0 is all of them, and so is any number that is not below that of the rows.
    pub batch: usize,
    /// The limit of the norm of all gradients together; 0 is none.
    pub clip: f64,
    /// Where the training stops by itself.
    pub steps: usize,
    /// It stops too after the first step whose batch has a loss below this; 0 is never.
    pub stop: f64,
    /// What was otherwise up to some step: the training has branched off there.
    pub before: Before,
}

impl Default for Course {
    /// The defaults of the table [`super::FIELDS`] and of the enums.
    fn default() -> Self {
        Self {
            data: DataKind::default(),
            modes: Modes::default(),
            start: START.default,
            batch_norm: Switch::default(),
            rule: RuleKind::default(),
            lr: LR.default,
            batch: BATCH.default.unwrap_or(BATCH.min) as usize,
            clip: CLIP.default,
            steps: STEPS.default.unwrap_or(STEPS.min) as usize,
            stop: STOP.default,
            before: Before::default(),
        }
    }
}

impl Course {
    /// How a step is taken that this many came before.
    pub fn manner_at(&self, step: u64) -> Manner {
        let stretch = self.before.stretches();
        let mut stretch = stretch.filter(|stretch| step < stretch.until as u64);
        stretch
            .next()
            .map_or(self.manner(), |stretch| stretch.manner)
    }

    /// How the last steps are taken.
    pub fn manner(&self) -> Manner {
        Manner {
            rule: self.rule,
            lr: self.lr,
            batch: self.batch,
            clip: self.clip,
        }
    }

    /// The step at which the way of taking steps changes next; `None` if it does not.
    pub fn change_after(&self, step: u64) -> Option<u64> {
        let mut changes = self.before.stretches().map(|stretch| stretch.until as u64);
        changes.find(|until| *until > step)
    }

    /// How many steps both take in the same way, one after the other from the first; `None` if all.
    pub fn shared(&self, other: &Self) -> Option<u64> {
        if !self.is_of_task(other) {
            return Some(0);
        }
        let mut step = 0;
        loop {
            if self.manner_at(step) != other.manner_at(step) {
                return Some(step);
            }
            let changes = [self, other].map(|course| course.change_after(step));
            step = changes.into_iter().flatten().min()?;
        }
    }

    /// Whether both learn the same, however they take steps and wherever they stop.
    fn is_of_task(&self, other: &Self) -> bool {
        let Manner {
            rule,
            lr,
            batch,
            clip,
        } = self.manner();
        let (steps, stop, before) = (self.steps, self.stop, self.before);
        *self
            == Self {
                rule,
                lr,
                batch,
                clip,
                steps,
                stop,
                before,
                ..*other
            }
    }

    /// The same training up to a step, from which on other settings can be tried; `None` if it has branched too often.
    /// Steps before that one are taken as they were, and later ones as that one was, until something is changed.
    pub fn branched(&self, at: usize) -> Option<Self> {
        let earlier = self.before.until(at);
        let is_there = earlier.stretches().any(|stretch| stretch.until == at);
        let before = match at.checked_sub(1).filter(|_| !is_there) {
            None => earlier,
            Some(last) => earlier.and(Stretch {
                until: at,
                manner: self.manner_at(last as u64),
            })?,
        };
        let Manner {
            rule,
            lr,
            batch,
            clip,
        } = self.manner_at(at as u64);
        Some(Self {
            rule,
            lr,
            batch,
            clip,
            before,
            ..*self
        })
    }
}

/// The step size.
pub const LR: Real = Real {
    min: 0.0,
    max: 100.0,
    default: 0.1,
    marks: &[
        mark(0.001, "0.001"),
        mark(0.01, "0.01"),
        mark(0.1, "0.1"),
        mark(1.0, "1"),
    ],
};
/// Rows of a batch, 0 being all.
pub const BATCH: Whole = Whole {
    min: 0,
    max: 10_000,
    default: Some(32),
};
/// The limit of the norm of all gradients, 0 being none.
pub const CLIP: Real = Real {
    min: 0.0,
    max: 1000.0,
    default: 0.0,
    marks: &[mark(1.0, "1")],
};
/// Where a training stops by itself.
pub const STEPS: Whole = Whole {
    min: 0,
    max: 1_000_000,
    default: Some(2000),
};
/// The loss below which a training stops; 0 is never.
pub const STOP: Real = Real {
    min: 0.0,
    max: 1000.0,
    default: 0.0,
    marks: &[],
};
/// The step that is shown.
pub const AT: Whole = Whole {
    min: 0,
    max: STEPS.max,
    default: Some(0),
};

pub(super) const DATA_ROW: Field = Field {
    key: Key::Data,
    name: "data",
    label: words::DATA[0],
    help: words::DATA[1],
    values: Values::Choice(DataKind::CHOICES),
    group: Group::Training,
    others: DATA,
    text: |s| s.view.course.data.name().into(),
    set: |s, text| {
        s.view.course.data = DataKind::from_name(text)?;
        Some(())
    },
    ..PLAIN
};

pub(super) const BATCH_NORM_ROW: Field = Field {
    key: Key::BatchNorm,
    name: "batch-norm",
    label: words::BATCH_NORM[0],
    help: words::BATCH_NORM[1],
    values: Values::Choice(Switch::CHOICES),
    group: Group::Training,
    others: SWITCH,
    text: |s| s.view.course.batch_norm.name().into(),
    set: |s, text| {
        s.view.course.batch_norm = Switch::from_name(text)?;
        Some(())
    },
    ..PLAIN
};

pub(super) const RULE_ROW: Field = Field {
    key: Key::Rule,
    name: "rule",
    label: words::RULE[0],
    help: words::RULE[1],
    values: Values::Choice(RuleKind::CHOICES),
    group: Group::Training,
    others: RULES,
    text: |s| s.view.course.rule.name().into(),
    set: |s, text| {
        s.view.course.rule = RuleKind::from_name(text)?;
        Some(())
    },
    ..PLAIN
};

pub(super) const LR_ROW: Field = Field {
    key: Key::Lr,
    name: "lr",
    label: words::LR[0],
    help: words::LR[1],
    values: Values::Real(LR),
    group: Group::Training,
    slider: Slider::Square(1.0),
    text: |s| real_text(s.view.course.lr),
    set: |s, text| {
        s.view.course.lr = real(text, LR)?;
        Some(())
    },
    clamp: |s| {
        let lr = LR.clamp(s.view.course.lr);
        std::mem::replace(&mut s.view.course.lr, lr) != lr
    },
    ..PLAIN
};

pub(super) const BATCH_ROW: Field = Field {
    key: Key::Batch,
    name: "batch",
    label: words::BATCH[0],
    help: words::BATCH[1],
    values: Values::Whole(BATCH),
    group: Group::Training,
    slider: Slider::UpTo(200),
    text: |s| s.view.course.batch.to_string(),
    set: |s, text| {
        s.view.course.batch = whole(text, BATCH)?;
        Some(())
    },
    clamp: |s| {
        let batch = BATCH.clamp(s.view.course.batch);
        std::mem::replace(&mut s.view.course.batch, batch) != batch
    },
    ..PLAIN
};

pub(super) const CLIP_ROW: Field = Field {
    key: Key::Clip,
    name: "clip",
    label: words::CLIP[0],
    help: words::CLIP[1],
    values: Values::Real(CLIP),
    group: Group::Training,
    slider: Slider::Square(10.0),
    text: |s| real_text(s.view.course.clip),
    set: |s, text| {
        s.view.course.clip = real(text, CLIP)?;
        Some(())
    },
    clamp: |s| {
        let clip = CLIP.clamp(s.view.course.clip);
        std::mem::replace(&mut s.view.course.clip, clip) != clip
    },
    ..PLAIN
};

pub(super) const STEPS_ROW: Field = Field {
    key: Key::Steps,
    name: "steps",
    label: words::STEPS[0],
    help: words::STEPS[1],
    values: Values::Whole(STEPS),
    group: Group::Training,
    slider: Slider::UpTo(10_000),
    text: |s| s.view.course.steps.to_string(),
    set: |s, text| {
        s.view.course.steps = whole(text, STEPS)?;
        Some(())
    },
    clamp: |s| {
        let steps = STEPS.clamp(s.view.course.steps);
        std::mem::replace(&mut s.view.course.steps, steps) != steps
    },
    ..PLAIN
};

pub(super) const STOP_ROW: Field = Field {
    key: Key::Stop,
    name: "below",
    label: words::STOP[0],
    help: words::STOP[1],
    values: Values::Real(STOP),
    group: Group::Training,
    slider: Slider::Square(1.0),
    text: |s| real_text(s.view.course.stop),
    set: |s, text| {
        s.view.course.stop = real(text, STOP)?;
        Some(())
    },
    clamp: |s| {
        let stop = STOP.clamp(s.view.course.stop);
        std::mem::replace(&mut s.view.course.stop, stop) != stop
    },
    ..PLAIN
};

pub(super) const AT_ROW: Field = Field {
    key: Key::At,
    name: "at",
    label: words::AT[0],
    help: words::AT[1],
    values: Values::Whole(AT),
    group: Group::View,
    text: |s| s.view.at.to_string(),
    set: |s, text| {
        s.view.at = whole(text, AT)?;
        Some(())
    },
    clamp: |s| {
        let at = AT.clamp(s.view.at);
        std::mem::replace(&mut s.view.at, at) != at
    },
    ..PLAIN
};
