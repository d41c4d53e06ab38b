//! One feeder more.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeederAdded;
use cosmwasm_std::{ensure, DepsMut, Env, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed::ensure_feeder_count,
    registry::{feeders, load_feed, Feeder},
    state::{FEEDERS, FEEDS},
};

/// Adds a feeder, who has not reported yet. The feed must go on from its last number.
pub fn add_feeder(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    name: String,
    feeder: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let mut feed = load_feed(deps.storage, &name)?;
    let account = Feeder::named(deps.api, &feeder)?;
    ensure!(
        !FEEDERS.has(deps.storage, account.key(&name)),
        ContractError::AlreadyFeeder { feed: name, feeder }
    );
    let after = feeders(deps.storage, &name)?.len().saturating_add(1);
    ensure_feeder_count(feed.panel(), after)?;

    feed.changed_at = env.block.time.seconds();
    FEEDS.save(deps.storage, &name, &feed)?;
    FEEDERS.save(deps.storage, account.key(&name), &None)?;
    Ok(Response::new().add_event(FeederAdded { feed: name, feeder }))
}
