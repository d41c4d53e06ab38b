//! Clock, prices, totals and what the account holds.

use ballast_types::{oracle::StatusResponse, vault::OrderResponse};
use serde_json::{json, Value};

use super::{
    auction::view::under_auction,
    minting::ForMinting,
    oracle::state,
    order::{
        orders_of,
        view::{named, reserve, trigger_price},
        State,
    },
};
use crate::{
    chain::AssetInfo,
    error::CliResult,
    output::Output,
    session::{InDollars, Session, TypeInfo},
    table::{pairs, table, Align},
    text::{quoted, shown},
    time::moment,
};

/// The chain at a glance.
pub fn run(session: &Session) -> CliResult<Output> {
    let (now, feeds) = (session.chain.now(), statuses(session)?);
    let supply = session.chain.stablecoin()?.total_supply;
    let paused = session
        .chain
        .vault_config()?
        .minting_paused_until
        .filter(|until| *until > now);
    let minting = paused.map_or_else(
        || "open".to_owned(),
        |until| format!("paused until {}", moment(until)),
    );
    let mut top = vec![
        ("time", format!("{} UTC", moment(now))),
        ("supply", shown(session.usd(), supply.u128())),
        ("minting", minting),
    ];
    let mut auctions = vec![];
    for info in session.types() {
        let totals = session.chain.auction_totals(info.id)?;
        let lots = under_auction(session, info, &totals);
        top.extend(lots.map(|lots| ("under auction", lots)));
        auctions.push(totals);
    }
    let prices = table(&FEEDS, feeds.iter().map(|feed| price(feed, now)));
    let mut human = format!("{}\n\n{prices}", pairs(top));
    for line in for_minting(session, &feeds)? {
        human = format!("{human}\n{line}");
    }
    let (held, left_over) = (held(session)?, left_over(session)?);
    let orders = orders(session)?;
    if let Some(actor) = session.any_actor() {
        let mut rows = holdings(&held, &left_over);
        rows.extend(orders.iter().map(|(order, info)| {
            let name = session.position_name(order.position);
            (format!("order of {name}"), standing(session, order, info))
        }));
        human = format!("{human}\n\n{actor} holds\n{}", pairs(rows));
    }
    let orders = orders.iter();
    let orders: CliResult<Vec<Value>> = orders
        .map(|(order, _)| named(session, order, State::of(session, order)?))
        .collect();
    let json = json!({
        "time": now,
        "supply": supply,
        "minting_paused_until": paused,
        "auctions": auctions,
        "feeds": values(&feeds)?,
        "account": session.any_actor(),
        "balances": by_name(&held),
        "left_over": by_name(&left_over),
        "orders": orders?,
    });
    Output::new(human, &json)
}

/// Assets with amounts of them.
type Amounts<'a> = Vec<(&'a AssetInfo, u128)>;

/// What the account holds, if there is one.
fn held<'a>(session: &'a Session) -> CliResult<Amounts<'a>> {
    let mut held = vec![];
    for asset in session.assets() {
        if let Some(actor) = session.any_actor() {
            held.push((asset, session.chain.balance(actor, asset)?));
        }
    }
    Ok(held)
}

/// What was left of its lots and waits to be claimed.
fn left_over<'a>(session: &'a Session) -> CliResult<Amounts<'a>> {
    let mut left_over = vec![];
    for info in session.types() {
        if let Some(actor) = session.any_actor() {
            left_over.push((&info.asset, session.chain.leftover(info.id, actor)?));
        }
    }
    Ok(left_over)
}

/// The orders of the account's positions, if there is one.
fn orders<'a>(session: &'a Session) -> CliResult<Vec<(OrderResponse, &'a TypeInfo)>> {
    let infos: Vec<_> = session.types().iter().collect();
    session
        .any_actor()
        .map_or_else(|| Ok(vec![]), |actor| orders_of(session, actor, &infos))
}

fn standing(session: &Session, order: &OrderResponse, info: &TypeInfo) -> String {
    let reserve = reserve(session, info, order);
    match order.trigger_price {
        Some(_) => format!(
            "filled under {}; {reserve} in reserve",
            trigger_price(order)
        ),
        None => format!("no debt; {reserve} in reserve"),
    }
}

fn holdings(held: &Amounts, left_over: &Amounts) -> Vec<(String, String)> {
    let held = held
        .iter()
        .map(|(asset, amount)| (asset.name.clone(), shown(asset, *amount)));
    let claims = left_over.iter().filter(|(_, amount)| *amount > 0);
    let claims = claims.map(|(asset, amount)| {
        let claim = format!("`ballast auction claim {}`", asset.name);
        let amount = shown(asset, *amount);
        ("left over".to_owned(), format!("{amount}: {claim}"))
    });
    held.chain(claims).collect()
}

fn by_name(amounts: &Amounts) -> serde_json::Map<String, Value> {
    let named = amounts.iter();
    let named = named.map(|(asset, amount)| (asset.name.clone(), json!(amount.to_string())));
    named.collect()
}

/// The health of every feed.
fn statuses(session: &Session) -> CliResult<Vec<StatusResponse>> {
    let feeds = session.chain.feeds()?.into_iter();
    feeds
        .map(|feed| session.chain.feed_status(&feed.feed))
        .collect()
}

/// Each feed as the oracle describes it, with its price in US dollars as it is used now.
fn values(feeds: &[StatusResponse]) -> CliResult<Vec<Value>> {
    let value = |status: &StatusResponse| {
        let mut value = serde_json::to_value(&status.feed)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("usable".to_owned(), json!(status.usable));
        }
        Ok(value)
    };
    feeds.iter().map(value).collect()
}

/// What minting goes by where it is not the spot price.
fn for_minting(session: &Session, feeds: &[StatusResponse]) -> CliResult<Vec<String>> {
    let mut lines = vec![];
    for status in feeds {
        let found = ForMinting::of(session, status)?;
        lines.extend(
            found.map(|found| format!(" minting by {} is at {}", status.feed.feed, found.line())),
        );
    }
    Ok(lines)
}

/// Columns of [`price`].
const FEEDS: [(&str, Align); 4] = [
    ("feed", Align::Left),
    ("price", Align::Right),
    ("published", Align::Left),
    ("state", Align::Left),
];

/// A feed's price in a table of [`FEEDS`], in US dollars as it is used.
fn price(status: &StatusResponse, now: u64) -> Vec<String> {
    let (usable, last) = (status.usable.as_ref(), status.feed.price.as_ref());
    let published = usable.map(|usable| usable.published_at);
    let published = published.or_else(|| last.map(|last| last.published_at));
    let found = InDollars::of(status);
    let none = || "-".to_owned();
    vec![
        status.feed.feed.clone(),
        found.map_or_else(none, |price| format!("{} USD", quoted(price.spot))),
        published.map_or_else(none, moment),
        state(status, now),
    ]
}
