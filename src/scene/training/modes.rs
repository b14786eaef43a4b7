//! How much of each mode of a linear map a network has learned, and what is known of that exactly.

use super::column::value;
use crate::scene::table::Table;
use crate::settings::Course;
use crate::study::training::{History, Inexact, Mode};
use crate::words::learning::{NOTHING, SPACE, number};
use crate::words::modes as words;

/// So many points of an exact curve are computed.
const POINTS: u64 = 240;
/// The axis reaches so far beyond the largest singular value at most, in multiples of it: what is thrown about leaves it.
const BEYOND: f64 = 1.6;
/// Room above the largest number.
const AIR: f64 = 1.06;

/// The strengths of the modes of a linear map over time.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeCurves {
    /// How many steps the time axis holds, from step 0 on; at least 1.
    pub span: u64,
    /// The step that is shown.
    pub cursor: Option<u64>,
    /// The last kept step that is not later: the one whose strengths are told.
    pub told: Option<u64>,
    /// The bottom and the top of the axis of strengths; 0 lies between them.
    pub range: (f64, f64),
    /// In the order of the singular values.
    pub modes: Vec<ModeCurve>,
    /// Why there are no exact curves, if there are none.
    pub inexact: Option<Inexact>,
    /// The step size, the mode with the lowest stability edge and this edge, if the step size is beyond it.
    pub beyond: Option<(f64, Mode)>,
}

/// One mode.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeCurve {
    /// Its singular value, which is what it is to become.
    pub value: f64,
    /// Kept steps and the strengths there.
    pub points: Vec<(u64, f64)>,
    /// The exact curve at some steps; empty where it does not hold.
    pub exact: Vec<(u64, f64)>,
}

impl ModeCurve {
    /// The strength at the last kept step that is not later.
    pub fn at(&self, step: u64) -> Option<f64> {
        let after = self.points.partition_point(|point| point.0 <= step);
        Some(self.points.get(after.checked_sub(1)?)?.1)
    }
}

impl ModeCurves {
    /// Of a training that is shown at step `at`; `None` if it learns no linear map.
    pub fn of(history: &History, course: &Course, at: u64) -> Option<Self> {
        let modes = course.modes_of(history.depth());
        let inexact = course.inexact();
        let last = history.last_step();
        let span = last.unwrap_or(0).max(course.steps as u64) + 1;
        let every = (span / POINTS).max(1);
        let cursor = last.map(|last| at.min(last));
        let mut kept = history.columns().map(|column| column.step);
        let told = kept.rfind(|step| Some(*step) <= cursor);
        let mut steps: Vec<u64> = (0..span).step_by(usize::try_from(every).ok()?).collect();
        // The curve is known there too.
        steps.extend(told);
        steps.sort_unstable();
        steps.dedup();
        let curves: Vec<ModeCurve> = modes
            .iter()
            .enumerate()
            .map(|(mode, exact)| ModeCurve {
                value: exact.value,
                points: history
                    .columns()
                    .filter_map(|column| Some((column.step, *column.strengths.get(mode)?)))
                    .collect(),
                exact: match inexact {
                    None => exact_at(*exact, course.lr, &steps),
                    Some(_) => Vec::new(),
                },
            })
            .collect();
        let sharpest = modes
            .into_iter()
            .min_by(|a, b| a.edge().total_cmp(&b.edge()))?;
        let is_beyond = inexact.is_none() && course.lr > sharpest.edge();
        Some(Self {
            span,
            cursor,
            told,
            range: range(&curves),
            modes: curves,
            inexact,
            beyond: is_beyond.then_some((course.lr, sharpest)),
        })
    }

    /// What the dashed curves are, or why there are none; and whether the steps are too large.
    pub fn note(&self) -> String {
        let curves = match self.inexact {
            None => words::EXACT,
            Some(Inexact::Start) => words::OWN_START,
            Some(Inexact::Rule) => words::OTHER_RULE,
            Some(Inexact::Batch) => words::PART_OF_THE_ROWS,
            Some(Inexact::Clip) => words::LIMITED,
            Some(Inexact::Branch) => words::BRANCHED,
        };
        let beyond = self.beyond.map(|(lr, mode)| {
            let edge = value(mode.edge()).digits(3);
            words::beyond_the_edge(lr, mode.value, &edge)
        });
        let sentences: Vec<String> = beyond.into_iter().chain([curves.to_owned()]).collect();
        sentences.join(SPACE)
    }

    /// The text alternative.
    pub fn description(&self) -> String {
        let Some(step) = self.told else {
            return words::EMPTY.into();
        };
        let now = self
            .modes
            .iter()
            .filter_map(|mode| Some(words::mode(&text(mode.at(step)?), mode.value)));
        let now: Vec<String> = now.collect();
        let last = self
            .modes
            .iter()
            .filter_map(|mode| mode.points.last())
            .map(|point| point.0)
            .max();
        let description = words::description(
            self.modes.len(),
            &number(last.unwrap_or(0)),
            &number(step),
            &now,
        );
        [description, self.note()].join(SPACE)
    }

    /// A row for each mode: what it is to become, its strength at first and at the step that is told, and there its exact
    /// curve.
    pub fn table(&self) -> Table {
        let step = self.told.unwrap_or(0);
        let rows = self.modes.iter().map(|mode| {
            let cell = |found: Option<f64>| found.map_or(NOTHING.into(), text);
            let exact = mode.exact.iter().find(|point| point.0 == step);
            vec![
                mode.value.to_string(),
                cell(mode.at(0)),
                cell(mode.at(step)),
                cell(exact.map(|point| point.1)),
            ]
        });
        Table {
            caption: [words::CAPTION, &self.note()].join(SPACE),
            columns: vec![
                words::MODE.into(),
                words::strength_at(&number(0)),
                words::strength_at(&number(step)),
                words::exact_at(&number(step)),
            ],
            rows: rows.collect(),
        }
    }
}

/// The strengths of a mode at these steps.
fn exact_at(mode: Mode, lr: f64, steps: &[u64]) -> Vec<(u64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let times: Vec<f64> = steps.iter().map(|step| lr * *step as f64).collect();
    steps.iter().copied().zip(mode.strengths(&times)).collect()
}

/// From the lowest to the highest strength, 0 and all singular values included.
fn range(modes: &[ModeCurve]) -> (f64, f64) {
    let most = modes.iter().map(|mode| mode.value).fold(0.0, f64::max);
    let all = modes
        .iter()
        .flat_map(|mode| mode.points.iter().chain(&mode.exact));
    let all = || all.clone().map(|point| point.1).filter(|u| u.is_finite());
    let high = all().fold(most, f64::max).min(BEYOND * most);
    let low = all().fold(0.0, f64::min).max(-most);
    (AIR * low, AIR * high)
}

/// A strength, which may be negative.
fn text(strength: f64) -> String {
    let magnitude = value(strength.abs()).digits(3);
    match strength < 0.0 {
        true => words::negative(&magnitude),
        false => magnitude,
    }
}
