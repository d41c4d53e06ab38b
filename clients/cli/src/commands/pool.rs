//! Stability pools.

use ballast_types::liquidation::{
    DepositResponse, ExecuteMsg, PoolClaimed, PoolResponse, PoolWithdrawn, ReceiveMsg,
};
use cosmwasm_std::{Event, Uint128};
use serde_json::{json, Value};

use super::{
    auction::view::under_auction,
    calls,
    explain::{explained, About},
    receipts,
};
use crate::{
    amount::TypedAmount,
    chain::{parsed, Contract},
    command::PoolVerb,
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::pairs,
    text::{shown, typed},
    time::{moment, span},
};

/// Does what the verb says.
pub fn run(session: &mut Session, verb: &PoolVerb) -> CliResult<Output> {
    match verb {
        PoolVerb::Deposit {
            collateral_type,
            amount,
        } => deposit(session, collateral_type, amount),
        PoolVerb::Withdraw {
            collateral_type,
            amount,
        } => withdraw(session, collateral_type, amount.as_ref()),
        PoolVerb::Claim { collateral_type } => claim(session, collateral_type),
        PoolVerb::Show { collateral_type } => show(session, collateral_type.as_deref()),
    }
}

fn deposit(session: &mut Session, name: &str, amount: &TypedAmount) -> CliResult<Output> {
    let info = session.collateral_type(name)?.clone();
    let units = session.units(amount, session.usd())?;
    let hint = "`ballast position open 10eth --mint 5000usd` mints some";
    session.ensure_holds(session.usd(), units, hint)?;
    let hook = ReceiveMsg::Deposit {
        collateral_type: info.id,
    };
    let call = calls::with_usd(session, units, Contract::Liquidation, &hook)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Type(&info))?;
    let amount = typed(session.usd(), units);
    report(session, &format!("deposited {amount}"), &info, &events)
}

fn withdraw(session: &mut Session, name: &str, amount: Option<&TypedAmount>) -> CliResult<Output> {
    let info = session.collateral_type(name)?.clone();
    let units = amount
        .map(|amount| session.units(amount, session.usd()))
        .transpose()?;
    let msg = ExecuteMsg::Withdraw {
        collateral_type: info.id,
        amount: units.map(Uint128::new),
    };
    let call = calls::plain(Contract::Liquidation, &msg)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Type(&info))?;
    let withdrawn = parsed::<PoolWithdrawn>(&events, Contract::Liquidation)?;
    let taken = withdrawn.iter().map(|event| event.amount.u128()).sum();
    let taken = typed(session.usd(), taken);
    report(session, &format!("withdrew {taken}"), &info, &events)
}

fn claim(session: &mut Session, name: &str) -> CliResult<Output> {
    let info = session.collateral_type(name)?.clone();
    let msg = ExecuteMsg::Claim {
        collateral_type: info.id,
    };
    let call = calls::plain(Contract::Liquidation, &msg)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Type(&info))?;
    let claimed = parsed::<PoolClaimed>(&events, Contract::Liquidation)?;
    let collateral: u128 = claimed.iter().map(|event| event.collateral.u128()).sum();
    let stablecoin: u128 = claimed.iter().map(|event| event.stablecoin.u128()).sum();
    let parts = [(&info.asset, collateral), (session.usd(), stablecoin)];
    let parts = parts.iter().filter(|(_, amount)| *amount > 0);
    let parts: Vec<_> = parts.map(|(asset, amount)| typed(asset, *amount)).collect();
    let done = format!("claimed {}", parts.join(" and "));
    report(session, &done, &info, &events)
}

/// What was done, and the pool after it.
fn report(session: &Session, done: &str, info: &TypeInfo, events: &[Event]) -> CliResult<Output> {
    let (human, json) = view(session, info)?;
    let human = format!("{done}\n\n{human}");
    let json = json!({ "done": done, "pool": json, "events": events });
    receipts::done(session, &human, json)
}

fn show(session: &Session, name: Option<&str>) -> CliResult<Output> {
    let infos = match name {
        Some(name) => vec![session.collateral_type(name)?],
        None => session.types().iter().collect(),
    };
    let (mut texts, mut values) = (vec![], vec![]);
    for info in infos {
        let (human, json) = view(session, info)?;
        texts.push(human);
        values.push(json);
    }
    Output::new(texts.join("\n\n"), &values)
}

/// A pool with the account's part in it.
fn view(session: &Session, info: &TypeInfo) -> CliResult<(String, Value)> {
    let pool = session.chain.pool(info.id)?;
    let actor = session.any_actor();
    let deposit = match actor {
        Some(actor) => session.chain.deposit(info.id, actor)?,
        None => None,
    };
    let usd = |amount: Uint128| shown(session.usd(), amount.u128());
    let mut rows = vec![
        ("pool".to_owned(), info.asset.name.clone()),
        ("deposited".to_owned(), usd(pool.total)),
        ("can buy for".to_owned(), usd(pool.room)),
        ("set aside".to_owned(), usd(pool.set_aside)),
        ("fees to come".to_owned(), fees(session, &pool)),
    ];
    let auctions = session.chain.auction_totals(info.id)?;
    if let Some(under_auction) = under_auction(session, info, &auctions) {
        rows.push(("under auction".to_owned(), under_auction));
    }
    if let (Some(deposit), Some(actor)) = (&deposit, actor) {
        rows.push((format!("{actor}'s deposit"), usd(deposit.amount)));
        let bought = shown(&info.asset, deposit.collateral_gain.u128());
        rows.push((
            "to claim".to_owned(),
            format!("{bought}, {}", usd(deposit.stablecoin_gain)),
        ));
        rows.push(("may leave".to_owned(), rest(session, deposit)));
    }
    let asset = &info.asset.name;
    let value = json!({
        "asset": asset,
        "pool": pool,
        "auctions": auctions,
        "account": actor,
        "deposit": deposit,
    });
    Ok((pairs(rows), value))
}

fn fees(session: &Session, pool: &PoolResponse) -> String {
    let amount = shown(session.usd(), pool.unvested.u128());
    match pool.vests_until.checked_sub(session.chain.now()) {
        Some(left) if !pool.unvested.is_zero() => format!("{amount} over the next {}", span(left)),
        _ => amount,
    }
}

fn rest(session: &Session, deposit: &DepositResponse) -> String {
    match deposit.free_from.checked_sub(session.chain.now()) {
        Some(left) if left > 0 => format!("in {}, at {}", span(left), moment(deposit.free_from)),
        _ => "now".to_owned(),
    }
}
