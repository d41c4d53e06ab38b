//! What can be done with standing orders, as typed.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum OrderArgs {
    /// Place an order, or replace the terms of the one that is there; its reserve stays
    Place {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// Under this ratio anyone may fill it, as 1.7 or 170%: above the liquidation ratio
        #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
        trigger: String,
        /// The ratio that a fill brings the position back to [default: the trigger and 10 points, at
        /// most 1000%]
        #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
        target: Option<String>,
        /// What a buyer gets above what it repays [default: 4%, or the type's liquidation penalty if
        /// that is less]
        #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
        discount: Option<String>,
    },
    /// One order: its terms, what a fill costs, and what is in reserve
    Show {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
    },
    /// The account's orders, or everybody's that can be filled now
    List {
        /// Only of this type, as eth
        #[arg(value_name = "TYPE")]
        collateral_type: Option<String>,
        /// Everybody's under their trigger, the one furthest under it first
        #[arg(long)]
        fillable: bool,
    },
    /// Put collateral or stablecoin in reserve beside a position with an order
    Reserve {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// As 5eth or 100usd
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    /// Move what is in reserve into a position under its trigger
    Use {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
    },
    /// Repay debt of a position under its trigger, and get collateral at the price less the discount
    Fill {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
        /// Most stablecoin, as 500usd; what is not needed comes back [default: all that is wanted, or
        /// what the account holds]
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        pay: Option<String>,
        /// The least collateral to accept, as 0.2eth [default: 1% less than it would give now]
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        minimum: Option<String>,
    },
    /// End a position's order; what is in reserve goes to the position's owner
    Cancel {
        /// As eth-1
        #[arg(value_name = "POSITION")]
        position: String,
    },
}
