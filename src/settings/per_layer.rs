//! One value for every layer, stored as runs.

/// A value for every layer 1, 2, 3, ..., independent of the depth.
///
/// Stored as the layers at which a new value begins, so equal values are equal data. The last value
/// applies to all further layers: a network that grows deeper continues with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PerLayer<T> {
    first: T,
    /// (layer, value from there on); layers ascending, above 1; neighbouring values differ.
    changes: Vec<(usize, T)>,
}

impl<T: Copy + PartialEq> PerLayer<T> {
    /// The same value at every layer.
    pub fn uniform(value: T) -> Self {
        Self {
            first: value,
            changes: Vec::new(),
        }
    }

    /// Each value as many times as its count; the last one for all further layers as well. Runs of
    /// count 0 are skipped; `None` if nothing is left.
    ///
    /// ```
    /// use gradlens::settings::PerLayer;
    /// let widths = PerLayer::from_runs([(16, 2), (8, 1)]).unwrap();
    /// assert_eq!([1, 2, 3, 4].map(|layer| widths.at(layer)), [16, 16, 8, 8]);
    /// ```
    pub fn from_runs(runs: impl IntoIterator<Item = (T, usize)>) -> Option<Self> {
        let mut runs = runs.into_iter().filter(|(_, count)| *count > 0);
        let (first, count) = runs.next()?;
        let mut per_layer = Self::uniform(first);
        let mut layer = count.saturating_add(1);
        for (value, count) in runs {
            if value != per_layer.last() {
                per_layer.changes.push((layer, value));
            }
            layer = layer.saturating_add(count);
        }
        Some(per_layer)
    }

    /// The value at this layer, counted from 1.
    pub fn at(&self, layer: usize) -> T {
        let begun = self.changes.iter().take_while(|(from, _)| *from <= layer);
        begun.last().map_or(self.first, |(_, value)| *value)
    }

    /// Whether every layer has the same value.
    pub fn is_uniform(&self) -> bool {
        self.changes.is_empty()
    }

    /// The values of layers 1..=depth as runs (value, count); the counts add up to `depth`.
    pub fn runs(&self, depth: usize) -> Vec<(T, usize)> {
        let mut runs = Vec::with_capacity(self.changes.len() + 1);
        let (mut from, mut value) = (1, self.first);
        for &(layer, next) in self.changes.iter().filter(|(layer, _)| *layer <= depth) {
            runs.push((value, layer - from));
            (from, value) = (layer, next);
        }
        runs.push((value, depth.saturating_sub(from - 1)));
        runs
    }

    /// The same values at layers 1..=depth, forgetting what comes after.
    pub fn truncated(mut self, depth: usize) -> Self {
        self.changes.retain(|(layer, _)| *layer <= depth);
        self
    }

    /// The values after the same change to each.
    pub fn map<U: Copy + PartialEq>(&self, rule: impl Fn(T) -> U) -> PerLayer<U> {
        let mut mapped = PerLayer::uniform(rule(self.first));
        for &(layer, value) in &self.changes {
            let value = rule(value);
            if value != mapped.last() {
                mapped.changes.push((layer, value));
            }
        }
        mapped
    }

    /// How many layers have a value of their own: the layer at which the last value begins.
    pub fn stated_layers(&self) -> usize {
        self.changes.last().map_or(1, |(layer, _)| *layer)
    }

    fn last(&self) -> T {
        self.changes.last().map_or(self.first, |(_, value)| *value)
    }
}
