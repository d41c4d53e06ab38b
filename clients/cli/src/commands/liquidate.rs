//! Liquidating, and settling what the buyers paid.

use ballast_types::{
    liquidation::{ExecuteMsg, Liquidated, ReceiveMsg, SettlementSent},
    vault::{PositionSeized, PositionSnapshot, Selection},
    PositionId,
};
use cosmwasm_std::Event;
use serde_json::{json, Value};

use super::{
    auction::Begun,
    calls,
    explain::{explained, About},
    order::Used,
    receipts,
    targets::targets,
};
use crate::{
    chain::{parsed, Contract},
    command::Liquidation,
    error::{CliError, CliResult},
    output::Output,
    session::{Session, TypeInfo},
    table::{pairs, table, Align},
    text::{number, shown},
};

/// Liquidates the named positions or the riskiest, type by type.
pub fn run(session: &mut Session, liquidation: &Liquidation) -> CliResult<Output> {
    let with = session.usd_units(liquidation.with.as_ref())?;
    session.ensure_holds(
        session.usd(),
        with,
        "mint some, or leave --with away: the pool buys too",
    )?;
    let targets = targets(session, &liquidation.selected)?;
    if with > 0 && targets.len() > 1 {
        let text = "several types have unsafe positions: say with --type which one to buy from";
        return Err(CliError::Arguments(text.to_owned()));
    }
    let (mut texts, mut values) = (vec![], vec![]);
    for (info, selection) in targets {
        let before = session.chain.sent().len();
        let events = liquidate(session, &info, selection, with)?;
        let settled = if liquidation.is_settled {
            settle_type(session, &info)?
        } else {
            None
        };
        let (human, mut json) = report(session, &info, &events, settled)?;
        let sent = session.chain.sent().get(before..).unwrap_or_default();
        receipts::add(sent, &mut json);
        texts.push(human);
        values.push(json);
    }
    let human = receipts::told(session.chain.sent(), &texts.join("\n\n"));
    Output::new(human, &values)
}

fn liquidate(
    session: &mut Session,
    info: &TypeInfo,
    selection: Selection,
    with: u128,
) -> CliResult<Vec<Event>> {
    let collateral_type = info.id;
    let call = if with == 0 {
        let msg = ExecuteMsg::Liquidate {
            collateral_type,
            selection,
        };
        calls::plain(Contract::Liquidation, &msg)?
    } else {
        let hook = ReceiveMsg::Liquidate {
            collateral_type,
            selection,
        };
        calls::with_usd(session, with, Contract::Liquidation, &hook)?
    };
    let result = session.execute(vec![call]);
    explained(result, session, About::Type(info))
}

/// Has what is set aside for a type burned.
pub fn settle(session: &mut Session, name: &str) -> CliResult<Output> {
    let info = session.collateral_type(name)?.clone();
    let msg = ExecuteMsg::Settle {
        collateral_type: info.id,
    };
    let result = session.execute(vec![calls::plain(Contract::Liquidation, &msg)?]);
    let events = explained(result, session, About::Type(&info))?;
    let amount = sent(&events)?;
    let human = format!(
        "settled {} for {}",
        shown(session.usd(), amount),
        info.asset.name
    );
    let json = json!({ "settled": amount.to_string(), "events": events });
    receipts::done(session, &human, json)
}

/// The same, if there is anything.
fn settle_type(session: &mut Session, info: &TypeInfo) -> CliResult<Option<u128>> {
    if session.chain.pool(info.id)?.set_aside.is_zero() {
        return Ok(None);
    }
    let msg = ExecuteMsg::Settle {
        collateral_type: info.id,
    };
    let result = session.execute(vec![calls::plain(Contract::Liquidation, &msg)?]);
    let events = explained(result, session, About::Type(info))?;
    sent(&events).map(Some)
}

fn sent(events: &[Event]) -> CliResult<u128> {
    let sent = parsed::<SettlementSent>(events, Contract::Liquidation)?;
    Ok(sent.iter().map(|event| event.amount.u128()).sum())
}

fn report(
    session: &Session,
    info: &TypeInfo,
    events: &[Event],
    settled: Option<u128>,
) -> CliResult<(String, Value)> {
    let seized = parsed::<PositionSeized>(events, Contract::Vault)?;
    let after = parsed::<PositionSnapshot>(events, Contract::Vault)?;
    let totals = parsed::<Liquidated>(events, Contract::Liquidation)?;
    let mut rows = vec![];
    for event in &seized {
        let left = after
            .iter()
            .find(|snapshot| snapshot.position == event.position);
        rows.push(vec![
            session.position_name(event.position),
            number(session.usd(), event.repaid.u128()),
            number(&info.asset, event.seized.u128()),
            number(&info.asset, event.reward.u128()),
            left.map_or_else(String::new, |left| number(session.usd(), left.debt.u128())),
        ]);
    }
    let columns = [
        ("position", Align::Left),
        ("repaid", Align::Right),
        ("seized", Align::Right),
        ("reward", Align::Right),
        ("debt left", Align::Right),
    ];
    let mut parts = vec![];
    if !rows.is_empty() {
        parts.push(table(&columns, rows));
    }
    let (begun, used) = (Begun::of(events)?, Used::of(events)?);
    parts.extend(made_safe(session, &used, &seized));
    let reserves = reserves(session, info, &used);
    for total in &totals {
        let mut rows = reserves.clone();
        if total.positions > 0 {
            rows.extend(summary(session, info, total));
        }
        rows.extend(begun.rows(session, info));
        if total.positions > 0 || settled.is_some() {
            rows.push(("settled".to_owned(), settlement(session, total, settled)));
        }
        parts.push(pairs(rows));
    }
    let settled = settled.map(|amount| amount.to_string());
    let asset = &info.asset.name;
    let json = json!({
        "asset": asset,
        "liquidated": totals,
        "seized": seized,
        "reserves_used": used.json(),
        "auctions": begun.json(session)?,
        "settled": settled,
    });
    Ok((parts.join("\n\n"), json))
}

/// The positions of which nothing had to be seized.
fn made_safe(session: &Session, used: &Used, seized: &[PositionSeized]) -> Option<String> {
    let is_seized = |id: &PositionId| seized.iter().any(|it| it.position == *id);
    let safe = used.positions().filter(|id| !is_seized(id));
    let names: Vec<_> = safe.map(|id| session.position_name(id)).collect();
    let told = format!(
        "safe by what was in reserve, nothing seized: {}",
        names.join(", ")
    );
    (!names.is_empty()).then_some(told)
}

/// What has moved into positions before anything was seized.
fn reserves(session: &Session, info: &TypeInfo, used: &Used) -> Vec<(String, String)> {
    let rows = used.positions().flat_map(|id| {
        let told = used.told(session, info, id).into_iter();
        let label = format!("reserve of {}", session.position_name(id));
        told.map(move |moved| (label.clone(), format!("{moved} moved in")))
    });
    rows.collect()
}

fn summary(session: &Session, info: &TypeInfo, total: &Liquidated) -> Vec<(String, String)> {
    let usd = |amount: u128| shown(session.usd(), amount);
    let asset = |amount: u128| shown(&info.asset, amount);
    let actor = session.any_actor().unwrap_or("the caller");
    let bought = |pays: u128, got: u128| format!("paid {} for {}", usd(pays), asset(got));
    let pool = bought(total.pool_pays.u128(), total.pool_collateral.u128());
    let mut rows = vec![
        ("debt taken off".to_owned(), usd(total.repaid.u128())),
        ("the pool".to_owned(), pool),
        (format!("{actor}'s reward"), asset(total.reward.u128())),
    ];
    if !total.caller_pays.is_zero() || !total.caller_collateral.is_zero() {
        let caller = bought(total.caller_pays.u128(), total.caller_collateral.u128());
        rows.push((actor.to_owned(), caller));
    }
    rows
}

/// What became of what the buyers paid. What is under auction is yet to be paid.
fn settlement(session: &Session, total: &Liquidated, settled: Option<u128>) -> String {
    let paid = total.pool_pays + total.caller_pays;
    match settled {
        Some(settled) => shown(session.usd(), settled),
        None if paid.is_zero() => "nothing was paid yet".to_owned(),
        None => "left set aside".to_owned(),
    }
}
