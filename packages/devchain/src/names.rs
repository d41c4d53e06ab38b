//! Who is who: accounts and contracts have names, and every name has one address.

use std::collections::BTreeMap;

use ballast_types::{event::CONTRACT_ATTRIBUTE, Asset};
use cosmwasm_std::{testing::MockApi, Addr, Api, CanonicalAddr, Event};
use k256::ecdsa::SigningKey;
use ripemd::Ripemd160;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{BANK, LIQUIDATION, ORACLE, STABLECOIN, VAULT, WASM};

/// Names that no account, asset or token may have.
const RESERVED: [&str; 6] = [VAULT, ORACLE, LIQUIDATION, STABLECOIN, BANK, WASM];

/// Longest name.
const MAX_NAME: usize = 32;

/// A name that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Not made of the characters of a name.
    #[error("'{given}' is no name: 1 to 32 letters, digits, '-', '_' or '.'")]
    Malformed {
        /// What was given.
        given: String,
    },
    /// Belongs to a contract or to the chain itself.
    #[error("'{given}' is the name of a contract or of the chain itself, not of an account")]
    Reserved {
        /// What was given.
        given: String,
    },
    /// Given twice.
    #[error("the name '{given}' is given twice")]
    Taken {
        /// What was given.
        given: String,
    },
    /// Nobody has it.
    #[error("nobody on this chain is called '{given}'")]
    Unknown {
        /// What was given.
        given: String,
    },
}

/// What an account's key is made from, before its name.
const KEY_TAG: &str = "ballast devchain account ";

/// The key of an account: it depends on its name alone, so it guards nothing.
pub fn account_key(name: &str) -> Result<SigningKey, NameError> {
    ensure_name(name)?;
    let secret = Sha256::digest(format!("{KEY_TAG}{name}"));
    SigningKey::from_slice(&secret).map_err(|_| malformed(name))
}

/// The address of an account: its key's, as a chain derives it. 20 bytes; contracts' have 32, so that code
/// which assumes one width shows.
pub fn account_address(name: &str) -> Result<Addr, NameError> {
    let key = account_key(name)?;
    let public = key.verifying_key().to_encoded_point(true);
    let account = Ripemd160::digest(Sha256::digest(public.as_bytes()));
    MockApi::default()
        .addr_humanize(&CanonicalAddr::from(account.as_slice()))
        .map_err(|_| malformed(name))
}

fn malformed(name: &str) -> NameError {
    NameError::Malformed {
        given: name.to_owned(),
    }
}

/// Refuses what is no name and what is reserved.
pub(crate) fn ensure_name(name: &str) -> Result<(), NameError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(fits) {
        return Err(NameError::Malformed {
            given: name.to_owned(),
        });
    }
    if RESERVED.contains(&name) {
        return Err(NameError::Reserved {
            given: name.to_owned(),
        });
    }
    Ok(())
}

/// An asset that has a name on this chain.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainAsset {
    /// Its name, as `eth`.
    pub name: String,
    /// What it is.
    pub asset: Asset,
    /// Decimals of a whole unit.
    pub decimals: u8,
}

/// The phone book: accounts, contracts and assets, by name and by address.
#[derive(Debug, Clone, Default)]
pub struct Names {
    accounts: BTreeMap<String, Addr>,
    contracts: BTreeMap<String, Addr>,
    by_address: BTreeMap<Addr, String>,
    assets: Vec<ChainAsset>,
}

impl Names {
    /// The address of an account, which is known from now on.
    pub(crate) fn account(&mut self, name: &str) -> Result<Addr, NameError> {
        if let Some(address) = self.accounts.get(name) {
            return Ok(address.clone());
        }
        if self.contracts.contains_key(name) {
            return Err(NameError::Reserved {
                given: name.to_owned(),
            });
        }
        let address = account_address(name)?;
        self.accounts.insert(name.to_owned(), address.clone());
        self.by_address.insert(address.clone(), name.to_owned());
        Ok(address)
    }

    pub(crate) fn add_contract(&mut self, name: &str, address: Addr) {
        self.contracts.insert(name.to_owned(), address.clone());
        self.by_address.insert(address, name.to_owned());
    }

    pub(crate) fn add_asset(&mut self, asset: ChainAsset) {
        self.assets.push(asset);
    }

    /// The address of a contract.
    pub fn contract(&self, name: &str) -> Result<&Addr, NameError> {
        self.contracts.get(name).ok_or_else(|| NameError::Unknown {
            given: name.to_owned(),
        })
    }

    /// The address of a known account or contract.
    pub fn address(&self, name: &str) -> Result<&Addr, NameError> {
        self.contracts
            .get(name)
            .or_else(|| self.accounts.get(name))
            .ok_or_else(|| NameError::Unknown {
                given: name.to_owned(),
            })
    }

    /// The name that goes with an address; the address itself where nobody is known to have it.
    pub fn name_of<'a>(&'a self, address: &'a str) -> &'a str {
        self.by_address
            .get(&Addr::unchecked(address))
            .map_or(address, String::as_str)
    }

    /// Accounts by name.
    pub fn accounts(&self) -> impl Iterator<Item = (&str, &Addr)> {
        self.accounts
            .iter()
            .map(|(name, address)| (name.as_str(), address))
    }

    /// Contracts by name.
    pub fn contracts(&self) -> impl Iterator<Item = (&str, &Addr)> {
        self.contracts
            .iter()
            .map(|(name, address)| (name.as_str(), address))
    }

    /// Whether the address is one of the chain's contracts.
    pub fn is_contract(&self, address: &str) -> bool {
        self.contracts
            .values()
            .any(|contract| contract.as_str() == address)
    }

    /// Assets, the stablecoin last.
    pub fn assets(&self) -> &[ChainAsset] {
        &self.assets
    }

    /// An asset by its name.
    pub fn asset(&self, name: &str) -> Result<&ChainAsset, NameError> {
        self.assets
            .iter()
            .find(|asset| asset.name == name)
            .ok_or_else(|| NameError::Unknown {
                given: name.to_owned(),
            })
    }

    /// The name of an asset; its text where it has none.
    pub fn asset_name(&self, asset: &Asset) -> String {
        let known = self.assets.iter().find(|known| &known.asset == asset);
        known.map_or_else(|| asset.to_string(), |known| known.name.clone())
    }

    /// A message in which every text `@name` has become that name's address.
    pub fn resolve(&self, value: &Value) -> Result<Value, NameError> {
        Ok(match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(name) => Value::String(self.address(name)?.to_string()),
                None => value.clone(),
            },
            Value::Array(items) => Value::Array(
                items
                    .iter()
                    .map(|item| self.resolve(item))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(fields) => {
                let fields = fields.iter();
                let resolved = fields.map(|(k, v)| Ok((k.clone(), self.resolve(v)?)));
                Value::Object(resolved.collect::<Result<_, NameError>>()?)
            }
            other => other.clone(),
        })
    }

    /// An event in which known addresses have become `@name`, as they may be written in messages.
    pub fn readable(&self, event: &Event) -> Event {
        let mut event = event.clone();
        for attribute in &mut event.attributes {
            let (front, address) = match attribute.value.strip_prefix("cw20:") {
                Some(address) => ("cw20:", address),
                None => ("", attribute.value.as_str()),
            };
            if let Some(name) = self.by_address.get(&Addr::unchecked(address)) {
                attribute.value = format!("{front}@{name}");
            }
        }
        event
    }

    /// The name of the contract that emitted an event.
    pub fn emitter(&self, event: &Event) -> Option<&str> {
        let address = ballast_types::event::attribute(event, CONTRACT_ATTRIBUTE)?;
        self.by_address
            .get(&Addr::unchecked(address))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_accounts_address_depends_on_its_name_alone() {
        let mut names = Names::default();
        let alice = names.account("alice").unwrap();
        assert_eq!(alice, account_address("alice").unwrap());
        assert_ne!(alice, account_address("bob").unwrap());
        assert_eq!(names.name_of(alice.as_str()), "alice");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for name in ["", "a b", "@alice", "vault", "bank", &"x".repeat(33)] {
            assert!(account_address(name).is_err(), "{name}");
        }
    }

    #[test]
    fn names_in_messages_become_addresses() {
        let mut names = Names::default();
        let bob = names.account("bob").unwrap();
        let msg = json!({ "a": ["@bob", 1], "b": "bob" });
        assert_eq!(
            names.resolve(&msg).unwrap(),
            json!({ "a": [bob.as_str(), 1], "b": "bob" })
        );
        let unknown = NameError::Unknown {
            given: "carol".to_owned(),
        };
        assert_eq!(names.resolve(&json!(["@carol"])), Err(unknown));
    }
}
