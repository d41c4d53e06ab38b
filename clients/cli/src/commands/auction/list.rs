//! Live auctions.

use ballast_types::liquidation::AuctionResponse;
use cosmwasm_std::Decimal;
use serde_json::Value;

use super::{
    clock,
    view::{against, named},
};
use crate::{
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{table, Align},
    text::{dollars, number},
    time::span,
};

/// An auction with what is told of it.
struct Row<'a> {
    auction: AuctionResponse,
    info: &'a TypeInfo,
    spot: Option<Decimal>,
    over_at: u64,
}

/// The auctions of a type, or of all.
pub fn run(session: &Session, only: Option<&str>, is_cheapest_first: bool) -> CliResult<Output> {
    let infos = match only {
        Some(name) => vec![session.collateral_type(name)?],
        None => session.types().iter().collect(),
    };
    let mut rows = vec![];
    for info in &infos {
        rows.extend(of_type(session, info, is_cheapest_first)?);
    }
    if is_cheapest_first {
        // What is over cannot be taken, however cheap it looks.
        rows.sort_by_key(|row| (row.auction.is_over, row.to_spot()));
    }
    let values: CliResult<Vec<Value>> = rows
        .iter()
        .map(|row| named(session, &row.auction, row.spot, row.over_at))
        .collect();
    let human = if rows.is_empty() {
        none(session, only.and(infos.first().copied()))?
    } else {
        table(&COLUMNS, rows.iter().map(|row| row.cells(session)))
    };
    Output::new(human, &values?)
}

fn of_type<'a>(
    session: &Session,
    info: &'a TypeInfo,
    is_cheapest_first: bool,
) -> CliResult<Vec<Row<'a>>> {
    let auctions = if is_cheapest_first {
        session.chain.cheapest_auctions(info.id)?
    } else {
        session.chain.auctions(info.id)?
    };
    if auctions.is_empty() {
        return Ok(vec![]);
    }
    let (spot, now) = (session.spot(info)?, session.chain.now());
    let params = session.chain.auction_totals(info.id)?.params;
    let row = |auction| Row {
        over_at: clock::guessed_over_at(&auction, params.as_ref(), now),
        auction,
        info,
        spot,
    };
    Ok(auctions.into_iter().map(row).collect())
}

fn none(session: &Session, only: Option<&TypeInfo>) -> CliResult<String> {
    let Some(info) = only else {
        return Ok("nothing is under auction".to_owned());
    };
    let name = &info.asset.name;
    let params = session.chain.auction_totals(info.id)?.params;
    Ok(match params {
        Some(_) => format!("nothing of {name} is under auction"),
        None => format!("{name} has no auctions: nobody has set what they go by"),
    })
}

const COLUMNS: [(&str, Align); 8] = [
    ("auction", Align::Left),
    ("lot", Align::Right),
    ("to be raised", Align::Right),
    ("price", Align::Right),
    ("against spot", Align::Right),
    ("cost of all", Align::Right),
    ("restarts", Align::Right),
    ("ends in", Align::Left),
];

impl Row<'_> {
    fn cells(&self, session: &Session) -> Vec<String> {
        let (auction, usd) = (&self.auction, session.usd());
        let left = self.over_at.saturating_sub(session.chain.now());
        let [price, to_spot, cost, ends] = if auction.is_over {
            ["-", "-", "-", "over, must be restarted"].map(str::to_owned)
        } else {
            [
                dollars(auction.price),
                against(auction.price, self.spot),
                number(usd, auction.cost.u128()),
                span(left),
            ]
        };
        vec![
            session.auction_name(auction.auction),
            number(&self.info.asset, auction.lot.u128()),
            number(usd, auction.tab.u128()),
            price,
            to_spot,
            cost,
            auction.restarts.to_string(),
            ends,
        ]
    }

    /// Price / spot; what has no spot comes last.
    fn to_spot(&self) -> Decimal {
        let part = |spot| self.auction.price.checked_div(spot).ok();
        self.spot.and_then(part).unwrap_or(Decimal::MAX)
    }
}
