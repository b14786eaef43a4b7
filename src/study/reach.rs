//! Lines of mean-field theory over a map: where gradients keep their length, and how deep networks can be.

use super::map::{MapAxis, MapPlan};
use super::theory::{Fate, MeanField, Theory};

/// Information reaches about so many times xi (Schoenholz et al. 2017).
pub const REACHES: f64 = 6.0;
/// Halvings of the distance of two values between which chi passes 1.
const HALVINGS: u32 = 14;
/// Where chi passes 1 without a jump it is nearer to 1 than this after them.
const NEAR: f64 = 0.02;

/// What theory says over the values of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapLines {
    /// chi at each value: the factor of the mean square gradient for each layer; NaN where there is no theory.
    pub chi: Vec<f64>,
    /// 6 xi at each value, in layers: xi is the depth in which correlations settle, and where lengths go to 0 the one in which they do.
    /// Infinite where chi is 1, NaN where lengths have no end.
    pub reach: Vec<f64>,
    /// The values where chi passes 1, between neighbouring ones, within 1/16000 of their distance.
    pub critical: Vec<f64>,
}

impl MapLines {
    /// Over all columns of a map.
    pub fn of(plan: &MapPlan) -> Self {
        let values = plan.values();
        let fields: Vec<_> = (0..values.len()).map(|column| at(plan, column)).collect();
        let chi: Vec<f64> = fields.iter().map(|field| factor(field.as_ref())).collect();
        let reach = fields
            .iter()
            .map(|field| field.as_ref().map_or(f64::NAN, reach));
        let pairs =
            (1..values.len()).filter(|next| (chi[next - 1] - 1.0) * (chi[*next] - 1.0) < 0.0);
        let between = pairs.filter_map(|next| passing(plan, (next - 1, chi[next - 1])));
        // A run of exact ones is critical everywhere, and no line.
        let is_one = |column: usize| chi.get(column).copied() == Some(1.0);
        let alone = (0..values.len())
            .filter(|i| is_one(*i) && !is_one(i + 1) && !i.checked_sub(1).is_some_and(is_one))
            .map(|i| values[i]);
        let mut critical: Vec<f64> = between.chain(alone).collect();
        critical.sort_by(f64::total_cmp);
        Self {
            reach: reach.collect(),
            critical,
            chi,
        }
    }
}

fn at(plan: &MapPlan, column: usize) -> Option<MeanField> {
    Theory::mean_field_of(&plan.recipe_at(column, plan.depth(), 0)).ok()
}

fn factor(field: Option<&MeanField>) -> f64 {
    field.map_or(f64::NAN, |field| field.chi)
}

/// 6 xi.
fn reach(field: &MeanField) -> f64 {
    let depth = match field.fate {
        Fate::Zero => field.length_depth(),
        _ => field.correlation_depth(),
    };
    match depth {
        Some(depth) => REACHES * depth,
        None if field.chi == 1.0 => f64::INFINITY,
        None => f64::NAN,
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
        chi = factor(at(&one, 0).as_ref());
        let end = usize::from((chi - 1.0) * (first - 1.0) <= 0.0);
        ends[end] = middle;
    }
    ((chi - 1.0).abs() < NEAR).then(|| off(f64::midpoint(ends[0], ends[1])))
}
