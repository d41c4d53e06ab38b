//! H33: positions whose collateral does not cover their debt, and what becomes of the loss.

use ballast_devchain::{LIQUIDATION, STABLECOIN, VAULT};
use ballast_math::Collateral;
use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    vault::{Collected, Netted, Settled},
    PositionId,
};
use ballast_vault::{
    positions::Held,
    state::{BOOKS, PARAMS, POSITIONS},
    ContractError,
};
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, assert_backed, deposit_of, fund, lend, liquidate, sides, suite};

/// alice's position and a pool, at a price.
fn at(price: &str, pool: &str) -> (Suite, PositionId) {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd(pool));
    suite.set_price("ETH", price);
    (suite, position)
}

#[test]
fn h33_scarce_collateral_is_sold_whole_and_the_buyer_keeps_its_discount() {
    // Worth 1,005 USD: less than the debt with the penalty, more than the debt.
    let (mut suite, position) = at("100.5", "5000");
    let before = suite.balance("keeper", "eth");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("1000"), eth("10"))
    );
    assert_eq!(suite.balance("keeper", "eth"), before + eth("0.05"));
    // The pool gets 9.95 ether, 999.975 USD, and pays that less one in a hundred and one.
    assert_eq!(done.pool_pays.u128(), usd("999.975") * 100 / 101);
    assert_eq!(deposit_of(&suite, ETH, "bob")[1], eth("9.95"));
    assert!(
        suite.chain.position(position).is_err(),
        "an empty position is gone"
    );
    let bad = suite.chain.bad_debt(ETH).unwrap();
    assert_eq!(bad.net.u128(), usd("1000") - done.pool_pays.u128());
    assert_backed(&suite);
}

#[test]
fn h33_i13_what_nobody_pays_stays_bad_debt() {
    let (mut suite, position) = at("50", "5000");
    let done = liquidate(&mut suite, "keeper", position, 0);
    // 9.95 ether at 50 USD are 497.50; 492.574257 of them with the discount.
    assert_eq!(done.pool_pays.u128(), usd("492.574257"));
    assert_eq!(sides(&suite, position), (0, 0));
    assert_eq!(suite.books(ETH).bad_debt.u128(), usd("1000"));
    assert_eq!(suite.books(ETH).booked.u128(), 0);

    let done = suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
    let settled = Settled {
        collateral_type: ETH,
        payer: suite.address(LIQUIDATION),
        bad_debt: Uint128::new(usd("492.574257")),
        surplus: Uint128::zero(),
    };
    assert_eq!(suite.event::<Settled>(&done), settled);
    assert_eq!(suite.books(ETH).bad_debt.u128(), usd("507.425743"));
}

#[test]
fn h33_worthless_collateral_clears_the_position_all_the_same() {
    let (mut suite, position) = at("0.000000000000000001", "5000");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.repaid.u128(), done.pool_pays.u128()),
        (usd("1000"), 0)
    );
    assert_eq!(done.seized.u128(), eth("10"));
    assert_eq!(suite.books(ETH).bad_debt.u128(), usd("1000"));
    assert_eq!(suite.chain.bad_debt(ETH).unwrap().set_aside.u128(), 0);
    suite.refused(|chain| chain.liquidation().settle("keeper", ETH));
    assert_backed(&suite);
}

#[test]
fn h33_i12_an_insolvent_part_takes_collateral_pro_rata() {
    let (mut suite, position) = at("50", "301");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("300"), eth("3"))
    );
    assert_eq!(sides(&suite, position), (eth("7"), usd("700")));
    // Its 2.985 ether are worth 149.25 USD.
    assert_eq!(done.pool_pays.u128(), usd("149.25") * 100 / 101);
    // The rest of the room goes on: the position is worked off.
    liquidate(&mut suite, "keeper", position, 0);
    let (collateral, debt) = sides(&suite, position);
    assert!(collateral < eth("7") && debt < usd("700") && debt >= usd("100"));
    assert_backed(&suite);
}

#[test]
fn h33_i08_an_insolvent_rest_is_not_left_under_the_floor() {
    let (mut suite, position) = at("50", "951");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("900"), eth("9"))
    );
    assert_eq!(sides(&suite, position), (eth("1"), usd("100")));
}

/// No message leaves debt without collateral; should it ever exist, it can be cleared.
#[test]
fn h33_a_position_without_collateral_can_be_liquidated() {
    let (mut suite, position) = at("125", "5000");
    let vault = suite.chain.address(VAULT).unwrap();
    {
        let mut storage = suite.chain.app_mut().contract_storage_mut(&vault);
        let mut held = Held::load(storage.as_ref(), position).unwrap();
        let mut books = BOOKS.load(storage.as_ref(), ETH).unwrap();
        let gone = held.stored.position.collateral;
        books.total_collateral = books.total_collateral.checked_sub(gone).unwrap();
        held.stored.position.collateral = Collateral::ZERO;
        let decimals = PARAMS.load(storage.as_ref(), ETH).unwrap().decimals;
        held.save(storage.as_mut(), decimals).unwrap();
        BOOKS.save(storage.as_mut(), ETH, &books).unwrap();
        assert!(POSITIONS.has(storage.as_ref(), position.raw()));
    }
    // What it had held is now nobody's, which is the only thing that is wrong.
    suite.chain.watch().unwrap();
    suite
        .chain
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 1)
        .unwrap();
    assert!(suite.chain.violations().iter().all(|it| it.number == "I4"));
    assert_eq!(sides(&suite, position), (0, 0));
    assert_eq!(suite.books(ETH).bad_debt.u128(), usd("1000"));
    assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("5000"), 0, 0]);
}

/// Ether without a fee; bitcoin's fee is 50%, its buffer 10 USD.
fn with_a_surplus() -> (Suite, PositionId) {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_risk(BTC, |risk| {
            risk.stability_fee = Decimal::percent(50);
            risk.surplus_buffer = Uint128::new(usd("10"));
        })
        .build();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.advance_reporting(31_536_000);
    suite.ok(|chain| chain.vault().accrue("keeper", BTC));
    assert!(suite.books(BTC).surplus.u128() > usd("2500"));
    suite.set_price("ETH", "50");
    (suite, position)
}

#[test]
fn i05_another_types_surplus_covers_the_loss_after_settling() {
    let (mut suite, position) = with_a_surplus();
    let surplus = suite.books(BTC).surplus.u128();
    liquidate(&mut suite, "keeper", position, 0);

    // While buyers' money waits the bad debt is overstated, so nobody else pays for it.
    let error = suite.refused_by(|chain| chain.vault().net("keeper", BTC, Some(ETH)));
    let amount = Uint128::new(usd("492.574257"));
    assert_eq!(
        ContractError::Unsettled {
            collateral_type: ETH,
            amount
        },
        error
    );
    suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
    let done = suite.ok(|chain| chain.vault().net("keeper", BTC, Some(ETH)));
    let loss = usd("507.425743");
    let netted = Netted {
        collateral_type: BTC,
        other: ETH,
        amount: Uint128::new(loss),
    };
    assert_eq!(suite.event::<Netted>(&done), netted);
    assert_eq!(suite.books(ETH).bad_debt.u128(), 0);
    assert_eq!(suite.books(BTC).surplus.u128(), surplus - loss);

    // What is above the buffer is paid out; the buffer stays.
    let supply = suite.chain.supply().unwrap().u128();
    let done = suite.ok(|chain| chain.vault().collect("keeper", BTC));
    let collected: Collected = suite.event(&done);
    let paid = (collected.pool + collected.treasury).u128();
    assert_eq!(paid, surplus - loss - usd("10"));
    assert_eq!(suite.chain.supply().unwrap().u128(), supply + paid);
    assert_eq!(suite.books(BTC).surplus.u128(), usd("10"));
}

#[test]
fn i05_netting_before_settling_is_refused_and_fees_outlive_a_paid_loss() {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| risk.surplus_buffer = Uint128::zero())
        .with_risk(BTC, |risk| risk.stability_fee = Decimal::zero())
        .build();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.advance_reporting(31_536_000);
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);
    let (surplus, revenue) = (suite.books(ETH).surplus, suite.books(ETH).revenue);
    assert!(surplus.u128() > usd("20") && !revenue.is_zero());

    let amount = suite.chain.bad_debt(ETH).unwrap().set_aside;
    let unsettled = ContractError::Unsettled {
        collateral_type: ETH,
        amount,
    };
    let error = suite.refused_by(|chain| chain.vault().collect("erin", ETH));
    assert_eq!(unsettled, error);
    for other in [None, Some(BTC)] {
        let error = suite.refused_by(|chain| chain.vault().net("erin", ETH, other));
        assert_eq!(unsettled, error);
    }
    let error = suite.refused_by(|chain| chain.vault().net("erin", BTC, Some(ETH)));
    assert_eq!(unsettled, error);

    // The buyers paid everything, so nothing of the fees is needed.
    suite.ok(|chain| chain.liquidation().settle("erin", ETH));
    assert_eq!(suite.books(ETH).surplus, surplus);
    assert_eq!(suite.books(ETH).revenue, revenue);
    suite.ok(|chain| chain.vault().collect("erin", ETH));
    assert!(suite.books(ETH).surplus.is_zero() && suite.books(ETH).bad_debt.is_zero());
}

#[test]
fn i16_the_owner_may_still_repay_and_top_up_when_insolvent() {
    let (mut suite, position) = at("50", "101");
    suite.ok(|chain| chain.vault().deposit("alice", position, eth("1")));
    suite.ok(|chain| chain.vault().repay("alice", position, usd("100")));
    lend(&mut suite, "dave", ETH, usd("900"));
    suite.ok(|chain| chain.vault().repay("dave", position, usd("900")));
    suite.ok(|chain| chain.vault().close("alice", position, 0));
    assert_eq!(suite.balance("dave", STABLECOIN), 0);
    assert!(suite.chain.position(position).is_err());
}
