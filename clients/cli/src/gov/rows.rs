//! Differences to read.

use ballast_types::CollateralTypeId;
use serde::Serialize;

use crate::{
    session::TypeInfo,
    table::{table, Align},
};

/// One parameter, old and new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it belongs to: a type, a group, a feed.
    pub of: String,
    /// The number of a type: its name follows from a feed's, which whoever proposes the feed chooses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collateral_type: Option<CollateralTypeId>,
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
            collateral_type: None,
            what: what.to_owned(),
            old,
            new,
        }
    }

    /// A difference of a type.
    pub fn of_type(info: &TypeInfo, what: &str, old: String, new: String) -> Self {
        Self {
            collateral_type: Some(info.id),
            ..Self::new(&info.asset.name, what, old, new)
        }
    }

    /// What it belongs to, a type with its number.
    pub fn whose(&self) -> String {
        self.collateral_type
            .map_or_else(|| self.of.clone(), |id| numbered(&self.of, id))
    }
}

/// A type by its asset's name and its number: `eth (type 1)`.
pub fn numbered(asset: &str, id: CollateralTypeId) -> String {
    format!("{asset} (type {id})")
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
        cells.map(|row| vec![row.whose(), row.what, row.old, row.new]),
    )
}
