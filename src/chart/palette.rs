//! The colours of the fan, its lens and the strip of gains.

use super::theme::Color;

/// Colours by meaning, on a ground of their own.
///
/// Text has a contrast of at least 4.5 on the ground, marks have at least 3. [`faint`](Self::faint) is for
/// lines that may be overlooked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color,
    /// The gradient, and text in the foreground.
    pub ink: Color,
    /// Other text.
    pub quiet: Color,
    /// The grid.
    pub faint: Color,
    /// Outlines of discs, and what is pinned.
    pub line: Color,
    /// Inside of a disc.
    pub glass: Color,
    /// Shorter than at the loss.
    pub below: Color,
    /// About as long as at the loss.
    pub flat: Color,
    /// Longer than at the loss.
    pub above: Color,
    /// Much longer, and what is cut off.
    pub hot: Color,
    /// The product of the norms.
    pub bound: Color,
    /// What the signal loses or gains on its way forward.
    pub signal: Color,
    /// What can be dragged.
    pub pick: Color,
}

impl Palette {
    /// On a light ground.
    pub const LIGHT: Self = Self {
        ground: Color(253, 253, 251),
        ink: Color(20, 23, 27),
        quiet: Color(92, 102, 114),
        faint: Color(223, 227, 232),
        line: Color(135, 144, 154),
        glass: Color(255, 255, 255),
        below: Color(20, 104, 200),
        flat: Color(109, 117, 128),
        above: Color(194, 84, 10),
        hot: Color(168, 29, 19),
        bound: Color(132, 56, 184),
        signal: Color(8, 122, 83),
        pick: Color(11, 92, 173),
    };
    /// On a dark ground.
    pub const DARK: Self = Self {
        ground: Color(13, 16, 21),
        ink: Color(238, 241, 245),
        quiet: Color(152, 163, 177),
        faint: Color(31, 37, 45),
        line: Color(101, 112, 126),
        glass: Color(19, 24, 32),
        below: Color(86, 176, 255),
        flat: Color(170, 179, 190),
        above: Color(255, 160, 72),
        hot: Color(255, 102, 71),
        bound: Color(200, 147, 255),
        signal: Color(67, 211, 160),
        pick: Color(127, 192, 255),
    };
}
