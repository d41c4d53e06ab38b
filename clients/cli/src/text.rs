//! Amounts, ratios and prices as people read them.

use cosmwasm_std::Decimal;

use crate::{
    amount::{exact, grouped},
    chain::AssetInfo,
};

/// Digits after the point in tables: two for the stablecoin, more for what is worth more.
const USD_PLACES: usize = 2;
const ASSET_PLACES: usize = 6;

/// An amount as it can be typed, all digits: `1.5eth`.
pub fn typed(asset: &AssetInfo, amount: u128) -> String {
    format!("{}{}", exact(amount, asset.decimals), asset.name)
}

/// An amount to read, at most six digits after the point: `1,234.5 eth`.
pub fn shown(asset: &AssetInfo, amount: u128) -> String {
    format!("{} {}", number(asset, amount), asset.name)
}

/// The number of [`shown`] alone.
pub fn number(asset: &AssetInfo, amount: u128) -> String {
    if asset.is_stablecoin {
        return grouped(amount, asset.decimals, USD_PLACES);
    }
    let text = grouped(amount, asset.decimals, ASSET_PLACES);
    match text.split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole}.{fraction}"),
        },
        None => text,
    }
}

/// A ratio in per cent: `162.5%`.
pub fn percent(ratio: Decimal) -> String {
    let text = grouped(ratio.atomics().u128().saturating_mul(100), 18, 2);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}%")
}

/// A price in US dollars: `1,800.00`.
pub fn dollars(price: Decimal) -> String {
    grouped(price.atomics().u128(), 18, USD_PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_and_prices_read_well() {
        assert_eq!(percent(Decimal::percent(160)), "160%");
        assert_eq!(percent(Decimal::permille(1_625)), "162.5%");
        assert_eq!(dollars(Decimal::percent(179_995)), "1,799.95");
        assert_eq!(percent(Decimal::MAX), "340,282,366,920,938,463,463.37%");
    }
}
