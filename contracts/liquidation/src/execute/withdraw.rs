//! Takes stablecoin out of a deposit.

use ballast_math::Debt;
use ballast_types::{
    liquidation::PoolWithdrawn,
    units::{debt, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{ensure, Addr, DepsMut, Env, Event, Response, Uint128};

use crate::{
    account::{ensure_rested, no_past, Account},
    pools,
    state::{POOLS, STABLECOIN},
    ContractError,
};

/// Pays out `amount` of the sender's deposit, or all of it. Gains are credited and stay; the rest of
/// what is left does not start again.
pub fn withdraw(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    collateral_type: CollateralTypeId,
    amount: Option<Uint128>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let account = Account::new(deps.api, collateral_type, sender)?;
    let mut pool = pools::load(deps.storage, collateral_type, now)?;
    let before = account.load(deps.storage, &pool)?;
    ensure_rested(&before, now)?;
    let taken = amount.map_or(before.amount, debt);
    ensure_can_take(before.amount, taken)?;
    let after = before.remove(&mut pool, &no_past(), taken, now)?;
    POOLS.save(deps.storage, collateral_type, &pool)?;
    account.save(deps.storage, &after)?;
    let amount = debt_amount(taken);
    Ok(Response::new()
        .add_message(STABLECOIN.load(deps.storage)?.transfer(sender, amount)?)
        .add_event(Event::from(PoolWithdrawn {
            collateral_type,
            depositor: sender.to_string(),
            amount,
            deposit: debt_amount(after.amount),
        })))
}

fn ensure_can_take(deposit: Debt, taken: Debt) -> Result<(), ContractError> {
    ensure!(!taken.is_zero(), ContractError::ZeroAmount);
    ensure!(
        taken <= deposit,
        ContractError::WithdrawExceedsDeposit {
            deposit: debt_amount(deposit),
            amount: debt_amount(taken)
        }
    );
    Ok(())
}
