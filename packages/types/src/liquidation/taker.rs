//! How takers' contracts are spoken to: by liquidation in the middle of a take, and by keepers before it.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Decimal, Uint128};

use crate::AuctionId;

/// What liquidation says to a taker's contract after it has sent the collateral and before it pulls the
/// cost out of the allowance that the taker gave it. An error undoes the whole take.
#[cw_serde]
pub enum TakerMsg {
    /// Collateral has arrived.
    AuctionTaken {
        /// From which auction.
        auction: AuctionId,
        /// How much, base units.
        collateral: Uint128,
        /// What will be pulled, stablecoin base units.
        cost: Uint128,
        /// What the taker sent along.
        msg: Binary,
    },
}

/// What a keeper says to the taker's contract that it is configured with. The contract may understand more
/// than this.
#[cw_serde]
pub enum TakerExecuteMsg {
    /// Takes from an auction, sells what it gets and pays out of that, all in this message; no coins come
    /// with it. Where what it sells for does not pay the cost, it must fail.
    Take {
        /// Which.
        auction: AuctionId,
        /// Most collateral, base units; none takes all that is for sale.
        amount: Option<Uint128>,
        /// Highest price accepted, USD for a whole unit.
        worst_price: Decimal,
        /// Most that it may cost, stablecoin base units.
        most: Uint128,
        /// What is sold: a coin's denom, or the address of a token's contract.
        denom: String,
    },
}

/// What a keeper asks the taker's contract that it is configured with.
#[cw_serde]
#[derive(QueryResponses)]
pub enum TakerQueryMsg {
    /// What such a take would bring now. It is answered for every auction that is for sale and every coin
    /// that the contract takes; refused only where liquidation's own query `Take` refuses the amount.
    #[returns(TakerOfferResponse)]
    Offer {
        /// Which.
        auction: AuctionId,
        /// Most collateral, base units; none takes all that is for sale.
        amount: Option<Uint128>,
        /// What is sold: a coin's denom, or the address of a token's contract.
        denom: String,
    },
}

/// Answer to [`TakerQueryMsg::Offer`].
#[cw_serde]
pub struct TakerOfferResponse {
    /// What it would take, base units, as liquidation's query `Take` tells.
    pub collateral: Uint128,
    /// What it would pay, stablecoin base units, as that query tells.
    pub cost: Uint128,
    /// What selling all of it would bring now, stablecoin base units, rounded down; zero where nobody buys so
    /// much.
    pub proceeds: Uint128,
}
