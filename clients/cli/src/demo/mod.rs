//! The whole system at work: positions over a spread of ratios, a stability pool, a keeper, buyers, and a
//! market that falls.
//!
//! A [`scenario`] says which market and who is there, [`plan`] draws who does what from a seed, [`opening`] sets
//! it up, [`market`] lets the days pass with [`feeders`] of whom not all can be trusted, a [`keeper`] on watch and
//! [`buyers`] at the auctions, and
//! [`summary`] says what came of it, as a table, a [`chart`] and a [`report`]. What all scenarios are compared
//! by is their [`outcome`].

mod auctions;
mod buyers;
mod chart;
mod feeders;
mod keeper;
mod market;
mod opening;
mod outcome;
mod plan;
mod random;
mod record;
mod redeemer;
mod report;
mod scenario;
mod summary;
mod write;

use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::{command::DemoSettings, error::CliResult, output::Output, table::pairs};
use market::Market;
use plan::Plan;
use scenario::SCENARIOS;
use summary::Summary;

pub use scenario::Scenario;

/// Runs the demo and tells what came of it.
pub fn run(settings: &DemoSettings) -> CliResult<Output> {
    let started = Instant::now();
    let scenario = settings.scenario.unwrap_or(Scenario::usual());
    let (hours, after) = scenario.hours()?;
    let plan = Plan::draw(scenario, settings.positions, settings.seed);
    let market = Market {
        scenario,
        plan: &plan,
        hours: &hours,
        after: &after,
        seed: settings.seed,
    };
    let progress = progress(market.rounds() + plan.accounts());
    let mut feeders = market.feeders();
    let (mut chain, mut record) =
        opening::open((scenario, &plan), &hours, &mut feeders, &progress)?;
    market.pass(&mut chain, feeders, &mut record, &progress)?;
    progress.set_message("checking the books");
    let checks = market::check(&chain)?;
    let mut summary = Summary::new(&chain, (scenario, settings), &record, checks)?;
    if let Some(file) = &settings.write {
        write::history(&chain, file)?;
    }
    summary.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let page = report::write(&settings.report, &summary, &record)?;
    progress.finish_and_clear();
    // Who names a scenario compares it with others; who does not sees how the system works.
    let table = match settings.scenario {
        Some(_) => summary.outcome.table(scenario),
        None => summary.table(),
    };
    let human = format!(
        "{}\n\n{table}\n\n{}\n\nreport: {}",
        chart::draw(scenario, &record),
        summary.equation(),
        page.display()
    );
    Output::new(human, &summary)
}

/// Tells what there is to play.
pub fn list() -> CliResult<Output> {
    let rows = SCENARIOS.map(|scenario| (scenario.name, scenario.about.to_owned()));
    let json = SCENARIOS.map(|scenario| json!({ "name": scenario.name, "about": scenario.about }));
    Output::new(pairs(rows), &json)
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
