//! What `ballast-gas` prints, as far as it is needed here.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

/// What is charged for, in the order in which it is shown.
pub const PARTS: [&str; 10] = [
    "transaction",
    "routing",
    "instances",
    "reads",
    "writes",
    "machine",
    "answers",
    "events",
    "replies",
    "bank",
];

/// One operation's gas.
#[derive(Debug, Clone, Deserialize)]
pub struct Cost {
    pub name: String,
    pub unpinned: u64,
    pub pinned: u64,
    pub parts: BTreeMap<String, u64>,
}

/// All operations among so many positions.
#[derive(Debug, Clone, Deserialize)]
pub struct Measured {
    pub positions: u64,
    pub costs: Vec<Cost>,
}

impl Measured {
    /// One operation.
    pub fn cost(&self, name: &str) -> Result<&Cost> {
        let found = self.costs.iter().find(|cost| cost.name == name);
        found.with_context(|| format!("{name} was not measured among {}", self.positions))
    }
}

/// 1234567 as 1,234,567.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How much `new` is above `old`, in hundredths of a per cent.
pub fn rise(old: u64, new: u64) -> i64 {
    let (old, new) = (i128::from(old), i128::from(new));
    let rise = (new - old) * 10_000 / old.max(1);
    i64::try_from(rise).unwrap_or(i64::MAX)
}

/// Hundredths of a per cent as text, with its sign.
pub fn percent(hundredths: i64) -> String {
    let sign = if hundredths < 0 { '-' } else { '+' };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}%", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_for_people() {
        let shown = [0, 12, 999, 1_000, 123_456, 1_234_567].map(thousands);
        assert_eq!(shown, ["0", "12", "999", "1,000", "123,456", "1,234,567"]);
        assert_eq!(percent(rise(200, 203)), "+1.50%");
        assert_eq!(percent(rise(10_000, 9_995)), "-0.05%");
    }
}
