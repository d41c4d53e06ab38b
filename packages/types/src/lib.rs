//! The public language of Ballast: what can be sent to each contract, what it answers, and the
//! events it leaves behind.
//!
//! Every amount is an integer in base units; the stablecoin has 6 decimals. Ratios, prices and
//! fees are [`cosmwasm_std::Decimal`]s with 18 fractional digits, written as text in JSON
//! (`"1.6"` is 160%). Times and durations are unix seconds.
//!
//! Each contract has a module with its messages, queries, responses, events and a typed handle
//! that builds messages and runs queries: [`vault`], [`oracle`], [`liquidation`], [`stablecoin`].
#![deny(missing_docs)]

mod asset;
pub mod event;
mod id;
pub mod liquidation;
pub mod oracle;
pub mod raw;
pub mod stablecoin;
pub mod units;
pub mod vault;

pub use asset::{Asset, AssetError};
pub use id::{AuctionId, CollateralTypeId, GroupId, ParseIdError, PositionId};

/// Entries a list query returns when the caller names no limit.
pub const DEFAULT_PAGE: u32 = 10;

/// Most entries a list query returns, whatever the caller asks for.
pub const MAX_PAGE: u32 = 100;

/// The number of entries to return for a requested `limit`: [`DEFAULT_PAGE`] if none, at most
/// [`MAX_PAGE`].
pub fn page_size(limit: Option<u32>) -> usize {
    let size = limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE);
    usize::try_from(size).unwrap_or(usize::MAX)
}
