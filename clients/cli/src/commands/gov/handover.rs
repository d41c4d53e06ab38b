//! Governance takes over what a deployment offers it.

use ballast_client::{Msg, ProposalStatus, VoteOption};
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
