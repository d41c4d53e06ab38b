//! Pays out gains.

use ballast_math::Gains;
use ballast_types::{
    liquidation::PoolClaimed,
    units::{collateral_amount, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{ensure, Addr, CosmosMsg, Deps, DepsMut, Env, Event, Response, Uint128};

use crate::{
    account::{ensure_rested, Account},
    pools,
    state::{ASSETS, POOLS, STABLECOIN},
    ContractError,
};

/// Pays out what the sender has gained: collateral bought and yield.
pub fn claim(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    collateral_type: CollateralTypeId,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let account = Account::new(deps.api, collateral_type, sender)?;
    let pool = pools::load(deps.storage, collateral_type, now)?;
    let mut deposit = account.load(deps.storage, &pool)?;
    ensure_rested(&deposit, now)?;
    let gains = std::mem::take(&mut deposit.credited);
    ensure!(
        gains != Gains::default(),
        ContractError::NothingToClaim {
            collateral_type,
            depositor: sender.clone()
        }
    );
    POOLS.save(deps.storage, collateral_type, &pool)?;
    account.save(deps.storage, &deposit)?;
    let claimed = PoolClaimed {
        collateral_type,
        depositor: sender.to_string(),
        collateral: collateral_amount(gains.collateral),
        stablecoin: debt_amount(gains.stablecoin),
    };
    Ok(Response::new()
        .add_messages(payments(deps.as_ref(), sender, &claimed)?)
        .add_event(Event::from(claimed)))
}

/// One transfer for each of the two that is not zero.
fn payments(
    deps: Deps,
    sender: &Addr,
    claimed: &PoolClaimed,
) -> Result<Vec<CosmosMsg>, ContractError> {
    let mut messages = vec![];
    if claimed.collateral > Uint128::zero() {
        let asset = ASSETS.load(deps.storage, claimed.collateral_type)?;
        messages.push(asset.transfer(sender, claimed.collateral)?);
    }
    if claimed.stablecoin > Uint128::zero() {
        messages.push(
            STABLECOIN
                .load(deps.storage)?
                .transfer(sender, claimed.stablecoin)?,
        );
    }
    Ok(messages)
}
