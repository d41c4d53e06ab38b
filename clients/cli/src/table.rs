//! Aligned tables for people.

use comfy_table::{presets, CellAlignment, Table};

use crate::text::in_a_line;

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Names.
    Left,
    /// Numbers.
    Right,
}

/// A table with a heading. Each column is a name and an alignment.
pub fn table(columns: &[(&str, Align)], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_header(columns.iter().map(|(name, _)| *name));
    let cells = rows.into_iter();
    table.add_rows(cells.map(|row| row.iter().map(|cell| in_a_line(cell)).collect::<Vec<_>>()));
    for (column, (_, align)) in table.column_iter_mut().zip(columns) {
        column.set_cell_alignment(match align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    trimmed(&table)
}

/// Labels with their values, one to a line.
pub fn pairs<L: Into<String>>(rows: impl IntoIterator<Item = (L, String)>) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.add_rows(
        rows.into_iter()
            .map(|(label, value)| vec![label.into(), in_a_line(&value)]),
    );
    trimmed(&table)
}

/// Without the blanks at the end of each line.
fn trimmed(table: &Table) -> String {
    let text = table.to_string();
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right() {
        let rows = [
            vec!["a".to_owned(), "5".to_owned()],
            vec!["bb".to_owned(), "10".to_owned()],
        ];
        let text = table(&[("name", Align::Left), ("value", Align::Right)], rows);
        assert_eq!(text, " name  value\n a         5\n bb       10");
    }

    #[test]
    fn a_cell_is_one_line() {
        let foreign = "passed\n state  rejected\u{1b}[1A";
        let expected = r"passed\u{a} state  rejected\u{1b}[1A";
        assert_eq!(
            pairs([("title", foreign.to_owned())]),
            format!(" title  {expected}")
        );
        let text = table(&[("t", Align::Left)], [vec![foreign.to_owned()]]);
        assert_eq!(text, format!(" t\n {expected}"));
    }
}
