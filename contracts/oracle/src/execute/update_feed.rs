//! Another intake for a feed.

use ballast_guard::ownership::ensure_owner;
use ballast_types::oracle::{self, FeedUpdated, FeederAdded, FeederRemoved};
use cosmwasm_std::{CanonicalAddr, DepsMut, Env, MessageInfo, Response};

use crate::{
    error::ContractError,
    feed::{self, ensure_feeder_count},
    registry::{feeders, load_feed, Feeder},
    state::{Kind, FEEDERS, FEEDS},
};

/// Replaces how a feed's number comes in, and its feeders. Who stays keeps the last report.
pub fn update_feed(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    name: String,
    (intake, named): (oracle::Intake, Vec<String>),
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let mut feed = load_feed(deps.storage, &name)?;
    let checked = feed::intake(deps.api, &intake)?;
    match &mut feed.kind {
        Kind::Price(intake) | Kind::RedemptionRate { intake, .. } => *intake = checked,
        Kind::FixedMaturity { .. } => return Err(ContractError::ComputedFeed { feed: name }),
    }
    feed.changed_at = env.block.time.seconds();
    ensure_feeder_count(feed.panel(), named.len())?;
    let named = Feeder::all_named(deps.api, &name, &named)?;

    let mut response = Response::new().add_event(FeedUpdated {
        feed: name.clone(),
        feeders: u32::try_from(named.len()).unwrap_or(u32::MAX),
    });
    let is_named = |canonical: &[u8]| named.iter().any(|f| f.canonical.as_slice() == canonical);
    for gone in feeders(deps.storage, &name)? {
        if !is_named(&gone) {
            FEEDERS.remove(deps.storage, (&name, &gone));
            let feeder = Feeder::stored(deps.api, CanonicalAddr::from(gone))?;
            response = response.add_event(FeederRemoved {
                feed: name.clone(),
                feeder: feeder.address.into_string(),
            });
        }
    }
    for feeder in named {
        if !FEEDERS.has(deps.storage, feeder.key(&name)) {
            FEEDERS.save(deps.storage, feeder.key(&name), &None)?;
            response = response.add_event(FeederAdded {
                feed: name.clone(),
                feeder: feeder.address.into_string(),
            });
        }
    }
    FEEDS.save(deps.storage, &name, &feed)?;
    Ok(response)
}
