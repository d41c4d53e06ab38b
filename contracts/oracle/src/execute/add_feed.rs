//! A new feed.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::{FeedAdded, FeederAdded, NewFeed};
use cosmwasm_std::{ensure, Api, DepsMut, Env, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed,
    registry::Feeder,
    state::{FEEDERS, FEEDS},
};

/// Adds a feed with its feeders, none of whom has reported yet.
pub fn add_feed(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    new: NewFeed,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let feed = feed::check(&new, env.block.time.seconds())?;
    ensure!(
        !FEEDS.has(deps.storage, &new.feed),
        ContractError::FeedExists { feed: new.feed }
    );
    let feeders = check_feeders(deps.api, &new)?;

    FEEDS.save(deps.storage, &new.feed, &feed)?;
    for feeder in &feeders {
        FEEDERS.save(deps.storage, feeder.key(&new.feed), &None)?;
    }
    let added = feeders.into_iter().map(|feeder| FeederAdded {
        feed: new.feed.clone(),
        feeder: feeder.address.into_string(),
    });
    Ok(Response::new()
        .add_event(FeedAdded {
            feed: new.feed.clone(),
            quorum: feed.quorum,
        })
        .add_events(added))
}

/// The feeders' accounts; refuses an address that is none and one that comes twice.
fn check_feeders(api: &dyn Api, new: &NewFeed) -> Result<Vec<Feeder>, ContractError> {
    let mut feeders: Vec<Feeder> = vec![];
    for address in &new.feeders {
        let feeder = Feeder::named(api, address)?;
        ensure!(
            feeders
                .iter()
                .all(|other| other.canonical != feeder.canonical),
            ContractError::AlreadyFeeder {
                feed: new.feed.clone(),
                feeder: address.clone()
            }
        );
        feeders.push(feeder);
    }
    Ok(feeders)
}
