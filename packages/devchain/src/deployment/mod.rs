//! What exists before the first operation.

mod check;
mod deploy;
mod messages;
mod standard;

use std::collections::BTreeMap;

use ballast_types::{liquidation::AuctionParams, oracle::FeedKind, vault::RiskParams};
use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

pub use check::DeployError;

/// A whole system: contracts, parameters, accounts and their balances. As JSON it is the first line
/// of a replay file.
///
/// Accounts, assets and groups are given by name throughout; `risk.treasury` too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// Time of the first block, unix seconds.
    pub start_time: u64,
    /// The token.
    pub stablecoin: StablecoinSpec,
    /// Account that owns every contract and may migrate it.
    pub owner: String,
    /// Account that may pause minting.
    pub guardian: String,
    /// Price series.
    pub feeds: Vec<FeedSpec>,
    /// Groups of correlated collateral types; numbered from 1 in this order.
    pub groups: Vec<GroupSpec>,
    /// Assets that exist beside the stablecoin.
    pub assets: Vec<AssetSpec>,
    /// Collateral types; numbered from 1 in this order.
    pub collateral_types: Vec<CollateralSpec>,
    /// Accounts with what they hold. Whoever signs without being listed here holds nothing.
    pub accounts: Vec<Account>,
}

/// The stablecoin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StablecoinSpec {
    /// Its name.
    pub name: String,
    /// Its symbol, 3 to 12 letters.
    pub symbol: String,
    /// What wallets show; the owner may change it.
    pub marketing: Option<Marketing>,
}

/// What wallets show about a token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marketing {
    /// The project's page.
    pub project: String,
    /// What it is.
    pub description: String,
}

/// A price series and who reports it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedSpec {
    /// Its name, as `ETH`.
    pub feed: String,
    /// What its number means and where it comes from.
    pub kind: FeedKind,
    /// Accounts that report.
    pub feeders: Vec<String>,
}

/// A group of correlated collateral types.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSpec {
    /// Its name, as `majors`.
    pub name: String,
    /// Largest booked debt of its types together, stablecoin base units.
    pub debt_ceiling: Uint128,
}

/// An asset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetSpec {
    /// Its name, as `eth`; for a cw20 token the contract's name too.
    pub name: String,
    /// Decimals of a whole unit, 0 to 18.
    pub decimals: u8,
    /// Coin or token.
    pub kind: AssetKind,
}

/// Coin or token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum AssetKind {
    /// A coin of the bank module.
    Native {
        /// Its denom.
        denom: String,
    },
    /// A cw20 token, which the deployment creates.
    Cw20 {
        /// Its symbol, 3 to 12 letters.
        symbol: String,
    },
}

/// A collateral type; its name is that of its asset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollateralSpec {
    /// Name of what is locked.
    pub asset: String,
    /// The feed that prices a whole unit.
    pub feed: String,
    /// Name of its group.
    pub group: String,
    /// L.
    pub liquidation_ratio: Decimal,
    /// R.
    pub target_ratio: Decimal,
    /// Everything else; `treasury` is an account's name.
    pub risk: RiskParams,
    /// What its auctions go by; none is a type without auctions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auctions: Option<AuctionParams>,
}

/// An account at the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// What it holds, by asset name, in base units.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub balances: BTreeMap<String, Uint128>,
}
