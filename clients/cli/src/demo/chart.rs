//! The price as a line of braille dots and the liquidations as bars under it, for a terminal.
//!
//! Drawn here because the crates that draw such charts rest on one under a licence that this project
//! does not take.

use cosmwasm_std::Decimal;

use super::{
    record::{HourRecord, Record},
    scenario::Scenario,
};
use crate::{text::quoted, time::moment};

/// Most columns beside the labels; each is an hour, or several if there are more.
const COLUMNS: usize = 100;
/// Seconds of a day.
const DAY: u64 = 86_400;
/// Rows of the price's part.
const ROWS: usize = 12;
/// Rows of the bars' part.
const BAR_ROWS: usize = 3;
/// Dots in a cell, across and down.
const CELL: (usize, usize) = (2, 4);
/// Width of the labels on the left.
const MARGIN: usize = 9;
/// Eighths of a cell.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Bits of a braille cell's dots, by column and row.
const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// The chart as lines of text: a column for each hour, or for several of them.
pub fn draw(scenario: &Scenario, record: &Record) -> String {
    let hours = record.hours.len().div_ceil(COLUMNS).max(1);
    let columns = record.hours.len().div_ceil(hours);
    let called = scenario.collateral.called;
    let mut lines = vec![format!("{:MARGIN$} {called}, US dollars", "")];
    lines.extend(price_lines(&record.prices, columns));
    let step = match hours {
        1 => "hour by hour".to_owned(),
        hours => format!("by {hours} hours"),
    };
    lines.push(format!("{:MARGIN$} positions liquidated, {step}", ""));
    let count = |column: &[HourRecord]| column.iter().map(|hour| hour.liquidations).sum();
    let counts: Vec<_> = record.hours.chunks(hours).map(count).collect();
    lines.extend(bar_lines(&counts));
    lines.push(days(record, hours));
    lines
        .iter()
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n")
}

fn price_lines(prices: &[(u64, Decimal)], columns: usize) -> Vec<String> {
    let high = prices
        .iter()
        .map(|(_, price)| *price)
        .max()
        .unwrap_or_default();
    let low = prices
        .iter()
        .map(|(_, price)| *price)
        .min()
        .unwrap_or_default();
    let mut canvas = Canvas::new(columns, ROWS);
    let (width, height) = (columns * CELL.0, ROWS * CELL.1);
    let spread = (high - low).atomics().u128().max(1);
    let mut last: Option<(usize, usize)> = None;
    for (place, (_, price)) in prices.iter().enumerate() {
        let x = place * width.saturating_sub(1) / prices.len().saturating_sub(1).max(1);
        let above = (high - *price).atomics().u128();
        let steps = u128::try_from(height.saturating_sub(1)).unwrap_or_default();
        let y = usize::try_from(above / (spread / steps.max(1)).max(1)).unwrap_or_default();
        canvas.stroke(x, last.map_or(y, |(_, y)| y), y.min(height - 1));
        last = Some((x, y.min(height - 1)));
    }
    let labels = [
        (0, high),
        (ROWS / 2, (high + low) / Decimal::percent(200)),
        (ROWS - 1, low),
    ];
    let label = |row: usize| {
        let at_row = labels.iter().find(|(at, _)| *at == row);
        at_row.map(|(_, price)| quoted(*price)).unwrap_or_default()
    };
    canvas
        .lines()
        .enumerate()
        .map(|(row, line)| format!("{:>MARGIN$} {line}", label(row)))
        .collect()
}

fn bar_lines(counts: &[u32]) -> Vec<String> {
    let most = counts.iter().copied().max().unwrap_or_default();
    let full = BAR_ROWS * 8;
    let scaled = |count: u32| {
        let full = u32::try_from(full).unwrap_or_default();
        usize::try_from((count * full).div_ceil(most.max(1))).unwrap_or_default()
    };
    let row = |row: usize| {
        let under = (BAR_ROWS - 1 - row) * 8;
        let cell = |count: &u32| {
            let filled = scaled(*count).saturating_sub(under).min(8);
            EIGHTHS.get(filled).copied().unwrap_or(' ')
        };
        let label = if row == 0 {
            most.to_string()
        } else {
            String::new()
        };
        format!(
            "{label:>MARGIN$} {}",
            counts.iter().map(cell).collect::<String>()
        )
    };
    (0..BAR_ROWS).map(row).collect()
}

/// The dates under the hours at which they begin.
fn days(record: &Record, hours: usize) -> String {
    let mut line = " ".repeat(MARGIN + 1);
    for (place, hour) in record.hours.iter().enumerate() {
        let text = moment(hour.time);
        if hour.time.is_multiple_of(DAY) {
            let blanks = (MARGIN + 1 + place / hours).saturating_sub(line.chars().count());
            line.push_str(&" ".repeat(blanks));
            line.push_str(text.get(..10).unwrap_or_default());
        }
    }
    line
}

/// Cells of braille dots.
struct Canvas {
    columns: usize,
    cells: Vec<u8>,
}

impl Canvas {
    fn new(columns: usize, rows: usize) -> Self {
        Self {
            columns,
            cells: vec![0; columns * rows],
        }
    }

    /// Dots in column `x` from `from` to `to`, both included.
    fn stroke(&mut self, x: usize, from: usize, to: usize) {
        for y in from.min(to)..=from.max(to) {
            let place = y / CELL.1 * self.columns + x / CELL.0;
            let dot = DOTS
                .get(x % CELL.0)
                .and_then(|column| column.get(y % CELL.1));
            if let (Some(cell), Some(dot)) = (self.cells.get_mut(place), dot) {
                *cell |= dot;
            }
        }
    }

    fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let draw = |cell: &u8| match cell {
            0 => ' ',
            dots => char::from_u32(0x2800 + u32::from(*dots)).unwrap_or(' '),
        };
        self.cells
            .chunks(self.columns.max(1))
            .map(move |row| row.iter().map(draw).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_falls_and_the_bars_rise() {
        let mut record = Record::default();
        for hour in 0u64..24 {
            record
                .prices
                .push((hour * 3_600, Decimal::percent(20_000 - hour * 100)));
            let liquidations = u32::try_from(hour).unwrap();
            record.hours.push(super::super::record::HourRecord {
                time: hour * 3_600,
                liquidations,
                ..Default::default()
            });
        }
        let chart = draw(Scenario::usual(), &record);
        let lines: Vec<_> = chart.lines().collect();
        assert_eq!(lines.len(), 1 + ROWS + 1 + BAR_ROWS + 1);
        assert!(lines[1].starts_with("   200.00 ⠁"), "{chart}");
        assert!(lines[ROWS].starts_with("   177.00"), "{chart}");
        assert!(lines[ROWS + 2].ends_with('█'), "{chart}");
        assert!(lines.last().unwrap().contains("1970-01-01"));
    }

    #[test]
    fn an_empty_record_draws_an_empty_chart() {
        assert!(draw(Scenario::usual(), &Record::default()).contains("ether"));
    }
}
