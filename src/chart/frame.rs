//! The layout: from layers and magnitudes to pixels, and back.

use super::ink::Pixel;
use super::theme::Theme;
use crate::scene::{LayerAxis, MagnitudeAxis, Marks, Panel, Place, Point, Value};

/// The lengths of the layout, in CSS pixels.
const LEFT: f64 = 52.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 36.0;
const LANE: f64 = 24.0;
const TAGS: f64 = 16.0;
const TICKS: f64 = 24.0;

/// A panel's layout in backend pixels. All panels of one width share their horizontal layout.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The left and right end of the layer axis.
    pub left: i32,
    pub right: i32,
    /// The top and bottom of the magnitude scale.
    pub top: i32,
    pub bottom: i32,
    /// The middle of the row for values that are not finite, above the scale.
    pub not_finite: i32,
    /// The middle of the row for exact zeros, below the scale.
    pub zero: i32,
    /// The middle of the row of tags, if there is one.
    pub tags: Option<i32>,
    /// The bottom of all rows.
    pub floor: i32,
    /// The middle of the layer numbers.
    pub numbers: i32,
    /// The middle of the line above the scale that names it.
    pub heading: i32,
    /// The width of a mark off the scale, with some space around it.
    mark: i32,
    pub x: LayerAxis,
    pub y: MagnitudeAxis,
    pub selected: usize,
}

/// Where a point is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// On the scale.
    On(Pixel),
    /// Off the scale: at its bottom or its top.
    Below(Pixel),
    Above(Pixel),
    /// In the row of exact zeros.
    Zero(Pixel),
    /// In the row of values that are not finite.
    NotFinite(Pixel),
}

impl Frame {
    /// The layout of a panel on so many backend pixels.
    pub(super) fn of(panel: &Panel, size: (u32, u32), theme: &Theme) -> Self {
        let width = i32::try_from(size.0).unwrap_or(i32::MAX);
        let height = i32::try_from(size.1).unwrap_or(i32::MAX);
        let has_tags = panel
            .series
            .iter()
            .any(|series| matches!(series.marks, Marks::Tags(_)));
        let numbers = height - theme.px(TICKS / 2.0);
        let floor = height - theme.px(TICKS);
        let tags = has_tags.then(|| floor - theme.px(TAGS / 2.0));
        let above = if has_tags {
            floor - theme.px(TAGS)
        } else {
            floor
        };
        let top = theme.px(TOP);
        let lane = theme.px(LANE);
        let left = theme.px(LEFT);
        let right = (width - theme.px(RIGHT)).max(left + 1);
        Self {
            left,
            right,
            top,
            bottom: (above - lane).max(top + 1),
            not_finite: top - theme.px(7.0),
            zero: above - theme.px(7.0),
            tags,
            floor,
            numbers,
            heading: theme.px(10.0),
            mark: theme.px(11.0),
            x: panel.x,
            y: panel.y.clone(),
            selected: panel.selected,
        }
    }

    /// The same for another number of layers: the input and the last layer are placed where those
    /// of the panel are.
    pub(super) fn with_depth(&self, x: LayerAxis) -> Self {
        if x == self.x {
            return self.clone();
        }
        let (first, last) = (self.x_of(0), self.x_of(self.x.depth));
        let depth = i32::try_from(x.depth).unwrap_or(i32::MAX).max(1);
        let half = (last - first) / depth / 2;
        Self {
            left: first - half,
            right: last + half,
            x,
            selected: usize::MAX,
            ..self.clone()
        }
    }

    /// The middle of a layer's place.
    pub(super) fn x_of(&self, layer: usize) -> i32 {
        self.left + self.across(self.x.fraction(layer))
    }

    /// The left and right end of a layer's place.
    pub(super) fn place_of(&self, layer: usize) -> (i32, i32) {
        let half = self.x.step() / 2.0;
        let middle = self.x.fraction(layer);
        (
            self.left + self.across(middle - half),
            self.left + self.across(middle + half),
        )
    }

    /// The width of a place.
    pub(super) fn step(&self) -> f64 {
        self.x.step() * f64::from(self.right - self.left)
    }

    /// Whether a layer's place has its own mark off the scale and in the rows: if places are
    /// narrower than such a mark, only every n-th and the selected one do.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number"
    )]
    pub(super) fn is_marked(&self, layer: usize) -> bool {
        let every = (f64::from(self.mark) / self.step()).ceil().max(1.0) as usize;
        layer == self.selected || self.x.depth.abs_diff(layer).is_multiple_of(every)
    }

    /// The height of 10^log10, also where it is off the scale.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to pixels")]
    pub(super) fn y_of(&self, log10: f64) -> i32 {
        let (bottom, top) = self.y.range.ends();
        let fraction = (log10 - bottom) / (top - bottom);
        let height = f64::from(self.bottom - self.top);
        let far = 1e6;
        self.bottom - (fraction * height).clamp(-far, far).round() as i32
    }

    /// The height of the line at 1.
    pub(super) fn one(&self) -> i32 {
        self.y_of(0.0)
    }

    /// Where a point is drawn.
    pub(super) fn spot(&self, point: Point) -> Spot {
        let x = self.x_of(point.layer);
        match point.value {
            Value::Zero => Spot::Zero((x, self.zero)),
            // A pending value is not in any panel.
            Value::NotFinite | Value::Pending => Spot::NotFinite((x, self.not_finite)),
            Value::Finite(log10) | Value::Unresolved(log10) => match self.y.place(log10) {
                Place::Below => Spot::Below((x, self.bottom)),
                Place::On(_) => Spot::On((x, self.y_of(log10))),
                Place::Above => Spot::Above((x, self.top)),
            },
        }
    }

    /// The inverse transform, from pixels.
    pub(super) fn inverse(&self) -> Inverse {
        Inverse {
            left: self.left,
            right: self.right,
            top: self.top,
            bottom: self.bottom,
            floor: self.floor,
            x: self.x,
            y: self.y.clone(),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most the width")]
    fn across(&self, fraction: f64) -> i32 {
        (fraction * f64::from(self.right - self.left)).round() as i32
    }
}

/// From pixels of a drawn panel back to layers and values. All pixels are those of the backend.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    floor: i32,
    x: LayerAxis,
    y: MagnitudeAxis,
}

impl Inverse {
    /// The place nearest to a pixel, 0 (input) to K; `None` left or right of all places.
    pub fn layer_at(&self, x: i32) -> Option<usize> {
        (self.left..=self.right)
            .contains(&x)
            .then(|| self.x.layer_at(self.fraction(x)))
    }

    /// log10 of the magnitude at a height; `None` off the scale.
    pub fn log10_at(&self, y: i32) -> Option<f64> {
        let height = f64::from(self.bottom - self.top);
        (self.top..=self.bottom)
            .contains(&y)
            .then(|| self.y.log10_at(f64::from(self.bottom - y) / height))
    }

    /// The box of a layer's place: left, top, right, bottom. For a focus ring or a hover mark.
    #[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
    pub fn place_of(&self, layer: usize) -> (i32, i32, i32, i32) {
        let width = f64::from(self.right - self.left);
        let half = self.x.step() / 2.0;
        let middle = self.x.fraction(layer);
        let pixel = |fraction: f64| self.left + (fraction * width).round() as i32;
        (
            pixel(middle - half),
            self.top,
            pixel(middle + half),
            self.floor,
        )
    }

    fn fraction(&self, x: i32) -> f64 {
        f64::from(x - self.left) / f64::from(self.right - self.left)
    }
}
