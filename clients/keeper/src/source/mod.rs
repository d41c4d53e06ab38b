//! Where prices come from: a file, a command, a server; and where signed reports do.

mod command;
mod file;
mod http;
mod reading;
mod signed;

use std::time::Duration;

use ballast_math::Price;
use ballast_types::{oracle::FUTURE_TOLERANCE, units};
use cosmwasm_std::Decimal;

use crate::{
    config::{FeedConfig, SourceConfig},
    strategy::Quote,
};

pub use signed::SignedSource;

/// The clocks that a price is held against, unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The chain's latest block.
    pub chain: u64,
    /// This machine.
    pub machine: u64,
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// It cannot be asked.
    #[error("{from}: {reason}")]
    Unreadable {
        /// The source.
        from: String,
        /// Why.
        reason: String,
    },
    /// A pipe or a device in a file's place, which might be read without end.
    #[error("{from}: a {found}, expected a regular file")]
    NoRegularFile {
        /// The source.
        from: String,
        /// What it is.
        found: &'static str,
    },
    /// It takes too long.
    #[error("{from}: no answer within {seconds} s")]
    Timeout {
        /// The source.
        from: String,
        /// How long it may take.
        seconds: u64,
    },
    /// It says too much.
    #[error("{from}: longer than {most} bytes")]
    TooLong {
        /// The source.
        from: String,
        /// How long it may be.
        most: u64,
    },
    /// What it says is no price.
    #[error("{from}: '{given}' is no {expected}")]
    Malformed {
        /// The source, with the place.
        from: String,
        /// What it says, the beginning.
        given: String,
        /// What was expected.
        expected: &'static str,
    },
    /// There is no line whose time has come.
    #[error("{from}: no price of {now} or before")]
    Nothing {
        /// The source.
        from: String,
        /// The chain's time.
        now: u64,
    },
    /// No asset has this price.
    #[error("{from}: {price} USD is not within {minimum} and {maximum}")]
    OutOfBounds {
        /// The source.
        from: String,
        /// What it says.
        price: Decimal,
        /// The lowest price.
        minimum: Decimal,
        /// The highest.
        maximum: Decimal,
    },
    /// The price has not changed for too long.
    #[error("{from}: the price of {time} is {age} s old, at most {most} s are accepted")]
    TooOld {
        /// The source.
        from: String,
        /// When it was the price.
        time: u64,
        /// Its age by the chain's clock.
        age: u64,
        /// How old it may be.
        most: u64,
    },
    /// A time that has not come: another unit, or a clock that runs ahead.
    #[error("{from}: the price is of {time}, later than {latest}")]
    FromFuture {
        /// The source.
        from: String,
        /// When it should be the price.
        time: u64,
        /// The latest time believed.
        latest: u64,
    },
}

/// One feed's source.
#[derive(Clone, Debug)]
pub struct Source {
    feed: String,
    maximum_age: u64,
    config: SourceConfig,
    http: reqwest::Client,
}

impl Source {
    /// By the configuration.
    pub fn new(config: &FeedConfig) -> Self {
        Self {
            feed: config.feed.clone(),
            maximum_age: config.maximum_age_seconds,
            config: config.source.clone(),
            http: match &config.source {
                SourceConfig::Http(source) => http::client(&source.url),
                SourceConfig::File(_) | SourceConfig::Command(_) => reqwest::Client::default(),
            },
        }
    }

    /// The feed that it is for.
    pub fn feed(&self) -> &str {
        &self.feed
    }

    /// The price now. Refuses one that is too old, from the future, or none.
    pub async fn quote(&self, now: Times) -> Result<Quote, SourceError> {
        let quote = match &self.config {
            SourceConfig::File(source) => file::read(source, now.chain).await?,
            SourceConfig::Command(source) => command::run(source, now.machine).await?,
            SourceConfig::Http(source) => http::get(&self.http, source, now.machine).await?,
        };
        self.check(quote, now)
    }

    fn check(&self, quote: Quote, now: Times) -> Result<Quote, SourceError> {
        let from = || name(&self.config);
        let (price, time) = (quote.price, quote.time);
        if Price::checked(units::price(price).u128()).is_err() {
            return Err(SourceError::OutOfBounds {
                from: from(),
                price,
                minimum: units::price_decimal(Price::MIN),
                maximum: units::price_decimal(Price::MAX),
            });
        }
        let latest = now.machine.max(now.chain).saturating_add(FUTURE_TOLERANCE);
        if time > latest {
            let from = from();
            return Err(SourceError::FromFuture { from, time, latest });
        }
        let (age, most) = (now.chain.saturating_sub(time), self.maximum_age);
        if age > most {
            return Err(SourceError::TooOld {
                from: from(),
                time,
                age,
                most,
            });
        }
        Ok(quote)
    }
}

/// What a source is called in errors.
fn name(config: &SourceConfig) -> String {
    match config {
        SourceConfig::File(source) => source.path.display().to_string(),
        SourceConfig::Command(source) => source.program.clone(),
        SourceConfig::Http(source) => source.url.to_string(),
    }
}

/// Lets something take so long and no longer.
async fn within<T>(
    seconds: u64,
    from: &str,
    work: impl std::future::Future<Output = Result<T, SourceError>>,
) -> Result<T, SourceError> {
    let limited = tokio::time::timeout(Duration::from_secs(seconds), work).await;
    limited.unwrap_or_else(|_| {
        Err(SourceError::Timeout {
            from: from.to_owned(),
            seconds,
        })
    })
}

fn unreadable(from: &str, reason: impl ToString) -> SourceError {
    SourceError::Unreadable {
        from: from.to_owned(),
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests;
