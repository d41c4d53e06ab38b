//! A collateral token that misbehaves while it is transferred: it refuses a receiver, emits events
//! and data in others' names, and calls the system back in the middle of a liquidation.

use ballast_devchain::Devchain;
use cosmwasm_std::{
    Binary, CosmosMsg, Deps, DepsMut, Empty, Env, Event, MessageInfo, Reply, Response, StdError,
    StdResult, SubMsg,
};
use cw20::Cw20ExecuteMsg;
use cw20_base::{msg::InstantiateMsg, msg::QueryMsg, ContractError};
use cw_multi_test::ContractWrapper;
use serde::{Deserialize, Serialize};

/// What the token does at a transfer; given to it by a migration.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Trick {
    /// Transfers to this address fail.
    pub refuses: Option<String>,
    /// Emitted at every transfer.
    pub events: Vec<Event>,
    /// Answered at every transfer.
    pub data: Option<Binary>,
    /// Sent by the token at the next transfer, and never again; failures among them are ignored.
    pub calls: Vec<CosmosMsg>,
}

const KEY: &[u8] = b"trick";

fn load(deps: Deps) -> StdResult<Trick> {
    let bytes = deps
        .storage
        .get(KEY)
        .ok_or_else(|| StdError::not_found("trick"))?;
    cosmwasm_std::from_json(bytes)
}

fn migrate(deps: DepsMut, _env: Env, trick: Trick) -> StdResult<Response> {
    deps.storage.set(KEY, &cosmwasm_std::to_json_vec(&trick)?);
    Ok(Response::new())
}

fn execute(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Cw20ExecuteMsg,
) -> Result<Response, ContractError> {
    let recipient = match &msg {
        Cw20ExecuteMsg::Transfer { recipient, .. } => Some(recipient.clone()),
        _ => None,
    };
    let done = cw20_base::contract::execute(deps.branch(), env, info, msg)?;
    let Some(recipient) = recipient else {
        return Ok(done);
    };
    let mut trick = load(deps.as_ref())?;
    if trick.refuses.as_ref() == Some(&recipient) {
        return Err(StdError::generic_err("the token refuses the receiver").into());
    }
    let calls = std::mem::take(&mut trick.calls);
    deps.storage.set(KEY, &cosmwasm_std::to_json_vec(&trick)?);
    let calls = calls
        .into_iter()
        .map(|call| SubMsg::reply_on_error(call, 1));
    let mut done = done.add_submessages(calls).add_events(trick.events);
    done.data = trick.data;
    Ok(done)
}

#[allow(clippy::unnecessary_wraps)] // the shape of an entry point
fn reply(_deps: DepsMut, _env: Env, _reply: Reply) -> StdResult<Response> {
    Ok(Response::new())
}

fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    cw20_base::contract::query(deps, env, msg)
}

fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    cw20_base::contract::instantiate(deps, env, info, msg)
}

/// Turns the token of bitcoin into this one.
pub fn play(chain: &mut Devchain, trick: &Trick) {
    let code = ContractWrapper::<_, _, _, _, _, _, Empty, Empty, Empty, _, _, _, _>::new(
        execute,
        instantiate,
        query,
    );
    let code = Box::new(code.with_migrate(migrate).with_reply(reply));
    let id = chain.app_mut().store_code(code);
    chain.bank().migrate("owner", "wbtc", id, trick).unwrap();
}
