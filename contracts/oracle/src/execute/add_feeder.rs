//! One feeder more.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeederAdded;
use cosmwasm_std::{ensure, DepsMut, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed::{ensure_feeder_count, ensure_majority},
    registry::{feeders, load_feed, Feeder},
    state::FEEDERS,
};

/// Adds a feeder, who has not reported yet.
pub fn add_feeder(
    deps: DepsMut,
    info: MessageInfo,
    feed: String,
    feeder: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let parameters = load_feed(deps.storage, &feed)?;
    let account = Feeder::named(deps.api, &feeder)?;
    ensure!(
        !FEEDERS.has(deps.storage, account.key(&feed)),
        ContractError::AlreadyFeeder { feed, feeder }
    );
    let after = feeders(deps.storage, &feed)?.len().saturating_add(1);
    ensure_feeder_count(&parameters, after)?;
    ensure_majority(&parameters, after)?;

    FEEDERS.save(deps.storage, account.key(&feed), &None)?;
    Ok(Response::new().add_event(FeederAdded { feed, feeder }))
}
