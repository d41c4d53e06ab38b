//! Differences to read.

use ballast_types::CollateralTypeId;
use serde::Serialize;

use crate::{
    session::TypeInfo,
    table::{table, Align},
    text::{bounded, in_a_line},
};

/// Most signs of a cell: the longest number, on its way to another, fits.
const WIDEST: usize = 160;

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

    /// Whether not all of it fits into a table.
    pub fn is_cut(&self) -> bool {
        let cells = [&self.of, &self.what, &self.old, &self.new];
        cells
            .iter()
            .any(|cell| bounded(cell, WIDEST) != in_a_line(cell))
    }

    /// The new value in a few words: `vault: guardian bob`, of a type `base mint ratio 160%`.
    pub fn told(&self) -> String {
        let told = format!("{} {}", self.what, self.new);
        let told = match self.collateral_type {
            Some(_) => told,
            None => format!("{}: {told}", self.of),
        };
        bounded(&told, WIDEST)
    }

    /// What it belongs to, a type with its number.
    pub fn whose(&self) -> String {
        self.collateral_type
            .map_or_else(|| self.of.clone(), |id| numbered(&self.of, id))
    }
}

/// What a message sets, against what is so before it.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// What it changes.
    pub changed: Vec<Row>,
    /// What is so already. It is set all the same when the message is carried out, whatever it is then.
    pub same: Vec<Row>,
}

impl Values {
    /// One more.
    pub fn add(&mut self, row: Row, is_changed: bool) {
        if is_changed {
            self.changed.push(row);
        } else {
            self.same.push(row);
        }
    }
}

impl From<Row> for Values {
    fn from(changed: Row) -> Self {
        Self {
            changed: vec![changed],
            same: vec![],
        }
    }
}

/// A type by its asset's name and its number: `eth (type 1)`.
pub fn numbered(asset: &str, id: CollateralTypeId) -> String {
    format!("{asset} (type {id})")
}

/// All differences in a table, in which no cell pushes the others out of sight.
pub fn difference(rows: &[Row]) -> String {
    let columns = [
        ("of", Align::Left),
        ("what", Align::Left),
        ("now", Align::Right),
        ("then", Align::Right),
    ];
    let cells = rows.iter().cloned();
    let cells = cells.map(|row| vec![row.whose(), row.what, row.old, row.new]);
    let cells = cells.map(|row| row.iter().map(|it| bounded(it, WIDEST)).collect());
    table(&columns, cells)
}
