//! When a task runs, and what follows when it fails: a pause that grows, and never the end of another task.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::{
    sync::watch,
    time::{sleep, timeout, Instant},
};

use super::{Backoff, Ran, Task, TaskError};
use crate::{config::TasksConfig, node::Block, observe::Metrics, Clock};

/// When a task runs.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// At the latest so long after its last run.
    pub interval: Duration,
    /// Whether at every block too.
    pub at_blocks: bool,
}

/// Lets tasks run.
#[derive(Clone)]
pub struct Supervisor {
    /// The rules.
    pub config: TasksConfig,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The machine's clock.
    pub clock: Clock,
    /// The newest block.
    pub blocks: watch::Receiver<Option<Block>>,
    /// True when everything should end.
    pub stop: watch::Receiver<bool>,
}

impl Supervisor {
    /// Lets a task run until everything should end. A run in progress is finished first, if that does not
    /// take too long.
    pub async fn supervise(mut self, mut task: impl Task, schedule: Schedule) {
        let name = task.name();
        let mut backoff = Backoff::new(&self.config);
        self.metrics.health.started(name, (self.clock)());
        while !*self.stop.borrow() {
            let began = Instant::now();
            self.blocks.borrow_and_update();
            let Some(result) = self.run_or_stop(&mut task).await else {
                return;
            };
            let pause = match result {
                Ok(_) => {
                    backoff.succeeded();
                    None
                }
                Err(_) => Some(backoff.failed()),
            };
            match pause {
                Some(pause) => self.wait(sleep(pause)).await,
                None => self.wait_for_turn(schedule, began).await,
            }
        }
    }

    /// One run, contained: it may fail, panic or take too long, and all of it is counted.
    pub async fn run(&self, task: &mut impl Task) -> Result<Ran, TaskError> {
        let name = task.name();
        let seconds = self.config.deadline_seconds;
        let run = AssertUnwindSafe(task.run_once()).catch_unwind();
        let result = match timeout(Duration::from_secs(seconds), run).await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => Err(TaskError::Panicked(words(panic.as_ref()))),
            Err(_) => Err(TaskError::Late { seconds }),
        };
        match &result {
            Ok(_) => self.metrics.health.succeeded(name, (self.clock)()),
            Err(error) => {
                tracing::warn!(task = name, %error, "the task failed");
                self.metrics.health.failed(name, error.to_string());
            }
        }
        self.metrics.ran(name, label(&result));
        result
    }

    /// One run; none if everything should end and the run does not come to its own end in time.
    async fn run_or_stop(&self, task: &mut impl Task) -> Option<Result<Ran, TaskError>> {
        let grace = Duration::from_secs(self.config.shutdown_seconds);
        let mut stop = self.stop.clone();
        let too_late = async move {
            let _ = stop.wait_for(|stop| *stop).await;
            sleep(grace).await;
        };
        tokio::select! {
            biased;
            result = self.run(task) => Some(result),
            () = too_late => None,
        }
    }

    async fn wait_for_turn(&mut self, schedule: Schedule, began: Instant) {
        let rest = schedule.interval.saturating_sub(began.elapsed());
        if !schedule.at_blocks {
            return self.wait(sleep(rest)).await;
        }
        let mut blocks = self.blocks.clone();
        let next = async move {
            if blocks.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        self.wait(async {
            tokio::select! {
                () = next => {}
                () = sleep(rest) => {}
            }
        })
        .await;
    }

    /// Waits for something, or for the end.
    async fn wait(&self, event: impl std::future::Future<Output = ()>) {
        let mut stop = self.stop.clone();
        tokio::select! {
            () = event => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}

fn label(result: &Result<Ran, TaskError>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(TaskError::Panicked(_)) => "panicked",
        Err(TaskError::Late { .. }) => "late",
        Err(_) => "failed",
    }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "without words".to_owned())
}
