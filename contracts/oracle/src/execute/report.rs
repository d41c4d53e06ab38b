//! A feeder's own reports.

use ballast_types::oracle;
use cosmwasm_std::{ensure, DepsMut, Env, MessageInfo, Response};

use crate::{
    error::ContractError,
    registry::Feeder,
    stated::{check, ensure_count, feed, save, Feeds},
};

/// Stores the sender's reports and accepts the prices that they complete. All reports are checked
/// before one is stored. A feed that comes twice counts once, with the newer report.
pub fn report(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    reports: Vec<oracle::Report>,
) -> Result<Response, ContractError> {
    ensure_count(reports.len())?;
    let feeder = Feeder::signed(deps.api, info.sender)?;
    let now = env.block.time.seconds();
    let mut feeds = Feeds::new();
    for stated in reports {
        let report = check(&stated, now)?;
        let feed = feed(&mut feeds, deps.storage, &stated.feed)?;
        ensure!(
            feed.has(&feeder.canonical),
            ContractError::NotFeeder {
                feed: stated.feed,
                feeder: feeder.address.into_string()
            }
        );
        if feed.is_news(&feeder.canonical, report, now) {
            feed.take(&feeder.canonical, report);
        }
    }
    save(deps, &env, feeds)
}
