//! Takers, restarts, and the ways of what is left of lots.

use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse, ExecuteMsg as Msg, ReceiveMsg as Hook},
    stablecoin, vault, Asset, CollateralTypeId,
};
use cosmwasm_std::{coins, BankMsg, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;

use super::{by, call, Draw, Step};
use crate::world::{HOLDERS, USD};

/// Somebody takes from an auction, with stablecoin sent or out of an allowance given just before.
pub fn take(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let auction = any_auction(draw, false)?;
    let (sender, most) = draw.payer();
    let amount = wanted(draw, &auction);
    let worst_price = worst(draw, &auction);
    if draw.random.chance(60) {
        let payment = if draw.random.chance(70) {
            most
        } else {
            draw.random.amount(most)
        };
        let hook = Hook::Take {
            auction: auction.auction,
            amount,
            worst_price,
        };
        let sent = draw.send("stablecoin", "liquidation", payment, &hook);
        return waiting(draw, by(&sender, sent));
    }
    let allowance = stablecoin::ExecuteMsg::IncreaseAllowance {
        spender: draw.address("liquidation"),
        amount: Uint128::new(draw.random.amount(most)),
        expires: None,
    };
    let msg = Msg::Take {
        auction: auction.auction,
        amount,
        worst_price,
        callback: None,
    };
    let mut steps = by(&sender, call("stablecoin", &allowance, &[]))?;
    steps[0].calls.push(call("liquidation", &msg, &[]));
    waiting(draw, Some(steps))
}

/// Now and then the price falls for a while first.
fn waiting(draw: &mut Draw<'_>, steps: Option<Vec<Step>>) -> Option<Vec<Step>> {
    let mut steps = steps?;
    if draw.random.chance(30) {
        steps[0].wait = draw.random.between(60, 12_000);
    }
    Some(steps)
}

fn wanted(draw: &mut Draw<'_>, auction: &AuctionResponse) -> Option<Uint128> {
    let part = draw.random.amount(auction.lot.u128());
    draw.random.chance(50).then_some(Uint128::new(part))
}

fn worst(draw: &mut Draw<'_>, auction: &AuctionResponse) -> Decimal {
    if draw.random.chance(10) {
        return auction.price * Decimal::percent(99);
    }
    auction.start_price
}

/// A live auction; one that can be restarted, if there is one and it is wanted.
fn any_auction(draw: &mut Draw<'_>, is_over: bool) -> Option<AuctionResponse> {
    let state = draw.state;
    let fitting = state.auctions.values().filter(|it| it.is_over == is_over);
    let fitting = draw.random.pick_from(fitting);
    let any = draw.random.pick_from(state.auctions.values());
    fitting.or(any).cloned()
}

/// The position that a lot came from gets another owner, so that what is left of the lot is credited; then
/// somebody takes all.
pub fn handed_over(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let auction = any_auction(draw, false)?;
    let position = auction.position?;
    let owner = draw.state.positions.get(&position)?.owner.clone();
    let (from, to) = (draw.name(&owner), draw.holder());
    let offer = vault::ExecuteMsg::TransferPosition {
        position,
        to: draw.address(&to),
    };
    let accept = vault::ExecuteMsg::AcceptPosition { position };
    let mut steps = by(&from, call("vault", &offer, &[]))?;
    steps.extend(by(&to, call("vault", &accept, &[]))?);
    let (taker, most) = draw.payer();
    let hook = Hook::Take {
        auction: auction.auction,
        amount: None,
        worst_price: auction.start_price,
    };
    let sent = draw.send("stablecoin", "liquidation", most, &hook);
    steps.extend(by(&taker, sent)?);
    Some(steps)
}

/// Somebody begins an auction again, mostly once that is possible.
pub fn restart(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let auction = any_auction(draw, true)?;
    let msg = Msg::Restart {
        auction: auction.auction,
    };
    let sender = draw.holder();
    let mut steps = by(&sender, call("liquidation", &msg, &[]))?;
    if !auction.is_over && draw.random.chance(50) {
        steps[0].wait = auction.ends_at.saturating_sub(draw.state.time);
    }
    Some(steps)
}

/// An owner claims what was left of its lots.
pub fn leftover(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let chain = draw.chain;
    let left = |id: CollateralTypeId| {
        let has_left = move |name: &&str| !chain.leftover(id, name).unwrap().is_zero();
        HOLDERS
            .into_iter()
            .filter(move |name| has_left(name))
            .map(move |name| (id, name))
    };
    let types = draw
        .state
        .leftovers
        .iter()
        .filter(|(_, sum)| !sum.is_zero());
    let claims: Vec<_> = types.flat_map(|(id, _)| left(*id)).collect();
    let (collateral_type, owner) = draw.random.pick_from(claims)?;
    let sender = if draw.random.chance(95) {
        owner.to_owned()
    } else {
        draw.holder()
    };
    by(
        &sender,
        call("liquidation", &Msg::ClaimLeftover { collateral_type }, &[]),
    )
}

/// The owner sells surplus collateral.
pub fn surplus(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let totals = draw.state.auction_totals.values();
    let held = totals.filter(|it| !it.surplus_collateral.is_zero());
    let totals = draw.random.pick_from(held)?;
    let part = draw.random.amount(totals.surplus_collateral.u128());
    let amount = draw.random.chance(40).then_some(Uint128::new(part));
    let msg = Msg::SellSurplus {
        collateral_type: totals.collateral_type,
        amount,
    };
    let owner = draw.state.liquidation.owner.clone();
    let sender = draw.mostly(&owner);
    by(&sender, call("liquidation", &msg, &[]))
}

/// Somebody rich hands collateral to the owner, who sells it against bad debt that nobody else is to pay.
pub fn reserve(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let state = draw.state;
    let indebted = state.types.values().filter(|it| {
        let auctioned = &state.auction_totals[&it.collateral_type];
        auctioned.params.is_some() && it.books.bad_debt > auctioned.tabs
    });
    let wanted = draw.random.pick_from(indebted).map(|it| it.collateral_type);
    let wanted = wanted.filter(|_| draw.random.chance(90));
    let id = wanted.or_else(|| draw.any_type().map(|it| it.collateral_type))?;
    let (asset, giver) = (draw.asset(id), draw.holder());
    let held = draw.balance(&giver, &asset);
    let amount = draw.random.amount(held / 3);
    let ruler = draw.state.liquidation.owner.clone();
    let seller = draw.mostly(&ruler);
    let recipient = draw.address(&seller);
    let msg = Msg::SellReserve {
        collateral_type: id,
    };
    let (given, sold) = match &state.types[&id].asset {
        Asset::Native { denom } => {
            let amount = coins(amount, denom);
            let gift = BankMsg::Send {
                to_address: recipient,
                amount: amount.clone(),
            };
            (call("bank", &gift, &[]), call("liquidation", &msg, &amount))
        }
        Asset::Cw20 { .. } => {
            let gift = Cw20ExecuteMsg::Transfer {
                recipient,
                amount: amount.into(),
            };
            let hook = Hook::SellReserve {
                collateral_type: id,
            };
            let sold = draw.send(&asset, "liquidation", amount, &hook);
            (call(&asset, &gift, &[]), sold)
        }
    };
    let mut steps = by(&giver, given)?;
    steps.extend(by(&seller, sold)?);
    Some(steps)
}

/// The owner sets what auctions go by, now and then out of bounds.
pub fn params(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let collateral_type = draw.any_type()?.collateral_type;
    let params = AuctionParams {
        start: Decimal::percent(*draw.random.pick(&[100, 105, 105, 200, 99])),
        floor: Decimal::percent(*draw.random.pick(&[1, 40, 70, 70, 99, 0])),
        penalty: Decimal::percent(*draw.random.pick(&[0, 2, 2, 20])),
        dust: Uint128::new(*draw.random.pick(&[1, 100 * USD, 100 * USD, 1_000 * USD])),
        restart_reward_share: Decimal::permille(*draw.random.pick(&[0, 1, 10])),
        restart_reward_cap: Decimal::percent(*draw.random.pick(&[0, 1_000, 100_000])),
        cap_share: Decimal::percent(*draw.random.pick(&[0, 10, 100])),
        cap_minimum: Uint128::new(*draw.random.pick(&[0, 5_000, 100_000]) * USD),
    };
    let msg = Msg::SetAuctionParams {
        collateral_type,
        params,
    };
    let owner = draw.state.liquidation.owner.clone();
    let sender = draw.mostly(&owner);
    by(&sender, call("liquidation", &msg, &[]))
}
