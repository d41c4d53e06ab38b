//! One auction.

use ballast_types::liquidation::{AuctionPriceResponse, AuctionResponse, TakeResponse};
use cosmwasm_std::Decimal;
use serde_json::{json, Value};

use super::{
    clock,
    view::{against, named, seller},
};
use crate::{
    auction_name::AuctionName,
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{pairs, table, Align},
    text::{dollars, shown},
    time::{moment, span},
};

/// From now: the moments at which a price is told, beside the last.
const LATER: [u64; 3] = [0, 900, 3_600];

/// An auction with its price now and later, and what all of it costs.
pub fn run(session: &Session, name: &AuctionName) -> CliResult<Output> {
    let (auction, info) = session.auction(name)?;
    let (human, json) = card(session, &auction, info)?;
    Output::new(human, &json)
}

/// The same as text and as JSON.
pub fn card(
    session: &Session,
    auction: &AuctionResponse,
    info: &TypeInfo,
) -> CliResult<(String, Value)> {
    let spot = session.spot(info)?;
    let params = session.chain.auction_totals(info.id)?.params;
    let over_at = clock::over_at(session, auction, params.as_ref())?;
    let mut json = named(session, auction, spot, over_at)?;
    let mut rows = facts(session, auction, info);
    if auction.is_over {
        let restart = format!(
            "over: `ballast auction restart {}` begins it again",
            session.auction_name(auction.auction)
        );
        rows.push(("state", restart));
        return Ok((pairs(rows), json));
    }
    let all = session.chain.take(auction.auction, None, None)?;
    rows.push(("all of it", whole(session, info, auction, &all)));
    let left = over_at.saturating_sub(session.chain.now());
    rows.push((
        "ends",
        format!("in {}, at {} UTC", span(left), moment(over_at)),
    ));
    let prices = prices(session, auction, over_at)?;
    if let Value::Object(fields) = &mut json {
        let told: Vec<_> = prices.iter().map(|(_, price)| price).collect();
        fields.insert("prices".to_owned(), json!(told));
        fields.insert("all".to_owned(), json!(all));
    }
    let lines = prices.iter().map(|(when, price)| line(when, price, spot));
    Ok((
        format!("{}\n\n{}", pairs(rows), table(&COLUMNS, lines)),
        json,
    ))
}

fn facts(
    session: &Session,
    auction: &AuctionResponse,
    info: &TypeInfo,
) -> Vec<(&'static str, String)> {
    let began = format!(
        "{} UTC, at {} USD",
        moment(auction.started_at),
        dollars(auction.start_price)
    );
    vec![
        ("auction", session.auction_name(auction.auction)),
        ("out of", seller(session, auction)),
        ("lot", shown(&info.asset, auction.lot.u128())),
        ("to be raised", shown(session.usd(), auction.tab.u128())),
        ("began", began),
        ("restarts", auction.restarts.to_string()),
    ]
}

/// What taking all would cost now, and what becomes of the rest.
fn whole(
    session: &Session,
    info: &TypeInfo,
    auction: &AuctionResponse,
    all: &TakeResponse,
) -> String {
    let usd = |amount: cosmwasm_std::Uint128| shown(session.usd(), amount.u128());
    let costs = format!(
        "{} for {}",
        shown(&info.asset, all.collateral.u128()),
        usd(all.cost)
    );
    if !all.tab.is_zero() {
        return format!("{costs}, which is {} too little", usd(all.tab));
    }
    let rest = shown(&info.asset, all.lot.u128());
    match auction.owner.as_deref() {
        _ if all.lot.is_zero() => costs,
        Some(owner) => format!("{costs}; {rest} stay {}'s", session.chain.name_of(owner)),
        None => format!("{costs}; {rest} stay surplus collateral"),
    }
}

type Told = (String, AuctionPriceResponse);

/// Prices of now, later and the last second before it is over.
fn prices(session: &Session, auction: &AuctionResponse, over_at: u64) -> CliResult<Vec<Told>> {
    let (now, last) = (session.chain.now(), over_at.saturating_sub(1));
    let within = |later: &u64| now + later < last;
    let mut moments: Vec<_> = LATER
        .into_iter()
        .filter(within)
        .map(|later| match later {
            0 => ("now".to_owned(), now),
            later => (format!("in {}", span(later)), now + later),
        })
        .collect();
    moments.push(("at the end".to_owned(), last.max(now)));
    let told = moments.into_iter().map(|(when, at)| {
        let price = session.chain.auction_price(auction.auction, at)?;
        Ok((when, price))
    });
    told.collect()
}

const COLUMNS: [(&str, Align); 4] = [
    ("when", Align::Left),
    ("UTC", Align::Left),
    ("price", Align::Right),
    ("against today's spot", Align::Right),
];

fn line(when: &str, told: &AuctionPriceResponse, spot: Option<Decimal>) -> Vec<String> {
    vec![
        when.to_owned(),
        moment(told.at),
        dollars(told.price),
        against(told.price, spot),
    ]
}
