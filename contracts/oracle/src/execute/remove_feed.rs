//! The end of a feed.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeedRemoved;
use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::{
    error::ContractError,
    prices,
    registry::{feeders, load_feed},
    state::{FEEDERS, FEEDS},
};

/// Removes a feed with its price, feeders and reports.
pub fn remove_feed(
    deps: DepsMut,
    info: MessageInfo,
    feed: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    load_feed(deps.storage, &feed)?;

    for feeder in feeders(deps.storage, &feed)? {
        FEEDERS.remove(deps.storage, (&feed, &feeder));
    }
    prices::remove(deps.storage, &feed);
    FEEDS.remove(deps.storage, &feed);
    Ok(Response::new().add_event(FeedRemoved { feed }))
}
