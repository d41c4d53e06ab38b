//! What the door refuses a redemption, whatever was planned.

use ballast_math::{
    Books, Change, Collateral, CollateralChange, Debt, DebtChange, NormalizedDebt, Position,
};
use ballast_types::PositionId;
use cosmwasm_std::{
    testing::{mock_dependencies, mock_env},
    Uint128,
};

use super::params::{check, new_type};
use crate::{
    collateral_type::CollateralType,
    door::{self, Cause},
    positions::Held,
    state::{BOOKS, PARAMS, POSITIONS},
    ContractError,
};

const COIN: u128 = 1_000_000;
const USD: u128 = 1_000_000_000_000_000_000;

/// A redemption from a position with 3 of collateral for 300 USD, with a floor of 100 USD.
fn redeem(collateral: u128, repaid: u128) -> Result<Position, ContractError> {
    let (mut deps, env) = (mock_dependencies(), mock_env());
    let now = env.block.time.seconds();
    let position = Position {
        collateral: Collateral::new(3 * USD),
        normalized: NormalizedDebt::new(300 * USD),
    };
    let mut books = Books::new(now);
    let mint = DebtChange::Mint(Debt::new(300 * COIN));
    books.record(Position::EMPTY, position, mint).unwrap();
    PARAMS
        .save(&mut deps.storage, 1, &check(new_type()).unwrap())
        .unwrap();
    BOOKS.save(&mut deps.storage, 1, &books).unwrap();

    let id = PositionId::new(1, 1);
    let mut held = Held::open(id, vec![1]);
    held.stored.position = position;
    POSITIONS
        .save(&mut deps.storage, id.raw(), &held.stored)
        .unwrap();
    let mut held = Held::load(&deps.storage, id).unwrap();
    let mut collateral_type = CollateralType::load(&deps.storage, 1, now).unwrap();
    let change = Change {
        collateral: CollateralChange::Withdraw(Collateral::new(collateral)),
        debt: DebtChange::Repay(Debt::new(repaid)),
    };
    door::pass(
        deps.as_ref(),
        &env,
        &mut collateral_type,
        &mut held,
        (change, Cause::Redemption),
    )?;
    assert_eq!(collateral_type.books.bad_debt, Debt::ZERO);
    Ok(held.stored.position)
}

#[test]
fn i30_a_ratio_that_would_fall_is_refused() {
    let error = ContractError::RatioLowered {
        what: "a redemption",
        position: PositionId::new(1, 1),
        collateral: Uint128::new(3 * USD),
        debt: Uint128::new(300 * COIN),
        collateral_after: Uint128::new(2 * USD - 1),
        debt_after: Uint128::new(200 * COIN),
    };
    assert_eq!(redeem(USD + 1, 100 * COIN), Err(error));
    assert!(redeem(USD, 100 * COIN).is_ok());
}

#[test]
fn i08_a_debt_left_under_the_floor_is_refused() {
    let error = ContractError::DebtBelowFloor {
        debt: Uint128::new(100 * COIN - 1),
        floor: Uint128::new(100 * COIN),
    };
    assert_eq!(redeem(USD, 200 * COIN + 1), Err(error));
    let left = redeem(USD, 300 * COIN).unwrap();
    assert!(left.normalized.is_zero() && left.collateral == Collateral::new(2 * USD));
}
