//! Auctions.

use super::usd_price;
use crate::{
    args::AuctionArgs,
    command::{AuctionVerb, Taking},
    error::CliResult,
};

pub fn auction(args: AuctionArgs) -> CliResult<AuctionVerb> {
    Ok(match args {
        AuctionArgs::List {
            collateral_type,
            cheapest,
        } => AuctionVerb::List {
            collateral_type,
            is_cheapest_first: cheapest,
        },
        AuctionArgs::Show { auction } => AuctionVerb::Show(auction.parse()?),
        AuctionArgs::Take {
            auction,
            amount,
            pay,
            worst_price,
        } => AuctionVerb::Take(Box::new(Taking {
            auction: auction.parse()?,
            amount: amount.map(|amount| amount.parse()).transpose()?,
            pay: pay.map(|pay| pay.parse()).transpose()?,
            worst_price: worst_price.as_deref().map(usd_price).transpose()?,
        })),
        AuctionArgs::Restart { auction } => AuctionVerb::Restart(auction.parse()?),
        AuctionArgs::Claim { collateral_type } => AuctionVerb::Claim { collateral_type },
    })
}
