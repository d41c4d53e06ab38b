//! What happened, hour by hour and in sum: figures for the table and the pictures.

use std::collections::BTreeMap;

use ballast_devchain::Devchain;
use ballast_types::{
    liquidation::Liquidated, oracle::PriceResponse, vault::PositionResponse, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    auctions::{self, Auctions},
    opening::COLLATERAL,
    plan::Plan,
    redeemer::Redemptions,
};
use crate::error::CliResult;

/// An hour. Amounts are base units, as they stand at its end.
#[derive(Debug, Clone, Default)]
pub struct HourRecord {
    /// When it began, unix seconds.
    pub time: u64,
    /// Positions liquidated in it.
    pub liquidations: u32,
    /// Debt repaid in it.
    pub repaid: u128,
    /// What is left in the pool.
    pub pool: u128,
    /// Collateral that the pool has bought so far.
    pub pool_collateral: u128,
    /// Debt of all positions.
    pub debt: u128,
    /// Stablecoin in existence.
    pub supply: u128,
    /// What lots under auction are to raise.
    pub waiting: u128,
}

/// Sums over the whole run, base units.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Totals {
    /// Messages that liquidated something.
    pub messages: u32,
    /// Seizures: a position may be seized more than once.
    pub seizures: u32,
    pub repaid: Uint128,
    pub seized: Uint128,
    pub rewards: Uint128,
    pub pool_paid: Uint128,
    pub pool_collateral: Uint128,
    pub keeper_paid: Uint128,
    pub keeper_collateral: Uint128,
    /// Debt for which lots went under auction, rounded down for each.
    pub auctioned_debt: Uint128,
    pub auctions: Auctions,
    pub redemptions: Redemptions,
}

/// The run.
#[derive(Debug, Default)]
pub struct Record {
    /// Accepted prices with their times.
    pub prices: Vec<(u64, Decimal)>,
    /// How often the feeders reported.
    pub rounds: u32,
    /// After how many of these rounds a price waited for its confirmation.
    pub waits: u32,
    /// Hours in order.
    pub hours: Vec<HourRecord>,
    /// Sums.
    pub totals: Totals,
    /// Ratios of all positions with debt when all had opened.
    pub before: Vec<Decimal>,
    /// The same at the end.
    pub after: Vec<Decimal>,
    /// Positions that owe nothing any more.
    pub without_debt: usize,
    /// Longest time that a position was unsafe, seconds.
    pub longest_unsafe: u64,
    /// Positions unsafe at the end: nobody had room for them.
    pub unsafe_at_end: usize,
    /// What lots under auction are to raise now.
    pub waiting: u128,
    /// Positions that were seized, and whether their debt was repaid whole.
    pub seized: BTreeMap<PositionId, bool>,
    /// What the pool began with.
    pub pool_at_start: u128,
    /// Since the last hour's end.
    hour: HourRecord,
}

impl Record {
    /// The record of a market that is about to open.
    pub fn new(chain: &Devchain, plan: &Plan) -> CliResult<Self> {
        let (before, _) = ratios(&chain.positions(COLLATERAL)?);
        let pool_at_start = plan.depositors.iter().map(|holder| holder.debt).sum();
        Ok(Self {
            before,
            pool_at_start,
            ..Self::default()
        })
    }

    /// The feeders have reported, and this is what the oracle says now.
    pub fn round(&mut self, time: u64, price: &PriceResponse) {
        if self.hour.time == 0 {
            self.hour.time = time;
        }
        self.rounds += 1;
        self.waits += u32::from(price.pending.is_some());
        let is_new = |(at, _): &(u64, Decimal)| *at < price.published_at;
        if self.prices.last().is_none_or(is_new) {
            self.prices.push((price.published_at, price.spot));
        }
    }

    /// A message liquidated.
    pub fn liquidated(&mut self, event: &Liquidated) {
        self.hour.liquidations += event.positions;
        self.hour.repaid += event.repaid.u128();
        let totals = &mut self.totals;
        totals.messages += 1;
        totals.seizures += event.positions;
        totals.repaid += event.repaid;
        totals.seized += event.seized;
        totals.rewards += event.reward;
        totals.pool_paid += event.pool_pays;
        totals.pool_collateral += event.pool_collateral;
        totals.keeper_paid += event.caller_pays;
        totals.keeper_collateral += event.caller_collateral;
    }

    /// A position was seized.
    pub fn seized(&mut self, position: PositionId, is_whole: bool) {
        self.seized.insert(position, is_whole);
    }

    /// A position was unsafe for so long.
    pub fn was_unsafe(&mut self, seconds: u64) {
        self.longest_unsafe = self.longest_unsafe.max(seconds);
    }

    /// An hour is over.
    pub fn end_hour(&mut self, chain: &Devchain) -> CliResult<()> {
        let mut hour = std::mem::take(&mut self.hour);
        hour.pool = chain.pool(COLLATERAL)?.total.u128();
        hour.pool_collateral = self.totals.pool_collateral.u128();
        hour.debt = chain.collateral_type(COLLATERAL)?.books.booked.u128();
        hour.supply = chain.supply()?.u128();
        hour.waiting = self.waiting;
        self.hours.push(hour);
        Ok(())
    }

    /// The market has closed.
    pub fn finish(&mut self, chain: &Devchain) -> CliResult<()> {
        (self.after, self.without_debt) = ratios(&chain.positions(COLLATERAL)?);
        auctions::finish(chain, &mut self.totals.auctions)
    }

    /// The lowest price and when it was first accepted.
    pub fn lowest(&self) -> (u64, Decimal) {
        let lowest = self.prices.iter().min_by_key(|(_, price)| *price);
        lowest.copied().unwrap_or_default()
    }
}

/// Ratios of those with debt, and how many are without.
fn ratios(positions: &[PositionResponse]) -> (Vec<Decimal>, usize) {
    let ratios: Vec<_> = positions
        .iter()
        .filter_map(|position| position.ratio)
        .collect();
    let without = positions.len() - ratios.len();
    (ratios, without)
}
