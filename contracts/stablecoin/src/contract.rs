//! Entry points.

use ballast_guard::{ensure_no_funds, version};
use ballast_types::stablecoin::DECIMALS;
use cosmwasm_std::{
    ensure_eq, entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use cw20_base::{
    contract as token,
    msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg},
};

use crate::ContractError;

/// The name under which cw2 finds the contract.
pub const NAME: &str = "ballast-stablecoin";
/// The version under which cw2 finds the contract.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Sets the token up. Refuses a token that nobody can mint, and decimals other than those in which
/// the system counts debt.
#[entry_point]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_eq!(
        msg.decimals,
        DECIMALS,
        ContractError::WrongDecimals {
            expected: DECIMALS,
            given: msg.decimals
        }
    );
    if msg.mint.is_none() {
        return Err(ContractError::NoMinter);
    }
    ensure_no_funds(&info)?;
    let response = token::instantiate(deps.branch(), env, info, msg)?;
    // After the library, which writes a name and a version of its own.
    version::set(deps.storage, NAME, VERSION)?;
    Ok(response)
}

/// The messages of cw20: transfer, send, allowances, burn, and mint for the minter alone. Refuses
/// coins, which the library would keep for ever.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    Ok(token::execute(deps, env, info, msg)?)
}

/// The queries of cw20: balances, supply, minter, allowances, accounts.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    token::query(deps, env, msg)
}

/// Moves on to this version. Refuses another contract's storage, an older version and the same one.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    version::migrate(deps.storage, NAME, VERSION)?;
    Ok(Response::new())
}
