//! The whole system at work: positions over a spread of ratios, a stability pool, a keeper, and the
//! ether price of 11 to 13 March 2020.
//!
//! [`plan`] draws who does what from a seed, [`opening`] sets it up, [`market`] lets the days pass
//! with a [`keeper`] on watch, and [`summary`] says what came of it, as a table, a [`chart`] and a
//! [`report`].

mod auctions;
mod chart;
mod keeper;
mod market;
mod opening;
mod plan;
mod random;
mod record;
mod report;
mod summary;
mod write;

use std::time::Instant;

use ballast_devchain::{invariants, Devchain};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    command::DemoSettings,
    error::{CliError, CliResult},
    output::Output,
};
use plan::Plan;
use summary::Summary;

/// Runs the demo and tells what came of it.
pub fn run(settings: &DemoSettings) -> CliResult<Output> {
    let started = Instant::now();
    let hours = ballast_devchain::paths::eth_march_2020()?;
    let plan = Plan::draw(settings.positions, settings.seed);
    let progress = progress(market::rounds(&hours) + plan.accounts());
    let (mut chain, mut record) = opening::open(&plan, &hours, &progress)?;
    market::pass(&mut chain, &hours, settings.seed, (&mut record, &progress))?;
    progress.set_message("checking the books");
    let checks = check(&chain)?;
    let mut summary = Summary::new(&chain, settings, &record, checks)?;
    if let Some(file) = &settings.write {
        write::history(&chain, file)?;
    }
    summary.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let page = report::write(&settings.report, &summary, &record)?;
    progress.finish_and_clear();
    let human = format!(
        "{}\n\n{}\n\n{}\n\nreport: {}",
        chart::draw(&record),
        summary.table(),
        summary.equation(),
        page.display()
    );
    Output::new(human, &summary)
}

/// A bar on standard error, if that is a terminal.
fn progress(steps: u64) -> ProgressBar {
    let progress = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40.cyan} {percent:>3}%  {msg}");
    if let Ok(style) = style {
        progress.set_style(style);
    }
    progress
}

/// Holds the whole state against the accounting invariants and says how many they are.
fn check(chain: &Devchain) -> CliResult<usize> {
    match invariants::check(chain).first() {
        None => Ok(invariants::OF_STATE.len()),
        Some(violation) => Err(CliError::Invariant(violation.to_string())),
    }
}
