//! The picture of a pinned network, A, together with that of the current one.

use super::axis::LayerAxis;
use super::panel::{Curve, Dash, LegendEntry, Marker, Marks, Panel, Point, Role, Series, Swatch};
use super::value::Value;
use crate::words::compare as words;

/// The marks of a pinned network, to be drawn behind those of the panel on the panel's own scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// Its layers; if their number differs from the panel's, both ends are at the same places.
    pub x: LayerAxis,
    /// What is drawn.
    pub series: Vec<Series>,
}

impl Panel {
    /// This panel with the marks of another one, of a pinned network, behind its own. No axis
    /// moves. `conclusion` is the result of comparing both networks, for the text alternative.
    pub fn with_ghost(mut self, pinned: Self, conclusion: &str) -> Self {
        self.description.push_str(&words::described(conclusion));
        let is_new = |entry: &LegendEntry| self.legend.iter().all(|own| own.name != entry.name);
        let new: Vec<LegendEntry> = pinned.legend.into_iter().filter(is_new).collect();
        self.legend.push(LegendEntry {
            name: words::LEGEND,
            role: Role::Note,
            swatch: Swatch::Ghost,
        });
        self.legend.extend(new);
        if self.x == pinned.x {
            for (reading, other) in self.readings.iter_mut().zip(&pinned.readings) {
                if let Some((_, numbers)) = other.split_once(':') {
                    reading.push_str(&words::reading(numbers.trim_start()));
                }
            }
        } else {
            self.notes.push(words::depth(pinned.x.depth));
        }
        self.ghost = Some(Ghost {
            x: pinned.x,
            series: simplified(pinned.series),
        });
        self
    }
}

/// The marks of A that are kept, so that the networks do not hide each other: of many curves the first
/// one, the outermost values that are not zero, and the zeros.
fn simplified(mut all: Vec<Series>) -> Vec<Series> {
    for series in &mut all {
        if let Marks::Fan(curves) = &mut series.marks {
            *curves = outline(curves);
        }
    }
    all
}

fn line(points: Vec<Point>, dash: Dash) -> Curve {
    Curve {
        points,
        dash,
        marker: Marker::None,
    }
}

fn outline(curves: &[Curve]) -> Vec<Curve> {
    let Some(first) = curves.first() else {
        return Vec::new();
    };
    let (mut outer, mut zeros) = (Vec::new(), Vec::new());
    for Point { layer, .. } in &first.points {
        for curve in curves.iter().rev() {
            match curve.points.iter().find(|point| point.layer == *layer) {
                None => {}
                Some(point) if point.value == Value::Zero => zeros.push(*point),
                Some(point) => {
                    outer.push(*point);
                    break;
                }
            }
        }
    }
    // Dashed, because a fan has thin lines already.
    let first = first.points.clone();
    vec![first, zeros, outer]
        .into_iter()
        .map(|points| line(points, Dash::Short))
        .collect()
}
