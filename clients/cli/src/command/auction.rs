//! What can be done with auctions.

use cosmwasm_std::Decimal;

use crate::{amount::TypedAmount, auction_name::AuctionName};

#[derive(Debug)]
pub enum AuctionVerb {
    List {
        collateral_type: Option<String>,
        is_cheapest_first: bool,
    },
    Show(AuctionName),
    Take(Box<Taking>),
    Restart(AuctionName),
    Claim {
        collateral_type: String,
    },
}

/// A take as typed.
#[derive(Debug)]
pub struct Taking {
    pub auction: AuctionName,
    /// Most collateral.
    pub amount: Option<TypedAmount>,
    /// Most stablecoin.
    pub pay: Option<TypedAmount>,
    /// Highest price.
    pub worst_price: Option<Decimal>,
}
