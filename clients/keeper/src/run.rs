//! The keeper on a real chain.

use std::{
    future::Future,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ballast_client::{ChainConfig, Client, Key, Manifest};

use crate::{
    config::{Config, ConfigError, KEY_VARIABLE},
    error::KeeperError,
    keeper::{self, Keeper},
    node::{ClientAccount, ClientNode},
    observe::{log, server, Metrics},
    tasks::Backoff,
    Clock,
};

/// How to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only say what would be done; nothing is sent.
    pub dry_run: bool,
    /// Run every task once, and end.
    pub once: bool,
}

/// Runs the keeper until the process is told to stop (SIGINT, SIGTERM), or once.
///
/// Errors are what only a person can put right: the configuration, the manifest, a key, a node of another
/// chain, an address that is in use; with [`Options::once`] also a node that is not there and tasks that
/// failed. Anything else is logged and tried again.
pub async fn run(config: Config, options: Options) -> Result<(), KeeperError> {
    let signals = signals().map_err(KeeperError::Signals)?;
    Box::pin(run_until(config, options, signals)).await
}

/// The same, until something else comes.
pub async fn run_until(
    config: Config,
    options: Options,
    stop: impl Future<Output = ()>,
) -> Result<(), KeeperError> {
    config.check()?;
    log::start(&config.log);
    let file = config.manifest.as_deref().ok_or(ConfigError::Missing {
        key: "manifest",
        remedy: "the configuration or the command line must name it",
    })?;
    let manifest = Manifest::load(file)?;
    let prefix = &manifest.bech32_prefix;
    let key = key(config.key_file.as_deref(), prefix)?;
    let feeder = match &config.prices.key_file {
        Some(file) => Some(Key::from_file(file, prefix)?),
        None => None,
    };
    let metrics = keeper::metrics(&config);
    let clock: Clock = Arc::new(machine_time);
    let _server = serve(&config, options, (&metrics, &clock)).await?;
    let mut stop = Box::pin(stop);
    let client = tokio::select! {
        client = connect(&config, &manifest, options) => client?,
        () = &mut stop => return Ok(()),
    };
    let signer = client.signer(key);
    let account = Arc::new(ClientAccount(signer));
    let feeder = feeder.map(|key| Arc::new(ClientAccount(client.signer(key))));
    let keeper = Keeper {
        node: Arc::new(ClientNode::new(client, manifest.contracts.clone())),
        feeder: feeder.unwrap_or_else(|| Arc::clone(&account)),
        account,
        config: Arc::new(config),
        metrics,
        clock,
        is_dry: options.dry_run,
    };
    tell_start(&keeper, &manifest);
    if options.once {
        return Box::pin(keeper.once()).await;
    }
    Box::pin(keeper.run(stop)).await;
    tracing::info!("stopped");
    Ok(())
}

fn tell_start(keeper: &Keeper<ClientNode, ClientAccount>, manifest: &Manifest) {
    let account = keeper.account.0.address();
    let feeder = keeper.feeder.0.address();
    let (chain, is_dry) = (&manifest.chain_id, keeper.is_dry);
    tracing::info!(chain, account, feeder, is_dry, "the keeper begins");
}

fn key(file: Option<&Path>, prefix: &str) -> Result<Key, KeeperError> {
    Ok(match file {
        Some(file) => Key::from_file(file, prefix)?,
        None => Key::from_env(KEY_VARIABLE, prefix)?,
    })
}

async fn serve(
    config: &Config,
    options: Options,
    (metrics, clock): (&Arc<Metrics>, &Clock),
) -> Result<Option<server::Server>, KeeperError> {
    if options.once || !config.server.enabled {
        return Ok(None);
    }
    let listen = config.server.listen;
    let started = server::start(listen, Arc::clone(metrics), Arc::clone(clock)).await;
    let server = started.map_err(|error| KeeperError::Server {
        listen,
        reason: error.to_string(),
    })?;
    let address = server.address;
    tracing::info!(%address, "metrics and health are served");
    Ok(Some(server))
}

/// Connects; tries until a node is there, unless the keeper runs once only. A node of another chain is an
/// error at once.
async fn connect(
    config: &Config,
    manifest: &Manifest,
    options: Options,
) -> Result<Client, KeeperError> {
    let mut chain = ChainConfig::from(manifest);
    chain.max_lag = config.node.maximum_lag_seconds;
    chain.gas_margin = config.transactions.gas_margin;
    chain.timeout_blocks = config.transactions.timeout_blocks;
    let mut backoff = Backoff::new(&config.tasks);
    loop {
        match Client::connect(&chain).await {
            Ok(client) => return Ok(client),
            Err(error) if options.once || !error.is_transient() => return Err(error.into()),
            Err(error) => {
                let pause: Duration = backoff.failed();
                tracing::warn!(%error, seconds = pause.as_secs(), "no node yet");
                tokio::time::sleep(pause).await;
            }
        }
    }
}

/// SIGINT or SIGTERM, from now on.
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{signal, SignalKind};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The machine's clock, unix seconds.
fn machine_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
