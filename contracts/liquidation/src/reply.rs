//! Second step of a liquidation: the vault has seized and sent the collateral; it is shared out.

use ballast_types::{
    liquidation::Liquidated,
    units::{collateral, debt, price},
    vault::{Purchase, Rooms, SeizeResponse},
};
use cosmwasm_std::{
    ensure, from_json, Api, Binary, CosmosMsg, DepsMut, Env, Event, Response, Storage,
    SubMsgResult, Uint128,
};
use cw_utils::parse_execute_response_data;

use crate::{
    auctions::{self, Auctions, ListedTerms},
    payload::Liquidation,
    pools, set_aside,
    state::STABLECOIN,
    ContractError,
};

/// Gives the pool its part, sets aside what the buyers pay, begins auctions, and pays the caller: its collateral and
/// reward in one transfer, and the stablecoin that it did not need.
pub fn seized(
    deps: DepsMut,
    env: &Env,
    payload: &Binary,
    result: SubMsgResult,
) -> Result<Response, ContractError> {
    let liquidation = Liquidation::decode(payload)?;
    let seized = answer(result)?;
    ensure_as_asked(&seized, &liquidation.rooms)?;
    let now = env.block.time.seconds();
    pools::absorb(deps.storage, seized.collateral_type, now, &seized.pool)?;
    let paid = seized.pool.pays.checked_add(seized.caller.pays)?;
    set_aside::add(deps.storage, seized.collateral_type, paid)?;
    let begun = begin_auctions(deps.storage, deps.api, now, &seized)?;
    Ok(Response::new()
        .add_messages(payments(deps.storage, &liquidation, &seized)?)
        .add_event(event(&liquidation, &seized))
        .add_events(begun))
}

/// One auction for each lot, under the terms in force. A message without lots reads nothing of it.
fn begin_auctions(
    storage: &mut dyn Storage,
    api: &dyn Api,
    now: u64,
    seized: &SeizeResponse,
) -> Result<Vec<Event>, ContractError> {
    if seized.lots.is_empty() {
        return Ok(vec![]);
    }
    let mut auctions = Auctions::load(storage, seized.collateral_type)?;
    let terms = auctions.book.terms;
    let listed = ListedTerms::load(storage, seized.collateral_type, terms)?;
    let mut events = vec![];
    for lot in &seized.lots {
        let owner = api.addr_canonicalize(&lot.owner)?.as_slice().to_vec();
        let selling = listed.market(price(lot.price));
        let stored = auctions::seized(
            (collateral(lot.collateral), debt(lot.debt)),
            (lot.position.number(), owner),
            (terms, &listed),
            (selling.price, now),
        )?;
        events.push(auctions.begin(storage, &stored, (&listed, selling))?);
    }
    auctions.save(storage)?;
    Ok(events)
}

/// What the vault answers: data of the message itself, never events, which anyone could forge.
fn answer(result: SubMsgResult) -> Result<SeizeResponse, ContractError> {
    let response = result
        .into_result()
        .map_err(|reason| ContractError::SeizeFailed { reason })?;
    let wrapped = response
        .msg_responses
        .first()
        .ok_or(ContractError::NoSeizeData)?;
    let data = parse_execute_response_data(&wrapped.value)?.data;
    Ok(from_json(data.ok_or(ContractError::NoSeizeData)?)?)
}

/// Refuses an answer that this contract could not pay for or that was not asked for.
fn ensure_as_asked(seized: &SeizeResponse, rooms: &Rooms) -> Result<(), ContractError> {
    ensure_within(rooms.pool, &seized.pool)?;
    ensure_within(rooms.caller, &seized.caller)?;
    let mut shares = seized
        .pool
        .collateral
        .checked_add(caller_collateral(seized)?)?;
    for lot in &seized.lots {
        shares = shares.checked_add(lot.collateral)?;
    }
    ensure!(
        shares <= seized.seized,
        ContractError::SharesExceedSeized {
            seized: seized.seized,
            shares
        }
    );
    Ok(())
}

fn ensure_within(room: Uint128, purchase: &Purchase) -> Result<(), ContractError> {
    let pays = purchase.pays;
    ensure!(
        pays <= room,
        ContractError::PaymentExceedsRoom { room, pays }
    );
    Ok(())
}

/// What goes to the caller: what it bought and the keeper's reward.
fn caller_collateral(seized: &SeizeResponse) -> Result<Uint128, ContractError> {
    Ok(seized.caller.collateral.checked_add(seized.reward)?)
}

/// Transfers of zero are left out: tokens and banks may refuse them.
fn payments(
    storage: &dyn Storage,
    Liquidation { keeper, rooms }: &Liquidation,
    seized: &SeizeResponse,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let mut messages = vec![];
    let bought = caller_collateral(seized)?;
    if !bought.is_zero() {
        messages.push(seized.asset.transfer(keeper, bought)?);
    }
    let unused = rooms.caller.checked_sub(seized.caller.pays)?;
    if !unused.is_zero() {
        messages.push(STABLECOIN.load(storage)?.transfer(keeper, unused)?);
    }
    Ok(messages)
}

fn event(liquidation: &Liquidation, seized: &SeizeResponse) -> Event {
    Event::from(Liquidated {
        collateral_type: seized.collateral_type,
        keeper: liquidation.keeper.to_string(),
        positions: seized.positions,
        repaid: seized.repaid,
        seized: seized.seized,
        reward: seized.reward,
        pool_pays: seized.pool.pays,
        pool_collateral: seized.pool.collateral,
        caller_pays: seized.caller.pays,
        caller_collateral: seized.caller.collateral,
    })
}
