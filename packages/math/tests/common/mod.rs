//! What all property tests share: the number of cases, and inputs spread over every magnitude.

#![allow(dead_code, clippy::arithmetic_side_effects, clippy::unwrap_used)]

use ballast_math::{
    Collateral, Debt, DebtIndex, Decimals, Market, NormalizedDebt, Position, Price, Ratio, Rooms,
    Terms, Value,
};
use bnum::types::U512;
use proptest::prelude::*;

/// Cases of a property: `BALLAST_CASES`, or 256.
pub fn cases() -> ProptestConfig {
    let cases = std::env::var("BALLAST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(256),
        failure_persistence: None,
        ..Default::default()
    }
}

/// A number from `least` to `most`, every order of magnitude as likely as another.
pub fn magnitude(least: u128, most: u128) -> impl Strategy<Value = u128> {
    (0u32..=most.max(1).ilog2() + 1, any::<u128>()).prop_map(move |(bits, random)| {
        let mask = if bits >= 128 {
            u128::MAX
        } else {
            (1u128 << bits) - 1
        };
        (random & mask).clamp(least, most)
    })
}

/// Prices 1e-18 to 1e9 USD, decimals 0 to 18.
pub fn market() -> impl Strategy<Value = Market> {
    (magnitude(1, Price::MAX.u128()), 0u8..=18).prop_map(|(price, decimals)| Market {
        price: Price::new(price),
        decimals: Decimals::new(decimals).unwrap(),
    })
}

/// Indices from one to a hundred.
pub fn index() -> impl Strategy<Value = DebtIndex> {
    let one = DebtIndex::ONE.u128();
    prop_oneof![
        Just(DebtIndex::ONE),
        (one..=one + 1_000_000).prop_map(DebtIndex::new),
        (one..=one * 100).prop_map(DebtIndex::new),
    ]
}

/// Any position with up to 1e33 collateral and 1e12 coins.
pub fn position() -> impl Strategy<Value = Position> {
    (magnitude(0, 10u128.pow(33)), magnitude(0, 10u128.pow(30))).prop_map(position_of)
}

pub fn position_of((collateral, normalized): (u128, u128)) -> Position {
    Position {
        collateral: Collateral::new(collateral),
        normalized: NormalizedDebt::new(normalized),
    }
}

/// A market, a debt, and collateral of `least` to `most` per cent of it, as far as units allow.
pub fn indebted(least: u64, most: u64) -> impl Strategy<Value = (Market, Debt, Collateral)> {
    (
        market(),
        magnitude(1, 10u128.pow(18)),
        least * 100..=most * 100,
    )
        .prop_map(|(market, debt, bps)| {
            let value = Value::of_debt(Debt::new(debt)).u256();
            let value = value * bnum::types::U256::from(bps) / bnum::types::U256::from(10_000u32);
            let Market { price, decimals } = market;
            let collateral = Collateral::worth_up(Value::new(value), price, decimals);
            let collateral = collateral.unwrap_or(Collateral::new(10u128.pow(33)));
            (market, Debt::new(debt), collateral)
        })
}

/// Terms that governance could set: 1 <= 1 + p < L <= R, R >= 1 + p + 5%, and
/// (1 + p)(1 - reward share) >= 1 + m, since share <= p / 2 and m <= p / 4.
pub fn terms() -> impl Strategy<Value = Terms> {
    let ratios = (0u32..=3_000, 1u32..=5_000, 0u32..=5_000);
    let rewards = (0u32..=100, 0u64..=1_000, 0u32..=100);
    (ratios, rewards, magnitude(0, 10u128.pow(10))).prop_map(
        |((penalty, above, target), (share, cap, discount), floor)| {
            let liquidation = 10_000 + penalty + above;
            Terms {
                liquidation_ratio: Ratio::from_bps(liquidation),
                target_ratio: Ratio::from_bps((liquidation + target).max(10_500 + penalty)),
                penalty: Ratio::from_bps(penalty),
                floor: Debt::new(floor),
                reward_share: Ratio::from_bps(penalty * share / 200),
                reward_cap: Value::from_usd(cap),
                minimum_discount: Ratio::from_bps(penalty * discount / 400),
            }
        },
    )
}

pub fn rooms() -> impl Strategy<Value = Rooms> {
    let room = || prop_oneof![Just(0), magnitude(0, 10u128.pow(18))];
    (room(), room(), room()).prop_map(|(pool, caller, auction)| Rooms {
        pool: Debt::new(pool),
        caller: Debt::new(caller),
        auction: Debt::new(auction),
    })
}

/// collateral x price in USD x 10^(36 + decimals), as an oracle independent of the crate's own.
pub fn worth(collateral: Collateral, market: &Market) -> U512 {
    U512::from(collateral.u128()) * U512::from(market.price.u128()) * U512::from(Ratio::ONE.u128())
}

/// debt x ratio on the same scale.
pub fn claim(debt: Debt, ratio: Ratio, market: &Market) -> U512 {
    let unit = U512::from(10u8).pow(12 + u32::from(market.decimals.get()));
    U512::from(debt.u128()) * U512::from(ratio.u128()) * unit
}

pub fn one_plus(ratio: Ratio) -> Ratio {
    Ratio::new(Ratio::ONE.u128() + ratio.u128())
}
