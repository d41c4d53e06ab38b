//! Sources that answer, lie, hang and talk too much.

mod command;
mod file;
mod http;
mod signed;

use super::*;

/// The time of every test.
const NOW: u64 = 1_600_000_000;

const TIMES: Times = Times {
    chain: NOW,
    machine: NOW + 2,
};

fn source(config: SourceConfig) -> Source {
    Source::new(&FeedConfig {
        feed: "ETH".to_owned(),
        maximum_age_seconds: 30,
        source: config,
    })
}

async fn quote(config: SourceConfig) -> Result<(String, u64), String> {
    let quote = source(config).quote(TIMES).await;
    let shown = quote.map(|quote| (quote.price.to_string(), quote.time));
    shown.map_err(|error| error.to_string())
}

/// What a source says.
type Said = Result<(String, u64), String>;

#[allow(clippy::unnecessary_wraps)] // what is compared is wrapped
fn good(price: &str, time: u64) -> Said {
    Ok((price.to_owned(), time))
}
