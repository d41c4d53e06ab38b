//! What the oracle's errors say.

use ballast_oracle::ContractError as Oracle;

use super::super::Reason;

/// What an error of the oracle says.
pub fn oracle(error: &Oracle) -> Reason {
    match error {
        Oracle::NotFeeder { feed, .. } => Reason::NotFeeder { feed: feed.clone() },
        Oracle::PublishedInFuture {
            feed,
            published_at,
            latest,
        } => Reason::FromFuture {
            feed: feed.clone(),
            published_at: *published_at,
            latest: *latest,
        },
        Oracle::FeedWithoutFeeders { .. } => Reason::NotFed,
        Oracle::ComputedFeed { .. } => Reason::Computed,
        Oracle::NotForeign { .. } => Reason::NotForeign,
        Oracle::Foreign { feed, .. } => Reason::ForeignAnswer { feed: feed.clone() },
        other => freeze(other),
    }
}

fn freeze(error: &Oracle) -> Reason {
    match error {
        Oracle::NotGuardian { guardian, .. } => Reason::NotGuardian {
            guardian: guardian.clone(),
            or_owner: false,
        },
        Oracle::NotGuardianOrOwner { guardian, .. } => Reason::NotGuardian {
            guardian: guardian.clone(),
            or_owner: true,
        },
        Oracle::FreezeOutOfBounds { seconds, .. } => Reason::FreezeTooLong { seconds: *seconds },
        Oracle::FreezeTooSoon { feed, earliest, .. } => Reason::FreezeTooSoon {
            feed: feed.clone(),
            earliest: *earliest,
        },
        Oracle::NotFrozen { feed, until, .. } => Reason::NotFrozen {
            feed: feed.clone(),
            until: *until,
        },
        _ => Reason::Other,
    }
}
