//! Measures what every operation costs, among few positions and among many.

mod meter;
mod operations;
mod readable;
mod stage;

use std::collections::BTreeMap;

use ballast_devchain::{DeployError, Deployment, Failure, Operation, QueryFailure};
use cosmwasm_std::StdError;
use serde::{Deserialize, Serialize};

use crate::{
    codes::Codes,
    gas::{chain::Unknown, ledger::Part},
};

/// Something that a measurement cannot go on after.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    /// The embedded chain cannot be made.
    #[error("the embedded chain: {0}")]
    Deploy(#[from] DeployError),
    /// An operation that must succeed was refused.
    #[error("{operation}: {failure}")]
    Refused {
        /// Which.
        operation: String,
        /// Why.
        failure: Failure,
    },
    /// A step beside the measured operations was refused.
    #[error("setting the stage: {0}")]
    Stage(#[from] Failure),
    /// A question was refused.
    #[error("setting the stage: {0}")]
    Query(#[from] QueryFailure),
    /// Balances cannot be read.
    #[error("balances: {0}")]
    Balances(#[from] StdError),
    /// The model does not know a price.
    #[error("{operation}: {unknown}")]
    Unknown {
        /// Of which operation.
        operation: String,
        /// What.
        unknown: Unknown,
    },
}

/// What one operation costs, in the chain's gas for the whole transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What is done.
    pub name: String,
    /// With codes as they were stored.
    pub unpinned: u64,
    /// With codes pinned in the machine's memory.
    pub pinned: u64,
    /// Bytes of the transaction.
    pub bytes: u64,
    /// Unpinned gas by what it is charged for.
    pub parts: BTreeMap<Part, u64>,
    /// What was done since the last one, to make it possible.
    pub before: Vec<Operation>,
    /// The operation itself, as it stands in a replay file.
    pub operation: Operation,
}

/// All operations among so many positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Positions, and as many depositors in the pool.
    pub positions: u64,
    /// What the chain began with.
    pub deployment: Deployment,
    /// How the state was made; nothing where there are too many positions to tell.
    pub before: Vec<Operation>,
    /// In the order in which they were done.
    pub costs: Vec<Cost>,
}

/// Measures all operations among so many positions and depositors.
pub fn measure(codes: &Codes, positions: usize) -> Result<Measured, MeasureError> {
    let native = stage::among(positions)?;
    let chain = stage::compiled(&native, codes)?;
    let (told, names) = (native.recorded().iter(), native.names());
    let before = told.map(|operation| readable::operation(operation, names));
    let before = before.collect();
    let meter = meter::Meter::new(chain, codes.recorder().clone());
    Ok(Measured {
        positions: u64::try_from(positions).unwrap_or(u64::MAX),
        deployment: native.deployment().clone(),
        before,
        costs: operations::all(meter)?,
    })
}
