//! One feeder less.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeederRemoved;
use cosmwasm_std::{ensure, DepsMut, Env, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed::ensure_feeder_count,
    registry::{feeders, load_feed, Feeder},
    state::{FEEDERS, FEEDS},
};

/// Removes a feeder and its report, which counts in no later round. The feed must go on from its last number.
pub fn remove_feeder(
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
        FEEDERS.has(deps.storage, account.key(&name)),
        ContractError::NotFeeder { feed: name, feeder }
    );
    let before = feeders(deps.storage, &name)?.len();
    ensure_feeder_count(feed.panel(), before.saturating_sub(1))?;

    feed.changed_at = env.block.time.seconds();
    FEEDS.save(deps.storage, &name, &feed)?;
    FEEDERS.remove(deps.storage, account.key(&name));
    Ok(Response::new().add_event(FeederRemoved { feed: name, feeder }))
}
