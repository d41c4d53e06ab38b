//! Differences to read.

use serde::Serialize;

use crate::table::{table, Align};

/// One parameter, old and new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it belongs to: a type, a group, a feed.
    pub of: String,
    /// The parameter.
    pub what: String,
    /// As it is.
    pub old: String,
    /// As it would be.
    pub new: String,
}

impl Row {
    /// A difference.
    pub fn new(of: &str, what: &str, old: String, new: String) -> Self {
        Self {
            of: of.to_owned(),
            what: what.to_owned(),
            old,
            new,
        }
    }
}

/// All differences in a table.
pub fn difference(rows: &[Row]) -> String {
    let columns = [
        ("of", Align::Left),
        ("what", Align::Left),
        ("now", Align::Right),
        ("then", Align::Right),
    ];
    let cells = rows.iter().cloned();
    table(
        &columns,
        cells.map(|row| vec![row.of, row.what, row.old, row.new]),
    )
}
