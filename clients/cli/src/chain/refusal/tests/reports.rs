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
        Oracle::Foreign {
            feed,
            error: ForeignError::NoPrice {
                price: -5,
                exponent: -8,
            },
        },
    ]
}
