//! One of every error of the oracle that has a reason of its own.

use ballast_oracle::{foreign::ForeignError, ContractError as Oracle};

pub fn of_oracle() -> Vec<Oracle> {
    let feed = "BTC/USD".to_owned();
    vec![
        Oracle::NotFeeder {
            feed: feed.clone(),
            feeder: "wasm1stranger".into(),
        },
        Oracle::PublishedInFuture {
            feed: feed.clone(),
            published_at: 1_700_000_000_000,
            latest: 1_700_000_015,
        },
        Oracle::FeedWithoutFeeders { feed: feed.clone() },
        Oracle::ComputedFeed { feed: feed.clone() },
        Oracle::NotForeign { feed: feed.clone() },
        Oracle::NotGuardian {
            sender: "wasm1stranger".into(),
            guardian: "wasm1guardian".into(),
        },
        Oracle::NotGuardianOrOwner {
            sender: "wasm1stranger".into(),
            guardian: "wasm1guardian".into(),
        },
        Oracle::FreezeOutOfBounds {
            seconds: 1_801,
            longest: 1_800,
        },
        Oracle::FreezeTooSoon {
            feed: feed.clone(),
            earliest: 1_700_086_400,
            now: 1_700_000_000,
        },
        Oracle::NotFrozen {
            feed: feed.clone(),
            until: 1_700_000_000,
            now: 1_700_000_001,
        },
        Oracle::Foreign {
            feed,
            error: ForeignError::NoPrice {
                price: -5,
                exponent: -8,
            },
        },
    ]
}
