//! The end of a feed.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::FeedRemoved;
use cosmwasm_std::{ensure, DepsMut, MessageInfo, Response, Storage};

use crate::{
    error::ContractError,
    records,
    registry::{feeders, load_feed},
    state::{FEEDERS, FEEDS},
};

/// Removes a feed with its feeders and reports. What it accepted last, or a claim's terms, stay in storage, invalid: a
/// feed of this name that is added again goes on from there.
pub fn remove_feed(
    deps: DepsMut,
    info: MessageInfo,
    name: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let feed = load_feed(deps.storage, &name)?;
    ensure!(
        feed.dependents == 0,
        ContractError::FeedInUse {
            feed: name,
            dependents: feed.dependents
        }
    );

    for feeder in feeders(deps.storage, &name)? {
        FEEDERS.remove(deps.storage, (&name, &feeder));
    }
    if let Some(base) = feed.kind.base() {
        let mut below = load_feed(deps.storage, base)?;
        below.dependents = below.dependents.saturating_sub(1);
        FEEDS.save(deps.storage, base, &below)?;
    }
    end(deps.storage, &name)?;
    FEEDS.remove(deps.storage, &name);
    Ok(Response::new().add_event(FeedRemoved { feed: name }))
}

/// Makes what a feed says invalid for good. A record that cannot be read is forgotten.
fn end(storage: &mut dyn Storage, name: &str) -> Result<(), ContractError> {
    let Some(mut last) = records::may_load(storage, name).ok().flatten() else {
        records::remove(storage, name);
        return Ok(());
    };
    last.end();
    Ok(records::save(storage, name, &last)?)
}
