//! Auctions: taken without capital, taken with the keeper's own stablecoin, begun again.

use ballast_devchain::Devchain;
use ballast_keeper::Config;
use ballast_types::liquidation::AuctionResponse;
use cosmwasm_std::{Decimal, Uint128};

use super::{system::*, venue::*, world::World};

/// Only looks after auctions.
pub fn only_auctions() -> Config {
    let mut config = config();
    config.liquidation.enabled = false;
    config.housekeeping.enabled = false;
    config
}

/// The same, through a taker's contract.
pub fn taking(places: &Places) -> Config {
    let mut config = only_auctions();
    config.auctions.taker = Some(places.taker.to_string());
    config
}

pub fn live(world: &World) -> Vec<AuctionResponse> {
    let inner = world.get();
    inner.chain.auctions(ETH).unwrap()
}

/// Ten positions that nobody has bought of: their lots are under auction, from 132.3 USD on.
pub fn auctioned(mut chain: Devchain) -> World {
    chain.report_price(FEED, price(126)).unwrap();
    let seized = chain.liquidation().liquidate_riskiest("carol", ETH, 25);
    seized.unwrap();
    let world = world(chain);
    assert_eq!(live(&world).len(), 10);
    world
}

/// A holder of so many stablecoins that no fall comes near to.
pub fn lend(chain: &mut Devchain, name: &str, amount: u128) {
    let opened = chain.vault().open(name, ETH, 1_000 * ETHER, amount * USD);
    opened.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_keeper_without_capital_clears_a_crash_that_no_pool_buys() {
    let world = world(system(10, 0));
    let places = places(&world, 125, 20_000);
    fall(&world, 126);
    let mut config = config();
    config.auctions.taker = Some(places.taker.to_string());
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 1_500).await;

    assert!(unsafe_positions(&world).is_empty());
    assert!(live(&world).is_empty(), "{:?}", live(&world));
    assert_eq!(actions(&metrics, "take_by_contract", "done"), 10);
    for result in ["failed", "overtaken", "not_included"] {
        assert_eq!(actions(&metrics, "take_by_contract", result), 0, "{result}");
    }
    // What the sales brought above the cost is the contract's; the keeper needed no stablecoin.
    let gain = held(&world, &places.taker);
    let told = metric(&metrics, "gain_usd_total{kind=\"take_by_contract\"}");
    assert!(
        gain > 0 && (told - gain as f64 / 1e6).abs() < 5.0,
        "{gain} {told}"
    );
    let inner = world.get();
    assert!(inner
        .chain
        .balance("keeper", "stablecoin")
        .unwrap()
        .is_zero());
    assert!(inner.chain.bad_debt(ETH).unwrap().auctioned.is_zero());
    drop(inner);
    assert!(actions(&metrics, "settle", "done") > 0);
    assert!(world
        .get()
        .history
        .iter()
        .all(|done| done.refusal.is_none()));
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn what_a_shallow_venue_can_pay_for_is_taken_in_parts() {
    let world = auctioned(system(10, 0));
    // The smallest lot costs more than the venue holds.
    let places = places(&world, 125, 300);
    let cheapest = live(&world).into_iter().map(|it| it.cost).min().unwrap();
    assert!(cheapest > Uint128::new(300 * USD), "{cheapest}");
    let one = kept(&world, "keeper", taking(&places));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 1_200).await;
    assert!(actions(&metrics, "take_by_contract", "done") > 0);
    assert_eq!(actions(&metrics, "take_by_contract", "failed"), 0);
    assert!(held(&world, &places.venue) < 150 * USD);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn a_venue_that_pays_too_little_has_nothing_sent() {
    let world = auctioned(system(10, 0));
    let places = places(&world, 100, 20_000);
    let one = kept(&world, "keeper", taking(&places));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 1_200).await;
    assert!(world.get().history.is_empty());
    assert_eq!(runs(&metrics, "auctions", "failed"), 0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") < 1.0);
    // The price comes to it.
    let fallen = live(&world)[0].price;
    assert!(fallen > price(100), "{fallen}");
    let later = kept(&world, "keeper", taking(&places));
    run_with_blocks(&world, vec![later.keeper], (8_400, 60)).await;
    assert!(live(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn gas_that_is_dearer_than_the_gain_is_not_paid() {
    let world = auctioned(system(10, 0));
    let places = places(&world, 125, 20_000);
    let mut config = taking(&places);
    config.gas_coin.usd = Decimal::from_ratio(20_000u64, 1u64);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 1_200).await;
    assert!(world.get().history.is_empty());
    assert_eq!(live(&world).len(), 10);
}

#[tokio::test(start_paused = true)]
async fn own_stablecoin_buys_under_the_discount_and_within_its_bounds() {
    let mut chain = system(10, 0);
    lend(&mut chain, "keeper", 1_000);
    let world = auctioned(chain);
    let mut config = only_auctions();
    // 450 a take, of 1,000 that the keeper holds; a take leaves 100 or nothing.
    config.auctions.own_stablecoin = Uint128::new(450 * USD);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    let highest = price(126) * Decimal::percent(95);
    let watch = async {
        loop {
            let price = live(&world)[0].price;
            if price <= highest + Decimal::percent(1) {
                return;
            }
            let taken = world.get().done("send").len();
            assert_eq!(taken, 0, "at {price}");
            tokio::time::sleep(std::time::Duration::from_secs(BLOCK)).await;
        }
    };
    tokio::join!(watch, run(&world, vec![one.keeper], 1_200));
    assert!(actions(&metrics, "take", "done") > 1);
    assert_eq!(actions(&metrics, "take", "failed"), 0);
    let inner = world.get();
    let left = inner.chain.balance("keeper", "stablecoin").unwrap();
    assert!(left < Uint128::new(250 * USD), "{left}");
    for done in inner.done("send") {
        let amount: Uint128 = serde_json::from_value(done.msg["send"]["amount"].clone()).unwrap();
        assert!(amount <= Uint128::new(450 * USD), "{amount}");
    }
    drop(inner);
    assert!(metric(&metrics, "gain_usd_total{kind=\"take\"}") > 20.0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn auctions_that_are_over_begin_again_once_there_is_a_valid_price() {
    let world = auctioned(system(10, 0));
    wait(&world, 11_400);
    assert!(live(&world).iter().all(|auction| auction.is_over));
    let one = kept(&world, "keeper", only_auctions());
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty(), "the price is not valid");

    fall(&world, 120);
    let before = world.get().chain.balance("keeper", "eth").unwrap();
    let one = kept(&world, "keeper", only_auctions());
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 300).await;
    assert_eq!(actions(&metrics, "restart", "done"), 10);
    assert!(live(&world)
        .iter()
        .all(|auction| !auction.is_over && auction.restarts == 1));
    let reward = world.get().chain.balance("keeper", "eth").unwrap() - before;
    // A thousandth of ten lots of some four ether each.
    assert!(reward > Uint128::new(ETHER / 30), "{reward}");
    let told = metric(&metrics, "gain_usd_total{kind=\"restart\"}");
    let worth = reward.u128() as f64 / 1e18 * 120.0;
    assert!((told - worth).abs() < 0.01, "{told} {worth}");
    assert!(metric(&metrics, "auctions_over{collateral_type=\"1\"}") < 1.0);
    assert!(metric(&metrics, "auctions{collateral_type=\"1\"}") > 9.0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn a_dry_run_tells_of_takes_and_restarts_and_sends_none() {
    let mut chain = system(10, 0);
    lend(&mut chain, "keeper", 1_000);
    let world = auctioned(chain);
    let places = places(&world, 125, 20_000);
    wait(&world, 1_000);
    let mut config = taking(&places);
    config.auctions.own_stablecoin = Uint128::new(1_000 * USD);
    let mut one = kept(&world, "keeper", config);
    one.keeper.is_dry = true;
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    for kind in ["take_by_contract", "take"] {
        assert!(actions(&metrics, kind, "dry_run") > 0, "{kind}");
    }
    wait(&world, 11_400);
    fall(&world, 120);
    let mut one = kept(&world, "keeper", only_auctions());
    one.keeper.is_dry = true;
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert!(actions(&metrics, "restart", "dry_run") > 0);
    assert!(world.get().history.is_empty());
}

#[tokio::test(start_paused = true)]
async fn own_stablecoin_buys_in_a_liquidation_before_anything_is_auctioned() {
    let mut chain = system(10, 0);
    lend(&mut chain, "keeper", 20_000);
    let world = world(chain);
    fall(&world, 126);
    let mut config = config();
    config.liquidation.own_stablecoin = Uint128::new(20_000 * USD);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 120).await;
    assert!(unsafe_positions(&world).is_empty());
    let totals = world.get().chain.auction_totals(ETH).unwrap();
    assert_eq!(totals.begun, 0);
    ensure_sound(&world);
}
