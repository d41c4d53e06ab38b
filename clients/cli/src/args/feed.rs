//! A feed of a proposal, as typed.

use clap::Args as ClapArgs;

/// A feed; durations are as 30s or 1h, ratios as 0.1 or 10%.
#[derive(Debug, ClapArgs)]
pub struct FeedArgs {
    /// As ETH
    #[arg(value_name = "FEED")]
    pub feed: String,
    /// Who reports, with commas between: names or addresses
    #[arg(long, value_name = "ACCOUNTS", value_delimiter = ',')]
    pub feeders: Vec<String>,
    /// How many of them may lie [of a new feed: 1]
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub liars: Option<String>,
    /// How many make a round [of a new feed: twice the liars, and one]
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub quorum: Option<String>,
    /// How often they publish [of a new feed: 1m]
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub beat: Option<String>,
    /// Read a contract that answers as Pyth's, instead of feeders: its address
    #[arg(long, value_name = "CONTRACT")]
    pub pyth: Option<String>,
    /// Which of its feeds: 64 hexadecimal digits
    #[arg(long, value_name = "ID")]
    pub price_id: Option<String>,
    /// The widest confidence interval that is believed [of a new foreign oracle: 1%]
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub maximum_confidence: Option<String>,
    /// How long a number may be used [of a new feed: 1h]
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub maximum_age: Option<String>,
    /// How far the next number may be and be accepted at once [of a new feed: 10%]
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub maximum_step: Option<String>,
    /// How much newer the reports must be that confirm one that is further [of a new feed: 30s]
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub confirmation_gap: Option<String>,
}

/// A new feed: a price in US dollars, or with a base a redemption rate or a claim.
#[derive(Debug, ClapArgs)]
pub struct NewFeedArgs {
    #[command(flatten)]
    pub feed: FeedArgs,
    /// The feed that it stands on, for a redemption rate or a claim
    #[arg(long, value_name = "FEED")]
    pub base: Option<String>,
    /// Of a redemption rate: the most that it grows in a year
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub maximum_growth: Option<String>,
    /// Of a claim: a year's discount on the base
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub discount: Option<String>,
    /// Of a claim: when it falls due, as 2027-12-31 (UTC)
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub maturity: Option<String>,
}
