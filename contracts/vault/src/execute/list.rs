//! List: a new collateral type.

use ballast_guard::ownership::ensure_owner;
use ballast_math::Books;
use ballast_types::{
    vault::{CollateralTypeListed, NewCollateralType},
    Asset, CollateralTypeId,
};
use cosmwasm_std::{Addr, Deps, DepsMut, Env, Response};
use cw20::{Cw20QueryMsg, TokenInfoResponse};

use crate::{
    contracts::Contracts,
    params::{Params, StoredAsset},
    state::{ASSETS, BOOKS, CONTRACTS, GROUPS, LAST_TYPE, PARAMS},
    ContractError,
};

/// Lists a type under the next number, with empty books and its line one gap above zero.
pub fn list(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    new: NewCollateralType,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    let contracts = CONTRACTS
        .may_load(deps.storage)?
        .ok_or(ContractError::NotWired {})?;
    let asset = checked_asset(deps.as_ref(), &contracts, new.asset.clone())?;
    if !GROUPS.has(deps.storage, new.group) {
        return Err(ContractError::UnknownGroup { group: new.group });
    }
    ensure_feed(deps.as_ref(), &contracts, &new.feed)?;
    ensure_decimals(deps.as_ref(), &asset, new.decimals)?;
    let params = Params::checked(deps.api, contracts, asset, new)?;
    let id = next_type(deps.as_ref())?;

    let now = env.block.time.seconds();
    let mut books = Books::new(now);
    books.raise_line(params.risk.ceiling, params.risk.gap, 0, now);
    let asset = Asset::from(params.asset.clone());
    LAST_TYPE.save(deps.storage, &id)?;
    ASSETS.save(deps.storage, &asset.to_string(), &id)?;
    BOOKS.save(deps.storage, id, &books)?;
    PARAMS.save(deps.storage, id, &params)?;
    let feed = params.feed;
    Ok(Response::new().add_event(CollateralTypeListed {
        collateral_type: id,
        asset,
        feed,
    }))
}

fn next_type(deps: Deps) -> Result<CollateralTypeId, ContractError> {
    let last = LAST_TYPE.may_load(deps.storage)?.unwrap_or(0);
    last.checked_add(1)
        .ok_or(ContractError::TooManyCollateralTypes { last })
}

/// A mistyped feed could never be mended: an asset is listed once.
fn ensure_feed(deps: Deps, contracts: &Contracts, feed: &str) -> Result<(), ContractError> {
    let oracle = contracts.oracle(deps.api)?;
    if oracle.has_feed(&deps.querier, feed)? {
        return Ok(());
    }
    let (oracle, feed) = (oracle.0.into_string(), feed.to_owned());
    Err(ContractError::UnknownFeed { oracle, feed })
}

/// A token says itself how many decimals it has; of a coin the message is believed.
fn ensure_decimals(deps: Deps, asset: &StoredAsset, given: u8) -> Result<(), ContractError> {
    let StoredAsset::Cw20(token) = asset else {
        return Ok(());
    };
    let info: TokenInfoResponse = deps
        .querier
        .query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {})?;
    if info.decimals == given {
        return Ok(());
    }
    let (token, actual) = (token.clone(), info.decimals);
    Err(ContractError::WrongDecimals {
        token,
        actual,
        given,
    })
}

/// An asset of no other type, and never the stablecoin: its own price would vouch for it.
fn checked_asset(
    deps: Deps,
    contracts: &Contracts,
    asset: Asset,
) -> Result<StoredAsset, ContractError> {
    if let Some(collateral_type) = ASSETS.may_load(deps.storage, &asset.to_string())? {
        return Err(ContractError::AssetListed {
            asset: asset.to_string(),
            collateral_type,
        });
    }
    match asset {
        Asset::Native { denom } if is_denom(&denom) => Ok(StoredAsset::Native(denom)),
        Asset::Native { denom } => Err(ContractError::InvalidDenom { denom }),
        Asset::Cw20 { contract } => {
            let token = deps.api.addr_validate(&contract)?;
            if token == contracts.stablecoin(deps.api)?.0 {
                return Err(ContractError::StablecoinAsCollateral {
                    stablecoin: contract,
                });
            }
            Ok(StoredAsset::Cw20(token.into_string()))
        }
    }
}

/// The bank module's rule for denoms.
fn is_denom(denom: &str) -> bool {
    let starts_with_letter = denom.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "/:._-".contains(c);
    starts_with_letter && (3..=128).contains(&denom.len()) && denom.chars().all(is_allowed)
}
