//! A deployment with every name resolved: what will be on the chain.

use std::collections::BTreeMap;

use ballast_client::{predict_address, Contracts, GasPrice, Result as ClientResult};
use ballast_types::{
    liquidation::AuctionParams, oracle::NewFeed, vault::NewCollateralType, Asset, CollateralTypeId,
    GroupId,
};
use cosmwasm_std::Uint128;
use cw20_base::msg::InstantiateMsg as TokenMsg;

use crate::{Artifacts, LIQUIDATION, ORACLE, STABLECOIN, VAULT};

/// A deployment that was checked. Made by [`crate::DeploymentFile::resolve`].
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub(crate) name: String,
    pub(crate) chain_id: String,
    pub(crate) prefix: String,
    pub(crate) gas_price: GasPrice,
    pub(crate) owner: String,
    pub(crate) guardian: String,
    pub(crate) migration_admin: String,
    pub(crate) accounts: BTreeMap<String, String>,
    pub(crate) stablecoin: crate::StablecoinSpec,
    pub(crate) feeds: Vec<NewFeed>,
    pub(crate) groups: Vec<(GroupId, String, Uint128)>,
    pub(crate) assets: Vec<PlannedAsset>,
    pub(crate) collateral_types: Vec<PlannedType>,
}

/// An asset of the deployment.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedAsset {
    /// Its name.
    pub name: String,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// A coin or token that exists, or a token to be created.
    pub kind: PlannedToken,
}

/// Whether an asset exists already.
#[derive(Debug, Clone, PartialEq)]
pub enum PlannedToken {
    /// It does.
    Existing(Asset),
    /// It will be created by this message.
    Created(Box<TokenMsg>),
}

/// A collateral type; its asset by name, as a token may not exist yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlannedType {
    pub(crate) asset: String,
    /// The message, with an asset that [`Plan::listing`] replaces.
    pub(crate) new: NewCollateralType,
    /// What its auctions go by.
    pub(crate) auctions: Option<AuctionParams>,
}

/// Where everything is or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addresses {
    pub(crate) deployer: String,
    pub(crate) contracts: Contracts,
    /// Created tokens, by asset name.
    pub(crate) tokens: BTreeMap<String, String>,
}

impl Plan {
    /// The accounts that have names, with their addresses.
    pub fn accounts(&self) -> &BTreeMap<String, String> {
        &self.accounts
    }

    /// The chain that it is for.
    pub fn chain_id(&self) -> &str {
        &self.chain_id
    }

    /// Who owns the contracts in the end.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Whether tokens are created, for which their code is needed.
    pub fn creates_tokens(&self) -> bool {
        self.tokens().next().is_some()
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = (&str, &TokenMsg)> {
        self.assets.iter().filter_map(|asset| match &asset.kind {
            PlannedToken::Created(msg) => Some((asset.name.as_str(), &**msg)),
            PlannedToken::Existing(_) => None,
        })
    }

    /// Makes a contract's address this deployment's own.
    pub(crate) fn salt(&self, contract: &str) -> Vec<u8> {
        self.label(contract).into_bytes()
    }

    /// A contract's label on the chain.
    pub(crate) fn label(&self, contract: &str) -> String {
        format!("{}/{contract}", self.name)
    }

    /// Where `deployer` creates everything.
    pub(crate) fn addresses(
        &self,
        deployer: &str,
        artifacts: &Artifacts,
    ) -> ClientResult<Addresses> {
        let of = |contract: &str, code: &str| {
            let checksum = artifacts.checksum(code);
            predict_address(checksum, deployer, &self.salt(contract))
        };
        let tokens = self.tokens().map(|(name, _)| {
            let contract = crate::next::token_name(name);
            Ok((name.to_owned(), of(&contract, crate::TOKEN)?))
        });
        Ok(Addresses {
            deployer: deployer.to_owned(),
            contracts: Contracts {
                vault: of(VAULT, VAULT)?,
                oracle: of(ORACLE, ORACLE)?,
                liquidation: of(LIQUIDATION, LIQUIDATION)?,
                stablecoin: of(STABLECOIN, STABLECOIN)?,
            },
            tokens: tokens.collect::<ClientResult<_>>()?,
        })
    }

    /// The asset of that name, wherever it is or will be.
    pub(crate) fn asset(&self, name: &str, addresses: &Addresses) -> Asset {
        let planned = self.assets.iter().find(|asset| asset.name == name);
        match planned.map(|asset| &asset.kind) {
            Some(PlannedToken::Existing(asset)) => asset.clone(),
            _ => Asset::Cw20 {
                contract: addresses.tokens.get(name).cloned().unwrap_or_default(),
            },
        }
    }

    /// Collateral types with the numbers that they have or will have.
    pub(crate) fn numbered_types(&self) -> impl Iterator<Item = (CollateralTypeId, &PlannedType)> {
        (1..).zip(&self.collateral_types)
    }

    /// The message that lists a collateral type.
    pub(crate) fn listing(
        &self,
        planned: &PlannedType,
        addresses: &Addresses,
    ) -> NewCollateralType {
        NewCollateralType {
            asset: self.asset(&planned.asset, addresses),
            ..planned.new.clone()
        }
    }
}
