//! Amounts in base units.

use ballast_types::CollateralTypeId;
use cosmwasm_std::{Decimal, Uint128};

/// Ether's number in the local deployment: a coin of 18 decimals.
pub const ETH: CollateralTypeId = 1;

/// Its feed.
pub const FEED: &str = "ETH";

/// So many whole ether.
pub fn eth(whole: u128) -> u128 {
    whole * 10u128.pow(18)
}

/// So many whole stablecoin.
pub const fn usd(whole: u128) -> u128 {
    whole * 10u128.pow(6)
}

/// The stablecoin that an amount of ether is worth at a price, divided by a ratio in percent.
pub(crate) fn debt_at(collateral: u128, price: Decimal, percent: u128) -> u128 {
    let worth = Uint128::new(collateral).mul_floor(price).u128() / 10u128.pow(12);
    worth * 100 / percent
}
