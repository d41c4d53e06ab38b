//! Proposals to the governance of a real chain: submitting them, voting, and following them to their
//! end.

mod handover;
mod messages;
mod outcome;
mod status;
mod submit;

use ballast_client::{Msg, ProposalInfo, ProposalStatus, VoteOption};
use serde_json::json;

use super::receipts;
use crate::{
    chain::{Chain, Remote},
    command::{GovCommand, Vote},
    error::{CliError, CliResult},
    output::Output,
    table::{table, Align},
    text::{bounded, in_a_line},
    time::moment,
};

/// Most signs of a title in the list: a longer one pushed the others' states out of sight.
const LONGEST_TITLE: usize = 100;

/// Does what the command says.
pub fn run(remote: &mut Remote, actor: Option<String>, command: &GovCommand) -> CliResult<Output> {
    match command {
        GovCommand::Submit { file, deposit } => {
            submit::run(remote, actor, file, deposit.as_deref())
        }
        GovCommand::Deposit { id, coins } => deposit(remote, actor, *id, coins),
        GovCommand::Vote { id, vote } => cast(remote, actor, *id, *vote),
        GovCommand::Status { id, is_watched } => status::run(remote, *id, *is_watched),
        GovCommand::List => list(remote),
        GovCommand::Handover { is_passed } => handover::run(remote, actor, *is_passed),
    }
}

fn deposit(remote: &mut Remote, actor: Option<String>, id: u64, text: &str) -> CliResult<Output> {
    let (depositor, coins) = (actor.ok_or(CliError::NoActor)?, submit::coins(text)?);
    // The chain's own words for a number that no proposal has say nothing.
    remote.wait(remote.client().proposal(id))?;
    let msg = Msg::Deposit {
        proposal: id,
        coins,
    };
    remote.send(&depositor, &[msg])?;
    let proposal = remote.wait(remote.client().proposal(id))?;
    let state = outcome::told(proposal.status);
    let human = format!("{depositor} deposited {text} on proposal {id}, which is now: {state}");
    let mut json = json!({ "proposal": id, "deposit": proposal.deposit, "status": state });
    receipts::add(remote.sent(), &mut json);
    Output::new(receipts::told(remote.sent(), &human), &json)
}

fn cast(remote: &mut Remote, actor: Option<String>, id: u64, vote: Vote) -> CliResult<Output> {
    let voter = actor.ok_or(CliError::NoActor)?;
    let proposal = remote.wait(remote.client().proposal(id))?;
    if proposal.status != ProposalStatus::Voting {
        let text = format!(
            "proposal {id} is not voted on: {}",
            outcome::told(proposal.status)
        );
        return Err(CliError::Arguments(text));
    }
    let (option, word) = match vote {
        Vote::Yes => (VoteOption::Yes, "yes"),
        Vote::No => (VoteOption::No, "no"),
        Vote::Abstain => (VoteOption::Abstain, "abstain"),
        Vote::Veto => (VoteOption::Veto, "veto"),
    };
    let msg = Msg::Vote {
        proposal: id,
        option,
    };
    remote.send(&voter, &[msg])?;
    let tally = remote.wait(remote.client().tally(id))?;
    let human = format!(
        "{voter} voted {word} on proposal {id}: {}",
        in_a_line(&proposal.title)
    );
    let weightless = if tally == ballast_client::Tally::default() {
        "\nnobody who voted has staked anything: only staked coins count"
    } else {
        ""
    };
    let human = receipts::told(remote.sent(), &format!("{human}{weightless}"));
    let mut json = json!({
        "proposal": id,
        "voter": voter,
        "vote": word,
        "tally": outcome::tally_json(&tally),
    });
    receipts::add(remote.sent(), &mut json);
    Output::new(human, &json)
}

fn list(remote: &Remote) -> CliResult<Output> {
    let mut proposals = remote.wait(remote.client().proposals())?;
    proposals.reverse();
    let human = if proposals.is_empty() {
        "there are no proposals".to_owned()
    } else {
        listed(&proposals)
    };
    let values: Vec<_> = proposals
        .iter()
        .map(|proposal| {
            json!({
                "id": proposal.id,
                "title": proposal.title,
                "status": outcome::told(proposal.status),
                "voting_until": proposal.voting_until,
            })
        })
        .collect();
    Output::new(human, &values)
}

/// Proposals in a table.
fn listed(proposals: &[ProposalInfo]) -> String {
    let columns = [
        ("id", Align::Right),
        ("title", Align::Left),
        ("state", Align::Left),
        ("voting ends", Align::Left),
    ];
    let rows = proposals.iter().map(|proposal| {
        vec![
            proposal.id.to_string(),
            bounded(&proposal.title, LONGEST_TITLE),
            outcome::told(proposal.status).to_owned(),
            proposal.voting_until.map_or_else(|| "-".to_owned(), moment),
        ]
    });
    table(&columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_pushes_no_state_out_of_sight() {
        let proposal = |title: String| ProposalInfo {
            title,
            ..outcome::sample(ProposalStatus::Voting)
        };
        let titles = [format!("a{}b", " ".repeat(9_000)), "c".to_owned()];
        let table = listed(&titles.map(proposal));
        assert!(table.lines().all(|line| line.len() < 160), "{table}");
        assert!(table.contains("... (9,002 signs)"), "{table}");
    }
}
