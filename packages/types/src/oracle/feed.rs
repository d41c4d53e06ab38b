//! What a feed is: what its number means and where it comes from.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;

/// Most feeders of one feed: a round reads each one's latest report.
pub const MAX_FEEDERS: usize = 32;

/// Most feeds between a derived feed and the price at its end: a claim on a staking derivative of ether
/// has two below it.
pub const MAX_DEPTH: u8 = 2;

/// A feed and who reports it.
///
/// Refused: it exists, out of the bounds of [`FeedKind`], a name under which a feed of another kind once
/// had a price, feeders where the source names none or none where it needs them, one named twice.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct NewFeed {
    /// Its name: 1 to 16 of `A-Z`, `0-9`, `-`, `/`, as `ETH`.
    pub feed: String,
    /// What it is.
    pub kind: FeedKind,
    /// Who reports; none where the number comes from elsewhere.
    #[serde(default)]
    pub feeders: Vec<String>,
}

/// What a feed's number means.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum FeedKind {
    /// USD for a whole unit.
    Price {
        /// Where the price comes from.
        intake: Intake,
    },
    /// A staking derivative: how many units of the base feed's asset a whole unit can be redeemed for. Its
    /// price is the base's price times the rate, both read when the price is asked for.
    RedemptionRate {
        /// The feed of what it can be redeemed for; must exist, at most [`MAX_DEPTH`] - 1 feeds above a price.
        base: String,
        /// The most that the rate grows in a year, as a fraction, 0 to 10 (`"0.3"` is 30%). What is
        /// reported above counts as this much.
        maximum_growth: Decimal,
        /// Where the rate comes from.
        intake: Intake,
    },
    /// A claim on a unit of the base feed's asset at a fixed time. Its price is the base's price less a
    /// discount that shrinks to nothing: base x (1 - discount x time left / a year).
    FixedMaturity {
        /// The feed of what is claimed; must exist, at most [`MAX_DEPTH`] - 1 feeds above a price.
        base: String,
        /// Discount for a year, as a fraction, 0 to 1. There is no price while the whole discount reaches 1.
        discount: Decimal,
        /// When the claim falls due, unix seconds: in the future, at most ten years away.
        maturity: u64,
    },
}

impl FeedKind {
    /// A price that feeders report, with the usual step of 10% and a gap of 30 s.
    pub fn price(panel: Panel, maximum_age: u64) -> Self {
        Self::Price {
            intake: Intake {
                source: Source::Feeders(panel),
                maximum_age,
                maximum_step: Decimal::percent(10),
                confirmation_gap: 30,
            },
        }
    }

    /// The feed that this one stands on.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::Price { .. } => None,
            Self::RedemptionRate { base, .. } | Self::FixedMaturity { base, .. } => Some(base),
        }
    }

    /// Where its number comes from, unless it is computed.
    pub fn intake(&self) -> Option<&Intake> {
        match self {
            Self::Price { intake } | Self::RedemptionRate { intake, .. } => Some(intake),
            Self::FixedMaturity { .. } => None,
        }
    }

    /// What makes feeders' reports a round; none where no feeders report.
    pub fn panel(&self) -> Option<&Panel> {
        match &self.intake()?.source {
            Source::Feeders(panel) => Some(panel),
            Source::Pyth { .. } => None,
        }
    }
}

/// Where a number comes from and what makes it accepted.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Who says it.
    pub source: Source,
    /// How long an accepted number stays valid after its publication, in seconds: at least three beats
    /// (three minutes for a foreign oracle), the confirmation gap and two beats, and that gap and a minute, at
    /// most a day.
    pub maximum_age: u64,
    /// How far from the last accepted number the next may be and be accepted at once, as a fraction of the
    /// last: 0.005 to 0.5. What is further waits for confirmation.
    pub maximum_step: Decimal,
    /// How much newer the reports must be that confirm what waits, in seconds: 16 to 3,600 (more than a report
    /// may be ahead of the block's time).
    pub confirmation_gap: u64,
}

/// Who says a number.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Source {
    /// Feeders of the oracle's own.
    Feeders(Panel),
    /// A contract that answers as Pyth's price contract does. Anyone may have it read ([`Poke`]).
    ///
    /// [`Poke`]: super::ExecuteMsg::Poke
    Pyth {
        /// The contract.
        contract: String,
        /// Which of its feeds: 32 bytes as 64 hexadecimal digits.
        price_id: String,
        /// The widest confidence interval that is believed, as a fraction of the price, above 0 to 0.1.
        maximum_confidence: Decimal,
    },
}

/// What makes feeders' reports a round.
///
/// With `liars` feeders lying at most, a quorum of 2 liars + 1 keeps the median within the honest
/// feeders' range, and quorum + liars feeders keep it alive. A round is as new as its newest quorum,
/// its number the median of all that count: a quorum that is a majority of the feeders keeps older
/// reports from setting a number that the newest do not bear out. Refused unless liars >= 1,
/// quorum >= 2 liars + 1, feeders >= quorum + liars (at most [`MAX_FEEDERS`]), 2 quorum > feeders and
/// 1 <= beat <= 60.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy, Eq)]
pub struct Panel {
    /// How many feeders may lie or be silent without harm.
    pub liars: u8,
    /// Fresh reports that make a round.
    pub quorum: u8,
    /// Feeders publish at unix times divisible by this many seconds.
    pub beat: u64,
}

impl Panel {
    /// A panel.
    pub const fn new(liars: u8, quorum: u8, beat: u64) -> Self {
        Self {
            liars,
            quorum,
            beat,
        }
    }
}
