//! The small program has no training.

/// Nothing is known of it.
#[derive(Clone, Debug, Default)]
pub struct TrainingStore {}

impl TrainingStore {
    /// Nothing runs.
    pub fn is_running(&self) -> bool {
        false
    }
}
