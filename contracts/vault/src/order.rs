//! What an order's reserve does and what a buyer takes by the order: decided here for the messages and
//! for the queries alike.

use ballast_math::{fill, is_below, Debt, Market, Position, Quote, Ratio, TopUp, Unfillable};
use ballast_types::units;
use cosmwasm_std::{Deps, Env};

use crate::{
    collateral_type::CollateralType,
    door::{self, shown_ratio, Cause},
    positions::Held,
    state::StoredOrder,
    ContractError,
};

/// What a fill does.
#[derive(Clone, Copy, Debug)]
pub struct Filling {
    /// Moves in first.
    pub top_up: Option<TopUp>,
    /// What the buyer repays and gets.
    pub quote: Quote,
}

/// At what an order is held against its trigger, and sells: the spot price, or a higher one that waits
/// for confirmation, so that a buyer gains nothing by a rise that is on its way.
pub fn market_now(
    deps: Deps,
    env: &Env,
    collateral_type: &CollateralType,
) -> Result<Market, ContractError> {
    let price = collateral_type.price(deps, env)?;
    Ok(collateral_type.market(price.selling))
}

/// A position's order; refuses one without.
pub fn of(held: &Held) -> Result<StoredOrder, ContractError> {
    held.order
        .ok_or(ContractError::NoOrder { position: held.id })
}

/// What a buyer with at most so much stablecoin does now. Nothing is written.
pub fn plan_fill(
    collateral_type: &CollateralType,
    held: &Held,
    (market, most): (Market, Debt),
) -> Result<Filling, ContractError> {
    let order = of(held)?.order;
    let (books, floor) = (&collateral_type.books, collateral_type.params.risk.floor);
    // Under the trigger before the reserve moves in, and after it.
    ensure_triggered(collateral_type, held, (held.stored.position, market))?;
    let topped_up = held.topped_up(books.index, floor)?;
    let position = topped_up.map_or(held.stored.position, |(_, position)| position);
    let outcome = fill((position, books.index), order, &market, floor, most)?;
    let refusal = match outcome {
        Ok(quote) => {
            let top_up = topped_up.map(|(top_up, _)| top_up);
            return Ok(Filling { top_up, quote });
        }
        Err(refusal) => refusal,
    };
    Err(match refusal {
        Unfillable::NotUnderTrigger => {
            not_triggered(collateral_type, held, (position, market), order.trigger)
        }
        Unfillable::Scarce => ContractError::CollateralScarce {
            position: held.id,
            ratio: ratio(collateral_type, position, market),
            needed: units::decimal(Ratio::ONE.checked_add(order.discount)?),
        },
        Unfillable::TooLittle => ContractError::FillTooSmall {
            position: held.id,
            sent: units::debt_amount(most),
            debt: units::debt_amount(position.debt_up(books.index)),
            floor: units::debt_amount(floor),
        },
    })
}

/// Refuses while a position stands at its order's trigger or above.
pub fn ensure_triggered(
    collateral_type: &CollateralType,
    held: &Held,
    (position, market): (Position, Market),
) -> Result<(), ContractError> {
    let trigger = of(held)?.order.trigger;
    if is_below(position, market, collateral_type.books.index, trigger) {
        return Ok(());
    }
    Err(not_triggered(
        collateral_type,
        held,
        (position, market),
        trigger,
    ))
}

fn not_triggered(
    collateral_type: &CollateralType,
    held: &Held,
    (position, market): (Position, Market),
    trigger: Ratio,
) -> ContractError {
    if position.normalized.is_zero() {
        return ContractError::NoDebt { position: held.id };
    }
    ContractError::NotUnderTrigger {
        position: held.id,
        ratio: ratio(collateral_type, position, market),
        trigger: units::decimal(trigger),
    }
}

/// For people to read.
fn ratio(
    collateral_type: &CollateralType,
    position: Position,
    market: Market,
) -> cosmwasm_std::Decimal {
    let shown = shown_ratio(position, market, collateral_type.books.index);
    units::decimal(shown.unwrap_or(Ratio::ZERO))
}

/// Moves in what [`Held::topped_up`] says. The caller burns what was repaid, and saves position and books.
pub fn move_in(
    deps: Deps,
    env: &Env,
    collateral_type: &mut CollateralType,
    held: &mut Held,
    top_up: TopUp,
) -> Result<(), ContractError> {
    if let Some(order) = &mut held.order {
        order.reserve = order.reserve.without(top_up);
    }
    let change = (top_up.change(), Cause::Holder);
    door::pass(deps, env, collateral_type, held, change)
}
