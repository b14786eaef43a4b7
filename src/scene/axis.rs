//! The two axes of a chart: layers across, magnitudes up.

/// The horizontal axis: K + 1 places of equal width, the input (0) on the left, layer K on the
/// right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerAxis {
    /// K, at least 1.
    pub depth: usize,
}

impl LayerAxis {
    /// The middle of a layer's place, as a fraction of the axis from its left end.
    #[expect(clippy::cast_precision_loss, reason = "depths are far below 2^53")]
    pub fn fraction(self, layer: usize) -> f64 {
        (layer.min(self.depth) as f64 + 0.5) / (self.depth + 1) as f64
    }

    /// The width of one place as a fraction of the axis.
    pub fn step(self) -> f64 {
        self.fraction(1) - self.fraction(0)
    }

    /// The layer whose place holds this fraction of the axis; the nearest end outside 0..1.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the places of the axis"
    )]
    pub fn layer_at(self, fraction: f64) -> usize {
        let places = (self.depth + 1) as f64;
        (fraction * places).floor().clamp(0.0, self.depth as f64) as usize
    }

    /// The layers that get a number when at most `most` fit: 0, K and round steps between.
    pub fn ticks(self, most: usize) -> Vec<usize> {
        let step = [1, 2, 5, 10, 20, 25, 50, 100]
            .into_iter()
            .find(|step| self.depth / step < most.max(2))
            .unwrap_or(self.depth);
        let mut ticks: Vec<usize> = (0..=self.depth).step_by(step).collect();
        if let Some(last) = ticks.last().copied()
            && last != self.depth
        {
            if (self.depth - last) * 2 <= step && last != 0 {
                ticks.pop();
            }
            ticks.push(self.depth);
        }
        ticks
    }
}

/// The vertical axis: log10 of a magnitude on one of a few ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MagnitudeAxis {
    /// What is measured, in words.
    pub label: String,
    /// From where to where.
    pub range: AxisRange,
}

/// The position of a value on a magnitude axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Below the bottom.
    Below,
    /// At this fraction of the axis, counted from its bottom.
    On(f64),
    /// Above the top.
    Above,
}

impl MagnitudeAxis {
    /// The position of 10^log10.
    pub fn place(&self, log10: f64) -> Place {
        let (bottom, top) = self.range.ends();
        if log10 < bottom {
            Place::Below
        } else if log10 > top {
            Place::Above
        } else {
            Place::On((log10 - bottom) / (top - bottom))
        }
    }

    /// log10 of the magnitude at a fraction of the axis, counted from its bottom.
    pub fn log10_at(&self, fraction: f64) -> f64 {
        let (bottom, top) = self.range.ends();
        bottom + fraction * (top - bottom)
    }
}

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
