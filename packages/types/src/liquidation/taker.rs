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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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

#[cfg(test)]
mod tests {
    use cosmwasm_std::{from_json, to_json_string};
    use serde_json::Value;

    use super::*;

    /// What is said to contracts that others have deployed does not change any more; the guide shows it.
    #[test]
    fn the_language_of_takers_is_the_one_that_the_guide_shows() {
        let guide = include_str!("../../../../docs/keeper.md");
        let is_shown = |json: String| {
            let value: Value = from_json(json).unwrap();
            let lines = guide.lines().filter(|line| line.starts_with('{'));
            let mut shown = lines.filter_map(|line| from_json::<Value>(line).ok());
            assert!(shown.any(|line| line == value), "{value}");
        };
        let (auction, denom) = (AuctionId::new(1, 1), || "uatom".to_owned());
        let cost = Uint128::new(432_480_005);
        let take = TakerExecuteMsg::Take {
            auction,
            amount: None,
            worst_price: "119.07".parse().unwrap(),
            most: cost,
            denom: denom(),
        };
        is_shown(to_json_string(&take).unwrap());
        let offer = TakerQueryMsg::Offer {
            auction,
            amount: None,
            denom: denom(),
        };
        is_shown(to_json_string(&offer).unwrap());
        let answer = TakerOfferResponse {
            collateral: Uint128::new(3_632_149),
            cost,
            proceeds: Uint128::new(441_306_103),
        };
        is_shown(to_json_string(&answer).unwrap());
    }
}
