//! Large states: many live auctions, each of a position of its own.

use ballast_devchain::{Call, Deployment, Devchain, VAULT};
use ballast_types::{
    liquidation::{AuctionOrder, ExecuteMsg, QueryMsg, ReceiveMsg},
    vault::{ExecuteMsg as Msg, Selection, MAX_LIQUIDATED},
    AuctionId,
};
use cosmwasm_std::{coins, Decimal, Uint128};

use crate::{
    crowd::{set_price, ETH, HOARDER, USD},
    meter::{Measured, Meter},
};

const ONE_ETH: u128 = 1_000_000_000_000_000_000;
/// Messages in one transaction.
const BATCH: usize = 500;
/// Dust: worth two base units of stablecoin at 200 dollars, owing one.
const DUST: u128 = 10_000_000_000;

/// A chain to which auctions are added.
pub struct Auctions {
    /// The chain.
    pub chain: Devchain,
    size: usize,
}

impl Auctions {
    /// None yet, and nobody lends: what is unsafe goes under auction, however small it is.
    pub fn new() -> Self {
        let mut deployment = Deployment::standard();
        let ether = &mut deployment.collateral_types[0];
        ether.risk.debt_floor = Uint128::one();
        let auctions = ether.auctions.as_mut().unwrap();
        (auctions.dust, auctions.cap_minimum) = (Uint128::one(), Uint128::new(1_000_000 * USD));
        let mut chain = Devchain::deploy(&deployment).unwrap();
        set_price(&mut chain, 200);
        chain
            .vault()
            .open("bob", ETH, 1_000 * ONE_ETH, 50_000 * USD)
            .unwrap();
        Self { chain, size: 0 }
    }

    /// Adds auctions until there are so many.
    pub fn grow(&mut self, size: usize) {
        set_price(&mut self.chain, 200);
        let mint = Some(Uint128::one());
        let open = Msg::Open {
            collateral_type: ETH,
            mint,
        };
        let open = Call::new(VAULT, &open, &coins(DUST, "aeth")).unwrap();
        let places: Vec<usize> = (self.size..size).collect();
        for batch in places.chunks(BATCH) {
            let calls = vec![open.clone(); batch.len()];
            self.chain.execute_all(HOARDER, calls).unwrap();
        }
        set_price(&mut self.chain, 120);
        let most = usize::try_from(MAX_LIQUIDATED).unwrap();
        for batch in places.chunks(most) {
            let limit = u32::try_from(batch.len()).unwrap();
            let mut liquidation = self.chain.liquidation();
            let done = liquidation.liquidate_riskiest("carol", ETH, limit);
            done.unwrap();
        }
        self.size = size;
        set_price(&mut self.chain, 200);
        let begun = self.chain.auction_totals(ETH).unwrap().begun;
        assert!(usize::try_from(begun).unwrap() >= size, "{begun} of {size}");
    }
}

/// Counts what is done with auctions, in a copy of the chain.
pub fn measure(chain: &Devchain) -> Measured {
    let mut meter = Meter::new(chain, "bob");
    let (first, second) = (begun(&mut meter), begun(&mut meter));
    let take = |auction: AuctionId, amount| ReceiveMsg::Take {
        auction,
        amount,
        worst_price: Decimal::MAX,
    };
    let part = take(first, Some(Uint128::new(ONE_ETH)));
    meter.paid_liquidation("take a part", 3_000 * USD, &part);
    meter.paid_liquidation("take", 3_000 * USD, &take(first, None));
    meter.ask_liquidation("query auction", &QueryMsg::Auction { auction: second });
    let list = QueryMsg::Auctions {
        collateral_type: ETH,
        order: Some(AuctionOrder::End),
        start_after: None,
        limit: Some(1),
    };
    meter.ask_liquidation("query auctions", &list);
    meter.chain.advance(21_600);
    set_price(&mut meter.chain, 200);
    meter.liquidation("restart", &ExecuteMsg::Restart { auction: second });
    meter.measured
}

/// A position of some size goes under auction.
fn begun(meter: &mut Meter) -> AuctionId {
    set_price(&mut meter.chain, 200);
    let opened = meter
        .chain
        .vault()
        .open("carol", ETH, 17 * ONE_ETH, 2_000 * USD);
    let position = opened.unwrap().position().unwrap();
    set_price(&mut meter.chain, 160);
    let selection = Selection::Positions {
        ids: vec![position],
    };
    let by_id = ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection,
    };
    meter.liquidation("liquidate into auction", &by_id);
    let begun = meter.chain.auction_totals(ETH).unwrap().begun;
    AuctionId::new(ETH, begun)
}
