//! From a deployment file to a plan: names become addresses and numbers, and every fault is found.

use std::collections::{BTreeMap, BTreeSet};

use ballast_client::{gov_address, is_address};
use ballast_types::{oracle::NewFeed, vault::NewCollateralType, Asset, GroupId};
use cosmwasm_std::Uint128;
use cw20::Cw20Coin;
use cw20_base::msg::InstantiateMsg as TokenMsg;

use crate::{
    check,
    plan::{PlannedAsset, PlannedToken, PlannedType},
    AssetSpec, CollateralSpec, DeployError, DeploymentFile, Fault, FeedSpec, Plan, TokenSpec,
    GOVERNANCE, STABLECOIN_ASSET,
};

/// Longest name of a deployment: it stands in salts of at most 64 bytes.
const LONGEST_NAME: usize = 32;

impl DeploymentFile {
    /// Resolves names and checks everything that can be checked without the chain, the parameters by the
    /// contracts' own code. `known` names accounts besides those in the file, which come first. All faults
    /// are told.
    pub fn resolve(&self, known: &BTreeMap<String, String>) -> Result<Plan, DeployError> {
        let mut resolving = Resolving::new(self, known);
        let plan = resolving.plan();
        if resolving.faults.is_empty() {
            Ok(plan)
        } else {
            Err(DeployError::Faults(resolving.faults))
        }
    }
}

struct Resolving<'a> {
    file: &'a DeploymentFile,
    accounts: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl<'a> Resolving<'a> {
    fn new(file: &'a DeploymentFile, known: &BTreeMap<String, String>) -> Self {
        let mut accounts = known.clone();
        accounts.extend(file.accounts.clone());
        Self {
            file,
            accounts,
            faults: vec![],
        }
    }

    fn fault(&mut self, place: &str, reason: impl Into<String>) {
        self.faults.push(Fault {
            place: place.to_owned(),
            reason: reason.into(),
        });
    }

    fn plan(&mut self) -> Plan {
        let file = self.file;
        self.check_names();
        let roles = &file.roles;
        let groups = file.groups.iter().zip(1..);
        let groups = groups.map(|(group, number)| (number, group.name.clone(), group.debt_ceiling));
        Plan {
            name: file.name.clone(),
            chain_id: file.chain.id.clone(),
            prefix: file.chain.prefix.clone(),
            gas_price: file.chain.gas_price.clone(),
            owner: self.account("owner", &roles.owner),
            guardian: self.account("guardian", &roles.guardian),
            migration_admin: self.account("migration admin", &roles.migration_admin),
            stablecoin: file.stablecoin.clone(),
            feeds: file.feeds.iter().map(|spec| self.feed(spec)).collect(),
            groups: groups.collect(),
            assets: file.assets.iter().map(|spec| self.asset(spec)).collect(),
            collateral_types: file
                .collateral_types
                .iter()
                .map(|spec| self.collateral_type(spec))
                .collect(),
            accounts: self.accounts.clone(),
        }
    }

    fn check_names(&mut self) {
        let file = self.file;
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        if !(1..=LONGEST_NAME).contains(&file.name.len()) || !file.name.bytes().all(fits) {
            let reason = format!(
                "'{}' is no name: 1 to 32 small letters, digits and hyphens",
                file.name
            );
            self.fault("name", reason);
        }
        match gov_address(&file.chain.prefix) {
            Ok(gov) => drop(self.accounts.insert(GOVERNANCE.to_owned(), gov)),
            Err(error) => self.fault("chain", error.to_string()),
        }
        for (name, address) in self.accounts.clone() {
            self.check_address(&format!("account {name}"), &address);
        }
        self.check_unique("group", file.groups.iter().map(|group| group.name.as_str()));
        self.check_unique("feed", file.feeds.iter().map(|feed| feed.feed.as_str()));
        self.check_unique("asset", file.assets.iter().map(|asset| asset.name.as_str()));
        self.check_unique(
            "collateral type",
            file.collateral_types.iter().map(|spec| spec.asset.as_str()),
        );
        if file.groups.len() > usize::from(GroupId::MAX) {
            self.fault(
                "groups",
                format!(
                    "{} groups, at most {} have numbers",
                    file.groups.len(),
                    GroupId::MAX
                ),
            );
        }
        let stablecoin = TokenMsg {
            name: file.stablecoin.name.clone(),
            symbol: file.stablecoin.symbol.clone(),
            decimals: ballast_types::stablecoin::DECIMALS,
            initial_balances: vec![],
            mint: None,
            marketing: None,
        };
        self.check_token("stablecoin", &stablecoin);
    }

    fn check_unique<'b>(&mut self, kind: &str, names: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                self.fault(&format!("{kind} {name}"), "is there twice");
            }
        }
    }

    fn check_token(&mut self, place: &str, msg: &TokenMsg) {
        if let Err(error) = msg.validate() {
            self.fault(
                place,
                error.to_string().trim_start_matches("Generic error: "),
            );
        }
    }

    fn check_address(&mut self, place: &str, address: &str) {
        let prefix = &self.file.chain.prefix;
        if !is_address(address, prefix) {
            let reason = format!(
                "'{address}' is no address of a chain whose addresses begin with '{prefix}1'"
            );
            self.fault(place, reason);
        }
    }

    /// An account by name or address.
    fn account(&mut self, place: &str, given: &str) -> String {
        if let Some(address) = self.accounts.get(given) {
            return address.clone();
        }
        if !is_address(given, &self.file.chain.prefix) {
            let known: Vec<_> = self.accounts.keys().map(String::as_str).collect();
            let reason = format!(
                "'{given}' is neither an address beginning with '{}1' nor the name of an account; names are {}",
                self.file.chain.prefix,
                known.join(", ")
            );
            self.fault(place, reason);
        }
        given.to_owned()
    }

    fn feed(&mut self, spec: &FeedSpec) -> NewFeed {
        let place = format!("feed {}", spec.feed);
        let before = self.faults.len();
        let new = NewFeed {
            feed: spec.feed.clone(),
            liars: spec.liars,
            quorum: spec.quorum,
            beat: spec.beat,
            maximum_age: spec.maximum_age,
            feeders: spec
                .feeders
                .iter()
                .map(|name| self.account(&place, name))
                .collect(),
        };
        if before == self.faults.len() {
            if let Some(reason) = check::feed(&new) {
                self.fault(&place, reason);
            }
        }
        new
    }

    fn asset(&mut self, spec: &AssetSpec) -> PlannedAsset {
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

    fn collateral_type(&mut self, spec: &CollateralSpec) -> PlannedType {
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
            if let Some(reason) = check::collateral_type(&new) {
                self.fault(&place, reason);
            }
        }
        PlannedType {
            asset: spec.asset.clone(),
            new,
        }
    }
}
