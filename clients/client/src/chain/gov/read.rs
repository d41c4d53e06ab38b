//! From the chain's protobuf to what governance answers.

use cosmrs::proto::cosmos::{
    base::v1beta1::Coin as ProtoCoin,
    gov::v1::{Proposal, TallyResult, Vote},
};
use cosmwasm_std::{Coin, Decimal, Uint128};

use super::{ProposalInfo, ProposalStatus, Tally, VoteInfo};
use crate::{Error, Result, VoteOption};

pub(super) fn info(found: Proposal) -> Result<ProposalInfo> {
    let time =
        |at: Option<cosmrs::proto::Timestamp>| at.and_then(|at| u64::try_from(at.seconds).ok());
    Ok(ProposalInfo {
        id: found.id,
        title: found.title,
        summary: found.summary,
        metadata: found.metadata,
        proposer: found.proposer,
        messages: found.messages,
        status: status(found.status),
        failed_reason: crate::signer::clean(&found.failed_reason),
        final_tally: tally(found.final_tally_result)?,
        submitted_at: time(found.submit_time),
        deposit_until: time(found.deposit_end_time),
        deposit: coins(found.total_deposit)?,
        voting_from: time(found.voting_start_time),
        voting_until: time(found.voting_end_time),
        is_expedited: found.expedited,
    })
}

fn status(number: i32) -> ProposalStatus {
    match number {
        1 => ProposalStatus::Deposit,
        2 => ProposalStatus::Voting,
        3 => ProposalStatus::Passed,
        4 => ProposalStatus::Rejected,
        5 => ProposalStatus::Failed,
        _ => ProposalStatus::Other,
    }
}

pub(super) fn vote(found: Vote) -> Result<VoteInfo> {
    let options = found.options.into_iter().map(|option| {
        let weight = decimal(&option.weight)?;
        let known = VoteOption::from_number(option.option)
            .ok_or_else(|| malformed(&option.option.to_string()))?;
        Ok((known, weight))
    });
    Ok(VoteInfo {
        voter: found.voter,
        options: options.collect::<Result<_>>()?,
    })
}

pub(super) fn tally(found: Option<TallyResult>) -> Result<Tally> {
    let found = found.unwrap_or_default();
    let number = |text: &str| match text {
        "" => Ok(0),
        text => text.parse().map_err(|_| malformed(text)),
    };
    Ok(Tally {
        yes: number(&found.yes_count)?,
        abstain: number(&found.abstain_count)?,
        no: number(&found.no_count)?,
        veto: number(&found.no_with_veto_count)?,
    })
}

pub(super) fn coins(found: Vec<ProtoCoin>) -> Result<Vec<Coin>> {
    let coin = |coin: ProtoCoin| {
        let amount: u128 = coin.amount.parse().map_err(|_| malformed(&coin.amount))?;
        Ok(Coin {
            denom: coin.denom,
            amount: Uint128::new(amount),
        })
    };
    found.into_iter().map(coin).collect()
}

pub(super) fn decimal(text: &str) -> Result<Decimal> {
    text.parse().map_err(|_| malformed(text))
}

fn malformed(reason: &str) -> Error {
    Error::Malformed {
        what: "governance".to_owned(),
        reason: format!("'{reason}'"),
    }
}
