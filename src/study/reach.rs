//! Lines of mean-field theory over a map: where gradients keep their length, and how deep networks can be.

use super::map::{MapAxis, MapPlan};
use super::theory::{Absent, MeanField, Theory};

/// Halvings of the distance of two values between which chi passes 1.
const HALVINGS: u32 = 10;
/// Where chi passes 1 without a jump it is nearer to 1 than this after them.
const NEAR: f64 = 0.02;

/// What theory says over the values of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapLines {
    /// chi at each value: the factor of the mean square gradient for each layer; NaN where there is no theory.
    pub chi: Vec<f64>,
    /// 6 xi at each value, in layers, see [`MeanField::reach`]; NaN where there is none.
    pub reach: Vec<f64>,
    /// The values where chi passes 1, between neighbouring ones, within 1/1000 of their distance.
    pub critical: Vec<f64>,
    /// Why there is no theory at each value; `None` where there is one.
    pub absent: Vec<Option<Absent>>,
}

impl MapLines {
    /// Over all columns of a map.
    pub fn of(plan: &MapPlan) -> Self {
        let mut lines = Self::default();
        while lines.go_on(plan) {}
        lines
    }

    /// Takes the next column, which takes some milliseconds, the first one ten times as long; false if there is none left.
    pub fn go_on(&mut self, plan: &MapPlan) -> bool {
        let (values, column) = (plan.values(), self.chi.len());
        if column == values.len() {
            return false;
        }
        let field = Theory::mean_field_of(&plan.recipe_at(column, plan.depth(), 0));
        let chi = field.as_ref().map_or(f64::NAN, |field| field.chi);
        self.chi.push(chi);
        self.absent.push(field.as_ref().err().copied());
        let reach = field.ok().as_ref().and_then(MeanField::reach);
        self.reach.push(reach.unwrap_or(f64::NAN));
        if let Some(before) = column.checked_sub(1) {
            let first = self.chi[before];
            if (first - 1.0) * (chi - 1.0) < 0.0 {
                self.critical.extend(passing(plan, (before, first)));
            }
            self.note_one(plan, before);
        }
        if column + 1 == values.len() {
            self.note_one(plan, column);
        }
        true
    }

    /// A column where chi is exactly 1, unless it is so next to it, too: then it is critical everywhere, and there is no line.
    fn note_one(&mut self, plan: &MapPlan, column: usize) {
        let is_one = |column: usize| self.chi.get(column) == Some(&1.0);
        let is_alone = !is_one(column + 1) && !column.checked_sub(1).is_some_and(is_one);
        if is_one(column) && is_alone {
            self.critical.push(plan.values()[column]);
        }
    }
}

/// Where chi passes 1 between a column and the next one; `None` if it jumps.
fn passing(plan: &MapPlan, (column, first): (usize, f64)) -> Option<f64> {
    let values = plan.values();
    let [on, off]: [fn(f64) -> f64; 2] = match plan.axis() {
        MapAxis::Gain => [libm::log, libm::exp],
        MapAxis::Bias | MapAxis::Skip => [|value| value, |place| place],
        MapAxis::Width => return None,
    };
    let mut ends = [on(values[column]), on(values[column + 1])];
    let mut chi = f64::NAN;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(ends[0], ends[1]);
        let one = MapPlan::of(
            plan.recipe(),
            (plan.axis(), vec![off(middle)]),
            plan.depth(),
            1,
        );
        chi = Theory::chi_of(&one.recipe_at(0, plan.depth(), 0)).unwrap_or(f64::NAN);
        let end = usize::from((chi - 1.0) * (first - 1.0) <= 0.0);
        ends[end] = middle;
    }
    ((chi - 1.0).abs() < NEAR).then(|| off(f64::midpoint(ends[0], ends[1])))
}
