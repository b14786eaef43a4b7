//! The strip of gains: a column for each gain, which is a whole network, the output at the top and the
//! input at the bottom; and the gain of the network on the page.

mod column;
mod mark;
mod range;
mod said;

pub use column::StripColumn;
pub use mark::StripMark;
pub use range::StripRange;

use std::rc::Rc;

use crate::network::Subject;
use crate::words::strip as words;

/// What the columns and the handle multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scaled {
    /// The handle is the gain, the same in all layers.
    Gain,
    /// Layers differ in gain: all are multiplied, and 1 is as they were.
    Gains,
    /// The weights of a network file. This is a look only: the handle stays at 1.
    Weights,
}

/// The picture in data units.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// From which gain to which.
    pub range: StripRange,
    /// What is multiplied.
    pub scaled: Scaled,
    /// The columns that are known, gains ascending.
    pub columns: Vec<Rc<StripColumn>>,
    /// Whether the columns belong to the settings before.
    pub is_older: bool,
    /// Whether no column is still to come.
    pub is_whole: bool,
    /// Whether the network has too many weights for columns.
    pub is_too_large: bool,
    /// The gain of the network on the page.
    pub handle: f64,
    /// Well-known gains within the range, ascending.
    pub marks: Vec<StripMark>,
}

impl Strip {
    /// How many columns there are to a decade when the strip is coarse. Between neighbours that are not
    /// farther apart, what is not known is drawn as if it lay between them.
    pub const COARSE: usize = 12;
    /// Their distance in decades.
    pub const APART: f64 = 1.0 / 12.0;

    /// The strip of this subject without its columns; `handle` is its gain, or the factor of its gains.
    pub fn of(subject: &Subject, range: StripRange, handle: f64) -> Self {
        let recipe = subject.drawn();
        let scaled = match recipe {
            None => Scaled::Weights,
            Some(recipe) if recipe.gain.is_uniform() => Scaled::Gain,
            Some(_) => Scaled::Gains,
        };
        let init = recipe.map(|recipe| recipe.init);
        Self {
            range,
            scaled,
            columns: Vec::new(),
            is_older: false,
            is_whole: false,
            is_too_large: !Self::is_affordable(subject),
            handle: if recipe.is_some() { handle } else { 1.0 },
            marks: mark::marks(range, init.filter(|_| scaled == Scaled::Gain)),
        }
    }

    /// Up to so many weights every worker has the network, and a coarse strip takes seconds.
    pub const MOST_WEIGHTS: u64 = 4_000_000;

    /// Whether columns of this network are computed.
    pub fn is_affordable(subject: &Subject) -> bool {
        // Along a chain that is not known there is no direction to show.
        let has_direction = !subject.needs_chain() || subject.has_spectra();
        subject.weights() <= Self::MOST_WEIGHTS && has_direction
    }

    /// Whether the handle can be moved.
    pub fn can_move(&self) -> bool {
        self.scaled != Scaled::Weights
    }

    /// What the handle is called: "gain 1.00".
    pub fn label(&self) -> String {
        self.name(self.handle)
    }

    /// A gain and what it is.
    fn name(&self, gain: f64) -> String {
        let figures = figures(gain);
        match self.scaled {
            Scaled::Gain => words::gain(&figures),
            Scaled::Gains => words::gains_times(&figures),
            Scaled::Weights => words::weights_times(&figures),
        }
    }

    /// The gain that a pointer means: that of a mark if it is near one, otherwise with three digits; within the
    /// range.
    pub fn meant(&self, gain: f64) -> f64 {
        let share = self.range.share(gain);
        let is_near = |mark: &&StripMark| (self.range.share(mark.gain) - share).abs() < NEAR;
        let (least, most) = self.range.limits();
        match self.marks.iter().find(is_near) {
            Some(mark) => mark.gain,
            None => rounded(gain).clamp(least, most),
        }
    }

    /// The gain after so many steps of the keyboard, with three digits: always another one, also at a mark, and also
    /// beyond the range.
    pub fn after(&self, steps: f64) -> Option<f64> {
        let (least, most) = self.range.limits();
        let after = |times: i32| {
            let gain = self.handle * libm::pow(10.0, steps * f64::from(times) * STEP);
            match (least..=most).contains(&gain) {
                true => self.meant(gain),
                false => rounded(gain),
            }
        };
        let is_ahead = |gain: &f64| (gain / self.handle - 1.0) * steps > 1e-4 * steps.abs();
        (1..=STEPS).map(after).find(is_ahead)
    }

    /// The column whose gain is nearest; `None` if there is none near enough to stand for it.
    pub fn column(&self, gain: f64) -> Option<&StripColumn> {
        let away = |column: &&Rc<StripColumn>| libm::log10(column.gain / gain).abs();
        let nearest = self
            .columns
            .iter()
            .min_by(|a, b| away(a).total_cmp(&away(b)));
        // Half the distance of coarse columns, and a bit.
        let nearest = nearest.filter(|column| away(column) <= 0.51 * Self::APART);
        nearest.map(|column| &**column)
    }
}

/// Decades for a step of the keyboard; more than so many of them always leave a mark.
const STEP: f64 = 0.01;
const STEPS: i32 = 10;
/// A pointer this near to a mark means it, as a share of the strip: some pixels.
const NEAR: f64 = 0.003;

/// Two decimals, three of a gain below 0.1.
fn figures(gain: f64) -> String {
    match gain < 0.0995 {
        true => format!("{gain:.3}"),
        false => format!("{gain:.2}"),
    }
}

/// Three digits.
fn rounded(gain: f64) -> f64 {
    let unit = match gain {
        gain if gain < 0.1 => 1e4,
        gain if gain < 1.0 => 1e3,
        _ => 1e2,
    };
    (gain * unit).round() / unit
}
