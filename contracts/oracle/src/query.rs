//! Answers. Lists are paginated; nothing is computed that a message would not store.

use ballast_guard::ownership;
use ballast_math::{
    feed::{Accepted, Report},
    yearly_of_variance,
};
use ballast_types::{
    oracle::{
        ConfigResponse, FeedPrice, FeedRecord, FeedResponse, FeederResponse, LastReport, Pending,
        PriceResponse, StatusResponse, UsablePrice,
    },
    page_size,
    units::{decimal, price_decimal},
};
use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Deps, Env, Order};
use cw_storage_plus::Bound;

use crate::{
    error::ContractError,
    feed::as_stated,
    records,
    registry::{load_feed, Feeder},
    state::{Feed, FEEDERS, FEEDS, GUARDIAN},
};

/// A feeder that has reported nothing for more than so many beats is late.
const BEATS_UNTIL_LATE: u64 = 2;

/// The owner and the guardian.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let ownership = ownership::get(deps.storage)?;
    Ok(ConfigResponse {
        owner: ownership.owner.map(Addr::into_string).unwrap_or_default(),
        pending_owner: ownership.pending_owner.map(Addr::into_string),
        guardian: GUARDIAN.load(deps.storage)?.into_string(),
    })
}

/// One feed with what it accepted last.
pub fn feed(deps: Deps, env: &Env, name: String) -> Result<FeedResponse, ContractError> {
    let feed = load_feed(deps.storage, &name)?;
    Ok(describe(deps, env, name, feed))
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
            Ok(describe(deps, env, name, feed))
        })
        .collect()
}

/// A feed's feeders in the order of their canonical addresses. Refuses an unknown feed.
pub fn feeders(
    deps: Deps,
    env: &Env,
    feed: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Vec<FeederResponse>, ContractError> {
    let now = env.block.time.seconds();
    let beat = load_feed(deps.storage, feed)?
        .panel()
        .map_or(0, |panel| panel.beat);
    let late_after = beat.saturating_mul(BEATS_UNTIL_LATE);
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
            let (feeder, last) = entry?;
            let feeder = Feeder::stored(deps.api, CanonicalAddr::from(feeder))?;
            let is_late =
                last.is_none_or(|last| late_after < now.saturating_sub(last.published_at));
            Ok(FeederResponse {
                feeder: feeder.address.into_string(),
                last_report: last.map(last_report),
                is_late,
            })
        })
        .collect()
}

/// A feed's health on one screen.
pub fn status(deps: Deps, env: &Env, name: String) -> Result<StatusResponse, ContractError> {
    let now = env.block.time.seconds();
    let feeders = feeders(deps, env, &name, None, Some(u32::MAX))?;
    let usable = records::usable(deps.storage, &name, now);
    let problem = usable.as_ref().err().map(ToString::to_string);
    let feed = feed(deps, env, name)?;
    let price = feed.price.as_ref();
    let age = price.map(|price| now.saturating_sub(price.published_at));
    let fresh = FEEDERS
        .prefix(&feed.feed)
        .range(deps.storage, None, None, Order::Ascending)
        .filter(|entry| {
            let last = entry.as_ref().ok().and_then(|(_, last)| *last);
            last.is_some_and(|last| last.is_counted(now))
        })
        .count();
    Ok(StatusResponse {
        usable: usable.ok().as_ref().map(usable_price),
        problem,
        age,
        feeders,
        fresh: u32::try_from(fresh).unwrap_or(u32::MAX),
        feed,
    })
}

fn describe(deps: Deps, env: &Env, name: String, feed: Feed) -> FeedResponse {
    let now = env.block.time.seconds();
    let feeders = FEEDERS
        .prefix(&name)
        .keys(deps.storage, None, None, Order::Ascending)
        .count();
    // One that cannot be read is told by the feed's status, and must not hide the feeds beside it.
    let record = records::may_load(deps.storage, &name).ok().flatten();
    let accepted = record.as_ref().and_then(|record| record.accepted());
    let frozen_until = record.as_ref().map(FeedRecord::frozen_until);
    FeedResponse {
        feed: name,
        kind: as_stated(feed.kind),
        feeders: u32::try_from(feeders).unwrap_or(u32::MAX),
        changed_at: feed.changed_at,
        frozen_until: frozen_until.filter(|until| now < *until),
        price: accepted.map(|accepted| price(accepted, now)),
    }
}

fn price(accepted: &Accepted, now: u64) -> PriceResponse {
    PriceResponse {
        spot: price_decimal(accepted.spot),
        low: price_decimal(accepted.low),
        high: price_decimal(accepted.high),
        slow: price_decimal(accepted.slow),
        pending: accepted.waiting().map(|(price, since)| Pending {
            price: price_decimal(price),
            since,
        }),
        published_at: accepted.published_at,
        valid_until: accepted.valid_until,
        is_valid: accepted.is_valid(now),
        volatility: yearly(accepted.variance),
        implied_volatility: yearly(accepted.implied_variance),
        highest: accepted.highest.map(price_decimal),
    }
}

fn usable_price(price: &FeedPrice) -> UsablePrice {
    UsablePrice {
        spot: price_decimal(price.spot),
        low: price_decimal(price.low),
        high: price_decimal(price.high),
        published_at: price.published_at,
        valid_until: price.valid_until,
        volatility: yearly(price.variance),
        implied_volatility: yearly(price.implied_variance),
        time_to_maturity: price.time_to_maturity,
    }
}

fn last_report(report: Report) -> LastReport {
    LastReport {
        price: price_decimal(report.price),
        published_at: report.published_at,
        implied_volatility: yearly(report.implied_variance),
    }
}

/// Variance per second as volatility in a year, rounded up.
fn yearly(variance: u128) -> Decimal {
    decimal(yearly_of_variance(variance))
}
