//! Price feeds, as typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, Subcommand)]
pub enum OracleArgs {
    /// The health of each feed, or everything about one
    Status {
        /// Only this feed, as ETH
        #[arg(value_name = "FEED")]
        feed: Option<String>,
    },
    /// Sign a report that anyone can relay; nothing is sent
    Sign(SignArgs),
    /// Bring signed reports to the oracle in one message, after verifying each
    Relay {
        /// Files of signed reports, as `sign` writes them; - is the standard input [default: -]
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Report a price in a transaction of your own, as a feeder of the feed
    Report {
        #[command(flatten)]
        report: ReportArgs,
        /// As every feeder of the feed whose key is at hand, so that the price is accepted
        #[arg(long)]
        all_feeders: bool,
    },
    /// Have foreign oracles read into their feeds
    Poke {
        /// Feeds, as ATOM [default: all that are read from foreign oracles]
        #[arg(value_name = "FEED")]
        feeds: Vec<String>,
    },
    /// Make a feed's price invalid for a time, as the oracle's guardian; minting, redeeming and liquidating by it stop
    Freeze {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
        /// For how long, at most 30m
        #[arg(long = "for", value_name = "DURATION", allow_hyphen_values = true)]
        duration: String,
    },
    /// End a freeze early, as the oracle's guardian or owner
    Unfreeze {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
    },
}

#[derive(Debug, ClapArgs)]
pub struct ReportArgs {
    /// As ETH
    #[arg(value_name = "FEED")]
    pub feed: String,
    /// US dollars for a whole unit; of a redemption rate, units of its base
    #[arg(value_name = "PRICE", allow_hyphen_values = true)]
    pub price: String,
    /// When it was published, in unix seconds [default: now]
    #[arg(long, value_name = "SECONDS", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// The volatility in a year that options imply, as 0.8 or 80%
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub implied_volatility: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct SignArgs {
    #[command(flatten)]
    pub report: ReportArgs,
    /// The chain that it is for, where no --chain says it
    #[arg(long, value_name = "ID", requires = "oracle")]
    pub chain_id: Option<String>,
    /// The address of the oracle that it is for, where no --chain says it
    #[arg(long, value_name = "ADDRESS", requires = "chain_id")]
    pub oracle: Option<String>,
    /// Put it into this file's list, in place of what the same key said of the feed before
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}
