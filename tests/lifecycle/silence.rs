//! H53: the feeders are silent for a day, then the price has halved.

use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::oracle::PriceError;
use ballast_vault::ContractError;

const HOUR: u64 = 3_600;

/// Twenty positions from 165% to 298%, a pool of 2,000 USD.
fn twenty() -> Suite {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .without_auctions()
        .build();
    for number in 0..20u128 {
        suite.open(
            "alice",
            ETH,
            eth("8.25") + number * eth("0.35"),
            usd("1000"),
        );
    }
    suite.open("bob", BTC, ballast_tests::btc("100"), usd("100000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("2000")));
    suite
}

fn count_unsafe(suite: &Suite) -> usize {
    let positions = suite.chain.positions(ETH).unwrap();
    positions
        .iter()
        .filter(|it| it.is_unsafe == Some(true))
        .count()
}

#[test]
fn h53_everything_unsafe_goes_at_the_first_price_and_as_the_pool_is_refilled() {
    let mut suite = twenty();
    let first = suite.chain.riskiest(ETH, 1).unwrap()[0].position;
    for hour in 0..24 {
        suite.chain.advance(HOUR);
        if hour < 1 {
            continue;
        }
        let error: ContractError =
            suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
        assert!(matches!(
            error,
            ContractError::Price(PriceError::NotValid { .. })
        ));
        // I16, H26: what makes a position safer is always possible.
        suite.ok(|chain| chain.vault().repay("bob", first, usd("10")));
        suite.ok(|chain| chain.vault().deposit("dave", first, eth("0.001")));
        suite.refused(|chain| chain.vault().withdraw("alice", first, 1));
    }
    suite.set_price("ETH", "100");
    let all = count_unsafe(&suite);
    assert!(all >= 15, "{all}");
    // Every one of them can be liquidated at this price, by anyone who pays.
    for position in suite.chain.positions(ETH).unwrap() {
        if position.is_unsafe == Some(true) {
            let mut chain = suite.chain.fork().unwrap();
            let selection = ballast_types::vault::Selection::Positions {
                ids: vec![position.position],
            };
            let sent = position.debt.u128();
            chain
                .liquidation()
                .liquidate("bob", ETH, selection, sent)
                .unwrap();
        }
    }
    // With the pool alone the queue waits, and drains as it is filled up.
    let mut queue = vec![all];
    while count_unsafe(&suite) > 0 {
        suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 100));
        suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
        suite.refused(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 100));
        queue.push(count_unsafe(&suite));
        suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("3000")));
        assert!(queue.len() < 12, "{queue:?}");
    }
    assert!(
        queue.len() > 3 && queue.windows(2).all(|pair| pair[1] < pair[0]),
        "{queue:?}"
    );
    // What was insolvent by then is bad debt, known to the unit.
    let books = suite.books(ETH);
    let owed = suite.books(BTC).booked + books.booked + books.bad_debt - books.surplus;
    assert_eq!(owed, suite.chain.supply().unwrap());
    assert!(books.bad_debt.u128() > 0);
}
