//! What became of the lots: begun, sold, restarted, and how many waited at once.

use ballast_devchain::{Devchain, Done, LIQUIDATION};
use ballast_types::{
    event::BallastEvent,
    liquidation::{AuctionRestarted, AuctionStarted, AuctionTaken, LotWrittenOff},
    AuctionId,
};
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    opening::COLLATERAL,
    plan::KEEPER,
    record::{Record, Totals},
    scenario::Scenario,
};
use crate::error::CliResult;

/// What became of the lots, base units.
///
/// auctioned = sold + returned + restart rewards + given up + still under auction.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Auctions {
    /// Lots that went under auction; a restart is the same lot.
    pub begun: u32,
    /// Their collateral.
    pub auctioned: Uint128,
    /// What they were to raise, penalties included.
    pub to_raise: Uint128,
    /// How often one that was over began again.
    pub restarted: u32,
    /// Collateral sold.
    pub sold: Uint128,
    /// Stablecoin paid for it.
    pub paid: Uint128,
    /// What it was worth when it was sold, at the oracle's price.
    pub sold_worth: Uint128,
    /// The least share of the oracle's price that anything was sold for.
    pub cheapest: Option<Decimal>,
    /// Collateral that was left when all was raised: its owners'.
    pub returned: Uint128,
    /// What that was worth when it was returned, at the oracle's price.
    pub returned_worth: Uint128,
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
    /// The most that waited for buyers at once.
    pub largest_backlog: Backlog,
    /// When something waited last, unix seconds; zero if never.
    pub waited_until: u64,
}

/// Lots under auction at one time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Backlog {
    /// How many.
    pub lots: u32,
    /// What they were to raise, stablecoin base units.
    pub to_raise: Uint128,
    /// When, unix seconds.
    pub at: u64,
}

/// Begins an auction again that is over.
pub fn restart(chain: &mut Devchain, auction: AuctionId, totals: &mut Auctions) -> CliResult<()> {
    let done = chain.liquidation().restart(KEEPER, auction)?;
    for event in events::<AuctionRestarted>(chain, &done)? {
        totals.restarted += 1;
        totals.restart_rewards += event.reward;
    }
    for event in events::<LotWrittenOff>(chain, &done)? {
        totals.given_up += event.amount;
    }
    Ok(())
}

/// What a take has sold, and returned, while the oracle's price was this. Tells how much the taker got.
pub fn taken(
    chain: &Devchain,
    done: &Done,
    (scenario, spot): (&Scenario, Decimal),
    totals: &mut Auctions,
) -> CliResult<Uint128> {
    let mut got = Uint128::zero();
    for event in events::<AuctionTaken>(chain, done)? {
        got += event.collateral;
        totals.sold += event.collateral;
        totals.paid += event.cost;
        totals.sold_worth += scenario.collateral.worth(event.collateral, spot);
        let share = event.price.checked_div(spot).unwrap_or_default();
        totals.cheapest = Some(totals.cheapest.map_or(share, |least| least.min(share)));
        if event.tab.is_zero() {
            totals.returned += event.lot;
            totals.returned_worth += scenario.collateral.worth(event.lot, spot);
        }
    }
    Ok(got)
}

/// What a liquidation has put under auction.
pub fn begun(chain: &Devchain, done: &Done, totals: &mut Totals) -> CliResult<()> {
    let penalty = chain.auction_totals(COLLATERAL)?.params;
    let factor = Decimal::one() + penalty.map(|params| params.penalty).unwrap_or_default();
    for event in events::<AuctionStarted>(chain, done)? {
        totals.auctions.begun += 1;
        totals.auctions.auctioned += event.lot;
        totals.auctions.to_raise += event.tab;
        totals.auctioned_debt += event.tab.div_floor(factor);
    }
    for event in events::<LotWrittenOff>(chain, done)? {
        totals.auctions.written_off += event.amount;
    }
    Ok(())
}

/// What waits for buyers now, held against the most that did.
pub fn observe(chain: &Devchain, record: &mut Record) -> CliResult<()> {
    let waiting = chain.auction_totals(COLLATERAL)?.tabs;
    record.waiting = waiting.u128();
    let totals = &mut record.totals.auctions;
    if !waiting.is_zero() {
        totals.waited_until = chain.now();
    }
    let largest = &mut totals.largest_backlog;
    if waiting > largest.to_raise {
        let lots = chain.auctions(COLLATERAL)?.len();
        *largest = Backlog {
            lots: u32::try_from(lots).unwrap_or(u32::MAX),
            to_raise: waiting,
            at: chain.now(),
        };
    }
    Ok(())
}

/// What is under auction at the end.
pub fn finish(chain: &Devchain, totals: &mut Auctions) -> CliResult<()> {
    let left = chain.auction_totals(COLLATERAL)?;
    (totals.left, totals.left_to_raise) = (left.lots, left.tabs);
    Ok(())
}

fn events<E: BallastEvent>(chain: &Devchain, done: &Done) -> CliResult<Vec<E>> {
    let liquidation = chain.address(LIQUIDATION)?;
    Ok(done.all::<E>(liquidation.as_str())?)
}
