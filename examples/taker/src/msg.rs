//! What can be said to a taker, and what it refuses.

use ballast_types::AuctionId;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, Decimal, StdError, Uint128};
use thiserror::Error;

/// Creates a taker; the creator is its owner.
#[cw_serde]
pub struct InstantiateMsg {
    /// Where auctions are.
    pub liquidation: String,
    /// What they cost.
    pub stablecoin: String,
    /// Where collateral is sold.
    pub market: String,
}

/// What a taker does.
#[cw_serde]
pub enum ExecuteMsg {
    /// Takes from an auction and sells what it gets. By anyone: it brings the owner a profit, or it fails.
    /// As keepers say it.
    Take {
        /// Which.
        auction: AuctionId,
        /// Most collateral; none takes all that is for sale.
        amount: Option<Uint128>,
        /// Highest price accepted.
        worst_price: Decimal,
        /// Most that it may cost.
        most: Uint128,
        /// The coin that is sold.
        denom: String,
    },
    /// Liquidation has sent collateral. Only liquidation.
    AuctionTaken {
        /// From which auction.
        auction: AuctionId,
        /// How much.
        collateral: Uint128,
        /// What will be pulled.
        cost: Uint128,
        /// The coin, as `Take` has named it.
        msg: Binary,
    },
    /// The sale is over. Only the contract itself. Refused: less stablecoin than it must have by now.
    EnsurePaid {
        /// What it held before, and the cost.
        least: Uint128,
    },
    /// Pays out what has been earned. Only the owner.
    Withdraw {},
}

/// A refusal.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage or a message.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Somebody speaks whose word does not count.
    #[error("{sender} is not {expected}")]
    Stranger {
        /// Who sent it.
        sender: Addr,
        /// Who may.
        expected: Addr,
    },
    /// The sale has brought less than the cost.
    #[error("the sale leaves {held}, with the cost covered it would be at least {least}")]
    Loss {
        /// Stablecoin after the sale.
        held: Uint128,
        /// Before it, and the cost.
        least: Uint128,
    },
    /// Nothing has been earned.
    #[error("there is nothing to withdraw")]
    NothingEarned,
}
