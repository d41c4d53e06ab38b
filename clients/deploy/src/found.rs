//! What is on the chain already.

use std::collections::BTreeMap;

use ballast_client::{Client, CodeInfo, ContractInfo, Result, System};
use ballast_types::{
    liquidation::{self, AuctionParams},
    oracle::{self, FeedResponse},
    vault::{self, CollateralTypeResponse, GroupResponse},
    CollateralTypeId,
};
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};

use crate::{
    next::{code_of, token_name},
    plan::Addresses,
    Artifacts, Plan, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

/// A deployment as far as it is on the chain.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Number of each code that is stored, by name.
    pub(crate) codes: BTreeMap<&'static str, u64>,
    /// Contracts that exist, by name.
    pub(crate) contracts: BTreeMap<String, ContractInfo>,
    pub(crate) vault: Option<vault::ConfigResponse>,
    pub(crate) oracle: Option<oracle::ConfigResponse>,
    pub(crate) liquidation: Option<liquidation::ConfigResponse>,
    /// Created tokens and the stablecoin, by contract name.
    pub(crate) tokens: BTreeMap<String, TokenInfoResponse>,
    pub(crate) minter: Option<MinterResponse>,
    pub(crate) feeds: Vec<(FeedResponse, Vec<String>)>,
    pub(crate) groups: Vec<GroupResponse>,
    pub(crate) types: Vec<CollateralTypeResponse>,
    /// What the types' auctions go by, of those that have auctions.
    pub(crate) auctions: BTreeMap<CollateralTypeId, AuctionParams>,
}

impl Found {
    /// Asks the chain.
    pub(crate) async fn ask(
        client: &Client,
        plan: &Plan,
        addresses: &Addresses,
        artifacts: &Artifacts,
    ) -> Result<Self> {
        let stored = client.codes().await?;
        let mut found = Self {
            codes: usable(&stored, artifacts, &addresses.deployer),
            ..Self::default()
        };
        found.ask_contracts(client, plan, addresses).await?;
        found.prefer_codes_in_use(&stored, artifacts);
        let system = System::new(client.clone(), addresses.contracts.clone());
        if found.contracts.contains_key(VAULT) {
            found.vault = Some(system.vault_config().await?);
            found.groups = system.groups().await?;
            found.types = system.collateral_types().await?;
        }
        if found.contracts.contains_key(ORACLE) {
            found.oracle = Some(system.oracle_config().await?);
            for feed in system.feeds().await? {
                let feeders = system.feeders(&feed.feed).await?;
                let feeders = feeders.into_iter().map(|feeder| feeder.feeder).collect();
                found.feeds.push((feed, feeders));
            }
        }
        if found.contracts.contains_key(STABLECOIN) {
            found.minter = system.stablecoin_minter().await?;
        }
        if found.contracts.contains_key(LIQUIDATION) {
            found.liquidation = Some(system.liquidation_config().await?);
            for listed in &found.types {
                let number = listed.collateral_type;
                if let Some(params) = system.auction_totals(number).await?.params {
                    found.auctions.insert(number, params);
                }
            }
        }
        Ok(found)
    }

    async fn ask_contracts(
        &mut self,
        client: &Client,
        plan: &Plan,
        addresses: &Addresses,
    ) -> Result<()> {
        let of = &addresses.contracts;
        let four = [
            (VAULT, &of.vault),
            (ORACLE, &of.oracle),
            (STABLECOIN, &of.stablecoin),
            (LIQUIDATION, &of.liquidation),
        ];
        let mut all: Vec<_> = four
            .map(|(name, address)| (name.to_owned(), address.clone()))
            .into();
        for (asset, _) in plan.tokens() {
            let address = addresses.tokens.get(asset).cloned().unwrap_or_default();
            all.push((token_name(asset), address));
        }
        for (name, address) in all {
            let Some(info) = client.contract_info(&address).await? else {
                continue;
            };
            let is_token = ![VAULT, ORACLE, LIQUIDATION].contains(&name.as_str());
            if is_token {
                let info = client.smart(&address, &Cw20QueryMsg::TokenInfo {}).await?;
                self.tokens.insert(name.clone(), info);
            }
            self.contracts.insert(name, info);
        }
        Ok(())
    }

    /// A code may be stored more than once; what counts is the number that a contract uses.
    fn prefer_codes_in_use(&mut self, stored: &[CodeInfo], artifacts: &Artifacts) {
        for (contract, info) in &self.contracts {
            let name = code_of(contract);
            let is_it = |code: &&CodeInfo| code.id == info.code_id;
            let used = stored.iter().find(is_it);
            if used.is_some_and(|used| used.checksum == artifacts.checksum(name)) {
                self.codes.insert(name, info.code_id);
            }
        }
    }

    /// Who owns a contract, and to whom it is offered.
    pub(crate) fn ownership(&self, contract: &str) -> Option<(&str, Option<&str>)> {
        match contract {
            VAULT => self
                .vault
                .as_ref()
                .map(|config| (&config.owner, &config.pending_owner)),
            ORACLE => self
                .oracle
                .as_ref()
                .map(|config| (&config.owner, &config.pending_owner)),
            LIQUIDATION => self
                .liquidation
                .as_ref()
                .map(|config| (&config.owner, &config.pending_owner)),
            _ => None,
        }
        .map(|(owner, pending)| (owner.as_str(), pending.as_deref()))
    }
}

/// The numbers under which codes are stored. A code that somebody else stored will do if anybody may use
/// it: its checksum says that it is the same.
fn usable(
    stored: &[CodeInfo],
    artifacts: &Artifacts,
    deployer: &str,
) -> BTreeMap<&'static str, u64> {
    let number = |checksum: &str| {
        let usable = stored
            .iter()
            .filter(|code| code.checksum == checksum && (code.is_open || code.creator == deployer));
        usable.map(|code| code.id).min()
    };
    let known = artifacts.codes();
    let known = known.filter_map(|(name, artifact)| Some((name, number(&artifact.checksum)?)));
    known.collect()
}
