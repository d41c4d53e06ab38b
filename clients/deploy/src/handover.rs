//! What governance has to do after a deployment: accept the contracts, pin their codes.

use ballast_client::{gov_address, Client, Manifest, Msg, Proposal, Result, System};
use ballast_types::{
    liquidation::ExecuteMsg as LiquidationMsg, oracle::ExecuteMsg as OracleMsg,
    vault::ExecuteMsg as VaultMsg,
};

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
    if messages.is_empty() {
        return Ok(None);
    }
    let title = "Take over Ballast and pin its codes";
    let summary =
        "Governance becomes the owner of the vault, the oracle and liquidation, and their \
                   codes are kept in memory, which saves 58,000 gas for each use.";
    Ok(Some(Proposal {
        title: title.to_owned(),
        summary: summary.to_owned(),
        metadata: String::new(),
        messages,
        deposit: client.gov_params().await?.min_deposit,
        is_expedited: false,
    }))
}

async fn pin(client: &Client, manifest: &Manifest) -> Result<Option<Msg>> {
    let pinned = client.pinned_codes().await?;
    let ids = manifest.codes.values().map(|code| code.id);
    let code_ids: Vec<_> = ids.filter(|id| !pinned.contains(id)).collect();
    Ok((!code_ids.is_empty()).then_some(Msg::PinCodes { code_ids }))
}
