//! Where a network's things are, and who has a key in it.

use std::path::{Path, PathBuf};

use super::Localnet;
use crate::{Error, Result};

impl Localnet {
    /// Where everything of this network is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The chain's name.
    pub fn chain_id(&self) -> &str {
        &self.state.chain_id
    }

    /// How many nodes, and thereby validators, the network has.
    pub fn nodes(&self) -> usize {
        self.state.nodes.len()
    }

    /// Each node's RPC address, as `http://127.0.0.1:20123`.
    pub fn rpc_urls(&self) -> Vec<String> {
        let nodes = self.state.nodes.iter();
        nodes.map(|node| self.seen(node).url()).collect()
    }

    /// Where a node writes its log.
    pub fn log(&self, number: usize) -> Result<PathBuf> {
        Ok(self.node(number)?.log())
    }

    /// A node's home folder, for calls of wasmd by hand.
    pub fn home(&self, number: usize) -> Result<PathBuf> {
        Ok(self.node(number)?.home())
    }

    /// The program that the nodes run.
    pub fn binary(&self) -> &Path {
        &self.state.binary
    }

    /// The folder of key files, `<name>.key` with a mnemonic each.
    pub fn keys(&self) -> PathBuf {
        self.folder.join("keys")
    }

    /// An account's key file.
    pub fn key(&self, name: &str) -> Result<PathBuf> {
        self.address(name)?;
        Ok(self.keys().join(format!("{name}.key")))
    }

    /// Names and addresses of the accounts that have a key here, `validator-0` and so on among them.
    pub fn accounts(&self) -> impl Iterator<Item = (&str, &str)> {
        let accounts = self.state.accounts.iter();
        accounts.map(|account| (account.name.as_str(), account.address.as_str()))
    }

    /// An account's address.
    pub fn address(&self, name: &str) -> Result<&str> {
        let found = self.accounts().find(|(known, _)| *known == name);
        let (_, address) = found.ok_or_else(|| Error::NoSuchAccount {
            found: name.to_owned(),
            known: self
                .accounts()
                .map(|(known, _)| known)
                .collect::<Vec<_>>()
                .join(", "),
        })?;
        Ok(address)
    }
}
