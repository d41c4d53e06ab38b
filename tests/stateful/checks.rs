//! What is held after every operation, and how a broken promise is told.

use crate::rules;
use ballast_devchain::{
    invariants::{check, Watch},
    Devchain, Failure, Operation, Outcome, QueryFailure, State,
};

/// A promise that was broken.
#[derive(Debug, Clone)]
pub struct Violation {
    /// Number of the invariant or name of the check: what shrinking keeps.
    pub check: String,
    /// What was found.
    pub detail: String,
}

impl Violation {
    /// A broken promise of a check.
    pub fn new(check: &str, detail: impl Into<String>) -> Self {
        Self {
            check: check.to_owned(),
            detail: detail.into(),
        }
    }
}

/// Refuses with a violation.
macro_rules! hold {
    ($condition:expr, $check:expr, $($detail:tt)+) => {
        if !$condition {
            return Err($crate::checks::Violation::new($check, format!($($detail)+)));
        }
    };
}
pub(crate) use hold;

/// A chain of which every operation is checked.
pub struct Checked {
    /// The chain.
    pub chain: Devchain,
    /// The state after the last operation.
    pub state: State,
    watch: Watch,
    hash: [u8; 32],
}

impl Checked {
    /// A chain with its state as it is.
    pub fn new(chain: Devchain) -> Result<Self, Violation> {
        let state = read(&chain)?;
        let watch = Watch::new(&chain).map_err(unanswered)?;
        let hash = chain.state_hash();
        Ok(Self {
            chain,
            state,
            watch,
            hash,
        })
    }

    /// Carries out an operation and holds every invariant against what it leaves behind.
    pub fn run(&mut self, operation: &Operation) -> Result<Outcome, Violation> {
        let seen = self.chain.witness().clone();
        let outcome = self.chain.run(operation);
        if let Err(failure) = &outcome {
            hold!(
                matches!(failure, Failure::Refused(_)),
                "generator",
                "never reached the chain: {failure}"
            );
            hold!(
                self.chain.state_hash() == self.hash && *self.chain.witness() == seen,
                "I24",
                "changed by a refused operation: {failure}"
            );
            if self.state.time == self.chain.now() {
                return Ok(outcome);
            }
        } else {
            self.hash = self.chain.state_hash();
        }
        first(self.watch.after(&self.chain, operation, &outcome))?;
        let after = read(&self.chain)?;
        if let Ok(done) = &outcome {
            let (chain, before, after) = (&self.chain, &self.state, &after);
            let is_single = operation.calls.len() == 1;
            rules::hold_all(&rules::Step {
                chain,
                before,
                after,
                done,
                is_single,
            })?;
        }
        self.state = after;
        Ok(outcome)
    }
}

/// Reads the whole state.
pub fn read(chain: &Devchain) -> Result<State, Violation> {
    State::read(chain).map_err(unanswered)
}

/// What a query that is not answered breaks.
pub fn unanswered(failure: QueryFailure) -> Violation {
    Violation::new("I26", failure.to_string())
}

/// Holds a copy in which stablecoin came out of nothing against everything but its supply.
pub fn check_granted(chain: &Devchain) -> Result<(), Violation> {
    let mut violations = check(chain);
    violations.retain(|violation| violation.number != "I1");
    first(violations)
}

fn first(violations: Vec<ballast_devchain::invariants::Violation>) -> Result<(), Violation> {
    match violations.into_iter().next() {
        Some(violation) => Err(Violation::new(violation.number, violation.detail)),
        None => Ok(()),
    }
}
