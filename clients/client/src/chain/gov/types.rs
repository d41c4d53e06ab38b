//! What governance answers.

use cosmrs::Any;
use cosmwasm_std::{Coin, Decimal};

use crate::VoteOption;

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
