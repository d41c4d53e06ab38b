//! The chain as the messages of a proposal make it, one after the other.

use std::collections::{btree_map::Entry, BTreeMap};

use ballast_types::{vault::CollateralTypeResponse, Asset, CollateralTypeId, GroupId};
use cosmwasm_std::Uint128;

use super::feed::Feeds;
use crate::{
    chain::Contract,
    error::CliResult,
    session::{Session, TypeInfo},
};

/// What is read of the chain when a message first concerns it, and changed by message after message.
pub(super) struct After<'a, 'b> {
    session: &'a Session<'b>,
    types: Vec<TypeInfo>,
    ceilings: Option<BTreeMap<GroupId, Uint128>>,
    guardian: Option<String>,
    oracle_guardian: Option<String>,
    feeds: Option<Feeds>,
    pinned: BTreeMap<u64, Option<bool>>,
    listed: Vec<Asset>,
    offered: BTreeMap<&'static str, Option<String>>,
}

impl<'a, 'b> After<'a, 'b> {
    /// Before the first message.
    pub(super) fn new(session: &'a Session<'b>) -> Self {
        Self {
            session,
            types: session.types().to_vec(),
            ceilings: None,
            guardian: None,
            oracle_guardian: None,
            feeds: None,
            pinned: BTreeMap::new(),
            listed: vec![],
            offered: BTreeMap::new(),
        }
    }

    /// A type with its parameters.
    pub(super) fn type_by_id(&self, id: CollateralTypeId) -> CliResult<&TypeInfo> {
        let found = self.types.iter().find(|info| info.id == id);
        found.map_or_else(|| self.session.type_by_id(id), Ok)
    }

    /// A type gets other parameters.
    pub(super) fn set_type(&mut self, now: &CollateralTypeResponse) {
        let id = now.collateral_type;
        for info in self.types.iter_mut().filter(|info| info.id == id) {
            info.now = now.clone();
        }
    }

    /// The ceilings of all groups.
    pub(super) fn ceilings(&mut self) -> CliResult<&mut BTreeMap<GroupId, Uint128>> {
        let session = self.session;
        known(&mut self.ceilings, || {
            let groups = session.chain.groups()?.into_iter();
            Ok(groups.map(|it| (it.group, it.debt_ceiling)).collect())
        })
    }

    /// The address of the oracle's guardian.
    pub(super) fn oracle_guardian(&mut self) -> CliResult<&mut String> {
        let session = self.session;
        known(&mut self.oracle_guardian, || {
            Ok(session.chain.oracle_config()?.guardian)
        })
    }

    /// The address of the vault's guardian.
    pub(super) fn guardian(&mut self) -> CliResult<&mut String> {
        let session = self.session;
        known(&mut self.guardian, || {
            Ok(session.chain.vault_config()?.guardian)
        })
    }

    /// An asset is listed; whether no message before did it.
    pub(super) fn list(&mut self, asset: &Asset) -> bool {
        let is_first = !self.listed.contains(asset);
        self.listed.push(asset.clone());
        is_first
    }

    /// To whom a contract is offered.
    pub(super) fn offered(&mut self, contract: Contract) -> CliResult<&mut Option<String>> {
        let chain = &self.session.chain;
        Ok(match self.offered.entry(contract.name()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(chain.offered_to(contract)?),
        })
    }

    /// The oracle's feeds.
    pub(super) fn feeds(&mut self) -> CliResult<&mut Feeds> {
        let session = self.session;
        known(&mut self.feeds, || Feeds::of(&*session.chain))
    }

    /// Whether a code is kept in memory; none if the chain has no such code.
    pub(super) fn is_pinned(&mut self, code: u64) -> CliResult<Option<bool>> {
        if let Some(known) = self.pinned.get(&code) {
            return Ok(*known);
        }
        let found = self.session.chain.is_pinned(code)?;
        self.pinned.insert(code, found);
        Ok(found)
    }

    /// A code of the chain is kept in memory, or no longer.
    pub(super) fn set_pinned(&mut self, code: u64, is_pinned: bool) {
        self.pinned.insert(code, Some(is_pinned));
    }
}

/// What is known already, or else what is read now.
fn known<T>(slot: &mut Option<T>, read: impl FnOnce() -> CliResult<T>) -> CliResult<&mut T> {
    let value = match slot.take() {
        Some(value) => value,
        None => read()?,
    };
    Ok(slot.insert(value))
}
