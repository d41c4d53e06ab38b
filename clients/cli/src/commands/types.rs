//! Collateral types with their parameters and books.

use serde_json::{json, Value};

use crate::{
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{table, Align},
    text::{number, percent},
};

/// Parameters and books, a table each.
pub fn run(session: &Session) -> CliResult<Output> {
    let infos = session.types();
    let parameters = table(
        &PARAMETERS,
        infos.iter().map(|info| parameters(session, info)),
    );
    let books = table(&BOOKS, infos.iter().map(|info| books(session, info)));
    let values: CliResult<Vec<Value>> = infos.iter().map(named).collect();
    Output::new(format!("{parameters}\n\n{books}"), &values?)
}

const PARAMETERS: [(&str, Align); 9] = [
    ("type", Align::Left),
    ("feed", Align::Left),
    ("mint ratio", Align::Right),
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

fn parameters(session: &Session, info: &TypeInfo) -> Vec<String> {
    let (now, risk) = (&info.now, &info.now.risk);
    vec![
        info.asset.name.clone(),
        now.feed.clone(),
        percent(risk.mint_ratio),
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

fn named(info: &TypeInfo) -> CliResult<Value> {
    let mut value = serde_json::to_value(&info.now)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("name".to_owned(), json!(info.asset.name));
    }
    Ok(value)
}
