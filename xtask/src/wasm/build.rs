//! One contract, compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{compiler::Compiler, Contract};
use crate::{command::run, workspace};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles a contract; the file is not yet optimised.
pub fn contract(contract: &Contract, compiler: &Compiler) -> Result<PathBuf> {
    // A folder of its own, so that it waits for no other build and no other build's settings matter.
    let folder = workspace::root().join("target/wasm");
    let mut command = compiler.cargo();
    command
        .current_dir(workspace::root())
        .args(["rustc", "--locked", "--release", "--lib"])
        .args(["--package", &contract.package()])
        .args(["--crate-type", "cdylib", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort")
        .env("CARGO_TARGET_DIR", &folder)
        .env("RUSTFLAGS", flags(compiler)?);
    run(&mut command).with_context(|| format!("{} does not compile", contract.package()))?;
    let file = format!("{TARGET}/release/{}", contract.file());
    Ok(folder.join(file))
}

/// Only the first WebAssembly instructions, no symbols, and no path of this machine, so that the same
/// sources give the same bytes everywhere.
fn flags(compiler: &Compiler) -> Result<String> {
    let mut flags = vec![
        "-C target-cpu=mvp".to_owned(),
        "-C link-arg=-s".to_owned(),
        "-C link-arg=--allow-undefined".to_owned(),
    ];
    let mut remap = |from: &Path, to: &str| {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    };
    remap(workspace::root(), "/ballast");
    // Also where the root is only a link to the sources, as in Debian.
    let sources = compiler.root.join("lib/rustlib/src/rust");
    remap(&sources, "/rust");
    remap(&sources.canonicalize()?, "/rust");
    for registry in registries()? {
        remap(&registry, "/registry");
    }
    Ok(flags.join(" "))
}

/// Folders in which cargo keeps the sources of other people's crates.
fn registries() -> Result<Vec<PathBuf>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let folder = home.context("neither CARGO_HOME nor HOME is set")?;
    let entries = fs::read_dir(folder.join("registry/src"));
    let Ok(entries) = entries else {
        return Ok(vec![]);
    };
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
