//! The parameters that the owner sets at once, in checked form.

use ballast_math::{Debt, MarginTerms, Ratio, Value};
use ballast_types::{units, vault::RiskParams};
use cosmwasm_std::{Api, StdResult};
use serde::{Deserialize, Serialize};

use crate::{
    bounds::{at_least, at_most, more_than},
    contracts::{canonical, human},
    margin::{Margins, MAX_MINT_RATIO},
    ContractError,
};

/// The base mint ratio stands at least this far above the liquidation ratio.
pub const MINT_MARGIN: Ratio = Ratio::from_percent(5);
/// The target ratio stands at least this far above 1 + penalty: a liquidation must converge.
pub const TARGET_MARGIN: Ratio = Ratio::from_percent(5);
/// Highest stability fee in a year.
pub const MAX_FEE: Ratio = Ratio::ONE;
/// Highest debt floor: 100,000 stablecoins. Under the floor a position is repaid or liquidated whole or
/// not at all.
pub const MAX_DEBT_FLOOR: Debt = Debt::new(100_000 * 1_000_000);
/// Longest interval between two raises of the line.
pub const MAX_CEILING_INTERVAL: u64 = 30 * 86_400;
/// Highest cap on a keeper's reward, in USD.
pub const MAX_REWARD_CAP_USD: u64 = 1_000_000;

/// Checked [`RiskParams`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// The mint ratio of a calm market.
    pub base_mint_ratio: Ratio,
    /// How the mint ratio follows the market from there.
    pub margin: Margins,
    /// p.
    pub penalty: Ratio,
    /// The keeper's share of what is seized.
    pub reward_share: Ratio,
    /// The most a keeper gets for a position.
    pub reward_cap: Value,
    /// m.
    pub minimum_discount: Ratio,
    /// Nominal yearly rate.
    pub fee: Ratio,
    /// Largest booked debt.
    pub ceiling: Debt,
    /// Growth of the debt within an interval.
    pub gap: Debt,
    /// Seconds between two raises of the line.
    pub interval: u64,
    /// Least debt of a position that has any.
    pub floor: Debt,
    /// Surplus kept against bad debt.
    pub buffer: Debt,
    /// The pool's share of the fees.
    pub pool_share: Ratio,
    /// Who gets the rest, as canonical address.
    pub treasury: Vec<u8>,
}

impl Risk {
    /// Checks what was sent, but for the bounds that depend on L and R.
    pub fn checked(api: &dyn Api, risk: RiskParams) -> Result<Self, ContractError> {
        let base_mint_ratio = units::ratio(risk.base_mint_ratio);
        at_most("base mint ratio", base_mint_ratio, MAX_MINT_RATIO)?;
        let checked = Self {
            base_mint_ratio,
            margin: Margins::checked(risk.margin, base_mint_ratio)?,
            penalty: units::ratio(risk.liquidation_penalty),
            reward_share: units::ratio(risk.keeper_reward_share),
            reward_cap: units::value(risk.keeper_reward_cap),
            minimum_discount: units::ratio(risk.minimum_discount),
            fee: units::ratio(risk.stability_fee),
            ceiling: units::debt(risk.debt_ceiling),
            gap: units::debt(risk.ceiling_gap),
            interval: risk.ceiling_interval,
            floor: units::debt(risk.debt_floor),
            buffer: units::debt(risk.surplus_buffer),
            pool_share: units::ratio(risk.pool_share),
            treasury: canonical(api, &api.addr_validate(&risk.treasury)?)?,
        };
        checked.ensure_bounds()?;
        Ok(checked)
    }

    /// As it was sent, for answers.
    pub fn unchecked(&self, api: &dyn Api) -> StdResult<RiskParams> {
        Ok(RiskParams {
            base_mint_ratio: units::decimal(self.base_mint_ratio),
            margin: self.margin.unchecked(),
            liquidation_penalty: units::decimal(self.penalty),
            keeper_reward_share: units::decimal(self.reward_share),
            keeper_reward_cap: units::usd(self.reward_cap),
            minimum_discount: units::decimal(self.minimum_discount),
            stability_fee: units::decimal(self.fee),
            debt_ceiling: units::debt_amount(self.ceiling),
            ceiling_gap: units::debt_amount(self.gap),
            ceiling_interval: self.interval,
            debt_floor: units::debt_amount(self.floor),
            surplus_buffer: units::debt_amount(self.buffer),
            pool_share: units::decimal(self.pool_share),
            treasury: human(api, &self.treasury)?.into_string(),
        })
    }

    fn ensure_bounds(&self) -> Result<(), ContractError> {
        at_most("stability fee", self.fee, MAX_FEE)?;
        at_most("pool share", self.pool_share, Ratio::ONE)?;
        at_most("keeper reward share", self.reward_share, Ratio::ONE)?;
        at_most("minimum discount", self.minimum_discount, Ratio::ONE)?;
        at_most("liquidation penalty", self.penalty, Ratio::ONE)?;
        if self.reward_cap > Value::from_usd(MAX_REWARD_CAP_USD) {
            return Err(ContractError::RewardCapTooHigh {
                max_usd: MAX_REWARD_CAP_USD,
            });
        }
        if self.interval > MAX_CEILING_INTERVAL {
            let (seconds, max) = (self.interval, MAX_CEILING_INTERVAL);
            return Err(ContractError::CeilingIntervalTooLong { seconds, max });
        }
        if self.floor.is_zero() || self.floor > MAX_DEBT_FLOOR {
            return Err(ContractError::DebtFloorOutOfBounds {
                floor: units::debt_amount(self.floor),
                max: units::debt_amount(MAX_DEBT_FLOOR),
            });
        }
        // (1 + p)(1 - share) >= 1 + m: after the reward the buyer still gets its discount.
        let penalty = Ratio::ONE.checked_add(self.penalty)?;
        let rest = Ratio::ONE.checked_sub(self.reward_share)?;
        let left = Ratio::new(penalty.of_amount_down(rest.u128())?);
        at_least(
            "penalty less reward",
            left,
            Ratio::ONE.checked_add(self.minimum_discount)?,
        )
    }

    /// What the mint ratio goes by.
    pub const fn margin_terms(&self) -> MarginTerms {
        self.margin.terms(self.base_mint_ratio, self.penalty)
    }

    /// 1 + p < L, L + 5 points <= base mint ratio, L <= R <= base mint ratio, 1 + p + 5 points <= R. The
    /// mint ratio is never below its base: no market lets anybody mint what can be liquidated at once.
    pub fn ensure_fits(&self, liquidation: Ratio, target: Ratio) -> Result<(), ContractError> {
        let penalty = Ratio::ONE.checked_add(self.penalty)?;
        more_than("liquidation ratio", liquidation, penalty)?;
        at_least(
            "base mint ratio",
            self.base_mint_ratio,
            liquidation.checked_add(MINT_MARGIN)?,
        )?;
        at_least("target ratio", target, liquidation)?;
        at_most("target ratio", target, self.base_mint_ratio)?;
        at_least("target ratio", target, penalty.checked_add(TARGET_MARGIN)?)
    }
}
