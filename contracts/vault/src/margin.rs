//! How the mint ratio follows the market: governance's part in checked form, and what a price and a
//! group say of the market.

use ballast_math::{group_use_up, Conditions, MarginTerms, Ratio};
use ballast_types::{oracle::FeedPrice, units, vault::MarginParams};
use serde::{Deserialize, Serialize};

use crate::{
    bounds::{at_least, at_most},
    state::Group,
    ContractError,
};

/// Highest mint ratio: from there on a higher one keeps out everybody and says nothing more.
pub const MAX_MINT_RATIO: Ratio = Ratio::from_percent(250);
/// Most standard deviations: with 20 the calmest of assets asks for the cap, and with the bounds below
/// the largest variance stays within the digits that the root is exact in.
pub const MAX_CONFIDENCE: Ratio = Ratio::from_percent(2_000);
/// Longest horizon: 30 days. What sells more slowly is no collateral to be liquidated.
pub const MAX_HORIZON: u64 = 30 * 86_400;
/// Most that a full group lengthens the horizon by: ten times itself.
pub const MAX_CROWDING: Ratio = Ratio::from_percent(1_000);
/// Largest change of a yearly rate: 100 points.
pub const MAX_RATE_SHOCK: Ratio = Ratio::ONE;

/// Checked [`MarginParams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margins {
    /// The highest mint ratio.
    pub cap: Ratio,
    /// k.
    pub confidence: Ratio,
    /// Seconds.
    pub horizon: u64,
    /// How much a full group lengthens the horizon.
    pub crowding: Ratio,
    /// Change of the yearly rate.
    pub rate_shock: Ratio,
}

impl Margins {
    /// Checks what was sent against the base mint ratio.
    pub fn checked(margin: MarginParams, base: Ratio) -> Result<Self, ContractError> {
        let checked = Self {
            cap: units::ratio(margin.cap),
            confidence: units::ratio(margin.confidence),
            horizon: margin.horizon,
            crowding: units::ratio(margin.crowding),
            rate_shock: units::ratio(margin.rate_shock),
        };
        at_most("mint ratio cap", checked.cap, MAX_MINT_RATIO)?;
        at_least("mint ratio cap", checked.cap, base)?;
        at_most("margin confidence", checked.confidence, MAX_CONFIDENCE)?;
        at_most("margin crowding", checked.crowding, MAX_CROWDING)?;
        at_most("margin rate shock", checked.rate_shock, MAX_RATE_SHOCK)?;
        if checked.horizon > MAX_HORIZON {
            let (seconds, max) = (checked.horizon, MAX_HORIZON);
            return Err(ContractError::MarginHorizonTooLong { seconds, max });
        }
        Ok(checked)
    }

    /// As it was sent, for answers.
    pub fn unchecked(&self) -> MarginParams {
        MarginParams {
            cap: units::decimal(self.cap),
            confidence: units::decimal(self.confidence),
            horizon: self.horizon,
            crowding: units::decimal(self.crowding),
            rate_shock: units::decimal(self.rate_shock),
        }
    }

    /// What the arithmetic goes by.
    pub const fn terms(&self, base: Ratio, penalty: Ratio) -> MarginTerms {
        MarginTerms {
            base,
            cap: self.cap,
            penalty,
            confidence: self.confidence,
            horizon: self.horizon,
            crowding: self.crowding,
            rate_shock: self.rate_shock,
        }
    }
}

/// What the market is like: the accepted price's volatility, and how full the group is.
pub fn conditions(price: &FeedPrice, group: Group) -> Conditions {
    Conditions {
        variance: price.variance,
        implied_variance: price.implied_variance,
        time_to_maturity: price.time_to_maturity,
        group_use: group_use_up(group.debt, group.ceiling),
    }
}
