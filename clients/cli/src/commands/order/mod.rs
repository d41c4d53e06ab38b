//! Standing orders: placed, kept in reserve for, looked at, filled and cancelled.

mod at_trigger;
mod events;
mod fill;
mod list;
mod place;
mod state;
pub mod view;
mod worth;

pub use events::{Ended, Used};
pub use list::orders_of;
pub use state::State;

use ballast_types::{
    vault::{ExecuteMsg, PositionResponse, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::Event;
use serde_json::json;

use super::{
    calls,
    explain::{explained, refused, About},
    receipts,
};
use crate::{
    amount::TypedAmount,
    chain::{Contract, Reason},
    command::OrderVerb,
    error::{CliError, CliResult},
    output::Output,
    position_name::PositionName,
    session::{Session, TypeInfo},
    text::typed,
};
use view::View;

/// Does what the verb says.
pub fn run(session: &mut Session, verb: &OrderVerb) -> CliResult<Output> {
    match verb {
        OrderVerb::Place(placing) => place::run(session, placing),
        OrderVerb::Show(name) => show(session, name),
        OrderVerb::List {
            collateral_type,
            is_fillable,
        } => list::run(session, collateral_type.as_deref(), *is_fillable),
        OrderVerb::Reserve { position, amount } => reserve(session, position, amount),
        OrderVerb::Use(name) => use_reserve(session, name),
        OrderVerb::Fill(filling) => fill::run(session, filling),
        OrderVerb::Cancel(name) => cancel(session, name),
    }
}

/// A position that has an order, with its type.
fn ordered(session: &Session, name: &PositionName) -> CliResult<(PositionResponse, TypeInfo)> {
    let (position, info) = session.position(name)?;
    if position.has_order {
        return Ok((position, info.clone()));
    }
    let reason = Reason::NoOrder {
        position: position.position,
    };
    Err(refused(reason, session, About::Position(&position, info)))
}

fn show(session: &Session, name: &PositionName) -> CliResult<Output> {
    let (position, info) = ordered(session, name)?;
    let view = View::of(session, position, &info)?;
    Output::new(view.card(session), &view.json(session)?)
}

fn reserve(session: &mut Session, name: &PositionName, amount: &TypedAmount) -> CliResult<Output> {
    let (before, info) = ordered(session, name)?;
    let asset = session.asset_of(amount)?.clone();
    if !asset.is_stablecoin && asset.asset != info.asset.asset {
        return Err(CliError::OtherAsset {
            given: amount.to_string(),
            found: asset.name,
            expected: format!("{} or {}", info.asset.name, session.usd().name),
        });
    }
    let (position, units) = (before.position, session.units(amount, &asset)?);
    session.ensure_holds(&asset, units, "")?;
    let msg = ExecuteMsg::AddReserve { position };
    let hook = ReceiveMsg::AddReserve { position };
    let call = if asset.is_stablecoin {
        calls::with_usd(session, units, Contract::Vault, &hook)?
    } else {
        calls::with_collateral(session, (&asset, units), &msg, &hook)?
    };
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let name = session.position_name(position);
    let done = format!("put {} in reserve beside {name}", typed(&asset, units));
    report(session, &done, (position, &info), &events)
}

fn use_reserve(session: &mut Session, name: &PositionName) -> CliResult<Output> {
    let (before, info) = ordered(session, name)?;
    let position = before.position;
    let call = calls::plain(Contract::Vault, &ExecuteMsg::UseReserve { position })?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let used = Used::of(&events)?.told(session, &info, position);
    let name = session.position_name(position);
    let done = format!("{} moved in from the reserve of {name}", used.join(", "));
    report(session, &done, (position, &info), &events)
}

fn cancel(session: &mut Session, name: &PositionName) -> CliResult<Output> {
    let (before, info) = ordered(session, name)?;
    let position = before.position;
    let call = calls::plain(Contract::Vault, &ExecuteMsg::CancelOrder { position })?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let ended = Ended::of(&events)?;
    let owner = session.chain.name_of(&before.owner);
    let human = ended.told(session, &info, &owner).unwrap_or_default();
    let json = json!({
        "cancelled": session.position_name(position),
        "position": position,
        "ended": ended.json(),
        "events": events,
    });
    receipts::done(session, &human, json)
}

/// What was done, and the order after it.
fn report(
    session: &Session,
    done: &str,
    (id, info): (PositionId, &TypeInfo),
    events: &[Event],
) -> CliResult<Output> {
    let view = session.chain.find_position(id)?;
    let view = view.filter(|position| position.has_order);
    let view = view.map(|position| View::of(session, position, info));
    let (mut human, mut order) = (done.to_owned(), None);
    if let Some(view) = view.transpose()? {
        human = format!("{done}\n\n{}", view.card(session));
        order = Some(view.json(session)?);
    }
    let json = json!({ "done": done, "order": order, "events": events });
    receipts::done(session, &human, json)
}
