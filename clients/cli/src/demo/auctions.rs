//! The keeper at the auctions: it restarts what is over, for the reward, and takes where the price lies far
//! enough under the market's, as long as it has stablecoin.

use ballast_devchain::{Devchain, Done, LIQUIDATION, STABLECOIN};
use ballast_types::{
    event::BallastEvent,
    liquidation::{
        AuctionResponse, AuctionRestarted, AuctionStarted, AuctionTaken, LotWrittenOff, QueryMsg,
        TakeResponse,
    },
};
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    opening::{ETH, FEED},
    plan::KEEPER,
    record::Record,
};
use crate::error::CliResult;

/// How far under the market's price the keeper wants to buy, in per cent: what it gives to sell again.
const DISCOUNT: u64 = 5;

/// What became of the lots, base units.
///
/// auctioned = sold + returned + restart rewards + given up + still under auction.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Auctions {
    /// Lots that went under auction; a restart is the same lot.
    pub begun: u32,
    /// Their collateral.
    pub auctioned: Uint128,
    /// How often one that was over began again.
    pub restarted: u32,
    /// Collateral sold.
    pub sold: Uint128,
    /// Stablecoin paid for it.
    pub paid: Uint128,
    /// Collateral that was left when all was raised: its owners'.
    pub returned: Uint128,
    /// Collateral for restarting.
    pub restart_rewards: Uint128,
    /// Collateral of lots that had become too small to begin again.
    pub given_up: Uint128,
    /// Collateral of lots that were too small from the first: not auctioned.
    pub written_off: Uint128,
    /// Collateral still under auction at the end.
    pub left: Uint128,
    /// What that was to raise.
    pub left_to_raise: Uint128,
}

/// Sees to all live auctions.
pub fn visit(
    chain: &mut Devchain,
    auctions: &[AuctionResponse],
    record: &mut Record,
) -> CliResult<()> {
    let price = chain.price(FEED)?;
    let spot = price.map(|price| price.spot).unwrap_or_default();
    let most = spot * Decimal::percent(100 - DISCOUNT);
    for auction in auctions {
        // A block later than it was listed.
        let auction = chain.auction(auction.auction)?;
        if auction.is_over {
            restart(chain, &auction, record)?;
        } else if auction.price <= most {
            take(chain, &auction, record)?;
        }
    }
    Ok(())
}

fn restart(chain: &mut Devchain, auction: &AuctionResponse, record: &mut Record) -> CliResult<()> {
    let done = chain.liquidation().restart(KEEPER, auction.auction)?;
    let totals = &mut record.totals.auctions;
    for event in events::<AuctionRestarted>(chain, &done)? {
        totals.restarted += 1;
        totals.restart_rewards += event.reward;
    }
    for event in events::<LotWrittenOff>(chain, &done)? {
        totals.given_up += event.amount;
    }
    Ok(())
}

/// Takes all, or what the keeper's stablecoin pays for.
fn take(chain: &mut Devchain, auction: &AuctionResponse, record: &mut Record) -> CliResult<()> {
    let own = chain.balance(KEEPER, STABLECOIN)?;
    let payment = own.min(auction.cost);
    if payment < auction.cost && !is_sold(chain, auction, payment) {
        return Ok(());
    }
    let part = (0, payment.u128());
    let done = chain
        .liquidation()
        .take(KEEPER, auction.auction, part, auction.price)?;
    let totals = &mut record.totals.auctions;
    for event in events::<AuctionTaken>(chain, &done)? {
        totals.sold += event.collateral;
        totals.paid += event.cost;
        if event.tab.is_zero() {
            totals.returned += event.lot;
        }
    }
    Ok(())
}

/// Whether a part is sold for a payment: one that would leave dust is not.
fn is_sold(chain: &Devchain, auction: &AuctionResponse, payment: Uint128) -> bool {
    let question = QueryMsg::Take {
        auction: auction.auction,
        amount: None,
        payment: Some(payment),
    };
    chain.query::<TakeResponse>(LIQUIDATION, &question).is_ok()
}

/// What a liquidation has put under auction.
pub fn begun(chain: &Devchain, done: &Done, record: &mut Record) -> CliResult<()> {
    let totals = &mut record.totals.auctions;
    for event in events::<AuctionStarted>(chain, done)? {
        totals.begun += 1;
        totals.auctioned += event.lot;
    }
    for event in events::<LotWrittenOff>(chain, done)? {
        totals.written_off += event.amount;
    }
    Ok(())
}

/// What is under auction at the end.
pub fn finish(chain: &Devchain, record: &mut Record) -> CliResult<()> {
    let left = chain.auction_totals(ETH)?;
    let totals = &mut record.totals.auctions;
    (totals.left, totals.left_to_raise) = (left.lots, left.tabs);
    Ok(())
}

fn events<E: BallastEvent>(chain: &Devchain, done: &Done) -> CliResult<Vec<E>> {
    let liquidation = chain.address(LIQUIDATION)?;
    Ok(done.all::<E>(liquidation.as_str())?)
}
