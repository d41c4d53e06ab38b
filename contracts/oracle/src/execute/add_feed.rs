//! A new feed.

use ballast_guard::ownership::ensure_owner;
use ballast_math::Ratio;
use ballast_types::{
    oracle::{FeedAdded, FeedRecord, FeederAdded, NewFeed},
    units,
};
use cosmwasm_std::{ensure, DepsMut, Env, MessageInfo, Response, Storage};

use crate::{
    error::ContractError,
    feed::{self, ensure_falls_due, ensure_feeder_count, ensure_name},
    records,
    registry::{load_base, Feeder},
    state::{Feed, Kind, FEEDERS, FEEDS},
};

/// Adds a feed with its feeders, none of whom has reported yet.
pub fn add_feed(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    new: NewFeed,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, &info.sender)?;
    let (name, now) = (new.feed, env.block.time.seconds());
    ensure_name(&name)?;
    ensure!(
        !FEEDS.has(deps.storage, &name),
        ContractError::FeedExists { feed: name }
    );
    let kind = feed::kind(deps.api, new.kind)?;
    let base = load_base(deps.storage, &kind)?;
    if !goes_on(deps.storage, &name, &kind)? {
        ensure_falls_due(&kind, now)?;
    }
    let feed = Feed {
        depth: base.as_ref().map_or(0, |base| base.depth.saturating_add(1)),
        changed_at: now,
        dependents: 0,
        kind,
    };
    ensure_feeder_count(feed.panel(), new.feeders.len())?;
    let feeders = Feeder::all_named(deps.api, &name, &new.feeders)?;

    if let (Some(base), Some(mut below)) = (feed.kind.base(), base) {
        below.dependents = below.dependents.saturating_add(1);
        FEEDS.save(deps.storage, base, &below)?;
    }
    if let Some(computed) = computed(&feed.kind) {
        records::save(deps.storage, &name, &computed)?;
    }
    FEEDS.save(deps.storage, &name, &feed)?;
    for feeder in &feeders {
        FEEDERS.save(deps.storage, feeder.key(&name), &None)?;
    }
    let added = feeders.into_iter().map(|feeder| FeederAdded {
        feed: name.clone(),
        feeder: feeder.address.into_string(),
    });
    Ok(Response::new()
        .add_event(FeedAdded {
            feed: name.clone(),
            kind: feed.kind.name().to_owned(),
        })
        .add_events(added))
}

/// Whether there was a feed of this name. A name keeps its meaning: where one accepted a number, the new one must be of
/// the same kind and on the same base, and goes on from there; a claim must have the same terms, due or not.
fn goes_on(storage: &dyn Storage, name: &str, kind: &Kind) -> Result<bool, ContractError> {
    let Some(record) = records::may_load(storage, name)? else {
        return Ok(false);
    };
    let was = match record {
        FeedRecord::Price(_) => "price".to_owned(),
        FeedRecord::RedemptionRate { base, .. } => rate(&base),
        FeedRecord::FixedMaturity {
            base,
            discount,
            maturity,
            ..
        } => claim(&base, discount, maturity),
    };
    let stated = match kind {
        Kind::Price(_) => "price".to_owned(),
        Kind::RedemptionRate { base, .. } => rate(base),
        Kind::FixedMaturity {
            base,
            discount,
            maturity,
        } => claim(base, *discount, *maturity),
    };
    ensure!(
        was == stated,
        ContractError::NameOfOtherKind {
            feed: name.to_owned(),
            was,
            stated
        }
    );
    Ok(true)
}

fn rate(base: &str) -> String {
    format!("redemption_rate on {base}")
}

fn claim(base: &str, discount: Ratio, maturity: u64) -> String {
    let discount = units::decimal(discount);
    format!("fixed_maturity on {base}, discount {discount}, due {maturity}")
}

/// What a feed without an intake says from the start.
fn computed(kind: &Kind) -> Option<FeedRecord> {
    match kind {
        Kind::Price(_) | Kind::RedemptionRate { .. } => None,
        Kind::FixedMaturity {
            base,
            discount,
            maturity,
        } => Some(FeedRecord::FixedMaturity {
            base: base.clone(),
            discount: *discount,
            maturity: *maturity,
            frozen_until: 0,
        }),
    }
}
