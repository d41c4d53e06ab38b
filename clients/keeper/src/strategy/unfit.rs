//! Why a report that was collected is not relayed: the oracle refuses a message for one such report, or ignores the
//! report.

use ballast_client::{verify, ReportError};
use ballast_math::{
    feed::{latest_publication, COUNTING_WINDOW, HIGHEST_IMPLIED},
    Price,
};
use ballast_types::{oracle::SignedReport, units};
use cosmwasm_std::Decimal;

use super::round::{Collected, RoundState};

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The oracle has no such feed.
    #[error("the oracle has no feed {feed}")]
    UnknownFeed {
        /// The feed, the beginning of its name.
        feed: String,
    },
    /// The feed's number does not come from feeders.
    #[error("feed {feed} has no feeders")]
    WithoutFeeders {
        /// The feed.
        feed: String,
    },
    /// The signature is none, of another key, or over something else.
    #[error(transparent)]
    Forged(#[from] ReportError),
    /// The key's account does not report this feed.
    #[error("{feeder} is no feeder of {feed}")]
    UnknownFeeder {
        /// The account.
        feeder: String,
        /// The feed.
        feed: String,
    },
    /// No asset has this price.
    #[error("{price} USD is not within {minimum} and {maximum}")]
    PriceOutOfBounds {
        /// What it says.
        price: Decimal,
        /// The lowest.
        minimum: Decimal,
        /// The highest.
        maximum: Decimal,
    },
    /// No market is believed to imply this.
    #[error("an implied volatility of {given} is above {most}")]
    ImpliedTooHigh {
        /// What it says.
        given: Decimal,
        /// The highest.
        most: Decimal,
    },
    /// A time that has not come: another unit, or a clock that runs ahead.
    #[error("published at {published_at}, later than {latest}")]
    FromFuture {
        /// When it says it was published.
        published_at: u64,
        /// The latest time that is believed now.
        latest: u64,
    },
    /// Too old to count.
    #[error("published at {published_at}, {age} s ago: at most {most} s count")]
    Outdated {
        /// When it was published.
        published_at: u64,
        /// Its age by the chain's clock.
        age: u64,
        /// The oldest that counts.
        most: u64,
    },
}

impl Unfit {
    /// The oracle has no such feed; of a name that is none its beginning is told.
    pub fn unknown_feed(feed: &str) -> Self {
        let feed = feed.chars().take(16).collect();
        Self::UnknownFeed { feed }
    }

    /// Its name in metrics.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::UnknownFeed { .. } | Self::WithoutFeeders { .. } => "unknown_feed",
            Self::Forged(_) => "forged",
            Self::UnknownFeeder { .. } => "unknown_feeder",
            Self::PriceOutOfBounds { .. } | Self::ImpliedTooHigh { .. } => "out_of_bounds",
            Self::FromFuture { .. } => "from_future",
            Self::Outdated { .. } => "outdated",
        }
    }
}

impl RoundState {
    /// A report for this feed that the oracle at `contract` on a chain takes at `now`, the latest block's time; none
    /// if it has it, or a newer one of the same feeder.
    pub fn judge(
        &self,
        signed: &SignedReport,
        (chain_id, contract): (&str, &str),
        now: u64,
    ) -> Result<Option<Collected>, Unfit> {
        if self.feed.kind.panel().is_none() {
            let feed = self.feed.feed.clone();
            return Err(Unfit::WithoutFeeders { feed });
        }
        ensure_believable(signed, now)?;
        let feeder = verify(signed, chain_id, contract)?;
        let Some(known) = self.feeders.iter().find(|it| it.feeder == feeder) else {
            let feed = self.feed.feed.clone();
            return Err(Unfit::UnknownFeeder { feeder, feed });
        };
        let published_at = signed.report.published_at;
        let last = known.last_report.as_ref();
        if last.is_some_and(|last| published_at <= last.published_at) {
            return Ok(None);
        }
        let (age, most) = (now.saturating_sub(published_at), COUNTING_WINDOW);
        if age > most {
            return Err(Unfit::Outdated {
                published_at,
                age,
                most,
            });
        }
        let signed = signed.clone();
        Ok(Some(Collected { feeder, signed }))
    }
}

/// Refuses a price that is none, a volatility that nobody believes and a publication from the future.
fn ensure_believable(signed: &SignedReport, now: u64) -> Result<(), Unfit> {
    let report = &signed.report;
    if Price::checked(units::price(report.price).u128()).is_err() {
        return Err(Unfit::PriceOutOfBounds {
            price: report.price,
            minimum: units::price_decimal(Price::MIN),
            maximum: units::price_decimal(Price::MAX),
        });
    }
    let (given, most) = (report.implied_volatility, units::decimal(HIGHEST_IMPLIED));
    if let Some(given) = given.filter(|given| *given > most) {
        return Err(Unfit::ImpliedTooHigh { given, most });
    }
    let (published_at, latest) = (report.published_at, latest_publication(now));
    if published_at > latest {
        return Err(Unfit::FromFuture {
            published_at,
            latest,
        });
    }
    Ok(())
}
