//! Settle: stablecoin burned for a type.

use ballast_tests::{usd, Suite, BTC, ETH};
use ballast_types::vault::{ReceiveMsg, Settled};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{alices, bobs, send, wbtc};

#[test]
fn unknown_type_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().settle("alice", 3, 1));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[test]
fn h07_another_token_is_refused() {
    let mut suite = Suite::base();
    let hook = ReceiveMsg::Settle {
        collateral_type: BTC,
    };
    let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook));
    let (expected, received) = (
        suite.address("stablecoin"),
        format!("5 of {}", wbtc(&suite)),
    );
    assert_eq!(ContractError::WrongToken { expected, received }, error);
}

#[test]
fn h08_zero_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().settle("alice", ETH, 0));
    assert_eq!(
        ContractError::ZeroAmount {
            what: "a settlement"
        },
        error
    );
}

#[test]
fn without_bad_debt_everything_goes_to_the_surplus_and_is_no_revenue() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let done = suite.ok(|chain| chain.vault().settle("alice", BTC, usd("3")));
    let payer = suite.address("alice");
    let surplus = Uint128::new(usd("3"));
    let expected = Settled {
        collateral_type: BTC,
        payer,
        bad_debt: Uint128::zero(),
        surplus,
    };
    assert_eq!(suite.event::<Settled>(&done), expected);
    let books = suite.books(BTC);
    assert_eq!((books.surplus, books.revenue), (surplus, Uint128::zero()));
    assert_eq!(suite.chain.supply().unwrap().u128(), usd("197"));
    assert_eq!(suite.balance("vault", "stablecoin"), 0);
}

#[test]
fn i05_bad_debt_is_paid_first() {
    let mut suite = Suite::base();
    let bad = crate::net::bad_debt(&mut suite);
    bobs(&mut suite);
    let done = suite.ok(|chain| chain.vault().settle("bob", ETH, bad - 1));
    assert_eq!(suite.event::<Settled>(&done).bad_debt.u128(), bad - 1);
    assert_eq!(suite.books(ETH).bad_debt.u128(), 1);
    let before = suite.books(ETH).surplus.u128();
    let done = suite.ok(|chain| chain.vault().settle("bob", ETH, 5));
    let settled: Settled = suite.event(&done);
    assert_eq!((settled.bad_debt.u128(), settled.surplus.u128()), (1, 4));
    assert_eq!(suite.books(ETH).surplus.u128(), before + 4);
    assert_eq!(suite.books(ETH).bad_debt.u128(), 0);
}
