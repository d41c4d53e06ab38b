//! Proposals of the chain's governance.

use cosmrs::{
    proto::cosmos::{
        base::v1beta1::Coin as ProtoCoin,
        gov::v1::{
            Proposal, QueryParamsRequest, QueryParamsResponse, QueryProposalRequest,
            QueryProposalResponse, QueryProposalsRequest, QueryProposalsResponse,
            QueryTallyResultRequest, QueryTallyResultResponse, QueryVoteRequest, QueryVoteResponse,
            QueryVotesRequest, QueryVotesResponse, TallyResult, Vote,
        },
    },
    Any,
};
use cosmwasm_std::{Coin, Decimal, Uint128};

use super::{account::page, Client};
use crate::{Error, Result, VoteOption};

/// A proposal as the chain keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalInfo {
    /// Its number.
    pub id: u64,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// What was attached to it.
    pub metadata: String,
    /// Who submitted it.
    pub proposer: String,
    /// What it does when it passes, all or nothing.
    pub messages: Vec<Any>,
    /// How far it is.
    pub status: ProposalStatus,
    /// Why a message failed, where the status is [`ProposalStatus::Failed`].
    pub failed_reason: String,
    /// The votes at the end of voting; zero before.
    pub final_tally: Tally,
    /// When it was submitted, unix seconds.
    pub submitted_at: Option<u64>,
    /// Until when the deposit must be complete, unix seconds.
    pub deposit_until: Option<u64>,
    /// What is deposited.
    pub deposit: Vec<Coin>,
    /// When voting began, unix seconds.
    pub voting_from: Option<u64>,
    /// When voting ends, unix seconds.
    pub voting_until: Option<u64>,
    /// Whether it is voted on in the short period.
    pub is_expedited: bool,
}

/// How far a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalStatus {
    /// Waits for its deposit.
    Deposit,
    /// Is voted on.
    Voting,
    /// Passed; its messages ran.
    Passed,
    /// Was voted down, or had no quorum.
    Rejected,
    /// Passed, but a message failed: nothing of it happened.
    Failed,
    /// Not known to this program.
    Other,
}

/// Votes, in base units of the staked coin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// For it.
    pub yes: u128,
    /// Counted for the quorum only.
    pub abstain: u128,
    /// Against it.
    pub no: u128,
    /// Against it, and the deposit should be burned.
    pub veto: u128,
}

/// One account's vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteInfo {
    /// Who.
    pub voter: String,
    /// What, with weights that sum to one.
    pub options: Vec<(VoteOption, Decimal)>,
}

/// The rules of governance.
#[derive(Debug, Clone, PartialEq)]
pub struct GovParams {
    /// The deposit that starts voting.
    pub min_deposit: Vec<Coin>,
    /// The same for an expedited proposal.
    pub expedited_min_deposit: Vec<Coin>,
    /// Seconds within which the deposit must be complete.
    pub max_deposit_period: u64,
    /// Seconds of voting.
    pub voting_period: u64,
    /// Seconds of voting on an expedited proposal.
    pub expedited_voting_period: u64,
    /// Share of the staked coins that must vote.
    pub quorum: Decimal,
    /// Share of the votes that must be for it.
    pub threshold: Decimal,
    /// Share of vetoes that stops it.
    pub veto_threshold: Decimal,
}

impl Client {
    /// A proposal by its number.
    pub async fn proposal(&self, id: u64) -> Result<ProposalInfo> {
        let request = QueryProposalRequest { proposal_id: id };
        let answer: QueryProposalResponse = self
            .ask("/cosmos.gov.v1.Query/Proposal", &request, || name(id))
            .await?;
        let found = answer
            .proposal
            .ok_or_else(|| Error::Missing { what: name(id) })?;
        info(found)
    }

    /// All proposals, oldest first.
    pub async fn proposals(&self) -> Result<Vec<ProposalInfo>> {
        let mut proposals = vec![];
        let mut key = vec![];
        loop {
            let request = QueryProposalsRequest {
                pagination: Some(page(key)),
                ..QueryProposalsRequest::default()
            };
            let what = || "the list of proposals".to_owned();
            let answer: QueryProposalsResponse = self
                .ask("/cosmos.gov.v1.Query/Proposals", &request, what)
                .await?;
            for found in answer.proposals {
                proposals.push(info(found)?);
            }
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                return Ok(proposals);
            }
        }
    }

    /// The votes on a proposal as of now.
    pub async fn tally(&self, id: u64) -> Result<Tally> {
        let request = QueryTallyResultRequest { proposal_id: id };
        let answer: QueryTallyResultResponse = self
            .ask("/cosmos.gov.v1.Query/TallyResult", &request, || name(id))
            .await?;
        tally(answer.tally)
    }

    /// One account's vote on a proposal that is being voted on; none if it has not voted.
    pub async fn vote(&self, id: u64, voter: &str) -> Result<Option<VoteInfo>> {
        let request = QueryVoteRequest {
            proposal_id: id,
            voter: voter.to_owned(),
        };
        let answer = self
            .grpc::<_, QueryVoteResponse>("/cosmos.gov.v1.Query/Vote", &request)
            .await?;
        match answer {
            Ok(answer) => answer.vote.map(vote).transpose(),
            Err(refused) if refused.text.contains("not found for proposal") => Ok(None),
            Err(refused) => Err(refused.meaning()),
        }
    }

    /// All votes on a proposal that is being voted on.
    pub async fn votes(&self, id: u64) -> Result<Vec<VoteInfo>> {
        let mut votes = vec![];
        let mut key = vec![];
        loop {
            let request = QueryVotesRequest {
                proposal_id: id,
                pagination: Some(page(key)),
            };
            let answer: QueryVotesResponse = self
                .ask("/cosmos.gov.v1.Query/Votes", &request, || name(id))
                .await?;
            for found in answer.votes {
                votes.push(vote(found)?);
            }
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                return Ok(votes);
            }
        }
    }

    /// The rules of governance.
    pub async fn gov_params(&self) -> Result<GovParams> {
        let request = QueryParamsRequest {
            params_type: "voting".to_owned(),
        };
        let what = || "the rules of governance".to_owned();
        let answer: QueryParamsResponse = self
            .ask("/cosmos.gov.v1.Query/Params", &request, what)
            .await?;
        let params = answer
            .params
            .ok_or_else(|| Error::Missing { what: what() })?;
        let seconds = |duration: Option<cosmrs::proto::tendermint::google::protobuf::Duration>| {
            duration
                .and_then(|duration| u64::try_from(duration.seconds).ok())
                .unwrap_or(0)
        };
        Ok(GovParams {
            min_deposit: coins(params.min_deposit)?,
            expedited_min_deposit: coins(params.expedited_min_deposit)?,
            max_deposit_period: seconds(params.max_deposit_period),
            voting_period: seconds(params.voting_period),
            expedited_voting_period: seconds(params.expedited_voting_period),
            quorum: decimal(&params.quorum)?,
            threshold: decimal(&params.threshold)?,
            veto_threshold: decimal(&params.veto_threshold)?,
        })
    }
}

fn name(id: u64) -> String {
    format!("proposal {id}")
}

fn info(found: Proposal) -> Result<ProposalInfo> {
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

fn vote(found: Vote) -> Result<VoteInfo> {
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

fn tally(found: Option<TallyResult>) -> Result<Tally> {
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

fn coins(found: Vec<ProtoCoin>) -> Result<Vec<Coin>> {
    let coin = |coin: ProtoCoin| {
        let amount: u128 = coin.amount.parse().map_err(|_| malformed(&coin.amount))?;
        Ok(Coin {
            denom: coin.denom,
            amount: Uint128::new(amount),
        })
    };
    found.into_iter().map(coin).collect()
}

fn decimal(text: &str) -> Result<Decimal> {
    text.parse().map_err(|_| malformed(text))
}

fn malformed(reason: &str) -> Error {
    Error::Malformed {
        what: "governance".to_owned(),
        reason: format!("'{reason}'"),
    }
}
