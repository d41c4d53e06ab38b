//! Who buys, in which order, and what the keeper gets.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    liquidation::{Liquidated, SettlementSent},
    vault::{PositionSeized, PositionSnapshot},
    CollateralTypeId,
};
use cosmwasm_std::Decimal;

use crate::support::{alices, assert_backed, deposit_of, fund, lend, liquidate, sides, suite};

/// The event of a liquidation of one position by `keeper`: repaid, seized, reward, what the pool
/// pays and gets, what the caller pays and gets.
fn event(suite: &Suite, id: CollateralTypeId, amounts: [u128; 7]) -> Liquidated {
    let [repaid, seized, reward, pool_pays, pool_collateral, caller_pays, caller_collateral] =
        amounts.map(Into::into);
    Liquidated {
        collateral_type: id,
        keeper: suite.address("keeper"),
        positions: 1,
        repaid,
        seized,
        reward,
        pool_pays,
        pool_collateral,
        caller_pays,
        caller_collateral,
    }
}

#[test]
fn the_pool_buys_and_the_keeper_is_paid_at_once() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    let before = suite.balance("keeper", "eth");
    suite.set_price("ETH", "125");

    // (1.6 x 1,000 - 1,250) / (1.6 - 1.1) = 700 USD for 700 x 1.1 / 125 = 6.16 ether.
    let done = suite.ok(|chain| crate::support::try_liquidate(chain, "keeper", position, 0));
    let bought = [eth("6.1292"), 0, 0];
    let expected = [
        usd("700"),
        eth("6.16"),
        eth("0.0308"),
        usd("700"),
        bought[0],
        0,
        0,
    ];
    assert_eq!(
        suite.event_of::<Liquidated>(LIQUIDATION, &done),
        event(&suite, ETH, expected)
    );
    assert_eq!(suite.balance("keeper", "eth"), before + eth("0.0308"));
    assert_eq!(sides(&suite, position), (eth("3.84"), usd("300")));
    assert_eq!(suite.position(position).ratio, Some(Decimal::percent(160)));
    assert_eq!(
        deposit_of(&suite, ETH, "bob"),
        [usd("4300"), eth("6.1292"), 0]
    );

    let seized: PositionSeized = suite.event(&done);
    assert_eq!(seized.price, Decimal::percent(12_500));
    assert_eq!(
        (seized.repaid.u128(), seized.seized.u128()),
        (usd("700"), eth("6.16"))
    );
    let after: PositionSnapshot = suite.event(&done);
    assert_eq!(
        (after.collateral.u128(), after.debt.u128()),
        (eth("3.84"), usd("300"))
    );
    assert_backed(&suite);
}

#[test]
fn i05_what_the_pool_paid_is_set_aside_and_then_settled_by_anyone() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    let error = suite.refused_by(|chain| chain.liquidation().settle("keeper", ETH));
    assert_eq!(
        Refusal::NothingSetAside {
            collateral_type: ETH
        },
        error
    );
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);

    let bad = suite.chain.bad_debt(ETH).unwrap();
    assert_eq!(
        [bad.booked, bad.set_aside, bad.net].map(u128::from),
        [usd("700"), usd("700"), 0]
    );
    assert_eq!(suite.books(ETH).bad_debt.u128(), usd("700"));
    let supply = suite.chain.supply().unwrap().u128();

    let done = suite.ok(|chain| chain.liquidation().settle("erin", ETH));
    let sent = SettlementSent {
        collateral_type: ETH,
        amount: usd("700").into(),
    };
    assert_eq!(suite.event_of::<SettlementSent>(LIQUIDATION, &done), sent);
    assert_eq!(suite.books(ETH).bad_debt.u128(), 0);
    assert_eq!(suite.books(ETH).surplus.u128(), 0);
    assert_eq!(suite.chain.supply().unwrap().u128(), supply - usd("700"));
    let error = suite.refused_by(|chain| chain.liquidation().settle("erin", ETH));
    assert_eq!(
        Refusal::NothingSetAside {
            collateral_type: ETH
        },
        error
    );
}

#[test]
fn the_caller_buys_what_there_is_no_pool_for_and_gets_the_rest_back() {
    let mut suite = suite();
    let position = alices(&mut suite);
    lend(&mut suite, "keeper", ETH, usd("1000"));
    let before = suite.balance("keeper", "eth");
    suite.set_price("ETH", "125");
    let done = liquidate(&mut suite, "keeper", position, usd("1000"));
    let expected = [
        usd("700"),
        eth("6.16"),
        eth("0.0308"),
        0,
        0,
        usd("700"),
        eth("6.1292"),
    ];
    assert_eq!(done, event(&suite, ETH, expected));
    assert_eq!(suite.balance("keeper", "eth"), before + eth("6.16"));
    assert_eq!(suite.balance("keeper", STABLECOIN), usd("300"));
    assert_eq!(suite.balance(LIQUIDATION, STABLECOIN), usd("700"));
    assert_eq!(suite.balance(LIQUIDATION, "eth"), 0);
}

#[test]
fn the_pool_comes_before_the_caller() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("401"));
    lend(&mut suite, "keeper", ETH, usd("1000"));
    suite.set_price("ETH", "125");
    let rooms = suite.chain.rooms(ETH, usd("1000")).unwrap();
    assert_eq!(
        [rooms.pool, rooms.caller].map(u128::from),
        [usd("400"), usd("1000")]
    );

    // 6.1292 ether are for both: 4/7 of them for the pool.
    let done = liquidate(&mut suite, "keeper", position, usd("1000"));
    let (pool, caller) = (eth("3.5024"), eth("2.6268"));
    let expected = [
        usd("700"),
        eth("6.16"),
        eth("0.0308"),
        usd("400"),
        pool,
        usd("300"),
        caller,
    ];
    assert_eq!(done, event(&suite, ETH, expected));
    assert_eq!(suite.balance("keeper", STABLECOIN), usd("700"));
    // 1 / 401 has no end: both sides of the deposit round down by a unit.
    assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("1") - 1, pool - 1, 0]);
    assert_backed(&suite);
}

#[test]
fn a_caller_that_is_not_needed_gets_everything_back() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    lend(&mut suite, "keeper", ETH, usd("1000"));
    suite.set_price("ETH", "125");
    let done = liquidate(&mut suite, "keeper", position, usd("1000"));
    assert_eq!(
        (done.caller_pays.u128(), done.caller_collateral.u128()),
        (0, 0)
    );
    assert_eq!(suite.balance("keeper", STABLECOIN), usd("1000"));
}

#[test]
fn the_reward_is_capped_in_usd_and_the_buyer_gets_the_rest() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_risk(ETH, |risk| risk.keeper_reward_cap = Decimal::one())
        .build();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.set_price("ETH", "125");
    let before = suite.balance("keeper", "eth");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(done.reward.u128(), eth("0.008")); // 1 USD of 125 for a whole ether
    assert_eq!(done.pool_collateral.u128(), eth("6.152"));
    assert_eq!(suite.balance("keeper", "eth"), before + eth("0.008"));
}

#[test]
fn h12_a_reward_of_nothing_is_no_transfer() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_risk(ETH, |risk| risk.keeper_reward_share = Decimal::zero())
        .build();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.set_price("ETH", "125");
    let before = suite.balance("keeper", "eth");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.reward.u128(), done.pool_collateral.u128()),
        (0, eth("6.16"))
    );
    assert_eq!(suite.balance("keeper", "eth"), before);
}

#[test]
fn h17_a_token_as_collateral_goes_the_same_way() {
    let mut suite = suite();
    let position = suite.open("alice", BTC, btc("1"), usd("5000"));
    fund(&mut suite, "bob", BTC, usd("2001"));
    lend(&mut suite, "keeper", BTC, usd("4000"));
    let before = suite.balance("keeper", "wbtc");
    suite.set_price("BTC", "6250");

    // (8,000 - 6,250) / 0.5 = 3,500 USD for 3,850 / 6,250 = 0.616 bitcoin, 0.00308 of it reward.
    let done = liquidate(&mut suite, "keeper", position, usd("4000"));
    // 0.61292 x 4 / 7 and x 3 / 7: the unit that the floors leave is the pool's, the larger buyer.
    let (pool, caller) = (35_024_000, 26_268_000);
    let expected = [
        usd("3500"),
        btc("0.616"),
        btc("0.00308"),
        usd("2000"),
        pool,
        usd("1500"),
        caller,
    ];
    assert_eq!(done, event(&suite, BTC, expected));
    assert_eq!(
        suite.balance("keeper", "wbtc"),
        before + btc("0.00308") + caller
    );
    assert_eq!(suite.balance("keeper", STABLECOIN), usd("2500"));
    assert_eq!(suite.balance(LIQUIDATION, "wbtc"), pool);
    assert_eq!(sides(&suite, position), (btc("0.384"), usd("1500")));
    assert_backed(&suite);

    suite.advance_reporting(crate::support::REST);
    suite.ok(|chain| chain.liquidation().claim("bob", BTC));
    assert_eq!(suite.balance(LIQUIDATION, "wbtc"), 1); // rounding
}

#[test]
fn several_positions_are_one_purchase_riskiest_first() {
    let mut suite = suite();
    let first = alices(&mut suite);
    let worse = suite.open("carol", ETH, eth("9"), usd("1000"));
    let safe = suite.open("dave", ETH, eth("50"), usd("1000"));
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.set_price("ETH", "125");
    let before = suite.balance("keeper", "eth");
    let done = suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 10));
    let seized: Vec<PositionSeized> = done.all(&suite.address("vault")).unwrap();
    let order: Vec<_> = seized.iter().map(|it| it.position).collect();
    assert_eq!(order, [worse, first]);
    let done: Liquidated = suite.event_of(LIQUIDATION, &done);
    let reward: u128 = seized.iter().map(|it| it.reward.u128()).sum();
    assert_eq!((done.positions, done.reward.u128()), (2, reward));
    assert_eq!(suite.balance("keeper", "eth"), before + reward);
    assert_eq!(sides(&suite, safe), (eth("50"), usd("1000")));
    assert_eq!(
        deposit_of(&suite, ETH, "bob")[0],
        usd("5000") - done.repaid.u128()
    );
    assert_backed(&suite);
}
