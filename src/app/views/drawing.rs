//! A canvas that is drawn anew only if what is on it changes.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

use web_sys::Element;

use super::plot::{backing, fineness};
use super::surface::{self, Surface};
use crate::app::browser::document;
use crate::app::browser::measured::Measured;
use crate::chart::Theme;

/// A canvas with what is on it.
pub struct Drawing<T> {
    canvas: Measured,
    /// Whether what is behind it is seen through it, so that it is emptied first.
    is_over: bool,
    drawn: Option<(T, Theme, (u32, u32))>,
}

impl<T: PartialEq> Drawing<T> {
    /// Nothing on it yet.
    pub fn of(canvas: Measured) -> Self {
        Self {
            canvas,
            is_over: false,
            drawn: None,
        }
    }

    /// The same over another canvas.
    pub fn over(canvas: Measured) -> Self {
        Self {
            is_over: true,
            ..Self::of(canvas)
        }
    }

    /// What is on it.
    pub fn shown(&self) -> Option<&T> {
        self.drawn.as_ref().map(|drawn| &drawn.0)
    }

    /// The canvas.
    pub fn canvas(&self) -> &Measured {
        &self.canvas
    }

    /// Draws something with its text alternative, for screens with so many pixels to a CSS pixel; `None` if that is there
    /// already, or there is no room.
    pub fn draw<R>(
        &mut self,
        (next, said): (T, &str),
        (theme, ratio): (&Theme, f64),
        draw: impl FnOnce(&T, &DrawingArea<Surface<'static>, Shift>, &Theme) -> R,
    ) -> Option<R> {
        let canvas = self.canvas.canvas();
        if !self.is_over {
            document::set_attribute(canvas, "aria-label", said);
        }
        let (width, height) = self.canvas.size();
        let size = (backing(width, ratio), backing(height, ratio));
        let next = Some((next, theme.clone(), size));
        if size.0 == 0 || self.drawn == next {
            return None;
        }
        match self.is_over {
            // A canvas that is given a size is empty.
            true => {
                canvas.set_width(size.0);
                canvas.set_height(size.1);
            }
            false => surface::fit(canvas, size),
        }
        let area = surface::of_canvas(canvas.clone(), fineness(ratio));
        self.drawn = next;
        let (shown, theme, _) = self.drawn.as_ref()?;
        let theme = theme.clone().with_ratio(ratio * f64::from(fineness(ratio)));
        Some(draw(shown, &area, &theme))
    }
}

/// Says where a finger can take hold of what a hand moves, in CSS pixels from its corner; a coordinate that is not there
/// is any.
pub fn set_grip(hand: &Element, at: [Option<f64>; 2]) {
    let [x, y] = at.map(|css| css.map_or_else(String::new, |css| format!("{css:.0}")));
    document::set_attribute(hand, "data-grip", &[x, y].join(","));
}
