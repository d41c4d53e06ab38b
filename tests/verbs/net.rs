//! Net: surplus against bad debt.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::Netted;
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, bobs};

/// Ether falls from 200 to 50 USD under carol's 10 ether and 1,200 USD, and erin's pool of 1,250 USD
/// buys: what its payment falls short of the debt stays bad debt of ether. How much, settled.
pub fn bad_debt(suite: &mut Suite) -> u128 {
    suite.open("carol", ETH, eth("10"), usd("1200"));
    suite.open("erin", BTC, btc("1"), usd("1250"));
    suite.ok(|chain| chain.liquidation().deposit("erin", ETH, usd("1250")));
    suite.set_price("ETH", "50");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
    suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
    let bad = suite.books(ETH).bad_debt.u128();
    assert!(bad > usd("600"), "{bad}");
    bad
}

/// No buffers, a high fee on bitcoin.
fn with_fees() -> Suite {
    let builder = SuiteBuilder::base().with_risk(ETH, |risk| {
        risk.surplus_buffer = Uint128::zero();
        risk.stability_fee = Decimal::zero();
    });
    let builder = builder.with_risk(BTC, |risk| {
        risk.surplus_buffer = Uint128::new(usd("100"));
        risk.stability_fee = Decimal::percent(10);
    });
    builder.build()
}

#[test]
fn unknown_types_are_refused() {
    let mut suite = Suite::base();
    for (one, other) in [(3, None), (3, Some(ETH)), (ETH, Some(3))] {
        let error = suite.refused_by(|chain| chain.vault().net("alice", one, other));
        assert_eq!(
            ContractError::UnknownCollateralType { collateral_type: 3 },
            error
        );
    }
}

#[test]
fn nothing_to_net_is_refused() {
    let mut suite = with_fees();
    bobs(&mut suite);
    suite.advance_reporting(31_536_000);
    let surplus = suite.books(BTC).surplus;
    assert!(surplus.u128() > usd("400"));
    let zero = Uint128::zero();
    let buffer = Uint128::new(usd("100"));
    for other in [None, Some(ETH)] {
        let error = suite.refused_by(|chain| chain.vault().net("alice", BTC, other));
        assert_eq!(
            ContractError::NothingToNet {
                surplus,
                bad_debt: zero,
                auctioned: zero,
                buffer
            },
            error
        );
    }
}

#[test]
fn h09_a_type_against_itself_is_refused() {
    let mut suite = with_fees();
    bobs(&mut suite);
    suite.advance_reporting(31_536_000);
    let error = suite.refused_by(|chain| chain.vault().net("alice", BTC, Some(BTC)));
    assert_eq!(
        ContractError::NetWithItself {
            collateral_type: BTC
        },
        error
    );
}

#[test]
fn another_type_is_refused_while_payments_wait_to_be_settled() {
    let mut suite = with_fees();
    bobs(&mut suite);
    suite.advance_reporting(31_536_000);
    bad_debt(&mut suite);
    let id = suite.open("dave", ETH, eth("10"), usd("300"));
    suite.set_price("ETH", "41");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &[id])
    });
    let amount = suite.chain.pool(ETH).unwrap().set_aside;
    assert!(!amount.is_zero());
    let unsettled = ContractError::Unsettled {
        collateral_type: ETH,
        amount,
    };
    let error = suite.refused_by(|chain| chain.vault().net("alice", BTC, Some(ETH)));
    assert_eq!(unsettled, error);
    let error = suite.refused_by(|chain| chain.vault().net("alice", ETH, Some(BTC)));
    assert_eq!(unsettled, error);
    suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
    suite.ok(|chain| chain.vault().net("alice", BTC, Some(ETH)));
}

#[test]
fn i05_a_types_own_bad_debt_is_netted_whole() {
    let mut suite = Suite::base();
    let bad = bad_debt(&mut suite);
    alices_fees(&mut suite);
    let before = suite.books(ETH);
    let done = suite.ok(|chain| chain.vault().net("dave", ETH, None));
    let amount = before.surplus.min(before.bad_debt);
    let expected = Netted {
        collateral_type: ETH,
        other: ETH,
        amount,
    };
    assert_eq!(suite.event::<Netted>(&done), expected);
    let after = suite.books(ETH);
    assert_eq!(after.bad_debt.u128(), bad - amount.u128());
    assert_eq!(after.surplus, before.surplus - amount);
}

/// Fees of ether, from a position of alice's.
fn alices_fees(suite: &mut Suite) {
    suite.open("alice", ETH, eth("5000"), usd("10000"));
    suite.advance_reporting(31_536_000);
    assert!(suite.books(ETH).surplus.u128() > usd("200"));
}

#[test]
fn i05_another_types_bad_debt_is_paid_above_the_buffer() {
    let mut suite = with_fees();
    bobs(&mut suite);
    suite.advance_reporting(31_536_000);
    let bad = bad_debt(&mut suite);
    let before = suite.books(BTC).surplus.u128();
    let done = suite.ok(|chain| chain.vault().net("dave", BTC, Some(ETH)));
    let amount = Uint128::new(before - usd("100"));
    let expected = Netted {
        collateral_type: BTC,
        other: ETH,
        amount,
    };
    assert_eq!(suite.event::<Netted>(&done), expected);
    assert_eq!(suite.books(BTC).surplus.u128(), usd("100"));
    assert_eq!(suite.books(ETH).bad_debt.u128(), bad - amount.u128());
    alices_position_is_untouched(&mut suite);
}

fn alices_position_is_untouched(suite: &mut Suite) {
    suite.set_price("ETH", "200");
    let id = alices(suite);
    suite.ok(|chain| chain.vault().repay("alice", id, usd("200")));
}
