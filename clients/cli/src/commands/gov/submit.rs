//! Submitting a proposal.

use std::path::Path;

use ballast_client::{gov_address, Msg, Proposal};
use ballast_types::{oracle, vault};
use cosmwasm_std::Coin;
use serde_json::json;

use super::messages;
use crate::{
    chain::{Chain, Contract, Remote},
    commands::{draft, receipts},
    error::{CliError, CliResult},
    gov::{plan, Draft},
    output::Output,
    session::Session,
};

/// Longest title that a chain takes as it comes.
const LONGEST_TITLE: usize = 255;

/// Submits a proposal's file with its deposit.
pub fn run(
    remote: &mut Remote,
    actor: Option<String>,
    file: &Path,
    deposit: Option<&str>,
) -> CliResult<Output> {
    let proposer = actor.ok_or(CliError::NoActor)?;
    let vault = remote.address(Contract::Vault.name())?;
    let drafted = Draft::load(file, &remote.id(), &vault)?;
    ensure_governed(remote)?;
    let params = remote.wait(remote.client().gov_params())?;
    let deposit = match deposit.or(drafted.deposit.as_deref()) {
        Some(text) => coins(text)?,
        None => params.min_deposit.clone(),
    };
    let (proposal, view, mut json) = {
        let session = Session::new(remote, Some(proposer.clone()))?;
        let planned = plan(&drafted, &session)?;
        let (view, json) = draft::view(&session, &drafted, &planned);
        let messages: CliResult<Vec<_>> = planned
            .iter()
            .map(|it| messages::to_chain(&it.message, session.chain))
            .collect();
        let proposal = Proposal {
            title: draft::title(&drafted, &planned)
                .chars()
                .take(LONGEST_TITLE)
                .collect(),
            summary: draft::summary(&drafted, &planned),
            metadata: String::new(),
            messages: messages?,
            deposit: deposit.clone(),
            is_expedited: false,
        };
        (proposal, view, json)
    };
    let included = remote.send(&proposer, &[Msg::SubmitProposal(proposal)])?;
    let id = included.proposal();
    let number = id.map_or_else(|| "a proposal".to_owned(), |id| format!("proposal {id}"));
    let rest = missing(&params.min_deposit, &deposit);
    let next = match (rest.is_empty(), id) {
        (true, Some(id)) => format!(
            "voting lasts {}: `ballast gov vote {id} yes`, then `ballast gov status {id} --watch`",
            crate::time::span(params.voting_period)
        ),
        (true, None) => String::new(),
        (false, Some(id)) => format!(
            "voting begins when {0} more is deposited: `ballast gov deposit {id} {0}`",
            shown(&rest)
        ),
        (false, None) => format!("voting begins when {} more is deposited", shown(&rest)),
    };
    let human = format!(
        "submitted {number}, deposit {}\n\n{view}\n\n{next}",
        shown(&deposit)
    );
    if let serde_json::Value::Object(fields) = &mut json {
        fields.insert("proposal".to_owned(), json!(id));
        fields.insert("deposit".to_owned(), json!(deposit));
    }
    receipts::add(remote.sent(), &mut json);
    Output::new(receipts::told(remote.sent(), &human), &json)
}

/// Refuses where the chain's governance cannot change the contracts: it does not own them.
fn ensure_governed(remote: &Remote) -> CliResult<()> {
    let gov = gov_address(&remote.manifest().bech32_prefix)?;
    let config: vault::ConfigResponse =
        serde_json::from_value(remote.ask(Contract::Vault, json!({ "config": {} }))?)?;
    let oracle: oracle::ConfigResponse =
        serde_json::from_value(remote.ask(Contract::Oracle, json!({ "config": {} }))?)?;
    for (contract, owner) in [("vault", config.owner), ("oracle", oracle.owner)] {
        if owner != gov {
            let owner = remote.name_of(&owner);
            let text = format!(
                "the {contract} belongs to {owner}: a proposal of the chain's governance ({gov}) cannot \
                 change it"
            );
            return Err(CliError::Arguments(text));
        }
    }
    Ok(())
}

/// Coins as people write them: `1000stake,5uatom`.
pub fn coins(text: &str) -> CliResult<Vec<Coin>> {
    let refused = || {
        CliError::Arguments(format!(
            "'{text}' is no deposit: expected coins in base units, as 1000stake"
        ))
    };
    let parts = text.split(',').map(|part| part.trim().parse::<Coin>());
    let coins: Vec<Coin> = parts.collect::<Result<_, _>>().map_err(|_| refused())?;
    if coins
        .iter()
        .any(|coin| coin.amount.is_zero() || coin.denom.is_empty())
    {
        return Err(refused());
    }
    Ok(coins)
}

/// What must still be deposited before voting begins.
fn missing(needed: &[Coin], given: &[Coin]) -> Vec<Coin> {
    let left = needed.iter().filter_map(|needed| {
        let given = given.iter().find(|given| given.denom == needed.denom);
        let given = given.map(|given| given.amount).unwrap_or_default();
        let left = needed.amount.saturating_sub(given);
        (!left.is_zero()).then(|| Coin {
            denom: needed.denom.clone(),
            amount: left,
        })
    });
    left.collect()
}

fn shown(coins: &[Coin]) -> String {
    let texts: Vec<_> = coins.iter().map(ToString::to_string).collect();
    texts.join(",")
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::coins as of;

    use super::*;

    #[test]
    fn deposits_are_coins() {
        assert_eq!(coins("1000stake").unwrap(), of(1_000, "stake"));
        assert_eq!(coins("1stake, 2uatom").unwrap().len(), 2);
        for text in ["", "stake", "1000", "0stake", "-1stake", "1 stake,"] {
            let error = coins(text).unwrap_err().to_string();
            assert!(error.contains("is no deposit"), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_missing_is_told() {
        assert_eq!(missing(&of(10, "a"), &of(4, "a")), of(6, "a"));
        assert_eq!(missing(&of(10, "a"), &of(10, "b")), of(10, "a"));
        assert!(missing(&of(10, "a"), &of(11, "a")).is_empty());
    }
}
