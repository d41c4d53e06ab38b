//! A token has arrived, and says what it is for.

use ballast_guard::ownership;
use ballast_types::liquidation::ReceiveMsg;
use cosmwasm_std::{ensure, ensure_eq, from_json, Addr, DepsMut, Env, Response, Storage};
use cw20::Cw20ReceiveMsg;

use super::{
    deposit::deposit,
    fees::{self, Fees},
    liquidate::liquidate,
    surplus::sell_reserve,
    take::{take, Order, Payment},
};
use crate::{
    received::Received,
    state::{STABLECOIN, VAULT},
    ContractError,
};

/// Takes the stablecoin's word for who sent how much, and a collateral token's for the owner's reserve of
/// that collateral; no other token's. The actor is the hook's `sender`, not the token that calls.
pub fn receive(
    deps: DepsMut,
    env: &Env,
    token: &Addr,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let msg: ReceiveMsg = from_json(&hook.msg)?;
    if !matches!(msg, ReceiveMsg::SellReserve { .. }) {
        ensure_stablecoin(deps.storage, token)?;
    }
    ensure!(!hook.amount.is_zero(), ContractError::ZeroAmount);
    let (sender, amount) = (deps.api.addr_validate(&hook.sender)?, hook.amount);
    match msg {
        ReceiveMsg::SellReserve { collateral_type } => {
            ownership::ensure_owner(deps.storage, &sender)?;
            let received = Received::Token {
                contract: token.clone(),
                amount,
            };
            sell_reserve(deps, env, &sender, collateral_type, &received)
        }
        ReceiveMsg::Deposit { collateral_type } => {
            deposit(deps, env, sender, collateral_type, amount)
        }
        ReceiveMsg::Liquidate {
            collateral_type,
            selection,
        } => liquidate(deps.as_ref(), sender, collateral_type, selection, amount),
        ReceiveMsg::Take {
            auction,
            amount: wanted,
            worst_price,
        } => {
            let order = Order {
                auction,
                amount: wanted,
                worst_price,
            };
            take(deps, env, &sender, &order, &Payment::Sent(amount))
        }
        ReceiveMsg::Yield {
            collateral_type,
            otherwise,
        } => {
            ensure_vault(deps.storage, sender)?;
            let otherwise = deps.api.addr_validate(&otherwise)?;
            fees::share(
                deps,
                env,
                Fees {
                    collateral_type,
                    amount,
                    otherwise,
                },
            )
        }
    }
}

fn ensure_stablecoin(storage: &dyn Storage, token: &Addr) -> Result<(), ContractError> {
    let expected = STABLECOIN.load(storage)?.0;
    ensure_eq!(
        *token,
        expected,
        ContractError::UnknownToken {
            expected,
            sender: token.clone()
        }
    );
    Ok(())
}

fn ensure_vault(storage: &dyn Storage, sender: Addr) -> Result<(), ContractError> {
    let vault = VAULT.load(storage)?.0;
    ensure_eq!(sender, vault, ContractError::NotVault { vault, sender });
    Ok(())
}
