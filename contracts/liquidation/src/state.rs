//! Names and types of what is stored.

use ballast_math::{AuctionBook, Pool, PoolDeposit, Sums};
use ballast_storage::Records;
use ballast_types::{
    liquidation::{AUCTION_BOOK_NAMESPACE, SET_ASIDE_NAMESPACE},
    stablecoin::StablecoinHandle,
    vault::VaultHandle,
    Asset, CollateralTypeId,
};
use cw_storage_plus::{Item, Map};

use crate::auctions::{ListedTerms, StoredAuction};

/// The name under which cw2 finds the contract.
pub const NAME: &str = "ballast-liquidation";

/// The version under which cw2 finds the contract.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where collateral is seized.
pub const VAULT: Item<VaultHandle> = Item::new("vault");

/// What buyers pay with.
pub const STABLECOIN: Item<StablecoinHandle> = Item::new("stablecoin");

/// The asset that each pool gains, so that paying out needs no query. Written once per type.
pub const ASSETS: Map<CollateralTypeId, Asset> = Map::new("assets");

/// The stability pools.
pub const POOLS: Records<CollateralTypeId, Pool> = Records::new("pools");

/// What a pool's sums were when it left a scale, by type and scale. Those of the scale it is in are
/// in the pool itself; a scale that it passed without gains has no entry.
pub const PAST_SUMS: Records<(CollateralTypeId, u32), Sums> = Records::new("past_sums");

/// Deposits by type and depositor, the address in its canonical form.
pub const DEPOSITS: Records<(CollateralTypeId, &[u8]), PoolDeposit> = Records::new("deposits");

/// Stablecoin that buyers paid for a type's debt and that the vault has not burned yet. The vault
/// reads it raw. No entry is zero.
pub const SET_ASIDE: Records<CollateralTypeId, u128> = Records::new(SET_ASIDE_NAMESPACE);

/// A type's auctions in sum, and which terms new ones go by. The vault reads it raw.
pub const AUCTION_BOOK: Records<CollateralTypeId, AuctionBook> =
    Records::new(AUCTION_BOOK_NAMESPACE);

/// Live auctions by type and number.
pub const AUCTIONS: Records<(CollateralTypeId, u32), StoredAuction> = Records::new("auc");

/// What auctions go by, by type and number of the terms: those of its start hold for an auction.
pub const AUCTION_TERMS: Records<(CollateralTypeId, u32), ListedTerms> = Records::new("terms");

/// Collateral of lots too small to be auctioned, by type. No entry is zero.
pub const SURPLUS_COLLATERAL: Records<CollateralTypeId, u128> = Records::new("surplus");

/// What owners can claim of what was left of lots, by type and canonical address. No entry is zero.
pub const LEFTOVERS: Records<(CollateralTypeId, &[u8]), u128> = Records::new("leftovers");
