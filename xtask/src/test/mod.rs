//! `cargo xtask test`: all checks, one after the other, the quick ones first.

mod report;
mod steps;

use std::time::Instant;

use anyhow::{bail, Result};

use report::{Outcome, Report};

/// Runs the steps until one fails, then says how each of them went.
pub fn run(quick: bool) -> Result<()> {
    let steps = steps::steps(quick);
    let mut report = Report::default();
    let mut failure = None;
    for step in &steps {
        if failure.is_some() {
            report.add(step.name, Outcome::NotRun);
            continue;
        }
        println!("\n==> {}", step.name);
        let start = Instant::now();
        let result = (step.run)();
        let took = start.elapsed();
        match result {
            Ok(note) => report.add(step.name, Outcome::Passed { took, note }),
            Err(error) => {
                report.add(step.name, Outcome::Failed { took });
                failure = Some((step.name, error));
            }
        }
    }
    println!("\n{report}");
    match failure {
        None => Ok(()),
        Some((name, error)) => bail!("{name}: {error:#}"),
    }
}
