//! Gas by what it is charged for.

use std::{collections::BTreeMap, ops::AddAssign};

use serde::{Deserialize, Serialize};

/// What gas is charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The transaction itself: its bytes, its signature, its signer's account.
    Transaction,
    /// Finding contracts and codes, and the chain's own breaker.
    Routing,
    /// Setting contracts up to run.
    Instances,
    /// Contracts' storage: reads, steps of iterators and raw reads by others.
    Reads,
    /// Contracts' storage: writes and deletions.
    Writes,
    /// Running code.
    Machine,
    /// Reading contracts' answers, by the byte.
    Answers,
    /// Events of contracts, by attribute and byte.
    Events,
    /// Events once more, where a reply is told of them.
    Replies,
    /// Coins that move.
    Bank,
}

impl Part {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Transaction,
        Self::Routing,
        Self::Instances,
        Self::Reads,
        Self::Writes,
        Self::Machine,
        Self::Answers,
        Self::Events,
        Self::Replies,
        Self::Bank,
    ];
}

/// Gas by part, and of each part by contract's address where one has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: BTreeMap<(Part, String), u64>,
}

impl Ledger {
    /// Adds gas of a part that no contract has.
    pub fn add(&mut self, part: Part, gas: u64) {
        self.add_for(part, "", gas);
    }

    /// Adds gas of a contract's part.
    pub fn add_for(&mut self, part: Part, contract: &str, gas: u64) {
        let entry = self.entries.entry((part, contract.to_owned()));
        entry.or_default().add_assign(gas);
    }

    /// All of it.
    pub fn total(&self) -> u64 {
        self.entries.values().sum()
    }

    /// The gas of a part.
    pub fn part(&self, part: Part) -> u64 {
        let entries = self.entries.iter();
        entries
            .filter(|((of, _), _)| *of == part)
            .map(|(_, gas)| gas)
            .sum()
    }

    /// Every entry: part, contract's address (empty for none), gas.
    pub fn entries(&self) -> impl Iterator<Item = (Part, &str, u64)> {
        let entries = self.entries.iter();
        entries.map(|((part, contract), gas)| (*part, contract.as_str(), *gas))
    }
}
