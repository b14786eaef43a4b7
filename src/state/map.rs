//! What is known of the map of what is shown, and of the one beside it, and what of them is to be computed next.

use std::rc::Rc;

use super::survey::{Part, Survey, Surveyed};
use crate::scene::{MapField, MapPicture};
use crate::settings::{Activation, DEPTH, Key, PerLayer, Recipe};
use crate::study::map::{Map, MapAxis, MapPlan};
use crate::study::reach::MapLines;

/// The columns of a map: 1 is one of its gains.
const COLUMNS: usize = 49;
/// The deepest networks of a map, unless the one on the page is deeper.
const USUAL: usize = 100;
/// A median is of so many networks, or of fewer where they take longer than so many products in all.
const NETWORKS: u64 = 8;
const BUDGET: u64 = 20_000_000_000;
/// So many networks have exactly the setting of the page's, or fewer where they would take more than this part of what the map takes.
const OWN_NETWORKS: u64 = 50;
const OWN_PART: u64 = 6;
/// Which of the maps these are.
const OWN: usize = 2;
/// A map of one network for each cell that takes more products is not made.
const MOST: u64 = 20_000_000_000;

/// How long a picture that is still incomplete stays, in milliseconds.
const PAUSE: f64 = 150.0;

/// What is known of the maps.
#[derive(Clone, Debug)]
pub struct MapStore {
    /// Whether somebody looks at them.
    pub(super) is_watched: bool,
    /// The setting across.
    pub(super) axis: MapAxis,
    /// The activation of the map beside the own one.
    pub(super) beside: Option<Activation>,
    /// What the maps are of, but for the setting across and the depth.
    base: Option<Recipe>,
    /// The own one, and the one beside it.
    charted: Vec<Charted>,
    /// A map of one column, with the setting of the network on the page.
    own: Option<Charted>,
    /// Whether the networks are too large.
    is_too_large: bool,
    /// When the maps were last drawn anew, in milliseconds.
    drawn: f64,
}

/// A map, and what of it is missing.
#[derive(Clone, Debug)]
struct Charted {
    map: Map,
    lines: Option<MapLines>,
    missing: Vec<Part>,
    field: Rc<MapField>,
    /// The map before, until something is known of this one.
    older: Option<Rc<MapField>>,
}

impl Default for MapStore {
    fn default() -> Self {
        Self {
            is_watched: false,
            axis: MapAxis::Gain,
            beside: None,
            base: None,
            charted: Vec::new(),
            own: None,
            is_too_large: false,
            drawn: f64::NEG_INFINITY,
        }
    }
}

impl MapStore {
    /// The setting across.
    pub fn axis(&self) -> MapAxis {
        self.axis
    }

    /// Whether the networks are too large for a map.
    pub fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    /// Whether everything is known that is wanted.
    pub fn is_whole(&self) -> bool {
        let mut all = self.charted.iter().chain(&self.own);
        !self.charted.is_empty() && all.all(|one| one.missing.is_empty())
    }

    /// Whether the map that is shown is that of the settings before.
    pub fn is_older(&self) -> bool {
        self.charted.first().is_some_and(|one| one.older.is_some())
    }

    /// How many networks have exactly the setting of the one on the page in the end.
    pub fn own_networks(&self) -> Option<u64> {
        let own = self.own.as_ref()?;
        Some(u64::from(own.map.plan().seeds()))
    }

    /// The own map, or the one beside it, with the place of a recipe on it.
    pub fn picture(&self, which: usize, recipe: &Recipe) -> Option<MapPicture> {
        let charted = self.charted.get(which)?;
        let field = charted.older.as_ref().unwrap_or(&charted.field);
        let picture = MapPicture::of(field, recipe);
        let own = self.own.as_ref().filter(|_| which == 0);
        Some(match own {
            Some(own) => picture.with_own(&own.field),
            None => picture,
        })
    }

    /// What is shown has changed, or what is wanted. Returns whether something else is to be computed: of another place of the network
    /// only its own column.
    pub(super) fn follow(&mut self, recipe: Option<&Recipe>) -> bool {
        let Some(recipe) = recipe.filter(|_| self.is_watched) else {
            return false;
        };
        let depth = match recipe.depth > USUAL {
            true => DEPTH.max as usize,
            false => USUAL,
        };
        let base = base(recipe, self.axis, depth);
        let axis = self.charted.first().map(|one| one.map.plan().axis());
        let is_same = self.base.as_ref() == Some(&base) && axis == Some(self.axis);
        let place = self.axis.value_of(recipe);
        let known = self.own.as_ref().map(|own| own.map.plan().values()[0]);
        let is_moved = !is_same || known != place;
        if is_moved {
            let plan = place.and_then(|value| own_plan(&base, (self.axis, value), depth));
            self.own = plan.map(|plan| Charted::of(plan, None));
        }
        let beside = self.beside.map(|activation| Recipe {
            activation: PerLayer::uniform(activation),
            ..base.clone()
        });
        let has_beside = self.charted.len() > 1;
        if is_same
            && has_beside == beside.is_some()
            && self
                .charted
                .get(1)
                .zip(beside.as_ref())
                .is_none_or(|(one, beside)| one.map.plan().recipe().activation == beside.activation)
        {
            return is_moved;
        }
        let mut old = std::mem::take(&mut self.charted);
        let wanted = std::iter::once(&base).chain(&beside);
        for (which, one) in wanted.enumerate() {
            let Some(plan) = plan(one, self.axis, depth) else {
                break;
            };
            let same = old.iter().position(|old| *old.map.plan() == plan);
            self.charted.push(match same {
                Some(same) => old[same].clone(),
                None => Charted::of(plan, old.get_mut(which)),
            });
        }
        self.is_too_large = self.charted.is_empty();
        self.base = Some(base);
        true
    }

    /// What is missing, the most urgent first: nothing while nobody looks.
    pub(super) fn missing(&self) -> Vec<Survey> {
        if !self.is_watched {
            return Vec::new();
        }
        let longest = self.charted.iter().map(|one| one.missing.len()).max();
        let survey = |which: usize, one: &Charted, part: &Part| {
            Survey::of(which, one.map.plan().clone(), part.clone())
        };
        let mut all = Vec::new();
        for at in 0..longest.unwrap_or(0) {
            for (which, one) in self.charted.iter().enumerate() {
                all.extend(one.missing.get(at).map(|part| survey(which, one, part)));
            }
        }
        // The coarse maps come first.
        let coarse = self.charted.iter().filter(|one| one.field.is_empty());
        let own = self
            .own
            .iter()
            .flat_map(|one| one.missing.iter().map(|part| survey(OWN, one, part)));
        let at = coarse.count();
        all.splice(at..at, own);
        all
    }

    /// Takes parts of the maps. Returns whether there is something new to draw: while it is computed, only now and then.
    pub(super) fn receive(&mut self, found: &[Surveyed], now: f64) -> bool {
        if self.charted.is_empty() {
            return false;
        }
        let maps = self.charted.iter_mut().enumerate();
        for (which, charted) in maps.chain(self.own.as_mut().map(|own| (OWN, own))) {
            let own: Vec<&Surveyed> = found.iter().filter(|one| one.which == which).collect();
            if own.is_empty() {
                continue;
            }
            for one in own {
                charted.missing.retain(|part| *part != one.part);
                match &one.part {
                    Part::Lines => charted.lines = Some(one.lines.clone()),
                    Part::Portion(portion) => {
                        charted.map.add(portion, one.columns.clone());
                    }
                }
            }
        }
        let is_first = |one: &Charted| one.field.is_empty() && one.map.nearest_known(0).is_some();
        let mut all = self.charted.iter().chain(&self.own);
        let is_due = all.clone().any(is_first)
            || all.all(|one| one.missing.is_empty())
            || now - self.drawn > PAUSE;
        if is_due {
            self.drawn = now;
            for one in self.charted.iter_mut().chain(&mut self.own) {
                one.field = Rc::new(MapField::of(&one.map, one.lines.as_ref()));
                one.older.take_if(|_| !one.field.is_empty());
            }
        }
        is_due
    }
}

impl Charted {
    fn of(plan: MapPlan, before: Option<&mut Self>) -> Self {
        let portions = plan.portions().into_iter().map(Part::Portion);
        let mut missing: Vec<Part> = portions.collect();
        // The first picture is without them.
        missing.insert(missing.len().min(1), Part::Lines);
        let older = before.and_then(|before| {
            let is_something = !before.field.is_empty();
            let is_alike = before.map.plan().axis() == plan.axis();
            let shown = is_something.then(|| Rc::clone(&before.field));
            shown.or(before.older.take()).filter(|_| is_alike)
        });
        let map = Map::of(plan);
        Self {
            field: Rc::new(MapField::of(&map, None)),
            lines: None,
            missing,
            map,
            older,
        }
    }
}

/// A recipe without what a map goes through.
fn base(recipe: &Recipe, axis: MapAxis, depth: usize) -> Recipe {
    let mut base = recipe.clone();
    let usual = Recipe::default();
    base.depth = depth;
    match axis {
        MapAxis::Gain => base.gain = usual.gain,
        MapAxis::Bias => base.bias = usual.bias,
        MapAxis::Width => base.width = usual.width,
        MapAxis::Skip => base.skip = usual.skip,
    }
    base
}

/// The map of these networks; `None` if they are too large.
fn plan(base: &Recipe, axis: MapAxis, depth: usize) -> Option<MapPlan> {
    let of = |seeds| MapPlan::of(base, (axis, axis.values(COLUMNS)), depth, seeds);
    let cost = cost(&of(1));
    let seeds = (BUDGET / cost.max(1)).clamp(1, NETWORKS);
    let seeds = u32::try_from(seeds).unwrap_or(1);
    (cost <= MOST).then(|| of(seeds))
}

/// The networks with exactly this setting; `None` if they are too large.
fn own_plan(base: &Recipe, (axis, value): (MapAxis, f64), depth: usize) -> Option<MapPlan> {
    let map = plan(base, axis, depth)?;
    let of = |seeds| MapPlan::of(base, (axis, vec![value]), depth, seeds);
    let one = of(1).cost(0).max(1);
    let most = cost(&map) * u64::from(map.seeds()) / OWN_PART;
    let seeds = (most / one).clamp(1, OWN_NETWORKS);
    (one <= MOST).then(|| of(u32::try_from(seeds).unwrap_or(1)))
}

/// About how many products all columns of one seed take.
fn cost(plan: &MapPlan) -> u64 {
    (0..plan.values().len())
        .map(|column| plan.cost(column))
        .sum()
}

/// The setting across, as one of the form.
pub(super) fn key(axis: MapAxis) -> Key {
    match axis {
        MapAxis::Gain => Key::Gain,
        MapAxis::Bias => Key::Bias,
        MapAxis::Width => Key::Width,
        MapAxis::Skip => Key::Skip,
    }
}
