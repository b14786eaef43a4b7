//! What a picture of the page shows: a chart, or the fan.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

use super::surface::{self, Surface, drawn};
use crate::chart::{self, FanInverse, FanLook, SpreadInverse, Theme, Veil};
use crate::scene::{Fan, Spread};
use crate::words::{fan as words, panels};

/// A picture before it is drawn.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// The chart of outputs and slopes.
    Chart(Box<Spread>),
    /// The fan.
    Fan(Box<FanPicture>),
}

/// The fan, and what is of the moment.
#[derive(Clone, PartialEq)]
pub struct FanPicture {
    /// The fan.
    pub fan: Fan,
    /// What a step of the lesson hides.
    pub veil: Option<Veil>,
    /// What the reader had expected at the input, as log10.
    pub guess: Option<f64>,
    /// How far the gradient has come on its way back.
    pub pulse: Option<f64>,
    /// The fan of a pinned network.
    pub pinned: Option<Fan>,
    /// The text alternative.
    pub description: String,
    /// What has to be known beside the picture, in sentences.
    pub notes: Vec<String>,
}

/// From pixels back to what is there.
pub enum Map {
    /// Of a chart.
    Chart(SpreadInverse),
    /// Of the fan.
    Fan(Box<FanInverse>),
}

impl Content {
    /// A heading.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Chart(_) => panels::OUTPUTS,
            Self::Fan(_) => words::TITLE,
        }
    }

    /// Its name in the name of a saved file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Chart(_) => "outputs",
            Self::Fan(_) => "flow",
        }
    }

    /// The text alternative.
    pub fn description(&self) -> &str {
        match self {
            Self::Chart(spread) => &spread.description,
            Self::Fan(picture) => &picture.description,
        }
    }

    /// What has to be known to read the picture right.
    pub fn notes(&self) -> Vec<String> {
        match self {
            Self::Chart(spread) => spread.note.map(String::from).into_iter().collect(),
            Self::Fan(picture) => picture.notes.clone(),
        }
    }

    /// The numbers at a place in one line.
    pub fn reading(&self, place: usize) -> Option<&str> {
        let readings = match self {
            Self::Chart(spread) => &spread.readings,
            Self::Fan(picture) => &picture.fan.readings,
        };
        readings.get(place).map(String::as_str)
    }

    /// The degrees of its source turned by so many more, see [`Fan::turned`].
    ///
    /// [`Fan::turned`]: crate::scene::Fan::turned
    pub fn turned(&self, turn: Option<f64>, by: f64) -> Option<f64> {
        match self {
            Self::Fan(picture) => picture.fan.turned(turn, by),
            Self::Chart(_) => None,
        }
    }

    /// K.
    pub fn depth(&self) -> usize {
        match self {
            Self::Chart(spread) => spread.depth,
            Self::Fan(picture) => picture.fan.depth,
        }
    }

    /// The selected place, and the first one that can be selected.
    pub fn selected(&self) -> (usize, usize) {
        match self {
            Self::Chart(spread) => (spread.selected, 1),
            Self::Fan(picture) => (picture.fan.selected, 0),
        }
    }

    /// The place that is read out when the pointer is elsewhere: that of the gradient on its way, or the
    /// selected one.
    pub fn read(&self) -> usize {
        match self {
            Self::Chart(spread) => spread.selected,
            Self::Fan(picture) => picture.place().unwrap_or(picture.fan.selected),
        }
    }

    /// Draws it.
    pub fn draw(&self, area: &DrawingArea<Surface<'_>, Shift>, theme: &Theme) -> Map {
        match self {
            Self::Chart(spread) => Map::Chart(drawn(chart::draw_spread(spread, area, theme))),
            Self::Fan(picture) => {
                let look = FanLook {
                    pulse: picture.pulse,
                    pinned: picture.pinned.as_ref(),
                    veil: picture.veil,
                    guess: picture.guess,
                };
                let inverse = drawn(chart::draw_fan(&picture.fan, &look, area, theme));
                Map::Fan(Box::new(inverse))
            }
        }
    }

    /// It as an SVG element of this size in CSS pixels.
    pub fn svg(&self, theme: &Theme, size: (u32, u32)) -> String {
        surface::svg(theme, size, &mut |area, theme| {
            self.draw(area, theme);
        })
    }
}

impl FanPicture {
    /// The last place that the gradient has reached on its way back.
    pub fn place(&self) -> Option<usize> {
        self.pulse.map(reached)
    }
}

/// The last place 0..=K that a gradient has reached that is between two of them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place 0..=K"
)]
pub fn reached(place: f64) -> usize {
    place.ceil() as usize
}

impl Map {
    /// The place at a pixel, 0 being the input; `None` beside the places.
    pub fn place_at(&self, (x, y): (i32, i32)) -> Option<usize> {
        match self {
            Self::Chart(inverse) => inverse.layer(x),
            Self::Fan(inverse) => inverse
                .disc(x, y)
                .or_else(|| inverse.is_in_plot(x, y).then(|| inverse.place(x))),
        }
    }

    /// Where a length at the input is, as log10; `None` in a chart.
    pub fn at_the_input(&self, log10: f64) -> Option<(i32, i32)> {
        match self {
            Self::Chart(_) => None,
            Self::Fan(inverse) => Some(inverse.pixel(0, log10)),
        }
    }

    /// The length at a height, as log10; `None` in a chart.
    pub fn log10(&self, y: i32) -> Option<f64> {
        match self {
            Self::Chart(_) => None,
            Self::Fan(inverse) => Some(inverse.log10(y)),
        }
    }

    /// The angle of a pixel around the middle of the source, in degrees from the direction that arrives best;
    /// `None` in a chart.
    pub fn degrees(&self, (x, y): (i32, i32)) -> Option<f64> {
        match self {
            Self::Chart(_) => None,
            Self::Fan(inverse) => Some(inverse.angle(x, y).to_degrees()),
        }
    }

    /// Whether a pixel is on a source that can be turned.
    pub fn is_source(&self, (x, y): (i32, i32)) -> bool {
        match self {
            Self::Chart(_) => false,
            Self::Fan(inverse) => inverse.is_source(x, y),
        }
    }

    /// x of the middle of a place.
    pub fn middle(&self, place: usize) -> f64 {
        match self {
            Self::Chart(inverse) => inverse.x(place),
            Self::Fan(inverse) => f64::from(inverse.pixel(place, 0.0).0),
        }
    }
}
