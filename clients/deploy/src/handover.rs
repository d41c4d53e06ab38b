//! What governance has to do after a deployment: accept the contracts, pin their codes.

use std::time::Duration;

use ballast_client::{
    gov_address, Client, Error, Manifest, Msg, Proposal, ProposalStatus, Result, Signer, System,
    VoteOption,
};
use ballast_types::{
    liquidation::ExecuteMsg as LiquidationMsg, oracle::ExecuteMsg as OracleMsg,
    vault::ExecuteMsg as VaultMsg,
};

use crate::DeployError;

/// The proposal that accepts every contract that is offered to governance and pins every code that is
/// not pinned. None if there is nothing to do. Its deposit is the least that starts voting.
pub async fn handover_proposal(client: &Client, manifest: &Manifest) -> Result<Option<Proposal>> {
    let gov = gov_address(&manifest.bech32_prefix)?;
    let system = System::new(client.clone(), manifest.contracts.clone());
    let mut messages = vec![];
    let is_ours = |pending: Option<String>| pending.as_deref() == Some(gov.as_str());
    if is_ours(system.vault_config().await?.pending_owner) {
        messages.push(system.tell_vault(&VaultMsg::AcceptOwnership {}, vec![])?);
    }
    if is_ours(system.oracle_config().await?.pending_owner) {
        messages.push(system.tell_oracle(&OracleMsg::AcceptOwnership {})?);
    }
    if is_ours(system.liquidation_config().await?.pending_owner) {
        messages.push(system.tell_liquidation(&LiquidationMsg::AcceptOwnership {})?);
    }
    if let Some(pin) = pin(client, manifest).await? {
        messages.push(pin);
    }
    let title = "Take over Ballast and pin its codes";
    let summary =
        "Governance becomes the owner of the vault, the oracle and liquidation, and their \
                   codes are kept in memory, which saves 58,000 gas for each use.";
    propose(client, title, summary, messages).await
}

/// The proposal that pins the deployment's codes that are not pinned; none if all are.
pub async fn pin_proposal(client: &Client, manifest: &Manifest) -> Result<Option<Proposal>> {
    let messages = pin(client, manifest).await?.into_iter().collect();
    let title = "Pin the codes of Ballast";
    let summary = "Codes that are kept in memory save 58,000 gas for each use.";
    propose(client, title, summary, messages).await
}

async fn pin(client: &Client, manifest: &Manifest) -> Result<Option<Msg>> {
    let pinned = client.pinned_codes().await?;
    let ids = manifest.codes.values().map(|code| code.id);
    let code_ids: Vec<_> = ids.filter(|id| !pinned.contains(id)).collect();
    Ok((!code_ids.is_empty()).then_some(Msg::PinCodes { code_ids }))
}

async fn propose(
    client: &Client,
    title: &str,
    summary: &str,
    messages: Vec<Msg>,
) -> Result<Option<Proposal>> {
    if messages.is_empty() {
        return Ok(None);
    }
    Ok(Some(Proposal {
        title: title.to_owned(),
        summary: summary.to_owned(),
        metadata: String::new(),
        messages,
        deposit: client.gov_params().await?.min_deposit,
        is_expedited: false,
    }))
}

/// How often a proposal is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Submits a proposal, lets every voter vote yes and waits for its end: for a local chain, whose
/// validators' keys are at hand. The proposal's number.
pub async fn pass(
    proposer: &Signer,
    voters: &[Signer],
    proposal: Proposal,
) -> std::result::Result<u64, DeployError> {
    let submitted = proposer.send(&[Msg::SubmitProposal(proposal)]).await?;
    let id = submitted.proposal().ok_or_else(|| Error::Malformed {
        what: format!("transaction {}", submitted.hash),
        reason: "it has no proposal".to_owned(),
    })?;
    for voter in voters {
        let vote = Msg::Vote {
            proposal: id,
            option: VoteOption::Yes,
        };
        voter.send(&[vote]).await?;
    }
    loop {
        let found = proposer.client().proposal(id).await?;
        match found.status {
            ProposalStatus::Deposit | ProposalStatus::Voting => tokio::time::sleep(LOOK).await,
            ProposalStatus::Passed => return Ok(id),
            ended => {
                return Err(DeployError::Proposal {
                    id,
                    status: format!("{ended:?}").to_lowercase(),
                    why: found.failed_reason,
                })
            }
        }
    }
}
