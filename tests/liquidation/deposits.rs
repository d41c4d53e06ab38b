//! Deposits in a pool: what is refused, the rest, withdrawals and claims.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{eth, usd, Suite, BTC, ETH};
use ballast_types::liquidation::{ExecuteMsg, ReceiveMsg};
use cosmwasm_std::Uint128;

use crate::support::{
    alices, assert_backed, deposit_of, fund, lend, liquidate, suite, try_liquidate, REST,
};

#[test]
fn a_deposit_for_an_unknown_type_is_refused() {
    let mut suite = suite();
    lend(&mut suite, "bob", ETH, usd("100"));
    let error: Refusal =
        suite.refused_by(|chain| chain.liquidation().deposit("bob", 7, usd("100")));
    assert!(matches!(
        error,
        Refusal::UnknownCollateralType {
            collateral_type: 7,
            ..
        }
    ));
}

#[test]
fn h07_another_token_is_no_deposit() {
    let mut suite = suite();
    let hook = ReceiveMsg::Deposit {
        collateral_type: BTC,
    };
    let error = suite.refused_by(|chain| chain.send("bob", ("wbtc", 5), LIQUIDATION, &hook));
    let expected = suite.chain.address(STABLECOIN).unwrap();
    let sender = suite.chain.address("wbtc").unwrap();
    assert_eq!(Refusal::UnknownToken { expected, sender }, error);
}

#[test]
fn h19_without_a_pool_or_a_deposit_there_is_nothing_to_take() {
    let mut suite = suite();
    let no_pool = Refusal::NoPool {
        collateral_type: ETH,
    };
    assert_eq!(
        no_pool,
        suite.refused_by(|chain| chain.liquidation().withdraw("bob", ETH, 1))
    );
    assert_eq!(
        no_pool,
        suite.refused_by(|chain| chain.liquidation().claim("bob", ETH))
    );
    fund(&mut suite, "bob", ETH, usd("100"));
    let depositor = suite.chain.address("carol").unwrap();
    let none = Refusal::NoDeposit {
        collateral_type: ETH,
        depositor,
    };
    assert_eq!(
        none,
        suite.refused_by(|chain| chain.liquidation().withdraw("carol", ETH, 1))
    );
    assert_eq!(
        none,
        suite.refused_by(|chain| chain.liquidation().claim("carol", ETH))
    );
}

#[test]
fn h08_withdrawing_zero_or_more_than_there_is_is_refused() {
    let mut suite = suite();
    fund(&mut suite, "bob", ETH, usd("100"));
    suite.advance_reporting(REST);
    let zero = ExecuteMsg::Withdraw {
        collateral_type: ETH,
        amount: Some(Uint128::zero()),
    };
    let error = suite.refused_by(|chain| chain.execute("bob", LIQUIDATION, &zero, &[]));
    assert_eq!(Refusal::ZeroAmount, error);
    let error = suite.refused_by(|chain| chain.liquidation().withdraw("bob", ETH, usd("100") + 1));
    let (deposit, amount) = (Uint128::new(usd("100")), Uint128::new(usd("100") + 1));
    assert_eq!(Refusal::WithdrawExceedsDeposit { deposit, amount }, error);
    let error = suite.refused_by(|chain| chain.liquidation().withdraw("bob", ETH, u128::MAX));
    let amount = Uint128::MAX;
    assert_eq!(Refusal::WithdrawExceedsDeposit { deposit, amount }, error);
    let error = suite.refused_by(|chain| chain.liquidation().claim("bob", ETH));
    let depositor = suite.chain.address("bob").unwrap();
    assert_eq!(
        Refusal::NothingToClaim {
            collateral_type: ETH,
            depositor
        },
        error
    );
}

#[test]
fn gains_stay_to_be_claimed_after_everything_was_withdrawn() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.advance_reporting(REST);
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, 0));
    assert_eq!(deposit_of(&suite, ETH, "bob"), [0, eth("6.1292"), 0]);
    suite.refused(|chain| try_liquidate(chain, "keeper", position, 0));
    suite.ok(|chain| chain.liquidation().claim("bob", ETH));
    assert_eq!(suite.balance(LIQUIDATION, "eth"), 0);
    let depositor = suite.chain.address("bob").unwrap();
    let gone = Refusal::NoDeposit {
        collateral_type: ETH,
        depositor,
    };
    assert_eq!(
        gone,
        suite.refused_by(|chain| chain.liquidation().claim("bob", ETH))
    );
}

#[test]
fn who_comes_after_a_liquidation_has_no_part_in_it() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("3000"));
    fund(&mut suite, "carol", ETH, usd("1000"));
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);
    fund(&mut suite, "dave", ETH, usd("3300"));
    assert_eq!(
        deposit_of(&suite, ETH, "bob"),
        [usd("2475"), eth("4.5969"), 0]
    );
    assert_eq!(
        deposit_of(&suite, ETH, "carol"),
        [usd("825"), eth("1.5323"), 0]
    );
    assert_eq!(deposit_of(&suite, ETH, "dave"), [usd("3300"), 0, 0]);

    // The next one is shared by all three, half of it dave's; what bob withdrew before is out.
    suite.advance_reporting(REST);
    suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, 0));
    let second = suite.open("alice", ETH, eth("10.24"), usd("700"));
    suite.set_price("ETH", "90");
    let told = liquidate(&mut suite, "keeper", second, 0);
    let [dave, gain, _] = deposit_of(&suite, ETH, "dave");
    let (pays, bought) = (told.pool_pays.u128(), told.pool_collateral.u128());
    assert!(usd("3300") - pays * 4 / 5 - dave <= 1);
    assert!(bought * 4 / 5 - gain <= 1);
    assert_eq!(deposit_of(&suite, ETH, "bob"), [0, eth("4.5969"), 0]);
    assert_backed(&suite);
}

#[test]
fn i21_small_steps_in_and_out_never_gain() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("1009"));
    fund(&mut suite, "erin", ETH, usd("100"));
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0); // a product without an end
    suite.set_price("ETH", "200");
    lend(&mut suite, "erin", ETH, usd("100"));
    let wealth = |suite: &Suite| {
        let [deposit, gain, _] = deposit_of(suite, ETH, "erin");
        (
            suite.balance("erin", STABLECOIN) + deposit,
            suite.balance("erin", "eth") + gain,
        )
    };
    let before = wealth(&suite);
    for amount in [1, 2, 3, 7, 999_999, 1, 13] {
        suite.ok(|chain| chain.liquidation().deposit("erin", ETH, amount));
        suite.advance_reporting(REST);
        suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, amount));
        suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 1));
        let after = wealth(&suite);
        assert!(after.0 <= before.0 && after.1 <= before.1);
        assert!(before.0 - after.0 <= 4 * 7, "{before:?} {after:?}");
    }
    assert_backed(&suite);
}
