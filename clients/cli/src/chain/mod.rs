//! The chain that the verbs act on, behind one interface: the embedded one in a folder, or a real one
//! that a manifest names.

mod embedded;
mod questions;
mod refusal;
mod remote;

use std::collections::BTreeMap;

use ballast_devchain::Call;
use ballast_types::{event::BallastEvent, Asset};
use cosmwasm_std::Event;
use serde::Serialize;
use serde_json::Value;

use crate::error::CliResult;

pub use embedded::Embedded;
pub use refusal::{OrderTerm, Reason, Refusal};
pub use remote::{key_in_environment, manifest_file, runtime, signer_of, Remote};

/// One of our contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contract {
    Vault,
    Oracle,
    Liquidation,
    Stablecoin,
}

impl Contract {
    /// Its name, as in [`Call::contract`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Vault => ballast_devchain::VAULT,
            Self::Oracle => ballast_devchain::ORACLE,
            Self::Liquidation => ballast_devchain::LIQUIDATION,
            Self::Stablecoin => ballast_devchain::STABLECOIN,
        }
    }
}

/// An asset that can be named.
#[derive(Debug, Clone, PartialEq)]
pub struct AssetInfo {
    /// As it is shown: `eth`, `usd`.
    pub name: String,
    /// The name that calls to its contract carry.
    pub contract: String,
    /// What it is.
    pub asset: Asset,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// Whether it is our own.
    pub is_stablecoin: bool,
    /// What else people call it, in small letters.
    pub aliases: Vec<String>,
}

/// A transaction that a real chain has included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its hash.
    pub hash: String,
    /// The block that it stands in.
    pub height: u64,
    /// The gas that it used.
    pub gas_used: u64,
    /// The gas that it paid for.
    pub gas_wanted: u64,
}

/// A chain with the whole system on it. Accounts and contracts go by their names.
pub trait Chain {
    /// The chain's name.
    fn id(&self) -> String;

    /// What it calls itself: for this name reports are signed.
    fn chain_id(&self) -> String {
        self.id()
    }

    /// Whether it is ours alone, so that its clock and its market can be moved.
    fn is_sandbox(&self) -> bool;

    /// Whether an account's transactions can be signed here.
    fn can_sign(&self, account: &str) -> bool;

    /// The transactions sent so far, by any account; none on an embedded chain, which has none.
    fn sent(&self) -> &[Receipt];

    /// The numbers of the contracts' codes by name, as the manifest has them.
    fn codes(&self) -> BTreeMap<String, u64>;

    /// Whether a code is kept in memory; none if there is no such code, or no codes at all.
    fn is_pinned(&self, code: u64) -> CliResult<Option<bool>>;

    /// The block's time, unix seconds.
    fn now(&self) -> u64;

    /// Assets, the stablecoin last.
    fn assets(&self) -> Vec<AssetInfo>;

    /// The address of an account or a contract.
    fn address(&self, name: &str) -> CliResult<String>;

    /// Who has an address; the address itself for strangers.
    fn name_of(&self, address: &str) -> String;

    /// What a contract answers.
    fn ask(&self, contract: Contract, question: Value) -> CliResult<Value>;

    /// What an account holds, base units.
    fn balance(&self, holder: &str, asset: &AssetInfo) -> CliResult<u128>;

    /// Carries out calls by one sender, all or none, and keeps what they changed. In the events
    /// known addresses read as names, as `@vault`.
    fn execute(&mut self, sender: &str, calls: Vec<Call>) -> CliResult<Vec<Event>>;
}

/// All events of one type by one of our contracts, as [`Chain::execute`] gives them.
pub fn parsed<E: BallastEvent>(events: &[Event], contract: Contract) -> CliResult<Vec<E>> {
    Ok(E::parse_all(events, &format!("@{}", contract.name()))?)
}
