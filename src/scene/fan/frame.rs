//! How many decades the fan shows, and whether zeros have a row below them.

/// Decades below and above 1, and the row of zeros.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FanFrame {
    /// D
    pub below: f64,
    /// U
    pub above: f64,
    /// How far the row of zeros is open: 0 where there are none, 1 where there are some, between them on the way.
    pub zeros: f64,
}

/// The least number of decades below 1.
const LEAST: f64 = 3.0;
/// Room between the outermost length and the edge.
const ROOM: f64 = 1.04;
/// The share of the frame that the smaller side has at least: of the larger side.
const SMALLEST: (f64, f64) = (4.0, 8.0);

impl Default for FanFrame {
    fn default() -> Self {
        Self::around([])
    }
}

impl FanFrame {
    /// The smallest frame that holds all of these lengths, as log10; numbers that are not finite are left out.
    ///
    /// Decades come in steps (1/2, 1, 3/2, 2, 3, 4, 6, 8, ...), so that a small change keeps the frame; at
    /// least three below 1, D >= U/4, U >= D/8.
    pub fn around(lengths: impl IntoIterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.6 / ROOM);
        for length in lengths.into_iter().filter(|length| length.is_finite()) {
            low = low.max(-length);
            high = high.max(length);
        }
        let above = step(high * ROOM);
        let below = step(low * ROOM).max(LEAST).max(above / SMALLEST.0);
        Self {
            below,
            above: above.max(below / SMALLEST.1),
            zeros: 0.0,
        }
    }

    /// The same with a row of zeros, or without one.
    #[must_use]
    pub fn with_zeros(self, has_zeros: bool) -> Self {
        Self {
            zeros: f64::from(u8::from(has_zeros)),
            ..self
        }
    }

    /// A frame that tells nothing: the usual one, as long as it holds a guess.
    pub fn blind(guess: f64) -> Self {
        let holding = |usual: f64, decades: f64| {
            let mut held = usual;
            while held < decades {
                held *= 2.0;
            }
            held
        };
        Self {
            below: holding(16.0, -guess),
            above: holding(2.0, guess),
            zeros: 0.0,
        }
    }

    /// A frame that holds what this one and another hold: while a reader drags, the frame only grows.
    pub fn grown(self, other: Self) -> Self {
        Self {
            below: self.below.max(other.below),
            above: self.above.max(other.above),
            zeros: self.zeros.max(other.zeros),
        }
    }

    /// A frame between this one (0) and another (1).
    pub fn towards(self, other: Self, share: f64) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * share;
        Self {
            below: between(self.below, other.below),
            above: between(self.above, other.above),
            zeros: between(self.zeros, other.zeros),
        }
    }

    /// The height of a length in the frame: 0 at its bottom, 1 at its top.
    pub fn height(self, log10: f64) -> f64 {
        (log10 + self.below) / (self.below + self.above)
    }

    /// The length at a height.
    pub fn length(self, height: f64) -> f64 {
        height * (self.below + self.above) - self.below
    }
}

/// The smallest step that is not below this: 1/2, then powers of two and one and a half times them.
fn step(decades: f64) -> f64 {
    let mut step = 0.5;
    loop {
        for candidate in [step, 1.5 * step] {
            // There is no 3/4.
            if candidate >= decades && candidate != 0.75 {
                return candidate;
            }
        }
        step *= 2.0;
    }
}
