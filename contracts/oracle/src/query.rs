//! Answers. Lists are paginated; nothing is computed that a message would not store.

use ballast_guard::ownership;
use ballast_math::Price;
use ballast_types::{
    oracle::{
        ConfigResponse, FeedResponse, FeederResponse, LastReport, PriceRecord, PriceResponse,
    },
    page_size,
    units::price_decimal,
};
use cosmwasm_std::{Addr, CanonicalAddr, Deps, Env, Order};
use cw_storage_plus::Bound;

use crate::{
    error::ContractError,
    prices,
    registry::{load_feed, Feeder},
    round::Report,
    state::{Feed, FEEDERS, FEEDS},
};

/// The owner.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let ownership = ownership::get(deps.storage)?;
    Ok(ConfigResponse {
        owner: ownership.owner.map(Addr::into_string).unwrap_or_default(),
        pending_owner: ownership.pending_owner.map(Addr::into_string),
    })
}

/// One feed with its price.
pub fn feed(deps: Deps, env: &Env, name: String) -> Result<FeedResponse, ContractError> {
    let feed = load_feed(deps.storage, &name)?;
    describe(deps, env, name, feed)
}

/// Feeds by name.
pub fn feeds(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Vec<FeedResponse>, ContractError> {
    let after = start_after.as_deref().map(Bound::exclusive);
    FEEDS
        .range(deps.storage, after, None, Order::Ascending)
        .take(page_size(limit))
        .map(|entry| {
            let (name, feed) = entry?;
            describe(deps, env, name, feed)
        })
        .collect()
}

/// A feed's feeders in the order of their canonical addresses. Refuses an unknown feed.
pub fn feeders(
    deps: Deps,
    feed: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Vec<FeederResponse>, ContractError> {
    load_feed(deps.storage, feed)?;
    let after = start_after
        .map(|address| Feeder::named(deps.api, &address))
        .transpose()?;
    let after = after
        .as_ref()
        .map(|feeder| Bound::exclusive(feeder.canonical.as_slice()));
    FEEDERS
        .prefix(feed)
        .range(deps.storage, after, None, Order::Ascending)
        .take(page_size(limit))
        .map(|entry| {
            let (feeder, last_report) = entry?;
            let feeder = deps
                .api
                .addr_humanize(&CanonicalAddr::from(feeder))?
                .into_string();
            Ok(FeederResponse {
                feeder,
                last_report: last_report.map(last),
            })
        })
        .collect()
}

fn describe(
    deps: Deps,
    env: &Env,
    name: String,
    feed: Feed,
) -> Result<FeedResponse, ContractError> {
    let now = env.block.time.seconds();
    let feeders = FEEDERS
        .prefix(&name)
        .keys(deps.storage, None, None, Order::Ascending)
        .count();
    let price = prices::may_load(deps.storage, &name)?.map(|record| answer(&record, now));
    Ok(FeedResponse {
        feed: name,
        liars: feed.liars,
        quorum: feed.quorum,
        beat: feed.beat,
        maximum_age: feed.maximum_age,
        feeders: u32::try_from(feeders).unwrap_or(u32::MAX),
        price,
    })
}

fn answer(record: &PriceRecord, now: u64) -> PriceResponse {
    PriceResponse {
        spot: price_decimal(record.spot),
        low: price_decimal(record.low),
        high: price_decimal(record.high),
        pending: (record.pending > Price::default()).then(|| price_decimal(record.pending)),
        published_at: record.published_at,
        valid_until: record.valid_until,
        is_valid: record.is_valid(now),
    }
}

fn last(report: Report) -> LastReport {
    LastReport {
        price: price_decimal(report.price),
        published_at: report.published_at,
    }
}
