//! The style of the marks of a series.

use super::ink::Pen;
use super::theme::Color;

/// Colour and strength of a series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub color: Color,
    /// Whether they are the marks of a pinned network: thin and never filled, so that they are
    /// distinguishable without colour.
    pub is_ghost: bool,
}

impl Style {
    /// An unbroken line, of this width in CSS pixels in front.
    pub(super) fn pen(self, width: f64) -> Pen {
        Pen::solid(self.color, if self.is_ghost { 1.0 } else { width })
    }
}
