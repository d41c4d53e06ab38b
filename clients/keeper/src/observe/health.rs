//! Whether the keeper works: the node is not behind, and no task stands still.

use std::{collections::BTreeMap, sync::Mutex};

use serde::Serialize;

use crate::node::Block;

/// How long what may stand still, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Greatest age of the newest block.
    pub lag: u64,
    /// Longest time since a task's last successful run.
    pub stall: u64,
}

/// What is known of the node and the tasks.
#[derive(Debug)]
pub struct Health {
    limits: Limits,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last: Option<Block>,
    tasks: BTreeMap<&'static str, TaskState>,
}

#[derive(Clone, Debug)]
struct TaskState {
    /// The last success, or the start.
    good_at: u64,
    failures: u32,
    last_error: Option<String>,
}

/// The answer to `/health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Whether all is well.
    pub healthy: bool,
    /// The newest block seen.
    pub height: Option<u64>,
    /// Its age by the machine's clock, seconds.
    pub lag_seconds: Option<u64>,
    /// Whether that is more than allowed, or no block has been seen.
    pub lagging: bool,
    /// The tasks by name.
    pub tasks: BTreeMap<&'static str, TaskStatus>,
}

/// How a task fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskStatus {
    /// Whether it has stood still for too long.
    pub stalled: bool,
    /// Seconds since its last successful run, or since the start.
    pub seconds_since_success: u64,
    /// Failures since then.
    pub failures: u32,
    /// The last of them.
    pub last_error: Option<String>,
}

impl Health {
    /// With nothing seen yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            inner: Mutex::default(),
        }
    }

    /// A block was seen. One that does not come after the last one changes nothing.
    pub fn saw(&self, block: Block) {
        self.with(|inner| {
            if inner.last.is_none_or(|last| block.is_after(last)) {
                inner.last = Some(block);
            }
        });
    }

    /// The newest block seen.
    pub fn newest(&self) -> Option<Block> {
        self.with(|inner| inner.last)
    }

    /// A task begins to run.
    pub fn started(&self, task: &'static str, now: u64) {
        self.with(|inner| {
            inner.tasks.entry(task).or_insert(TaskState {
                good_at: now,
                failures: 0,
                last_error: None,
            });
        });
    }

    /// A task's run succeeded.
    pub fn succeeded(&self, task: &'static str, now: u64) {
        self.with(|inner| {
            let state = TaskState {
                good_at: now,
                failures: 0,
                last_error: None,
            };
            inner.tasks.insert(task, state);
        });
    }

    /// A task's run failed.
    pub fn failed(&self, task: &'static str, error: String) {
        self.with(|inner| {
            if let Some(state) = inner.tasks.get_mut(task) {
                state.failures = state.failures.saturating_add(1);
                state.last_error = Some(error);
            }
        });
    }

    /// How things are at a time of the machine's clock.
    pub fn status(&self, now: u64) -> Status {
        self.with(|inner| {
            let lag = inner.last.map(|block| now.saturating_sub(block.time));
            let lagging = lag.is_none_or(|lag| lag > self.limits.lag);
            let tasks: BTreeMap<_, _> = inner
                .tasks
                .iter()
                .map(|(name, state)| (*name, self.task_status(state, now)))
                .collect();
            Status {
                healthy: !lagging && tasks.values().all(|task| !task.stalled),
                height: inner.last.map(|block| block.height),
                lag_seconds: lag,
                lagging,
                tasks,
            }
        })
    }

    fn task_status(&self, state: &TaskState, now: u64) -> TaskStatus {
        let seconds_since_success = now.saturating_sub(state.good_at);
        TaskStatus {
            stalled: seconds_since_success > self.limits.stall,
            seconds_since_success,
            failures: state.failures,
            last_error: state.last_error.clone(),
        }
    }

    /// A thread that died while it held the lock left nothing half done.
    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        let mut inner = self
            .inner
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        work(&mut inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health() -> Health {
        Health::new(Limits {
            lag: 30,
            stall: 100,
        })
    }

    fn block(height: u64, time: u64) -> Block {
        Block { height, time }
    }

    #[test]
    fn without_a_block_it_is_not_well() {
        let status = health().status(1_000);
        assert!(!status.healthy && status.lagging);
        assert_eq!(status.height, None);
    }

    #[test]
    fn a_node_that_falls_behind_is_noticed() {
        let health = health();
        health.saw(block(7, 1_000));
        assert!(health.status(1_030).healthy);
        let behind = health.status(1_031);
        assert!(!behind.healthy && behind.lagging);
        assert_eq!((behind.height, behind.lag_seconds), (Some(7), Some(31)));
    }

    #[test]
    fn h52_an_older_block_does_not_make_it_young_again() {
        let health = health();
        health.saw(block(7, 1_000));
        health.saw(block(6, 994));
        assert_eq!(health.newest(), Some(block(7, 1_000)));
    }

    #[test]
    fn h52_a_height_that_the_chain_does_not_have_does_not_stay() {
        let health = health();
        health.saw(block(1_000_000, 1_000));
        health.saw(block(7, 1_000));
        assert_eq!(health.newest(), Some(block(1_000_000, 1_000)));
        health.saw(block(8, 1_006));
        assert_eq!(health.newest(), Some(block(8, 1_006)));
    }

    #[test]
    fn a_task_that_stands_still_or_only_fails_is_noticed() {
        let health = health();
        health.saw(block(7, 1_100));
        health.started("prices", 1_000);
        assert!(health.status(1_100).healthy);
        assert!(!health.status(1_101).healthy);
        health.succeeded("prices", 1_050);
        health.failed("prices", "no source".to_owned());
        let status = health.status(1_120);
        assert!(status.healthy);
        assert_eq!(status.tasks["prices"].failures, 1);
        assert_eq!(
            status.tasks["prices"].last_error.as_deref(),
            Some("no source")
        );
        health.saw(block(8, 1_150));
        assert!(!health.status(1_151).healthy);
    }
}
