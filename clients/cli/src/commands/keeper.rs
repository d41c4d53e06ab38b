//! The keeper.

use std::path::Path;

use ballast_client::{Error, Manifest};
use ballast_keeper::{Config, KeeperError, Options};

use crate::{
    args::KeeperArgs,
    chain::manifest_file,
    command::{Actor, Place},
    error::{CliError, CliResult, RemoteError},
    output::Output,
};

/// Runs the keeper until it is told to stop. It logs by itself.
pub fn run(args: &KeeperArgs, place: &Place, actor: Actor) -> CliResult<Output> {
    let KeeperArgs::Run {
        config: file,
        dry_run,
        once,
    } = args;
    let mut config = Config::load(file).map_err(KeeperError::from)?;
    if let Place::Chain(name) = place {
        let named = manifest_file(name)?;
        ensure_same(config.manifest.as_deref(), &named, file)?;
        config.manifest = Some(named);
    }
    if let Some(key) = actor.key {
        config.key_file = Some(key);
    }
    if let Some(name) = actor.name {
        config.key_file = Some(key_of(config.manifest.as_deref(), &name)?);
    }
    let options = Options {
        dry_run: *dry_run,
        once: *once,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(CliError::Runtime)?;
    runtime.block_on(ballast_keeper::run(config, options))?;
    Ok(Output::Written)
}

/// Two manifests would be a guess at which chain is meant.
fn ensure_same(configured: Option<&Path>, named: &Path, file: &Path) -> CliResult<()> {
    let same = |one: &Path, other: &Path| match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    };
    match configured {
        Some(configured) if !same(configured, named) => Err(CliError::Arguments(format!(
            "{} names the manifest {}, the chain's is {}: leave one of them away",
            file.display(),
            configured.display(),
            named.display()
        ))),
        _ => Ok(()),
    }
}

fn key_of(manifest: Option<&Path>, name: &str) -> CliResult<std::path::PathBuf> {
    let no_key = |keys| -> CliError {
        RemoteError::NoKey {
            account: name.to_owned(),
            keys,
        }
        .into()
    };
    let manifest = manifest.ok_or_else(|| no_key(None))?;
    let manifest = Manifest::load(manifest).map_err(Error::from)?;
    let file = manifest.key_file(name);
    file.ok_or_else(|| no_key(manifest.keys.clone()))
}
