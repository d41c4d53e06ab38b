//! Auctions as people and programs read them.

use std::cmp::Ordering;

use ballast_types::{
    liquidation::{AuctionResponse, AuctionTotalsResponse},
    AuctionId,
};
use cosmwasm_std::{Decimal, SignedDecimal};
use serde_json::{json, Value};

use crate::{
    error::CliResult,
    session::{Session, TypeInfo},
    text::{percent, shown},
};

/// How far a price lies from the market's: `3.5% under`.
pub fn against(price: Decimal, spot: Option<Decimal>) -> String {
    let (Some(spot), Some(discount)) = (spot, spot.and_then(|spot| discount(price, spot))) else {
        return "-".to_owned();
    };
    let part = percent(discount.abs_diff(SignedDecimal::zero()));
    match price.cmp(&spot) {
        Ordering::Greater => format!("{part} above"),
        Ordering::Less => format!("{part} under"),
        Ordering::Equal => "at spot".to_owned(),
    }
}

/// 1 - price / spot: what a buyer saves, less than nothing above the market.
fn discount(price: Decimal, spot: Decimal) -> Option<SignedDecimal> {
    let part = price.abs_diff(spot).checked_div(spot).ok()?;
    let part = SignedDecimal::try_from(part).ok()?;
    Some(if price > spot { -part } else { part })
}

/// An auction's answer with names and the market's price in it.
pub fn named(
    session: &Session,
    auction: &AuctionResponse,
    spot: Option<Decimal>,
    over_at: u64,
) -> CliResult<Value> {
    let mut value = serde_json::to_value(auction)?;
    let position = auction.position.map(|id| session.position_name(id));
    let owner = auction.owner.as_deref();
    let discount = spot.and_then(|spot| discount(auction.price, spot));
    let added = json!({
        "name": session.auction_name(auction.auction),
        "position_name": position,
        "owner": owner.map(|owner| session.chain.name_of(owner)),
        "spot": spot,
        "discount": discount,
        "over_at": (!auction.is_over).then_some(over_at),
    });
    if let (Value::Object(fields), Value::Object(added)) = (&mut value, added) {
        fields.extend(added);
    }
    Ok(value)
}

/// Whose collateral is sold.
pub fn seller(session: &Session, auction: &AuctionResponse) -> String {
    match (auction.position, auction.owner.as_deref()) {
        (Some(position), Some(owner)) => format!(
            "{}, {}'s",
            session.position_name(position),
            session.chain.name_of(owner)
        ),
        _ => "surplus collateral".to_owned(),
    }
}

/// Several auctions in a few words: `eth-a1`, `eth-a1, eth-a2`, `eth-a1 to eth-a9`.
pub fn range(session: &Session, auctions: &[AuctionId]) -> String {
    let name = |id: &AuctionId| session.auction_name(*id);
    match auctions {
        [] => "none".to_owned(),
        [one] => name(one),
        [one, other] => format!("{}, {}", name(one), name(other)),
        [first, .., last] => format!("{} to {}", name(first), name(last)),
    }
}

/// What is under auction of a type; none where nothing is.
pub fn under_auction(
    session: &Session,
    info: &TypeInfo,
    totals: &AuctionTotalsResponse,
) -> Option<String> {
    (!totals.lots.is_zero()).then(|| {
        format!(
            "{}, to raise {}",
            shown(&info.asset, totals.lots.u128()),
            shown(session.usd(), totals.tabs.u128())
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_less_than_nothing_above_the_market() {
        let price = |percent| Decimal::percent(percent);
        let spot = Some(price(20_000));
        assert_eq!(against(price(21_000), spot), "5% above");
        assert_eq!(against(price(20_000), spot), "at spot");
        assert_eq!(against(price(18_900), spot), "5.5% under");
        assert_eq!(against(price(18_900), None), "-");
        assert_eq!(against(Decimal::MAX, Some(Decimal::raw(1))), "-");
        let of = |percent| discount(price(percent), price(20_000)).map(|it| it.to_string());
        assert_eq!(of(21_000).as_deref(), Some("-0.05"));
        assert_eq!(of(18_900).as_deref(), Some("0.055"));
    }
}
