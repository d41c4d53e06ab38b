//! What a deployment sends to create contracts and feeds: names have become addresses.

use ballast_types::{oracle, stablecoin::DECIMALS};
use cosmwasm_std::Uint128;
use cw20::{Cw20Coin, MinterResponse};
use cw20_base::msg::{InstantiateMarketingInfo, InstantiateMsg as TokenMsg};

use super::{AssetSpec, DeployError, Deployment, FeedSpec};
use crate::names::account_address;

impl Deployment {
    /// Accounts that act without being listed.
    pub(super) fn other_accounts(&self) -> Vec<String> {
        let treasuries = self.collateral_types.iter().map(|spec| &spec.risk.treasury);
        let feeders = self.feeds.iter().flat_map(|feed| &feed.feeders);
        treasuries
            .chain(feeders)
            .chain([&self.owner, &self.guardian])
            .cloned()
            .collect()
    }

    /// The message that creates a collateral token with everybody's first balance.
    pub(super) fn token(&self, spec: &AssetSpec, symbol: &str) -> Result<TokenMsg, DeployError> {
        let holds = |balances: &std::collections::BTreeMap<String, Uint128>| {
            balances.get(&spec.name).copied().unwrap_or_default()
        };
        let mut initial_balances = vec![];
        for account in &self.accounts {
            let amount = holds(&account.balances);
            if !amount.is_zero() {
                let address = account_address(&account.name)?.to_string();
                initial_balances.push(Cw20Coin { address, amount });
            }
        }
        Ok(TokenMsg {
            name: spec.name.clone(),
            symbol: symbol.to_owned(),
            decimals: spec.decimals,
            initial_balances,
            mint: None,
            marketing: None,
        })
    }

    /// The message that creates the stablecoin; only the vault mints it.
    pub(super) fn stablecoin_msg(&self, owner: &str, vault: &str) -> TokenMsg {
        let marketing = self
            .stablecoin
            .marketing
            .as_ref()
            .map(|shown| InstantiateMarketingInfo {
                project: Some(shown.project.clone()),
                description: Some(shown.description.clone()),
                marketing: Some(owner.to_owned()),
                logo: None,
            });
        TokenMsg {
            name: self.stablecoin.name.clone(),
            symbol: self.stablecoin.symbol.clone(),
            decimals: DECIMALS,
            initial_balances: vec![],
            mint: Some(MinterResponse {
                minter: vault.to_owned(),
                cap: None,
            }),
            marketing,
        }
    }
}

/// The message that adds a feed: its feeders' names have become addresses.
pub(super) fn new_feed(spec: &FeedSpec) -> Result<oracle::NewFeed, DeployError> {
    let feeders = spec
        .feeders
        .iter()
        .map(|name| Ok(account_address(name)?.to_string()));
    Ok(oracle::NewFeed {
        feed: spec.feed.clone(),
        kind: spec.kind.clone(),
        feeders: feeders.collect::<Result<_, crate::NameError>>()?,
    })
}
