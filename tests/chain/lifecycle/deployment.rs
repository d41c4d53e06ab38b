//! A deployment that stops half way, again and again, is finished by repeating it.

use std::{ops::ControlFlow, time::Duration};

use ballast_chain_tests::{artifacts, deployment, network, options, plan, Site};
use ballast_client::{ChainConfig, Client, Error, Manifest, Msg, System};
use ballast_deploy::{deploy, signer_of, DeployError, Event, Step};
use ballast_localnet::{Account, Coin, Guard, Options, BECH32_PREFIX, FEE_DENOM};
use cosmwasm_std::coins;

/// What the deployer begins with, and gets each time its money has run out: less than all steps cost.
const ALLOWANCE: u128 = 45_000;

fn with_a_poor_deployer() -> Options {
    let mut options = options(1);
    options.accounts.push(Account {
        name: "deployer".to_owned(),
        coins: vec![Coin::new(ALLOWANCE, FEE_DENOM)],
    });
    options
}

/// One that gives up soon when no node answers.
async fn impatient(network: &Guard) -> Client {
    let price = "0.025stake".parse().unwrap();
    let mut config = ChainConfig::new(network.chain_id(), network.rpc_urls(), BECH32_PREFIX, price);
    config.patience = Duration::from_secs(1);
    Client::connect(&config).await.unwrap()
}

fn go_on(_: Event) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_is_resumed_wherever_it_stopped() {
    let artifacts = artifacts();
    let (folder, mut network) = network(&with_a_poor_deployer());
    let client = impatient(&network).await;
    let keys = network.keys();
    let deployer = signer_of(&client, &keys, "deployer").unwrap();
    let alice = signer_of(&client, &keys, "alice").unwrap();
    let plan = plan(&deployment(&network), &network);
    let file = folder.path().join("manifest.toml");

    // The deployer's money runs out, more than once.
    let mut stops = vec![];
    let mut feeders_missing = None;
    loop {
        match deploy(&deployer, &plan, &artifacts, &file, &mut go_on).await {
            Err(DeployError::Step { step, error }) => {
                assert!(
                    matches!(error, Error::InsufficientFunds { .. }),
                    "{step}: {error}"
                );
                stops.push(step);
            }
            Err(other) => panic!("{other}"),
            Ok(_) => break,
        }
        assert!(!file.exists(), "a manifest of half a deployment");
        if stops.len() == 3 {
            feeders_missing =
                Some(killed_in_between(&mut network, &deployer, &plan, &artifacts, &file).await);
        }
        let to = deployer.address().to_owned();
        let coins = coins(ALLOWANCE, FEE_DENOM);
        alice.send(&[Msg::Send { to, coins }]).await.unwrap();
    }
    println!("stopped for want of money at: {}", stops.join("; "));
    println!("stopped for want of a node at: {feeders_missing:?}");
    assert!(stops.len() > 3, "{stops:?}");

    // Nothing is left to do, and the same is said again.
    let manifest = Manifest::load(&file).unwrap();
    let mut missing = None;
    let mut watch = |event| {
        if let Event::Missing(steps) = event {
            missing = Some(steps);
        }
        ControlFlow::Continue(())
    };
    let again = deploy(&deployer, &plan, &artifacts, &file, &mut watch).await;
    assert_eq!(again.unwrap(), manifest);
    assert_eq!(missing, Some(0));

    let system = System::new(client.clone(), manifest.contracts.clone());
    let types = system.collateral_types().await.unwrap();
    assert_eq!(types.len(), 2);
    assert_eq!(system.feeders("ETH").await.unwrap().len(), 4);
    let vault = client
        .contract_info(&manifest.contracts.vault)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(vault.admin.as_deref(), Some(plan.owner()));
    other_manifests_are_not_written_over(&deployer, &plan, &manifest, &file).await;
}

/// The node is killed before a step is taken, and started again after the deployment has failed.
async fn killed_in_between(
    network: &mut Guard,
    deployer: &ballast_client::Signer,
    plan: &ballast_deploy::Plan,
    artifacts: &ballast_deploy::Artifacts,
    file: &std::path::Path,
) -> Step {
    let mut stopped = None;
    let mut watch = |event| {
        if let Event::Taking(step) = event {
            network.kill_node(0).unwrap();
            stopped = Some(step);
        }
        ControlFlow::Continue(())
    };
    let failed = deploy(deployer, plan, artifacts, file, &mut watch)
        .await
        .unwrap_err();
    let DeployError::Step { error, .. } = &failed else {
        panic!("{failed}");
    };
    assert!(
        matches!(error, Error::Unreachable { .. } | Error::Unconfirmed { .. }),
        "{error}"
    );
    network.start_node(0).unwrap();
    let height = network.height(0).unwrap();
    network
        .wait_for_height(0, height + 1, ballast_chain_tests::PATIENCE)
        .unwrap();
    stopped.unwrap()
}

async fn other_manifests_are_not_written_over(
    deployer: &ballast_client::Signer,
    plan: &ballast_deploy::Plan,
    manifest: &Manifest,
    file: &std::path::Path,
) {
    let other = Manifest {
        chain_id: "another-1".to_owned(),
        ..manifest.clone()
    };
    other.save(file).unwrap();
    let refused = deploy(deployer, plan, &artifacts(), file, &mut go_on)
        .await
        .unwrap_err();
    assert!(
        matches!(&refused, DeployError::OtherChain { found, .. } if found == "another-1"),
        "{refused}"
    );
    let mut other = manifest.clone();
    other.contracts.vault = other.contracts.oracle.clone();
    other.save(file).unwrap();
    let refused = deploy(deployer, plan, &artifacts(), file, &mut go_on)
        .await
        .unwrap_err();
    assert!(
        matches!(&refused, DeployError::OtherDeployment { .. }),
        "{refused}"
    );
    assert_eq!(Manifest::load(file).unwrap(), other, "it was written over");
}

/// What is used by the other tests of this target.
pub async fn site() -> Site {
    Site::up(&options(1)).await
}
