//! How a proposal stands.

use ballast_client::{BlockEvent, GovParams, ProposalInfo, ProposalStatus, Tally};
use serde_json::{json, Value};

use super::{messages, outcome};
use crate::{
    chain::{Chain, Remote},
    commands::draft,
    error::CliResult,
    gov,
    output::Output,
    session::Session,
    table::pairs,
    text::in_a_line,
    time::{moment, span},
};

/// What is known of a proposal now.
pub struct Standing {
    pub proposal: ProposalInfo,
    tally: Tally,
    params: GovParams,
}

/// Shows a proposal, or follows it to its decision first.
pub fn run(remote: &mut Remote, id: u64, is_watched: bool) -> CliResult<Output> {
    let standing = standing(remote, id, is_watched)?;
    shown(remote, &standing)
}

/// How a proposal stands, or stood when it was decided.
pub fn standing(remote: &Remote, id: u64, is_watched: bool) -> CliResult<Standing> {
    let params = remote.wait(remote.client().gov_params())?;
    let mut standing = look(remote, id, params)?;
    if is_watched && !outcome::is_decided(standing.proposal.status) {
        standing = watch(remote, standing)?;
    }
    Ok(standing)
}

/// What people are told of it.
pub fn shown(remote: &mut Remote, standing: &Standing) -> CliResult<Output> {
    let (human, json) = view(remote, standing)?;
    Output::new(human, &json)
}

fn look(remote: &Remote, id: u64, params: GovParams) -> CliResult<Standing> {
    let proposal = remote.wait(remote.client().proposal(id))?;
    let tally = match proposal.status {
        ProposalStatus::Voting => remote.wait(remote.client().tally(id))?,
        _ => proposal.final_tally,
    };
    Ok(Standing {
        proposal,
        tally,
        params,
    })
}

/// Looks again with every block, and tells on standard error what has changed.
fn watch(remote: &Remote, mut standing: Standing) -> CliResult<Standing> {
    let mut blocks = remote.client().blocks();
    let mut told = String::new();
    loop {
        let line = progress(&standing);
        if line != told {
            eprintln!("{}", in_a_line(&line));
            told = line;
        }
        if outcome::is_decided(standing.proposal.status) {
            return Ok(standing);
        }
        let event = remote.wait(async { Ok(blocks.next().await) })?;
        if let BlockEvent::Disconnected { reason } = event {
            eprintln!("{}", in_a_line(&format!("the node is silent: {reason}")));
            continue;
        }
        standing = look(remote, standing.proposal.id, standing.params)?;
    }
}

fn progress(standing: &Standing) -> String {
    let proposal = &standing.proposal;
    let state = outcome::told(proposal.status);
    match proposal.status {
        ProposalStatus::Voting => format!(
            "proposal {}: voting until {}, votes: {}",
            proposal.id,
            proposal.voting_until.map_or_else(String::new, moment),
            outcome::tally_told(&standing.tally)
        ),
        _ => format!("proposal {}: {state}", proposal.id),
    }
}

fn view(remote: &mut Remote, standing: &Standing) -> CliResult<(String, Value)> {
    let proposal = &standing.proposal;
    let by = remote.name_of(&gov::small(&proposal.proposer));
    let rows = heading(standing, by, remote.now());
    let sentence = remote.in_text(&outcome::sentence(proposal, &standing.params));
    let mut parts = vec![pairs(rows), in_a_line(&sentence)];
    let mut json = json!({
        "proposal": proposal.id,
        "title": proposal.title,
        "summary": proposal.summary,
        "messages": proposal.messages.len(),
        "status": outcome::told(proposal.status),
        "is_expedited": proposal.is_expedited,
        "outcome": sentence,
        "failed_reason": proposal.failed_reason,
        "tally": outcome::tally_json(&standing.tally),
        "voting_until": proposal.voting_until,
    });
    if !outcome::is_decided(proposal.status) {
        let (human, changes) = changes(remote, proposal)?;
        parts.extend((!human.is_empty()).then_some(human));
        if let Value::Object(fields) = &mut json {
            fields.insert("changes".to_owned(), changes);
        }
    }
    Ok((parts.join("\n\n"), json))
}

/// What stands above everything else; `by` is who submitted it.
fn heading(standing: &Standing, by: String, now: u64) -> Vec<(&'static str, String)> {
    let proposal = &standing.proposal;
    let mut rows = vec![
        ("proposal", format!("{}, {}", proposal.id, proposal.title)),
        ("state", outcome::state(proposal)),
        ("messages", proposal.messages.len().to_string()),
        ("by", by),
        ("votes", outcome::tally_told(&standing.tally)),
    ];
    if let Some(until) = proposal.voting_until {
        let left = until.saturating_sub(now);
        let moment = moment(until);
        rows.push(match proposal.status {
            ProposalStatus::Voting => ("voting ends", format!("{moment}, in {}", span(left))),
            _ => ("voting ended", moment),
        });
    }
    rows
}

/// What a proposal that is not decided would change, as of now.
fn changes(remote: &mut Remote, proposal: &ProposalInfo) -> CliResult<(String, Value)> {
    let session = Session::new(remote, None)?;
    let messages = proposal.messages.iter();
    let messages = messages.map(|any| messages::of_chain(any, session.chain));
    let planned = gov::read(messages.collect(), &session)?;
    Ok(draft::changes(&session, &planned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_messages_stands_above_their_rows() {
        let any = ballast_client::Any {
            type_url: String::new(),
            value: vec![],
        };
        let standing = Standing {
            proposal: ProposalInfo {
                messages: vec![any; 3],
                ..outcome::sample(ProposalStatus::Voting)
            },
            tally: Tally::default(),
            params: outcome::rules(),
        };
        let rows = heading(&standing, "bob".to_owned(), 0);
        assert!(rows.contains(&("messages", "3".to_owned())), "{rows:?}");
    }
}
