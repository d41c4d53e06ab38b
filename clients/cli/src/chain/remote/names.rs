//! Who is who on a real chain, as its manifest says; a stranger goes by the address.

use std::collections::BTreeMap;

use ballast_client::Manifest;
use ballast_types::{event::CONTRACT_ATTRIBUTE, Asset};
use cosmrs::AccountId;
use cosmwasm_std::Event;

use crate::{
    chain::Contract,
    error::{CliResult, RemoteError},
};

/// Attribute in which the chain writes which message an event belongs to; those of the fee have none.
const MESSAGE_ATTRIBUTE: &str = "msg_index";

/// The phone book of a manifest.
pub struct Book {
    prefix: String,
    contracts: [(Contract, String); 4],
    by_name: BTreeMap<String, String>,
    by_address: BTreeMap<String, String>,
}

impl Book {
    /// The names of a manifest: contracts, cw20 tokens and accounts.
    pub fn new(manifest: &Manifest) -> Self {
        let known = manifest.contracts.clone();
        let contracts = [
            (Contract::Vault, known.vault),
            (Contract::Oracle, known.oracle),
            (Contract::Liquidation, known.liquidation),
            (Contract::Stablecoin, known.stablecoin),
        ];
        let tokens = manifest
            .assets
            .iter()
            .filter_map(|asset| match &asset.asset {
                Asset::Cw20 { contract } => Some((asset.name.clone(), contract.clone())),
                Asset::Native { .. } => None,
            });
        let accounts = manifest.accounts.clone().into_iter();
        let ours = contracts
            .iter()
            .map(|(contract, address)| (contract.name().to_owned(), address.clone()));
        // Later ones win: nobody can take a contract's name.
        let by_name: BTreeMap<_, _> = accounts.chain(tokens).chain(ours.clone()).collect();
        let mut by_address: BTreeMap<_, _> = by_name
            .iter()
            .map(|(name, address)| (address.clone(), name.clone()))
            .collect();
        by_address.extend(ours.map(|(name, address)| (address, name)));
        Self {
            prefix: manifest.bech32_prefix.clone(),
            contracts,
            by_name,
            by_address,
        }
    }

    /// The address of one of our contracts.
    pub fn contract(&self, contract: Contract) -> &str {
        let found = self.contracts.iter().find(|(known, _)| *known == contract);
        found.map_or("", |(_, address)| address)
    }

    /// Whether a name is that of one of our contracts.
    pub fn is_contract(&self, name: &str) -> bool {
        self.contracts.iter().any(|(known, _)| known.name() == name)
    }

    /// The address of a name, or an address as it is.
    pub fn address(&self, name: &str) -> CliResult<String> {
        if let Some(address) = self.by_name.get(name) {
            return Ok(address.clone());
        }
        match name.parse::<AccountId>() {
            Ok(account) if account.prefix() == self.prefix => Ok(name.to_owned()),
            Ok(_) => Err(RemoteError::OtherPrefix {
                given: name.to_owned(),
                prefix: self.prefix.clone(),
            }
            .into()),
            Err(_) => Err(RemoteError::UnknownAccount {
                given: name.to_owned(),
                prefix: self.prefix.clone(),
            }
            .into()),
        }
    }

    /// Who has an address; the address itself for strangers.
    pub fn name_of<'a>(&'a self, address: &'a str) -> &'a str {
        self.by_address.get(address).map_or(address, String::as_str)
    }

    /// A text with names for the addresses in it.
    pub fn in_text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (address, name) in &self.by_address {
            text = text.replace(address, name);
        }
        text
    }

    /// An event with names for the addresses in it, as `@vault`.
    pub fn in_event(&self, event: &Event) -> Event {
        let mut event = event.clone();
        for attribute in &mut event.attributes {
            let (front, address) = match attribute.value.strip_prefix("cw20:") {
                Some(address) => ("cw20:", address),
                None => ("", attribute.value.as_str()),
            };
            if let Some(name) = self.by_address.get(address) {
                attribute.value = format!("{front}@{name}");
            }
        }
        event
    }
}

/// Whether an event tells of what a message did. The bank tells of each coin three times; once is
/// enough.
pub fn is_of_message(event: &Event) -> bool {
    let has = |key: &str| event.attributes.iter().any(|it| it.key == key);
    has(CONTRACT_ATTRIBUTE) || (event.ty == "transfer" && has(MESSAGE_ATTRIBUTE))
}

#[cfg(test)]
mod tests {
    use ballast_types::{event::BallastEvent, oracle::PriceReported};

    use super::*;

    const GOV: &str = "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc";

    fn book() -> Book {
        let text = format!(
            r#"
            chain_id = "c"
            rpc = ["http://127.0.0.1:1"]
            bech32_prefix = "wasm"
            gas_price = "0stake"
            [contracts]
            vault = "wasm1vault"
            oracle = "wasm1oracle"
            liquidation = "wasm1liquidation"
            stablecoin = "wasm1stablecoin"
            [accounts]
            alice = "{GOV}"
            vault = "wasm1other"
            "#
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("manifest.toml");
        std::fs::write(&file, text).unwrap();
        Book::new(&Manifest::load(&file).unwrap())
    }

    #[test]
    fn names_and_addresses_are_understood() {
        let book = book();
        assert_eq!(book.address("alice").unwrap(), GOV);
        assert_eq!(book.address(GOV).unwrap(), GOV);
        assert_eq!(book.name_of(GOV), "alice");
        assert_eq!(book.name_of("wasm1x"), "wasm1x");
        assert_eq!(book.address("vault").unwrap(), "wasm1vault");
        assert!(book.is_contract("vault") && !book.is_contract("alice"));
        for (given, expected) in [
            ("zoe", "nobody on this chain is called 'zoe'"),
            (
                "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslx",
                "nobody on this chain",
            ),
            (
                "cosmos10d07y265gmmuvt4z0w9aw880jnsr700j6zn9kn",
                "begin with wasm1",
            ),
        ] {
            let error = book.address(given).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        assert_eq!(book.in_text("of wasm1vault."), "of vault.");
    }

    #[test]
    fn an_event_of_a_chain_reads_as_one_of_the_sandbox() {
        let event = Event::new("wasm-price_reported")
            .add_attribute("_contract_address", "wasm1oracle")
            .add_attribute("feed", "ETH")
            .add_attribute("feeder", GOV)
            .add_attribute("price", "2000.5")
            .add_attribute("published_at", "5")
            .add_attribute("implied_volatility", "0")
            .add_attribute("msg_index", "0");
        assert!(is_of_message(&event));
        let read = PriceReported::parse(&book().in_event(&event), "@oracle").unwrap();
        assert_eq!(read.unwrap().feeder, "@alice");
        let fee = Event::new("transfer").add_attribute("amount", "5stake");
        assert!(!is_of_message(&fee) && !is_of_message(&Event::new("tx")));
    }
}
