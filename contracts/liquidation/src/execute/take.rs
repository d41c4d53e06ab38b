//! Takes from auctions.

use ballast_math::{Collateral, Debt, Price, Take, Wanted};
use ballast_types::{
    liquidation::{AuctionTaken, TakerMsg},
    units::{collateral_amount, debt, debt_amount, price, price_decimal},
    AuctionId,
};
use cosmwasm_std::{
    ensure, to_json_binary, Addr, Binary, CosmosMsg, Decimal, Deps, DepsMut, Env, Event, Response,
    StdResult, Storage, Uint128, WasmMsg,
};

use crate::{
    auctions::{give_back, Auctions, Live},
    set_aside,
    state::STABLECOIN,
    ContractError,
};

/// What a taker asks for.
pub struct Order {
    /// Which auction.
    pub auction: AuctionId,
    /// Most collateral; none takes all that is for sale.
    pub amount: Option<Uint128>,
    /// Highest price accepted.
    pub worst_price: Decimal,
}

/// How a taker pays.
pub enum Payment {
    /// With stablecoin that has arrived.
    Sent(Uint128),
    /// Out of an allowance, after it was called with this, if with anything.
    Allowance(Option<Binary>),
}

impl Payment {
    fn budget(&self) -> Debt {
        match self {
            Self::Sent(amount) => debt(*amount),
            Self::Allowance(_) => Debt::new(u128::MAX),
        }
    }
}

/// Sells out of an auction at its price of now. All that this contract keeps is written before anybody
/// is paid or called; what is left of a lot that has raised its tab goes back first.
pub fn take(
    mut deps: DepsMut,
    env: &Env,
    taker: &Addr,
    order: &Order,
    payment: &Payment,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut live = Live::load(deps.storage, order.auction)?;
    let market = live.market(now);
    ensure_open(deps.as_ref(), &live, now)?;
    ensure_accepted(market.price, order.worst_price)?;
    let wanted = wanted(order.amount, payment.budget());
    let dust = live.listed.terms.dust;
    let take = live.stored.auction.take(&wanted, &market, dust)?;

    let mut auctions = Auctions::load(deps.storage, order.auction.collateral_type())?;
    auctions.take(deps.storage, &mut live, &take)?;
    auctions.save(deps.storage)?;
    set_aside::add(
        deps.storage,
        auctions.collateral_type,
        debt_amount(take.cost),
    )?;

    let returned = if take.tab.is_zero() {
        give_back(deps.branch(), &live, take.lot)?
    } else {
        Response::new()
    };
    Ok(returned
        .add_messages(deliver(deps.as_ref(), env, taker, (&live, &take), payment)?)
        .add_event(event(&live, taker, market.price, &take)))
}

/// What a taker asks for, as the arithmetic takes it.
pub fn wanted(amount: Option<Uint128>, budget: Debt) -> Wanted {
    Wanted {
        collateral: Collateral::new(amount.unwrap_or(Uint128::MAX).u128()),
        budget,
    }
}

/// Refuses an auction that is over, or of what a frozen feed prices.
pub fn ensure_open(deps: Deps, live: &Live, now: u64) -> Result<(), ContractError> {
    ensure!(
        !live.is_over(now),
        ContractError::AuctionOver {
            auction: live.id,
            price: price_decimal(live.stored.auction.price(now)),
            ends_at: live.stored.auction.ends_at(),
            now,
        }
    );
    live.listed.ensure_thawed(deps, now)
}

fn ensure_accepted(at: Price, worst: Decimal) -> Result<(), ContractError> {
    ensure!(
        at <= price(worst),
        ContractError::WorstPriceExceeded {
            price: price_decimal(at),
            worst,
        }
    );
    Ok(())
}

/// The collateral first. Then what was sent too much goes back; or the taker is called and pays.
fn deliver(
    deps: Deps,
    env: &Env,
    taker: &Addr,
    (live, take): (&Live, &Take),
    payment: &Payment,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let cost = debt_amount(take.cost);
    let collateral = collateral_amount(take.collateral);
    let mut messages = vec![live.listed.asset.transfer(taker, collateral)?];
    match payment {
        Payment::Sent(amount) => messages.extend(refund(deps.storage, taker, *amount, cost)?),
        Payment::Allowance(callback) => {
            if let Some(msg) = callback {
                let told = TakerMsg::AuctionTaken {
                    auction: live.id,
                    collateral,
                    cost,
                    msg: msg.clone(),
                };
                messages.push(call(taker, &told)?);
            }
            let stablecoin = STABLECOIN.load(deps.storage)?;
            messages.push(stablecoin.transfer_from(taker, &env.contract.address, cost)?);
        }
    }
    Ok(messages)
}

fn refund(
    storage: &dyn Storage,
    taker: &Addr,
    sent: Uint128,
    cost: Uint128,
) -> Result<Option<CosmosMsg>, ContractError> {
    let excess = sent.checked_sub(cost)?;
    if excess.is_zero() {
        return Ok(None);
    }
    Ok(Some(STABLECOIN.load(storage)?.transfer(taker, excess)?))
}

fn call(taker: &Addr, told: &TakerMsg) -> StdResult<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: taker.to_string(),
        msg: to_json_binary(told)?,
        funds: vec![],
    }
    .into())
}

fn event(live: &Live, taker: &Addr, at: Price, take: &Take) -> Event {
    AuctionTaken {
        auction: live.id,
        taker: taker.to_string(),
        price: price_decimal(at),
        collateral: collateral_amount(take.collateral),
        cost: debt_amount(take.cost),
        tab: debt_amount(take.tab),
        lot: collateral_amount(take.lot),
    }
    .into()
}
