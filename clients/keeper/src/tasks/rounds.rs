//! A run in rounds: every message is decided on what the one before it, and rivals meanwhile, have left.

use std::time::Duration;

use tokio::time::Instant;

use super::{Desk, Failure, Pace, Ran, TaskError};
use crate::{
    node::{Account, Node},
    strategy::{Action, Snapshot},
};

/// A snapshot with what could not be read of it, and why.
pub struct Seen {
    /// What was read.
    pub snapshot: Snapshot,
    /// What was not.
    pub left_out: Vec<Failure>,
}

/// A task that goes round: it looks, decides, and acts once.
#[allow(async_fn_in_trait)] // one thread drives all tasks
pub trait Rounds<N: Node, A: Account> {
    /// Where it works.
    fn desk(&mut self) -> &mut Desk<N, A>;

    /// Reads what decisions are made of.
    async fn look(&mut self) -> Result<Seen, TaskError>;

    /// What to do now, the most urgent first.
    fn decide(&mut self, snapshot: &Snapshot) -> Vec<Action>;

    /// Learns from what came of it.
    fn learn(&mut self, snapshot: &Snapshot, ran: &Ran);

    /// Goes round until nothing is left to do. What cannot be done in good time is left to the next run. The
    /// snapshot is the last one; none if the run ended before another could be read.
    async fn go_round(&mut self) -> Result<(Ran, Option<Snapshot>), TaskError> {
        let began = Instant::now();
        let deadline = self.desk().shared.config.tasks.deadline_seconds;
        let enough = Duration::from_secs(deadline) / 3;
        let mut all = Ran::default();
        loop {
            let Seen { snapshot, left_out } = match self.look().await {
                Ok(seen) => seen,
                Err(error) => return all.ended_by(error).map(|ran| (ran, None)),
            };
            let actions = self.decide(&snapshot);
            let pace = Pace::OneAtATime;
            let ran = self.desk().carry_out(actions, &snapshot, pace).await;
            self.learn(&snapshot, &ran);
            let is_cut_short = ran.is_cut_short;
            all.add(ran);
            if !is_cut_short || began.elapsed() > enough {
                all.failures.extend(left_out);
                return Ok((all, Some(snapshot)));
            }
        }
    }
}
