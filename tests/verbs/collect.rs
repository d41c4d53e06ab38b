//! Collect: fees are minted and paid out.

use ballast_devchain::Done;
use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    liquidation::YieldReceived,
    vault::{Collected, Netted},
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{bobs, pause};

/// A year of 2% on 10,000 USD and no buffer, three quarters of it for the pool.
fn earned() -> Suite {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| risk.surplus_buffer = Uint128::zero())
        .build();
    suite.open("alice", ETH, eth("5000"), usd("10000"));
    suite.advance_reporting(31_536_000);
    suite
}

/// What the pool kept of its share, and what went on.
fn received(suite: &Suite, done: &Done) -> [u128; 2] {
    let told: YieldReceived = suite.event_of("liquidation", done);
    [told.amount.u128(), told.passed_on.u128()]
}

#[test]
fn unknown_type_is_refused() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| chain.vault().collect("alice", 3));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[test]
fn nothing_earned_is_refused() {
    let mut suite = Suite::base();
    let zero = Uint128::zero();
    let buffer = Uint128::new(usd("1000"));
    let error = suite.refused_by(|chain| chain.vault().collect("alice", ETH));
    let expected = ContractError::NothingToCollect {
        revenue: zero,
        surplus: zero,
        bad_debt: zero,
        buffer,
    };
    assert_eq!(expected, error);
}

#[test]
fn nothing_above_the_buffer_is_refused_and_the_revenue_is_kept() {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| {
            risk.surplus_buffer = Uint128::new(usd("202.013401"));
        })
        .build();
    suite.open("alice", ETH, eth("5000"), usd("10000"));
    suite.advance_reporting(31_536_000);
    let books = suite.books(ETH);
    let error = suite.refused_by(|chain| chain.vault().collect("alice", ETH));
    let expected = ContractError::NothingToCollect {
        revenue: books.revenue,
        surplus: books.surplus,
        bad_debt: Uint128::zero(),
        buffer: Uint128::new(usd("202.013401")),
    };
    assert_eq!(expected, error);
    assert!(!suite.books(ETH).revenue.is_zero());
}

#[test]
fn while_payments_wait_to_be_settled_is_refused() {
    let mut suite = earned();
    suite.ok(|chain| chain.liquidation().deposit("alice", ETH, usd("5000")));
    let id = suite.open("carol", ETH, eth("10"), usd("1200"));
    suite.set_price("ETH", "150");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &[id])
    });
    let amount = suite.chain.pool(ETH).unwrap().set_aside;
    let error = suite.refused_by(|chain| chain.vault().collect("alice", ETH));
    assert_eq!(
        ContractError::Unsettled {
            collateral_type: ETH,
            amount
        },
        error
    );
    suite.ok(|chain| chain.liquidation().settle("dave", ETH));
    suite.ok(|chain| chain.vault().collect("alice", ETH));
}

#[test]
fn without_a_pool_all_goes_to_the_treasury() {
    let mut suite = earned();
    let revenue = suite.books(ETH).revenue.u128();
    let done = suite.ok(|chain| chain.vault().collect("dave", ETH));
    let paid: Collected = suite.event(&done);
    assert_eq!(paid.pool.u128(), revenue * 3 / 4);
    assert_eq!((paid.pool + paid.treasury).u128(), revenue);
    assert_eq!(suite.balance("treasury", "stablecoin"), revenue);
    assert_eq!(suite.balance("vault", "stablecoin"), 0);
    assert_eq!(suite.balance("liquidation", "stablecoin"), 0);
    assert_eq!(received(&suite, &done), [0, paid.pool.u128()]);
    let error = suite.refused_by(|chain| chain.vault().collect("dave", ETH));
    assert!(
        matches!(error, ContractError::NothingToCollect { .. }),
        "{error}"
    );
}

#[test]
fn a_pool_gets_its_share_as_yield() {
    let mut suite = earned();
    suite.open("carol", ETH, eth("5000"), usd("10000"));
    for who in ["alice", "carol"] {
        suite.ok(|chain| chain.liquidation().deposit(who, ETH, usd("10000")));
    }
    pause(&mut suite); // minting of debt, not of fees
    let done = suite.ok(|chain| chain.vault().collect("dave", ETH));
    let paid: Collected = suite.event(&done);
    assert_eq!(received(&suite, &done), [paid.pool.u128(), 0]);
    assert_eq!(suite.chain.pool(ETH).unwrap().unvested, paid.pool);
    assert_eq!(
        suite.balance("liquidation", "stablecoin"),
        usd("20000") + paid.pool.u128()
    );
    assert_eq!(
        suite.balance("treasury", "stablecoin"),
        paid.treasury.u128()
    );
}

/// Whoever put one dollar in carries no risk, and earns nothing of what has piled up; with room for
/// more, a hundredth of it.
#[test]
fn h37_a_small_pool_does_not_take_what_has_piled_up() {
    for (deposit, kept) in [
        ("1", "0"),
        ("1.000099", "0"),
        ("1.0001", "0.000001"),
        ("101", "1"),
        ("5000.99", "49.9999"),
    ] {
        let (deposit, kept) = (usd(deposit), usd(kept));
        let mut suite = earned();
        suite.ok(|chain| chain.liquidation().deposit("alice", ETH, deposit));
        let revenue = suite.books(ETH).revenue.u128();
        let done = suite.ok(|chain| chain.vault().collect("alice", ETH));
        let paid: Collected = suite.event(&done);
        assert_eq!(received(&suite, &done), [kept, paid.pool.u128() - kept]);
        assert_eq!(suite.balance("treasury", "stablecoin"), revenue - kept);
        assert_eq!(suite.balance("liquidation", "stablecoin"), deposit + kept);
        suite.advance_reporting(86_400);
        let gain = suite.chain.deposit(ETH, "alice").unwrap().stablecoin_gain;
        assert!(
            gain.u128() <= kept && kept - gain.u128() <= 1,
            "{gain} of {kept}"
        );
    }
}

#[test]
fn bad_debt_is_netted_first() {
    let mut suite = earned();
    let before = suite.books(ETH).surplus;
    suite.set_price("ETH", "200");
    let bad = crate::net::bad_debt(&mut suite);
    assert!(bad > before.u128());
    let error = suite.refused_by(|chain| chain.vault().collect("dave", ETH));
    assert!(
        matches!(error, ContractError::NothingToCollect { .. }),
        "{error}"
    );
    suite.ok(|chain| chain.vault().settle("alice", ETH, bad - usd("100")));
    let done = suite.ok(|chain| chain.vault().collect("dave", ETH));
    assert_eq!(suite.event::<Netted>(&done).amount.u128(), usd("100"));
    assert_eq!(suite.books(ETH).bad_debt, Uint128::zero());
}

#[test]
fn i03_one_types_fees_leave_the_other_type_alone() {
    let mut suite = earned();
    bobs(&mut suite);
    let before = suite.books(BTC);
    suite.ok(|chain| chain.vault().collect("dave", ETH));
    assert_eq!(suite.books(BTC), before);
}

#[test]
fn h12_a_share_of_zero_for_pool_or_treasury_is_no_transfer() {
    for share in [Decimal::zero(), Decimal::one()] {
        let mut suite = SuiteBuilder::base()
            .with_risk(ETH, |risk| {
                risk.surplus_buffer = Uint128::zero();
                risk.pool_share = share;
            })
            .build();
        suite.open("alice", ETH, eth("5000"), usd("10000"));
        suite.ok(|chain| chain.liquidation().deposit("alice", ETH, usd("10")));
        suite.advance_reporting(31_536_000);
        let revenue = suite.books(ETH).revenue;
        let done = suite.ok(|chain| chain.vault().collect("dave", ETH));
        let paid: Collected = suite.event(&done);
        assert_eq!(
            (paid.pool, paid.treasury),
            (
                revenue * share.atomics() / Decimal::one().atomics(),
                revenue - paid.pool
            )
        );
    }
}
