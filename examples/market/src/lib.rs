//! A venue for tests, and for tests only: it buys coins for stablecoin at whatever price its owner has
//! named, as long as it has stablecoin. It stands where a real taker would sell on an exchange.
#![deny(missing_docs)]

use ballast_types::stablecoin::StablecoinHandle;
use cosmwasm_schema::{cw_serde, QueryResponses};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Coin, Decimal, Deps, DepsMut, Env, MessageInfo, Response,
    StdError, StdResult, Uint128,
};
use cw_storage_plus::{Item, Map};
use thiserror::Error;

/// Who names prices.
const OWNER: Item<Addr> = Item::new("owner");
/// What it pays with.
const STABLECOIN: Item<StablecoinHandle> = Item::new("stablecoin");
/// Stablecoin base units for a base unit of a coin, by denom.
const PRICES: Map<&str, Decimal> = Map::new("prices");

/// Creates the venue; the creator names prices.
#[cw_serde]
pub struct InstantiateMsg {
    /// What it pays with.
    pub stablecoin: String,
}

/// What the venue does.
#[cw_serde]
pub enum ExecuteMsg {
    /// Names a price. Only the owner.
    SetPrice {
        /// The coin.
        denom: String,
        /// Stablecoin base units for a base unit of it.
        price: Decimal,
    },
    /// Buys the coin attached, at floor(amount x price). By anyone. Refused: none or several coins, a
    /// coin without a price.
    Sell {},
}

/// What the venue answers.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// What it would pay for so much of a coin now.
    #[returns(SaleResponse)]
    Sale {
        /// The coin.
        denom: String,
        /// How much, base units.
        amount: Uint128,
    },
}

/// Answer to [`QueryMsg::Sale`].
#[cw_serde]
pub struct SaleResponse {
    /// Stablecoin base units, rounded down; zero where the coin has no price, or the venue has not so much.
    pub pays: Uint128,
}

/// A refusal.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage or a message.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Somebody else names prices.
    #[error("{sender} is not the owner {owner}")]
    NotOwner {
        /// Who sent it.
        sender: Addr,
        /// Who may.
        owner: Addr,
    },
    /// Not exactly one coin.
    #[error("{coins} coins are attached, one is sold at a time")]
    NotOneCoin {
        /// How many.
        coins: usize,
    },
    /// A coin that nobody wants.
    #[error("{denom} has no price here")]
    NoPrice {
        /// The coin.
        denom: String,
    },
}

/// Creates the venue.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    OWNER.save(deps.storage, &info.sender)?;
    let stablecoin = StablecoinHandle(deps.api.addr_validate(&msg.stablecoin)?);
    STABLECOIN.save(deps.storage, &stablecoin)?;
    Ok(Response::new())
}

/// Names a price, or buys.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::SetPrice { denom, price } => {
            let (sender, owner) = (info.sender, OWNER.load(deps.storage)?);
            if sender != owner {
                return Err(ContractError::NotOwner { sender, owner });
            }
            PRICES.save(deps.storage, &denom, &price)?;
            Ok(Response::new())
        }
        ExecuteMsg::Sell {} => sell(deps, &info),
    }
}

/// What it would pay.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let QueryMsg::Sale { denom, amount } = msg;
    let price = PRICES.may_load(deps.storage, &denom)?;
    let pays: Uint128 = amount.mul_floor(price.unwrap_or_default());
    let held = STABLECOIN
        .load(deps.storage)?
        .balance(&deps.querier, &env.contract.address)?;
    let pays = if pays <= held { pays } else { Uint128::zero() };
    to_json_binary(&SaleResponse { pays })
}

fn sell(deps: DepsMut, info: &MessageInfo) -> Result<Response, ContractError> {
    let [Coin { denom, amount }] = info.funds.as_slice() else {
        let coins = info.funds.len();
        return Err(ContractError::NotOneCoin { coins });
    };
    let denom = denom.clone();
    let price = PRICES.may_load(deps.storage, &denom)?;
    let price = price.ok_or(ContractError::NoPrice { denom })?;
    let pays: Uint128 = amount.mul_floor(price);
    let stablecoin = STABLECOIN.load(deps.storage)?;
    Ok(Response::new().add_message(stablecoin.transfer(&info.sender, pays)?))
}
