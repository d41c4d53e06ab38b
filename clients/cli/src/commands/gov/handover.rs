//! Governance takes over what a deployment offers it.

use ballast_client::{gov_address, Any, Msg, Proposal, ProposalStatus, VoteOption};
use ballast_deploy::handover_proposal;
use serde_json::json;

use super::{outcome, status};
use crate::{
    chain::{Chain, Remote},
    commands::receipts,
    error::{CliError, CliResult, RemoteError},
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
    let waiting = not_voted_on(remote, &proposal)?;
    let note = told(&waiting);
    if is_passed && !note.is_empty() {
        eprintln!("{note}");
    }
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
    let mut human = format!(
        "submitted proposal{number}: {title}, {count} messages\n\nnext: `ballast gov vote{number} yes`, \
         then `ballast gov status{number} --watch`"
    );
    if !note.is_empty() {
        human = format!("{human}\n\n{note}");
    }
    let mut json = json!({ "proposal": id, "title": title, "same_without_deposit": waiting });
    receipts::add(remote.sent(), &mut json);
    Output::new(receipts::told(remote.sent(), &human), &json)
}

/// The proposals of the same messages that wait for their deposit. One that is voted on is an error: the second
/// to pass could only fail.
fn not_voted_on(remote: &Remote, proposal: &Proposal) -> CliResult<Vec<u64>> {
    let gov = gov_address(&remote.manifest().bech32_prefix)?;
    let messages = proposal.messages.iter().map(|msg| msg.to_any(&gov));
    let messages: Vec<_> = messages.collect::<Result<_, _>>()?;
    let known = remote.wait(remote.client().proposals())?;
    let known = known
        .iter()
        .map(|it| (it.id, it.status, it.messages.as_slice()));
    Ok(waiting(known, &messages)?)
}

/// Those of these proposals that have these messages and wait for their deposit. Anybody can submit any messages
/// for the least deposit, so such a one stands in nobody's way; one that is voted on does.
fn waiting<'a>(
    known: impl Iterator<Item = (u64, ProposalStatus, &'a [Any])>,
    messages: &[Any],
) -> Result<Vec<u64>, RemoteError> {
    let mut waiting = vec![];
    for (id, status, _) in known.filter(|(_, _, its)| *its == messages) {
        match status {
            ProposalStatus::Voting => return Err(RemoteError::VotedOn { id }),
            ProposalStatus::Deposit => waiting.push(id),
            _ => {}
        }
    }
    Ok(waiting)
}

/// What is said of proposals of the same messages; nothing of none.
fn told(waiting: &[u64]) -> String {
    let (which, does) = match waiting {
        [] => return String::new(),
        [one] => (format!("proposal {one}"), "does the same and waits for its"),
        [one, rest @ ..] => (
            format!("proposal {one} and {} more", rest.len()),
            "do the same and wait for their",
        ),
    };
    format!(
        "{which} {does} deposit, which `ballast gov deposit ID COINS` adds to; once governance has taken over, \
         the same could only fail"
    )
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

    fn pin(code: u64) -> Any {
        let code_ids = vec![code];
        Msg::PinCodes { code_ids }.to_any("wasm1gov").unwrap()
    }

    #[test]
    fn only_a_proposal_that_is_voted_on_stands_in_the_way() {
        use ProposalStatus::{Deposit, Failed, Passed, Rejected, Voting};
        let (one, both) = (vec![pin(1)], vec![pin(1), pin(2)]);
        let known = |status| {
            let known = [(3, Voting, &one), (4, status, &both), (5, Deposit, &both)];
            known.map(|(id, status, its)| (id, status, its.as_slice()))
        };
        let found = |status, messages: &[Any]| waiting(known(status).into_iter(), messages);
        assert_eq!(found(Deposit, &both), Ok(vec![4, 5]));
        assert_eq!(found(Voting, &both), Err(RemoteError::VotedOn { id: 4 }));
        for decided in [Passed, Rejected, Failed] {
            assert_eq!(found(decided, &both), Ok(vec![5]));
        }
        assert_eq!(found(Voting, &[pin(2), pin(1)]), Ok(vec![]));
    }

    #[test]
    fn what_waits_for_its_deposit_is_told() {
        assert_eq!(told(&[]), "");
        let one = told(&[4]);
        assert!(one.starts_with("proposal 4 does the same"), "{one}");
        assert!(one.contains("`ballast gov deposit ID COINS`"), "{one}");
        let more = told(&[4, 7, 9]);
        assert!(more.starts_with("proposal 4 and 2 more do the"), "{more}");
    }
}
