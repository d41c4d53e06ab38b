//! A lot under auction.

use ballast_devchain::{Devchain, LIQUIDATION, STABLECOIN};
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse},
    AuctionId, PositionId,
};
use cosmwasm_std::Decimal;

use crate::support::{alices, ids};

/// Ether's first auction.
pub const FIRST: AuctionId = AuctionId::new(ETH, 1);

/// A price that every taker accepts.
pub fn any_price() -> Decimal {
    price("1000000000")
}

/// A chain with auctions on which debts stand still.
pub fn suite() -> Suite {
    SuiteBuilder::base().with_no_fees().build()
}

/// alice's 10 ether for 1,000 USD at 125 USD, liquidated without pool or caller: 1,000 USD to be raised
/// for 6.16 - 0.0308 ether and a cushion, of 1,020 USD with the penalty.
pub fn started() -> (Suite, PositionId, AuctionResponse) {
    let mut suite = suite();
    let position = alices(&mut suite);
    suite.open("dave", ETH, eth("1000"), usd("50000"));
    suite.set_price("ETH", "125");
    suite.ok(|chain| liquidate(chain, position));
    let auction = suite.chain.auction(FIRST).unwrap();
    (suite, position, auction)
}

/// The keeper liquidates without stablecoin.
pub fn liquidate(chain: &mut Devchain, position: PositionId) -> ballast_devchain::Outcome {
    chain
        .liquidation()
        .liquidate("keeper", position.collateral_type(), ids(&[position]), 0)
}

/// carol's position of 168 USD at 139.9% is liquidated: its lot is too small for an auction.
pub fn written_off(suite: &mut Suite) -> (PositionId, ballast_devchain::Done) {
    let position = suite.open("carol", ETH, eth("1.68"), usd("168"));
    suite.set_price("ETH", "139.9");
    let done = suite.ok(|chain| liquidate(chain, position));
    (position, done)
}

/// Lets blocks pass until the auction's price is at most this, with prices reported.
pub fn wait_for(suite: &mut Suite, auction: AuctionId, usd: &str) {
    while suite.chain.auction(auction).unwrap().price > price(usd) {
        suite.advance_reporting(60);
    }
}

/// Lets time pass until nothing can be taken.
pub fn wait_until_over(suite: &mut Suite, auction: AuctionId) {
    while !suite.chain.auction(auction).unwrap().is_over {
        suite.advance_reporting(300);
    }
}

/// What the standard deployment's auctions go by.
pub fn params(suite: &Suite) -> AuctionParams {
    let totals = suite.chain.auction_totals(ETH).unwrap();
    totals.params.expect("auctions")
}

/// What is set aside and booked as bad debt.
pub fn ledger(suite: &Suite) -> (u128, u128) {
    let answer = suite.chain.bad_debt(ETH).unwrap();
    (answer.set_aside.u128(), answer.booked.u128())
}

/// What liquidation holds: ether and stablecoin.
pub fn held(suite: &Suite) -> (u128, u128) {
    let of = |asset| suite.balance(LIQUIDATION, asset);
    (of("eth"), of(STABLECOIN))
}
