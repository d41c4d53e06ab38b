//! Receive: a cw20 token speaks for its sender.

use ballast_math::Debt;
use ballast_types::{units, vault::ReceiveMsg};
use cosmwasm_std::{from_json, DepsMut, Env, MessageInfo, Response, Uint128};
use cw20::Cw20ReceiveMsg;

use super::{
    fill::fill,
    open::open,
    position::{adjust, Ask, Request, Takes},
    redeem::{redeem, Wish},
    reserve,
    settle::settle,
};
use crate::{intent::Withdrawal, received::Received, ContractError};

/// Dispatches a token's hook. Which token it may be is checked where the type is known: only the
/// stablecoin repays and settles, only a type's own asset is its collateral.
#[allow(clippy::too_many_lines)] // one line of dispatch for each message
pub fn receive(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    hook: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let actor = deps.api.addr_validate(&hook.sender)?;
    let (contract, tokens) = (info.sender.clone(), hook.amount);
    let received = Received::Token {
        contract,
        amount: tokens,
    };
    let request = |verb| Request {
        verb,
        actor,
        received,
    };
    let (verb, position, ask) = match from_json(&hook.msg)? {
        ReceiveMsg::Open {
            collateral_type,
            mint,
        } => {
            return open(deps, env, request("open"), collateral_type, amount(mint));
        }
        ReceiveMsg::Settle { collateral_type } => {
            return settle(deps, env, &request("settle"), collateral_type);
        }
        ReceiveMsg::Redeem {
            collateral_type,
            limit,
            minimum,
        } => {
            let wish = Wish { limit, minimum };
            return redeem(deps, env, &request("redeem"), collateral_type, wish);
        }
        ReceiveMsg::AddReserve { position } => {
            return reserve::add(deps, &request("add_reserve"), position);
        }
        ReceiveMsg::Fill { position, minimum } => {
            return fill(deps, env, &request("fill"), position, minimum);
        }
        ReceiveMsg::Deposit { position } => ("deposit", position, Ask::taking(Takes::Collateral)),
        ReceiveMsg::Repay { position } => ("repay", position, Ask::taking(Takes::Stablecoin)),
        ReceiveMsg::Adjust {
            position,
            withdraw,
            mint,
        } => {
            let (withdraw, mint) = (withdrawal(withdraw), amount(mint));
            (
                "adjust",
                position,
                Ask {
                    takes: Takes::Either,
                    withdraw,
                    mint,
                },
            )
        }
        ReceiveMsg::Close { position } => {
            let withdraw = Withdrawal::All;
            (
                "close",
                position,
                Ask {
                    withdraw,
                    ..Ask::taking(Takes::Stablecoin)
                },
            )
        }
    };
    adjust(deps, env, request(verb), position, ask)
}

/// An amount of stablecoin that a message may leave out.
pub fn amount(given: Option<Uint128>) -> Debt {
    units::debt(given.unwrap_or_default())
}

/// An amount of collateral that a message may leave out.
pub fn withdrawal(given: Option<Uint128>) -> Withdrawal {
    given.map_or(Withdrawal::None, |amount| {
        Withdrawal::Amount(units::collateral(amount))
    })
}
