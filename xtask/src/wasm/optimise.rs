//! `wasm-opt`, which makes compiled contracts smaller.

use std::{fs, path::Path, process::Command};

use anyhow::{bail, Context, Result};

use super::artifacts::checksum;
use crate::{
    command::{output, run},
    tools::apt_install,
};

/// The version is fixed because other versions make other bytes. Debian 12 and Ubuntu 24.04 have it.
const VERSION: &str = "wasm-opt version 108";

/// What the tool says of itself, if it is there.
pub fn found() -> Option<String> {
    output(Command::new("wasm-opt").arg("--version"))
}

/// The version, after installing the tool if it is missing.
pub fn find_or_install() -> Result<String> {
    if found().is_none() {
        apt_install(&["binaryen"])?;
    }
    let version = found().context("wasm-opt is installed, but does not run")?;
    // Distributions add to the version in brackets.
    if version != VERSION && !version.starts_with(&format!("{VERSION} ")) {
        bail!("this is '{version}', expected '{VERSION}': another one makes other checksums");
    }
    Ok(VERSION.to_owned())
}

/// Writes an optimised file, unless that has been done with the same file and the result is still
/// there.
pub fn file_once(from: &Path, to: &Path) -> Result<()> {
    let stamp = from.with_extension("optimised");
    let done = |to: &Path| Ok::<_, anyhow::Error>([checksum(from)?, checksum(to)?].join(" "));
    if to.exists() && fs::read_to_string(&stamp).is_ok_and(|text| done(to).is_ok_and(|d| d == text))
    {
        return Ok(());
    }
    file(from, to)?;
    fs::write(stamp, done(to)?)?;
    Ok(())
}

/// Optimises for size: docs/wasm.md says what that costs.
fn file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    run(Command::new("wasm-opt")
        .arg("-Os")
        .arg(from)
        .arg("-o")
        .arg(to))
}
