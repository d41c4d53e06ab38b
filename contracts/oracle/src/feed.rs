//! What a feed's parameters must satisfy: after [`check`] an unsound [`Feed`] cannot exist.

use ballast_types::oracle::{NewFeed, MAX_FEEDERS};
use cosmwasm_std::ensure;

use crate::{error::ContractError, state::Feed};

/// Most characters of a feed's name: it stands in storage keys.
pub const LONGEST_NAME: usize = 16;
/// A feed that one wild feeder can move is no feed.
const FEWEST_LIARS: u8 = 1;
/// Reports count for a minute: a longer beat would leave gaps without a quorum.
const BEAT_BOUNDS: (u64, u64) = (1, 60);
/// A price outlives two missed beats.
const FEWEST_BEATS_OF_AGE: u64 = 3;
/// A price older than a day says nothing.
const LONGEST_AGE: u64 = 86_400;

/// The feed that `new` asks for, added at `now`; refuses what breaks a bound of [`NewFeed`]. Its
/// feeders are counted here and checked one by one where they are added.
pub fn check(new: &NewFeed, now: u64) -> Result<Feed, ContractError> {
    let feed = Feed {
        liars: new.liars,
        quorum: new.quorum,
        beat: new.beat,
        maximum_age: new.maximum_age,
        added_at: now,
    };
    ensure_name(&new.feed)?;
    ensure_quorum(&feed)?;
    ensure_times(&feed)?;
    ensure_feeder_count(&feed, new.feeders.len())?;
    ensure_majority(&feed, new.feeders.len())?;
    Ok(feed)
}

fn ensure_name(feed: &str) -> Result<(), ContractError> {
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

fn ensure_quorum(feed: &Feed) -> Result<(), ContractError> {
    let Feed { liars, quorum, .. } = *feed;
    ensure!(
        liars >= FEWEST_LIARS,
        ContractError::TooFewLiars {
            liars,
            minimum: FEWEST_LIARS
        }
    );
    let needed = u16::from(liars).saturating_mul(2).saturating_add(1);
    ensure!(
        u16::from(quorum) >= needed,
        ContractError::QuorumTooSmall {
            quorum,
            liars,
            needed
        }
    );
    Ok(())
}

fn ensure_times(feed: &Feed) -> Result<(), ContractError> {
    let Feed {
        beat, maximum_age, ..
    } = *feed;
    let (minimum, maximum) = BEAT_BOUNDS;
    ensure!(
        (minimum..=maximum).contains(&beat),
        ContractError::BeatOutOfBounds {
            beat,
            minimum,
            maximum
        }
    );
    let (minimum, maximum) = (beat.saturating_mul(FEWEST_BEATS_OF_AGE), LONGEST_AGE);
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

/// Refuses `feeders` that are fewer than quorum + liars or more than [`MAX_FEEDERS`].
pub fn ensure_feeder_count(feed: &Feed, feeders: usize) -> Result<(), ContractError> {
    let needed = usize::from(feed.quorum).saturating_add(usize::from(feed.liars));
    ensure!(
        feeders >= needed,
        ContractError::TooFewFeeders { feeders, needed }
    );
    ensure!(
        feeders <= MAX_FEEDERS,
        ContractError::TooManyFeeders {
            feeders,
            maximum: MAX_FEEDERS
        }
    );
    Ok(())
}

/// Refuses `feeders` of whom the quorum is no majority. A round takes its time from its newest
/// quorum and its price from all that count: only a majority bounds the median by itself, whatever
/// older reports say.
pub fn ensure_majority(feed: &Feed, feeders: usize) -> Result<(), ContractError> {
    let quorum = feed.quorum;
    ensure!(
        usize::from(quorum).saturating_mul(2) > feeders,
        ContractError::QuorumNoMajority { quorum, feeders }
    );
    Ok(())
}
