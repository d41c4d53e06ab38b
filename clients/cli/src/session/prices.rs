//! Prices of feeds and of collateral, in US dollars.

use ballast_types::oracle::StatusResponse;
use cosmwasm_std::Decimal;

use super::{Session, TypeInfo};
use crate::error::CliResult;

/// US dollars for a whole unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDollars {
    /// For liquidation.
    pub spot: Decimal,
    /// For minting and withdrawing.
    pub low: Decimal,
    /// For redemption.
    pub high: Decimal,
    /// Whether it may be used now.
    pub is_valid: bool,
}

impl InDollars {
    /// A feed's price as it is used now; of one that is a price of its own and may not be used, the last
    /// accepted. A rate alone is no price.
    pub fn of(status: &StatusResponse) -> Option<Self> {
        if let Some(usable) = &status.usable {
            return Some(Self {
                spot: usable.spot,
                low: usable.low,
                high: usable.high,
                is_valid: true,
            });
        }
        let is_price = status.feed.kind.base().is_none();
        let last = status.feed.price.as_ref().filter(|_| is_price)?;
        Some(Self {
            spot: last.spot,
            low: last.low,
            high: last.high,
            is_valid: false,
        })
    }
}

impl Session<'_> {
    /// The health of a type's feed; none if the feed was removed.
    pub fn status_of(&self, info: &TypeInfo) -> CliResult<Option<StatusResponse>> {
        let feeds = self.chain.feeds()?;
        let found = feeds.iter().any(|feed| feed.feed == info.now.feed);
        let status = || self.chain.feed_status(&info.now.feed);
        found.then(status).transpose()
    }

    /// The price of a type's collateral, with whether it may be used now.
    pub fn price_of(&self, info: &TypeInfo) -> CliResult<Option<InDollars>> {
        Ok(self.status_of(info)?.as_ref().and_then(InDollars::of))
    }

    /// What liquidation goes by, if there is a price that may be used now.
    pub fn spot(&self, info: &TypeInfo) -> CliResult<Option<Decimal>> {
        let valid = self.price_of(info)?.filter(|price| price.is_valid);
        Ok(valid.map(|price| price.spot))
    }
}
