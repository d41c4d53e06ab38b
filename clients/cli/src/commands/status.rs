//! Clock, prices, totals and what the account holds.

use ballast_types::oracle::FeedResponse;
use serde_json::json;

use crate::{
    error::CliResult,
    output::Output,
    session::Session,
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
    let (mut held, actor) = (vec![], session.any_actor());
    for (asset, actor) in session.assets().iter().zip(std::iter::repeat(actor)) {
        if let Some(actor) = actor {
            held.push((asset, session.chain.balance(actor, asset)?));
        }
    }
    let minting = paused.map_or_else(
        || "open".to_owned(),
        |until| format!("paused until {}", moment(until)),
    );
    let top = pairs([
        ("time", format!("{} UTC", moment(now))),
        ("supply", shown(session.usd(), supply.u128())),
        ("minting", minting),
    ]);
    let prices = table(&FEEDS, feeds.iter().map(|feed| price(feed, now)));
    let rows = held
        .iter()
        .map(|(asset, amount)| (asset.name.clone(), shown(asset, *amount)));
    let mut human = format!("{top}\n\n{prices}");
    if let Some(actor) = actor {
        human = format!("{human}\n\n{actor} holds\n{}", pairs(rows));
    }
    let held: serde_json::Map<_, _> = held
        .iter()
        .map(|(asset, amount)| (asset.name.clone(), json!(amount.to_string())))
        .collect();
    let json = json!({
        "time": now,
        "supply": supply,
        "minting_paused_until": paused,
        "feeds": feeds,
        "account": actor,
        "balances": held,
    });
    Output::new(human, &json)
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
