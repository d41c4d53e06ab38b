//! Kills nodes and keepers, and starts them again.

use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc,
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use ballast_localnet::{Guard, Localnet};

use super::Kills;
use crate::{program::KeeperProcess, Site};

/// How often the threads look whether they shall end.
const LOOK: Duration = Duration::from_millis(100);

/// Two threads, for nodes and for keepers.
pub struct Havoc {
    stop: Arc<AtomicBool>,
    nodes: JoinHandle<(Guard, usize)>,
    keepers: JoinHandle<(Vec<KeeperProcess>, usize)>,
}

/// The same after the last one was started again. The nodes run until this is dropped.
pub struct Stopped {
    /// How often something was killed.
    pub kills: KillCount,
    /// All of them.
    pub keepers: Vec<KeeperProcess>,
    _network: Guard,
}

/// How often something was killed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KillCount {
    /// Nodes.
    pub nodes: usize,
    /// Keepers.
    pub keepers: usize,
}

impl Havoc {
    /// Begins. The first kill comes after one interval.
    pub fn start(site: &Site, mut keepers: Vec<KeeperProcess>, kills: Kills) -> Self {
        let mut network = Localnet::open(site.network.folder()).unwrap().guarded();
        let stop = Arc::new(AtomicBool::new(false));
        let (of_nodes, of_keepers) = (Arc::clone(&stop), Arc::clone(&stop));
        let nodes = thread::spawn(move || {
            let count = again_and_again(kills.node_every, kills.away, &of_nodes, |number, away| {
                let number = number % network.nodes();
                if away {
                    network.kill_node(number).unwrap();
                } else {
                    network.start_node(number).unwrap();
                }
            });
            (network, count)
        });
        let keepers = thread::spawn(move || {
            let every = kills.keeper_every;
            let count = again_and_again(every, kills.away, &of_keepers, |number, away| {
                let number = number % keepers.len();
                if away {
                    keepers[number].kill();
                } else {
                    keepers[number].start_again();
                }
            });
            (keepers, count)
        });
        Self {
            stop,
            nodes,
            keepers,
        }
    }

    /// Everything that was killed is started again.
    pub async fn stop(self) -> Stopped {
        self.stop.store(true, Ordering::Relaxed);
        let join = move || {
            let (network, nodes) = self.nodes.join().expect("nodes are killed and started");
            let (running, keepers) = self.keepers.join().expect("keepers are, too");
            Stopped {
                _network: network,
                keepers: running,
                kills: KillCount { nodes, keepers },
            }
        };
        tokio::task::spawn_blocking(join).await.unwrap()
    }
}

impl Stopped {
    /// Asks the keepers to end. Panics if one had ended by itself, or does not end well.
    pub fn end_keepers(&mut self) {
        for keeper in &mut self.keepers {
            let status = keeper.stop();
            assert!(status.success(), "{status}: {}", keeper.tail());
        }
    }
}

/// Does something (number, true) at every interval and (number, false) some time later.
fn again_and_again(
    every: Option<Duration>,
    away: Duration,
    stop: &AtomicBool,
    mut act: impl FnMut(usize, bool),
) -> usize {
    let Some(every) = every else {
        return 0;
    };
    let mut number = 0;
    while wait(every, stop) {
        act(number, true);
        wait(away, stop);
        act(number, false);
        number += 1;
    }
    number
}

/// Waits; false if it shall end.
fn wait(time: Duration, stop: &AtomicBool) -> bool {
    let began = Instant::now();
    while began.elapsed() < time {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        thread::sleep(LOOK);
    }
    true
}
