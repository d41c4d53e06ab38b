//! What the guards refuse.

use cosmwasm_std::StdError;
use cw_ownable::OwnershipError;

/// A refusal, with both sides of the refused fact.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum GuardError {
    /// Storage or an address could not be read.
    #[error(transparent)]
    Std(#[from] StdError),

    /// Only the owner may do this.
    #[error("only the owner {owner} may do this, not {sender}")]
    NotOwner {
        /// Who sent the message.
        sender: String,
        /// Who owns the contract.
        owner: String,
    },

    /// An offer of ownership cannot be made or taken up.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),

    /// There is no open offer to withdraw.
    #[error("ownership is offered to nobody, so there is no offer to withdraw")]
    NothingOffered,

    /// An offer would end before it can be taken up.
    #[error("the offer would expire at {expires}, but it is {now} already")]
    OfferExpired {
        /// When it would end.
        expires: u64,
        /// The block's time.
        now: u64,
    },

    /// An offer must end at a time that exists on the chain.
    #[error("an offer cannot end at {expires}, the chain's last second is {latest}")]
    OfferTooLate {
        /// The end that was asked for.
        expires: u64,
        /// The last second that a block's time can hold.
        latest: u64,
    },

    /// The message takes no coins.
    #[error("this message takes no coins, but {received} came with it")]
    UnexpectedFunds {
        /// What came.
        received: String,
    },

    /// The storage belongs to a contract of another name.
    #[error("cannot migrate {found} to {expected}")]
    WrongContract {
        /// The name of this contract.
        expected: String,
        /// The name in storage.
        found: String,
    },

    /// The storage has this version already, or a later one.
    #[error("cannot migrate version {stored} to {code}: it is not newer")]
    NotNewer {
        /// The version in storage.
        stored: String,
        /// The version of this code.
        code: String,
    },

    /// A version is not a semantic version.
    #[error("'{version}' is not a semantic version")]
    UnreadableVersion {
        /// What stands there.
        version: String,
    },
}
