//! Governance, as typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::feed::{FeedArgs, NewFeedArgs};
use crate::gov::GuardianOf;

#[derive(Debug, Subcommand)]
pub enum GovArgs {
    /// Write a proposal's file, or add a change to one
    Draft(DraftArgs),
    /// What a proposal changes: parameters old and new, and the positions that it would make liquidatable
    Show {
        /// The proposal's file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Submit a proposal with its deposit
    Submit {
        /// The proposal's file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Coins to deposit, as 1000stake [default: as the file says, or what a vote needs]
        #[arg(long, value_name = "COINS")]
        deposit: Option<String>,
    },
    /// Add to the deposit of a proposal that waits for it
    Deposit {
        /// The proposal's number
        #[arg(value_name = "ID")]
        id: String,
        /// As 1000stake
        #[arg(value_name = "COINS")]
        coins: String,
    },
    /// Vote
    Vote {
        /// The proposal's number
        #[arg(value_name = "ID")]
        id: String,
        /// yes, no, abstain or veto
        #[arg(value_name = "VOTE")]
        vote: String,
    },
    /// How a proposal stands, and what became of it
    Status {
        /// The proposal's number
        #[arg(value_name = "ID")]
        id: String,
        /// Follow it until it is decided
        #[arg(long)]
        watch: bool,
    },
    /// The proposals, the newest first
    List,
    /// Propose that governance accepts the contracts offered to it and pins their codes
    Handover {
        /// On a local chain: let its validators vote for it, and wait for the end
        #[arg(long)]
        pass: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub struct DraftArgs {
    #[command(subcommand)]
    pub change: DraftedArgs,
    /// The proposal's file
    #[arg(
        long,
        value_name = "FILE",
        default_value = "proposal.toml",
        global = true
    )]
    pub file: PathBuf,
    /// Add the change to the file that is there
    #[arg(long, global = true)]
    pub add: bool,
    /// The proposal's title [default: what the first change does]
    #[arg(long, value_name = "TEXT", global = true)]
    pub title: Option<String>,
    /// Why it should be accepted [default: what the changes do]
    #[arg(long, value_name = "TEXT", global = true)]
    pub summary: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum DraftedArgs {
    /// Move a type's liquidation and target ratio in a straight line
    Ramp {
        /// As eth
        #[arg(value_name = "TYPE")]
        collateral_type: String,
        /// Anyone may liquidate under it: 1.5 or 150% [default: as it is]
        #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
        liquidation_ratio: Option<String>,
        /// What a liquidation brings a position back to [default: as it is]
        #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
        target_ratio: Option<String>,
        /// How long the way takes, as 3d; a day to a year
        #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
        over: String,
    },
    /// Set a type's other parameters, at once; what is not named stays as it is
    Risk(Box<RiskArgs>),
    /// Set a group's ceiling; a number that is not there makes a new group
    Group {
        /// The group's number
        #[arg(value_name = "GROUP")]
        group: String,
        /// Largest debt of all its types together, as 5000000usd
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        debt_ceiling: String,
    },
    /// Add a feed: a price in US dollars, a redemption rate or a claim
    AddFeed(Box<NewFeedArgs>),
    /// Change how a feed's number comes in, and who reports it; what is not named stays as it is
    UpdateFeed(Box<FeedArgs>),
    /// Remove a feed: positions priced by it can then only be repaid and topped up
    RemoveFeed {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
    },
    /// Let an account report a feed's price
    AddFeeder {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
        /// A name or an address
        #[arg(value_name = "ACCOUNT")]
        feeder: String,
    },
    /// Let an account report a feed's price no more
    RemoveFeeder {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
        /// A name or an address
        #[arg(value_name = "ACCOUNT")]
        feeder: String,
    },
    /// Name another guardian: of the vault, who may pause minting, of the oracle, who may freeze a feed, or of both
    Guardian {
        /// A name or an address
        #[arg(value_name = "ACCOUNT")]
        guardian: String,
        /// Whose guardian
        #[arg(long, value_name = "CONTRACT", value_enum, default_value = "both")]
        of: GuardianOf,
    },
    /// Keep codes in the memory of every node, which makes calls cheaper
    Pin {
        /// Names as in the manifest, or numbers [default: all of the manifest]
        #[arg(value_name = "CODE")]
        codes: Vec<String>,
    },
    /// Keep codes in memory no longer
    Unpin {
        /// Names as in the manifest, or numbers
        #[arg(value_name = "CODE", required = true)]
        codes: Vec<String>,
    },
}

/// A type's parameters; each is a ratio (0.02 or 2%), an amount (100usd), US dollars or a duration.
#[derive(Debug, ClapArgs)]
pub struct RiskArgs {
    /// As eth
    #[arg(value_name = "TYPE")]
    pub collateral_type: String,
    /// Ratio that a mint or withdrawal must leave in a calm market
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub base_mint_ratio: Option<String>,
    /// The mint ratio of the wildest market
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub mint_ratio_cap: Option<String>,
    /// Standard deviations that new debt must stand, as 6
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub confidence: Option<String>,
    /// Over how long it must stand them
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub horizon: Option<String>,
    /// By how much a full group lengthens the horizon, as 1 for twice as long
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub crowding: Option<String>,
    /// Change of the yearly rate that a claim with a fixed maturity must stand
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub rate_shock: Option<String>,
    /// What a liquidation costs above the repaid debt
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub liquidation_penalty: Option<String>,
    /// The keeper's share of what is seized
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub keeper_reward_share: Option<String>,
    /// The most a keeper gets for a position
    #[arg(long, value_name = "USD", allow_hyphen_values = true)]
    pub keeper_reward_cap: Option<String>,
    /// Under the price that buyers pay at least
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub minimum_discount: Option<String>,
    /// Yearly rate on debt
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub stability_fee: Option<String>,
    /// Largest debt of the type
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub debt_ceiling: Option<String>,
    /// How far the debt may grow within an interval
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub ceiling_gap: Option<String>,
    /// Between two raises of the line
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub ceiling_interval: Option<String>,
    /// Least debt of a position that has any
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub debt_floor: Option<String>,
    /// Surplus kept against bad debt
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub surplus_buffer: Option<String>,
    /// The stability pool's share of the fees
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub pool_share: Option<String>,
    /// Who gets the rest of the fees: a name or an address
    #[arg(long, value_name = "ACCOUNT")]
    pub treasury: Option<String>,
}
