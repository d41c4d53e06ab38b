//! Collect: fees are minted and paid out.

use ballast_types::{units, vault::Collected, CollateralTypeId};
use cosmwasm_std::{CosmosMsg, DepsMut, Env, Response, Uint128};

use super::net::{ensure_settled, net_own};
use crate::{collateral_type::CollateralType, contracts::human, ContractError};

/// Nets first, then pays out min(revenue since the last collect, surplus - buffer): the pool's share
/// (rounded down) as yield, the rest to the treasury.
pub fn collect(
    deps: DepsMut,
    env: &Env,
    collateral_type: CollateralTypeId,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, collateral_type, now)?;
    let auctioned = ensure_settled(deps.as_ref(), &collateral_type)?;
    let events = net_own(&mut collateral_type, auctioned);
    let buffer = collateral_type.params.risk.buffer;
    let before = collateral_type.books;
    let amount = collateral_type.books.collect(buffer);
    if amount.is_zero() {
        return Err(ContractError::NothingToCollect {
            revenue: units::debt_amount(before.revenue),
            surplus: units::debt_amount(before.surplus),
            bad_debt: units::debt_amount(before.bad_debt),
            buffer: units::debt_amount(buffer),
        });
    }
    let pool = Uint128::new(
        collateral_type
            .params
            .risk
            .pool_share
            .of_amount_down(amount.u128())?,
    );
    let treasury = units::debt_amount(amount)
        .checked_sub(pool)
        .unwrap_or_default();

    collateral_type.save(deps.storage)?;
    let collected = Collected {
        collateral_type: collateral_type.id,
        pool,
        treasury,
    };
    Ok(Response::new()
        .add_messages(payouts(&deps, env, &collateral_type, (pool, treasury))?)
        .add_events(events)
        .add_event(collected))
}

/// A token's hook is called by a send, not by a mint: the pool's share passes through the vault.
fn payouts(
    deps: &DepsMut,
    env: &Env,
    collateral_type: &CollateralType,
    (pool, treasury): (Uint128, Uint128),
) -> Result<Vec<CosmosMsg>, ContractError> {
    let params = &collateral_type.params;
    let stablecoin = params.contracts.stablecoin(deps.api)?;
    let treasury_address = human(deps.api, &params.risk.treasury)?;
    let mut messages = vec![];
    if !pool.is_zero() {
        let liquidation = params.contracts.liquidation(deps.api)?;
        let id = collateral_type.id;
        messages.push(stablecoin.mint(&env.contract.address, pool)?);
        messages.push(liquidation.send_yield(&stablecoin, id, pool, &treasury_address)?);
    }
    if !treasury.is_zero() {
        messages.push(stablecoin.mint(&treasury_address, treasury)?);
    }
    Ok(messages)
}
