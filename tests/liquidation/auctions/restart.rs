//! Auctions that are over begin again.

use ballast_devchain::LIQUIDATION;
use ballast_liquidation::ContractError;
use ballast_tests::{eth, price, usd, ETH};
use ballast_types::{liquidation::AuctionRestarted, AuctionId};

use super::support::{any_price, started, suite, wait_until_over, FIRST};
use crate::support::{ids, lend};

#[test]
fn what_can_be_taken_from_is_not_restarted() {
    let (mut suite, _, _) = started();
    let error = suite.refused_by(|chain| chain.liquidation().restart("keeper", FIRST));
    assert!(matches!(error, ContractError::AuctionNotOver { .. }));
    let unknown = AuctionId::new(ETH, 9);
    let error = suite.refused_by(|chain| chain.liquidation().restart("keeper", unknown));
    assert_eq!(ContractError::UnknownAuction { auction: unknown }, error);
}

#[test]
fn without_a_valid_price_nothing_is_restarted_but_takes_go_on() {
    let (mut suite, _, _) = started();
    suite.chain.advance(3_700);
    lend_with_btc_price(&mut suite);
    let mut fork = suite.chain.fork().unwrap();
    fork.liquidation()
        .take("bob", FIRST, (0, usd("800")), any_price())
        .unwrap();
    suite.chain.advance(18_000);
    let error = suite.refused_by(|chain| chain.liquidation().restart("keeper", FIRST));
    assert!(matches!(error, ContractError::Price(_)), "{error}");
}

fn lend_with_btc_price(suite: &mut ballast_tests::Suite) {
    suite.set_price("BTC", "8000");
    lend(suite, "bob", ETH, usd("5000"));
}

#[test]
fn h34_a_restart_begins_at_todays_price_for_a_bounded_reward() {
    let (mut suite, position, auction) = started();
    wait_until_over(&mut suite, FIRST);
    suite.set_price("ETH", "100");
    let before = suite.balance("carol", "eth");
    let done = suite.ok(|chain| chain.liquidation().restart("carol", FIRST));
    let told: AuctionRestarted = suite.event_of(LIQUIDATION, &done);
    assert_eq!(told.reward.u128(), auction.lot.u128() / 1_000);
    assert_eq!(suite.balance("carol", "eth") - before, told.reward.u128());
    let again = suite.chain.auction(AuctionId::new(ETH, 2)).unwrap();
    assert_eq!(again.lot, auction.lot - told.reward);
    assert_eq!((again.tab, again.position), (auction.tab, Some(position)));
    assert_eq!((again.start_price, again.restarts), (price("105"), 1));
    assert!(suite.chain.auction(FIRST).is_err());
}

#[test]
fn h34_from_the_third_restart_on_there_is_no_floor() {
    let (mut suite, _, _) = started();
    let mut lengths = vec![];
    for number in 1..=4 {
        let id = AuctionId::new(ETH, number);
        let from = suite.chain.now();
        wait_until_over(&mut suite, id);
        lengths.push(suite.chain.now() - from);
        suite.ok(|chain| chain.liquidation().restart("carol", id));
    }
    assert!(lengths[..3].iter().all(|it| *it < 20_000), "{lengths:?}");
    assert!(lengths[3] >= 21_600, "{lengths:?}");
    let last = suite.chain.auction(AuctionId::new(ETH, 5)).unwrap();
    assert_eq!(last.restarts, 4);
}

#[test]
fn a_lot_that_became_dust_is_written_off_when_it_is_restarted() {
    let (mut suite, _, auction) = started();
    wait_until_over(&mut suite, FIRST);
    suite.set_price("ETH", "10");
    suite.ok(|chain| chain.liquidation().restart("carol", FIRST));
    let totals = suite.chain.auction_totals(ETH).unwrap();
    let reward = auction.lot.u128() / 1_000;
    assert_eq!(
        totals.surplus_collateral.u128(),
        auction.lot.u128() - reward
    );
    assert_eq!((totals.lots.u128(), totals.tabs.u128()), (0, 0));
    assert!(suite.chain.auctions(ETH).unwrap().is_empty());
}

#[test]
fn a_lot_that_is_dust_and_worth_its_tab_begins_again() {
    let mut suite = suite();
    let position = suite.open("alice", ETH, eth("1.5"), usd("150"));
    lend(&mut suite, "dave", ETH, usd("1000"));
    suite.set_price("ETH", "139");
    suite.ok(|chain| {
        let one = ids(&[position]);
        chain.liquidation().liquidate("dave", ETH, one, usd("78"))
    });
    wait_until_over(&mut suite, FIRST);
    let lot = suite.chain.auction(FIRST).unwrap();
    // The lot falls under 100 USD, and is still worth more than is to be raised.
    suite.set_price("ETH", "135");
    let worth = lot.lot.u128() / 1_000_000_000_000 * 135;
    assert!(worth < usd("100") && worth > lot.tab.u128(), "{lot:?}");
    suite.ok(|chain| chain.liquidation().restart("carol", FIRST));
    let again = suite.chain.auction(AuctionId::new(ETH, 2)).unwrap();
    assert_eq!(again.tab, lot.tab);
}
