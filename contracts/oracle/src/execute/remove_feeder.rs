//! One feeder less.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeederRemoved;
use cosmwasm_std::{ensure, DepsMut, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed::ensure_feeder_count,
    registry::{feeders, load_feed, Feeder},
    state::FEEDERS,
};

/// Removes a feeder and its report, which counts in no later round.
pub fn remove_feeder(
    deps: DepsMut,
    info: MessageInfo,
    feed: String,
    feeder: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let parameters = load_feed(deps.storage, &feed)?;
    let account = Feeder::named(deps.api, &feeder)?;
    ensure!(
        FEEDERS.has(deps.storage, account.key(&feed)),
        ContractError::NotFeeder { feed, feeder }
    );
    let before = feeders(deps.storage, &feed)?.len();
    ensure_feeder_count(&parameters, before.saturating_sub(1))?;

    FEEDERS.remove(deps.storage, account.key(&feed));
    Ok(Response::new().add_event(FeederRemoved { feed, feeder }))
}
