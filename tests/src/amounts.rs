//! Amounts as people write them.

use cosmwasm_std::{Decimal, Uint128};

/// Base units of an asset with so many decimals: `units("1.5", 6)` is 1,500,000.
pub fn units(text: &str, decimals: u32) -> u128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let places = u32::try_from(fraction.len()).unwrap();
    let rest = decimals
        .checked_sub(places)
        .expect("more digits than the asset has decimals");
    let digits: u128 = format!("{whole}{fraction}")
        .replace('_', "")
        .parse()
        .unwrap();
    digits * 10u128.pow(rest)
}

/// Base units of ether: 18 decimals.
pub fn eth(text: &str) -> u128 {
    units(text, 18)
}

/// Base units of bitcoin: 8 decimals.
pub fn btc(text: &str) -> u128 {
    units(text, 8)
}

/// Base units of the stablecoin: 6 decimals.
pub fn usd(text: &str) -> u128 {
    units(text, 6)
}

/// A price in USD per whole unit.
pub fn price(text: &str) -> Decimal {
    Decimal::new(Uint128::new(units(text, 18)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h17_the_same_text_is_another_number_for_each_asset() {
        assert_eq!(eth("1.5"), 1_500_000_000_000_000_000);
        assert_eq!(btc("1.5"), 150_000_000);
        assert_eq!(usd("1_200"), 1_200_000_000);
        assert_eq!(price("0.5"), Decimal::percent(50));
    }
}
