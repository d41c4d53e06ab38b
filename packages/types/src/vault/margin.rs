//! What a mint needs, explained.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use super::MarginParams;
use crate::{CollateralTypeId, GroupId};

/// What a mint ratio comes from.
#[cw_serde]
#[derive(Copy)]
pub enum MintRatioBinds {
    /// The base mint ratio: the market is calm.
    Base,
    /// The drop that the market may make.
    Market,
    /// The cap: no more is asked for, however wild the market.
    Cap,
}

/// Answer to [`super::QueryMsg::MintRequirement`]. The parts follow each other as the formula does:
///
/// - price move = confidence x sqrt(volatility^2 x horizon / year x (1 + crowding x group use))
/// - drop = price move + rate shock x time to maturity / year
/// - uncapped = (1 + liquidation penalty) / (1 - drop)
/// - mint ratio = uncapped, at least the base mint ratio, at most the cap
///
/// Every part is rounded up.
#[cw_serde]
pub struct MintRequirementResponse {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// What the mint, or at an amount of zero a withdrawal, must leave.
    pub mint_ratio: Decimal,
    /// Which of base, market and cap that is.
    pub binds: MintRatioBinds,
    /// The mint ratio of a calm market.
    pub base_mint_ratio: Decimal,
    /// The other parameters, the cap among them.
    pub margin: MarginParams,
    /// What a liquidation costs above the debt.
    pub liquidation_penalty: Decimal,
    /// The price that it is held against, USD for a whole unit: the feed's low price.
    pub price: Decimal,
    /// The volatility of the price by the year, as the oracle has measured it.
    pub measured_volatility: Decimal,
    /// As feeders say that options markets imply it; zero if they say nothing.
    pub implied_volatility: Decimal,
    /// The higher of the two: what counts.
    pub volatility: Decimal,
    /// The group of correlated types.
    pub group: GroupId,
    /// Its ceiling, base units.
    pub group_ceiling: Uint128,
    /// Its booked debt before the mint, base units.
    pub group_debt: Uint128,
    /// Its booked debt after it, base units.
    pub group_debt_after: Uint128,
    /// How full the group is before the mint, 0 to 1.
    pub group_use: Decimal,
    /// How full it is after it: what counts.
    pub group_use_after: Decimal,
    /// The fall of the price that new debt must stand; from 1 on it is all of it.
    pub price_move: Decimal,
    /// Seconds until the collateral pays out; zero without a maturity.
    pub time_to_maturity: u64,
    /// What the rate shock takes off until then.
    pub maturity_drop: Decimal,
    /// Both together.
    pub drop: Decimal,
    /// The ratio that stands the drop; absent where none does.
    pub uncapped: Option<Decimal>,
}
