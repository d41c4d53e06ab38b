//! The health of feeds: all of them in a table, or one in full.

mod one;

use ballast_types::oracle::{FeedKind, FeedResponse, PriceResponse, StatusResponse};
use cosmwasm_std::Decimal;
use serde_json::Value;

use super::told::number;
use crate::{
    chain::Contract,
    error::CliResult,
    output::Output,
    session::{InDollars, Session},
    table::{table, Align},
    text::{percent, quoted},
    time::span,
};

/// Each feed, or one with its feeders.
pub fn run(session: &Session, only: Option<&str>) -> CliResult<Output> {
    let feeds = match only {
        Some(given) => vec![session.feed(given)?],
        None => session.chain.feeds()?,
    };
    let all = feeds.iter().map(|feed| {
        let mut status = session.chain.feed_status(&feed.feed)?;
        let name = |address: &String| session.chain.name_of(address);
        status.feeders.sort_by_key(|it| name(&it.feeder));
        Ok(status)
    });
    let all: Vec<_> = all.collect::<CliResult<_>>()?;
    let human = match (only, all.as_slice()) {
        (Some(_), [status]) => one::view(session, status)?,
        _ => table(&COLUMNS, all.iter().map(|status| row(session, status))),
    };
    let values: CliResult<Vec<_>> = all.iter().map(|status| json(session, status)).collect();
    Output::new(human, &values?)
}

/// The oracle's answer, each feeder with its name, and for which chain and oracle reports of the feed are signed.
fn json(session: &Session, status: &StatusResponse) -> CliResult<Value> {
    let mut value = serde_json::to_value(status)?;
    if let Value::Object(fields) = &mut value {
        let oracle = session.chain.address(Contract::Oracle.name())?;
        fields.insert("chain_id".to_owned(), session.chain.chain_id().into());
        fields.insert("oracle".to_owned(), oracle.into());
    }
    let feeders = value.get_mut("feeders").and_then(Value::as_array_mut);
    for (value, feeder) in feeders.into_iter().flatten().zip(&status.feeders) {
        if let Value::Object(fields) = value {
            let name = session.chain.name_of(&feeder.feeder);
            fields.insert("name".to_owned(), name.into());
        }
    }
    Ok(value)
}

const COLUMNS: [(&str, Align); 11] = [
    ("feed", Align::Left),
    ("kind", Align::Left),
    ("spot", Align::Right),
    ("low", Align::Right),
    ("high", Align::Right),
    ("waits", Align::Right),
    ("age", Align::Right),
    ("volatility", Align::Right),
    ("fresh", Align::Right),
    ("late", Align::Left),
    ("state", Align::Left),
];

fn row(session: &Session, status: &StatusResponse) -> Vec<String> {
    let now = session.chain.now();
    let [spot, low, high] = prices(status).map(|price| price.map_or(none(), quoted));
    vec![
        status.feed.feed.clone(),
        kind(&status.feed.kind),
        spot,
        low,
        high,
        waits(&status.feed, now).unwrap_or_else(none),
        status.age.map_or_else(none, span),
        volatility(status).unwrap_or_else(none),
        fresh(status).unwrap_or_else(none),
        late(session, status),
        state(status, now),
    ]
}

fn none() -> String {
    "-".to_owned()
}

/// Spot, low and high in US dollars: those that may be used now, or of a price the last ones accepted.
fn prices(status: &StatusResponse) -> [Option<Decimal>; 3] {
    let found = InDollars::of(status);
    found.map_or([None; 3], |it| [it.spot, it.low, it.high].map(Some))
}

/// What a feed is, in a few words.
fn kind(kind: &FeedKind) -> String {
    match kind {
        FeedKind::Price { .. } => "price".to_owned(),
        FeedKind::RedemptionRate { base, .. } => format!("rate of {base}"),
        FeedKind::FixedMaturity { base, .. } => format!("claim on {base}"),
    }
}

/// What waits for confirmation, and how long it has.
fn waits(feed: &FeedResponse, now: u64) -> Option<String> {
    let pending = feed.price.as_ref()?.pending.as_ref()?;
    let since = span(now.saturating_sub(pending.since));
    Some(format!("{}, {since}", number(&feed.kind, pending.price)))
}

/// In a year; what options imply stands behind it.
fn volatility(status: &StatusResponse) -> Option<String> {
    let of_price = |price: &PriceResponse| (price.volatility, price.implied_volatility);
    let usable = status.usable.as_ref();
    let usable = usable.map(|usable| (usable.volatility, usable.implied_volatility));
    let (found, implied) = usable.or_else(|| status.feed.price.as_ref().map(of_price))?;
    Some(if implied.is_zero() {
        percent(found)
    } else {
        format!("{}, {} implied", percent(found), percent(implied))
    })
}

/// Feeders whose reports count now, of all.
fn fresh(status: &StatusResponse) -> Option<String> {
    let of = status.feed.feeders;
    (of > 0).then(|| format!("{} of {of}", status.fresh))
}

/// Who has missed a beat.
fn late(session: &Session, status: &StatusResponse) -> String {
    let late = status.feeders.iter().filter(|feeder| feeder.is_late);
    let names: Vec<_> = late.map(|it| session.chain.name_of(&it.feeder)).collect();
    if names.is_empty() {
        none()
    } else {
        names.join(", ")
    }
}

/// Whether there is a price that may be used, and how long.
pub fn state(status: &StatusResponse, now: u64) -> String {
    let left = |until: u64| span(until.saturating_sub(now));
    if let Some(until) = status.feed.frozen_until {
        return format!("FROZEN for {}", left(until));
    }
    if let Some(usable) = &status.usable {
        return format!("valid for {}", left(usable.valid_until));
    }
    match &status.feed.price {
        Some(price) if price.valid_until < now => {
            format!(
                "expired {} ago",
                span(now.saturating_sub(price.valid_until))
            )
        }
        None if status.feed.kind.intake().is_some() => "no price yet".to_owned(),
        _ => "no price: see `ballast oracle status FEED`".replace("FEED", &status.feed.feed),
    }
}

#[cfg(test)]
mod tests;
