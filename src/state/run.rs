//! What is being done about the subject.

/// The state of the computation as the reader sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Run {
    /// Nothing is left to compute.
    #[default]
    Idle,
    /// A job is under way.
    Running {
        /// Which one.
        job: u32,
        /// When the subject was last changed, in milliseconds.
        since: f64,
    },
    /// The reader has stopped the work.
    Stopped,
    /// The page has given up; final.
    Failed,
}

impl Run {
    /// When the subject of the present job was last changed; long ago if there is none.
    pub fn since(self) -> f64 {
        match self {
            Self::Running { since, .. } => since,
            _ => f64::NEG_INFINITY,
        }
    }
}
