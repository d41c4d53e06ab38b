//! Names and addresses: each once, each of this chain.

use std::collections::BTreeSet;

use ballast_client::{gov_address, is_address};
use ballast_types::GroupId;
use cw20_base::msg::InstantiateMsg as TokenMsg;

use super::Resolving;
use crate::GOVERNANCE;

/// Longest name of a deployment: it stands in salts of at most 64 bytes.
const LONGEST_NAME: usize = 32;

impl Resolving<'_> {
    pub(super) fn check_names(&mut self) {
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

    pub(super) fn check_unique<'b>(&mut self, kind: &str, names: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                self.fault(&format!("{kind} {name}"), "is there twice");
            }
        }
    }

    pub(super) fn check_token(&mut self, place: &str, msg: &TokenMsg) {
        if let Err(error) = msg.validate() {
            self.fault(
                place,
                error.to_string().trim_start_matches("Generic error: "),
            );
        }
    }

    pub(super) fn check_address(&mut self, place: &str, address: &str) {
        let prefix = &self.file.chain.prefix;
        if !is_address(address, prefix) {
            let reason = format!(
                "'{address}' is no address of a chain whose addresses begin with '{prefix}1'"
            );
            self.fault(place, reason);
        }
    }

    /// An account by name or address.
    pub(super) fn account(&mut self, place: &str, given: &str) -> String {
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
}
