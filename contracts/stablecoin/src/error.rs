//! What is refused, and why.

use cosmwasm_std::StdError;
use thiserror::Error;

/// A refusal, with both sides of the refused fact.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage or a name in it could not be read.
    #[error(transparent)]
    Std(#[from] StdError),

    /// The token library refused the message.
    #[error(transparent)]
    Token(#[from] cw20_base::ContractError),

    /// The system counts debt in units of this many decimals.
    #[error("the stablecoin has {expected} decimals, not {given}")]
    WrongDecimals {
        /// What the system counts in.
        expected: u8,
        /// What the message asked for.
        given: u8,
    },

    /// A stablecoin that nobody can mint can never be borrowed.
    #[error("the stablecoin needs a minter, and the message names none")]
    NoMinter,

    /// The storage belongs to a contract of another name.
    #[error("cannot migrate {found} to {expected}")]
    WrongContract {
        /// The name of this contract.
        expected: &'static str,
        /// The name in storage.
        found: String,
    },

    /// The storage has this version already, or a later one.
    #[error("cannot migrate version {stored} to {code}: it is not newer")]
    NotNewer {
        /// The version in storage.
        stored: String,
        /// The version of this code.
        code: &'static str,
    },

    /// The version in storage is none.
    #[error("the stored version {stored:?} is not a semantic version: {reason}")]
    UnreadableVersion {
        /// What is in storage.
        stored: String,
        /// What is wrong with it.
        reason: String,
    },
}
