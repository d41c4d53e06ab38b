//! The chain as a value, and back.

use cosmwasm_std::{Addr, Storage};

use super::{block, Devchain};
use crate::{
    codes::{self, OtherCodes},
    deployment::DeployError,
    snapshot::{BlockState, Snapshot},
};

impl Devchain {
    /// Everything that makes the chain what it is, without the recording.
    pub fn snapshot(&self) -> Snapshot {
        let accounts = self.names.accounts();
        let contracts = self.names.contracts();
        Snapshot {
            block: BlockState {
                time: self.now(),
                height: self.height(),
                is_used: self.is_block_used,
            },
            deployment: self.deployment.clone(),
            accounts: accounts.map(|(name, _)| name.to_owned()).collect(),
            contracts: contracts
                .map(|(name, at)| (name.to_owned(), at.to_string()))
                .collect(),
            codes: codes::CODES.map(str::to_owned).to_vec(),
            witness: self.witness.clone(),
            storage: self
                .storage_dump()
                .into_iter()
                .map(|(k, v)| (k.into(), v.into()))
                .collect(),
        }
    }

    /// The chain that a snapshot was taken of.
    pub fn restore(snapshot: Snapshot) -> Result<Self, DeployError> {
        Self::restore_with(snapshot, &|_| None)
    }

    /// The same with other code for some of its contracts.
    pub fn restore_with(snapshot: Snapshot, others: &OtherCodes) -> Result<Self, DeployError> {
        let mut chain = Self::empty(snapshot.deployment, others)?;
        for name in &snapshot.accounts {
            chain.names.account(name)?;
        }
        for (name, address) in snapshot.contracts {
            chain.names.add_contract(&name, Addr::unchecked(address));
        }
        chain.name_assets()?;
        for (key, value) in snapshot.storage {
            chain.app.storage_mut().set(&key, &value);
        }
        chain.witness = snapshot.witness;
        chain.is_block_used = snapshot.block.is_used;
        chain
            .app
            .set_block(block(snapshot.block.time, snapshot.block.height));
        Ok(chain)
    }

    /// A second chain in the same state, to try something on.
    pub fn fork(&self) -> Result<Self, DeployError> {
        Self::restore(self.snapshot())
    }
}
