//! Taking the missing steps, one transaction each, until nothing is missing.

use std::{collections::BTreeMap, ops::ControlFlow, path::Path};

use ballast_client::{Client, Code, Manifest, ManifestAsset, Signer};
use ballast_types::{stablecoin::DECIMALS, Asset};

use crate::{
    differ::differences,
    found::Found,
    message,
    next::{self, Step},
    plan::Addresses,
    Artifacts, DeployError, Plan, STABLECOIN_ASSET,
};

/// What a deployment tells while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many steps are missing on the chain.
    Missing(usize),
    /// A step will be taken now.
    Taking(Step),
    /// A step is on the chain.
    Taken {
        /// Which.
        step: Step,
        /// Its transaction.
        hash: String,
        /// The gas it used.
        gas_used: u64,
    },
}

/// Most attempts to take steps that others took meanwhile.
const MOST_SURPRISES: u32 = 5;

/// Deploys a plan and writes its manifest: takes the steps that the chain lacks, one transaction each, and
/// ends when everything on the chain equals the plan. May be stopped anywhere, by `watch` too, and called
/// again. Refuses before the first transaction: another chain, a manifest of another chain or deployment,
/// and anything on the chain under this deployment's name that is not as the plan has it.
pub async fn deploy(
    signer: &Signer,
    plan: &Plan,
    artifacts: &Artifacts,
    manifest: &Path,
    watch: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
) -> Result<Manifest, DeployError> {
    let client = signer.client();
    let addresses = plan.addresses(signer.address(), artifacts)?;
    ensure_chain(client, plan)?;
    let kept = ensure_manifest(manifest, plan, &addresses)?;
    let mut surprises = 0;
    let mut is_told = false;
    loop {
        let found = Found::ask(client, plan, &addresses, artifacts).await?;
        let differ = differences(plan, &addresses, &found);
        if !differ.is_empty() {
            return Err(DeployError::Differs(differ));
        }
        let missing = next::missing(plan, &addresses, artifacts, &found);
        if !is_told {
            is_told = true;
            tell(watch, Event::Missing(missing.len()), "the beginning")?;
        }
        let Some(first) = missing.first() else {
            let written = written(client, plan, &addresses, artifacts, &found);
            let written = Manifest {
                keys: kept,
                ..written
            };
            written.save(manifest)?;
            return Ok(written);
        };
        first.ensure_possible(&found, signer.address())?;
        let step = &first.step;
        tell(watch, Event::Taking(step.clone()), &step.to_string())?;
        let msg = message::message(step, plan, &addresses, artifacts, &found)?;
        match signer.send(&[msg]).await {
            Ok(included) => {
                let (hash, gas_used) = (included.hash, included.gas_used);
                let taken = Event::Taken {
                    step: step.clone(),
                    hash,
                    gas_used,
                };
                tell(watch, taken, &step.to_string())?;
            }
            // A transaction of an earlier run may have arrived only now: then the step is not missing.
            Err(error) if surprises < MOST_SURPRISES && is_refusal(&error) => {
                surprises += 1;
                let found = Found::ask(client, plan, &addresses, artifacts).await?;
                let missing = next::missing(plan, &addresses, artifacts, &found);
                if missing.first().is_some_and(|still| still.step == *step) {
                    return Err(failed(step, error));
                }
            }
            Err(error) => return Err(failed(step, error)),
        }
    }
}

fn tell(
    watch: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
    event: Event,
    step: &str,
) -> Result<(), DeployError> {
    match watch(event) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(DeployError::Stopped {
            step: step.to_owned(),
        }),
    }
}

fn is_refusal(error: &ballast_client::Error) -> bool {
    matches!(
        error,
        ballast_client::Error::Refused { .. } | ballast_client::Error::Rejected { .. }
    )
}

fn failed(step: &Step, error: ballast_client::Error) -> DeployError {
    DeployError::Step {
        step: step.to_string(),
        error,
    }
}

fn ensure_chain(client: &Client, plan: &Plan) -> Result<(), DeployError> {
    let found = &client.config().chain_id;
    if *found == plan.chain_id {
        return Ok(());
    }
    Err(ballast_client::Error::WrongChain {
        endpoint: client.endpoint().to_string(),
        expected: plan.chain_id.clone(),
        found: found.clone(),
    }
    .into())
}

/// Refuses to write over a manifest of something else. What an earlier manifest says of keys is kept.
fn ensure_manifest(
    file: &Path,
    plan: &Plan,
    addresses: &Addresses,
) -> Result<Option<std::path::PathBuf>, DeployError> {
    if !file.exists() {
        return Ok(None);
    }
    let there = Manifest::load(file)?;
    if there.chain_id != plan.chain_id {
        return Err(DeployError::OtherChain {
            file: file.to_owned(),
            expected: plan.chain_id.clone(),
            found: there.chain_id,
        });
    }
    if there.contracts != addresses.contracts {
        return Err(DeployError::OtherDeployment {
            file: file.to_owned(),
            expected: addresses.contracts.vault.clone(),
            found: there.contracts.vault,
        });
    }
    Ok(there.keys)
}

fn written(
    client: &Client,
    plan: &Plan,
    addresses: &Addresses,
    artifacts: &Artifacts,
    found: &Found,
) -> Manifest {
    let codes = artifacts.codes().filter_map(|(name, artifact)| {
        let code = Code {
            id: *found.codes.get(name)?,
            checksum: artifact.checksum.clone(),
        };
        Some((name.to_owned(), code))
    });
    let stablecoin = ManifestAsset {
        name: STABLECOIN_ASSET.to_owned(),
        decimals: DECIMALS,
        asset: Asset::Cw20 {
            contract: addresses.contracts.stablecoin.clone(),
        },
    };
    let assets = plan.assets.iter().map(|planned| ManifestAsset {
        name: planned.name.clone(),
        decimals: planned.decimals,
        asset: plan.asset(&planned.name, addresses),
    });
    let mut accounts = plan.accounts.clone();
    accounts
        .entry("deployer".to_owned())
        .or_insert_with(|| addresses.deployer.clone());
    Manifest {
        chain_id: plan.chain_id.clone(),
        rpc: client.config().rpc.clone(),
        bech32_prefix: plan.prefix.clone(),
        gas_price: plan.gas_price.clone(),
        keys: None,
        contracts: addresses.contracts.clone(),
        codes: codes.collect::<BTreeMap<_, _>>(),
        accounts,
        assets: assets.chain([stablecoin]).collect(),
    }
}
