//! What is across a map.

use crate::study::map::MapAxis;
use crate::words::map as words;

/// The values across, each in the middle of its column; all columns are equally wide.
#[derive(Clone, Debug, PartialEq)]
pub struct MapScale {
    /// The setting.
    pub axis: MapAxis,
    /// Its values, ascending.
    pub values: Vec<f64>,
}

impl MapScale {
    pub(super) fn of(axis: MapAxis, values: Vec<f64>) -> Self {
        Self { axis, values }
    }

    /// The place of a value as a share of the width, 0..=1; between the values of columns as its logarithm lies between theirs,
    /// or itself for biases and skips. What lies beyond the map is at its edge.
    pub fn share(&self, value: f64) -> f64 {
        self.place(value).clamp(0.0, 1.0)
    }

    /// The same, beyond the map too.
    #[expect(clippy::cast_precision_loss, reason = "some tens")]
    fn place(&self, value: f64) -> f64 {
        let on = |value: f64| match self.axis {
            MapAxis::Gain | MapAxis::Width => libm::log(value),
            MapAxis::Bias | MapAxis::Skip => value,
        };
        let count = self.values.len();
        let next = self.values.partition_point(|one| *one < value);
        let next = next.clamp(1, count.max(2) - 1);
        let (low, high) = (
            self.values[next - 1],
            self.values.get(next).copied().unwrap_or(f64::MAX),
        );
        let between = (on(value) - on(low)) / (on(high) - on(low));
        ((next - 1) as f64 + between + 0.5) / count as f64
    }

    /// Whether a value lies on the map: in one of its columns.
    pub fn holds(&self, value: f64) -> bool {
        (0.0..=1.0).contains(&self.place(value))
    }

    /// The least and the largest value.
    pub fn ends(&self) -> [f64; 2] {
        [self.values.first(), self.values.last()].map(|value| value.copied().unwrap_or(f64::NAN))
    }

    /// The column at a share of the width.
    pub fn column_at(&self, share: f64) -> usize {
        let count = self.values.len();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some tens, and not negative"
        )]
        let column = (share.clamp(0.0, 1.0) * count as f64) as usize;
        column.min(count.max(1) - 1)
    }

    /// The column nearest to a value.
    pub fn nearest(&self, value: f64) -> usize {
        self.column_at(self.share(value))
    }

    /// A value as text for its setting: three digits of a gain, two decimals of biases and skips.
    pub fn text(&self, value: f64) -> String {
        let unit = match self.axis {
            MapAxis::Width => 1.0,
            MapAxis::Gain if value > 0.0 => libm::pow(10.0, 2.0 - libm::log10(value).floor()),
            _ => 1e2,
        };
        ((value * unit).round() / unit).to_string()
    }

    /// What a column is called: "gain 1.33".
    pub fn label(&self, value: f64) -> String {
        words::setting(self.name(), &self.text(value))
    }

    /// The name of the setting.
    pub fn name(&self) -> &'static str {
        match self.axis {
            MapAxis::Gain => words::GAIN,
            MapAxis::Bias => words::BIAS,
            MapAxis::Width => words::WIDTH,
            MapAxis::Skip => words::SKIP,
        }
    }

    /// The values with a number on the axis.
    pub fn marks(&self) -> &'static [f64] {
        match self.axis {
            MapAxis::Gain => &[0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0],
            MapAxis::Bias | MapAxis::Skip => &[0.0, 0.5, 1.0, 1.5, 2.0],
            MapAxis::Width => &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0],
        }
    }
}
