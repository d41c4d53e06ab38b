//! Feeders sign and send nothing; whoever needs a price brings it, and a keeper liquidates in the same transaction.

// A helper of a test fails as the test does, and its amounts are its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod feeders;

use std::{fmt::Write as _, fs, future::Future, path::Path, time::Duration};

use ballast_chain_tests::{
    ballast, eth, keeper_config, options, usd, Books, Chronicle, Cli, KeeperProcess, Site, FEED,
    PATIENCE,
};
use ballast_types::PositionId;
use cosmwasm_std::Decimal;
use feeders::{file_of, forge, sign, Feeders};
use tokio::time::{sleep, timeout};

/// Who is alive; the fourth of the local deployment's feeders is not.
const ALIVE: [&str; 3] = ["feeder-1", "feeder-2", "feeder-3"];

/// What the third one says, always: one of four may lie.
const LIE: &str = "20";

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_brings_signed_reports_and_liquidates_in_the_same_transaction() {
    let site = Site::up(&options(1)).await;
    let cli = Cli::of(&site);
    relayed(&site, &cli).await;
    let position = borrowers(&site).await;

    // Nobody but the keeper brings the fall, one feeder lies, one is dead.
    let feeders = Feeders::start(&site, &saying("150"));
    let forged = forge(&site, "feeder-1");
    let config = config(&site, &forged);
    let began = site.client.latest_block().await.unwrap();
    let keeper = site.actor("keeper");
    let ether = keeper.coins("aeth").await;
    let mut process = KeeperProcess::start(ballast(), &config);
    let before = site.system().position(position).await.unwrap();
    assert_eq!(before.is_unsafe, Some(false));
    let is_liquidated = || async {
        let now = site.system().position(position).await.unwrap();
        now.debt < before.debt && now.is_unsafe == Some(false)
    };
    until(&process, is_liquidated).await;
    assert!(keeper.coins("aeth").await > ether, "{}", process.tail());
    let ended = site.client.latest_block().await.unwrap();
    let chronicle = Chronicle::read(&site, began.height, ended.height).await;
    let brought = chronicle.prices_brought(&site, keeper.address());
    // The reports that made the liquidation possible, and nothing else: it relays no beats.
    assert_eq!(brought.len(), 1, "{brought:#?}\n{}", process.tail());
    let (price, liquidations) = &brought[0];
    assert_eq!((price.price, *liquidations), (dollars(150), 1));
    assert_eq!(chronicle.ledger(&site, keeper.address()).failed.len(), 0);
    assert!(process.said("forged.json") > 0, "{}", process.tail());

    // Asked to serve, it brings each beat's round, however the liar lies.
    assert!(process.stop().success(), "{}", process.tail());
    feeders.say(&saying("151"));
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text.replace("beats = false", "beats = true")).unwrap();
    process.start_again();
    let first = price.published_at;
    let is_kept = || async {
        let price = site.system().feed(FEED).await.unwrap().price.unwrap();
        price.published_at > first + 15 && price.spot == dollars(151)
    };
    until(&process, is_kept).await;
    assert!(process.stop().success(), "{}", process.tail());
    Books::read(&site.system()).await.unwrap().ensure_sound();
}

/// By the command line: reports are signed into files, and anyone brings them; a forged one is named and left
/// out, and a round that is there already changes nothing.
async fn relayed(site: &Site, cli: &Cli) {
    for feeder in ALIVE {
        let told = sign(cli, feeder, "200");
        assert!(told.contains("ETH is at 200"), "{told}");
    }
    let told = cli.says("erin", &["oracle", "status"]);
    assert!(told.contains("ETH") && told.contains("no price"), "{told}");
    forge(site, "feeder-1");
    let told = cli.refuses("erin", &["oracle", "relay", "forged.json"]);
    assert!(told.contains("the signature is not feeder-1's"), "{told}");
    let files = ALIVE.map(|feeder| format!("{feeder}.json"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let relay = [&["oracle", "relay"], &files[..]].concat();
    let told = cli.says("erin", &relay);
    assert!(told.contains("ETH is at 200"), "{told}");
    let price = site.system().feed(FEED).await.unwrap().price.unwrap();
    assert_eq!((price.spot, price.is_valid), (dollars(200), true));
    let told = cli.says("erin", &relay);
    println!("again: {told}");
    let again = site.system().feed(FEED).await.unwrap().price.unwrap();
    assert_eq!(again.published_at, price.published_at);
    let told = cli.says("erin", &["oracle", "status", "ETH"]);
    println!("{told}");
}

/// bob lends to the pool, alice owes 1,100 against 10 ether: 181% at 200 USD, 136% at 150.
async fn borrowers(site: &Site) -> PositionId {
    let [alice, bob] = ["alice", "bob"].map(|name| site.actor(name));
    bob.open(eth(2_000), usd(100_000)).await.unwrap();
    bob.lend(usd(50_000)).await.unwrap();
    alice.open(eth(10), usd(1_100)).await.unwrap()
}

/// The honest ones say a price, the third one lies.
fn saying(price: &str) -> [(&'static str, &str); 3] {
    [(ALIVE[0], price), (ALIVE[1], price), (ALIVE[2], LIE)]
}

/// A keeper with a source for each feeder, the dead one's file among them, and one with a forged report.
fn config(site: &Site, forged: &Path) -> std::path::PathBuf {
    let mut what = "[relay]\nbeats = false\n".to_owned();
    let files = ALIVE.iter().chain(&["feeder-4"]);
    let files = files.map(|feeder| file_of(site, feeder));
    for path in files.chain([forged.to_owned()]) {
        let path = path.display();
        write!(
            what,
            "[[relay.sources]]\n[relay.sources.file]\npath = \"{path}\"\n"
        )
        .unwrap();
    }
    keeper_config(site, "keeper", &what)
}

/// Waits until something is so, and says what the keeper said if it never is.
async fn until<F: Future<Output = bool>>(process: &KeeperProcess, is_so: impl Fn() -> F) {
    let waiting = async {
        while !is_so().await {
            sleep(Duration::from_millis(300)).await;
        }
    };
    let done = timeout(PATIENCE, waiting).await;
    assert!(done.is_ok(), "{}", process.tail());
}

fn dollars(whole: u128) -> Decimal {
    Decimal::from_ratio(whole, 1u128)
}
