//! The length map of wide layers, its fixed points, and what gradients do there.

use super::correlation::Correlation;
use super::marks;
use super::moments::{Moments, Shape};
use crate::network::Extended;

/// The search for fixed points goes over so many marks of ln q at a time, ...
const STRIDE: i32 = 8;
/// ... so often in both directions, and mark by mark where V(q)/q - 1 turns back before 0. One more than e^45 needs, because it begins up
/// to one step beside q.
const STEPS: i32 = 226;
/// V(q)/q - 1 has no sign below this.
const NOISE: f64 = 1e-11;
/// A factor within this of 1 is 1.
const ONE: f64 = 4e-15;
/// Information reaches about so many times xi.
const REACHES: f64 = 6.0;
/// Variances within this part of each other are the same.
const SAME: f64 = 1e-13;

/// Layers with weights from N(0, sw2 / `fan_in`) and biases from N(0, sb2), infinitely wide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wide {
    /// A
    pub shape: Shape,
    /// Variance of the weights times `fan_in`, 0..
    pub weight_variance: f64,
    /// Variance of the biases, 0..
    pub bias_variance: f64,
}

/// Where the mean square q of the pre-activations goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// To a fixed point above 0.
    Fixed,
    /// It stays where it is, wherever that is.
    Marginal,
    /// To 0.
    Zero,
    /// To infinity.
    Diverges,
}

/// What a gradient does on its way back through many layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// chi < 1
    Vanishing,
    /// chi = 1, within 4e-15
    Critical,
    /// chi > 1
    Exploding,
}

/// What inputs do that are nearly the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// They become the same.
    Ordered,
    /// They part.
    Chaotic,
}

/// Mean-field theory of wide layers (Poole et al. 2016, Schoenholz et al. 2017).
///
/// V(q) = sw2 E A(sqrt(q) z)^2 + sb2 is the mean square of the next pre-activation, chi(q) = sw2 E A'(sqrt(q) z)^2 the
/// factor of E ||dL/da||^2 from a layer to the one before it. Relative accuracy 1e-13, at fixed points that over |1 - V'|.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanField {
    /// The layers.
    pub wide: Wide,
    /// Where q goes.
    pub fate: Fate,
    /// Where q ends: `None` if it diverges.
    pub q: Option<f64>,
    /// The fixed points q > 0 that are not stable, ascending: from beyond the next one the lengths go elsewhere. Those within
    /// a factor of e^45 of where the lengths begin are found.
    pub unstable: Vec<f64>,
    /// The stable ones to which q does not go from here.
    pub elsewhere: Vec<f64>,
    /// chi at q; for q to 0 or to infinity its limit there.
    pub chi: f64,
    /// V' at q, or its limit.
    pub slope: f64,
    /// The correlation of two inputs in the end; `None` if there is no fixed point, or if it is too near 1 to be resolved.
    pub correlation: Option<Correlation>,
}

impl Wide {
    /// Whether these are the same layers, but for the roundings of a variance that is divided by one width and multiplied by it.
    pub(super) fn is_nearly(self, other: Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= SAME * b.abs();
        self.shape == other.shape
            && near(self.weight_variance, other.weight_variance)
            && near(self.bias_variance, other.bias_variance)
    }

    /// V(q).
    pub fn next(self, q: Extended) -> Extended {
        self.next_of(&Moments::of(self.shape, q))
    }

    /// chi(q).
    pub fn chi(self, q: Extended) -> Extended {
        Moments::of(self.shape, q).slope_square * self.weight_variance.into()
    }

    /// V(q), given the moments there.
    pub fn next_of(self, moments: &Moments) -> Extended {
        self.next_from(moments.square)
    }

    fn next_from(self, square: Extended) -> Extended {
        square * self.weight_variance.into() + self.bias_variance.into()
    }

    /// V(q) / q - 1 at q = e^l.
    fn excess(self, l: f64) -> f64 {
        let q = libm::exp(l);
        self.next(q.into()).to_f64() / q - 1.0
    }

    /// V(q) / q - 1 at a mark.
    fn excess_at(self, mark: i32) -> f64 {
        let next = self.next_from(marks::square_at(self.shape, mark));
        next.to_f64() / marks::q_of(mark) - 1.0
    }

    /// The fixed point between two marks, by Newton's method that stays between them; V(q) / q - 1 rises, or falls.
    fn root(self, ends: [i32; 2], rises: bool) -> f64 {
        let [mut low, mut high] = ends.map(|mark| libm::log(marks::q_of(mark)));
        let mut l = f64::midpoint(low, high);
        for _ in 0..200 {
            let q = libm::exp(l);
            let moments = Moments::of(self.shape, q.into());
            let next = self.next_of(&moments).to_f64();
            if (next < q) == rises {
                low = l;
            } else {
                high = l;
            }
            let slope = self.weight_variance * moments.square_growth;
            let mut better = l - (next / q - 1.0) / (slope - next / q);
            if !(low..=high).contains(&better) {
                better = f64::midpoint(low, high);
            }
            let is_there = (better - l).abs() <= 4.0 * f64::EPSILON;
            l = better;
            if is_there {
                break;
            }
        }
        libm::exp(l)
    }

    /// Where the lengths go from this q > 0, given the fixed points, ascending: which one it is, if it is one.
    fn destination(self, q: f64, roots: &[f64]) -> (Fate, Option<f64>) {
        let excess = self.excess(libm::log(q));
        if excess.abs() < 1e-12 {
            return (Fate::Fixed, Some(q));
        }
        let next = match excess > 0.0 {
            true => roots.iter().find(|root| **root > q),
            false => roots.iter().rfind(|root| **root < q),
        };
        match next {
            Some(root) => (Fate::Fixed, Some(*root)),
            None if excess > 0.0 => (Fate::Diverges, None),
            None => (Fate::Zero, None),
        }
    }

    /// Whether V(q) = q for every q.
    fn is_marginal(self) -> bool {
        let stays = |l| self.excess(l).abs() < 1e-13;
        [-3.0, 0.0, 3.0].into_iter().all(stays)
    }

    /// The fixed points within a factor of e^45 of q, ascending. Two of them within 3 % of each other may be missed.
    fn fixed_points(self, q: f64) -> Vec<f64> {
        // The same marks for every q.
        let start = marks::nearest(q) / STRIDE * STRIDE;
        let sample = |mark: i32| (mark, self.excess_at(mark));
        let coarse = (-STEPS..=STEPS).map(|k| sample(start + STRIDE * k));
        let coarse: Vec<(i32, f64)> = coarse.collect();
        let mut samples = coarse.clone();
        for three in coarse.windows(3) {
            let [before, middle, after] = [three[0].1, three[1].1, three[2].1];
            let sign = middle.signum();
            let turns = |beside: f64| sign * (beside - middle) > NOISE;
            if turns(before) && turns(after) {
                let between = three[0].0..three[2].0;
                samples.extend(between.filter(|mark| *mark % STRIDE != 0).map(sample));
            }
        }
        samples.retain(|(_, excess)| excess.abs() > NOISE);
        samples.sort_by_key(|(mark, _)| *mark);
        let crossings = samples
            .windows(2)
            .filter(|two| (two[0].1 > 0.0) != (two[1].1 > 0.0));
        crossings
            .map(|two| self.root([two[0].0, two[1].0], two[0].1 < 0.0))
            .collect()
    }
}

impl MeanField {
    /// Of lengths that begin at q = 1. Both variances are finite and not negative.
    pub fn of(wide: Wide) -> Self {
        Self::from(wide, 1.0)
    }

    /// Of lengths that begin at this q > 0.
    pub fn from(wide: Wide, q: f64) -> Self {
        let field = Self::without_correlation(wide, q);
        let correlation = match (field.fate, field.q) {
            (Fate::Fixed, Some(q)) => Correlation::of(wide, q, field.chi),
            _ => None,
        };
        Self {
            correlation,
            ..field
        }
    }

    /// The same in a fraction of the time; nothing is said of correlations.
    pub fn without_correlation(wide: Wide, q: f64) -> Self {
        let is_marginal = wide.is_marginal();
        let roots = match is_marginal {
            true => Vec::new(),
            false => wide.fixed_points(q),
        };
        let (fate, fixed) = match is_marginal {
            true => (Fate::Marginal, Some(q)),
            false => wide.destination(q, &roots),
        };
        let limit = |[left, right]: [f64; 2]| {
            one(wide.weight_variance * f64::midpoint(left * left, right * right))
        };
        let (q, chi, slope) = match (fate, fixed) {
            (Fate::Fixed, Some(q)) => {
                let moments = Moments::of(wide.shape, q.into());
                let chi = wide.weight_variance * moments.slope_square.to_f64();
                let slope = wide.weight_variance * moments.square_growth;
                (Some(q), one(chi), slope)
            }
            (Fate::Zero, _) => {
                let chi = limit(wide.shape.slopes_at_zero());
                (Some(0.0), chi, chi)
            }
            (Fate::Marginal, q) => (q, limit(wide.shape.slopes_at_infinity()), 1.0),
            (_, _) => {
                let chi = limit(wide.shape.slopes_at_infinity());
                (None, chi, chi)
            }
        };
        let is_other = |root: &f64| !q.is_some_and(|q| (root / q - 1.0).abs() < 1e-9);
        let is_unstable = |root: &f64| {
            let growth = Moments::of(wide.shape, (*root).into()).square_growth;
            wide.weight_variance * growth >= 1.0
        };
        let others = roots.into_iter().filter(is_other);
        let (unstable, elsewhere) = others.partition(is_unstable);
        Self {
            wide,
            fate,
            q,
            unstable,
            elsewhere,
            chi,
            slope,
            correlation: None,
        }
    }

    /// Whether it depends on where the lengths begin to which end they go.
    pub fn is_bistable(&self) -> bool {
        !self.unstable.is_empty()
    }

    /// Whether q comes near its end slower than by a constant factor a layer; `None` where it does not move.
    pub fn is_slow(&self) -> Option<bool> {
        let ends = matches!(self.fate, Fate::Zero | Fate::Diverges);
        (self.fate != Fate::Marginal).then_some(ends && self.slope == 1.0)
    }

    /// After so many layers the distance of q from its end falls by e; `None` where it does not.
    pub fn length_depth(&self) -> Option<f64> {
        depth_of(self.slope)
    }

    /// About how many layers information reaches: 6 xi (Schoenholz et al. 2017), after which an output tells no inputs apart. xi is the
    /// depth of the correlation, and where lengths go to 0 that of the lengths: the limit of the former for biases that become
    /// small. Infinite where chi is 1, so that nothing fades exponentially; `None` where lengths grow without end or it hangs on the
    /// input where they go, and where chi is too near to 1 for xi to be resolved.
    pub fn reach(&self) -> Option<f64> {
        let xi = match self.fate {
            _ if self.is_bistable() => None,
            Fate::Marginal => Some(f64::INFINITY),
            _ if self.chi == 1.0 => Some(f64::INFINITY),
            Fate::Zero => self.length_depth(),
            Fate::Fixed | Fate::Diverges => self.correlation_depth(),
        };
        xi.map(|xi| REACHES * xi)
    }

    /// After so many layers the distance of two inputs' correlation from its end falls by e.
    pub fn correlation_depth(&self) -> Option<f64> {
        depth_of(self.correlation?.chi)
    }

    /// What gradients do.
    pub fn trend(&self) -> Trend {
        match self.chi.total_cmp(&1.0) {
            std::cmp::Ordering::Less => Trend::Vanishing,
            std::cmp::Ordering::Equal => Trend::Critical,
            std::cmp::Ordering::Greater => Trend::Exploding,
        }
    }

    /// The phase; `None` where there is no fixed point.
    pub fn phase(&self) -> Option<Phase> {
        (self.fate == Fate::Fixed).then_some(match self.chi < 1.0 {
            true => Phase::Ordered,
            false => Phase::Chaotic,
        })
    }

    /// log10 of the factor of the root mean square gradient for each layer.
    pub fn decades_per_layer(&self) -> f64 {
        libm::log10(self.chi) / 2.0
    }
}

/// -1 / ln x, the layers in which x^l falls by e; `None` but for 0 < x < 1.
pub(super) fn depth_of(factor: f64) -> Option<f64> {
    (factor > 0.0 && factor < 1.0).then(|| -1.0 / libm::log(factor))
}

/// 1 for what differs from it by roundings.
fn one(factor: f64) -> f64 {
    match (factor - 1.0).abs() < ONE {
        true => 1.0,
        false => factor,
    }
}
