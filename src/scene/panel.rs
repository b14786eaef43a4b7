//! One picture before it is drawn: axes, series, legend and words; and the table of its numbers.

use super::axis::{LayerAxis, MagnitudeAxis};
use super::ghost::Ghost;
use super::value::Value;

/// One picture in data units.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// A heading.
    pub title: &'static str,
    /// The text alternative: what a sighted reader would conclude from the picture, with numbers.
    pub description: String,
    /// The horizontal axis.
    pub x: LayerAxis,
    /// The vertical axis.
    pub y: MagnitudeAxis,
    /// What is drawn, in drawing order.
    pub series: Vec<Series>,
    /// What is drawn behind that, if a network is pinned.
    pub ghost: Option<Ghost>,
    /// What the marks mean; the signs of special values are listed only if the picture has them.
    pub legend: Vec<LegendEntry>,
    /// Remarks a reader needs to read the picture right, e.g. what was left out; often none.
    pub notes: Vec<String>,
    /// The selected layer, 1..K.
    pub selected: usize,
    /// One line per place 0..K with the most important numbers there, for a pointer or a status
    /// line.
    pub readings: Vec<String>,
}

impl Panel {
    /// Every point of every series, also of a pinned network.
    pub fn points(&self) -> Vec<Point> {
        let pinned = self.ghost.as_ref();
        let pinned = pinned.map_or(&[][..], |ghost| &ghost.series);
        let mut points = Vec::new();
        for series in self.series.iter().chain(pinned) {
            points.extend(series.points());
        }
        points
    }
}

/// Marks that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What they show; also the label beside a curve. Empty where another series has the label.
    pub name: &'static str,
    /// Their meaning, which decides the colour.
    pub role: Role,
    /// The marks.
    pub marks: Marks,
}

impl Series {
    /// Leaves out what is not computed yet.
    pub(super) fn drop_pending(&mut self) {
        let is_there = |point: &Point| point.value != Value::Pending;
        match &mut self.marks {
            Marks::Curve(curve) => curve.points.retain(is_there),
            Marks::Fan(curves) => curves
                .iter_mut()
                .for_each(|curve| curve.points.retain(is_there)),
            Marks::Tags(_) => {}
        }
    }

    /// Every point.
    pub fn points(&self) -> Vec<Point> {
        match &self.marks {
            Marks::Curve(curve) => curve.points.clone(),
            Marks::Fan(curves) => curves.iter().flat_map(|c| c.points.clone()).collect(),
            Marks::Tags(_) => Vec::new(),
        }
    }
}

/// The marks of a series.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// One curve with markers and, where there is room, its name at the right end.
    Curve(Curve),
    /// Thin curves without markers.
    Fan(Vec<Curve>),
    /// Short texts at the bottom of a layer's place.
    Tags(Vec<Tag>),
}

/// A value at a place of the layer axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// 0..K; 0 is the input.
    pub layer: usize,
    /// The value there.
    pub value: Value,
}

/// Points joined from left to right; the line breaks at zeros and at values that are not finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The points, layers ascending.
    pub points: Vec<Point>,
    /// How the line is broken.
    pub dash: Dash,
    /// The marks on it.
    pub marker: Marker,
}

/// A short text at a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// 0..K.
    pub layer: usize,
    /// The text.
    pub text: String,
}

/// How a line is broken; the same meaning as its colour, for readers who see none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Long strokes.
    Long,
    /// Short strokes.
    Short,
    /// Dots.
    Dotted,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// No mark.
    None,
    /// A disc.
    Disc,
    /// A square.
    Square,
}

/// What a mark means; the theme gives it a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Below 1.
    Shrinking,
    /// Above 1.
    Expanding,
    /// |z|.
    Output,
    /// |A'|.
    Slope,
    /// Text and marks beside the data.
    Note,
    /// Numbers that are not finite.
    Failure,
}

/// One line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// What it is.
    pub name: &'static str,
    /// Its colour.
    pub role: Role,
    /// Its shape.
    pub swatch: Swatch,
}

/// The small picture in front of a legend line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Swatch {
    /// A line with a mark on it.
    Line(Dash, Marker),
    /// A hollow mark, for values that are not resolved.
    Hollow(Marker),
    /// The sign of an exact zero: a ring with a stroke through it.
    Zero,
    /// The sign of a number that is not finite: a cross.
    Cross,
    /// The signs of values off the scale: a triangle up and one down.
    Triangle,
    /// The thin lines of a pinned network.
    Ghost,
}

impl Swatch {
    /// Whether it explains a sign that a picture has only now and then.
    pub fn is_sign(self) -> bool {
        matches!(
            self,
            Self::Hollow(_) | Self::Zero | Self::Cross | Self::Triangle | Self::Ghost
        )
    }
}

/// Numbers as text, for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows; each has as many cells as there are columns, the first one being the row's head.
    pub rows: Vec<Vec<String>>,
}
