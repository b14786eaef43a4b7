//! Monotone cubic curves through points: between two of them a curve never leaves the range of their heights.

use super::brush::At;

/// The longest step of a sampled curve, in CSS pixels: where it bends, and where it is straight to within so
/// much.
const STEP: f64 = 3.0;
const STRAIGHT: f64 = 9.0;
const FLAT: f64 = 0.02;
/// How often an interval is halved at most.
const HALVINGS: u32 = 12;

/// A curve through points, from left to right.
///
/// Slopes are those of Fritsch and Carlson (1980) in the form of Fritsch and Butland (1984): zero where the
/// secants on both sides differ in sign, otherwise their harmonic mean, and the secant itself at the ends.
/// Both are at most twice each neighbouring secant, which makes every piece monotone.
#[derive(Clone, Debug, PartialEq)]
pub struct Spline {
    points: Vec<At>,
    slopes: Vec<f64>,
}

/// The part of the plane that is drawn: from where to where, left to right and top to bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Left and right.
    pub x: (f64, f64),
    /// Top and bottom.
    pub y: (f64, f64),
}

impl Spline {
    /// Through points with ascending x and finite y.
    pub fn through(points: Vec<At>) -> Self {
        let secants: Vec<f64> = points
            .windows(2)
            .map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0))
            .collect();
        let slopes = (0..points.len()).map(|i| {
            let before = i.checked_sub(1).and_then(|i| secants.get(i));
            match (before, secants.get(i)) {
                (Some(a), Some(b)) if a * b > 0.0 => 2.0 / (1.0 / a + 1.0 / b),
                (Some(_), Some(_)) | (None, None) => 0.0,
                (Some(only), None) | (None, Some(only)) => *only,
            }
        });
        let slopes = slopes.collect();
        Self { points, slopes }
    }

    /// The points.
    pub fn points(&self) -> &[At] {
        &self.points
    }

    /// The height at x; `None` outside of the points.
    pub fn height(&self, x: f64) -> Option<f64> {
        let right = self.points.partition_point(|point| point.0 < x);
        let to = self.points.get(right)?;
        if to.0 == x {
            return Some(to.1);
        }
        let left = right.checked_sub(1)?;
        let share = (x - self.points[left].0) / (to.0 - self.points[left].0);
        Some(self.piece(left, share).1)
    }

    /// The lines that look like the part of the curve in a window; none of their steps is much longer than
    /// three CSS pixels where it bends.
    pub fn sampled(&self, window: Window) -> Vec<Vec<At>> {
        let mut lines = Vec::new();
        let mut line: Vec<At> = Vec::new();
        let mut last: Option<At> = None;
        for at in self.all(window) {
            if let Some(from) = last.replace(at) {
                match clipped(from, at, window) {
                    Some((from, to)) => {
                        if line.last() != Some(&from) {
                            lines.push(std::mem::replace(&mut line, vec![from]));
                        }
                        line.push(to);
                    }
                    None => lines.push(std::mem::take(&mut line)),
                }
            }
        }
        lines.push(line);
        lines.retain(|line| line.len() > 1);
        lines
    }

    /// Enough points of the curve, some of them outside of the window.
    fn all(&self, window: Window) -> Vec<At> {
        let mut all: Vec<At> = self.points.first().copied().into_iter().collect();
        for left in 0..self.points.len().saturating_sub(1) {
            self.refine(left, (0.0, 1.0, HALVINGS), (window, &mut all));
        }
        all
    }

    /// Appends the points of a part of one piece but its first.
    fn refine(
        &self,
        left: usize,
        (from, to, halvings): (f64, f64, u32),
        (window, all): (Window, &mut Vec<At>),
    ) {
        let (a, b) = (self.piece(left, from), self.piece(left, to));
        let is_outside = clipped(a, b, window).is_none();
        let middle = f64::midpoint(from, to);
        let bend = self.piece(left, middle).1 - f64::midpoint(a.1, b.1);
        let longest = if bend.abs() < FLAT { STRAIGHT } else { STEP };
        if is_outside || halvings == 0 || (b.0 - a.0).hypot(b.1 - a.1) <= longest {
            return all.push(b);
        }
        self.refine(left, (from, middle, halvings - 1), (window, all));
        self.refine(left, (middle, to, halvings - 1), (window, all));
    }

    /// The point at a share of the piece between two points, as Hermite's polynomial.
    fn piece(&self, left: usize, t: f64) -> At {
        let ((x0, y0), (x1, y1)) = (self.points[left], self.points[left + 1]);
        if t >= 1.0 {
            return (x1, y1);
        }
        let width = x1 - x0;
        let (m0, m1) = (self.slopes[left] * width, self.slopes[left + 1] * width);
        let rise = y1 - y0;
        let s = t * t * (3.0 - 2.0 * t);
        let bend = t * (1.0 - t) * ((1.0 - t) * m0 - t * m1);
        // Rounding must not leave the range either.
        let y = (y0 + rise * s + bend).clamp(y0.min(y1), y0.max(y1));
        (x0 + width * t, y)
    }
}

/// The part of a step that lies in the window.
fn clipped(from: At, to: At, window: Window) -> Option<(At, At)> {
    let (from, to) = cut(from, to, window.x)?;
    let swapped = |(x, y): At| (y, x);
    let (from, to) = cut(swapped(from), swapped(to), window.y)?;
    Some((swapped(from), swapped(to)))
}

/// The part of a step whose first coordinate lies in a range.
fn cut(from: At, to: At, (low, high): (f64, f64)) -> Option<(At, At)> {
    if from.0.max(to.0) < low || from.0.min(to.0) > high {
        return None;
    }
    let at = |edge: f64| {
        let share = (edge - from.0) / (to.0 - from.0);
        (edge, from.1 + (to.1 - from.1) * share)
    };
    let inside = |point: At| match point.0 {
        x if x < low => at(low),
        x if x > high => at(high),
        _ => point,
    };
    Some((inside(from), inside(to)))
}
