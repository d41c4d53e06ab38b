//! Verbs that change a position.

use ballast_devchain::Call;
use ballast_types::{
    event::{attribute, BallastEvent},
    vault::{ExecuteMsg, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::{Event, Uint128};
use serde_json::{json, Value};

use super::{
    calls,
    explain::{explained, About},
    order::Ended,
    position_view, receipts,
};
use crate::{
    amount::TypedAmount,
    chain::Contract,
    command::Change,
    error::{CliError, CliResult},
    output::Output,
    position_name::PositionName,
    session::{Session, TypeInfo},
    text::typed,
};

/// A repayment is sent with one part in so many on top, since fees go on until it arrives; what is
/// too much comes back.
const MARGIN: u128 = 1_000;

/// The parts of a change in base units; zero is none.
struct Parts {
    deposit: u128,
    withdraw: u128,
    mint: u128,
    repay: u128,
}

/// Opens a position.
pub fn open(
    session: &mut Session,
    collateral: &TypedAmount,
    mint: Option<&TypedAmount>,
) -> CliResult<Output> {
    let info = session
        .collateral_type(&session.asset_of(collateral)?.name)?
        .clone();
    let amount = session.units(collateral, &info.asset)?;
    let minted = session.usd_units(mint)?;
    session.ensure_holds(&info.asset, amount, "")?;
    let (collateral_type, mint) = (info.id, some(minted));
    let msg = ExecuteMsg::Open {
        collateral_type,
        mint,
    };
    let hook = ReceiveMsg::Open {
        collateral_type,
        mint,
    };
    let call = calls::with_collateral(session, (&info.asset, amount), &msg, &hook)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Open(&info, amount))?;
    let id = opened(&events).ok_or_else(|| {
        CliError::Arguments("the vault opened a position and named none".to_owned())
    })?;
    let name = session.position_name(id);
    report(session, &format!("opened {name}"), (id, None), &events)
}

/// The position that an operation changed last.
fn opened(events: &[Event]) -> Option<PositionId> {
    let ours = |event: &&Event| event.ty.strip_prefix("wasm-") == Some(PositionSnapshot::NAME);
    let last = events.iter().rfind(ours)?;
    attribute(last, "position")?.parse().ok()
}

/// Deposits, withdraws, mints and repays, in one operation.
pub fn change(session: &mut Session, name: &PositionName, change: &Change) -> CliResult<Output> {
    let (before, info) = session.position(name)?;
    let info = info.clone();
    let parts = parts(session, change, &info)?;
    if parts.withdraw > before.collateral.u128() {
        return Err(CliError::MoreThanLocked {
            position: session.position_name(before.position),
            held: typed(&info.asset, before.collateral.u128()),
            asked: typed(&info.asset, parts.withdraw),
        });
    }
    let call = changing(session, before.position, &info, &parts)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let done = format!("changed {}", session.position_name(before.position));
    let ended = Ended::of(&events)?;
    let owner = session.chain.name_of(&before.owner);
    let ended = ended.told(session, &info, &owner);
    report(session, &done, (before.position, ended), &events)
}

/// Base units of what is to change; the account holds what is to be sent in.
fn parts(session: &Session, change: &Change, info: &TypeInfo) -> CliResult<Parts> {
    let of_asset = |amount: &Option<TypedAmount>| {
        let units = |amount| session.units(amount, &info.asset);
        amount.as_ref().map_or(Ok(0), units)
    };
    let parts = Parts {
        deposit: of_asset(&change.deposit)?,
        withdraw: of_asset(&change.withdraw)?,
        mint: session.usd_units(change.mint.as_ref())?,
        repay: session.usd_units(change.repay.as_ref())?,
    };
    session.ensure_holds(&info.asset, parts.deposit, "")?;
    session.ensure_holds(session.usd(), parts.repay, "mint from another position")?;
    Ok(parts)
}

fn changing(
    session: &Session,
    position: PositionId,
    info: &TypeInfo,
    parts: &Parts,
) -> CliResult<Call> {
    if parts.repay > 0 {
        let hook = repaying(position, parts);
        return calls::with_usd(session, parts.repay, Contract::Vault, &hook);
    }
    if parts.deposit > 0 {
        let (msg, hook) = depositing(position, parts);
        return calls::with_collateral(session, (&info.asset, parts.deposit), &msg, &hook);
    }
    calls::plain(Contract::Vault, &taking(position, parts))
}

/// A message that sends nothing in.
fn taking(position: PositionId, parts: &Parts) -> ExecuteMsg {
    match (parts.withdraw, parts.mint) {
        (amount, 0) => ExecuteMsg::Withdraw {
            position,
            amount: Uint128::new(amount),
        },
        (0, amount) => ExecuteMsg::Mint {
            position,
            amount: Uint128::new(amount),
        },
        (withdraw, mint) => ExecuteMsg::Adjust {
            position,
            withdraw: some(withdraw),
            mint: some(mint),
        },
    }
}

/// A message that comes with collateral, and the same as a token's hook.
fn depositing(position: PositionId, parts: &Parts) -> (ExecuteMsg, ReceiveMsg) {
    let (withdraw, mint) = (None, some(parts.mint));
    if mint.is_none() {
        return (
            ExecuteMsg::Deposit { position },
            ReceiveMsg::Deposit { position },
        );
    }
    let msg = ExecuteMsg::Adjust {
        position,
        withdraw,
        mint,
    };
    (
        msg,
        ReceiveMsg::Adjust {
            position,
            withdraw,
            mint,
        },
    )
}

/// A hook that comes with stablecoin.
fn repaying(position: PositionId, parts: &Parts) -> ReceiveMsg {
    match some(parts.withdraw) {
        None => ReceiveMsg::Repay { position },
        withdraw => ReceiveMsg::Adjust {
            position,
            withdraw,
            mint: None,
        },
    }
}

/// Pays the debt and takes everything out.
pub fn close(session: &mut Session, name: &PositionName) -> CliResult<Output> {
    let (before, info) = session.position(name)?;
    let info = info.clone();
    let (position, debt) = (before.position, before.debt.u128());
    let call = if debt == 0 {
        calls::plain(Contract::Vault, &ExecuteMsg::Close { position })?
    } else {
        session.ensure_holds(
            session.usd(),
            debt,
            "the debt includes fees: mint from another position, or take out of a pool",
        )?;
        let held = session.chain.balance(session.actor()?, session.usd())?;
        let sent = held.min(debt.saturating_add(debt / MARGIN).saturating_add(1));
        calls::with_usd(
            session,
            sent,
            Contract::Vault,
            &ReceiveMsg::Close { position },
        )?
    };
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let name = session.position_name(position);
    let (paid, back) = (
        typed(session.usd(), debt),
        typed(&info.asset, before.collateral.u128()),
    );
    let mut human = format!("closed {name}: paid {paid}, got {back} back");
    let (ended, owner) = (Ended::of(&events)?, session.chain.name_of(&before.owner));
    if let Some(ended) = ended.told(session, &info, &owner) {
        human = format!("{human}; {ended}");
    }
    let json = json!({
        "closed": name,
        "position": position,
        "orders_ended": ended.json(),
        "events": events,
    });
    receipts::done(session, &human, json)
}

/// What was done, and the position after it; or what has become of its order with it.
fn report(
    session: &Session,
    done: &str,
    (id, ended): (PositionId, Option<String>),
    events: &[Event],
) -> CliResult<Output> {
    let (mut human, mut position) = (format!("{done}: nothing is left in it"), Value::Null);
    if let Some(found) = session.chain.find_position(id)? {
        let (card, json) = position_view::card(session, &found)?;
        (human, position) = (format!("{done}\n\n{card}"), json);
    } else if let Some(ended) = ended {
        human = format!("{human}; {ended}");
    }
    let json = json!({ "done": done, "position": position, "events": events });
    receipts::done(session, &human, json)
}

fn some(amount: u128) -> Option<Uint128> {
    (amount > 0).then_some(Uint128::new(amount))
}
