//! What can be done with auctions, as typed.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum AuctionArgs {
    /// Live auctions with their prices, the first to end at the top
    List {
        /// Only this type, as eth
        #[arg(value_name = "TYPE")]
        collateral_type: Option<String>,
        /// The deepest discount first
        #[arg(long)]
        cheapest: bool,
    },
    /// One auction: its price now and later, and what all of it costs
    Show {
        /// As eth-a1
        #[arg(value_name = "AUCTION")]
        auction: String,
    },
    /// Buy from an auction with the account's stablecoin
    Take {
        /// As eth-a1
        #[arg(value_name = "AUCTION")]
        auction: String,
        /// Most collateral, as 2eth [default: all that the account can pay]
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: Option<String>,
        /// Most stablecoin, as 500usd; what is not needed comes back [default: what it costs now]
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        pay: Option<String>,
        /// Highest price accepted, US dollars for a whole unit [default: the price now]
        #[arg(long, value_name = "USD", allow_hyphen_values = true)]
        worst_price: Option<String>,
    },
    /// Begin an auction that is over again, for a small reward out of the lot
    Restart {
        /// As eth-a1
        #[arg(value_name = "AUCTION")]
        auction: String,
    },
    /// Take what was left of the account's lots and could not go back into a position
    Claim {
        /// As eth
        #[arg(value_name = "TYPE")]
        collateral_type: String,
    },
}
