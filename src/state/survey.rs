//! A part of a map as a task.

use crate::link;
use crate::network::wire::{Reader, Writer};
use crate::settings::{Settings, View};
use crate::study::map::{MapAxis, MapPlan, MapPortion};
use crate::study::reach::MapLines;
use crate::study::theory::Absent;

/// About so many products are a step of the task: some milliseconds.
const AT_ONCE: u64 = 8_000_000;

/// What of a map is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The lines of theory.
    Lines,
    /// Gradients of networks.
    Portion(MapPortion),
}

/// A part of one of the maps of the page.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Which of them.
    pub which: usize,
    /// What it is of.
    pub plan: MapPlan,
    /// The part.
    pub part: Part,
    /// The columns of the portion that are computed, and those of the lines.
    done: Vec<Vec<f64>>,
    lines: MapLines,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveyed {
    /// Of which map.
    pub which: usize,
    /// Of which part.
    pub part: Part,
    /// The lines, or nothing of them.
    pub lines: MapLines,
    /// The columns of a portion.
    pub columns: Vec<Vec<f64>>,
}

impl PartialEq for Survey {
    /// Equal tasks have the same result, however far they are.
    fn eq(&self, other: &Self) -> bool {
        (self.which, &self.plan, &self.part) == (other.which, &other.plan, &other.part)
    }
}

impl Survey {
    /// Nothing done yet.
    pub fn of(which: usize, plan: MapPlan, part: Part) -> Self {
        Self {
            which,
            plan,
            part,
            done: Vec::new(),
            lines: MapLines::default(),
        }
    }

    /// Some milliseconds of it; what came of it, once it is over.
    pub fn step(&mut self) -> Option<Surveyed> {
        match &self.part {
            Part::Lines => {
                if self.lines.go_on(&self.plan) {
                    return None;
                }
            }
            Part::Portion(portion) => {
                let mut columns = Vec::new();
                let mut cost = 0;
                for column in &portion.columns[self.done.len()..] {
                    cost += self.plan.cost(*column);
                    if cost > AT_ONCE && !columns.is_empty() {
                        break;
                    }
                    columns.push(*column);
                }
                let seed = portion.seed;
                self.done
                    .extend(self.plan.compute(&MapPortion { seed, columns }));
                if self.done.len() < portion.columns.len() {
                    return None;
                }
            }
        }
        Some(Surveyed {
            which: self.which,
            part: self.part.clone(),
            lines: std::mem::take(&mut self.lines),
            columns: std::mem::take(&mut self.done),
        })
    }

    /// A link of the networks, and what is to be computed.
    pub(super) fn write(&self, out: &mut Writer) {
        let plan = &self.plan;
        out.count(self.which);
        out.text(&link::encode(&Settings {
            recipe: plan.recipe().clone(),
            view: View::default(),
        }));
        let axis = MapAxis::ALL.iter().position(|axis| *axis == plan.axis());
        out.count(axis.unwrap_or(0));
        out.floats(plan.values());
        out.count(plan.depth());
        out.count(plan.seeds() as usize);
        self.part.write(out);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let which = from.count()?;
        let recipe = link::decode(&from.text()?).0.recipe;
        let across = (from.one_of(&MapAxis::ALL)?, from.floats()?);
        let (depth, seeds) = (from.count()?, u32::try_from(from.count()?).ok()?);
        let plan = MapPlan::of(&recipe, across, depth, seeds);
        let part = Part::read(from)?;
        let is_there = |column: &usize| *column < plan.values().len();
        let is_whole = match &part {
            Part::Lines => true,
            Part::Portion(portion) => portion.columns.iter().all(is_there),
        };
        is_whole.then(|| Self::of(which, plan, part))
    }
}

impl Part {
    fn write(&self, out: &mut Writer) {
        let portion = match self {
            Self::Lines => None,
            Self::Portion(portion) => Some(portion),
        };
        out.some(portion, |out, portion| {
            out.count(portion.seed as usize);
            out.counts(&portion.columns);
        });
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let portion = from.some(|from| {
            Some(MapPortion {
                seed: u32::try_from(from.count()?).ok()?,
                columns: from.counts()?,
            })
        })?;
        Some(portion.map_or(Self::Lines, Self::Portion))
    }
}

impl Surveyed {
    /// As words, between threads.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer::default();
        out.count(self.which);
        self.part.write(&mut out);
        let MapLines {
            chi,
            reach,
            critical,
            absent,
        } = &self.lines;
        for list in [chi, reach, critical] {
            out.floats(list);
        }
        // 0 is none.
        let place = |one: &Option<Absent>| Absent::ALL.iter().position(|all| Some(*all) == *one);
        let places: Vec<usize> = absent
            .iter()
            .map(|one| place(one).map_or(0, |at| at + 1))
            .collect();
        out.counts(&places);
        out.list(self.columns.iter(), |out, list| out.floats(list));
        out.into_words()
    }

    /// What these words say; `None` if they say nothing.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let found = Self {
            which: from.count()?,
            part: Part::read(&mut from)?,
            lines: MapLines {
                chi: from.floats()?,
                reach: from.floats()?,
                critical: from.floats()?,
                absent: {
                    let one = |at: usize| Absent::ALL.get(at.checked_sub(1)?).copied();
                    from.counts()?.into_iter().map(one).collect()
                },
            },
            columns: from.list(Reader::floats)?,
        };
        from.is_empty().then_some(found)
    }
}
