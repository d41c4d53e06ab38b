//! A liquidation begins auctions for what nobody buys at once.

use ballast_devchain::LIQUIDATION;
use ballast_tests::{eth, price, usd, SuiteBuilder, ETH};
use ballast_types::{
    liquidation::{AuctionStarted, LotWrittenOff},
    vault::PositionSeized,
    AuctionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use super::support::{held, ledger, liquidate, started, suite, written_off, FIRST};
use crate::support::{alices, fund, lend, riskiest, sides, try_liquidate};

#[test]
fn an_empty_pool_begins_an_auction_with_a_cushion() {
    let (suite, position, auction) = started();
    // At 125 USD the target of 160% needs 700 USD for 6.16 ether, of which the reward is 0.0308. The
    // lot may hold 700 x 1.428 / 125 = 7.9968; the rest of the position keeps 300 x 1.428 / 125.
    assert_eq!(auction.lot.u128(), eth("6.5728") - eth("0.0308"));
    assert_eq!(auction.tab.u128(), usd("714"));
    assert_eq!(auction.start_price, price("131.25"));
    assert_eq!(auction.position, Some(position));
    assert_eq!(
        auction.owner.as_deref(),
        Some(suite.address("alice").as_str())
    );
    assert_eq!((auction.restarts, auction.is_over), (0, false));
    assert_eq!(
        sides(&suite, position),
        (eth("10") - eth("6.5728"), usd("300"))
    );
    assert_eq!(suite.balance("keeper", "eth"), eth("10000.0308"));
    assert_eq!(ledger(&suite), (0, usd("700")));
    assert_eq!(held(&suite).0, auction.lot.u128());
}

#[test]
fn pool_and_caller_come_first() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("301"));
    lend(&mut suite, "keeper", ETH, usd("200"));
    suite.set_price("ETH", "125");
    let done = suite.ok(|chain| try_liquidate(chain, "keeper", position, usd("200")));
    let auction = suite.chain.auction(FIRST).unwrap();
    assert_eq!(auction.tab.u128(), usd("204"), "200 are left of 700");
    let begun: AuctionStarted = suite.event_of(LIQUIDATION, &done);
    assert_eq!(begun.lot, auction.lot);
    assert_eq!(ledger(&suite).0, usd("500"));
}

#[test]
fn who_needs_no_auction_begins_none() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.set_price("ETH", "125");
    suite.ok(|chain| liquidate(chain, position));
    assert_eq!(suite.chain.auction_totals(ETH).unwrap().begun, 0);
}

#[test]
fn several_positions_become_several_auctions_in_order() {
    let mut suite = suite();
    let positions: Vec<_> = (0..3)
        .map(|_| suite.open("alice", ETH, eth("10"), usd("1000")))
        .collect();
    suite.set_price("ETH", "125");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    let auctions = suite.chain.auctions(ETH).unwrap();
    let of: Vec<_> = auctions.iter().filter_map(|it| it.position).collect();
    assert_eq!(of, positions);
    assert_eq!(auctions[2].auction, AuctionId::new(ETH, 3));
    let totals = suite.chain.auction_totals(ETH).unwrap();
    assert_eq!((totals.begun, totals.tabs.u128()), (3, usd("2142")));
}

#[test]
fn h36_the_cap_bounds_what_is_under_auction_and_drains() {
    let small = |deployment: &mut ballast_devchain::Deployment| {
        let spec = deployment.collateral_types[0].auctions.as_mut().unwrap();
        spec.cap_minimum = Uint128::new(usd("1500"));
        spec.cap_share = Decimal::zero();
    };
    let mut suite = SuiteBuilder::base().with_no_fees().with(small).build();
    for _ in 0..3 {
        alices(&mut suite);
    }
    suite.set_price("ETH", "125");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    // A lot and its cushion take 817.75 USD of the first; the second gets a part in what is left.
    let worth: u128 = suite.chain.auction_totals(ETH).unwrap().lots.u128() * 125 / 10u128.pow(12);
    assert!(worth <= usd("1500") && worth > usd("1400"), "{worth}");
    let error: ContractError =
        suite.refused_by(|chain| chain.liquidation().liquidate("keeper", ETH, riskiest(5), 0));
    assert!(
        matches!(error, ContractError::NothingSeized { .. }),
        "{error}"
    );
    // As the price falls the same lots fill less of the cap.
    suite.set_price("ETH", "90");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    // A full cap is in nobody's way who buys at once.
    lend(&mut suite, "keeper", ETH, usd("3000"));
    let room = usd("3000");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate("keeper", ETH, riskiest(5), room)
    });
}

#[test]
fn a_lot_of_dust_is_not_auctioned_and_leaves_the_cushion() {
    let mut suite = suite();
    let (position, done) = written_off(&mut suite);
    let written: LotWrittenOff = suite.event_of(LIQUIDATION, &done);
    assert_eq!(written.position, position);
    let totals = suite.chain.auction_totals(ETH).unwrap();
    assert_eq!(totals.surplus_collateral, written.amount);
    assert_eq!((totals.begun, totals.lots.u128()), (0, 0));
    let seized: PositionSeized = suite.event(&done);
    assert_eq!(ledger(&suite), (0, seized.repaid.u128()));
    // No more is taken than any buyer gets: the debt and the penalty.
    let worth = seized.seized.u128() / 1_000_000 * 1_399 / 10 / 1_000_000;
    let most = seized.repaid.u128() * 11 / 10 + 1;
    assert!(worth <= most, "{worth} for {most}");
}

/// bob's pool has room for all but 30 USD, whose lot would be dust.
#[test]
fn what_would_be_dust_beside_a_larger_part_waits() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("671"));
    suite.set_price("ETH", "125");
    suite.ok(|chain| liquidate(chain, position));
    let totals = suite.chain.auction_totals(ETH).unwrap();
    assert_eq!(totals.surplus_collateral.u128() + totals.lots.u128(), 0);
    let (set_aside, booked) = ledger(&suite);
    assert_eq!(set_aside, booked);
    assert!(booked > usd("669") && booked <= usd("670"), "{booked}");
}

/// A small part of it has a buyer: were it alone taken, whoever keeps a little room open could hold up the
/// rest for good.
#[test]
fn i18_a_little_room_does_not_hold_up_a_small_position() {
    let mut suite = suite();
    let position = suite.open("carol", ETH, eth("1.68"), usd("168"));
    lend(&mut suite, "bob", ETH, usd("200"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("3")));
    suite.set_price("ETH", "139.9");
    suite.ok(|chain| liquidate(chain, position));
    assert_eq!(suite.position(position).is_unsafe, Some(false));
    let totals = suite.chain.auction_totals(ETH).unwrap();
    assert!(!totals.surplus_collateral.is_zero());
}

#[test]
fn without_parameters_there_are_no_auctions() {
    let mut suite = crate::support::suite();
    let position = alices(&mut suite);
    suite.set_price("ETH", "125");
    let error: ContractError = suite.refused_by(|chain| liquidate(chain, position));
    assert!(matches!(
        error,
        ContractError::NothingSeized { no_room: 1, .. }
    ));
    let totals = suite.chain.auction_totals(ETH).unwrap();
    assert_eq!(totals.params, None);
}
