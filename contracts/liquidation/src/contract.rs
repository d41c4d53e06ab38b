//! Entry points.

use ballast_guard::{ensure_no_funds, ownership, version};
use ballast_types::{
    liquidation::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg},
    stablecoin::StablecoinHandle,
    vault::VaultHandle,
};
use cosmwasm_std::{
    entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response, Uint128,
};

use crate::{
    auctions,
    execute::{self, Order, Payment},
    query,
    received::Received,
    reply,
    state::{NAME, STABLECOIN, VAULT, VERSION},
    ContractError,
};

/// Names the owner and the other contracts.
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
    VAULT.save(
        deps.storage,
        &VaultHandle(deps.api.addr_validate(&msg.vault)?),
    )?;
    STABLECOIN.save(
        deps.storage,
        &StablecoinHandle(deps.api.addr_validate(&msg.stablecoin)?),
    )?;
    Ok(Response::new().add_event(owned))
}

/// What liquidation does. Coins are refused by all but the sale of a reserve.
#[entry_point]
#[allow(clippy::too_many_lines)] // one line of dispatch for each message
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg as M;
    if !matches!(msg, M::SellReserve { .. }) {
        ensure_no_funds(&info)?;
    }
    match msg {
        M::Receive(hook) => execute::receive(deps, &env, &info.sender, hook),
        M::Liquidate {
            collateral_type,
            selection,
        } => {
            let nothing = Uint128::zero();
            execute::liquidate(
                deps.as_ref(),
                info.sender,
                collateral_type,
                selection,
                nothing,
            )
        }
        M::Withdraw {
            collateral_type,
            amount,
        } => execute::withdraw(deps, &env, &info.sender, collateral_type, amount),
        M::Claim { collateral_type } => execute::claim(deps, &env, &info.sender, collateral_type),
        M::Settle { collateral_type } => execute::settle(deps, collateral_type),
        M::Take {
            auction,
            amount,
            worst_price,
            callback,
        } => {
            let order = Order {
                auction,
                amount,
                worst_price,
            };
            let payment = Payment::Allowance(callback);
            execute::take(deps, &env, &info.sender, &order, &payment)
        }
        M::Restart { auction } => execute::restart(deps, &env, &info.sender, auction),
        M::ClaimLeftover { collateral_type } => {
            execute::claim_leftover(deps, &info.sender, collateral_type)
        }
        M::SetAuctionParams {
            collateral_type,
            params,
        } => {
            ownership::ensure_owner(deps.storage, &info.sender)?;
            execute::set_auction_params(deps, collateral_type, &params)
        }
        M::SellReserve { collateral_type } => {
            ownership::ensure_owner(deps.storage, &info.sender)?;
            let received = Received::Coins(info.funds);
            execute::sell_reserve(deps, &env, &info.sender, collateral_type, &received)
        }
        M::SellSurplus {
            collateral_type,
            amount,
        } => {
            ownership::ensure_owner(deps.storage, &info.sender)?;
            execute::sell_surplus(deps, &env, collateral_type, amount)
        }
        M::TransferOwnership { new_owner, expires } => {
            Ok(Response::new().add_event(ownership::offer(deps, &env, &info, new_owner, expires)?))
        }
        M::AcceptOwnership {} => {
            Ok(Response::new().add_event(ownership::accept(deps, &env, &info)?))
        }
        M::CancelOwnershipTransfer {} => {
            Ok(Response::new().add_event(ownership::cancel(deps, &info)?))
        }
    }
}

/// The vault has seized, or has refused the rest of a lot.
#[entry_point]
pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> Result<Response, ContractError> {
    match reply.id {
        execute::SEIZED => reply::seized(deps, &env, &reply.payload, reply.result),
        auctions::RETURN_FAILED => auctions::credit(deps, &reply.payload),
        id => Err(ContractError::UnknownReply { id }),
    }
}

/// What liquidation answers.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    query::answer(deps, &env, msg)
}

/// Moves on to this version.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    version::migrate(deps.storage, NAME, VERSION)?;
    Ok(Response::new())
}
