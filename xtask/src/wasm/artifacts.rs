//! The list of what was built, for everyone who builds it again.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use cosmwasm_std::Checksum;

use super::{folder, CONTRACTS};

/// Writes `checksums.txt`, as `sha256sum --check` reads it, and `built-with.txt`, the versions that
/// these checksums belong to. Returns the list with sizes, for people.
pub fn write(compiler: &str, optimiser: &str) -> Result<String> {
    let (mut checksums, mut list) = (String::new(), String::new());
    for contract in &CONTRACTS {
        let (name, file) = (contract.file(), folder().join(contract.file()));
        let checksum = checksum(&file)?;
        let kib = fs::metadata(&file)?.len().div_ceil(1024);
        let budget = contract.budget / 1024;
        writeln!(checksums, "{checksum}  {name}")?;
        writeln!(list, "{checksum}  {name:<26} {kib} of {budget} KiB")?;
    }
    fs::write(folder().join("checksums.txt"), checksums)?;
    let versions = format!("{compiler}\n{optimiser}\n");
    fs::write(folder().join("built-with.txt"), versions)?;
    Ok(list)
}

/// SHA-256 of a file, in hexadecimal digits: what a chain calls the checksum of a code.
pub fn checksum(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Checksum::generate(&bytes).to_hex())
}
