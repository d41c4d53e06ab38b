//! One contract, compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{ensure, Context, Result};

use super::{compiler::Compiler, Contract};
use crate::{command::run, workspace};

const TARGET: &str = "wasm32-unknown-unknown";

/// Fetches the sources of other people's crates: the folder that they lie in has to be known before
/// anything is compiled, or the contracts would name it.
pub fn fetch(compiler: &Compiler) -> Result<()> {
    let mut command = compiler.cargo();
    command
        .current_dir(workspace::root())
        .args(["fetch", "--locked", "--target", TARGET]);
    run(&mut command).context("the sources that the contracts need cannot be fetched")
}

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
    let file = folder.join(format!("{TARGET}/release/{}", contract.file()));
    ensure_no_paths(&file, &paths(compiler)?)?;
    Ok(file)
}

/// Refuses a contract that names a folder of this machine: elsewhere it would have another checksum.
fn ensure_no_paths(file: &Path, paths: &[(PathBuf, &str)]) -> Result<()> {
    let wasm = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    for (path, _) in paths {
        let name = path.as_os_str().as_encoded_bytes();
        let is_there = wasm.windows(name.len()).any(|bytes| bytes == name);
        ensure!(
            !is_there,
            "{} names {}, so that no other machine makes the same bytes",
            file.display(),
            path.display()
        );
    }
    Ok(())
}

/// Only the first WebAssembly instructions, no symbols, and no path of this machine, so that the same
/// sources give the same bytes everywhere.
fn flags(compiler: &Compiler) -> Result<String> {
    let mut flags = vec![
        "-C target-cpu=mvp".to_owned(),
        "-C link-arg=-s".to_owned(),
        "-C link-arg=--allow-undefined".to_owned(),
    ];
    for (from, to) in paths(compiler)? {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    Ok(flags.join(" "))
}

/// Folders of this machine, and what stands in their place.
fn paths(compiler: &Compiler) -> Result<Vec<(PathBuf, &'static str)>> {
    let sources = compiler.root.join("lib/rustlib/src/rust");
    // Also where the root is only a link to the sources, as in Debian.
    let linked = sources.canonicalize()?;
    let mut paths = vec![
        (workspace::root().to_owned(), "/ballast"),
        (sources, "/rust"),
        (linked, "/rust"),
    ];
    paths.extend(registries()?.into_iter().map(|it| (it, "/registry")));
    Ok(paths)
}

/// Folders in which cargo keeps the sources of other people's crates.
fn registries() -> Result<Vec<PathBuf>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let folder = home.context("neither CARGO_HOME nor HOME is set")?;
    let folder = folder.join("registry/src");
    let entries = fs::read_dir(&folder)
        .with_context(|| format!("cargo keeps no sources in {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_that_names_a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.wasm");
        let paths = [(PathBuf::from("/home/me"), "/registry")];
        fs::write(&file, b"\0asm /registry/a.rs").unwrap();
        ensure_no_paths(&file, &paths).unwrap();
        fs::write(&file, b"\0asm /home/me/a.rs").unwrap();
        let error = ensure_no_paths(&file, &paths).unwrap_err().to_string();
        assert!(error.contains("a.wasm names /home/me"), "{error}");
    }
}
