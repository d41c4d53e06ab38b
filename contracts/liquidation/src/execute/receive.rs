//! Stablecoin has arrived, and says what it is for.

use ballast_types::liquidation::ReceiveMsg;
use cosmwasm_std::{ensure, ensure_eq, from_json, Addr, DepsMut, Env, Response, Storage};
use cw20::Cw20ReceiveMsg;

use super::{
    deposit::deposit,
    fees::{self, Fees},
    liquidate::liquidate,
    take::{take, Order, Payment},
};
use crate::{
    state::{STABLECOIN, VAULT},
    ContractError,
};

/// Takes the stablecoin's word for who sent how much; no other token's. The actor is the hook's
/// `sender`, not the token that calls.
pub fn receive(
    deps: DepsMut,
    env: &Env,
    token: &Addr,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let expected = STABLECOIN.load(deps.storage)?.0;
    ensure_eq!(
        *token,
        expected,
        ContractError::UnknownToken {
            expected,
            sender: token.clone()
        }
    );
    ensure!(!hook.amount.is_zero(), ContractError::ZeroAmount);
    let (sender, amount) = (deps.api.addr_validate(&hook.sender)?, hook.amount);
    match from_json(&hook.msg)? {
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

fn ensure_vault(storage: &dyn Storage, sender: Addr) -> Result<(), ContractError> {
    let vault = VAULT.load(storage)?.0;
    ensure_eq!(sender, vault, ContractError::NotVault { vault, sender });
    Ok(())
}
