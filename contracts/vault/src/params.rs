//! A collateral type's parameters in checked form. There is one validation door, [`Params::checked`]
//! (and [`Params::with_risk`], [`Params::with_ramp`], which pass through the same checks), after
//! which parameters out of bounds cannot exist.

use ballast_math::{Decimals, Ramp, Ratio, Terms};
use ballast_types::{
    units,
    vault::{NewCollateralType, RiskParams},
    Asset, GroupId,
};
use cosmwasm_std::Api;
use serde::{Deserialize, Serialize};

use crate::{contracts::Contracts, risk::Risk, ContractError};

/// Shortest ramp of a ratio: nobody becomes liquidatable overnight without warning.
pub const MIN_RAMP: u64 = 86_400;
/// Longest ramp of a ratio.
pub const MAX_RAMP: u64 = 365 * 86_400;

/// Everything about a collateral type that changes seldom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// The other contracts, here too so that a message reads one record.
    pub contracts: Contracts,
    /// What is locked.
    pub asset: StoredAsset,
    /// Decimals of a whole unit.
    pub decimals: Decimals,
    /// The oracle's feed.
    pub feed: String,
    /// The group of correlated types.
    pub group: GroupId,
    /// L.
    pub liquidation_ratio: Ramp,
    /// R.
    pub target_ratio: Ramp,
    /// What the owner sets without a ramp.
    pub risk: Risk,
}

/// An asset as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoredAsset {
    /// A coin of the bank module.
    Native(String),
    /// A cw20 token.
    Cw20(String),
}

impl From<StoredAsset> for Asset {
    fn from(asset: StoredAsset) -> Self {
        match asset {
            StoredAsset::Native(denom) => Self::Native { denom },
            StoredAsset::Cw20(contract) => Self::Cw20 { contract },
        }
    }
}

impl Params {
    /// Checks a new type. `asset` has been resolved by the caller.
    pub fn checked(
        api: &dyn Api,
        contracts: Contracts,
        asset: StoredAsset,
        new: NewCollateralType,
    ) -> Result<Self, ContractError> {
        let params = Self {
            contracts,
            asset,
            decimals: Decimals::new(new.decimals)?,
            feed: new.feed,
            group: new.group,
            liquidation_ratio: Ramp::fixed(units::ratio(new.liquidation_ratio)),
            target_ratio: Ramp::fixed(units::ratio(new.target_ratio)),
            risk: Risk::checked(api, new.risk)?,
        };
        params.ensure_consistent(0)?;
        Ok(params)
    }

    /// The same type with other risk parameters, checked against the ratios now and at the end of
    /// a running ramp.
    pub fn with_risk(
        mut self,
        api: &dyn Api,
        risk: RiskParams,
        now: u64,
    ) -> Result<Self, ContractError> {
        self.risk = Risk::checked(api, risk)?;
        self.ensure_consistent(now)?;
        Ok(self)
    }

    /// The same type with L and R on their way from their values now to new ones.
    pub fn with_ramp(
        mut self,
        liquidation_ratio: Ratio,
        target_ratio: Ratio,
        now: u64,
        seconds: u64,
    ) -> Result<Self, ContractError> {
        if !(MIN_RAMP..=MAX_RAMP).contains(&seconds) {
            return Err(ContractError::RampOutOfBounds {
                seconds,
                min: MIN_RAMP,
                max: MAX_RAMP,
            });
        }
        let end = now.saturating_add(seconds);
        let ramp = |from: Ramp, to| Ramp {
            from: from.at(now),
            to,
            start: now,
            end,
        };
        self.liquidation_ratio = ramp(self.liquidation_ratio, liquidation_ratio);
        self.target_ratio = ramp(self.target_ratio, target_ratio);
        self.ensure_consistent(now)?;
        Ok(self)
    }

    /// What a liquidation goes by at a time.
    pub fn terms(&self, now: u64) -> Terms {
        Terms {
            liquidation_ratio: self.liquidation_ratio.at(now),
            target_ratio: self.target_ratio.at(now),
            penalty: self.risk.penalty,
            floor: self.risk.floor,
            reward_share: self.risk.reward_share,
            reward_cap: self.risk.reward_cap,
            minimum_discount: self.risk.minimum_discount,
        }
    }

    /// The bounds between the ratios, at the value of the ramps now and at their end: between the
    /// two the ramps are straight, so the bounds hold all the way.
    fn ensure_consistent(&self, now: u64) -> Result<(), ContractError> {
        let end = self
            .liquidation_ratio
            .end
            .max(self.target_ratio.end)
            .max(now);
        for time in [now, end] {
            self.risk
                .ensure_fits(self.liquidation_ratio.at(time), self.target_ratio.at(time))?;
        }
        Ok(())
    }
}
