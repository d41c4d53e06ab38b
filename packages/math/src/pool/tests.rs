#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amount::Collateral;
use rstest::rstest;

const COIN: u128 = 1_000_000;
const NONE: [Sums; 3] = [Sums {
    collateral: Sum(U256::ZERO),
    stablecoin: Sum(U256::ZERO),
}; 3];

fn coins(coins: u128) -> Debt {
    Debt::new(coins * COIN)
}

/// A pool with deposits of 100 and 300 coins.
fn two_deposits() -> (Pool, PoolDeposit, PoolDeposit) {
    let mut pool = Pool::new(0);
    let small = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(100), 0)
        .unwrap();
    let large = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(300), 0)
        .unwrap();
    (pool, small, large)
}

#[test]
fn purchases_are_shared_in_proportion() {
    let (mut pool, small, large) = two_deposits();
    assert_eq!(pool.absorb(coins(100), Collateral::new(44)), Ok(Vec::new()));
    assert_eq!(small.compounded(&pool), Ok(coins(75)));
    assert_eq!(large.compounded(&pool), Ok(coins(225)));
    assert_eq!(
        small.gains(&pool, &NONE).unwrap().collateral,
        Collateral::new(11)
    );
    assert_eq!(
        large.gains(&pool, &NONE).unwrap().collateral,
        Collateral::new(33)
    );
    assert_eq!(pool.total, coins(300));
}

#[test]
fn i06_product_rounds_down() {
    let mut pool = Pool {
        total: coins(3),
        ..Pool::default()
    };
    pool.absorb(coins(1), Collateral::ZERO).unwrap();
    let third = crate::wide::pow10::<4>(36) / U256::from(3u8);
    assert_eq!(pool.product.u256(), third + third);
}

#[test]
fn later_deposits_share_only_later_purchases() {
    let (mut pool, small, _) = two_deposits();
    pool.absorb(coins(200), Collateral::new(400)).unwrap();
    let late = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(200), 5)
        .unwrap();
    pool.absorb(coins(100), Collateral::new(400)).unwrap();
    assert_eq!(
        late.gains(&pool, &NONE).unwrap().collateral,
        Collateral::new(200)
    );
    assert_eq!(late.compounded(&pool), Ok(coins(150)));
    assert_eq!(
        small.gains(&pool, &NONE).unwrap().collateral,
        Collateral::new(150)
    );
    assert!(late.is_resting(3_600, 3_604) && !late.is_resting(3_600, 3_605));
}

#[rstest]
#[case::all_but_a_coin(399, true)]
#[case::i06_never_the_last_coin(400, false)]
fn room_leaves_a_whole_coin(#[case] pays: u128, #[case] fits: bool) {
    let (mut pool, ..) = two_deposits();
    let (before, room) = (pool, coins(399));
    assert_eq!(pool.room(), room);
    let result = pool.absorb(coins(pays), Collateral::new(1));
    if fits {
        assert_eq!(pool.total, Debt::WHOLE);
        assert_eq!(result, Ok(Vec::new()));
    } else {
        let pays = coins(pays);
        assert_eq!(result, Err(MathError::PoolRoomExceeded { pays, room }));
        assert_eq!(pool, before);
    }
}

#[test]
fn h19_empty_pool_absorbs_only_nothing() {
    let mut pool = Pool::new(0);
    assert_eq!(pool.absorb(Debt::ZERO, Collateral::ZERO), Ok(Vec::new()));
    assert!(pool.absorb(Debt::ZERO, Collateral::new(1)).is_err());
    assert!(pool.absorb(Debt::new(1), Collateral::ZERO).is_err());
    assert_eq!(pool.vest(100), Ok(()));
    assert_eq!(PoolDeposit::default().compounded(&pool), Ok(Debt::ZERO));
    assert_eq!(
        PoolDeposit::default().gains(&pool, &NONE),
        Ok(Gains::default())
    );
}

#[test]
fn h38_a_scale_left_behind_is_archived() {
    let mut pool = Pool::new(0);
    let amount = Debt::new(10u128.pow(17));
    let deposit = PoolDeposit::default()
        .add(&mut pool, &NONE, amount, 0)
        .unwrap();
    let sums = pool.absorb(pool.room(), Collateral::new(7_000)).unwrap();
    let [(0, first)] = sums.as_slice() else {
        panic!("one scale is left: {sums:?}")
    };
    assert_eq!((pool.scale, pool.sums), (1, Sums::default()));
    assert_eq!(deposit.compounded(&pool), Ok(Debt::WHOLE));
    let archived = [*first, Sums::default(), Sums::default()];
    let gains = deposit.gains(&pool, &archived).unwrap();
    assert_eq!(gains.collateral, Collateral::new(7_000));
}

#[test]
fn h38_deposits_from_eight_scales_ago_are_nothing() {
    let old = PoolDeposit {
        amount: Debt::new(u128::MAX),
        ..PoolDeposit::default()
    };
    let pool = Pool {
        scale: 9,
        ..Pool::default()
    };
    assert_eq!(old.compounded(&pool), Ok(Debt::ZERO));
    let future = PoolDeposit { scale: 10, ..old };
    let error = MathError::SumsRunBackwards { scale: 10 };
    assert_eq!(future.compounded(&pool), Err(error.clone()));
    assert_eq!(future.gains(&pool, &NONE), Err(error));
}

#[test]
fn withdrawing_keeps_what_was_gained() {
    let (mut pool, small, large) = two_deposits();
    pool.absorb(coins(100), Collateral::new(44)).unwrap();
    let error = MathError::WithdrawExceedsDeposit {
        withdraw: coins(76),
        deposit: coins(75),
    };
    let before = pool;
    assert_eq!(small.remove(&mut pool, &NONE, coins(76), 9), Err(error));
    assert_eq!(pool, before);
    let left = small.remove(&mut pool, &NONE, coins(75), 9).unwrap();
    assert_eq!((left.amount, left.since), (Debt::ZERO, 0));
    assert_eq!(
        left.gains(&pool, &NONE).unwrap().collateral,
        Collateral::new(11)
    );
    assert_eq!(
        (pool.total, large.compounded(&pool)),
        (coins(225), Ok(coins(225)))
    );
}

#[rstest]
#[case::nobody(0, 0)]
#[case::less_than_a_whole_coin(COIN - 1, 0)]
#[case::h37_a_whole_coin_carries_no_risk(COIN, 0)]
#[case::rounded_down(COIN + 99, 0)]
#[case::one_unit(COIN + 100, 1)]
#[case::rounded_down_again(COIN + 199, 1)]
#[case::a_hundredth(1_001 * COIN, 10 * COIN)]
#[case::h16_the_most(u128::MAX, (u128::MAX - COIN) / 100)]
fn a_payout_is_limited_to_a_hundredth_of_the_room(#[case] total: u128, #[case] expected: u128) {
    let pool = Pool {
        total: Debt::new(total),
        ..Pool::default()
    };
    assert_eq!(pool.yield_room(), Debt::new(expected));
}

#[rstest]
#[case::at_once(0, 0)]
#[case::a_quarter(21_600, 6)]
#[case::almost_all(86_399, 23)]
#[case::all(86_400, 24)]
#[case::h20_much_later(u64::MAX, 24)]
fn yield_vests_in_a_day(#[case] now: u64, #[case] expected: u128) {
    let mut pool = Pool::new(0);
    let deposit = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(10), 0)
        .unwrap();
    pool.add_yield(Debt::new(24), 0).unwrap();
    pool.vest(now).unwrap();
    assert_eq!(
        deposit.gains(&pool, &NONE).unwrap().stablecoin,
        Debt::new(expected)
    );
    assert_eq!(pool.unvested, Debt::new(24 - expected));
    let once = pool;
    pool.vest(now).unwrap();
    assert_eq!(pool, once);
}

#[test]
fn h37_latecomers_get_no_yield_of_before() {
    let mut pool = Pool::new(0);
    let early = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(10), 0)
        .unwrap();
    pool.add_yield(coins(24), 0).unwrap();
    let late = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(90), 43_200)
        .unwrap();
    pool.vest(86_400).unwrap();
    let earned = |deposit: PoolDeposit| deposit.gains(&pool, &NONE).unwrap().stablecoin;
    assert_eq!(earned(early), Debt::new(13_200_000));
    assert_eq!(earned(late), Debt::new(10_800_000));
}

#[test]
fn yield_waits_while_nobody_is_there() {
    let mut pool = Pool::new(0);
    assert!(!pool.takes_yield());
    pool.add_yield(coins(24), 0).unwrap();
    pool.vest(1_000_000).unwrap();
    assert_eq!((pool.unvested, pool.vests_until), (coins(24), 1_086_400));
    let deposit = PoolDeposit::default()
        .add(&mut pool, &NONE, coins(10), 1_000_000)
        .unwrap();
    pool.vest(1_043_200).unwrap();
    assert_eq!(deposit.gains(&pool, &NONE).unwrap().stablecoin, coins(12));
}

#[test]
fn new_yield_spreads_the_rest_over_a_new_day() {
    let (mut pool, ..) = two_deposits();
    pool.add_yield(coins(24), 0).unwrap();
    pool.add_yield(coins(8), 43_200).unwrap();
    assert_eq!((pool.unvested, pool.vests_until), (coins(20), 129_600));
    let error = MathError::TimeRunsBackwards {
        now: 1,
        then: 43_200,
    };
    assert_eq!(pool.vest(1), Err(error));
}

#[test]
fn h16_sums_that_overflow_change_nothing() {
    let mut pool = Pool {
        total: Debt::new(1_000_001),
        ..Pool::default()
    };
    pool.sums.collateral = Sum(U256::MAX);
    let before = pool;
    assert!(pool
        .absorb(Debt::new(1), Collateral::new(u128::MAX))
        .is_err());
    assert_eq!(pool, before);
}

#[test]
fn product_starts_at_one_and_is_stored_in_32_bytes() {
    let product = Product::default();
    assert_eq!(product.u256(), crate::wide::pow10(36));
    let bytes = postcard::to_allocvec(&product).unwrap();
    assert_eq!(
        (bytes.len(), postcard::from_bytes(&bytes)),
        (32, Ok(product))
    );
}
