//! Positions to look at.

use ballast_types::vault::PositionResponse;
use cosmwasm_std::{Decimal, Uint128};
use serde_json::{json, Value};

use super::{
    minting::ForMinting,
    order::{
        view::{named as order_named, reserve, terms, trigger_price},
        State,
    },
    requirement,
};
use crate::{
    command::Listed,
    error::CliResult,
    output::Output,
    position_name::PositionName,
    session::Session,
    table::{pairs, table, Align},
    text::{dollars, number, percent, quoted, shown},
};

/// Most positions in a list of the riskiest.
const RISKIEST: u32 = 20;

/// What stands where there is no number.
const NONE: &str = "-";

/// One position with its margins.
pub fn show(session: &Session, name: &PositionName) -> CliResult<Output> {
    let (position, _) = session.position(name)?;
    let (human, json) = card(session, &position)?;
    Output::new(human, &json)
}

/// The account's positions or everybody's.
pub fn list(session: &Session, listed: Listed) -> CliResult<Output> {
    let mut positions = vec![];
    match listed {
        Listed::Own => positions = session.chain.positions_of(session.actor()?)?,
        Listed::All => {
            for info in session.types() {
                positions.extend(session.chain.positions(info.id)?);
            }
        }
        Listed::Riskiest => {
            for info in session.types() {
                positions.extend(session.chain.riskiest(info.id, RISKIEST)?);
            }
            positions.sort_by_key(|position| position.ratio);
        }
    }
    let human = match (positions.as_slice(), listed) {
        ([], Listed::Own) => format!(
            "{} has no positions: `ballast position open 10eth --mint 5000usd` opens one",
            session.actor()?
        ),
        ([], _) => "there are no positions".to_owned(),
        (positions, _) => rows(session, positions)?,
    };
    let named: CliResult<Vec<_>> = positions.iter().map(|it| named(session, it)).collect();
    Output::new(human, &named?)
}

/// A position's answer with names in it.
pub fn named(session: &Session, position: &PositionResponse) -> CliResult<Value> {
    let mut value = serde_json::to_value(position)?;
    if let Value::Object(fields) = &mut value {
        fields.insert(
            "name".to_owned(),
            json!(session.position_name(position.position)),
        );
        fields.insert(
            "owner".to_owned(),
            json!(session.chain.name_of(&position.owner)),
        );
    }
    Ok(value)
}

/// A position as a list of what its owner wants to know, and the same for programs; its order is in it.
pub fn card(session: &Session, position: &PositionResponse) -> CliResult<(String, Value)> {
    let info = session.type_by_id(position.collateral_type)?;
    let usd = |amount: Uint128| shown(session.usd(), amount.u128());
    let asset = |amount: Uint128| shown(&info.asset, amount.u128());
    let optional = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    let price = |price: Option<Decimal>| optional(price.map(|it| format!("{} USD", quoted(it))));
    let needed = session.chain.mint_requirement(info.id, 0)?;
    let for_minting = ForMinting::of_type(session, info)?;
    let mut rows = vec![
        ("position", session.position_name(position.position)),
        ("owner", session.chain.name_of(&position.owner)),
        ("collateral", asset(position.collateral)),
        ("debt", usd(position.debt)),
        ("price", price(position.price)),
    ];
    rows.extend(for_minting.map(|found| ("price for minting", found.line())));
    rows.extend([
        ("ratio", optional(position.ratio.map(percent))),
        ("state", state(position).to_owned()),
        ("liquidated under", price(position.liquidation_price)),
        ("cost of a year", usd(position.yearly_cost)),
        (
            "mint ratio",
            optional(needed.as_ref().map(requirement::short)),
        ),
        ("can be minted", optional(position.mintable.map(usd))),
        (
            "can be withdrawn",
            optional(position.withdrawable.map(asset)),
        ),
    ]);
    if let Some(to) = &position.pending_owner {
        rows.push(("offered to", session.chain.name_of(to)));
    }
    let mut value = named(session, position)?;
    if position.has_order {
        let order = session.chain.order(position.position)?;
        rows.push(("order", terms(&order)));
        rows.push(("filled under", trigger_price(&order)));
        rows.push(("in reserve", reserve(session, info, &order)));
        if let Value::Object(fields) = &mut value {
            let order = order_named(session, &order, State::of(session, &order)?)?;
            fields.insert("order".to_owned(), order);
        }
    }
    Ok((pairs(rows), value))
}

fn rows(session: &Session, positions: &[PositionResponse]) -> CliResult<String> {
    let mut rows = vec![];
    for position in positions {
        let info = session.type_by_id(position.collateral_type)?;
        rows.push(vec![
            session.position_name(position.position),
            session.chain.name_of(&position.owner),
            number(&info.asset, position.collateral.u128()),
            number(session.usd(), position.debt.u128()),
            position.ratio.map_or_else(|| NONE.to_owned(), percent),
            position
                .liquidation_price
                .map_or_else(|| NONE.to_owned(), dollars),
            state(position).to_owned(),
        ]);
    }
    let columns = [
        ("position", Align::Left),
        ("owner", Align::Left),
        ("collateral", Align::Right),
        ("debt", Align::Right),
        ("ratio", Align::Right),
        ("liquidated under", Align::Right),
        ("state", Align::Left),
    ];
    Ok(table(&columns, rows))
}

fn state(position: &PositionResponse) -> &'static str {
    match position.is_unsafe {
        _ if position.debt.is_zero() => "no debt",
        Some(true) => "unsafe",
        Some(false) => "safe",
        None => "no price",
    }
}
