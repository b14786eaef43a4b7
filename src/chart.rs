//! Draws pictures on any plotters backend: canvas, SVG, or a recorder.
//!
//! All coordinates are pixels of the backend. On a canvas these are backing-store pixels, so every
//! length of the [`Theme`] is multiplied by the device pixel ratio. Text is never measured by a
//! backend (on the web that would put elements into the page); widths are estimated instead.

mod apart;
mod brush;
#[cfg(feature = "whole")]
mod cells;
mod count;
mod dash;
mod disc;
mod easel;
mod fan;
mod hatch;
mod heat;
mod ink;
mod labels;
#[cfg(feature = "whole")]
mod map;
mod matrix;
mod palette;
mod round;
mod sheet;
mod spline;
mod spread;
mod strip;
mod theme;
#[cfg(feature = "whole")]
mod training;

pub use apart::{ApartInverse, ApartPart, apart_height, draw_apart};
pub use fan::{FanInverse, FanLook, Veil, draw_fan, draw_small};
pub use heat::heat;
#[cfg(feature = "whole")]
pub use map::{MapInverse, draw_field, draw_map, draw_over_field};
pub use matrix::{Grid, draw_matrix, ink_on, level_color};
pub use palette::Palette;
pub use sheet::Sheet;
pub use spline::{Spline, Window};
pub use spread::{SpreadInverse, draw_spread};
pub use strip::{StripInverse, StripLook, draw_columns, draw_over_columns, draw_strip};
pub use theme::{Color, Theme};
#[cfg(feature = "whole")]
pub use training::{
    TrainingCells, TrainingInverse, draw_learned, draw_over_training_map, draw_training,
    draw_training_map, draw_training_on_cells, training_color,
};

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// Why a picture could not be drawn: an error of the backend.
pub type DrawingError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;
