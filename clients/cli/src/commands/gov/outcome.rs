//! What became of a proposal, and why.

use ballast_client::{GovParams, ProposalInfo, ProposalStatus, Tally};
use cosmwasm_std::Decimal;
use serde_json::{json, Value};

use crate::text::percent;

/// A state in a word or two.
pub fn told(status: ProposalStatus) -> &'static str {
    match status {
        ProposalStatus::Deposit => "waits for its deposit",
        ProposalStatus::Voting => "voting",
        ProposalStatus::Passed => "passed",
        ProposalStatus::Rejected => "rejected",
        ProposalStatus::Failed => "passed, but failed",
        ProposalStatus::Other => "unknown",
    }
}

/// A proposal's state, and that it is voted on in the short period if it is.
pub fn state(proposal: &ProposalInfo) -> String {
    let state = told(proposal.status);
    if proposal.is_expedited {
        return format!("{state}, expedited");
    }
    state.to_owned()
}

/// Whether nothing more will happen to it.
pub fn is_decided(status: ProposalStatus) -> bool {
    !matches!(status, ProposalStatus::Deposit | ProposalStatus::Voting)
}

/// What happened, in a sentence.
pub fn sentence(proposal: &ProposalInfo, params: &GovParams) -> String {
    let count = proposal.messages.len();
    match proposal.status {
        ProposalStatus::Deposit => "voting begins when its deposit is complete".to_owned(),
        ProposalStatus::Voting => "it is being voted on".to_owned(),
        ProposalStatus::Passed if count == 1 => "its message was carried out".to_owned(),
        ProposalStatus::Passed => format!("its {count} messages were carried out"),
        ProposalStatus::Failed => format!(
            "it was accepted, but a message was refused, so nothing of it happened: {}",
            proposal.failed_reason
        ),
        ProposalStatus::Rejected => rejected(&proposal.final_tally, params),
        ProposalStatus::Other => "its state is not known to this program".to_owned(),
    }
}

/// Why a proposal was rejected: vetoes, too few for it, or, where neither explains it, too few votes.
fn rejected(tally: &Tally, params: &GovParams) -> String {
    let voted = sum(tally);
    if voted == 0 {
        return "nobody voted".to_owned();
    }
    let vetoed = share(tally.veto, voted);
    if vetoed > params.veto_threshold {
        return format!(
            "{} of the votes were vetoes, more than {}: its deposit is burned",
            percent(vetoed),
            percent(params.veto_threshold)
        );
    }
    let decided = voted - tally.abstain;
    let accepted = share(tally.yes, decided);
    if decided == 0 || accepted <= params.threshold {
        return format!(
            "{} of the votes were for it, not more than {}",
            percent(accepted),
            percent(params.threshold)
        );
    }
    format!(
        "too few voted: {} of all staked coins must vote",
        percent(params.quorum)
    )
}

/// Votes by their shares: `yes 75%, no 25%`.
pub fn tally_told(tally: &Tally) -> String {
    let voted = sum(tally);
    if voted == 0 {
        return "none".to_owned();
    }
    let parts = [
        ("yes", tally.yes),
        ("no", tally.no),
        ("veto", tally.veto),
        ("abstain", tally.abstain),
    ];
    let parts = parts.iter().filter(|(_, votes)| *votes > 0);
    let parts: Vec<_> = parts
        .map(|(word, votes)| format!("{word} {}", percent(share(*votes, voted))))
        .collect();
    parts.join(", ")
}

/// Votes in base units of the staked coin.
pub fn tally_json(tally: &Tally) -> Value {
    json!({
        "yes": tally.yes.to_string(),
        "no": tally.no.to_string(),
        "veto": tally.veto.to_string(),
        "abstain": tally.abstain.to_string(),
    })
}

fn sum(tally: &Tally) -> u128 {
    tally.yes + tally.no + tally.veto + tally.abstain
}

fn share(part: u128, whole: u128) -> Decimal {
    Decimal::checked_from_ratio(part, whole).unwrap_or_default()
}

/// A proposal without a word, for tests.
#[cfg(test)]
pub fn sample(status: ProposalStatus) -> ProposalInfo {
    ProposalInfo {
        id: 1,
        title: String::new(),
        summary: String::new(),
        metadata: String::new(),
        proposer: String::new(),
        messages: vec![],
        status,
        failed_reason: String::new(),
        final_tally: Tally::default(),
        submitted_at: None,
        deposit_until: None,
        deposit: vec![],
        voting_from: None,
        voting_until: None,
        is_expedited: false,
    }
}

/// Rules of governance as most chains have them, for tests.
#[cfg(test)]
pub fn rules() -> GovParams {
    GovParams {
        min_deposit: vec![],
        expedited_min_deposit: vec![],
        max_deposit_period: 0,
        voting_period: 0,
        expedited_voting_period: 0,
        quorum: Decimal::permille(334),
        threshold: Decimal::percent(50),
        veto_threshold: Decimal::permille(334),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(yes: u128, no: u128, veto: u128, abstain: u128) -> Tally {
        Tally {
            yes,
            abstain,
            no,
            veto,
        }
    }

    #[test]
    fn a_rejection_has_a_reason() {
        for (votes, expected) in [
            (tally(0, 0, 0, 0), "nobody voted"),
            (tally(50, 10, 40, 0), "40% of the votes were vetoes"),
            (
                tally(50, 50, 0, 100),
                "50% of the votes were for it, not more than 50%",
            ),
            (tally(0, 0, 0, 7), "0% of the votes were for it"),
            (tally(51, 49, 0, 0), "33.4% of all staked coins must vote"),
        ] {
            let told = rejected(&votes, &rules());
            assert!(told.contains(expected), "{votes:?}: {told}");
        }
    }

    #[test]
    fn an_expedited_proposal_is_marked() {
        let proposal = |is_expedited| ProposalInfo {
            is_expedited,
            ..sample(ProposalStatus::Voting)
        };
        assert_eq!(state(&proposal(false)), "voting");
        assert_eq!(state(&proposal(true)), "voting, expedited");
    }

    #[test]
    fn votes_are_told_by_their_shares() {
        assert_eq!(tally_told(&tally(0, 0, 0, 0)), "none");
        assert_eq!(tally_told(&tally(3, 1, 0, 0)), "yes 75%, no 25%");
        assert_eq!(tally_told(&tally(0, 0, 1, 1)), "veto 50%, abstain 50%");
    }
}
