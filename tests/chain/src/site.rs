//! A network in a folder of its own, with the contracts on it.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Duration,
};

use ballast_client::{ChainConfig, Client, Manifest, System};
use ballast_deploy::{addresses_of_keys, deploy, signer_of, Artifacts, DeploymentFile, Plan};
use ballast_localnet::{Guard, Localnet, Options, BECH32_PREFIX};
use cosmwasm_std::Decimal;
use tempfile::TempDir;

use crate::{Actor, FEED};

/// How long something that must come may take, on a machine that does other things as well.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A chain with the contracts of the local deployment. Ends with what uses it.
pub struct Site {
    /// The nodes. They end before their folder does.
    pub network: Guard,
    /// Where files of the test may be.
    pub folder: TempDir,
    /// The deployment.
    pub manifest: Manifest,
    /// Asks the chain.
    pub client: Client,
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap()
}

/// Where the compiled contracts are.
pub fn artifacts_folder() -> PathBuf {
    root().join("artifacts")
}

/// The compiled contracts.
pub fn artifacts() -> Artifacts {
    Artifacts::read(&artifacts_folder(), false).unwrap_or_else(|error| {
        panic!("{error}\nthe compiled contracts are missing or old: `cargo xtask wasm` makes them")
    })
}

/// So many validators with quick blocks and quick votes.
pub fn options(validators: u16) -> Options {
    Options {
        validators,
        timeout_commit: Duration::from_millis(200),
        voting_period: Duration::from_secs(8),
        ..Options::default()
    }
}

/// A network that runs, in a folder that goes with it.
pub fn network(options: &Options) -> (TempDir, Guard) {
    let folder = tempfile::tempdir().unwrap();
    let made = Localnet::create(&folder.path().join("net"), options);
    let mut network = made.expect("a network is made").guarded();
    network.start().expect("the network starts");
    (folder, network)
}

/// The local deployment, for this network, with prices every few seconds, of which only the widest moves wait,
/// and mint ratios that stay at their base: what a market does in an hour happens here in a minute.
pub fn deployment(network: &Localnet) -> DeploymentFile {
    let file = root().join("deployments/local.toml");
    let mut file = DeploymentFile::load(&file).unwrap();
    network.chain_id().clone_into(&mut file.chain.id);
    for feed in &mut file.feeds {
        feed.beat = Some(5);
        feed.maximum_step = Some(Decimal::percent(50));
    }
    for spec in &mut file.collateral_types {
        spec.risk.margin.cap = spec.risk.base_mint_ratio;
    }
    file
}

/// The deployment with the network's accounts.
pub fn plan(file: &DeploymentFile, network: &Localnet) -> Plan {
    let known = addresses_of_keys(&network.keys(), BECH32_PREFIX).unwrap();
    file.resolve(&known).unwrap()
}

impl Site {
    /// Makes a network and deploys.
    pub async fn up(options: &Options) -> Self {
        let artifacts = artifacts(); // before a network is made in vain
        let (folder, network) = network(options);
        Self::deployed(folder, network, &artifacts).await
    }

    /// Deploys on a network that runs.
    pub async fn deployed(folder: TempDir, network: Guard, artifacts: &Artifacts) -> Self {
        let file = deployment(&network);
        Self::deployed_as(&file, folder, network, artifacts).await
    }

    /// Deploys something else than [`deployment`].
    pub async fn deployed_as(
        file: &DeploymentFile,
        folder: TempDir,
        network: Guard,
        artifacts: &Artifacts,
    ) -> Self {
        let client = connect(&network).await;
        let plan = plan(file, &network);
        let owner = signer_of(&client, &network.keys(), "owner").unwrap();
        let file = folder.path().join("manifest.toml");
        let mut watch = |_| ControlFlow::Continue(());
        deploy(&owner, &plan, artifacts, &file, &mut watch)
            .await
            .expect("the contracts are deployed");
        let mut manifest = Manifest::load(&file).unwrap();
        manifest.keys = Some(network.keys());
        manifest.save(&file).unwrap();
        Self {
            network,
            folder,
            manifest,
            client,
        }
    }

    /// Where the manifest lies.
    pub fn manifest_file(&self) -> PathBuf {
        self.folder.path().join("manifest.toml")
    }

    /// Asks the contracts.
    pub fn system(&self) -> System {
        System::new(self.client.clone(), self.manifest.contracts.clone())
    }

    /// One of the network's accounts.
    pub fn actor(&self, name: &str) -> Actor {
        let signer = signer_of(&self.client, &self.network.keys(), name).unwrap();
        Actor::new(signer, self.system())
    }

    /// Waits until ether has a price that may be used.
    pub async fn has_price(&self) {
        let valid = async {
            loop {
                let price = self.system().feed(FEED).await.unwrap().price;
                if price.is_some_and(|price| price.is_valid) {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::time::timeout(PATIENCE, valid)
            .await
            .expect("a price is accepted");
    }

    /// All feeders report a price of now.
    pub async fn report(&self, price: &str) {
        for number in 1..=4 {
            let feeder = self.actor(&format!("feeder-{number}"));
            feeder.report(price).await.expect("the report is taken");
        }
    }
}

/// A client of all nodes of a network.
pub(crate) async fn connect(network: &Localnet) -> Client {
    let price = "0.025stake".parse().unwrap();
    let config = ChainConfig::new(network.chain_id(), network.rpc_urls(), BECH32_PREFIX, price);
    Client::connect(&config).await.expect("the chain answers")
}
