//! The strip of gains: which of its columns are known, and of which networks. An edit of the gain moves the
//! handle and keeps the columns.

use std::rc::Rc;

use super::goal::Sweep;
use crate::analysis::Column;
use crate::network::Subject;
use crate::scene::{Strip, StripColumn, StripRange};
use crate::settings::{GAIN, Key, PerLayer, Recipe, Settings, View};

/// All gains that can be set lie within so many decades, from 0.01 on.
const DECADES: usize = 3;
/// Gains that differ by less, relative to their size, are in the same ratio: they were rounded as text.
const SAME: f64 = 2e-5;

/// What is known of the strip.
#[derive(Clone, Debug, Default)]
pub struct StripStore {
    /// How many columns there should be to a coarse one; 0 while nobody looks at the strip.
    fineness: usize,
    range: StripRange,
    /// The columns of the subject, as far as they are known.
    newest: Option<Columns>,
    /// Those of the settings before, until the coarse columns of the newest are known.
    older: Option<Columns>,
}

/// The columns of one network at all gains.
#[derive(Clone, Debug)]
struct Columns {
    /// The network whose weights are multiplied: of a uniform gain the one at gain 1.
    base: Rc<Subject>,
    /// dL/dy* for all of them, if the loss depends on the chain.
    start: Option<Vec<f64>>,
    /// How many columns there are to a coarse one.
    fineness: usize,
    /// All that fit between the smallest and the largest gain, equally spaced on a logarithmic scale.
    all: Vec<Option<Rc<StripColumn>>>,
}

impl StripStore {
    /// From now on the strip should have about so many columns, a multiple of 24; none with 0.
    pub fn want(&mut self, count: usize, subject: &Rc<Subject>) {
        self.fineness = count.div_ceil(2 * Strip::COARSE);
        let newest = self.newest.as_ref();
        if self.fineness > 0 && newest.is_some_and(|columns| columns.fineness != self.fineness) {
            self.retire();
        }
        self.follow(subject);
    }

    /// The subject has changed. Columns of the same network at other gains stay.
    pub fn follow(&mut self, subject: &Rc<Subject>) {
        let newest = self.newest.as_ref();
        if newest.is_none_or(|columns| factor(&columns.base, subject).is_none()) {
            self.retire();
            if self.fineness > 0 {
                self.newest = Some(Columns::of(base(subject), self.fineness));
            }
        }
        self.range = self.range.around(self.handle(subject));
    }

    /// What is known best becomes older.
    fn retire(&mut self) {
        let newest = self.newest.take();
        self.older = newest.filter(Columns::is_something).or(self.older.take());
    }

    /// Its gain, or the factor of its gains.
    fn handle(&self, subject: &Subject) -> f64 {
        let newest = self.newest.as_ref();
        let factor = newest.and_then(|columns| factor(&columns.base, subject));
        factor.unwrap_or(1.0)
    }

    /// The network whose columns are to be computed, and which of them within the range are missing: coarse
    /// ones first. `None` if there are none.
    pub fn missing(&self) -> Option<(Rc<Subject>, Sweep)> {
        let columns = self.newest.as_ref().filter(|_| self.fineness > 0)?;
        if !Strip::is_affordable(&columns.base) {
            return None;
        }
        let missing = columns.missing(self.range);
        let sweep = Sweep {
            columns: missing,
            start: columns.start.clone(),
        };
        (!sweep.columns.is_empty()).then(|| (Rc::clone(&columns.base), sweep))
    }

    /// dL/dy* for all columns, if the loss depends on the chain; once a column is known it stays.
    pub fn set_start(&mut self, start: impl FnOnce() -> Option<Vec<f64>>) {
        if let Some(columns) = &mut self.newest
            && !columns.is_something()
        {
            columns.start = start();
        }
    }

    /// Takes columns of a network; those of an older one change nothing.
    pub fn receive(&mut self, base: &Subject, found: Vec<(usize, Column)>) {
        let newest = self.newest.as_mut();
        let Some(columns) = newest.filter(|columns| *columns.base == *base) else {
            return;
        };
        for (number, column) in found {
            let gain = columns.gain(number);
            if let Some(place) = columns.all.get_mut(number) {
                *place = Some(Rc::new(StripColumn::of(gain, &column)));
            }
        }
        if columns.is_coarse(self.range) {
            self.older = None;
        }
    }

    /// The picture; `None` while nobody looks at it.
    pub fn picture(&self, subject: &Subject) -> Option<Strip> {
        let newest = self.newest.as_ref().filter(|_| self.fineness > 0)?;
        let mut strip = Strip::of(&newest.base, self.range, self.handle(subject));
        let shown = self.older.as_ref().unwrap_or(newest);
        strip.is_older = self.older.is_some();
        strip.is_whole = newest.missing(self.range).is_empty();
        strip.columns = shown.within(self.range);
        Some(strip)
    }

    /// The value of the setting `gain` that a place on the strip means, given as a gain, or as a factor of all
    /// gains; `None` for a file, and while nobody looks. It is brought within the limits.
    pub fn gain_at(&self, subject: &Subject, gain: f64) -> Option<String> {
        self.gain_text(self.picture(subject)?.meant(gain))
    }

    /// The value of the setting `gain` so many steps of the keyboard away from that of the subject; `None` as with
    /// [`StripStore::gain_at`].
    pub fn gain_after(&self, subject: &Subject, steps: f64) -> Option<String> {
        let next = self.picture(subject)?.after(steps)?;
        self.gain_text(next)
    }

    /// The value of the setting `gain` that makes exactly this gain, or factor of all gains.
    pub fn gain_text(&self, gain: f64) -> Option<String> {
        let recipe = self.newest.as_ref()?.base.drawn()?;
        Some(gain_text(recipe, gain))
    }
}

impl Columns {
    fn of(base: Rc<Subject>, fineness: usize) -> Self {
        Self {
            base,
            start: None,
            fineness,
            all: vec![None; DECADES * Strip::COARSE * fineness],
        }
    }

    /// The gain of a column: the middle of its share of the scale.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn gain(&self, number: usize) -> f64 {
        let decades = (number as f64 + 0.5) / (Strip::COARSE * self.fineness) as f64;
        StripRange::gain_after(decades)
    }

    /// The numbers of the columns within a range.
    fn numbers(&self, range: StripRange) -> std::ops::Range<usize> {
        let decade = Strip::COARSE * self.fineness;
        match range {
            StripRange::Small => 0..2 * decade,
            StripRange::Usual => decade..3 * decade,
        }
    }

    fn missing(&self, range: StripRange) -> Vec<(usize, f64)> {
        let is_missing = |number: &usize| self.all[*number].is_none();
        let missing = || self.numbers(range).filter(is_missing);
        let coarse = missing().filter(|number| self.is_of_coarse(*number));
        let fine = missing().filter(|number| !self.is_of_coarse(*number));
        let all = coarse.chain(fine);
        all.map(|number| (number, self.gain(number))).collect()
    }

    /// Whether a column stands for its neighbours while they are not known.
    fn is_of_coarse(&self, number: usize) -> bool {
        number % self.fineness == self.fineness / 2
    }

    fn is_coarse(&self, range: StripRange) -> bool {
        let mut coarse = self.numbers(range);
        coarse.all(|number| !self.is_of_coarse(number) || self.all[number].is_some())
    }

    fn is_something(&self) -> bool {
        self.all.iter().any(Option::is_some)
    }

    fn within(&self, range: StripRange) -> Vec<Rc<StripColumn>> {
        let known = self.all[self.numbers(range)].iter().flatten();
        known.cloned().collect()
    }
}

/// The network whose weights the strip of a subject multiplies.
fn base(subject: &Rc<Subject>) -> Rc<Subject> {
    match subject.drawn() {
        Some(recipe) if recipe.gain.is_uniform() => Rc::new(Subject::Recipe(Recipe {
            gain: PerLayer::uniform(1.0),
            ..recipe.clone()
        })),
        _ => Rc::clone(subject),
    }
}

/// By what all gains of the base are multiplied in a subject; `None` if it differs in something else.
fn factor(base: &Subject, subject: &Subject) -> Option<f64> {
    let (Some(one), Some(other)) = (base.drawn(), subject.drawn()) else {
        return (base == subject).then_some(1.0);
    };
    let other_gain = Recipe {
        gain: one.gain.clone(),
        ..other.clone()
    };
    let ratio = |layer| other.gain.at(layer) / one.gain.at(layer);
    let first = ratio(1);
    let mut ratios = (1..=one.depth).map(ratio);
    let is_same = one.gain.is_uniform() == other.gain.is_uniform()
        && other_gain == *one
        && ratios.all(|ratio| (ratio / first - 1.0).abs() < SAME);
    is_same.then_some(first)
}

/// All gains of a recipe times a factor, as text; the factor is brought to where no gain leaves its limits.
fn gain_text(recipe: &Recipe, factor: f64) -> String {
    let runs = recipe.gain.runs(recipe.depth);
    let gains = || runs.iter().map(|run| run.0);
    let least = GAIN.min / gains().fold(f64::INFINITY, f64::min);
    let most = GAIN.max / gains().fold(0.0, f64::max);
    let factor = factor.max(least).min(most);
    let gain = match recipe.gain.is_uniform() {
        true => PerLayer::uniform(GAIN.clamp(recipe.gain.at(1) * factor)),
        false => recipe.gain.map(|gain| GAIN.clamp(rounded(gain * factor))),
    };
    let recipe = Recipe {
        gain,
        ..recipe.clone()
    };
    let view = View::default();
    Settings { recipe, view }.text(Key::Gain)
}

/// Six digits or so: enough to see that all gains were multiplied by the same factor.
fn rounded(gain: f64) -> f64 {
    let unit = if gain < 0.1 { 1e7 } else { 1e6 };
    (gain * unit).round() / unit
}
