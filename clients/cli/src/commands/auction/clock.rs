//! When an auction's price has fallen so far, and when it is over. The curve is the contract's own.

use ballast_math::{Auction, AuctionTerms};
use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse},
    units,
};
use cosmwasm_std::Decimal;

use crate::{error::CliResult, session::Session};

/// The first second from `now` on at which the price is at most this; none if that is never.
pub fn falls_to(auction: &AuctionResponse, worst: Decimal, now: u64) -> Option<u64> {
    let (curve, worst) = (curve(auction), units::price(worst));
    let is_low = |at: u64| curve.price(at) <= worst;
    is_low(auction.ends_at).then(|| first(now, auction.ends_at, is_low))
}

/// When it is over, as the contract says. By the terms of today it is guessed; where the auction began
/// under others, the contract is asked until the second is known.
pub fn over_at(
    session: &Session,
    auction: &AuctionResponse,
    params: Option<&AuctionParams>,
) -> CliResult<u64> {
    let (mut open, mut over) = (session.chain.now(), auction.ends_at);
    if auction.is_over {
        return Ok(over.min(open));
    }
    let guess = guessed_over_at(auction, params, open);
    let mut guesses = [guess.saturating_sub(1), guess].into_iter();
    while over.saturating_sub(open) > 1 {
        let within = |at: &u64| open < *at && *at < over;
        let at = guesses
            .next()
            .filter(within)
            .unwrap_or(open + (over - open) / 2);
        if session.chain.auction_price(auction.auction, at)?.is_over {
            over = at;
        } else {
            open = at;
        }
    }
    Ok(over)
}

/// The same without asking: right where it began under the terms that the type's auctions go by
/// today.
pub fn guessed_over_at(auction: &AuctionResponse, params: Option<&AuctionParams>, now: u64) -> u64 {
    let curve = curve(auction);
    let terms = params.map(|params| AuctionTerms {
        start: units::ratio(params.start),
        floor: units::ratio(params.floor),
        ..AuctionTerms::default()
    });
    let is_over = |at: u64| terms.is_some_and(|terms| curve.is_over(&terms, at));
    first(now, auction.ends_at, is_over)
}

/// The first second from `from` on at which `holds`, which never stops holding; `last` if it does not
/// before.
fn first(from: u64, last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut last) = (from, last);
    while from < last {
        let middle = from + (last - from) / 2;
        if holds(middle) {
            last = middle;
        } else {
            from = middle + 1;
        }
    }
    last
}

/// What the price and the floor of an auction go by.
fn curve(auction: &AuctionResponse) -> Auction {
    Auction {
        start_price: units::price(auction.start_price),
        started_at: auction.started_at,
        restarts: auction.restarts,
        ..Auction::default()
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Uint128;

    use super::*;

    fn auction() -> AuctionResponse {
        AuctionResponse {
            auction: ballast_types::AuctionId::new(1, 1),
            collateral_type: 1,
            position: None,
            owner: None,
            lot: Uint128::one(),
            tab: Uint128::one(),
            start_price: Decimal::percent(10_500),
            price: Decimal::percent(10_500),
            started_at: 1_000,
            ends_at: 22_600,
            restarts: 0,
            is_over: false,
            cost: Uint128::one(),
        }
    }

    #[test]
    fn a_tenth_is_gone_after_a_quarter_of_an_hour() {
        let of = |percent| falls_to(&auction(), Decimal::percent(percent), 1_000);
        assert_eq!(of(10_500), Some(1_000));
        assert_eq!(of(9_450), Some(1_900));
        assert_eq!(of(1), None);
    }

    #[test]
    fn it_is_over_under_its_floor_or_when_its_time_is() {
        let params = |floor| AuctionParams {
            start: Decimal::percent(105),
            floor: Decimal::percent(floor),
            penalty: Decimal::zero(),
            dust: Uint128::one(),
            restart_reward_share: Decimal::zero(),
            restart_reward_cap: Decimal::zero(),
            cap_share: Decimal::zero(),
            cap_minimum: Uint128::zero(),
        };
        let over = |auction: &AuctionResponse, floor| {
            guessed_over_at(auction, Some(&params(floor)), 1_000)
        };
        let at = over(&auction(), 70);
        assert!(curve(&auction()).price(at) < units::price(Decimal::percent(7_000)));
        assert!(curve(&auction()).price(at - 1) >= units::price(Decimal::percent(7_000)));
        let restarted = AuctionResponse {
            restarts: 3,
            ..auction()
        };
        assert_eq!(
            over(&restarted, 70),
            22_600,
            "from the third restart there is no floor"
        );
        assert_eq!(guessed_over_at(&auction(), None, 1_000), 22_600);
    }
}
