//! Where theory ends.

/// Why theory says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Layers share their weights, so they are not independent.
    Tied,
    /// A layer has a norm before its weights, after its sum, or beside a skip.
    Norm,
    /// A skip around an activation that has a mean: z gets a common mean, along which the gradient grows faster than the theory of
    /// infinite width says.
    SkippedMean,
    /// The weights are not random: identity, zeros or constant.
    NotRandom,
    /// The inner layers are not all alike, so they have no fixed point in common.
    Mixed,
    /// The inner layers have skips or norms, so their lengths follow another map.
    OtherMap,
}

impl Absent {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Tied,
        Self::Norm,
        Self::SkippedMean,
        Self::NotRandom,
        Self::Mixed,
        Self::OtherMap,
    ];

    /// Whether [`Theory::line`](super::Theory::line) is there all the same.
    pub fn has_line(self) -> bool {
        matches!(self, Self::Mixed | Self::OtherMap)
    }
}
