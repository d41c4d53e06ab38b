//! What a liquidation refuses, and why.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    oracle::PriceError,
    vault::{Selection, MAX_LIQUIDATED},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, fund, ids, lend, riskiest, suite, try_liquidate};

/// alice's position with a pool of 5,000 USD beside it, at a price at which it is unsafe.
pub fn unsafe_position() -> (Suite, PositionId) {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    suite.set_price("ETH", "125");
    (suite, position)
}

fn nothing(looked_at: usize, of: [usize; 4], room: u128) -> ContractError {
    let ([safe, unknown, no_room, arithmetic], room) = (of, Uint128::new(room));
    ContractError::NothingSeized {
        looked_at,
        safe,
        unknown,
        no_room,
        arithmetic,
        room,
        auctions: Decimal::zero(),
    }
}

#[test]
fn without_any_buyer_it_is_refused() {
    let mut suite = suite();
    let position = alices(&mut suite);
    suite.set_price("ETH", "125");
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
    assert_eq!(nothing(1, [0, 0, 1, 0], 0), error);
}

#[test]
fn a_pool_of_one_whole_stablecoin_is_no_buyer() {
    let mut suite = suite();
    let position = alices(&mut suite);
    lend(&mut suite, "bob", ETH, usd("100"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("1")));
    suite.set_price("ETH", "125");
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
    assert_eq!(nothing(1, [0, 0, 1, 0], 0), error);
}

#[test]
fn an_unknown_type_is_refused() {
    let (mut suite, _) = unsafe_position();
    let error = suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", 3, 1));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
    let error = suite.refused_by(|chain| chain.liquidation().liquidate("alice", 3, riskiest(1), 5));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[test]
fn i10_nothing_unsafe_is_an_error_that_says_why() {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    let room = usd("4999");
    let error: ContractError =
        suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    assert_eq!(nothing(0, [0; 4], room), error);
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
    assert_eq!(nothing(1, [1, 0, 0, 0], room), error);
    let unknown = [position, PositionId::new(ETH, 77)];
    let error = suite.refused_by(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &unknown)
    });
    assert_eq!(nothing(2, [1, 1, 0, 0], room), error);
}

#[test]
fn i10_at_the_liquidation_ratio_itself_a_position_is_safe() {
    let (mut suite, position) = unsafe_position();
    suite.set_price("ETH", "140");
    assert_eq!(suite.position(position).is_unsafe, Some(false));
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
    assert_eq!(nothing(1, [1, 0, 0, 0], usd("4999")), error);
    suite.set_price("ETH", "139.999999999999999999");
    suite.ok(|chain| try_liquidate(chain, "keeper", position, 0));
}

#[test]
fn ids_of_another_type_are_refused() {
    let (mut suite, position) = unsafe_position();
    let other = suite.open("carol", BTC, btc("1"), usd("100"));
    for wrong in [other, PositionId::new(9, 1), PositionId::from_raw(u64::MAX)] {
        let named = [position, wrong];
        let error = suite.refused_by(|chain| {
            chain
                .liquidation()
                .liquidate_positions("keeper", ETH, &named)
        });
        let actual = wrong.collateral_type();
        assert_eq!(
            ContractError::PositionOfOtherType {
                position: wrong,
                actual,
                named: ETH
            },
            error
        );
    }
}

#[test]
fn h27_an_empty_or_too_long_selection_is_refused() {
    let (mut suite, position) = unsafe_position();
    let many = vec![position; 101];
    let selections = [
        (riskiest(0), 0),
        (riskiest(101), 101),
        (riskiest(u32::MAX), u32::MAX as usize),
        (ids(&[]), 0),
        (ids(&many), 101),
    ];
    for (selection, given) in selections {
        let error =
            suite.refused_by(|chain| chain.liquidation().liquidate("keeper", ETH, selection, 0));
        assert_eq!(
            ContractError::SelectionOutOfBounds {
                given,
                most: MAX_LIQUIDATED
            },
            error
        );
    }
}

#[test]
fn without_a_valid_price_it_is_refused() {
    let (mut suite, position) = unsafe_position();
    let from = suite.chain.price("ETH").unwrap().unwrap().published_at;
    suite.chain.advance(3_600);
    let last = suite.chain.now();
    suite.ok(|chain| chain.vault().accrue("keeper", ETH));
    suite.chain.advance(1);
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
    let price = PriceError::NotValid {
        feed: "ETH".to_owned(),
        from,
        until: last,
        now: last + 1,
    };
    assert_eq!(ContractError::Price(price), error);
}

#[test]
fn a_feed_that_never_had_a_round_is_no_price() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_no_price("BTC")
        .build();
    let stablecoin = suite.open("bob", ETH, eth("100"), usd("500"));
    let error = suite.refused_by(|chain| {
        chain
            .liquidation()
            .liquidate("bob", BTC, riskiest(1), usd("500"))
    });
    let price = PriceError::Missing {
        feed: "BTC".to_owned(),
    };
    assert_eq!(ContractError::Price(price), error);
    assert_eq!(suite.position(stablecoin).debt.u128(), usd("500"));
}

#[test]
fn h41_a_refused_liquidation_gives_the_callers_stablecoin_back() {
    let mut suite = suite();
    let position = alices(&mut suite);
    let before = suite.balance("alice", STABLECOIN);
    let selections: [Selection; 2] = [riskiest(1), ids(&[position])];
    for selection in selections {
        let error: ContractError = suite.refused_by(|chain| {
            chain
                .liquidation()
                .liquidate("alice", ETH, selection, usd("700"))
        });
        assert!(matches!(error, ContractError::NothingSeized { .. }));
        assert_eq!(suite.balance("alice", STABLECOIN), before);
        assert_eq!(suite.balance(LIQUIDATION, STABLECOIN), 0);
    }
}
