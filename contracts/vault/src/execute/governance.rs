//! What only the owner does, listing aside.

use ballast_guard::ownership::ensure_owner;
use ballast_math::Ratio;
use ballast_types::{
    liquidation::LiquidationHandle,
    stablecoin, units,
    vault::{GroupSet, GuardianSet, RampStarted, RiskParams, RiskParamsSet, Wired},
    CollateralTypeId, GroupId,
};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};
use cw20::{Cw20QueryMsg, MinterResponse};

use crate::{
    collateral_type::CollateralType,
    contracts::Contracts,
    state::{CONTRACTS, GROUPS, GUARDIAN, PARAMS},
    ContractError,
};

/// Names the other contracts, once. The stablecoin must be a token of 6 decimals that the vault
/// alone mints.
pub fn wire(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    [stablecoin, oracle, liquidation]: [String; 3],
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    if CONTRACTS.has(deps.storage) {
        return Err(ContractError::AlreadyWired {});
    }
    let stablecoin = deps.api.addr_validate(&stablecoin)?;
    let oracle = deps.api.addr_validate(&oracle)?;
    let liquidation = deps.api.addr_validate(&liquidation)?;
    ensure_own_stablecoin(&deps, env, &stablecoin)?;
    ensure_own_liquidation(&deps, env, &stablecoin, &liquidation)?;
    let contracts = Contracts::new(deps.api, &stablecoin, &oracle, &liquidation)?;
    CONTRACTS.save(deps.storage, &contracts)?;
    Ok(Response::new().add_event(Wired {
        stablecoin: stablecoin.into_string(),
        oracle: oracle.into_string(),
        liquidation: liquidation.into_string(),
    }))
}

fn ensure_own_stablecoin(
    deps: &DepsMut,
    env: &Env,
    stablecoin: &Addr,
) -> Result<(), ContractError> {
    let handle = stablecoin::StablecoinHandle(stablecoin.clone());
    let info = handle.info(&deps.querier)?;
    let decimals = info.decimals;
    let minter: Option<MinterResponse> = deps
        .querier
        .query_wasm_smart(stablecoin, &Cw20QueryMsg::Minter {})?;
    let cap = minter.as_ref().and_then(|minter| minter.cap);
    let minter = minter.map(|minter| minter.minter).unwrap_or_default();
    let vault = env.contract.address.to_string();
    if decimals != stablecoin::DECIMALS || minter != vault {
        let (stablecoin, expected) = (stablecoin.to_string(), stablecoin::DECIMALS);
        return Err(ContractError::WrongStablecoin {
            stablecoin,
            decimals,
            minter,
            expected,
            vault,
        });
    }
    ensure_unused(stablecoin, info.total_supply, cap)
}

/// Tokens that exist already have no backing, and a cap would one day stop every mint.
fn ensure_unused(
    stablecoin: &Addr,
    supply: Uint128,
    cap: Option<Uint128>,
) -> Result<(), ContractError> {
    if supply.is_zero() && cap.is_none() {
        return Ok(());
    }
    let stablecoin = stablecoin.to_string();
    let cap = cap.map_or_else(|| "no cap".to_owned(), |cap| format!("a cap of {cap}"));
    Err(ContractError::UsedStablecoin {
        stablecoin,
        supply,
        cap,
    })
}

/// The wiring is for good, so both ends must agree on it.
fn ensure_own_liquidation(
    deps: &DepsMut,
    env: &Env,
    stablecoin: &Addr,
    liquidation: &Addr,
) -> Result<(), ContractError> {
    let config = LiquidationHandle(liquidation.clone()).config(&deps.querier)?;
    if config.vault == env.contract.address.as_str() && config.stablecoin == stablecoin.as_str() {
        return Ok(());
    }
    let liquidation = liquidation.to_string();
    let (vault, stablecoin) = (config.vault, config.stablecoin);
    Err(ContractError::WrongLiquidation {
        liquidation,
        vault,
        stablecoin,
    })
}

/// Replaces a type's parameters. Fees up to now are booked at the old rate first.
pub fn set_risk_params(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    id: CollateralTypeId,
    risk: RiskParams,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, id, now)?;
    let params = collateral_type
        .params
        .clone()
        .with_risk(deps.api, risk, now)?;
    let event = RiskParamsSet {
        collateral_type: id,
        base_mint_ratio: units::decimal(params.risk.base_mint_ratio),
        stability_fee: units::decimal(params.risk.fee),
        debt_ceiling: units::debt_amount(params.risk.ceiling),
    };
    collateral_type.save(deps.storage)?;
    PARAMS.save(deps.storage, id, &params)?;
    Ok(Response::new().add_event(event))
}

/// Sends L and R on their way.
pub fn ramp_ratios(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    id: CollateralTypeId,
    (liquidation, target, seconds): (Ratio, Ratio, u64),
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    let now = env.block.time.seconds();
    let unknown = ContractError::UnknownCollateralType {
        collateral_type: id,
    };
    let params = PARAMS.may_load(deps.storage, id)?.ok_or(unknown)?;
    let params = params.with_ramp(liquidation, target, now, seconds)?;
    PARAMS.save(deps.storage, id, &params)?;
    Ok(Response::new().add_event(RampStarted {
        collateral_type: id,
        liquidation_ratio: units::decimal(liquidation),
        target_ratio: units::decimal(target),
        end: params.liquidation_ratio.end,
    }))
}

/// Creates a group or changes its ceiling.
pub fn set_group(
    deps: DepsMut,
    sender: &Addr,
    group: GroupId,
    debt_ceiling: Uint128,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    let mut stored = GROUPS.may_load(deps.storage, group)?.unwrap_or_default();
    stored.ceiling = units::debt(debt_ceiling);
    GROUPS.save(deps.storage, group, &stored)?;
    Ok(Response::new().add_event(GroupSet {
        group,
        debt_ceiling,
    }))
}

/// Names another guardian.
pub fn set_guardian(
    deps: DepsMut,
    sender: &Addr,
    guardian: &str,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;
    let guardian = deps.api.addr_validate(guardian)?;
    GUARDIAN.save(deps.storage, &guardian)?;
    Ok(Response::new().add_event(GuardianSet {
        guardian: guardian.into_string(),
    }))
}
