//! What the vault would say of a type's new parameters, asked of the vault's own code.

use ballast_math::{DebtIndex, Decimals, Market, MathError, Ramp};
use ballast_types::{
    units,
    vault::{CollateralTypeResponse, RatioRamp, RiskParams},
    Asset,
};
use ballast_vault::{
    contracts::Contracts,
    params::{Params, StoredAsset},
    risk::Risk,
    ContractError,
};
use cosmwasm_std::{testing::MockApi, Decimal};

use super::effect::RampPath;

/// Where a ramp goes.
#[derive(Debug, Clone, Copy)]
pub struct NewRatios {
    /// L at its end.
    pub liquidation: Decimal,
    /// R at its end.
    pub target: Decimal,
    /// How long it takes.
    pub seconds: u64,
}

/// Refuses what the vault would refuse of a type's risk parameters at `now`.
pub fn ensure_accepted(after: &CollateralTypeResponse, now: u64) -> Result<(), ContractError> {
    let risk = with_any_treasury(&after.risk);
    let params = params(after).and_then(|it| it.with_risk(&MockApi::default(), risk, now));
    params.map(drop)
}

/// The type with a ramp from `now` on to these values of L and R, as the vault would take it.
pub fn ramped(
    before: &CollateralTypeResponse,
    to: NewRatios,
    now: u64,
) -> Result<CollateralTypeResponse, ContractError> {
    let (liquidation, target) = (units::ratio(to.liquidation), units::ratio(to.target));
    let params = params(before)?.with_ramp(liquidation, target, now, to.seconds)?;
    let shown = |ramp: Ramp| RatioRamp {
        now: units::decimal(ramp.at(now)),
        from: units::decimal(ramp.from),
        to: units::decimal(ramp.to),
        start: ramp.start,
        end: ramp.end,
    };
    let mut after = before.clone();
    after.liquidation_ratio = shown(params.liquidation_ratio);
    after.target_ratio = shown(params.target_ratio);
    Ok(after)
}

/// The way of L from now to `to`, as the type's positions meet it at a price.
pub fn path(
    now: &CollateralTypeResponse,
    price: Decimal,
    to: NewRatios,
) -> Result<RampPath, MathError> {
    Ok(RampPath {
        from: units::ratio(now.liquidation_ratio.now),
        to: units::ratio(to.liquidation),
        seconds: to.seconds,
        fee: units::ratio(now.risk.stability_fee),
        index: DebtIndex::new(now.books.index.u128()),
        market: Market {
            price: units::price(price),
            decimals: Decimals::new(now.decimals)?,
        },
    })
}

/// The vault's form of a type. The addresses in it are not those of the chain: nothing that is
/// checked here depends on them.
fn params(now: &CollateralTypeResponse) -> Result<Params, ContractError> {
    let (api, any) = (MockApi::default(), MockApi::default().addr_make("any"));
    let ramp = |ramp: &RatioRamp| Ramp {
        from: units::ratio(ramp.from),
        to: units::ratio(ramp.to),
        start: ramp.start,
        end: ramp.end,
    };
    Ok(Params {
        contracts: Contracts::new(&api, &any, &any, &any)?,
        asset: match now.asset.clone() {
            Asset::Native { denom } => StoredAsset::Native(denom),
            Asset::Cw20 { contract } => StoredAsset::Cw20(contract),
        },
        decimals: Decimals::new(now.decimals)?,
        feed: now.feed.clone(),
        group: now.group,
        liquidation_ratio: ramp(&now.liquidation_ratio),
        target_ratio: ramp(&now.target_ratio),
        risk: Risk::checked(&api, with_any_treasury(&now.risk))?,
    })
}

fn with_any_treasury(risk: &RiskParams) -> RiskParams {
    let treasury = MockApi::default().addr_make("any").into_string();
    RiskParams {
        treasury,
        ..risk.clone()
    }
}
