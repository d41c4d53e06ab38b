//! Feeders' signed reports, brought by anyone.

use ballast_types::oracle::SignedReport;
use cosmwasm_std::{DepsMut, Env, Response};

use crate::{
    error::ContractError,
    registry::Feeder,
    signature::{account, ensure_signed},
    stated::{check, ensure_count, feed, save, Feeds},
};

/// Stores signed reports and accepts the prices that they complete, one round for each feed. All are checked
/// before one is stored; of what says nothing new the signature is not looked at.
pub fn relay(
    deps: DepsMut,
    env: Env,
    reports: Vec<SignedReport>,
) -> Result<Response, ContractError> {
    ensure_count(reports.len())?;
    let now = env.block.time.seconds();
    let mut feeds = Feeds::new();
    for signed in reports {
        let report = check(&signed.report, now)?;
        let feeder = account(&signed)?;
        let feed = feed(&mut feeds, deps.storage, &signed.report.feed)?;
        if !feed.has(&feeder) {
            let feeder = Feeder::stored(deps.api, feeder)?.address.into_string();
            let feed = signed.report.feed;
            return Err(ContractError::NotFeeder { feed, feeder });
        }
        if feed.is_news(&feeder, report, now) {
            ensure_signed(deps.api, &env, &signed)?;
            feed.take(&feeder, report);
        }
    }
    save(deps, &env, feeds)
}
