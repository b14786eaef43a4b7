//! The scale of the strip.

/// Which two decades of gains the strip spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StripRange {
    /// 0.1 to 10.
    #[default]
    Usual,
    /// 0.01 to 1.
    Small,
}

impl StripRange {
    /// How many decades it spans.
    pub const DECADES: f64 = 2.0;

    /// log10 of the smallest gain.
    fn start(self) -> f64 {
        match self {
            Self::Usual => -1.0,
            Self::Small => -2.0,
        }
    }

    /// The smallest and the largest gain.
    pub fn limits(self) -> (f64, f64) {
        match self {
            Self::Usual => (0.1, 10.0),
            Self::Small => (0.01, 1.0),
        }
    }

    /// Where a positive gain is: 0 at the left end, 1 at the right one; logarithmic, and beyond both.
    pub fn share(self, gain: f64) -> f64 {
        (libm::log10(gain) - self.start()) / Self::DECADES
    }

    /// The gain at a share, brought within the limits.
    pub fn gain(self, share: f64) -> f64 {
        let (least, most) = self.limits();
        libm::pow(10.0, self.start() + share * Self::DECADES).clamp(least, most)
    }

    /// The gain so many decades above the smallest one of all ranges.
    pub fn gain_after(decades: f64) -> f64 {
        libm::pow(10.0, Self::Small.start() + decades)
    }

    /// The range that shows this gain. Where both do, below 1, it stays this one, so that nothing jumps
    /// while a reader drags.
    #[must_use]
    pub fn around(self, gain: f64) -> Self {
        match gain {
            gain if gain < 0.1 => Self::Small,
            gain if gain >= 1.0 => Self::Usual,
            _ => self,
        }
    }
}
