//! The price that minting and withdrawing go by, where it is not the spot price.

use ballast_types::oracle::{FeedResponse, StatusResponse};

use super::oracle::number;
use crate::{
    error::CliResult,
    session::{InDollars, Session, TypeInfo},
    text::quoted,
};

/// The low price of a feed, with why it is lower than its spot price.
pub struct ForMinting {
    /// With its unit.
    low: String,
    spot: String,
    because: String,
}

impl ForMinting {
    /// None where it reads as the spot price does, and where no price may be used now.
    pub fn of(session: &Session, status: &StatusResponse) -> CliResult<Option<Self>> {
        let valid = InDollars::of(status).filter(|price| price.is_valid);
        let Some([low, spot]) = valid.map(|price| [price.low, price.spot].map(usd)) else {
            return Ok(None);
        };
        if low == spot {
            return Ok(None);
        }
        let because = because(&session.chain.feeds()?, &status.feed);
        Ok(Some(Self { low, spot, because }))
    }

    /// The same of a type's collateral.
    pub fn of_type(session: &Session, info: &TypeInfo) -> CliResult<Option<Self>> {
        let status = session.status_of(info)?;
        let found = status.map(|status| Self::of(session, &status));
        Ok(found.transpose()?.flatten())
    }

    /// `1,500.00 USD (1,500.00 USD waits for confirmation)`.
    pub fn line(&self) -> String {
        format!("{} ({})", self.low, self.because)
    }

    /// `1,500.00 USD, the price for minting (spot 2,000.00 USD; 1,500.00 USD waits for confirmation)`.
    pub fn beside_spot(&self) -> String {
        let Self { low, spot, because } = self;
        format!("{low}, the price for minting (spot {spot}; {because})")
    }
}

fn usd(price: cosmwasm_std::Decimal) -> String {
    format!("{} USD", quoted(price))
}

/// Why the low price of a feed is low: what waits or lags of it and of the feeds that it stands on.
fn because(feeds: &[FeedResponse], top: &FeedResponse) -> String {
    let is_derived = top.kind.base().is_some();
    let mut reasons = vec![];
    let mut next = Some(top);
    while let Some(feed) = next {
        let of = is_derived.then(|| format!("of {} ", feed.feed));
        let reason = reason(feed).map(|it| format!("{}{it}", of.unwrap_or_default()));
        reasons.extend(reason);
        // A feed's base was there before it, so this ends.
        let base = feed.kind.base();
        next = base.and_then(|base| feeds.iter().find(|feed| feed.feed == base));
    }
    reasons.join("; ")
}

fn reason(feed: &FeedResponse) -> Option<String> {
    let price = feed.price.as_ref().filter(|price| price.low < price.spot)?;
    if price.slow <= price.low {
        return Some("the slow average".to_owned());
    }
    let pending = price.pending.as_ref()?;
    let waits = number(&feed.kind, pending.price);
    Some(if pending.price <= price.low {
        format!("{waits} waits for confirmation")
    } else {
        format!("said by feeders while {waits} waits for confirmation")
    })
}

#[cfg(test)]
mod tests;
