//! Time at its extremes.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::ExecuteMsg;
use cosmwasm_std::Decimal;
use rstest::rstest;

/// The last second that a block's time can hold.
const LAST_SECOND: u64 = u64::MAX / 1_000_000_000;
const YEAR: u64 = 31_536_000;

/// alice and bob in debt, erin in the pools.
fn system(fee: Decimal) -> Suite {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| risk.stability_fee = fee)
        .with_risk(BTC, |risk| risk.stability_fee = fee)
        .build();
    suite.open("alice", ETH, eth("2"), usd("200"));
    suite.open("bob", BTC, btc("1"), usd("4000"));
    suite.open("erin", BTC, btc("100"), usd("400000"));
    for id in [ETH, BTC] {
        suite.ok(|chain| chain.liquidation().deposit("erin", id, usd("1000")));
    }
    suite
}

/// Everything that must never be locked.
fn safe_operations(suite: &mut Suite) {
    let id = suite.chain.positions_of("alice").unwrap()[0].position;
    suite.ok(|chain| chain.vault().accrue("dave", ETH));
    suite.ok(|chain| chain.vault().deposit("alice", id, 5));
    suite.ok(|chain| chain.vault().repay("erin", id, usd("10")));
    let debt = suite.position(id).debt.u128();
    suite.ok(|chain| chain.vault().repay("erin", id, debt));
    suite.ok(|chain| chain.vault().close("alice", id, 0));
    suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
    suite.ok(|chain| chain.vault().settle("erin", BTC, 5));
    assert_eq!(suite.balance("alice", "eth"), eth("10000"));
}

#[rstest]
#[case::at_once(0, "0.02")]
#[case::ten_years(10 * YEAR, "0.02")]
#[case::a_century(100 * YEAR, "0.02")]
#[case::the_last_second(u64::MAX, "0.002")]
#[case::five_years_at_the_highest_fee(5 * YEAR, "1")]
fn h20_i16_i17_nothing_is_locked_by_time(#[case] seconds: u64, #[case] fee: &str) {
    let mut suite = system(ballast_tests::price(fee));
    let now = suite.chain.now();
    let rest = 3_600;
    suite
        .chain
        .advance(rest.max(seconds.min(LAST_SECOND - now)));
    safe_operations(&mut suite);
}

#[test]
fn h20_i16_i17_an_index_at_its_end_stands_still_and_locks_nothing() {
    let mut suite = system(Decimal::one());
    let id = suite.chain.positions_of("alice").unwrap()[0].position;
    let free = suite.open("carol", ETH, eth("1"), 0);
    for years in [26, 1, 1, 100] {
        suite.chain.advance(years * YEAR);
        suite.ok(|chain| chain.vault().accrue("dave", ETH));
        suite.ok(|chain| chain.vault().deposit("alice", id, 5));
        suite.ok(|chain| chain.vault().withdraw("carol", free, 5));
        suite.ok(|chain| chain.vault().repay("erin", id, usd("1")));
        assert!(suite.position(id).debt.u128() > usd("1000000000"));
    }
    let index = suite.books(ETH).index;
    suite.chain.advance(YEAR);
    suite.ok(|chain| chain.vault().close("carol", free, 0));
    assert_eq!(suite.books(ETH).index, index);
}

#[test]
fn h20_a_price_lives_and_liquidation_works_at_the_last_second() {
    let mut suite = system(Decimal::zero());
    let now = suite.chain.now();
    suite.chain.advance(LAST_SECOND - now - 120);
    suite.set_price("ETH", "120");
    suite.chain.advance(60);
    suite.set_price("ETH", "119");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("dave", ETH, 1));
    suite.ok(|chain| chain.liquidation().settle("dave", ETH));
}

#[test]
fn h20_ramps_and_pauses_at_the_last_second_end_and_overflow_nothing() {
    let mut suite = system(Decimal::zero());
    let now = suite.chain.now();
    suite.chain.advance(LAST_SECOND - now);
    let ramp = ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: Decimal::percent(150),
        target_ratio: Decimal::percent(160),
        seconds: 365 * 86_400,
    };
    suite.ok(|chain| chain.vault().govern("owner", &ramp));
    let shown = suite.chain.collateral_type(ETH).unwrap().liquidation_ratio;
    assert_eq!(
        (shown.now, shown.start),
        (Decimal::percent(140), LAST_SECOND)
    );
    suite.ok(|chain| {
        chain
            .vault()
            .govern("guardian", &ExecuteMsg::PauseMinting { seconds: 60 })
    });
    suite.ok(|chain| {
        chain
            .vault()
            .govern("guardian", &ExecuteMsg::ResumeMinting {})
    });
}

#[test]
fn h20_reports_from_the_end_of_time_are_refused() {
    let mut suite = Suite::base();
    for published_at in [u64::MAX, LAST_SECOND, suite.chain.now() + 16] {
        suite.refused(|chain| {
            chain
                .oracle()
                .report("feeder-1", "ETH", Decimal::one(), published_at)
        });
    }
}
