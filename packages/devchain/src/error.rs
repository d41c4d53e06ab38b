//! Why something did not happen.

use std::fmt;

use ballast_types::oracle::TooLongToSign;
use cosmwasm_std::StdError;

use crate::names::NameError;

/// What `cw-multi-test` puts in front of every error of a message, one for each level of calls.
const CONTEXT: &str = "Error executing WasmMsg";

/// Why an operation changed nothing.
#[derive(thiserror::Error)]
pub enum Failure {
    /// The operation lies before the chain's last block.
    #[error("time runs backwards: the chain is at {now}, the operation at {given}")]
    TimeRunsBackwards {
        /// The chain's time.
        now: u64,
        /// The operation's.
        given: u64,
    },
    /// There is nothing to do.
    #[error("an operation needs at least one call")]
    NoCalls,
    /// A name that means nothing here.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A call to the chain itself that it does not understand.
    #[error("'{module}' does not understand the message: {reason}")]
    NotUnderstood {
        /// The part of the chain.
        module: &'static str,
        /// Why.
        reason: String,
    },
    /// A typed message that does not become JSON.
    #[error("the message is no JSON: {reason}")]
    NoJson {
        /// Why.
        reason: String,
    },
    /// A question that had to be answered first was not.
    #[error(transparent)]
    Query(#[from] QueryFailure),
    /// A feed that the deployment does not have.
    #[error("the deployment has no feed '{given}'")]
    UnknownFeed {
        /// What was given.
        given: String,
    },
    /// A report that no layout holds.
    #[error(transparent)]
    Unsignable(#[from] TooLongToSign),
    /// A contract or the chain refused. [`Failure::refusal`] gives the typed error.
    #[error("{}", reason(.0))]
    Refused(anyhow::Error),
}

impl Failure {
    /// The contract's own error, if it is of this type:
    /// `failure.refusal::<ballast_vault::ContractError>()`.
    pub fn refusal<E>(&self) -> Option<&E>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        match self {
            Self::Refused(error) => error.downcast_ref(),
            _ => None,
        }
    }
}

/// The whole way to the error in one line. A backtrace through the simulator would bury it.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => write!(f, "Refused({error:#})"),
            other => write!(f, "{other}"),
        }
    }
}

/// The contract's error without the chain's account of how it was reached.
fn reason(error: &anyhow::Error) -> String {
    let mut texts = error.chain().map(ToString::to_string);
    texts
        .find(|text| !text.starts_with(CONTEXT))
        .unwrap_or_else(|| error.to_string())
}

/// A question that was not answered.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum QueryFailure {
    /// Nobody to ask.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The contract answered with an error.
    #[error("{contract} does not answer {question}: {error}")]
    Unanswered {
        /// Who was asked.
        contract: String,
        /// What.
        question: String,
        /// The error.
        error: StdError,
    },
}
