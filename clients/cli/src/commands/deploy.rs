//! Putting the contracts on a chain.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use ballast_client::{ChainConfig, Client, Error, Key, Manifest};
use ballast_deploy::{
    addresses_of_keys, deploy, offered_to_governance, Artifacts, DeploymentFile, Event,
};
use serde_json::json;

use crate::{
    amount::thousands,
    args::DeployArgs,
    chain::{key_in_environment, runtime},
    command::Actor,
    error::{CliError, CliResult},
    output::Output,
    table::pairs,
};

/// Deploys what is missing, telling each step on standard error, and writes the manifest.
pub fn run(args: &DeployArgs, actor: &Actor) -> CliResult<Output> {
    let file = DeploymentFile::load(&args.file).map_err(ballast_deploy::DeployError::from)?;
    let known = match &args.keys {
        Some(folder) => addresses_of_keys(folder, &file.chain.prefix).map_err(Error::from)?,
        None => BTreeMap::new(),
    };
    let plan = file.resolve(&known)?;
    let artifacts = Artifacts::read(&args.artifacts, plan.creates_tokens())?;
    let key = key(args, actor, &file.chain.prefix)?;
    let target = manifest_file(args);
    let runtime = runtime()?;
    let (manifest, offered) = runtime.block_on(async {
        let client = Client::connect(config(args, &file)?).await?;
        let signer = client.signer(key);
        let done = deploy(&signer, &plan, &artifacts, &target, &mut tell).await?;
        let offered = offered_to_governance(&client, &done).await?;
        CliResult::Ok((done, offered))
    })?;
    let manifest = with_keys(manifest, args.keys.as_deref(), &target)?;
    answer(&manifest, &offered, &target)
}

fn key(args: &DeployArgs, actor: &Actor, prefix: &str) -> CliResult<Key> {
    let key = match (&actor.key, &actor.name, &args.keys) {
        (Some(file), ..) => Key::from_file(file, prefix),
        (None, Some(name), Some(keys)) => Key::from_file(&keys.join(format!("{name}.key")), prefix),
        (None, Some(name), None) => {
            let text = format!("--as {name} needs --keys, the folder that {name}.key is in");
            return Err(CliError::Arguments(text));
        }
        (None, None, _) => key_in_environment(prefix).ok_or(CliError::NoActor)?,
    };
    Ok(key.map_err(Error::from)?)
}

fn config(args: &DeployArgs, file: &DeploymentFile) -> CliResult<ChainConfig> {
    let chain = &file.chain;
    let rpc = if args.rpc.is_empty() {
        chain.rpc.clone()
    } else {
        args.rpc.clone()
    };
    if rpc.is_empty() {
        let text = "no node to send to: `chain.rpc` in the deployment file or --rpc names one";
        return Err(CliError::Arguments(text.to_owned()));
    }
    let price = chain.gas_price.clone();
    Ok(ChainConfig::new(&chain.id, rpc, &chain.prefix, price))
}

/// A step in a line. Whoever watches can read on while it is taken.
fn tell(event: Event) -> ControlFlow<()> {
    match event {
        Event::Missing(0) => eprintln!("nothing is missing on the chain"),
        Event::Missing(1) => eprintln!("one step to take"),
        Event::Missing(steps) => eprintln!("{steps} steps to take"),
        Event::Taking(_) => {}
        Event::Taken {
            step,
            hash,
            gas_used,
        } => eprintln!(
            " {step}: gas {}, transaction {hash}",
            thousands(&gas_used.to_string())
        ),
    }
    ControlFlow::Continue(())
}

fn manifest_file(args: &DeployArgs) -> PathBuf {
    let beside = || args.file.with_extension("manifest.toml");
    args.manifest.clone().unwrap_or_else(beside)
}

/// The manifest with a local chain's folder of keys in it, relative to the manifest's own folder
/// where it is under it.
fn with_keys(mut manifest: Manifest, keys: Option<&Path>, file: &Path) -> CliResult<Manifest> {
    let Some(keys) = keys else {
        return Ok(manifest);
    };
    let absolute = |path: &Path| {
        path.canonicalize()
            .map_err(|error| CliError::file(path, error))
    };
    let keys = absolute(keys)?;
    let file_at = absolute(file)?;
    let below = file_at
        .parent()
        .and_then(|folder| keys.strip_prefix(folder).ok());
    let written = below.map_or_else(|| keys.clone(), Path::to_owned);
    manifest.keys = Some(written);
    manifest.save(file).map_err(Error::from)?;
    Ok(manifest)
}

/// What to do after a deployment.
fn next(offered: &[&str], file: &Path) -> String {
    let file = file.display();
    let what = match offered {
        [] => return format!("`ballast status --chain {file}` asks the new contracts"),
        [one] => format!("the {one} is"),
        [first @ .., last] => format!("the {} and {last} are", first.join(", ")),
    };
    format!(
        "{what} offered to the chain's governance: `ballast gov handover --chain {file}` proposes that it \
         accepts what is offered and pins the codes"
    )
}

fn answer(manifest: &Manifest, offered: &[&str], file: &Path) -> CliResult<Output> {
    let contracts = &manifest.contracts;
    let rows = [
        ("chain", manifest.chain_id.clone()),
        ("vault", contracts.vault.clone()),
        ("oracle", contracts.oracle.clone()),
        ("liquidation", contracts.liquidation.clone()),
        ("stablecoin", contracts.stablecoin.clone()),
        ("manifest", file.display().to_string()),
    ];
    let next = next(offered, file);
    let json = json!({
        "chain_id": manifest.chain_id,
        "contracts": contracts,
        "codes": manifest.codes,
        "manifest": file,
    });
    Output::new(format!("{}\n\n{next}", pairs(rows)), &json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_still_offered_is_said_to_be() {
        let file = Path::new("m.toml");
        assert!(next(&[], file).starts_with("`ballast status"));
        for (offered, expected) in [
            (&["oracle"][..], "the oracle is offered"),
            (
                &["vault", "oracle", "liquidation"],
                "the vault, oracle and liquidation are offered",
            ),
        ] {
            let told = next(offered, file);
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
