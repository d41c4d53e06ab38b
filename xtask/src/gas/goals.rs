//! What the operations that matter most should cost at the most, and what others take.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::{
    measured::{thousands, Measured},
    table::ends,
};

/// Gas of a whole transaction, unpinned and pinned.
struct Goal {
    operation: &'static str,
    unpinned: u64,
    pinned: u64,
}

const fn goal(operation: &'static str, unpinned: u64, pinned: u64) -> Goal {
    Goal {
        operation,
        unpinned,
        pinned,
    }
}

const GOALS: [Goal; 6] = [
    goal("open", 236_000, 120_000),
    goal("mint", 210_000, 94_000),
    goal("repay", 230_000, 114_000),
    goal("withdraw", 146_000, 88_000),
    goal("report_completing_a_round", 118_000, 60_000),
    goal("liquidate_1", 275_000, 158_000),
];

/// For each further position in the same message.
const FURTHER: u64 = 15_000;

/// The goals beside what was measured among most positions.
pub fn table(sizes: &[Measured]) -> Result<String> {
    let (_, many) = ends(sizes)?;
    let mut text = String::from("| goal | at most | measured | pinned | measured | |\n");
    writeln!(text, "|---|---|---|---|---|---|")?;
    for goal in &GOALS {
        let cost = many.cost(goal.operation)?;
        let unmet = (cost.unpinned.saturating_sub(goal.unpinned))
            .max(cost.pinned.saturating_sub(goal.pinned));
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            goal.operation.replace('_', " "),
            thousands(goal.unpinned),
            thousands(cost.unpinned),
            thousands(goal.pinned),
            thousands(cost.pinned),
            verdict(unmet)
        )?;
    }
    let further = further(many)?;
    let verdict = verdict(further.saturating_sub(FURTHER));
    let (goal, further) = (thousands(FURTHER), thousands(further));
    writeln!(
        text,
        "| each further position liquidated | {goal} | {further} | {goal} | {further} | {verdict} |"
    )?;
    Ok(text)
}

fn verdict(unmet: u64) -> String {
    if unmet == 0 {
        "met".to_owned()
    } else {
        format!("over by {}", thousands(unmet))
    }
}

/// The most that one position more adds to a liquidation.
fn further(measured: &Measured) -> Result<u64> {
    let mut most = 0;
    for count in 2..=5 {
        let gas = |count: u32| -> Result<u64> {
            Ok(measured.cost(&format!("liquidate_{count}"))?.unpinned)
        };
        let more = gas(count)?.checked_sub(gas(count - 1)?);
        most = most.max(more.context("a further position cost less than nothing")?);
    }
    Ok(most)
}
