//! The embedded chain in a folder.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use ballast_client::Key;
use ballast_devchain::{account_key, Call, Devchain, Failure, STABLECOIN};
use cosmwasm_std::Event;
use serde_json::Value;

use super::{refusal, AssetInfo, Chain, Contract, Receipt};
use crate::error::{CliError, CliResult};

/// What a sandbox is called where chains have a name.
const ID: &str = "sandbox";

/// What people call the stablecoin, and how it is shown.
const USD: &str = "usd";

/// An embedded chain that is kept in a folder after each change.
pub struct Embedded {
    chain: Devchain,
    folder: PathBuf,
}

impl Embedded {
    /// The chain in a folder.
    pub fn open(folder: &Path) -> CliResult<Self> {
        Ok(Self {
            chain: Devchain::load(folder)?,
            folder: folder.to_owned(),
        })
    }

    /// Puts a chain into a folder, in place of the one that is there.
    pub fn create(chain: Devchain, folder: &Path) -> CliResult<Self> {
        chain.save(folder)?;
        Ok(Self {
            chain,
            folder: folder.to_owned(),
        })
    }

    /// Changes the chain and keeps it, or does neither.
    pub fn change<T>(
        &mut self,
        change: impl FnOnce(&mut Devchain) -> CliResult<T>,
    ) -> CliResult<T> {
        let result = change(&mut self.chain)?;
        self.chain.save(&self.folder)?;
        Ok(result)
    }

    /// The key of an account.
    pub fn key(&self, account: &str) -> CliResult<Key> {
        let secret = account_key(account)?.to_bytes();
        let address = self.chain.address(account)?;
        let prefix = address.as_str().rsplit_once('1');
        let prefix = prefix.map_or("", |(prefix, _)| prefix);
        let key = Key::from_secret(&secret.into(), prefix);
        Ok(key.map_err(ballast_client::Error::from)?)
    }

    fn refused(&self, failure: Failure) -> CliError {
        match failure {
            Failure::Refused(_) => refusal::of(&failure, self.chain.names()).into(),
            other => other.into(),
        }
    }
}

impl Chain for Embedded {
    fn id(&self) -> String {
        ID.to_owned()
    }

    fn chain_id(&self) -> String {
        self.chain.app().block_info().chain_id
    }

    fn is_sandbox(&self) -> bool {
        true
    }

    fn can_sign(&self, _account: &str) -> bool {
        true
    }

    fn sent(&self) -> &[Receipt] {
        &[]
    }

    fn codes(&self) -> BTreeMap<String, u64> {
        BTreeMap::new()
    }

    fn is_pinned(&self, _code: u64) -> CliResult<Option<bool>> {
        Ok(None)
    }

    fn now(&self) -> u64 {
        self.chain.now()
    }

    fn assets(&self) -> Vec<AssetInfo> {
        let deployment = self.chain.deployment();
        let assets = self.chain.names().assets().iter().map(|asset| {
            let is_stablecoin = asset.name == STABLECOIN;
            let feeds = deployment
                .collateral_types
                .iter()
                .filter(|spec| spec.asset == asset.name);
            let mut aliases: Vec<_> = feeds.map(|spec| spec.feed.to_lowercase()).collect();
            aliases.push(asset.name.to_lowercase());
            if is_stablecoin {
                aliases.extend([USD.to_owned(), deployment.stablecoin.symbol.to_lowercase()]);
            }
            AssetInfo {
                name: if is_stablecoin {
                    USD.to_owned()
                } else {
                    asset.name.clone()
                },
                contract: asset.name.clone(),
                asset: asset.asset.clone(),
                decimals: asset.decimals,
                is_stablecoin,
                aliases,
            }
        });
        assets.collect()
    }

    fn address(&self, name: &str) -> CliResult<String> {
        Ok(self.chain.address(name)?.into_string())
    }

    fn name_of(&self, address: &str) -> String {
        self.chain.names().name_of(address).to_owned()
    }

    fn ask(&self, contract: Contract, question: Value) -> CliResult<Value> {
        Ok(self.chain.query(contract.name(), &question)?)
    }

    fn balance(&self, holder: &str, asset: &AssetInfo) -> CliResult<u128> {
        Ok(self.chain.balance(holder, &asset.contract)?.u128())
    }

    fn execute(&mut self, sender: &str, calls: Vec<Call>) -> CliResult<Vec<Event>> {
        let outcome = self.chain.execute_all(sender, calls);
        let done = outcome.map_err(|failure| self.refused(failure))?;
        self.chain.save(&self.folder)?;
        let names = self.chain.names();
        Ok(done.events().map(|event| names.readable(event)).collect())
    }
}
