//! The map as a picture: the gradient at the input over that at the loss, for one setting and the depth, what theory says of it, and where
//! the network on the page is.

mod said;
mod scale;
mod table;

pub use scale::MapScale;

use std::rc::Rc;

use super::value::Value;
use crate::settings::Recipe;
use crate::study::map::{Map, MapPlan};
use crate::study::reach::MapLines;

/// All that does not hang on the network on the page: its setting across and its depth.
#[derive(Clone, Debug, PartialEq)]
pub struct MapField {
    /// What is across.
    pub scale: MapScale,
    /// Of the median over networks, at depths 1..: log10 ||dL/dx|| / ||dL/dy*||. A column that is not known yet has the numbers of the nearest
    /// one; all are empty as long as none is known.
    pub columns: Vec<Vec<Value>>,
    /// Which columns have numbers of their own.
    pub known: Vec<bool>,
    /// The deepest networks.
    pub depth: usize,
    /// How many networks a median is of in the end, and how many it is of now at least.
    pub networks: (usize, usize),
    /// What theory says, once it is known.
    pub lines: Option<MapLines>,
    /// What all the networks are: "tanh".
    pub name: String,
    /// What their weights are: "He".
    pub init: &'static str,
}

/// The line of 6 xi has so many points to a column.
const BETWEEN: u8 = 8;

/// Where a network is on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapDot {
    /// The value of the setting across.
    pub value: f64,
    /// Its depth.
    pub depth: usize,
}

/// The picture in data units.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPicture {
    /// The map.
    pub field: Rc<MapField>,
    /// A map of one column, which has exactly the setting of the network on the page; `None` before it is known.
    pub own: Option<Rc<MapField>>,
    /// The network on the page; `None` if its layers differ in the setting across.
    pub dot: Option<MapDot>,
    /// Whether dL/dy* of the networks of the map is another one than that of the network on the page.
    pub is_redirected: bool,
}

impl MapField {
    /// Of what is known.
    pub fn of(map: &Map, lines: Option<&MapLines>) -> Self {
        let plan = map.plan();
        let count = plan.values().len();
        let depths = 1..=plan.depth();
        let of_column = |column: usize| {
            let nearest = map.nearest_known(column)?;
            let cells = depths.clone().filter_map(|depth| map.cell(nearest, depth));
            Some(cells.map(|cell| value(cell.median)).collect())
        };
        let seeds = |column: usize| map.cell(column, 1).map_or(0, |cell| cell.seeds);
        let known: Vec<bool> = (0..count).map(|column| seeds(column) > 0).collect();
        let fewest = (0..count).map(seeds).min().unwrap_or(0);
        Self {
            scale: MapScale::of(plan.axis(), plan.values().to_vec()),
            columns: (0..count)
                .map(|i| of_column(i).unwrap_or_default())
                .collect(),
            known,
            depth: plan.depth(),
            networks: (plan.seeds() as usize, fewest),
            lines: lines.cloned(),
            name: said::name(plan.recipe()),
            init: said::weights(plan.recipe().init),
        }
    }

    /// The cell of a column at depth 1..
    pub fn cell(&self, column: usize, depth: usize) -> Value {
        let column = self.columns.get(column);
        let cell = column.and_then(|cells| cells.get(depth.checked_sub(1)?));
        cell.copied().unwrap_or(Value::Pending)
    }

    /// Whether every median is of all networks.
    pub fn is_whole(&self) -> bool {
        self.networks.1 == self.networks.0
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        !self.known.contains(&true)
    }

    /// The last depth of a column up to which, from 1 on, the gradient at the input stays within a factor of ten of that at the loss; 0 if at none.
    pub fn survives_to(&self, column: usize) -> usize {
        let cells = self.columns.get(column).into_iter().flatten();
        cells.take_while(|cell| is_alive(**cell)).count()
    }

    /// 6 xi over the map, as shares of the width and depths: pieces without a gap, and to infinity where chi passes 1.
    pub fn reach(&self) -> Vec<Vec<(f64, f64)>> {
        let Some(lines) = &self.lines else {
            return Vec::new();
        };
        let own = self
            .scale
            .values
            .iter()
            .copied()
            .zip(lines.reach.iter().copied());
        let at_one = lines.critical.iter().map(|value| (*value, f64::INFINITY));
        let has_some = lines.reach.iter().any(|depth| depth.is_finite());
        let mut points: Vec<(f64, f64)> = own.chain(at_one.filter(|_| has_some)).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let pieces = points.chunk_by(|a, b| a.1.is_nan() == b.1.is_nan());
        let known = pieces.filter(|piece| piece.len() > 1 && !piece[0].1.is_nan());
        let place = |(value, depth): &(f64, f64)| (self.scale.share(*value), *depth);
        known
            .map(|piece| between(&piece.iter().map(place).collect::<Vec<_>>()))
            .collect()
    }

    /// Where chi passes 1, as shares of the width.
    pub fn critical(&self) -> Vec<f64> {
        let lines = self.lines.iter().flat_map(|lines| &lines.critical);
        lines.map(|value| self.scale.share(*value)).collect()
    }
}

impl MapPicture {
    /// The field with the network of a recipe on it.
    pub fn of(field: &Rc<MapField>, recipe: &Recipe) -> Self {
        let value = field.scale.axis.value_of(recipe);
        let depth = recipe.depth;
        Self {
            field: Rc::clone(field),
            own: None,
            dot: value.map(|value| MapDot { value, depth }),
            is_redirected: MapPlan::is_redirected(recipe),
        }
    }

    /// The same with the column of the dot itself, which is left out if it is another one.
    pub fn with_own(mut self, own: &Rc<MapField>) -> Self {
        let is_there = self.dot.is_some_and(|dot| own.scale.values == [dot.value]);
        self.own = (is_there && !own.is_empty()).then(|| Rc::clone(own));
        self
    }

    /// The column in which the dot is; `None` where it lies beyond the map.
    pub fn column(&self) -> Option<usize> {
        let scale = &self.field.scale;
        let value = self.dot?.value;
        scale.holds(value).then(|| scale.nearest(value))
    }

    /// What the network becomes so many columns and layers from here: value of the setting across and depth, as far as they move.
    pub fn after(&self, columns: isize, layers: isize) -> Option<(Option<String>, Option<usize>)> {
        let scale = &self.field.scale;
        let dot = self.dot?;
        let column = scale.nearest(dot.value).saturating_add_signed(columns);
        let column = column.min(scale.values.len() - 1);
        let depth = dot.depth.saturating_add_signed(layers);
        Some((
            (columns != 0).then(|| scale.text(scale.values[column])),
            (layers != 0).then(|| depth.clamp(1, self.field.depth)),
        ))
    }
}

/// Whether a gradient is within a factor of ten of that at the loss.
fn is_alive(cell: Value) -> bool {
    cell.log10().is_some_and(|decades| decades.abs() <= 1.0)
}

/// The same line with points between those that are known: 1/xi is nearly straight where it passes 0.
fn between(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut line: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let [(from, low), (to, high)] = [pair[0], pair[1]];
        line.extend((1..=BETWEEN).map(|step| {
            let share = f64::from(step) / f64::from(BETWEEN);
            let inverse = (1.0 - share) / low + share / high;
            (from + share * (to - from), 1.0 / inverse)
        }));
    }
    line
}

fn value(decades: f64) -> Value {
    match decades {
        f64::NEG_INFINITY => Value::Zero,
        decades if decades.is_finite() => Value::Finite(decades),
        _ => Value::NotFinite,
    }
}
