//! Foreign oracles, read into feeds by anyone.

use std::collections::BTreeSet;

use ballast_math::feed::{Report, Round};
use cosmwasm_std::{DepsMut, Env, Response};

use crate::{
    error::ContractError,
    foreign,
    intake::Intake,
    stated::{ensure_count, ensure_not_future},
};

/// Reads each feed's foreign oracle and accepts what it says as a round of one report.
pub fn poke(deps: DepsMut, env: Env, feeds: Vec<String>) -> Result<Response, ContractError> {
    ensure_count(feeds.len())?;
    let now = env.block.time.seconds();
    let mut read = vec![];
    for feed in BTreeSet::from_iter(feeds) {
        let intake = Intake::load(deps.storage, &feed)?;
        let not_foreign = || ContractError::NotForeign { feed: feed.clone() };
        let source = intake.source().ok_or_else(not_foreign)?;
        let oracle = foreign::of(source).ok_or_else(not_foreign)?;
        let report = oracle
            .read(&deps.querier)
            .map_err(|error| ContractError::Foreign {
                feed: feed.clone(),
                error,
            })?;
        ensure_not_future(&feed, report.published_at, now)?;
        if report.is_counted(now) {
            read.push((intake, report));
        }
    }
    let mut response = Response::new();
    for (intake, report) in read {
        let event = intake.save(deps.storage, &env.block, |after| round(report, now, after))?;
        response = response.add_events(event);
    }
    Ok(response)
}

/// What one oracle says is a round by itself.
fn round(report: Report, now: u64, after: Option<u64>) -> Option<Round> {
    let is_newer = after.is_none_or(|after| after < report.published_at);
    is_newer.then_some(Round {
        price: report.price,
        published_at: report.published_at.min(now),
        implied_variance: report.implied_variance,
        reports: 1,
    })
}
