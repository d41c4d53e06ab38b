//! Clock, prices, totals and what the account holds.

use ballast_types::{oracle::FeedResponse, vault::OrderResponse};
use serde_json::{json, Value};

use super::{
    auction::view::under_auction,
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
    session::{Session, TypeInfo},
    table::{pairs, table, Align},
    text::{dollars, shown},
    time::{moment, span},
};

/// The chain at a glance.
pub fn run(session: &Session) -> CliResult<Output> {
    let (now, feeds) = (session.chain.now(), session.chain.feeds()?);
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
        "feeds": feeds,
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

/// Columns of [`price`].
pub const FEEDS: [(&str, Align); 4] = [
    ("feed", Align::Left),
    ("price", Align::Right),
    ("published", Align::Left),
    ("state", Align::Left),
];

/// A feed's price in a table of [`FEEDS`].
pub fn price(feed: &FeedResponse, now: u64) -> Vec<String> {
    let Some(price) = &feed.price else {
        return vec![
            feed.feed.clone(),
            "-".to_owned(),
            "-".to_owned(),
            "no price yet".to_owned(),
        ];
    };
    let state = match price.valid_until.checked_sub(now) {
        Some(left) if price.is_valid => format!("valid for {}", span(left)),
        _ => format!(
            "expired {} ago",
            span(now.saturating_sub(price.valid_until))
        ),
    };
    vec![
        feed.feed.clone(),
        format!("{} USD", dollars(price.spot)),
        moment(price.published_at),
        state,
    ]
}
