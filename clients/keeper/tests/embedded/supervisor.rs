//! Tasks that fail, panic or take too long stop nobody else.

use std::{
    sync::{
        atomic::{AtomicU32, Ordering},
        Arc,
    },
    time::Duration,
};

use ballast_keeper::{
    keeper,
    node::NodeError,
    tasks::{
        supervisor::{Schedule, Supervisor},
        Ran, Task, TaskError,
    },
    Config,
};
use tokio::{sync::watch, time::sleep};

use super::system::*;

/// What a task does when it runs.
#[derive(Clone, Copy)]
enum Deed {
    Succeeds,
    Fails,
    Panics,
    Hangs,
}

struct Doing(&'static str, Deed, Arc<AtomicU32>);

impl Task for Doing {
    fn name(&self) -> &'static str {
        self.0
    }

    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        self.2.fetch_add(1, Ordering::Relaxed);
        match self.1 {
            Deed::Succeeds => Ok(Ran::default()),
            Deed::Fails => Err(NodeError::Other("as ordered".to_owned()).into()),
            Deed::Panics => panic!("as ordered"),
            Deed::Hangs => std::future::pending().await,
        }
    }
}

struct Trial {
    supervisor: Supervisor,
    stop: watch::Sender<bool>,
    blocks: watch::Sender<Option<ballast_keeper::node::Block>>,
}

fn trial() -> Trial {
    let config = Config::default();
    let (stop, stopped) = watch::channel(false);
    let (blocks, seen) = watch::channel(None);
    Trial {
        supervisor: Supervisor {
            config: config.tasks.clone(),
            metrics: keeper::metrics(&config),
            clock: test_clock(),
            blocks: seen,
            stop: stopped,
        },
        stop,
        blocks,
    }
}

const EVERY_TEN: Schedule = Schedule {
    interval: Duration::from_secs(10),
    at_blocks: true,
};

#[tokio::test(start_paused = true)]
async fn a_failing_a_panicking_and_a_hanging_task_stop_nobody() {
    let trial = trial();
    let deeds = [
        ("good", Deed::Succeeds),
        ("failing", Deed::Fails),
        ("panicking", Deed::Panics),
        ("hanging", Deed::Hangs),
    ];
    let counts: Vec<_> = deeds.iter().map(|_| Arc::new(AtomicU32::new(0))).collect();
    let running = deeds.iter().zip(&counts).map(|((name, deed), count)| {
        let supervisor = trial.supervisor.clone();
        supervisor.supervise(Doing(name, *deed, Arc::clone(count)), EVERY_TEN)
    });
    let ends = async {
        sleep(Duration::from_secs(1_000)).await;
        trial.stop.send_replace(true);
    };
    tokio::join!(futures_util::future::join_all(running), ends);

    let ran: Vec<_> = counts
        .iter()
        .map(|count| count.load(Ordering::Relaxed))
        .collect();
    assert!((95..=101).contains(&ran[0]), "{ran:?}");
    // Pauses of 1, 2, 4, 8, 16, 32 s and then 60 s.
    assert!(
        (20..=24).contains(&ran[1]) && (20..=24).contains(&ran[2]),
        "{ran:?}"
    );
    // Each takes its 120 s first.
    assert!((6..=8).contains(&ran[3]), "{ran:?}");
    let metrics = &trial.supervisor.metrics;
    assert_eq!(runs(metrics, "good", "ok"), ran[0]);
    assert_eq!(runs(metrics, "failing", "failed"), ran[1]);
    assert_eq!(runs(metrics, "panicking", "panicked"), ran[2]);
    assert!(runs(metrics, "hanging", "late") >= ran[3] - 1);
    let now = (trial.supervisor.clock)();
    let status = metrics.health.status(now);
    assert!(!status.tasks["good"].stalled && status.tasks["hanging"].stalled);
    assert_eq!(
        status.tasks["panicking"].last_error.as_deref(),
        Some("panicked: as ordered")
    );
}

#[tokio::test(start_paused = true)]
async fn a_task_runs_at_every_block_and_without_blocks_by_the_clock() {
    let trial = trial();
    let count = Arc::new(AtomicU32::new(0));
    let task = Doing("good", Deed::Succeeds, Arc::clone(&count));
    let running = trial.supervisor.clone().supervise(task, EVERY_TEN);
    let ends = async {
        for height in 1..=50 {
            sleep(Duration::from_secs(1)).await;
            trial
                .blocks
                .send_replace(Some(ballast_keeper::node::Block { height, time: 0 }));
        }
        sleep(Duration::from_secs(100)).await;
        trial.stop.send_replace(true);
    };
    tokio::join!(running, ends);
    let ran = count.load(Ordering::Relaxed);
    assert!((59..=63).contains(&ran), "{ran}");
}

#[tokio::test(start_paused = true)]
async fn told_to_stop_it_finishes_what_it_does_but_not_for_ever() {
    let trial = trial();
    let task = Doing("hanging", Deed::Hangs, Arc::default());
    let began = tokio::time::Instant::now();
    let running = trial.supervisor.clone().supervise(task, EVERY_TEN);
    let ends = async {
        sleep(Duration::from_secs(5)).await;
        trial.stop.send_replace(true);
    };
    tokio::join!(running, ends);
    assert_eq!(began.elapsed().as_secs(), 25);
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_the_keepers_own_task_is_contained() {
    let world = world(system(10, 50_000));
    let one = kept(&world, "keeper", config());
    let metrics = one.metrics.clone();
    let time = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 30).await;
        world.set().faults.panics = true;
        world.until(|inner| inner.clock >= start + 90).await;
        world.set().faults.panics = false;
        fall(&world, 126);
    };
    tokio::join!(run(&world, vec![one.keeper], 300), time);
    assert!(runs(&metrics, "liquidation", "panicked") > 0);
    assert!(unsafe_positions(&world).is_empty());
}
