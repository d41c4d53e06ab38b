//! The chain's storage as a whole, and what using it cost.

use std::collections::BTreeMap;

use cosmwasm_std::{Order, Record, Storage};
use sha2::{Digest, Sha256};

use super::Devchain;
use crate::{counted::Counts, names::NameError, operation::Operation, operation::Outcome};

impl Devchain {
    /// All keys and values of the chain: contracts, balances, everything.
    pub fn storage_dump(&self) -> Vec<Record> {
        self.app
            .storage()
            .range(None, None, Order::Ascending)
            .collect()
    }

    /// All keys and values of one contract.
    pub fn contract_dump(&self, contract: &str) -> Result<Vec<Record>, NameError> {
        Ok(self.app.dump_wasm_raw(self.names.contract(contract)?))
    }

    /// SHA-256 over all keys and values with their lengths. Time and height are not part of it: a
    /// refused operation may begin a block and still leaves the hash as it was.
    pub fn state_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(bytes);
        };
        for (key, value) in self.app.storage().range(None, None, Order::Ascending) {
            add(&key);
            add(&value);
        }
        hash.finalize().into()
    }

    /// Storage operations since the last reset, by contract's name. Questions count too.
    pub fn counts(&self) -> BTreeMap<String, Counts> {
        let counts = self.counter.counts().into_iter();
        counts
            .map(|(at, counts)| (self.names.name_of(at.as_str()).to_owned(), counts))
            .collect()
    }

    /// Begins to count again at nothing.
    pub fn reset_counts(&mut self) {
        self.counter.reset();
    }

    /// Runs an operation and says what it cost, by contract's name.
    pub fn run_counted(&mut self, operation: &Operation) -> (Outcome, BTreeMap<String, Counts>) {
        self.reset_counts();
        let outcome = self.run(operation);
        (outcome, self.counts())
    }
}
