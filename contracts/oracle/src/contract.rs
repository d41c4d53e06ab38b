//! Entry points.

use ballast_guard::{ensure_no_funds, ownership, version};
use ballast_types::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use cosmwasm_std::{
    entry_point, to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response,
};

use crate::{
    error::ContractError,
    execute, query,
    state::{GUARDIAN, NAME, VERSION},
};

/// Creates the oracle without feeds. See [`InstantiateMsg`]. Refuses funds, and an owner or guardian whose
/// address is none.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    version::set(deps.storage, NAME, VERSION)?;
    let owned = ownership::initialize(deps.storage, deps.api, &msg.owner)?;
    let guardian = deps.api.addr_validate(&msg.guardian)?;
    GUARDIAN.save(deps.storage, &guardian)?;
    Ok(Response::new().add_event(owned))
}

/// Carries a message out. See [`ExecuteMsg`]. Refuses funds, whatever the message.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    match msg {
        ExecuteMsg::Report { reports } => execute::report(deps, env, info, reports),
        ExecuteMsg::Relay { reports } => execute::relay(deps, env, reports),
        ExecuteMsg::Poke { feeds } => execute::poke(deps, env, feeds),
        ExecuteMsg::AddFeed(new) => execute::add_feed(deps, env, info, new),
        ExecuteMsg::UpdateFeed {
            feed,
            intake,
            feeders,
        } => execute::update_feed(deps, env, info, feed, (intake, feeders)),
        ExecuteMsg::RemoveFeed { feed } => execute::remove_feed(deps, info, feed),
        ExecuteMsg::AddFeeder { feed, feeder } => {
            execute::add_feeder(deps, env, info, feed, feeder)
        }
        ExecuteMsg::RemoveFeeder { feed, feeder } => {
            execute::remove_feeder(deps, env, info, feed, feeder)
        }
        ExecuteMsg::SetGuardian { guardian } => execute::set_guardian(deps, info, &guardian),
        ExecuteMsg::Freeze { feed, seconds } => execute::freeze(deps, env, info, (feed, seconds)),
        ExecuteMsg::Unfreeze { feed } => execute::unfreeze(deps, env, info, feed),
        ExecuteMsg::TransferOwnership { new_owner, expires } => {
            Ok(Response::new().add_event(ownership::offer(deps, &env, &info, new_owner, expires)?))
        }
        ExecuteMsg::AcceptOwnership {} => {
            Ok(Response::new().add_event(ownership::accept(deps, &env, &info)?))
        }
        ExecuteMsg::CancelOwnershipTransfer {} => {
            Ok(Response::new().add_event(ownership::cancel(deps, &info)?))
        }
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
        } => to_json_binary(&query::feeders(deps, &env, &feed, start_after, limit)?),
        QueryMsg::Status { feed } => to_json_binary(&query::status(deps, &env, feed)?),
    };
    Ok(answer?)
}

/// Moves on to this version. See [`MigrateMsg`].
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    version::migrate(deps.storage, NAME, VERSION)?;
    Ok(Response::new())
}
