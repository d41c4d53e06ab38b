//! Entry points.

use ballast_types::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};

use crate::{error::ContractError, execute, migrate, query, state};

/// Creates the oracle. See [`InstantiateMsg`].
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    execute::instantiate(deps, info, msg)
}

/// Carries a message out. See [`ExecuteMsg`]. Refuses funds, whatever the message.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    execute::ensure_no_funds(&info)?;
    match msg {
        ExecuteMsg::Report { reports } => execute::report(deps, env, info, reports),
        ExecuteMsg::AddFeed(new) => execute::add_feed(deps, env, info, new),
        ExecuteMsg::RemoveFeed { feed } => execute::remove_feed(deps, info, feed),
        ExecuteMsg::AddFeeder { feed, feeder } => execute::add_feeder(deps, info, feed, feeder),
        ExecuteMsg::RemoveFeeder { feed, feeder } => {
            execute::remove_feeder(deps, info, feed, feeder)
        }
        ExecuteMsg::TransferOwnership { new_owner, expires } => {
            execute::transfer_ownership(deps, env, info, new_owner, expires)
        }
        ExecuteMsg::AcceptOwnership {} => execute::accept_ownership(deps, env, info),
        ExecuteMsg::CancelOwnershipTransfer {} => execute::cancel_ownership_transfer(deps, info),
    }
}

/// Answers a question. See [`QueryMsg`].
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Feed { feed } => to_json_binary(&query::feed(deps, &env, feed)?),
        QueryMsg::Feeds { start_after, limit } => {
            to_json_binary(&query::feeds(deps, &env, start_after, limit)?)
        }
        QueryMsg::Feeders {
            feed,
            start_after,
            limit,
        } => to_json_binary(&query::feeders(deps, &feed, start_after, limit)?),
    };
    Ok(answer?)
}

/// Moves on to this version. See [`MigrateMsg`].
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    migrate::migrate(deps.storage, state::NAME, state::VERSION)?;
    Ok(Response::new())
}
