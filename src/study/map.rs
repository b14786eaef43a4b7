//! The gradient at the input over that at the loss, for one setting and the depth.
//!
//! The draws of a layer depend on its number and shape alone, so the network of depth k is the first k layers of a deeper one of the same seed, and one
//! network serves all depths ([`MapPlan::is_shared`]); where the limits of the number of weights make a deep network narrower, each depth is
//! drawn by itself.

use super::depths::{input_gradients, relative};
use super::ensemble::{decades, member_recipe};
use super::theory::Theory;
use crate::analysis::Column;
use crate::network::{Loss, Network};
use crate::settings::{DEPTH, LossKind, PerLayer, Recipe};

/// Products between two pauses of a worker: some ten milliseconds.
const PORTION: u64 = 40_000_000;

/// The setting across the map; it has one value in all layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapAxis {
    /// The factor of every weight.
    Gain,
    /// The deviation of the biases.
    Bias,
    /// H_1..H_K, and H_0 if the recipe says nothing else.
    Width,
    /// s
    Skip,
}

impl MapAxis {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Gain, Self::Bias, Self::Width, Self::Skip];

    /// So many values: gains 0.1..10 and widths 1..128 logarithmic (equal widths only once), biases and skips 0..2.
    pub fn values(self, count: usize) -> Vec<f64> {
        let last = count.saturating_sub(1).max(1) as f64;
        let share = |i: usize| i as f64 / last;
        let value = |i| match self {
            Self::Gain => libm::pow(10.0, 2.0 * share(i) - 1.0),
            Self::Bias | Self::Skip => 2.0 * share(i),
            Self::Width => libm::exp2(7.0 * share(i)).round(),
        };
        let mut values: Vec<f64> = (0..count).map(value).collect();
        values.dedup();
        values
    }

    /// What a recipe has there; `None` if its layers differ in it.
    pub fn value_of(self, recipe: &Recipe) -> Option<f64> {
        match self {
            Self::Gain => recipe.gain.is_uniform().then(|| recipe.gain.at(1)),
            Self::Bias => Some(recipe.bias),
            Self::Skip => recipe.skip.is_uniform().then(|| recipe.skip.at(1)),
            Self::Width => recipe.width.is_uniform().then(|| recipe.width.at(1) as f64),
        }
    }
}

/// What a map shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPlan {
    recipe: Recipe,
    axis: MapAxis,
    values: Vec<f64>,
    depth: usize,
    seeds: u32,
}

/// A part of the work: these columns of one seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapPortion {
    /// Which network of the recipe, see [`member_recipe`].
    pub seed: u32,
    /// Indices of values.
    pub columns: Vec<usize>,
}

impl MapPlan {
    /// A map of a recipe: `values` of the setting, depths 1..=`depth` (at most those of the settings), the median over so many seeds.
    ///
    /// A loss that points along the chain, or is turned in a plane of it, would need the chain of every cell: in its place is a random
    /// direction ([`LossKind::Unit`]), see [`MapPlan::is_redirected`]. There is one sample.
    pub fn of(
        recipe: &Recipe,
        (axis, values): (MapAxis, Vec<f64>),
        depth: usize,
        seeds: u32,
    ) -> Self {
        let mut recipe = recipe.clone();
        if needs_chain(&recipe) {
            recipe.loss = LossKind::Unit;
            recipe.turn = None;
        }
        recipe.samples = 1;
        Self {
            recipe,
            axis,
            values,
            depth: depth.clamp(1, DEPTH.max as usize),
            seeds,
        }
    }

    /// Whether a map of this recipe has another dL/dy* than its network.
    pub fn is_redirected(recipe: &Recipe) -> bool {
        needs_chain(recipe)
    }

    /// Of what it is; the setting across and the depth do not matter.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// How many networks each cell is the median of.
    pub fn seeds(&self) -> u32 {
        self.seeds
    }

    /// The setting across.
    pub fn axis(&self) -> MapAxis {
        self.axis
    }

    /// Its values.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The deepest networks.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The recipe of a cell, whose network gives its number for this seed.
    pub fn recipe_at(&self, column: usize, depth: usize, seed: u32) -> Recipe {
        self.wanted(column, depth, seed).canonical()
    }

    /// The same before it is brought within the limits.
    fn wanted(&self, column: usize, depth: usize, seed: u32) -> Recipe {
        let mut recipe = member_recipe(&self.recipe, seed);
        let value = self.values.get(column).copied().unwrap_or(f64::NAN);
        recipe.depth = depth;
        match self.axis {
            MapAxis::Gain => recipe.gain = PerLayer::uniform(value),
            MapAxis::Bias => recipe.bias = value,
            MapAxis::Skip => recipe.skip = PerLayer::uniform(value),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a width"
            )]
            MapAxis::Width => recipe.width = PerLayer::uniform(value as usize),
        }
        recipe
    }

    /// What theory says of a column, over all depths.
    pub fn theory(&self, column: usize) -> Theory {
        Theory::of(&self.recipe_at(column, self.depth, 0))
    }

    /// Whether one network of a column serves all depths: none has more weights than the limit, so that no width is reduced.
    pub fn is_shared(&self, column: usize) -> bool {
        let wanted = self.wanted(column, self.depth, 0);
        wanted.clone().canonical().widths() == wanted.widths()
    }

    /// All portions: the first seed first, its columns from coarse to fine, then the others.
    pub fn portions(&self) -> Vec<MapPortion> {
        let mut portions = Vec::new();
        for seed in 0..self.seeds {
            let strides: &[usize] = if seed == 0 { &[8, 4, 2, 1] } else { &[1] };
            for (level, stride) in strides.iter().enumerate() {
                let is_new = |i: &usize| level == 0 || !i.is_multiple_of(2 * stride);
                let columns: Vec<usize> = (0..self.values.len())
                    .step_by(*stride)
                    .filter(is_new)
                    .collect();
                self.cut(seed, columns, &mut portions);
            }
        }
        portions
    }

    /// About how many products a column of one seed takes.
    pub fn cost(&self, column: usize) -> u64 {
        let weights = self.recipe_at(column, self.depth, 0).weights();
        weights.saturating_mul(self.depth as u64) / 2
    }

    /// Cuts columns into pieces that take some ten milliseconds each.
    fn cut(&self, seed: u32, columns: Vec<usize>, portions: &mut Vec<MapPortion>) {
        let mut piece = Vec::new();
        let mut cost = 0;
        for column in columns {
            let own = self.cost(column);
            if cost + own > PORTION && !piece.is_empty() {
                let columns = std::mem::take(&mut piece);
                portions.push(MapPortion { seed, columns });
                cost = 0;
            }
            piece.push(column);
            cost += own;
        }
        if !piece.is_empty() {
            portions.push(MapPortion {
                seed,
                columns: piece,
            });
        }
    }

    /// log10 ||dL/dx|| / ||dL/dy*|| of each column of a portion, at depths 1..=`depth`: minus infinity is an exact zero, also where
    /// dL/dy* is 0; NaN is not finite.
    pub fn compute(&self, portion: &MapPortion) -> Vec<Vec<f64>> {
        let mut drawn: Option<Network> = None;
        let column = |column: &usize| {
            let column = *column;
            if !self.is_shared(column) {
                let depths = 1..=self.depth;
                let alone = |depth| {
                    let network = Network::from(&self.recipe_at(column, depth, portion.seed));
                    relative(&Column::of(&network, 1.0, None))
                };
                return depths.map(alone).map(decades).collect();
            }
            let recipe = self.recipe_at(column, self.depth, portion.seed);
            let ends = ends(&recipe);
            // Gains only scale what is drawn.
            let (factor, network) = match self.axis {
                MapAxis::Gain => {
                    let unit = || {
                        let gain = PerLayer::uniform(1.0);
                        Network::from(&Recipe {
                            gain,
                            ..recipe.clone()
                        })
                    };
                    (recipe.gain.at(1), &*drawn.get_or_insert_with(unit))
                }
                _ => (1.0, &*drawn.insert(Network::from(&recipe))),
            };
            let all = input_gradients(network, factor, &ends);
            all.into_iter().map(decades).collect()
        };
        portion.columns.iter().map(column).collect()
    }
}

/// The losses of the networks that are the first 1, 2, ..., K layers.
fn ends(recipe: &Recipe) -> Vec<(usize, Loss)> {
    let mut ends: Vec<(usize, Loss)> = Vec::with_capacity(recipe.depth);
    let mut width = 0;
    for depth in 1..=recipe.depth {
        let own = recipe.width.at(depth);
        let loss = match ends.last() {
            Some((_, loss)) if own == width => loss.clone(),
            _ => Loss::of(recipe, own),
        };
        width = own;
        ends.push((depth, loss));
    }
    ends
}

fn needs_chain(recipe: &Recipe) -> bool {
    matches!(recipe.loss, LossKind::Best | LossKind::Worst) || recipe.turn.is_some()
}

/// The numbers of a map that are there.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    plan: MapPlan,
    /// Of each column those of each seed.
    columns: Vec<Vec<Option<Vec<f64>>>>,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapCell {
    /// The median of log10 ||dL/dx|| / ||dL/dy*||, of an even number of seeds the mean of the middle two: minus infinity is an exact zero, NaN not finite.
    pub median: f64,
    /// Of how many seeds.
    pub seeds: usize,
}

impl Map {
    /// With no numbers yet.
    pub fn of(plan: MapPlan) -> Self {
        let columns = vec![vec![None; plan.seeds as usize]; plan.values.len()];
        Self { plan, columns }
    }

    /// What it shows.
    pub fn plan(&self) -> &MapPlan {
        &self.plan
    }

    /// Takes what [`MapPlan::compute`] gave for a portion; what does not fit is left out.
    pub fn add(&mut self, portion: &MapPortion, numbers: Vec<Vec<f64>>) {
        for (column, list) in portion.columns.iter().zip(numbers) {
            let seeds = self.columns.get_mut(*column);
            let place = seeds.and_then(|seeds| seeds.get_mut(portion.seed as usize));
            if let Some(place) = place.filter(|_| list.len() == self.plan.depth) {
                *place = Some(list);
            }
        }
    }

    /// The cell of a column at depth 1..; `None` while no seed of it is there.
    pub fn cell(&self, column: usize, depth: usize) -> Option<MapCell> {
        let known = self.columns.get(column)?.iter().flatten();
        let mut numbers: Vec<f64> = known
            .filter_map(|list| list.get(depth.checked_sub(1)?).copied())
            .collect();
        numbers.sort_by(f64::total_cmp);
        let middle = [(numbers.len().checked_sub(1)?) / 2, numbers.len() / 2];
        let [low, high] = middle.map(|i| numbers[i]);
        Some(MapCell {
            median: if low == high {
                low
            } else {
                f64::midpoint(low, high)
            },
            seeds: numbers.len(),
        })
    }

    /// The nearest column that has a cell at every depth, for what is not there yet.
    pub fn nearest_known(&self, column: usize) -> Option<usize> {
        let is_known = |i: &usize| self.columns[*i].iter().any(Option::is_some);
        let known = (0..self.columns.len()).filter(is_known);
        known.min_by_key(|i| i.abs_diff(column))
    }
}
