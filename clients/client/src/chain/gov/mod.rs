//! Proposals of the chain's governance.

mod read;
mod types;

use cosmrs::proto::cosmos::gov::v1::{
    QueryParamsRequest, QueryParamsResponse, QueryProposalRequest, QueryProposalResponse,
    QueryProposalsRequest, QueryProposalsResponse, QueryTallyResultRequest,
    QueryTallyResultResponse, QueryVoteRequest, QueryVoteResponse, QueryVotesRequest,
    QueryVotesResponse,
};

pub use types::{GovParams, ProposalInfo, ProposalStatus, Tally, VoteInfo};

use super::{account::page, Client};
use crate::{Error, Result};
use read::{coins, decimal, info, tally, vote};

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
