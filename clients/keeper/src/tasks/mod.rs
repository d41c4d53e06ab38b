//! What the keeper does over and over. A task has one `run_once`; the [`supervisor`] decides when it runs
//! and what follows when it fails.

mod auctions;
mod backoff;
mod desk;
mod housekeeping;
mod liquidation;
mod looking;
mod orders;
mod price;
mod relay;
mod rests;
mod rounds;
pub mod supervisor;

use std::collections::BTreeSet;

use ballast_types::CollateralTypeId;

use crate::{
    node::{NodeError, SendError},
    sender::{ActError, Outcome},
    strategy::{Kind, Snapshot},
};

pub use auctions::Auctions;
pub use backoff::Backoff;
pub use desk::{Claims, Desk, Floor, Pace, Shared};
pub use housekeeping::Housekeeping;
pub use liquidation::Liquidation;
pub use orders::Orders;
pub use price::Prices;
pub use relay::Relays;

/// Something that is done over and over.
#[allow(async_fn_in_trait)] // one thread drives all tasks
pub trait Task {
    /// Its name in logs and metrics.
    fn name(&self) -> &'static str;

    /// Does it once: looks at the chain, decides and acts.
    async fn run_once(&mut self) -> Result<Ran, TaskError>;
}

/// What came of a run: outcomes in the order of the actions, and what failed beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ran {
    /// One for each action.
    pub outcomes: Vec<Outcome>,
    /// Whether actions were left for another snapshot.
    pub is_cut_short: bool,
    /// What could not be read or done.
    pub failures: Vec<Failure>,
    /// What was done for a collateral type.
    pub served: BTreeSet<Errand>,
    /// What fees were paid for in races that were lost.
    pub in_vain: BTreeSet<Errand>,
}

/// One kind of action for one collateral type.
pub type Errand = (Kind, CollateralTypeId);

/// Something that could not be read or done, while other things may have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The collateral type that it is about, if it is about one.
    pub collateral_type: Option<CollateralTypeId>,
    /// The kind of action that failed; none if something could not be read.
    pub kind: Option<Kind>,
    /// Why.
    pub error: TaskError,
}

impl Failure {
    /// Whether the contracts refuse one collateral type, which says nothing of the others. Whatever goes wrong
    /// with a taker's contract is that contract's.
    pub fn is_of_its_type(&self) -> bool {
        let is_takers = self.kind == Some(Kind::TakeByContract);
        self.collateral_type.is_some() && (is_takers || self.error.is_refusal())
    }
}

impl Ran {
    /// Whether something waits until an earlier transaction can no longer be included.
    pub fn is_held(&self) -> bool {
        let mut outcomes = self.outcomes.iter();
        outcomes.any(|outcome| matches!(outcome, Outcome::Held { .. }))
    }

    /// Whether something was done on the chain.
    pub fn is_productive(&self) -> bool {
        let mut outcomes = self.outcomes.iter();
        outcomes.any(|outcome| matches!(outcome, Outcome::Done(_)))
    }

    /// What a run came to that could not look again. If something was done before, it has not failed: the node
    /// may not have come to the block that holds it.
    fn ended_by(mut self, error: TaskError) -> Result<Self, TaskError> {
        if !self.is_productive() {
            return Err(error);
        }
        tracing::info!(%error, "nothing more is done in this run");
        if !matches!(error, TaskError::Behind { .. }) {
            self.failures.push(Failure {
                collateral_type: None,
                kind: None,
                error,
            });
        }
        Ok(self)
    }

    /// Adds what came of a further look.
    fn add(&mut self, more: Self) {
        self.outcomes.extend(more.outcomes);
        self.served.extend(more.served);
        self.in_vain.extend(more.in_vain);
        self.failures.extend(more.failures);
    }

    /// The run as a whole: it failed if something did and nothing was done.
    pub fn judged(self) -> Result<Self, TaskError> {
        match self.failures.first() {
            Some(failure) if !self.is_productive() => Err(failure.error.clone()),
            _ => Ok(self),
        }
    }

    /// The run as a whole where each type is looked after by itself: it failed if no type could be read, or if
    /// something failed that is not about one type, and nothing was done.
    fn judged_by_types(self, snapshot: &Snapshot) -> Result<Self, TaskError> {
        let is_contained = self.failures.iter().all(Failure::is_of_its_type);
        if is_contained && !snapshot.types.is_empty() {
            return Ok(self);
        }
        self.judged()
    }
}

/// Why a run failed. The task runs again after a pause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaskError {
    /// The node does not answer.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// An action failed.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The node is behind.
    #[error("the newest block is {lag} s old, at most {most} s are accepted")]
    Lagging {
        /// Age of the newest block by the machine's clock.
        lag: u64,
        /// How old it may be.
        most: u64,
    },
    /// The nodes show an older block than one that something was decided on.
    #[error("the node is at block {height}, block {seen} has been seen")]
    Behind {
        /// What it shows.
        height: u64,
        /// The block that something was decided on, or that holds a transaction of the keeper's own.
        seen: u64,
    },
    /// No source has a price.
    #[error("no source has a price, the last says: {last}")]
    NoPrice {
        /// Why the last of them has none.
        last: String,
    },
    /// No source of signed reports can be read.
    #[error("no source of signed reports can be read, the last says: {last}")]
    NoReports {
        /// Why the last of them cannot.
        last: String,
    },
    /// A taker's contract did nothing for a fee.
    #[error("a fee was paid for a take by contract, and somebody else was first")]
    InVain,
    /// It took too long and was broken off.
    #[error("not finished within {seconds} s")]
    Late {
        /// How long it may take.
        seconds: u64,
    },
    /// It panicked.
    #[error("panicked: {0}")]
    Panicked(String),
}

impl TaskError {
    /// Whether it is an answer about what was asked or sent, and not a silent node or an empty account.
    fn is_refusal(&self) -> bool {
        match self {
            Self::Node(error) => error.is_answer(),
            Self::Act(ActError::Message { .. } | ActError::NothingTaken { .. }) => true,
            Self::Act(ActError::Send { error, .. }) => {
                matches!(error, SendError::Refused(_) | SendError::OutOfGas { .. })
            }
            _ => false,
        }
    }
}
