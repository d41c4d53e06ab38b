//! The artifacts, compiled to machine code once.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use cosmwasm_std::{Checksum, Empty};
use cosmwasm_vm::VmError;
use cw_multi_test::Contract;

use crate::{budget::Budget, contract::Compiled, module::Module, trace::Recorder};

/// Our codes by name, with their artifacts' names.
const ARTIFACTS: [(&str, &str); 4] = [
    (VAULT, "ballast_vault.wasm"),
    (ORACLE, "ballast_oracle.wasm"),
    (LIQUIDATION, "ballast_liquidation.wasm"),
    (STABLECOIN, "ballast_stablecoin.wasm"),
];

/// An artifact that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CodesError {
    /// It cannot be read.
    #[error("{path}: {error} (cargo xtask wasm makes it)")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The machine refuses it.
    #[error("{path}: the virtual machine refuses it: {error}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        error: VmError,
    },
}

/// Our compiled contracts. A clone shares modules and recorder.
#[derive(Clone)]
pub struct Codes {
    modules: BTreeMap<&'static str, Module>,
    recorder: Recorder,
    budget: Budget,
}

impl Codes {
    /// Reads and compiles the artifacts in a folder.
    pub fn load(artifacts: &Path) -> Result<Self, CodesError> {
        let mut modules = BTreeMap::new();
        for (name, file) in ARTIFACTS {
            let path = artifacts.join(file);
            let wasm = match std::fs::read(&path) {
                Ok(wasm) => wasm,
                Err(error) => return Err(CodesError::Unreadable { path, error }),
            };
            let module =
                Module::compile(&wasm).map_err(|error| CodesError::Refused { path, error })?;
            modules.insert(name, module);
        }
        Ok(Self {
            modules,
            recorder: Recorder::default(),
            budget: Budget::default(),
        })
    }

    /// Lets all calls from now on use so much of the machine's gas together, storage included, as the
    /// calls of one transaction may; what the chain takes beside the machine is not part of it.
    pub fn allow(&self, gas: u64) {
        self.budget.set(gas);
    }

    /// What is left of that.
    pub fn left(&self) -> u64 {
        self.budget.left()
    }

    /// What the calls of these codes are kept in.
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The checksum of a code, if it is one of ours.
    pub fn checksum(&self, name: &str) -> Option<Checksum> {
        self.modules.get(name).map(|module| module.checksum)
    }

    /// A code as a contract of the embedded chain, if it is one of ours.
    pub fn contract(&self, name: &str) -> Option<Box<dyn Contract<Empty>>> {
        let module = self.modules.get(name)?.clone();
        Some(Box::new(Compiled::new(
            module,
            self.budget.clone(),
            self.recorder.clone(),
        )))
    }
}
