//! Feeds with collected reports to decide on.

use ballast_types::oracle::{
    FeedResponse, FeederResponse, LastReport, Pending, PriceResponse, Report, SignedReport,
};
use cosmwasm_std::Decimal;

use super::{
    super::round::{Collected, RoundState},
    fixtures::*,
};

/// The feed of ether with an accepted price.
pub fn accepted(usd: u64, published_at: u64) -> FeedResponse {
    FeedResponse {
        price: Some(PriceResponse {
            spot: price(usd),
            low: price(usd),
            high: price(usd),
            slow: price(usd),
            pending: None,
            published_at,
            valid_until: published_at + 3_600,
            is_valid: true,
            volatility: Decimal::zero(),
            implied_volatility: Decimal::zero(),
            highest: None,
        }),
        ..feed_response()
    }
}

/// The same with a price that waits.
pub fn waiting(usd: u64, since: u64) -> FeedResponse {
    let mut feed = accepted(PRICE, NOW - 120);
    if let Some(accepted) = &mut feed.price {
        let price = price(usd);
        accepted.low = accepted.low.min(price);
        accepted.high = accepted.high.max(price);
        accepted.pending = Some(Pending { price, since });
    }
    feed
}

/// A feeder's report, with a signature that nobody looks at.
pub fn signed(feed: &str, number: usize, (usd, published_at): (Decimal, u64)) -> SignedReport {
    SignedReport {
        report: Report::new(feed, usd, published_at),
        public_key: vec![u8::try_from(number).unwrap(); 33].into(),
        signature: vec![0; 64].into(),
    }
}

/// A feed with five feeders: what each has on the chain, and what was collected of each, prices with publication
/// times.
pub fn round(
    feed: FeedResponse,
    last: &[Option<(u64, u64)>],
    collected: &[Option<(u64, u64)>],
) -> RoundState {
    let name = |number: usize| format!("feeder-{number}");
    let feeders = (0..5).map(|number| FeederResponse {
        feeder: name(number),
        last_report: last
            .get(number)
            .copied()
            .flatten()
            .map(|(usd, published_at)| LastReport {
                price: price(usd),
                published_at,
                implied_volatility: Decimal::zero(),
            }),
        is_late: false,
    });
    let collected = collected.iter().enumerate().filter_map(|(number, said)| {
        let (usd, published_at) = (*said)?;
        let said = (price(usd), published_at);
        Some(Collected {
            feeder: name(number),
            signed: signed(&feed.feed, number, said),
        })
    });
    RoundState {
        collected: collected.collect(),
        feeders: feeders.collect(),
        feed,
    }
}

/// The feed at 200 USD of the last beat, and three feeders who have signed another price now.
pub fn falling(usd: u64) -> RoundState {
    round(accepted(PRICE, NOW - 60), &[], &[Some((usd, NOW)); 3])
}
