//! The ranges of the chart of outputs and slopes.

/// The ranges of a magnitude axis: a few, so that it seldom changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AxisRange {
    /// 10^-2 to 10: what one layer does
    Nearest,
    /// 10^-6 to 10^2
    Near,
    /// 10^-16 to 10^8
    Standard,
    /// 10^-48 to 10^16
    Far,
    /// 10^-160 to 10^40
    Farther,
    /// 10^-800 to 10^400
    Farthest,
}

impl AxisRange {
    /// All of them, from the narrowest to the widest.
    pub const ALL: [Self; 6] = [
        Self::Nearest,
        Self::Near,
        Self::Standard,
        Self::Far,
        Self::Farther,
        Self::Farthest,
    ];

    /// The narrowest that holds all of these, as log10; the widest if none does.
    pub fn holding(values: &[f64]) -> Self {
        let holds = |range: &Self| {
            let (bottom, top) = range.ends();
            values.iter().all(|log10| (bottom..=top).contains(log10))
        };
        Self::ALL.into_iter().find(holds).unwrap_or(Self::Farthest)
    }

    /// log10 of the bottom and of the top.
    pub fn ends(self) -> (f64, f64) {
        let (bottom, top, _) = self.definition();
        (f64::from(bottom), f64::from(top))
    }

    /// log10 of the labelled magnitudes, ascending; 0 is always one of them.
    pub fn ticks(self) -> Vec<i32> {
        let (bottom, top, step) = self.definition();
        (bottom / step..=top / step)
            .map(|tick| tick * step)
            .collect()
    }

    /// Bottom, top and distance of the ticks, in decades.
    fn definition(self) -> (i32, i32, i32) {
        match self {
            Self::Nearest => (-2, 1, 1),
            Self::Near => (-6, 2, 1),
            Self::Standard => (-16, 8, 4),
            Self::Far => (-48, 16, 8),
            Self::Farther => (-160, 40, 20),
            Self::Farthest => (-800, 400, 100),
        }
    }
}
