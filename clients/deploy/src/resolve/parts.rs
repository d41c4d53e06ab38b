//! The parts of a deployment: feeds, assets, collateral types. What the contracts check is checked by their
//! own code.

use std::collections::BTreeMap;

use ballast_types::{oracle::NewFeed, vault::NewCollateralType, Asset, GroupId};
use cosmwasm_std::Uint128;
use cw20::Cw20Coin;
use cw20_base::msg::InstantiateMsg as TokenMsg;

use super::Resolving;
use crate::{
    check,
    plan::{PlannedAsset, PlannedToken, PlannedType},
    AssetSpec, CollateralSpec, FeedSpec, TokenSpec, STABLECOIN_ASSET,
};

impl Resolving<'_> {
    pub(super) fn feeds(&mut self, specs: &[FeedSpec]) -> Vec<NewFeed> {
        let mut feeds = vec![];
        for spec in specs {
            let feed = self.feed(spec, &feeds);
            feeds.extend(feed);
        }
        feeds
    }

    /// A feed behind those that stand in front of it in the file. Without a kind it is a fault, and nothing.
    fn feed(&mut self, spec: &FeedSpec, in_front: &[NewFeed]) -> Option<NewFeed> {
        let place = format!("feed {}", spec.feed);
        let before = self.faults.len();
        let kind = match spec.kind() {
            Ok(kind) => kind,
            Err(reason) => {
                self.fault(&place, reason);
                return None;
            }
        };
        let new = NewFeed {
            feed: spec.feed.clone(),
            kind,
            feeders: spec
                .feeders
                .iter()
                .map(|name| self.account(&place, name))
                .collect(),
        };
        if before == self.faults.len() {
            if let Some(reason) = check::feed(&new, in_front) {
                self.fault(&place, reason);
            }
        }
        Some(new)
    }

    pub(super) fn asset(&mut self, spec: &AssetSpec) -> PlannedAsset {
        let place = format!("asset {}", spec.name);
        if spec.name == STABLECOIN_ASSET {
            self.fault(&place, "that is the stablecoin's own name");
        }
        let kind = match (&spec.denom, &spec.contract, &spec.token) {
            (Some(denom), None, None) => PlannedToken::Existing(Asset::Native {
                denom: denom.clone(),
            }),
            (None, Some(contract), None) => {
                self.check_address(&place, contract);
                let contract = contract.clone();
                PlannedToken::Existing(Asset::Cw20 { contract })
            }
            (None, None, Some(token)) => {
                PlannedToken::Created(Box::new(self.token(&place, spec, token)))
            }
            _ => {
                self.fault(&place, "exactly one of denom, contract and token is needed");
                PlannedToken::Existing(Asset::Native {
                    denom: String::new(),
                })
            }
        };
        PlannedAsset {
            name: spec.name.clone(),
            decimals: spec.decimals,
            kind,
        }
    }

    fn token(&mut self, place: &str, spec: &AssetSpec, token: &TokenSpec) -> TokenMsg {
        let mut balances: BTreeMap<String, Uint128> = BTreeMap::new();
        for (name, amount) in &token.balances {
            let address = self.account(place, name);
            if balances.insert(address, *amount).is_some() {
                self.fault(place, format!("{name} holds a balance twice"));
            }
        }
        let initial_balances = balances
            .into_iter()
            .map(|(address, amount)| Cw20Coin { address, amount });
        let msg = TokenMsg {
            name: spec.name.clone(),
            symbol: token.symbol.clone(),
            decimals: spec.decimals,
            initial_balances: initial_balances.collect(),
            mint: None,
            marketing: None,
        };
        self.check_token(place, &msg);
        msg
    }

    pub(super) fn collateral_type(&mut self, spec: &CollateralSpec) -> PlannedType {
        let place = format!("collateral type {}", spec.asset);
        let file = self.file;
        let before = self.faults.len();
        let asset = file.assets.iter().find(|asset| asset.name == spec.asset);
        let group = file
            .groups
            .iter()
            .position(|group| group.name == spec.group);
        let is_fed = file.feeds.iter().any(|feed| feed.feed == spec.feed);
        let missing = [
            ("asset", &spec.asset, asset.is_some()),
            ("group", &spec.group, group.is_some()),
            ("feed", &spec.feed, is_fed),
        ];
        for (kind, name, is_there) in missing {
            if !is_there {
                self.fault(&place, format!("{kind} '{name}' is not in the file"));
            }
        }
        let mut risk = spec.risk.clone();
        risk.treasury = self.account(&place, &risk.treasury);
        let asset_kind = asset.map(|asset| (&asset.denom, asset.decimals));
        let (denom, decimals) = asset_kind.unwrap_or((&None, 0));
        let new = NewCollateralType {
            asset: Asset::Native {
                denom: denom.clone().unwrap_or_else(|| "token".to_owned()),
            },
            decimals,
            feed: spec.feed.clone(),
            group: group
                .and_then(|place| GroupId::try_from(place + 1).ok())
                .unwrap_or(0),
            liquidation_ratio: spec.liquidation_ratio,
            target_ratio: spec.target_ratio,
            risk,
        };
        if before == self.faults.len() {
            if let Some(reason) = check::listing_refusal(&new) {
                self.fault(&place, reason);
            }
        }
        if let Some(reason) = spec.auctions.as_ref().and_then(check::auctions) {
            self.fault(&place, reason);
        }
        PlannedType {
            asset: spec.asset.clone(),
            new,
            auctions: spec.auctions.clone(),
        }
    }
}
