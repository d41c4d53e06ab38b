//! A crash with an empty pool on a real chain: a keeper without capital clears the auctions, an owner's
//! standing order is filled before, and a holder redeems.

// A helper of a test fails as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

mod orders;
mod venue;

use std::time::Duration;

use ballast_chain_tests::{
    artifacts, ballast, deployment, eth, keeper_config, network, options, usd, Books,
    KeeperProcess, Site, ETH,
};
use ballast_types::PositionId;
use cosmwasm_std::Decimal;
use tokio::time::{sleep, timeout};

/// How long the keeper may take: the price has to fall under what the venue pays.
const PATIENCE: Duration = Duration::from_mins(3);

/// The local deployment, whose auctions begin at the market's price.
async fn site() -> Site {
    let artifacts = artifacts();
    let (folder, network) = network(&options(1));
    let mut file = deployment(&network);
    for spec in &mut file.collateral_types {
        spec.auctions.as_mut().unwrap().start = Decimal::one();
    }
    Site::deployed_as(&file, folder, network, &artifacts).await
}

/// alice owes 1,100 against 10 ether; nobody lends, bob holds stablecoin.
async fn borrowers(site: &Site) -> PositionId {
    site.report("200").await;
    let [alice, bob] = ["alice", "bob"].map(|name| site.actor(name));
    bob.open(eth(2_000), usd(100_000)).await.unwrap();
    alice.open(eth(10), usd(1_100)).await.unwrap()
}

async fn books(site: &Site) -> Books {
    let books = Books::read(&site.system()).await.unwrap();
    books.ensure_sound();
    books
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_without_capital_clears_the_auctions() {
    let site = site().await;
    let alices = borrowers(&site).await;
    // At 180 USD an order is filled, and nothing is unsafe yet.
    orders::filled_and_redeemed(&site, alices).await;
    let dave = site.actor("dave");
    let daves = dave.open(eth(10), usd(1_110)).await.unwrap();

    // The venue pays 149.60 USD for an ether: less than auctions begin at, 150.
    let places = venue::Venue::up(&site, "149.6").await;
    site.report("150").await;
    let position = site.system().position(daves).await.unwrap();
    assert_eq!(position.is_unsafe, Some(true));
    let keeper = site.actor("keeper");
    assert_eq!(keeper.stablecoin().await, 0);
    let ether = keeper.coins("aeth").await;

    let what = format!(
        "[auctions]\ntaker = \"{}\"\nminimum_profit_usd = \"0\"\n",
        places.taker
    );
    let mut process = KeeperProcess::start(ballast(), &keeper_config(&site, "keeper", &what));
    let cleared = timeout(PATIENCE, cleared(&site)).await;
    assert!(cleared.is_ok(), "{}", process.tail());
    assert!(process.stop().success(), "{}", process.tail());

    // It was paid in collateral for the liquidation, never had stablecoin, and the profit is the taker's.
    assert_eq!(keeper.stablecoin().await, 0);
    assert!(keeper.coins("aeth").await > ether);
    assert!(places.earned(&site).await > 0);
    // What was left of the lot is back in the position, which is safe.
    let after = site.system().position(daves).await.unwrap();
    assert_eq!(after.is_unsafe, Some(false));
    assert!(after.debt < position.debt && after.collateral < position.collateral);
    let books = books(&site).await;
    assert_eq!(books.bad_debt, 0);
    println!("{books:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_fills_an_order() {
    let site = site().await;
    let alices = borrowers(&site).await;
    orders::placed(&site, alices);
    let carol = site.actor("carol");
    carol.open(eth(100), usd(2_000)).await.unwrap();
    site.report("180").await;
    let before = site.system().position(alices).await.unwrap();

    let what = format!(
        "[orders]\nown_stablecoin = \"{}\"\nminimum_profit_usd = \"0\"\n",
        usd(1_500)
    );
    let mut process = KeeperProcess::start(ballast(), &keeper_config(&site, "carol", &what));
    let filled = async {
        while site.system().position(alices).await.unwrap().debt >= before.debt {
            sleep(Duration::from_millis(500)).await;
        }
    };
    assert!(
        timeout(PATIENCE, filled).await.is_ok(),
        "{}",
        process.tail()
    );
    assert!(process.stop().success(), "{}", process.tail());
    let after = site.system().position(alices).await.unwrap();
    assert!(after.ratio > before.ratio && after.is_unsafe == Some(false));
    assert!(carol.stablecoin().await < usd(2_000));
    books(&site).await;
}

/// Waits until something was auctioned, nothing is any more, and what was paid is settled.
async fn cleared(site: &Site) {
    loop {
        let totals = site.system().auction_totals(ETH).await.unwrap();
        let bad_debt = site.system().bad_debt(ETH).await.unwrap();
        let is_over = totals.begun > 0 && totals.tabs.is_zero() && totals.lots.is_zero();
        if is_over && bad_debt.booked.is_zero() && bad_debt.set_aside.is_zero() {
            break;
        }
        sleep(Duration::from_millis(500)).await;
    }
}
