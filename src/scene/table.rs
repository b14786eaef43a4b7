//! Numbers as text.

/// Numbers as text, for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows; each has as many cells as there are columns, the first one being the row's head.
    pub rows: Vec<Vec<String>>,
}
