//! Operators: who else may act on a position, and how far.

use ballast_types::{
    vault::{OperatorScope, OperatorSet},
    PositionId,
};
use cosmwasm_std::{Addr, DepsMut, Order, Response};

use super::transfer::load_own;
use crate::{
    contracts::canonical,
    positions::Held,
    state::{HAS_OPERATORS, OPERATORS},
    ContractError,
};

/// Most operators of one position.
pub const MAX_OPERATORS: usize = 8;

const WITHDRAW: u8 = 1;
const MINT: u8 = 2;
const ORDER: u8 = 4;

/// A scope as it is stored.
pub fn bits(scope: OperatorScope) -> u8 {
    let bit = |allowed: bool, bit: u8| if allowed { bit } else { 0 };
    bit(scope.withdraw, WITHDRAW) | bit(scope.mint, MINT) | bit(scope.order, ORDER)
}

/// A stored scope as it is shown.
pub fn scope(bits: u8) -> OperatorScope {
    OperatorScope {
        withdraw: bits & WITHDRAW != 0,
        mint: bits & MINT != 0,
        order: bits & ORDER != 0,
    }
}

/// Gives an operator a scope in place of the one it had.
pub fn set(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
    operator: &str,
    scope: OperatorScope,
) -> Result<Response, ContractError> {
    let operator = deps.api.addr_validate(operator)?;
    let mut held = load_own(deps.as_ref(), sender, position, "name operators")?;
    if operator == *sender {
        return Err(ContractError::AlreadyOwner {
            position,
            owner: operator.into_string(),
        });
    }
    if scope == OperatorScope::default() {
        return Err(ContractError::EmptyScope {});
    }
    let key = canonical(deps.api, &operator)?;
    if !OPERATORS.has(deps.storage, (position.raw(), &key))
        && count(&deps, position) >= MAX_OPERATORS
    {
        return Err(ContractError::TooManyOperators {
            position,
            most: MAX_OPERATORS,
        });
    }
    OPERATORS.save(deps.storage, (position.raw(), &key), &bits(scope))?;
    held.set_flag(deps.storage, HAS_OPERATORS, true)?;
    Ok(Response::new().add_event(event(position, &operator, scope)))
}

/// Takes an operator's scope away; the operator may do so itself.
pub fn remove(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
    operator: &str,
) -> Result<Response, ContractError> {
    let operator = deps.api.addr_validate(operator)?;
    let mut held = if operator == *sender {
        Held::load(deps.storage, position)?
    } else {
        load_own(deps.as_ref(), sender, position, "remove operators")?
    };
    let key = canonical(deps.api, &operator)?;
    if !OPERATORS.has(deps.storage, (position.raw(), &key)) {
        let operator = operator.into_string();
        return Err(ContractError::UnknownOperator { position, operator });
    }
    OPERATORS.remove(deps.storage, (position.raw(), &key));
    let any_left = count(&deps, position) > 0;
    held.set_flag(deps.storage, HAS_OPERATORS, any_left)?;
    Ok(Response::new().add_event(event(position, &operator, OperatorScope::default())))
}

fn count(deps: &DepsMut, position: PositionId) -> usize {
    let operators = OPERATORS.prefix(position.raw());
    operators
        .keys(deps.storage, None, None, Order::Ascending)
        .count()
}

fn event(position: PositionId, operator: &Addr, scope: OperatorScope) -> OperatorSet {
    let OperatorScope {
        withdraw,
        mint,
        order,
    } = scope;
    OperatorSet {
        position,
        operator: operator.to_string(),
        withdraw,
        mint,
        order,
    }
}
