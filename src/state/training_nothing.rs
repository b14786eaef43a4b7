//! The small program has no training.

use crate::lesson::Refusal;
use crate::scene::FirstSteps;

/// Nothing is known of it.
#[derive(Clone, Debug, Default)]
pub struct TrainingStore {}

impl TrainingStore {
    /// Nothing is asked about them.
    pub fn first_steps(&self) -> Option<Result<&FirstSteps, Refusal>> {
        None
    }

    /// Nothing runs.
    pub fn is_running(&self) -> bool {
        false
    }

    /// Nobody looks at it.
    pub fn is_watched(&self) -> bool {
        false
    }
}
