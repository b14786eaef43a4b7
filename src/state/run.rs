//! The state of the work on the subject.

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
        /// When it began, in milliseconds.
        since: f64,
    },
    /// The reader has stopped the work.
    Stopped,
    /// The page has given up; final.
    Failed,
}
