//! The deployment file, as a person writes it.

use std::{collections::BTreeMap, path::Path};

use ballast_client::{from_toml, GasPrice};
use ballast_types::{liquidation::AuctionParams, vault::RiskParams};
use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

use crate::{feed_spec::FeedSpec, FileError};

/// A whole deployment. An account is an address, `gov` for the chain's governance, or a name under
/// `accounts`; `risk.treasury` too. Amounts are base units, ratios decimal fractions, both as text.
/// A field that is not described here is refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFile {
    /// Tells deployments of one account apart; a part of the contracts' labels. 1 to 32 small letters,
    /// digits and hyphens.
    pub name: String,
    /// Where to.
    pub chain: ChainSpec,
    /// Who may do what afterwards.
    pub roles: RoleSpec,
    /// Names of accounts.
    #[serde(default)]
    pub accounts: BTreeMap<String, String>,
    /// The token.
    pub stablecoin: StablecoinSpec,
    /// Price series.
    pub feeds: Vec<FeedSpec>,
    /// Groups of correlated collateral types; numbered from 1 in this order.
    pub groups: Vec<GroupSpec>,
    /// Assets with their names.
    pub assets: Vec<AssetSpec>,
    /// Collateral types; numbered from 1 in this order.
    pub collateral_types: Vec<CollateralSpec>,
}

/// The chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainSpec {
    /// Its name.
    pub id: String,
    /// What addresses begin with.
    pub prefix: String,
    /// RPC endpoints, asked in turn; may be given on the command line instead.
    #[serde(default)]
    pub rpc: Vec<String>,
    /// What is paid for gas, as `0.025stake`.
    pub gas_price: GasPrice,
}

/// Who may do what afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleSpec {
    /// Sets parameters. The contracts are offered to it at the end, and it has to accept them.
    pub owner: String,
    /// May pause minting for a bounded time.
    pub guardian: String,
    /// May move contracts to other code.
    pub migration_admin: String,
}

/// The stablecoin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StablecoinSpec {
    /// Its name, 3 to 50 bytes.
    pub name: String,
    /// Its symbol, 3 to 12 letters or hyphens.
    pub symbol: String,
    /// What wallets show; the owner may change it.
    #[serde(default)]
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

/// A group of correlated collateral types.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSpec {
    /// Its name in this file.
    pub name: String,
    /// Largest booked debt of its types together, stablecoin base units.
    pub debt_ceiling: Uint128,
}

/// An asset: exactly one of `denom`, `contract` and `token`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetSpec {
    /// Its name, as `eth`.
    pub name: String,
    /// Decimals of a whole unit, 0 to 18.
    pub decimals: u8,
    /// A coin of the bank module, IBC denoms too.
    #[serde(default)]
    pub denom: Option<String>,
    /// A cw20 token that exists.
    #[serde(default)]
    pub contract: Option<String>,
    /// A cw20 token that the deployment creates: for test chains.
    #[serde(default)]
    pub token: Option<TokenSpec>,
}

/// A token to be created.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenSpec {
    /// Its symbol, 3 to 12 letters or hyphens.
    pub symbol: String,
    /// Who holds it at the beginning, base units. Nobody can mint more.
    pub balances: BTreeMap<String, Uint128>,
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
    /// L, under which anyone may liquidate.
    pub liquidation_ratio: Decimal,
    /// R, what a liquidation brings a position back to.
    pub target_ratio: Decimal,
    /// Everything else; `treasury` is an account.
    pub risk: RiskParams,
    /// What its auctions go by; none is a type without auctions.
    pub auctions: Option<AuctionParams>,
}

impl DeploymentFile {
    /// Reads a deployment file.
    pub fn load(file: &Path) -> Result<Self, FileError> {
        let failed = |reason: String| FileError {
            file: file.to_owned(),
            reason,
        };
        let text = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
        Self::parse(&text).map_err(failed)
    }

    /// Reads a deployment file's text; the error is one line with the place.
    pub fn parse(text: &str) -> Result<Self, String> {
        from_toml(text)
    }
}
