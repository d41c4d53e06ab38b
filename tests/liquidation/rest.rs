//! H37: a deposit and its gains rest before they may leave.

use ballast_devchain::{Call, LIQUIDATION, STABLECOIN};
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{eth, usd, Suite, ETH};
use ballast_types::{
    liquidation::{ExecuteMsg, PoolClaimed, PoolDeposited, PoolWithdrawn, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::Uint128;

use crate::support::{alices, assert_backed, deposit_of, fund, ids, lend, liquidate, suite, REST};

#[test]
fn h37_a_deposit_and_its_gains_rest_an_hour() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    let since = suite.chain.now();
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);
    suite.chain.advance(since + REST - 1 - suite.chain.now());
    let resting = Refusal::StillResting {
        free_from: since + REST,
        now: since + REST - 1,
    };
    assert_eq!(
        resting,
        suite.refused_by(|chain| chain.liquidation().claim("bob", ETH))
    );
    assert_eq!(
        resting,
        suite.refused_by(|chain| chain.liquidation().withdraw("bob", ETH, 1))
    );
    suite.chain.advance(1);
    let before = suite.balance("bob", "eth");
    let done = suite.ok(|chain| chain.liquidation().claim("bob", ETH));
    let claimed = PoolClaimed {
        collateral_type: ETH,
        depositor: suite.address("bob"),
        collateral: Uint128::new(eth("6.1292")),
        stablecoin: Uint128::zero(),
    };
    assert_eq!(suite.event_of::<PoolClaimed>(LIQUIDATION, &done), claimed);
    assert_eq!(suite.balance("bob", "eth"), before + eth("6.1292"));
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, 0));
    assert_eq!(suite.balance("bob", STABLECOIN), usd("4300"));
    assert_eq!(suite.chain.pool(ETH).unwrap().total.u128(), 0);
}

#[test]
fn h37_every_deposit_begins_the_rest_anew() {
    let mut suite = suite();
    fund(&mut suite, "bob", ETH, usd("200"));
    suite.advance_reporting(REST);
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, usd("100")));
    let done = suite.ok(|chain| chain.liquidation().deposit("bob", ETH, 1));
    let deposited: PoolDeposited = suite.event_of(LIQUIDATION, &done);
    assert_eq!(deposited.deposit.u128(), usd("100") + 1);
    suite.refused(|chain| chain.liquidation().withdraw("bob", ETH, 1));
    suite.advance_reporting(REST);
    let done = suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, 1));
    let withdrawn: PoolWithdrawn = suite.event_of(LIQUIDATION, &done);
    assert_eq!(
        (withdrawn.amount.u128(), withdrawn.deposit.u128()),
        (1, usd("100"))
    );
}

/// What mallory can put into one transaction around a liquidation.
fn calls(suite: &Suite, position: PositionId) -> [Call; 4] {
    let chain = &suite.chain;
    let hook = ReceiveMsg::Deposit {
        collateral_type: ETH,
    };
    let liquidate = ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    let withdraw = ExecuteMsg::Withdraw {
        collateral_type: ETH,
        amount: None,
    };
    let call = |msg| Call::new(LIQUIDATION, msg, &[]).unwrap();
    [
        chain
            .send_call(STABLECOIN, LIQUIDATION, usd("9000"), &hook)
            .unwrap(),
        call(&liquidate),
        call(&ExecuteMsg::Claim {
            collateral_type: ETH,
        }),
        call(&withdraw),
    ]
}

#[test]
fn h37_deposit_liquidate_and_leave_in_one_transaction_is_refused() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("1000"));
    lend(&mut suite, "erin", ETH, usd("9000"));
    suite.set_price("ETH", "125");
    let [deposit, liquidate, claim, withdraw] = calls(&suite, position);
    let resting = Refusal::StillResting {
        free_from: suite.chain.now() + REST,
        now: suite.chain.now(),
    };
    for leave in [
        vec![claim.clone()],
        vec![withdraw.clone()],
        vec![claim, withdraw],
    ] {
        let calls = [vec![deposit.clone(), liquidate.clone()], leave].concat();
        let error = suite.refused_by(|chain| chain.execute_all("erin", calls));
        assert_eq!(resting, error);
    }
    // Staying, it is a deposit like any other.
    suite.ok(|chain| chain.execute_all("erin", vec![deposit, liquidate]));
    assert_backed(&suite);
}

#[test]
fn h37_leaving_just_before_a_liquidation_is_accepted() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("1000"));
    fund(&mut suite, "erin", ETH, usd("9000"));
    suite.advance_reporting(REST);
    suite.set_price("ETH", "125");
    let [_, liquidate, _, withdraw] = calls(&suite, position);
    suite.ok(|chain| chain.execute_all("erin", vec![withdraw, liquidate]));
    assert_eq!(suite.balance("erin", STABLECOIN), usd("9000"));
    assert_eq!(deposit_of(&suite, ETH, "bob")[0], usd("300"));
}
