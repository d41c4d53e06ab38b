//! Collateral types with their parameters and books.

use ballast_types::{liquidation::AuctionTotalsResponse, vault::MintRequirementResponse};
use serde_json::{json, Value};

use super::{auction::view::under_auction, requirement};
use crate::{
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{table, Align},
    text::{number, percent, percent_up, shown},
    time::moment,
};

/// Parameters and books, a table each.
pub fn run(session: &Session) -> CliResult<Output> {
    let infos = session.types();
    let mut needed = vec![];
    for info in infos {
        needed.push(session.chain.mint_requirement(info.id, 0)?);
    }
    let both = infos.iter().zip(&needed);
    let parameters = table(
        &PARAMETERS,
        both.clone()
            .map(|(info, needed)| parameters(session, info, needed.as_ref())),
    );
    let books = table(&BOOKS, infos.iter().map(|info| books(session, info)));
    let mut totals = vec![];
    for info in infos {
        totals.push(session.chain.auction_totals(info.id)?);
    }
    let values: CliResult<Vec<Value>> = infos
        .iter()
        .zip(&totals)
        .zip(&needed)
        .map(|((info, totals), needed)| named(info, totals, needed.as_ref()))
        .collect();
    let now = session.chain.now();
    let ramps = infos.iter().flat_map(|info| ramps(info, now));
    let auctions = infos.iter().zip(&totals);
    let auctions = auctions.filter_map(|(info, totals)| auctions_of(session, info, totals));
    let margins = both.filter_map(|(info, needed)| Some(margin(info, needed.as_ref()?)));
    let margins = margins.collect::<Vec<_>>().join("\n");
    let margins = (!margins.is_empty()).then_some(margins);
    let parts: Vec<_> = [parameters, books]
        .into_iter()
        .chain(margins)
        .chain(auctions)
        .chain(ramps)
        .collect();
    Output::new(parts.join("\n\n"), &values?)
}

const PARAMETERS: [(&str, Align); 10] = [
    ("type", Align::Left),
    ("feed", Align::Left),
    ("mint ratio", Align::Right),
    ("base", Align::Right),
    ("target", Align::Right),
    ("liquidation", Align::Right),
    ("penalty", Align::Right),
    ("fee a year", Align::Right),
    ("debt floor", Align::Right),
    ("debt ceiling", Align::Right),
];

const BOOKS: [(&str, Align); 7] = [
    ("type", Align::Left),
    ("opened", Align::Right),
    ("collateral", Align::Right),
    ("debt", Align::Right),
    ("line", Align::Right),
    ("surplus", Align::Right),
    ("bad debt", Align::Right),
];

fn parameters(
    session: &Session,
    info: &TypeInfo,
    needed: Option<&MintRequirementResponse>,
) -> Vec<String> {
    let (now, risk) = (&info.now, &info.now.risk);
    vec![
        info.asset.name.clone(),
        now.feed.clone(),
        needed.map_or_else(|| "-".to_owned(), |needed| percent_up(needed.mint_ratio)),
        percent(risk.base_mint_ratio),
        percent(now.target_ratio.now),
        percent(now.liquidation_ratio.now),
        percent(risk.liquidation_penalty),
        percent(risk.stability_fee),
        number(session.usd(), risk.debt_floor.u128()),
        number(session.usd(), risk.debt_ceiling.u128()),
    ]
}

fn books(session: &Session, info: &TypeInfo) -> Vec<String> {
    let books = &info.now.books;
    let usd = |amount: cosmwasm_std::Uint128| number(session.usd(), amount.u128());
    vec![
        info.asset.name.clone(),
        books.positions_opened.to_string(),
        number(&info.asset, books.total_collateral.u128()),
        usd(books.booked),
        usd(books.line),
        usd(books.surplus),
        usd(books.bad_debt),
    ]
}

/// Why the mint ratio of a type is what it is.
fn margin(info: &TypeInfo, needed: &MintRequirementResponse) -> String {
    let asset = &info.asset.name;
    format!("debt against {asset} needs {}", requirement::line(needed))
}

/// What is under auction of a type, or was too little for it.
fn auctions_of(
    session: &Session,
    info: &TypeInfo,
    totals: &AuctionTotalsResponse,
) -> Option<String> {
    let lots = under_auction(session, info, totals).map(|lots| format!("under auction are {lots}"));
    let surplus = (!totals.surplus_collateral.is_zero()).then(|| {
        let surplus = shown(&info.asset, totals.surplus_collateral.u128());
        format!("{surplus} were written off as too little for an auction: surplus collateral")
    });
    let parts: Vec<_> = [lots, surplus].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// Ratios that are on their way.
fn ramps(info: &TypeInfo, now: u64) -> impl Iterator<Item = String> {
    let asset = info.asset.name.clone();
    let (liquidation, target) = (&info.now.liquidation_ratio, &info.now.target_ratio);
    let ratios = [
        ("liquidation ratio", liquidation.clone()),
        ("target ratio", target.clone()),
    ];
    let moving = ratios
        .into_iter()
        .filter(move |(_, ramp)| ramp.from != ramp.to && now < ramp.end);
    moving.map(move |(what, ramp)| {
        format!(
            "the {what} of {asset} is on its way from {} to {}, which it reaches at {} UTC",
            percent(ramp.from),
            percent(ramp.to),
            moment(ramp.end)
        )
    })
}

fn named(
    info: &TypeInfo,
    auctions: &AuctionTotalsResponse,
    needed: Option<&MintRequirementResponse>,
) -> CliResult<Value> {
    let mut value = serde_json::to_value(&info.now)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("name".to_owned(), json!(info.asset.name));
        fields.insert("auctions".to_owned(), json!(auctions));
        fields.insert("mint_requirement".to_owned(), json!(needed));
    }
    Ok(value)
}
