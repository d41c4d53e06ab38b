//! The contracts on the local chain, by the code that deploys to any chain.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};
use ballast_localnet::Localnet;
use toml_edit::{DocumentMut, Item};

use crate::{
    command::{cargo, run},
    wasm, workspace,
};

/// The deployment file for local chains.
const FILE: &str = "deployments/local.toml";

/// Who deploys.
const DEPLOYER: &str = "owner";

/// Deploys what is missing, lets governance take over, and says where everything is. A run that was
/// broken off is taken up: each part does only what the chain lacks.
pub fn ensure(network: &Localnet, is_default: bool) -> Result<()> {
    let manifest = network.folder().join("manifest.toml");
    // Written at the end, so that a later run need not ask.
    let done = network.folder().join("deployed");
    if done.is_file() {
        println!("the contracts are deployed");
    } else {
        let artifacts = ensure_artifacts()?;
        println!("deploying");
        deploy(network, &artifacts, &manifest)?;
        println!("a proposal: governance takes over and pins the codes");
        hand_over(&manifest)?;
        fs::write(&done, "").with_context(|| format!("cannot write {}", done.display()))?;
    }
    for (name, address) in contracts(&manifest)? {
        println!("  {name:<12} {address}");
    }
    let chain = if is_default {
        "local".to_owned()
    } else {
        manifest.display().to_string()
    };
    println!("\n{}", next(&chain));
    Ok(())
}

fn ensure_artifacts() -> Result<PathBuf> {
    let folder = wasm::folder();
    if !folder.join("checksums.txt").is_file() {
        println!("compiling the contracts");
        wasm::run()?;
    }
    Ok(folder)
}

fn deploy(network: &Localnet, artifacts: &Path, manifest: &Path) -> Result<()> {
    let mut deploy = ballast();
    deploy.arg("deploy").arg(workspace::root().join(FILE));
    for url in network.rpc_urls() {
        deploy.args(["--rpc", &url]);
    }
    deploy.arg("--artifacts").arg(artifacts);
    deploy.arg("--manifest").arg(manifest);
    deploy.arg("--keys").arg(network.keys());
    run(deploy.args(["--as", DEPLOYER]))
}

fn hand_over(manifest: &Path) -> Result<()> {
    let mut hand_over = ballast();
    hand_over.args(["gov", "handover", "--pass", "--as", DEPLOYER]);
    run(hand_over.arg("--chain").arg(manifest))
}

/// The command line, which tells its steps on standard error. What it prints at the end is told here
/// from the manifest, now and whenever the network is up already.
fn ballast() -> Command {
    let mut ballast = cargo(["run", "--quiet", "--package", "ballast-cli", "--"]);
    ballast.stdout(Stdio::null());
    ballast
}

/// Names and addresses.
fn contracts(manifest: &Path) -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(manifest)
        .with_context(|| format!("cannot read {}", manifest.display()))?;
    listed(&text).with_context(|| format!("{} is not a manifest", manifest.display()))
}

fn listed(manifest: &str) -> Result<Vec<(String, String)>> {
    let manifest: DocumentMut = manifest.parse()?;
    let contracts = manifest.get("contracts").and_then(Item::as_table);
    let contracts = contracts.context("it has no contracts")?;
    let address = |item: &Item| item.as_str().unwrap_or_default().to_owned();
    Ok(contracts
        .iter()
        .map(|(name, item)| (name.to_owned(), address(item)))
        .collect())
}

fn next(chain: &str) -> String {
    format!(
        "try:\n  \
           cargo ballast --chain {chain} oracle report ETH 2000 --all-feeders\n  \
           cargo ballast --chain {chain} --as alice position open 10eth --mint 5000usd\n  \
           cargo ballast --chain {chain} --as alice status\n\
         then `cargo xtask localnet down`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_are_those_of_the_manifest() {
        let manifest = "chain_id = \"c\"\n[contracts]\nvault = \"wasm1v\"\noracle = \"wasm1o\"\n";
        let expected = [("vault", "wasm1v"), ("oracle", "wasm1o")];
        let expected = expected.map(|(name, address)| (name.to_owned(), address.to_owned()));
        assert_eq!(listed(manifest).unwrap(), expected);
        let refused = listed("chain_id = \"c\"").unwrap_err();
        assert_eq!(refused.to_string(), "it has no contracts");
    }
}
