//! What of the fan is shown.

use crate::settings::Chart;

/// What a reader has chosen to see in the fan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chips {
    /// The gradient itself.
    pub gradient: bool,
    /// A strand for every singular value of P^(h).
    pub directions: bool,
    /// The product of the norms of the layers.
    pub bound: bool,
    /// The gradients of the weights, as what the signal and what the gradient have lost or gained.
    pub weights: bool,
    /// What plain f64 and f32 arithmetic would make of the strands.
    pub plain: bool,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chip {
    /// [`Chips::gradient`]
    Gradient,
    /// [`Chips::directions`]
    Directions,
    /// [`Chips::bound`]
    Bound,
    /// [`Chips::weights`]
    Weights,
    /// [`Chips::plain`]
    Plain,
}

impl Chip {
    /// All of them, in reading order.
    pub const ALL: [Self; 5] = [
        Self::Gradient,
        Self::Directions,
        Self::Bound,
        Self::Weights,
        Self::Plain,
    ];

    /// Its name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Directions => "directions",
            Self::Bound => "bound",
            Self::Weights => "weights",
            Self::Plain => "plain",
        }
    }
}

impl Default for Chips {
    fn default() -> Self {
        Self {
            gradient: true,
            directions: true,
            bound: false,
            weights: false,
            plain: false,
        }
    }
}

impl Chips {
    /// What goes with a chart.
    pub fn of_chart(chart: Chart) -> Self {
        let usual = Self::default();
        match chart {
            Chart::Bound => usual.toggled(Chip::Bound),
            Chart::Weights => usual.toggled(Chip::Weights),
            Chart::Gradients | Chart::Spectrum | Chart::Outputs => usual,
        }
    }

    /// Whether this one is shown.
    pub fn has(self, chip: Chip) -> bool {
        match chip {
            Chip::Gradient => self.gradient,
            Chip::Directions => self.directions,
            Chip::Bound => self.bound,
            Chip::Weights => self.weights,
            Chip::Plain => self.plain,
        }
    }

    /// The same with this one shown, or no longer. The strands would hide the columns of the weights, so
    /// that they go when these come; plain arithmetic is laid over the strands, so that they come with it.
    #[must_use]
    pub fn toggled(mut self, chip: Chip) -> Self {
        let is_on = !self.has(chip);
        match chip {
            Chip::Gradient => self.gradient = is_on,
            Chip::Directions => {
                self.directions = is_on;
                self.plain &= is_on;
            }
            Chip::Bound => self.bound = is_on,
            Chip::Weights => {
                self.weights = is_on;
                self.directions &= !is_on;
                self.plain &= !is_on;
            }
            Chip::Plain => {
                self.plain = is_on;
                self.directions |= is_on;
                self.weights &= !is_on;
            }
        }
        self
    }
}
