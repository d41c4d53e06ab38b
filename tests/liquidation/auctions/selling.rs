//! Nobody's collateral is offered under a price that a quorum has said and that waits for confirmation.

use ballast_tests::{eth, price, usd, Suite, ETH};
use ballast_types::{vault::PositionSeized, AuctionId};
use cosmwasm_std::Decimal;

use super::support::{
    any_price, ledger, liquidate, started, suite, wait_for, wait_until_over, FIRST,
};
use crate::support::{alices, lend};

/// Three feeders report ether in one block, a beat later than whatever was before.
fn report(suite: &mut Suite, dollars: &str) {
    suite.chain.advance(60);
    let now = suite.chain.now();
    for feeder in ["feeder-1", "feeder-2", "feeder-3"] {
        suite.ok(|chain| chain.oracle().report(feeder, "ETH", price(dollars), now));
    }
}

/// Ether's spot price, and what waits.
fn said(suite: &Suite) -> (Decimal, Option<Decimal>) {
    let feed = suite.chain.price("ETH").unwrap().unwrap();
    (feed.spot, feed.pending.map(|pending| pending.price))
}

/// The price that the auction which began last began at.
fn last_start(suite: &Suite) -> Decimal {
    let begun = suite.chain.auction_totals(ETH).unwrap().begun;
    let last = suite.chain.auction(AuctionId::new(ETH, begun)).unwrap();
    last.start_price
}

#[test]
fn h25_a_lot_begins_again_at_a_higher_price_that_waits() {
    let (mut suite, _, _) = started();
    wait_until_over(&mut suite, FIRST);
    report(&mut suite, "250");
    assert_eq!(said(&suite), (price("125"), Some(price("250"))));
    suite.ok(|chain| chain.liquidation().restart("keeper", FIRST));
    assert_eq!(last_start(&suite), price("164.0625"));
}

/// A day after the last price one round says another: what is sold is sold for that or not at all.
#[test]
fn h25_a_lot_does_not_begin_again_at_a_price_of_yesterday() {
    let (mut suite, _, _) = started();
    report(&mut suite, "140");
    suite.chain.advance(86_400);
    suite.refused(|chain| chain.liquidation().restart("keeper", FIRST));
    report(&mut suite, "400");
    let restarted = suite.chain.liquidation().restart("keeper", FIRST);
    suite.verify();
    assert!(restarted.is_err() || last_start(&suite) == price("420"));
}

#[test]
fn h25_a_lower_price_that_waits_makes_no_lot_cheaper() {
    let (mut suite, _, _) = started();
    wait_until_over(&mut suite, FIRST);
    report(&mut suite, "60");
    assert_eq!(said(&suite), (price("125"), Some(price("60"))));
    suite.ok(|chain| chain.liquidation().restart("keeper", FIRST));
    assert_eq!(last_start(&suite), price("131.25"));
}

/// Who is liquidated, and for how much, goes by the spot price; what is sold of it does not.
#[test]
fn h25_a_new_lot_begins_at_a_higher_price_that_waits() {
    let mut suite = suite();
    let position = alices(&mut suite);
    suite.open("dave", ETH, eth("1000"), usd("50000"));
    suite.set_price("ETH", "125");
    report(&mut suite, "250");
    assert_eq!(said(&suite), (price("125"), Some(price("250"))));
    let done = suite.ok(|chain| liquidate(chain, position));
    let seized: PositionSeized = suite.event(&done);
    assert_eq!(
        (seized.price, seized.repaid.u128()),
        (price("125"), usd("700"))
    );
    let lot = suite.chain.auction(FIRST).unwrap();
    // As in `an_empty_pool_begins_an_auction_with_a_cushion`, but for the price.
    assert_eq!(lot.lot.u128(), eth("6.5728") - eth("0.0308"));
    assert_eq!(lot.tab.u128(), usd("714"));
    assert_eq!(lot.start_price, price("164.0625"));
}

/// Three hours later the lot begins again at what is said by then.
#[test]
fn h24_a_wild_price_that_waits_is_in_no_liquidations_way() {
    let mut suite = suite();
    let position = alices(&mut suite);
    suite.open("dave", ETH, eth("1000"), usd("50000"));
    suite.set_price("ETH", "125");
    report(&mut suite, "1000000000");
    assert_eq!(said(&suite).1, Some(price("1000000000")));
    suite.ok(|chain| liquidate(chain, position));
    assert_eq!(last_start(&suite), price("164.0625"));
    let begun = suite.chain.now();
    wait_until_over(&mut suite, FIRST);
    assert!(suite.chain.now() - begun <= 3 * 3_600 + 900);
    suite.ok(|chain| chain.liquidation().restart("keeper", FIRST));
    assert_eq!(last_start(&suite), price("131.25"));
}

#[test]
fn h25_surplus_collateral_is_sold_from_a_higher_price_that_waits() {
    let mut suite = suite();
    super::support::written_off(&mut suite);
    suite.set_price("ETH", "2000");
    report(&mut suite, "3000");
    assert_eq!(said(&suite), (price("2000"), Some(price("3000"))));
    suite.ok(|chain| chain.liquidation().sell_surplus("owner", ETH, 0));
    assert_eq!(last_start(&suite), price("2625"));
}

#[test]
fn h25_a_reserve_is_sold_from_a_higher_price_that_waits() {
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    wait_for(&mut suite, FIRST, "90");
    let all = (0, usd("1000"));
    suite.ok(|chain| chain.liquidation().take("bob", FIRST, all, any_price()));
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    assert!(ledger(&suite).1 > 0);
    suite.ok(|chain| chain.bank().send("alice", "owner", "eth", eth("50")));
    report(&mut suite, "250");
    suite.ok(|chain| chain.liquidation().sell_reserve("owner", ETH, eth("50")));
    assert_eq!(last_start(&suite), price("164.0625"));
}
