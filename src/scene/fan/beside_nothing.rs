//! The small program has nothing beside the measurement.

use crate::analysis::Analysis;
use crate::scene::table::Table;

/// Nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {}

impl Beside {
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> + use<> {
        std::iter::empty()
    }

    /// None.
    pub fn tables(&self, _: &Analysis) -> Vec<Table> {
        Vec::new()
    }

    pub(super) fn said(&self) -> impl Iterator<Item = &Vec<String>> {
        std::iter::empty()
    }

    pub(super) fn sentences(&self) -> &[String] {
        &[]
    }
}
