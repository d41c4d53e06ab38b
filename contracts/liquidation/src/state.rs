//! Names and types of what is stored.

use ballast_math::{Pool, PoolDeposit, Sums};
use ballast_storage::Records;
use ballast_types::{
    liquidation::SET_ASIDE_NAMESPACE, stablecoin::StablecoinHandle, vault::VaultHandle, Asset,
    CollateralTypeId,
};
use cw_storage_plus::{Item, Map};

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
