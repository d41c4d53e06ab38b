//! Governance takes over what a deployment offers it.

use ballast_client::{gov_address, Any, Msg, Proposal, ProposalStatus, VoteOption};
use ballast_deploy::handover_proposal;
use serde_json::json;

use super::{outcome, status};
use crate::{
    chain::{Chain, Remote},
    commands::receipts,
    error::{CliError, CliResult},
    output::Output,
};

/// What a local network calls its validators' keys.
const VALIDATOR: &str = "validator-";

/// Proposes that governance accepts the contracts that are offered to it and pins their codes. On a
/// local chain the validators' keys are at hand: with `is_passed` they vote for it, and its end is
/// waited for. An error then, unless it passed.
pub fn run(remote: &mut Remote, actor: Option<String>, is_passed: bool) -> CliResult<Output> {
    let proposer = actor.ok_or(CliError::NoActor)?;
    let voters = if is_passed {
        validators(remote)?
    } else {
        vec![]
    };
    let proposal = remote.wait(handover_proposal(remote.client(), remote.manifest()))?;
    let Some(proposal) = proposal else {
        let human =
            "there is nothing to hand over: no contract is offered to governance, and all codes \
                     are pinned";
        return Output::new(human, &json!({ "proposal": null }));
    };
    ensure_new(remote, &proposal)?;
    let (title, count) = (proposal.title.clone(), proposal.messages.len());
    let included = remote.send(&proposer, &[Msg::SubmitProposal(proposal)])?;
    let id = included.proposal();
    if let (true, Some(id)) = (is_passed, id) {
        for voter in &voters {
            let option = VoteOption::Yes;
            let vote = Msg::Vote {
                proposal: id,
                option,
            };
            remote.send(voter, &[vote])?;
        }
        let standing = status::standing(remote, id, true)?;
        let ended = &standing.proposal;
        if ended.status != ProposalStatus::Passed {
            return Err(CliError::NotPassed {
                id,
                state: outcome::told(ended.status),
                why: ended.failed_reason.clone(),
            });
        }
        return status::shown(remote, &standing);
    }
    let number = id.map_or_else(String::new, |id| format!(" {id}"));
    let human = format!(
        "submitted proposal{number}: {title}, {count} messages\n\nnext: `ballast gov vote{number} yes`, \
         then `ballast gov status{number} --watch`"
    );
    let mut json = json!({ "proposal": id, "title": title });
    receipts::add(remote.sent(), &mut json);
    Output::new(receipts::told(remote.sent(), &human), &json)
}

/// Refuses a proposal that stands already: the second to pass could only fail.
fn ensure_new(remote: &Remote, proposal: &Proposal) -> CliResult<()> {
    let gov = gov_address(&remote.manifest().bech32_prefix)?;
    let messages = proposal.messages.iter().map(|msg| msg.to_any(&gov));
    let messages: Vec<_> = messages.collect::<Result<_, _>>()?;
    let known = remote.wait(remote.client().proposals())?;
    let open = known
        .iter()
        .filter(|it| !outcome::is_decided(it.status))
        .map(|it| (it.id, it.messages.as_slice()));
    match same(open, &messages) {
        Some(id) => Err(CliError::Arguments(format!(
            "proposal {id} does the same and is not decided: `ballast gov status {id}` shows it"
        ))),
        None => Ok(()),
    }
}

/// The first of these proposals that has these messages.
fn same<'a>(mut open: impl Iterator<Item = (u64, &'a [Any])>, messages: &[Any]) -> Option<u64> {
    open.find(|(_, its)| *its == messages).map(|(id, _)| id)
}

/// The validators whose keys are at hand.
fn validators(remote: &Remote) -> CliResult<Vec<String>> {
    let accounts = remote.manifest().accounts.keys();
    let named = accounts.filter(|name| name.starts_with(VALIDATOR) && remote.can_sign(name));
    let voters: Vec<_> = named.cloned().collect();
    if voters.is_empty() {
        let text = "--pass is for a local chain: no validator's key is at hand";
        return Err(CliError::Arguments(text.to_owned()));
    }
    Ok(voters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_of_the_same_messages_is_found() {
        let pin = |code| {
            let code_ids = vec![code];
            Msg::PinCodes { code_ids }.to_any("wasm1gov").unwrap()
        };
        let (one, both) = (vec![pin(1)], vec![pin(1), pin(2)]);
        let open = || [(3, one.as_slice()), (4, both.as_slice())].into_iter();
        assert_eq!(same(open(), &both), Some(4));
        assert_eq!(same(open(), &[pin(2), pin(1)]), None);
        assert_eq!(same(open(), &[pin(2)]), None);
    }
}
