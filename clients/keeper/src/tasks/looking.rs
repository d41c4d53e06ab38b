//! Reading in good time: how old a block may become, and how long one type may take.

use std::time::Duration;

use tokio::time::Instant;

use super::{Desk, TaskError};
use crate::node::{Account, Block, Node};

/// The part of a run's deadline that reading may take, of all types together.
const PART: u32 = 6;

/// A block older than this, by the time since it was asked for, is not asked about further: nodes keep the
/// state of a few blocks only, and what is decided should be as young as it can be.
const AGED: Duration = Duration::from_secs(5);

/// A block with the time at which it was the latest.
#[derive(Clone, Copy)]
pub struct Latest {
    /// The block.
    pub block: Block,
    at: Instant,
}

impl Latest {
    /// Asks for it.
    pub async fn of<N: Node, A: Account>(desk: &Desk<N, A>) -> Result<Self, TaskError> {
        let block = desk.head().await?;
        let at = Instant::now();
        Ok(Self { block, at })
    }

    /// Whether it is time for a newer one.
    pub fn is_aged(&self) -> bool {
        self.at.elapsed() > AGED
    }
}

/// Each type's share of the time that reading may take: no type takes the time of another.
pub struct Turns {
    end: Instant,
    left: u32,
}

impl Turns {
    /// For so many types, in a run that begins now.
    pub fn new(deadline_seconds: u64, types: usize) -> Self {
        Self {
            end: Instant::now() + Duration::from_secs(deadline_seconds) / PART,
            left: u32::try_from(types).unwrap_or(u32::MAX),
        }
    }

    /// When the next type's reading is to end.
    pub fn next(&mut self) -> Instant {
        let now = Instant::now();
        let share = self.end.saturating_duration_since(now) / self.left.max(1);
        self.left = self.left.saturating_sub(1);
        now + share
    }
}
