//! Accrue: a type's index comes to now.

use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::{Accrued, ExecuteMsg};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, bobs};

const YEAR: u64 = 31_536_000;

#[test]
fn unknown_type_is_refused() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| chain.vault().accrue("alice", 3));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[test]
fn a_year_at_two_per_cent_compounded_every_second() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let opened = suite.chain.now();
    suite.chain.advance(YEAR);
    let done = suite.ok(|chain| chain.vault().accrue("dave", ETH));
    let event: Accrued = suite.event(&done);
    // e^(0.02 x (a year and the minute before the first price) / a year) = 1.020201378...
    assert_eq!(event.index.u128() / 10u128.pow(18), 1_020_201_378);
    assert_eq!(event.surplus.u128(), usd("4.040268"));
    let books = suite.books(ETH);
    assert_eq!(
        (books.index, books.booked, books.surplus),
        (event.index, event.booked, event.surplus)
    );
    assert_eq!(books.accrued_at, opened + YEAR);
    assert!(suite.position(id).debt >= books.booked);
}

#[test]
fn i20_twice_in_a_second_is_once() {
    let mut suite = Suite::base();
    alices(&mut suite);
    suite.chain.advance(1_000);
    suite.ok(|chain| chain.vault().accrue("dave", ETH));
    let before = suite.chain.contract_dump("vault").unwrap();
    suite.ok(|chain| chain.vault().accrue("erin", ETH));
    assert_eq!(suite.chain.contract_dump("vault").unwrap(), before);
}

#[test]
fn collateral_alone_moves_no_debt_in_the_books() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.advance_reporting(86_400);
    let (books, groups) = (suite.books(ETH), suite.chain.groups().unwrap());
    suite.ok(|chain| chain.vault().deposit("alice", id, eth("2")));
    suite.ok(|chain| chain.vault().withdraw("alice", id, eth("1")));
    let after = suite.books(ETH);
    assert_eq!(suite.chain.groups().unwrap(), groups);
    let moved = after.total_collateral.u128() - books.total_collateral.u128();
    assert_eq!(moved, eth("1"));
    // The fees reach the group when debt moves next.
    suite.ok(|chain| chain.vault().mint("alice", id, usd("1")));
    let grown = suite.chain.groups().unwrap()[0].debt - groups[0].debt;
    assert!(grown > Uint128::new(usd("1")), "{grown}");
}

#[test]
fn i20_often_or_once_comes_to_the_same_debt() {
    let (mut often, mut once) = (Suite::base(), Suite::base());
    let ids = [alices(&mut often), alices(&mut once)];
    let mut last = often.books(ETH).index;
    for _ in 0..100 {
        often.chain.advance(977);
        often.ok(|chain| chain.vault().accrue("dave", ETH));
        let index = often.books(ETH).index;
        assert!(index > last);
        last = index;
    }
    once.chain.advance(97_700);
    once.ok(|chain| chain.vault().accrue("dave", ETH));
    assert_eq!(often.position(ids[0]).debt, once.position(ids[1]).debt);
    let (split, whole) = (often.books(ETH).index, once.books(ETH).index);
    assert!(
        split.abs_diff(whole) <= Uint128::new(200_000),
        "{split} {whole}"
    );
    assert_eq!(often.books(ETH).surplus, once.books(ETH).surplus);
}

#[test]
fn a_fee_of_zero_leaves_the_index() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    suite.chain.advance(100 * YEAR);
    suite.ok(|chain| chain.vault().accrue("dave", ETH));
    assert_eq!(suite.position(id).debt.u128(), usd("200"));
}

#[test]
fn one_types_fee_is_not_anothers() {
    let mut suite = SuiteBuilder::base()
        .with_risk(BTC, |risk| risk.stability_fee = Decimal::zero())
        .build();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    suite.chain.advance(YEAR);
    suite.ok(|chain| chain.vault().accrue("dave", ETH));
    assert!(suite.position(ether).debt.u128() > usd("204"));
    assert_eq!(suite.position(bitcoin).debt.u128(), usd("4000"));
}

#[test]
fn a_new_fee_holds_from_now_on() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.chain.advance(YEAR);
    let mut risk = suite.listing(ETH).risk;
    risk.stability_fee = Decimal::percent(100);
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk: risk.clone(),
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(suite.position(id).debt.u128(), usd("1000"));
    suite.chain.advance(YEAR);
    let owed = suite.position(id).debt;
    assert_eq!(owed.u128() / usd("1"), 2_718);
    risk.stability_fee = Decimal::zero();
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    suite.chain.advance(YEAR);
    assert_eq!(suite.position(id).debt, owed);
}
