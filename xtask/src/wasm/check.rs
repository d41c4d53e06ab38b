//! What a chain would refuse, and what would surprise us.

use std::{fs, path::Path};

use anyhow::{bail, Context, Result};

use super::Contract;
use crate::{command::run, tools};

/// Holds every artifact against its budget and against the chain's own checks.
pub fn all() -> Result<()> {
    for (contract, folder) in super::all() {
        size(contract, &folder)?;
    }
    let files = super::all().map(|(contract, folder)| folder.join(contract.file()));
    run(tools::cosmwasm_check()?.args(files))
}

/// A contract that grew over its budget is a decision to be made, not a thing that happens.
fn size(contract: &Contract, folder: &Path) -> Result<()> {
    let file = folder.join(contract.file());
    let metadata = fs::metadata(&file).with_context(|| format!("{}", file.display()))?;
    let (size, budget) = (metadata.len(), contract.budget);
    if size > budget {
        bail!(
            "{} has {size} bytes, its budget is {budget} (xtask/src/wasm/mod.rs)",
            contract.file()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_over_its_budget_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let contract = Contract {
            name: "vault",
            budget: 3,
        };
        assert!(size(&contract, folder.path()).is_err(), "no file");
        let file = folder.path().join(contract.file());
        fs::write(&file, [0; 3]).unwrap();
        size(&contract, folder.path()).unwrap();
        fs::write(&file, [0; 4]).unwrap();
        let error = size(&contract, folder.path()).unwrap_err().to_string();
        assert!(error.contains("has 4 bytes, its budget is 3"), "{error}");
    }
}
