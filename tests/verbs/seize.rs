//! Seize: what the vault refuses. What a seizure takes is told by the tests of liquidation.

use ballast_devchain::LIQUIDATION;
use ballast_tests::{usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    vault::{ExecuteMsg, Rooms, Selection},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_multi_test::Executor;
use rstest::rstest;

use crate::support::{alices, bobs};

fn rooms(pool: u128) -> Rooms {
    Rooms {
        pool: Uint128::new(pool),
        ..Rooms::default()
    }
}

fn riskiest(collateral_type: u16, limit: u32, pool: u128) -> ExecuteMsg {
    let selection = Selection::Riskiest { limit };
    ExecuteMsg::Seize {
        collateral_type,
        selection,
        rooms: rooms(pool),
    }
}

fn named(ids: &[PositionId]) -> ExecuteMsg {
    let selection = Selection::Positions { ids: ids.to_vec() };
    ExecuteMsg::Seize {
        collateral_type: ETH,
        selection,
        rooms: rooms(usd("1000")),
    }
}

/// What the vault tells the liquidation contract itself.
fn refusal(suite: &mut Suite, msg: &ExecuteMsg) -> ContractError {
    let [vault, liquidation] =
        ["vault", LIQUIDATION].map(|name| Addr::unchecked(suite.address(name)));
    let before = suite.chain.state_hash();
    let app = suite.chain.app_mut();
    let error = app
        .execute_contract(liquidation, vault, msg, &[])
        .unwrap_err();
    assert_eq!(before, suite.chain.state_hash());
    error.downcast().unwrap()
}

#[test]
fn h01_anyone_but_the_liquidation_contract_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    suite.set_price("ETH", "100");
    let msg = riskiest(ETH, 1, usd("1000"));
    for sender in ["alice", "owner", "guardian", "keeper", "feeder-1"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &msg));
        let (liquidation, sender) = (suite.address(LIQUIDATION), suite.address(sender));
        assert_eq!(
            ContractError::NotLiquidation {
                sender,
                liquidation
            },
            error
        );
    }
}

#[test]
fn unknown_type_is_refused() {
    let mut suite = Suite::base();
    let error = refusal(&mut suite, &riskiest(3, 1, 1));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[rstest]
#[case(0)]
#[case(101)]
#[case(u32::MAX)]
fn no_positions_or_more_than_a_hundred_are_refused(#[case] limit: u32) {
    let mut suite = Suite::base();
    let error = refusal(&mut suite, &riskiest(ETH, limit, 1));
    let given = usize::try_from(limit).unwrap();
    assert_eq!(
        ContractError::SelectionOutOfBounds { given, most: 100 },
        error
    );
    let ids = vec![PositionId::new(ETH, 1); given.min(101)];
    let error = refusal(&mut suite, &named(&ids));
    assert_eq!(
        ContractError::SelectionOutOfBounds {
            given: given.min(101),
            most: 100
        },
        error
    );
}

#[test]
fn a_position_of_another_type_is_refused() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    let error = refusal(&mut suite, &named(&[ether, bitcoin]));
    let (actual, named) = (2, ETH);
    assert_eq!(
        ContractError::PositionOfOtherType {
            position: bitcoin,
            actual,
            named
        },
        error
    );
}

#[test]
fn i10_safe_and_unknown_positions_and_those_without_debt_are_nothing_to_seize() {
    let mut suite = Suite::base();
    let safe = alices(&mut suite);
    let without_debt = suite.open("bob", ETH, 5, 0);
    let error = refusal(
        &mut suite,
        &named(&[safe, without_debt, PositionId::new(ETH, 9), safe]),
    );
    let expected = ContractError::NothingSeized {
        looked_at: 3, // H09: the one named twice counts once
        safe: 1,
        unknown: 2,
        no_room: 0,
        arithmetic: 0,
        room: Uint128::new(usd("1000")),
        auctions: Decimal::zero(),
    };
    assert_eq!(expected, error);
}

#[test]
fn without_room_nothing_is_seized() {
    let mut suite = SuiteBuilder::base().without_auctions().build();
    alices(&mut suite);
    suite.set_price("ETH", "100");
    let error = refusal(&mut suite, &riskiest(ETH, 1, 0));
    assert!(
        matches!(error, ContractError::NothingSeized { no_room: 1, .. }),
        "{error}"
    );
}

#[test]
fn i22_without_a_valid_price_nothing_is_seized() {
    let mut suite = Suite::base();
    alices(&mut suite);
    suite.set_price("ETH", "100");
    suite.chain.advance(3_601);
    let error = refusal(&mut suite, &riskiest(ETH, 1, usd("1000")));
    assert!(matches!(error, ContractError::Price(_)), "{error}");
}
