//! Verbs with their arguments, as typed.

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, Subcommand)]
pub enum SandboxArgs {
    /// Begin a new chain: ether at 2,000 and bitcoin at 60,000 US dollars
    Reset,
    /// Let time pass while the feeders keep reporting the last prices
    Advance {
        /// How long, as 90m, 12h or 1d
        #[arg(value_name = "DURATION", allow_hyphen_values = true)]
        duration: String,
        /// The feeders stay silent, so that prices expire
        #[arg(long)]
        silent: bool,
    },
    /// Have the feeders report a new price
    Price {
        /// As ETH
        #[arg(value_name = "FEED")]
        feed: String,
        /// US dollars for a whole unit
        #[arg(value_name = "USD", allow_hyphen_values = true)]
        price: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum PositionArgs {
    /// Lock collateral in a new position
    Open {
        /// As 10eth
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        collateral: String,
        /// Mint at once, as 5000usd
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        mint: Option<String>,
    },
    /// Add collateral
    Deposit {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// As 0.5eth
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Take collateral out
    Withdraw {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// As 0.5eth
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Mint stablecoin
    Mint {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// As 500usd
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Pay debt back
    Repay {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// As 500usd
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Several changes at once, checked once at the end
    Adjust {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// Collateral to add
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        deposit: Option<String>,
        /// Collateral to take out
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        withdraw: Option<String>,
        /// Stablecoin to mint
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        mint: Option<String>,
        /// Stablecoin to pay back
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        repay: Option<String>,
    },
    /// Pay the whole debt and take all collateral
    Close {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
    },
    /// One position with its margins
    Show {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
    },
    /// The account's positions, or everybody's
    List {
        /// Everybody's
        #[arg(long)]
        all: bool,
        /// Everybody's with debt, the lowest ratio first
        #[arg(long, conflicts_with = "all")]
        riskiest: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum PoolArgs {
    /// Deposit stablecoin in a type's pool
    Deposit {
        /// As eth
        #[arg(value_name = "TYPE")]
        collateral_type: String,
        /// As 500usd
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Take stablecoin out again
    Withdraw {
        /// As eth
        #[arg(value_name = "TYPE")]
        collateral_type: String,
        /// As 500usd [default: all]
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: Option<String>,
    },
    /// Take the gains: collateral bought and fees
    Claim {
        /// As eth
        #[arg(value_name = "TYPE")]
        collateral_type: String,
    },
    /// The pools and the account's deposits
    Show {
        /// Only this type
        #[arg(value_name = "TYPE")]
        collateral_type: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub struct RedeemArgs {
    /// The collateral type, as eth
    #[arg(value_name = "TYPE")]
    pub collateral_type: String,
    /// Stablecoin to pay with, as 500usd; what is not used comes back
    #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
    pub amount: String,
    /// From at most so many positions
    #[arg(long, value_name = "N", default_value = "10")]
    pub limit: String,
    /// The least collateral to accept, as 0.2eth [default: 1% less than it would give now]
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub minimum: Option<String>,
    /// Only show what it would give now
    #[arg(long)]
    pub preview: bool,
}
