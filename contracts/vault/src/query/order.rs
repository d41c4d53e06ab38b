//! Standing orders: for their owners, and for those who fill them.

use ballast_math::{is_below, limits::liquidation_price_up, Debt, Market, OrderKey, Price};
use ballast_types::{
    page_size, units,
    vault::{FillResponse, OrderResponse},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;

use super::wallet::Page;
use crate::{
    collateral_type::CollateralType,
    door::shown_ratio,
    order::{self, market_now, plan_fill, Filling},
    positions::{ensure_of_type, order_place, Held},
    state::ORDER_INDEX,
    ContractError,
};

/// A position's order.
pub fn order(deps: Deps, env: &Env, position: PositionId) -> Result<OrderResponse, ContractError> {
    let held = Held::load(deps.storage, position)?;
    let now = env.block.time.seconds();
    let collateral_type = CollateralType::load(deps.storage, position.collateral_type(), now)?;
    let market = market_now(deps, env, &collateral_type).ok();
    show(deps, &collateral_type, &held, market)
}

/// The orders under their trigger, the one furthest under it first, or those that stand behind one.
pub fn fillable(
    deps: Deps,
    env: &Env,
    id: CollateralTypeId,
    (start_after, limit): Page,
) -> Result<Vec<OrderResponse>, ContractError> {
    let now = env.block.time.seconds();
    let collateral_type = CollateralType::load(deps.storage, id, now)?;
    let market = market_now(deps, env, &collateral_type)?;
    let bound = OrderKey::bound(collateral_type.books.index, market.price);
    let before = start_after
        .map(|position| place(deps, &collateral_type, position))
        .transpose()?;
    let places = ORDER_INDEX.sub_prefix(id).keys(
        deps.storage,
        Some(Bound::inclusive((bound.u128(), 0u32))),
        before.map(Bound::exclusive),
        Order::Descending,
    );
    places
        .take(page_size(limit))
        .map(|place| shown_if_triggered(deps, &collateral_type, place, market))
        .filter_map(Result::transpose)
        .collect()
}

/// At the bound stand a few that are not under their trigger.
fn shown_if_triggered(
    deps: Deps,
    collateral_type: &CollateralType,
    place: StdResult<(u128, u32)>,
    market: Market,
) -> Result<Option<OrderResponse>, ContractError> {
    let (_, number) = place?;
    let held = Held::load(deps.storage, PositionId::new(collateral_type.id, number))?;
    let shown = show(deps, collateral_type, &held, Some(market))?;
    Ok((shown.is_triggered == Some(true)).then_some(shown))
}

/// Where one of the type's orders stands.
fn place(
    deps: Deps,
    collateral_type: &CollateralType,
    id: PositionId,
) -> Result<(u128, u32), ContractError> {
    ensure_of_type(id, collateral_type.id)?;
    let held = Held::load(deps.storage, id)?;
    let order = order::of(&held)?;
    let decimals = collateral_type.params.decimals;
    let place = order_place(id, (held.stored.position, Some(order)), decimals);
    let (_, key, number) = place.ok_or(ContractError::NoOrderPlace { position: id })?;
    Ok((key, number))
}

/// What a fill with an amount does, or why it is refused.
pub fn fill(
    deps: Deps,
    env: &Env,
    position: PositionId,
    amount: Debt,
) -> Result<FillResponse, ContractError> {
    let held = Held::load(deps.storage, position)?;
    let now = env.block.time.seconds();
    let collateral_type = CollateralType::load(deps.storage, position.collateral_type(), now)?;
    order::of(&held)?;
    let market = market_now(deps, env, &collateral_type)?;
    let filling = plan_fill(&collateral_type, &held, (market, amount))?;
    Ok(show_fill(filling))
}

fn show_fill(Filling { top_up, quote }: Filling) -> FillResponse {
    let top_up = top_up.unwrap_or_default();
    FillResponse {
        reserve_collateral: units::collateral_amount(top_up.collateral),
        reserve_repaid: units::debt_amount(top_up.repaid),
        repaid: units::debt_amount(quote.repaid),
        collateral: units::collateral_amount(quote.seized),
    }
}

fn show(
    deps: Deps,
    collateral_type: &CollateralType,
    held: &Held,
    market: Option<Market>,
) -> Result<OrderResponse, ContractError> {
    let stored = order::of(held)?;
    let (order, reserve) = (stored.order, stored.reserve);
    let (position, index) = (held.stored.position, collateral_type.books.index);
    let decimals = collateral_type.params.decimals;
    let trigger_price = liquidation_price_up(position, index, decimals, order.trigger);
    let any = Debt::new(u128::MAX);
    Ok(OrderResponse {
        position: held.id,
        owner: held.owner(deps.api)?.into_string(),
        trigger: units::decimal(order.trigger),
        target: units::decimal(order.target),
        discount: units::decimal(order.discount),
        reserve_collateral: units::collateral_amount(reserve.collateral),
        reserve_stablecoin: units::debt_amount(reserve.stablecoin),
        trigger_price: trigger_price
            .unwrap_or(Some(Price::MAX))
            .map(units::price_decimal),
        price: market.map(|market| units::price_decimal(market.price)),
        ratio: market
            .and_then(|market| shown_ratio(position, market, index))
            .map(units::decimal),
        is_triggered: market.map(|market| is_below(position, market, index, order.trigger)),
        fill: market
            .and_then(|market| plan_fill(collateral_type, held, (market, any)).ok())
            .map(show_fill),
    })
}
