//! What governance has to do after a deployment: accept the contracts, pin their codes.

use ballast_client::{gov_address, Client, Manifest, Msg, Proposal, Result, System};
use ballast_types::{
    liquidation::ExecuteMsg as LiquidationMsg, oracle::ExecuteMsg as OracleMsg,
    vault::ExecuteMsg as VaultMsg,
};

use crate::{LIQUIDATION, ORACLE, VAULT};

/// The proposal that accepts every contract that is offered to governance and pins every code that is
/// not pinned. None if there is nothing to do. Its deposit is the least that starts voting.
pub async fn handover_proposal(client: &Client, manifest: &Manifest) -> Result<Option<Proposal>> {
    let system = System::new(client.clone(), manifest.contracts.clone());
    let (mut messages, mut taken) = (vec![], vec![]);
    for contract in offered_to_governance(client, manifest).await? {
        let (message, words) = match contract {
            VAULT => {
                let accept = VaultMsg::AcceptOwnership {};
                (system.tell_vault(&accept, vec![])?, "the vault")
            }
            ORACLE => {
                let accept = OracleMsg::AcceptOwnership {};
                (system.tell_oracle(&accept)?, "the oracle")
            }
            _ => {
                let accept = LiquidationMsg::AcceptOwnership {};
                (system.tell_liquidation(&accept)?, "liquidation")
            }
        };
        messages.push(message);
        taken.push(words);
    }
    let codes = unpinned(client, manifest).await?;
    let Some(words) = Words::of(&taken, &codes) else {
        return Ok(None);
    };
    if !codes.is_empty() {
        messages.push(Msg::PinCodes { code_ids: codes });
    }
    Ok(Some(Proposal {
        title: words.title,
        summary: words.summary,
        metadata: String::new(),
        messages,
        deposit: client.gov_params().await?.min_deposit,
        is_expedited: false,
    }))
}

/// The contracts that are offered to the chain's governance and not accepted yet, by name.
pub async fn offered_to_governance(
    client: &Client,
    manifest: &Manifest,
) -> Result<Vec<&'static str>> {
    let gov = gov_address(&manifest.bech32_prefix)?;
    let system = System::new(client.clone(), manifest.contracts.clone());
    let pending = [
        (VAULT, system.vault_config().await?.pending_owner),
        (ORACLE, system.oracle_config().await?.pending_owner),
        (
            LIQUIDATION,
            system.liquidation_config().await?.pending_owner,
        ),
    ];
    let offered = pending
        .into_iter()
        .filter(|(_, to)| to.as_deref() == Some(gov.as_str()));
    Ok(offered.map(|(name, _)| name).collect())
}

async fn unpinned(client: &Client, manifest: &Manifest) -> Result<Vec<u64>> {
    let pinned = client.pinned_codes().await?;
    let ids = manifest.codes.values().map(|code| code.id);
    Ok(ids.filter(|id| !pinned.contains(id)).collect())
}

/// What the proposal says of itself.
struct Words {
    title: String,
    summary: String,
}

impl Words {
    /// None if governance takes nothing and pins nothing.
    fn of(taken: &[&str], codes: &[u64]) -> Option<Self> {
        let contracts = listed(taken);
        let ids: Vec<_> = codes.iter().map(u64::to_string).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let code = if codes.len() == 1 { "code" } else { "codes" };
        let codes = format!("{code} {}", listed(&ids));
        let owned = format!("Governance becomes the owner of {contracts}.");
        let kept = format!(
            "Every node keeps {codes} in memory, which saves 58,000 gas for each contract that a transaction calls."
        );
        let (title, summary) = match (taken.is_empty(), ids.is_empty()) {
            (true, true) => return None,
            (false, true) => (format!("Take over {contracts}"), owned),
            (true, false) => (format!("Pin {codes}"), kept),
            (false, false) => (
                format!("Take over {contracts} and pin {codes}"),
                format!("{owned} {kept}"),
            ),
        };
        Some(Self { title, summary })
    }
}

/// `a, b and c`.
fn listed(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_says_what_it_does_and_no_more() {
        let all = ["the vault", "the oracle", "liquidation"];
        let title = |taken: &[&str], codes: &[u64]| Words::of(taken, codes).map(|it| it.title);
        for (taken, codes, expected) in [
            (
                &all[..],
                &[1, 2][..],
                "Take over the vault, the oracle and liquidation and pin codes 1 and 2",
            ),
            (&all[..1], &[], "Take over the vault"),
            (&[], &[7], "Pin code 7"),
        ] {
            assert_eq!(title(taken, codes).as_deref(), Some(expected));
        }
        assert_eq!(title(&[], &[]), None);
        let words = Words::of(&[], &[7]).unwrap();
        assert!(!words.summary.contains("owner"), "{}", words.summary);
        let words = Words::of(&all[1..], &[]).unwrap();
        assert_eq!(
            words.summary,
            "Governance becomes the owner of the oracle and liquidation."
        );
    }
}
