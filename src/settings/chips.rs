//! What of the fan is shown.

use super::field::{Field, Group, Key, Values};
use super::rows::PLAIN;
use super::{Chart, Settings};
use crate::words::settings as words;

/// The text of no chip at all.
const NONE: &str = "none";

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
    /// What theory says of such networks.
    pub theory: bool,
    /// What other networks of the recipe do.
    pub seeds: bool,
    /// Where number formats end.
    pub formats: bool,
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
    /// [`Chips::theory`]
    Theory,
    /// [`Chips::seeds`]
    Seeds,
    /// [`Chips::formats`]
    Formats,
}

impl Chip {
    /// All of them, in reading order.
    pub const ALL: [Self; 8] = [
        Self::Gradient,
        Self::Directions,
        Self::Bound,
        Self::Weights,
        Self::Plain,
        Self::Theory,
        Self::Seeds,
        Self::Formats,
    ];

    /// Its name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Directions => "directions",
            Self::Bound => "bound",
            Self::Weights => "weights",
            Self::Plain => "plain",
            Self::Theory => "theory",
            Self::Seeds => "seeds",
            Self::Formats => "formats",
        }
    }

    /// Whether only the whole program can show it.
    pub fn needs_whole(self) -> bool {
        matches!(self, Self::Theory | Self::Seeds | Self::Formats)
    }
}

impl Default for Chips {
    fn default() -> Self {
        Self {
            gradient: true,
            directions: true,
            ..Self::NONE
        }
    }
}

impl Chips {
    /// Nothing is shown.
    pub const NONE: Self = Self {
        gradient: false,
        directions: false,
        bound: false,
        weights: false,
        plain: false,
        theory: false,
        seeds: false,
        formats: false,
    };

    /// These alone.
    pub fn only(all: impl IntoIterator<Item = Chip>) -> Self {
        let mut chips = Self::NONE;
        all.into_iter().for_each(|chip| *chips.of(chip) = true);
        chips
    }

    fn of(&mut self, chip: Chip) -> &mut bool {
        match chip {
            Chip::Gradient => &mut self.gradient,
            Chip::Directions => &mut self.directions,
            Chip::Bound => &mut self.bound,
            Chip::Weights => &mut self.weights,
            Chip::Plain => &mut self.plain,
            Chip::Theory => &mut self.theory,
            Chip::Seeds => &mut self.seeds,
            Chip::Formats => &mut self.formats,
        }
    }

    /// What goes with a chart.
    pub fn of_chart(chart: Chart) -> Self {
        let usual = Self::default();
        match chart {
            Chart::Bound => usual.toggled(Chip::Bound),
            Chart::Weights => usual.toggled(Chip::Weights),
            Chart::Gradients | Chart::Spectrum | Chart::Outputs => usual,
        }
    }

    /// Whether only the whole program can show them.
    pub fn need_whole(self) -> bool {
        let mut shown = Chip::ALL.into_iter().filter(|chip| self.has(*chip));
        shown.any(Chip::needs_whole)
    }

    /// Their names, separated by commas, or `none`.
    ///
    /// ```
    /// use gradlens::settings::{Chip, Chips};
    /// assert_eq!(Chips::default().toggled(Chip::Theory).names(), "gradient,directions,theory");
    /// assert_eq!(Chips::NONE.names(), "none");
    /// ```
    pub fn names(self) -> String {
        let shown = Chip::ALL.into_iter().filter(|chip| self.has(*chip));
        let names: Vec<&str> = shown.map(Chip::name).collect();
        match names.is_empty() {
            true => NONE.into(),
            false => names.join(","),
        }
    }

    /// The chips with these names, as if they were chosen one after the other; `None` if one of them has no such name.
    ///
    /// ```
    /// use gradlens::settings::Chips;
    /// let chips = Chips::from_names("directions,weights").unwrap();
    /// assert_eq!(chips.names(), "weights");
    /// assert_eq!(Chips::from_names("strands"), None);
    /// ```
    pub fn from_names(names: &str) -> Option<Self> {
        let mut chips = Self::NONE;
        for name in names.split(',').filter(|_| names != NONE) {
            let chip = Chip::ALL.into_iter().find(|chip| chip.name() == name)?;
            if !chips.has(chip) {
                chips = chips.toggled(chip);
            }
        }
        Some(chips)
    }

    /// Whether this one is shown.
    pub fn has(mut self, chip: Chip) -> bool {
        *self.of(chip)
    }

    /// The same with this one shown, or no longer. The strands would hide the columns of the weights, so
    /// that they go when these come; plain arithmetic is laid over the strands, so that they come with it.
    #[must_use]
    pub fn toggled(mut self, chip: Chip) -> Self {
        let is_on = !self.has(chip);
        *self.of(chip) = is_on;
        match chip {
            Chip::Directions => self.plain &= is_on,
            Chip::Weights => {
                self.directions &= !is_on;
                self.plain &= !is_on;
            }
            Chip::Plain => {
                self.directions |= is_on;
                self.weights &= !is_on;
            }
            _ => {}
        }
        self
    }
}

pub(super) const CHIPS_ROW: Field = Field {
    key: Key::Chips,
    name: "chips",
    label: words::CHIPS[0],
    help: words::CHIPS[1],
    values: Values::Text(words::CHIPS[2]),
    group: Group::View,
    text: |s: &Settings| s.view.chips.map_or_else(String::new, Chips::names),
    set: |s, text| {
        s.view.chips = match text {
            "" => None,
            names => Some(Chips::from_names(names)?),
        };
        Some(())
    },
    ..PLAIN
};
