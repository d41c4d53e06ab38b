//! A market that falls, with keepers in it: the same for a minute on one validator and for an hour on
//! four, with nodes and keepers being killed.

mod borrowers;
mod havoc;
mod market;
mod summary;
mod watch;

use std::{
    ops::{Range, RangeInclusive},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use ballast_keeper::{Config, Options};
use tokio::{
    runtime::Builder,
    sync::watch as signal,
    task::LocalSet,
    time::{interval, timeout, Instant},
};

use crate::{
    amounts::debt_at, audit::Chronicle, ballast, books::unsafe_positions, eth, options,
    program::KeeperProcess, usd, Books, Site, FEED, PATIENCE,
};
use havoc::Havoc;
use market::Market;
pub use summary::{KeeperSummary, Summary};
use watch::Watch;

/// Between two prices, and between two looks at the positions.
const STEP: Duration = Duration::from_secs(1);

/// Who liquidates.
const KEEPERS: [&str; 2] = ["keeper", "carol"];

/// What there shall be.
#[derive(Debug, Clone)]
pub struct Crash {
    /// Nodes.
    pub validators: u16,
    /// Which of the 72 hours from 11 March 2020.
    pub hours: Range<usize>,
    /// How long these hours take here.
    pub lasts: Duration,
    /// Positions at the beginning.
    pub positions: u32,
    /// Keepers that liquidate, each with a key of its own: one or two.
    pub keepers: usize,
    /// When a node or a keeper is killed.
    pub kills: Kills,
    /// How often somebody opens another position, near the mint ratio.
    pub opening: Option<Duration>,
}

/// When something is killed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kills {
    /// How often a node is killed, one after the other.
    pub node_every: Option<Duration>,
    /// How often a keeper is, one after the other.
    pub keeper_every: Option<Duration>,
    /// How long it is away.
    pub away: Duration,
}

impl Crash {
    /// Lets it happen. Panics if the books do not balance, or a keeper ends by itself.
    pub async fn run(&self) -> Summary {
        let site = Site::up(&options(self.validators)).await;
        let market = Arc::new(Market::new(site.folder.path(), &self.hours, self.lasts));
        let (stop, stopped) = signal::channel(false);
        let ticking = tokio::spawn(Arc::clone(&market).tick());
        let feeders = feeders(&site, 2..=4, &stopped);
        site.has_price().await;
        self.open_positions(&site, &market).await;

        let began = site.client.latest_block().await.unwrap();
        let accounts = &KEEPERS[..self.keepers];
        let purses = summary::purses(&site, accounts).await;
        let program = ballast();
        let keepers = accounts.iter().enumerate();
        let keepers =
            keepers.map(|(n, name)| KeeperProcess::start(program, &keeper(&site, n, name)));
        let havoc = Havoc::start(&site, keepers.collect(), self.kills);
        let mut watch = Watch::default();
        let opened = self.fall(&site, &market, &mut watch, &stopped).await;
        let mut havoc = havoc.stop().await;
        // The market stands still, and the keepers finish.
        let calm = timeout(PATIENCE, watch.until_calm(&site)).await.is_ok();
        havoc.end_keepers();
        stop.send_replace(true);
        tokio::task::spawn_blocking(|| feeders.join().unwrap())
            .await
            .unwrap();
        ticking.abort();

        let ended = site.client.latest_block().await.unwrap();
        let books = Books::read(&site.system()).await.unwrap();
        books.ensure_sound();
        let left = unsafe_positions(&site.system()).await.unwrap();
        assert_eq!(calm, left.is_empty(), "{left:#?}");
        let chronicle = Chronicle::read(&site, began.height, ended.height).await;
        Summary {
            took: Duration::from_secs(ended.time - began.time),
            blocks: ended.height - began.height,
            prices: market.told(),
            opened,
            unsafe_left: left.len(),
            longest_unsafe: watch.longest,
            most_unsafe: watch.most,
            unanswered: watch.unanswered,
            kills: havoc.kills,
            seizures: chronicle.seizures(&site),
            keepers: summary::keepers(&site, &chronicle, accounts, (purses, &havoc.keepers)).await,
            books,
        }
    }

    /// Positions over a spread of ratios, each of 10 ether, and a pool that can buy them all.
    async fn open_positions(&self, site: &Site, market: &Market) {
        let price = market.price();
        let bob = site.actor("bob");
        let lent = usd(400_000);
        bob.open(eth(9_500), lent).await.unwrap();
        bob.lend(lent).await.unwrap();
        let wishes: Vec<_> = (0..self.positions)
            .map(|n| {
                (
                    eth(10),
                    debt_at(eth(10), price, 162 + u128::from(n) * 5 / 2),
                )
            })
            .collect();
        let holders = ["alice", "dave", "erin"];
        for (place, wishes) in wishes.chunks(20).enumerate() {
            let holder = site.actor(holders[place % holders.len()]);
            holder.open_all(wishes).await.unwrap();
        }
    }

    /// One price after the other. Gives how many positions were opened meanwhile.
    async fn fall(
        &self,
        site: &Site,
        market: &Arc<Market>,
        watch: &mut Watch,
        stopped: &Stop,
    ) -> usize {
        let borrowers = self.opening.map(|every| {
            let holders = ["alice", "dave", "erin"].map(|name| site.actor(name));
            let borrowing = borrowers::open(holders, Arc::clone(market), every, stopped.clone());
            tokio::spawn(borrowing)
        });
        let began = Instant::now();
        let mut steps = interval(STEP);
        while began.elapsed() < self.lasts {
            steps.tick().await;
            market.set(began.elapsed(), self.lasts);
            watch.look(&site.system()).await;
        }
        market.close();
        match borrowers {
            Some(borrowers) => borrowers.await.unwrap(),
            None => 0,
        }
    }
}

/// Ends something that waits.
type Stop = signal::Receiver<bool>;

/// Keepers in a thread of this process, each of which reports as a feeder and does nothing else.
fn feeders(site: &Site, numbers: RangeInclusive<usize>, stopped: &Stop) -> JoinHandle<()> {
    let configs: Vec<_> = numbers.map(|number| feeder(site, number)).collect();
    let stopped = stopped.clone();
    std::thread::spawn(move || {
        let feeders = LocalSet::new();
        for config in configs {
            let mut stopped = stopped.clone();
            feeders.spawn_local(async move {
                let stop = async move {
                    let _ = stopped.wait_for(|stop| *stop).await;
                };
                let ran = ballast_keeper::run_until(config, Options::default(), stop).await;
                ran.expect("a feeder ends when it is told to");
            });
        }
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(feeders);
    })
}

fn feeder(site: &Site, number: usize) -> Config {
    let name = format!("feeder-{number}");
    let text = format!(
        "{}\n[liquidation]\nenabled = false\n[housekeeping]\nenabled = false\n\
         [server]\nenabled = false\n[log]\nlevel = \"error\"\n",
        common(site, &name, &name)
    );
    let file = site.folder.path().join(format!("{name}.toml"));
    std::fs::write(&file, text).unwrap();
    Config::load(&file).unwrap()
}

/// The configuration file of a keeper that does everything; the first one reports prices as well.
fn keeper(site: &Site, place: usize, name: &str) -> std::path::PathBuf {
    let common = if place == 0 {
        common(site, name, "feeder-1")
    } else {
        head(site, name)
    };
    let text = format!(
        "{common}\n[housekeeping]\ninterval_seconds = 5\n\
         [server]\nlisten = \"127.0.0.1:0\"\n[log]\nformat = \"json\"\n"
    );
    let file = site.folder.path().join(format!("keeper-{name}.toml"));
    std::fs::write(&file, text).unwrap();
    file
}

fn head(site: &Site, name: &str) -> String {
    let (manifest, key) = (site.manifest_file(), site.network.key(name).unwrap());
    let (manifest, key) = (manifest.display(), key.display());
    format!(
        "manifest = \"{manifest}\"\nkey_file = \"{key}\"\n\
         [tasks]\ninterval_seconds = 2\nbackoff_last_seconds = 4\n"
    )
}

fn common(site: &Site, name: &str, feeder: &str) -> String {
    let (head, feeder) = (head(site, name), site.network.key(feeder).unwrap());
    let feeder = feeder.display();
    format!(
        "{head}[prices]\nkey_file = \"{feeder}\"\n\
         [[prices.feeds]]\nfeed = \"{FEED}\"\nsource = {{ file = {{ path = \"{}\" }} }}\n",
        market::FILE
    )
}
