//! What a feed's parameters must satisfy: after [`kind`] and [`intake`] an unsound [`Kind`] cannot exist.

mod panel;
mod stated;

pub use panel::ensure_feeder_count;
pub use stated::as_stated;

use ballast_math::{feed::COUNTING_WINDOW, Ratio, SECONDS_PER_YEAR};
use ballast_types::{
    oracle::{self, FeedKind, FUTURE_TOLERANCE},
    units,
};
use cosmwasm_std::{ensure, Api, Decimal, HexBinary};

use crate::{
    error::ContractError,
    state::{Intake, Kind, Source},
};

/// Most characters of a feed's name: it stands in storage keys.
pub const LONGEST_NAME: usize = 16;
/// A price outlives two missed beats.
const FEWEST_BEATS_OF_AGE: u64 = 3;
/// The beat that a foreign oracle is taken to have.
const FOREIGN_BEAT: u64 = 60;
/// A price older than a day says nothing.
const LONGEST_AGE: u64 = 86_400;
/// Half a per cent: what is less would wait every day. Half the price: what is more would never wait when
/// it falls.
const STEP_BOUNDS: (Ratio, Ratio) = (Ratio::from_bps(50), Ratio::from_percent(50));
/// A second more than a report may be ahead, so that what confirms is always another report: a round from the
/// future waits from now on. An hour: a crash may not wait longer.
const GAP_BOUNDS: (u64, u64) = (FUTURE_TOLERANCE + 1, 3_600);
/// Tenfold in a year: no stake yields as much.
const MOST_GROWTH: Ratio = Ratio::from_percent(1_000);
/// Ten years: [`Kind::FixedMaturity`] counts in seconds.
const FARTHEST_MATURITY: u64 = 10 * SECONDS_PER_YEAR;
/// A tenth of the price: what is less sure is no price.
const WIDEST_CONFIDENCE: Ratio = Ratio::from_percent(10);

/// A feed's kind in checked form; refuses what breaks a bound of [`FeedKind`]. The base is checked where it is
/// known, the feeders where they are added, and by [`ensure_falls_due`] a claim that is new.
pub fn kind(api: &dyn Api, stated: FeedKind) -> Result<Kind, ContractError> {
    match stated {
        FeedKind::Price { intake: stated } => Ok(Kind::Price(intake(api, &stated)?)),
        FeedKind::RedemptionRate {
            base,
            maximum_growth,
            intake: stated,
        } => Ok(Kind::RedemptionRate {
            base,
            maximum_growth: at_most("maximum growth", maximum_growth, MOST_GROWTH)?,
            intake: intake(api, &stated)?,
        }),
        FeedKind::FixedMaturity {
            base,
            discount,
            maturity,
        } => Ok(Kind::FixedMaturity {
            base,
            discount: at_most("discount", discount, Ratio::ONE)?,
            maturity,
        }),
    }
}

/// Refuses a claim that is due already or in a far future.
pub fn ensure_falls_due(kind: &Kind, now: u64) -> Result<(), ContractError> {
    let Kind::FixedMaturity { maturity, .. } = *kind else {
        return Ok(());
    };
    let latest = now.saturating_add(FARTHEST_MATURITY);
    ensure!(
        now < maturity && maturity <= latest,
        ContractError::MaturityOutOfBounds {
            maturity,
            now,
            latest
        }
    );
    Ok(())
}

/// An intake in checked form; refuses what breaks a bound of [`oracle::Intake`].
pub fn intake(api: &dyn Api, stated: &oracle::Intake) -> Result<Intake, ContractError> {
    let source = source(api, &stated.source)?;
    let maximum_step = units::ratio(stated.maximum_step);
    let (minimum, maximum) = STEP_BOUNDS;
    ensure!(
        (minimum..=maximum).contains(&maximum_step),
        ContractError::MaximumStepOutOfBounds {
            maximum_step: stated.maximum_step,
            minimum: units::decimal(minimum),
            maximum: units::decimal(maximum)
        }
    );
    let confirmation_gap = stated.confirmation_gap;
    let (minimum, maximum) = GAP_BOUNDS;
    ensure!(
        (minimum..=maximum).contains(&confirmation_gap),
        ContractError::ConfirmationGapOutOfBounds {
            confirmation_gap,
            minimum,
            maximum
        }
    );
    ensure_age(&source, stated)?;
    Ok(Intake {
        source,
        maximum_age: stated.maximum_age,
        maximum_step,
        confirmation_gap,
    })
}

fn source(api: &dyn Api, stated: &oracle::Source) -> Result<Source, ContractError> {
    match stated {
        oracle::Source::Feeders(panel) => {
            panel::ensure_bounds(*panel)?;
            Ok(Source::Feeders(*panel))
        }
        oracle::Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => {
            let invalid = || ContractError::InvalidPriceId {
                price_id: price_id.clone(),
            };
            let bytes = HexBinary::from_hex(price_id).map_err(|_| invalid())?;
            let confidence = at_most("confidence", *maximum_confidence, WIDEST_CONFIDENCE)?;
            ensure!(
                confidence > Ratio::ZERO,
                ContractError::NoConfidence {
                    maximum: units::decimal(WIDEST_CONFIDENCE)
                }
            );
            Ok(Source::Pyth {
                contract: api.addr_validate(contract)?,
                price_id: bytes.to_array().map_err(|_| invalid())?,
                maximum_confidence: confidence,
            })
        }
    }
}

fn at_most(what: &'static str, value: Decimal, maximum: Ratio) -> Result<Ratio, ContractError> {
    let ratio = units::ratio(value);
    let maximum_decimal = units::decimal(maximum);
    ensure!(
        ratio <= maximum,
        ContractError::RateTooHigh {
            what,
            value,
            maximum: maximum_decimal
        }
    );
    Ok(ratio)
}

/// Refuses what cannot name a feed.
pub fn ensure_name(feed: &str) -> Result<(), ContractError> {
    let is_allowed = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit() || b"-/".contains(&c);
    ensure!(
        (1..=LONGEST_NAME).contains(&feed.len()) && feed.bytes().all(is_allowed),
        ContractError::InvalidFeedName {
            feed: feed.to_owned(),
            longest: LONGEST_NAME
        }
    );
    Ok(())
}

/// A price lives for three beats at least, and until what waits beside it is confirmed: the gap, the beat before it
/// and the beat after it, or as long as a report counts, so that blocks may be slow.
fn ensure_age(source: &Source, stated: &oracle::Intake) -> Result<(), ContractError> {
    let maximum_age = stated.maximum_age;
    let beat = match source {
        Source::Feeders(panel) => panel.beat,
        Source::Pyth { .. } => FOREIGN_BEAT,
    };
    let beats = beat.saturating_mul(FEWEST_BEATS_OF_AGE);
    let confirms = beat.saturating_mul(2).max(COUNTING_WINDOW);
    let confirmed = stated.confirmation_gap.saturating_add(confirms);
    let (minimum, maximum) = (beats.max(confirmed), LONGEST_AGE);
    ensure!(
        (minimum..=maximum).contains(&maximum_age),
        ContractError::MaximumAgeOutOfBounds {
            maximum_age,
            minimum,
            maximum
        }
    );
    Ok(())
}
