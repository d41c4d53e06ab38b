//! Fees as yield of a pool.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{liquidation::YieldReceived, vault::Collected};
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{assert_backed, deposit_of, fund, lend, suite, REST};

const DAY: u64 = 86_400;

/// Ether costs 10% a year, bitcoin nothing; all surplus is paid out, three quarters to the pool.
/// dave owes 100,000 USD against ether for a while.
fn fees_of(seconds: u64) -> Suite {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| {
            risk.stability_fee = Decimal::percent(10);
            risk.surplus_buffer = Uint128::zero();
        })
        .with_risk(BTC, |risk| risk.stability_fee = Decimal::zero())
        .build();
    suite.open("dave", ETH, eth("1000"), usd("100000"));
    suite.advance_reporting(seconds);
    suite
}

/// Fees of eight hours: the pool's share, some 6.85 USD, is less than 1% of what a pool of 1,000 USD
/// can take on.
fn fees() -> Suite {
    fees_of(8 * 3_600)
}

/// Fees of a year, of which the pool's share is some 7,900 USD.
fn piled_up() -> Suite {
    fees_of(31_536_000)
}

/// Fees are paid out: what the pool kept of its share, and what went on to the treasury.
fn split(suite: &mut Suite) -> [u128; 2] {
    let before = suite.balance("treasury", STABLECOIN);
    let done = suite.ok(|chain| chain.vault().collect("keeper", ETH));
    let collected: Collected = suite.event(&done);
    let received: YieldReceived = suite.event_of(LIQUIDATION, &done);
    assert_eq!(received.amount + received.passed_on, collected.pool);
    assert_eq!(
        suite.balance("treasury", STABLECOIN) - before,
        (collected.treasury + received.passed_on).u128()
    );
    [received.amount, received.passed_on].map(Into::into)
}

/// Fees are paid out: the pool's share, all of which it keeps.
fn collect(suite: &mut Suite) -> u128 {
    let [kept, passed_on] = split(suite);
    assert_eq!(passed_on, 0);
    kept
}

#[test]
fn without_a_pool_everything_goes_to_the_treasury() {
    let mut suite = piled_up();
    let done = suite.ok(|chain| chain.vault().collect("keeper", ETH));
    let collected: Collected = suite.event(&done);
    let received: YieldReceived = suite.event_of(LIQUIDATION, &done);
    assert_eq!(
        (received.amount, received.passed_on),
        (Uint128::zero(), collected.pool)
    );
    assert!(collected.pool.u128() > usd("7500"));
    let all = (collected.pool + collected.treasury).u128();
    assert_eq!(suite.balance("treasury", STABLECOIN), all);
    assert_eq!(suite.balance(LIQUIDATION, STABLECOIN), 0);
}

#[test]
fn a_pool_of_less_than_one_whole_stablecoin_takes_no_yield() {
    let mut suite = piled_up();
    fund(&mut suite, "bob", ETH, usd("101"));
    suite.advance_reporting(REST);
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, usd("100") + 1));
    let [kept, passed_on] = split(&mut suite);
    assert!(kept == 0 && passed_on > usd("7500"), "{kept} {passed_on}");
    assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("1") - 1, 0, 0]);
    assert_eq!(suite.chain.pool(ETH).unwrap().unvested.u128(), 0);
}

#[test]
fn h37_one_dollar_does_not_take_the_fees_of_a_year() {
    let mut suite = piled_up();
    lend(&mut suite, "erin", ETH, usd("101"));
    suite.ok(|chain| chain.liquidation().deposit("erin", ETH, usd("1")));
    let done = suite.ok(|chain| chain.vault().collect("erin", ETH));
    let received: YieldReceived = suite.event_of(LIQUIDATION, &done);
    assert!(received.amount.is_zero() && received.passed_on.u128() > usd("7500"));
    suite.advance_reporting(DAY);
    assert_eq!(deposit_of(&suite, ETH, "erin"), [usd("1"), 0, 0]);
    suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
    assert_eq!(suite.balance(LIQUIDATION, STABLECOIN), 0);
    assert_backed(&suite);
}

#[test]
fn h37_a_payout_is_limited_to_a_hundredth_of_the_room() {
    let mut suite = piled_up();
    fund(&mut suite, "bob", ETH, usd("1000"));
    let [kept, passed_on] = split(&mut suite);
    assert_eq!(kept, usd("9.99"));
    assert!(passed_on > usd("7500"));
    assert_eq!(suite.chain.pool(ETH).unwrap().unvested.u128(), kept);
    assert_eq!(suite.balance(LIQUIDATION, STABLECOIN), usd("1009.99"));
    // What went on is gone for the pool: the next payout brings only what was earned since.
    suite.advance_reporting(DAY);
    let [_, _, bob] = deposit_of(&suite, ETH, "bob");
    assert!(kept - bob <= 1, "{bob} of {kept}");
    let [kept, passed_on] = split(&mut suite);
    assert!(kept + passed_on < usd("25"), "{kept} {passed_on}");
    assert_backed(&suite);
}

#[test]
fn yield_vests_evenly_over_a_day() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("3000"));
    fund(&mut suite, "carol", ETH, usd("1000"));
    let pool = collect(&mut suite);
    assert_eq!(suite.chain.pool(ETH).unwrap().unvested.u128(), pool);
    assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("3000"), 0, 0]);
    for quarter in 1..=4 {
        suite.chain.advance(DAY / 4);
        let due = pool * quarter / 4;
        let [_, _, bob] = deposit_of(&suite, ETH, "bob");
        let [_, _, carol] = deposit_of(&suite, ETH, "carol");
        assert!((due * 3 / 4).abs_diff(bob) <= 2 && (due / 4).abs_diff(carol) <= 2);
        assert!(bob + carol <= due);
    }
    suite.ok(|chain| chain.liquidation().claim("bob", ETH));
    suite.ok(|chain| chain.liquidation().claim("carol", ETH));
    let left = suite.balance(LIQUIDATION, STABLECOIN) - usd("4000");
    assert!(left <= 3, "{left}");
    assert_backed(&suite);
}

#[test]
fn h37_a_large_deposit_around_a_payout_takes_what_vests_while_it_stays() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("1000"));
    // erin brings ninety-nine times as much just before the payout, and leaves after the rest.
    fund(&mut suite, "erin", ETH, usd("99000"));
    let pool = collect(&mut suite);
    suite.advance_reporting(REST);
    let [_, _, taken] = deposit_of(&suite, ETH, "erin");
    assert!(
        taken <= pool / 24 && taken > 0,
        "an hour of a day: {taken} of {pool}"
    );
    suite.ok(|chain| chain.liquidation().claim("erin", ETH));
    suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
    suite.advance_reporting(DAY);
    let [_, _, bob] = deposit_of(&suite, ETH, "bob");
    assert!(bob >= pool - taken - pool / 24);
    assert_backed(&suite);
}

#[test]
fn what_has_not_vested_waits_while_the_pool_is_empty() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("1000"));
    suite.advance_reporting(REST);
    let pool = collect(&mut suite);
    suite.chain.advance(DAY / 2);
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, 0));
    let half = suite.chain.pool(ETH).unwrap().unvested.u128();
    assert!(half.abs_diff(pool / 2) <= 1);
    // Months later the other half is there for whoever comes, over the other half of a day.
    suite.advance_reporting(100 * DAY);
    fund(&mut suite, "carol", ETH, usd("500"));
    assert_eq!(suite.chain.pool(ETH).unwrap().unvested.u128(), half);
    suite.chain.advance(DAY / 4);
    let [_, _, carol] = deposit_of(&suite, ETH, "carol");
    assert!(carol.abs_diff(half / 2) <= 2);
    suite.chain.advance(DAY / 4);
    suite.ok(|chain| chain.liquidation().claim("carol", ETH));
    suite.ok(|chain| chain.liquidation().claim("bob", ETH));
    assert!(suite.balance(LIQUIDATION, STABLECOIN) - usd("500") <= 3);
    assert_backed(&suite);
}

#[test]
fn h37_what_waits_to_vest_is_never_above_a_hundredth_of_the_room() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("1000"));
    collect(&mut suite);
    let limit = usd("999") / 100;
    let mut passed_on_in_all = 0;
    for _ in 0..12 {
        suite.advance_reporting(7_200);
        let [_, passed_on] = split(&mut suite);
        let unvested = suite.chain.pool(ETH).unwrap().unvested.u128();
        assert!(unvested <= limit, "{unvested} of {limit}");
        assert!(passed_on == 0 || unvested == limit);
        passed_on_in_all += passed_on;
    }
    assert!(passed_on_in_all > 0);
}

#[test]
fn payouts_every_hour_lose_nothing() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("5000"));
    let mut paid = collect(&mut suite);
    for _ in 0..24 {
        suite.advance_reporting(3_600);
        paid += collect(&mut suite);
    }
    suite.advance_reporting(2 * DAY);
    let [_, _, bob] = deposit_of(&suite, ETH, "bob");
    assert!(bob <= paid && paid - bob <= 30, "{bob} of {paid}");
    assert_backed(&suite);
}

#[test]
fn i06_yield_and_purchases_do_not_touch_each_other() {
    let mut suite = fees();
    fund(&mut suite, "bob", ETH, usd("1000"));
    let pool = collect(&mut suite);
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.chain.advance(DAY / 2);
    suite.set_price("ETH", "125");
    let told = crate::support::liquidate(&mut suite, "keeper", position, 0);
    let [left, gain, earned] = deposit_of(&suite, ETH, "bob");
    assert!(usd("1000") - told.pool_pays.u128() - left <= 1);
    assert!(told.pool_collateral.u128() - gain <= 1);
    // A minute or two of vesting passed between.
    assert!(
        earned.abs_diff(pool / 2) <= pool / 500,
        "{earned} of {pool}"
    );
    suite.advance_reporting(DAY);
    let [_, _, earned] = deposit_of(&suite, ETH, "bob");
    assert!(pool - earned <= 3);
}

#[test]
fn i06_pools_of_two_types_share_nothing() {
    let mut suite = suite();
    fund(&mut suite, "bob", ETH, usd("1000"));
    fund(&mut suite, "carol", BTC, usd("1000"));
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.set_price("ETH", "125");
    crate::support::liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(deposit_of(&suite, BTC, "carol"), [usd("1000"), 0, 0]);
    assert_eq!(deposit_of(&suite, ETH, "bob")[0], usd("300"));
    suite.refused(|chain| chain.liquidation().settle("keeper", BTC));
    assert_backed(&suite);
}
