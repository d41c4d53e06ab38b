//! What the keeper does over and over. A task has one `run_once`; the [`supervisor`] decides when it runs
//! and what follows when it fails.

mod backoff;
mod desk;
mod housekeeping;
mod liquidation;
mod price;
pub mod supervisor;

use crate::{
    node::NodeError,
    sender::{ActError, Outcome},
};

pub use backoff::Backoff;
pub use desk::{Desk, Pace, Shared};
pub use housekeeping::Housekeeping;
pub use liquidation::Liquidation;
pub use price::Prices;

/// Something that is done over and over.
#[allow(async_fn_in_trait)] // one thread drives all tasks
pub trait Task {
    /// Its name in logs and metrics.
    fn name(&self) -> &'static str;

    /// Does it once: looks at the chain, decides and acts.
    async fn run_once(&mut self) -> Result<Ran, TaskError>;
}

/// What came of a run: outcomes in the order of the actions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ran {
    /// One for each action.
    pub outcomes: Vec<Outcome>,
    /// Whether actions were left for another snapshot.
    pub is_cut_short: bool,
}

impl Ran {
    /// Whether something waits until an earlier transaction can no longer be included.
    pub fn is_held(&self) -> bool {
        let mut outcomes = self.outcomes.iter();
        outcomes.any(|outcome| matches!(outcome, Outcome::Held { .. }))
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
    /// The node shows an older block than before.
    #[error("the node is at block {height}, block {seen} has been seen")]
    Behind {
        /// What it shows.
        height: u64,
        /// The highest block seen.
        seen: u64,
    },
    /// No source has a price.
    #[error("no source has a price, the last says: {last}")]
    NoPrice {
        /// Why the last of them has none.
        last: String,
    },
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
