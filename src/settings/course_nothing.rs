//! The small program trains nothing: what is asked of a training, the whole one reads again.

use super::field::{Field, Group, Key};
use super::rows::PLAIN;

/// Whether a training is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Course {
    is_asked: bool,
}

/// A row of which only the name is known.
const fn row(key: Key, name: &'static str) -> Field {
    Field {
        key,
        name,
        label: ".",
        help: ".",
        group: Group::Training,
        set: |s, _| {
            s.view.course.is_asked = true;
            Some(())
        },
        ..PLAIN
    }
}

pub(super) const DATA_ROW: Field = row(Key::Data, "data");
pub(super) const MODES_ROW: Field = row(Key::Modes, "modes");
pub(super) const START_ROW: Field = row(Key::Start, "start");
pub(super) const BATCH_NORM_ROW: Field = row(Key::BatchNorm, "batch-norm");
pub(super) const RULE_ROW: Field = row(Key::Rule, "rule");
pub(super) const LR_ROW: Field = row(Key::Lr, "lr");
pub(super) const BATCH_ROW: Field = row(Key::Batch, "batch");
pub(super) const CLIP_ROW: Field = row(Key::Clip, "clip");
pub(super) const STEPS_ROW: Field = row(Key::Steps, "steps");
pub(super) const STOP_ROW: Field = row(Key::Stop, "below");
pub(super) const BEFORE_ROW: Field = row(Key::Before, "before");
pub(super) const AT_ROW: Field = row(Key::At, "at");
pub(super) const AGAINST_ROW: Field = row(Key::Against, "against");
