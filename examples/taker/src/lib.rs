//! Takes from auctions without capital.
//!
//! Liquidation sends the collateral first and then calls the contract that takes; here it is sold on a
//! venue, and what it brings pays for it. Whatever is above the cost stays with the contract until its
//! owner withdraws it. If the venue pays less than the cost, nothing of all this has happened.
//!
//! Five messages in one transaction, and not one of them stores anything:
//!
//! 1. somebody -> taker `Take`: the taker lets liquidation spend up to `most`, and takes
//! 2. liquidation -> taker: the collateral
//! 3. liquidation -> taker `AuctionTaken`: the taker sells it on the venue
//! 4. the taker -> itself `EnsurePaid`: the sale has brought the cost, so that nothing earned before pays it
//! 5. liquidation -> stablecoin `TransferFrom`: the cost
//!
//! Keepers can work with it: it understands their `Take`, and answers their `Offer`
//! ([`ballast_types::liquidation::TakerExecuteMsg`], [`TakerQueryMsg`]).
#![deny(missing_docs)]

mod msg;

pub use msg::{ContractError, ExecuteMsg, InstantiateMsg};

use ballast_example_market::{ExecuteMsg as MarketMsg, QueryMsg as MarketQuery, SaleResponse};
use ballast_types::{
    liquidation::{
        ExecuteMsg as LiquidationMsg, LiquidationHandle, TakerOfferResponse, TakerQueryMsg,
    },
    stablecoin::{ExecuteMsg as TokenMsg, StablecoinHandle},
};
use cosmwasm_std::{
    coins, entry_point, from_json, to_json_binary, Addr, Binary, Coin, Deps, DepsMut, Env,
    MessageInfo, Response, StdError, StdResult, Uint128, WasmMsg,
};
use cw_storage_plus::Item;

/// Who may withdraw.
const OWNER: Item<Addr> = Item::new("owner");
/// Where auctions are.
const LIQUIDATION: Item<LiquidationHandle> = Item::new("liquidation");
/// What they cost.
const STABLECOIN: Item<StablecoinHandle> = Item::new("stablecoin");
/// Where collateral is sold.
const MARKET: Item<Addr> = Item::new("market");

/// Creates a taker.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let address = |text: &str| deps.api.addr_validate(text);
    let liquidation = LiquidationHandle(address(&msg.liquidation)?);
    let stablecoin = StablecoinHandle(address(&msg.stablecoin)?);
    let market = address(&msg.market)?;
    OWNER.save(deps.storage, &info.sender)?;
    LIQUIDATION.save(deps.storage, &liquidation)?;
    STABLECOIN.save(deps.storage, &stablecoin)?;
    MARKET.save(deps.storage, &market)?;
    Ok(Response::new())
}

/// Takes, sells, withdraws.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Take {
            auction,
            amount,
            worst_price,
            most,
            denom,
        } => {
            let take = LiquidationMsg::Take {
                auction,
                amount,
                worst_price,
                callback: Some(to_json_binary(&denom)?),
            };
            take_up_to(deps, most, &take)
        }
        ExecuteMsg::AuctionTaken {
            collateral,
            cost,
            msg,
            ..
        } => {
            ensure_is(info.sender, LIQUIDATION.load(deps.storage)?.0)?;
            let coins = coins(collateral.u128(), from_json::<String>(msg)?);
            sell(deps.as_ref(), &env, coins, cost)
        }
        ExecuteMsg::EnsurePaid { least } => {
            ensure_is(info.sender, env.contract.address.clone())?;
            ensure_paid(deps.as_ref(), &env, least)
        }
        ExecuteMsg::Withdraw {} => withdraw(deps, &env, info.sender),
    }
}

/// What a take would bring now.
#[entry_point]
pub fn query(deps: Deps, _env: Env, msg: TakerQueryMsg) -> StdResult<Binary> {
    let TakerQueryMsg::Offer {
        auction,
        amount,
        denom,
    } = msg;
    let liquidation = LIQUIDATION.load(deps.storage)?;
    let take = liquidation.take(&deps.querier, auction, amount)?;
    let sale = MarketQuery::Sale {
        denom,
        amount: take.collateral,
    };
    let market = MARKET.load(deps.storage)?;
    let SaleResponse { pays } = deps.querier.query_wasm_smart(market, &sale)?;
    to_json_binary(&TakerOfferResponse {
        collateral: take.collateral,
        cost: take.cost,
        proceeds: pays,
    })
}

/// The allowance is for this take: what it leaves of it is taken back.
fn take_up_to(
    deps: DepsMut,
    most: Uint128,
    take: &LiquidationMsg,
) -> Result<Response, ContractError> {
    let liquidation = LIQUIDATION.load(deps.storage)?;
    let stablecoin = STABLECOIN.load(deps.storage)?;
    let spender = liquidation.0.to_string();
    let allow = TokenMsg::IncreaseAllowance {
        spender: spender.clone(),
        amount: most,
        expires: None,
    };
    let disallow = TokenMsg::DecreaseAllowance {
        spender,
        amount: most,
        expires: None,
    };
    Ok(Response::new()
        .add_message(token(&stablecoin, &allow)?)
        .add_message(liquidation.execute(take)?)
        .add_message(token(&stablecoin, &disallow)?))
}

fn sell(deps: Deps, env: &Env, funds: Vec<Coin>, cost: Uint128) -> Result<Response, ContractError> {
    let held = STABLECOIN
        .load(deps.storage)?
        .balance(&deps.querier, &env.contract.address)?;
    let least = held.checked_add(cost).map_err(StdError::from)?;
    let sell = WasmMsg::Execute {
        contract_addr: MARKET.load(deps.storage)?.into_string(),
        msg: to_json_binary(&MarketMsg::Sell {})?,
        funds,
    };
    let then = WasmMsg::Execute {
        contract_addr: env.contract.address.to_string(),
        msg: to_json_binary(&ExecuteMsg::EnsurePaid { least })?,
        funds: vec![],
    };
    Ok(Response::new().add_message(sell).add_message(then))
}

fn ensure_paid(deps: Deps, env: &Env, least: Uint128) -> Result<Response, ContractError> {
    let held = STABLECOIN
        .load(deps.storage)?
        .balance(&deps.querier, &env.contract.address)?;
    if held >= least {
        return Ok(Response::new());
    }
    Err(ContractError::Loss { held, least })
}

fn token(stablecoin: &StablecoinHandle, msg: &TokenMsg) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: stablecoin.0.to_string(),
        msg: to_json_binary(msg)?,
        funds: vec![],
    })
}

fn withdraw(deps: DepsMut, env: &Env, sender: Addr) -> Result<Response, ContractError> {
    let owner = OWNER.load(deps.storage)?;
    ensure_is(sender, owner.clone())?;
    let stablecoin = STABLECOIN.load(deps.storage)?;
    let earned = stablecoin.balance(&deps.querier, &env.contract.address)?;
    if earned.is_zero() {
        return Err(ContractError::NothingEarned);
    }
    Ok(Response::new().add_message(stablecoin.transfer(owner, earned)?))
}

fn ensure_is(sender: Addr, expected: Addr) -> Result<(), ContractError> {
    if sender == expected {
        return Ok(());
    }
    Err(ContractError::Stranger { sender, expected })
}
