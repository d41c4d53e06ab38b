//! The figures for people, as Markdown.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::measured::{percent, rise, thousands, Measured, PARTS};

/// Every operation at every size, and how much it grows.
pub fn sizes(sizes: &[Measured]) -> Result<String> {
    let mut text = String::from("| operation |");
    for measured in sizes {
        let positions = thousands(measured.positions);
        write!(text, " at {positions} | pinned |")?;
    }
    writeln!(
        text,
        " growth |\n|---|{}---|",
        "---|".repeat(sizes.len() * 2)
    )?;
    let (first, last) = ends(sizes)?;
    for few in &first.costs {
        write!(text, "| {} |", few.name.replace('_', " "))?;
        for measured in sizes {
            let cost = measured.cost(&few.name)?;
            let (unpinned, pinned) = (thousands(cost.unpinned), thousands(cost.pinned));
            write!(text, " {unpinned} | {pinned} |")?;
        }
        let many = last.cost(&few.name)?;
        writeln!(text, " {} |", percent(rise(few.pinned, many.pinned)))?;
    }
    Ok(text)
}

/// What the gas of every operation is charged for, with codes unpinned and few positions.
pub fn parts(sizes: &[Measured]) -> Result<String> {
    let (first, _) = ends(sizes)?;
    let mut text = format!("| operation | total | {} |\n", PARTS.join(" | "));
    writeln!(text, "|---|---|{}", "---|".repeat(PARTS.len()))?;
    for cost in &first.costs {
        let name = cost.name.replace('_', " ");
        write!(text, "| {name} | {} |", thousands(cost.unpinned))?;
        for part in PARTS {
            let gas = cost.parts.get(part).copied().unwrap_or(0);
            write!(text, " {} |", thousands(gas))?;
        }
        writeln!(text)?;
    }
    Ok(text)
}

/// The smallest and the largest size.
pub fn ends(sizes: &[Measured]) -> Result<(&Measured, &Measured)> {
    let ends = sizes.first().zip(sizes.last());
    ends.context("nothing was measured")
}
