//! Proposals to the chain's governance, and votes.

use cosmrs::{proto::cosmos::gov::v1::MsgSubmitProposal, Any};
use cosmwasm_std::Coin;

use super::{gov_address, pack, proto, Msg};
use crate::Result;

/// A proposal to the chain's governance.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// Anything else, as an address of a longer text.
    pub metadata: String,
    /// What it does when it passes, all or nothing; their sender is the governance's account.
    pub messages: Vec<Msg>,
    /// The first deposit.
    pub deposit: Vec<Coin>,
    /// Whether it is voted on in the short period, for a larger deposit.
    pub is_expedited: bool,
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteOption {
    /// For it.
    Yes,
    /// Counts for the quorum only.
    Abstain,
    /// Against it.
    No,
    /// Against it, and its deposit should be burned.
    Veto,
}

impl VoteOption {
    /// The chain's number of it.
    pub fn number(self) -> i32 {
        match self {
            Self::Yes => 1,
            Self::Abstain => 2,
            Self::No => 3,
            Self::Veto => 4,
        }
    }

    /// The option of that number.
    pub fn from_number(number: i32) -> Option<Self> {
        [Self::Yes, Self::Abstain, Self::No, Self::Veto]
            .into_iter()
            .find(|option| option.number() == number)
    }
}

impl Proposal {
    pub(super) fn to_any(&self, proposer: String) -> Result<Any> {
        let prefix = proposer.rsplit_once('1').map_or("", |(prefix, _)| prefix);
        let gov = gov_address(prefix)?;
        let messages = self.messages.iter().map(|msg| msg.to_any(&gov));
        pack(&MsgSubmitProposal {
            messages: messages.collect::<Result<_>>()?,
            initial_deposit: proto(&self.deposit),
            metadata: self.metadata.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            expedited: self.is_expedited,
            proposer,
        })
    }
}
