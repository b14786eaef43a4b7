//! How the reader looks at the numbers: nothing here changes one, and nothing here is in a link.

use crate::scene::Chips;

/// The part of the view that no link carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The place under the pointer, 0..=K.
    pub hovered: Option<usize>,
    /// What the step of the lesson shows in the fan, or what the reader has chosen there; `None` is what the view says.
    pub chips: Option<Chips>,
    /// The direction that the reader follows in the fan, 0 being the longest.
    pub followed: Option<usize>,
    /// How far the gradient has come on its way back, as a place K..0; `None` in the still picture.
    pub pulse: Option<f64>,
    /// Whether it moves by itself.
    pub is_playing: bool,
    /// When it would have left the output had it never paused, in milliseconds.
    pub pulse_began: f64,
    /// Whether the page is being printed: in light colours.
    pub is_printed: bool,
}
