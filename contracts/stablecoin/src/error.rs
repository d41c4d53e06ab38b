//! What is refused, and why.

use ballast_guard::GuardError;
use cosmwasm_std::StdError;
use thiserror::Error;

/// A refusal, with both sides of the refused fact.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage could not be written.
    #[error(transparent)]
    Std(#[from] StdError),

    /// A guard common to all contracts refused the message.
    #[error(transparent)]
    Guard(#[from] GuardError),

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
}
