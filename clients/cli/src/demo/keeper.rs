//! The keeper: after each accepted price it sees to the auctions, then liquidates the riskiest first, in
//! batches, until nothing unsafe is left or nobody can buy more.

use std::collections::BTreeMap;

use ballast_devchain::{Devchain, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::{
    liquidation::Liquidated,
    vault::{
        PlanResponse, PositionResponse, PositionSeized, PositionSnapshot, Selection, SkipReason,
    },
    PositionId, MAX_PAGE,
};

use super::{auctions, opening::ETH, plan::KEEPER, record::Record};
use crate::error::CliResult;

/// Positions in one message.
const BATCH: u32 = 25;

/// Seconds from an accepted price to the keeper's block.
const BLOCK: u64 = 6;

/// Most messages after one price: a bound, never reached.
const MOST_BATCHES: u32 = 10_000;

/// What the keeper remembers from price to price.
#[derive(Debug, Default)]
pub struct Keeper {
    /// Since when a position has been seen unsafe.
    unsafe_since: BTreeMap<PositionId, u64>,
}

impl Keeper {
    /// Acts on the price accepted at `time`.
    pub fn act(&mut self, chain: &mut Devchain, time: u64, record: &mut Record) -> CliResult<()> {
        let (found, live) = (unsafe_positions(chain)?, chain.auctions(ETH)?);
        if !found.is_empty() || !live.is_empty() {
            for position in &found {
                self.unsafe_since.entry(position.position).or_insert(time);
            }
            chain.advance(BLOCK);
            auctions::visit(chain, &live, record)?;
        }
        if !found.is_empty() {
            liquidate_all(chain, record)?;
        }
        let left = if found.is_empty() {
            vec![]
        } else {
            unsafe_positions(chain)?
        };
        self.forget_all_but(&left, chain.now(), record);
        Ok(())
    }

    /// Whoever is unsafe at the end has been so until now.
    pub fn finish(&mut self, now: u64, record: &mut Record) {
        self.forget_all_but(&[], now, record);
    }

    fn forget_all_but(&mut self, left: &[PositionResponse], now: u64, record: &mut Record) {
        self.unsafe_since.retain(|id, since| {
            let stays = left.iter().any(|position| position.position == *id);
            if !stays {
                record.was_unsafe(now.saturating_sub(*since));
            }
            stays
        });
    }
}

/// Everyone whom anyone may liquidate.
fn unsafe_positions(chain: &Devchain) -> CliResult<Vec<PositionResponse>> {
    let is_unsafe = |position: &PositionResponse| position.is_unsafe == Some(true);
    let first = chain.riskiest(ETH, 1)?;
    if !first.iter().any(is_unsafe) {
        return Ok(vec![]);
    }
    let page = chain.riskiest(ETH, MAX_PAGE)?;
    let is_all = page.iter().any(|position| !is_unsafe(position));
    let listed = if is_all { page } else { chain.positions(ETH)? };
    Ok(listed.into_iter().filter(is_unsafe).collect())
}

fn liquidate_all(chain: &mut Devchain, record: &mut Record) -> CliResult<()> {
    for _ in 0..MOST_BATCHES {
        let Some(own) = spend(chain)? else {
            return Ok(());
        };
        let selection = Selection::Riskiest { limit: BATCH };
        let done = chain.liquidation().liquidate(KEEPER, ETH, selection, own)?;
        let (vault, liquidation) = (chain.address(VAULT)?, chain.address(LIQUIDATION)?);
        for event in done.all::<Liquidated>(liquidation.as_str())? {
            record.liquidated(&event);
        }
        auctions::begun(chain, &done, record)?;
        let snapshots = done.all::<PositionSnapshot>(vault.as_str())?;
        for event in done.all::<PositionSeized>(vault.as_str())? {
            let after = snapshots
                .iter()
                .find(|after| after.position == event.position);
            record.seized(
                event.position,
                after.is_none_or(|after| after.debt.is_zero()),
            );
        }
    }
    Ok(())
}

/// With how much of its own stablecoin the keeper should liquidate next: nothing as long as pool and
/// auctions can take the whole batch, all it has where they cannot; `None` if there is nothing to do.
fn spend(chain: &Devchain) -> CliResult<Option<u128>> {
    let plan = |own| chain.liquidation_plan(ETH, Selection::Riskiest { limit: BATCH }, own);
    let without_own = plan(0)?;
    if !without_own.positions.is_empty() && !lacks_room(&without_own) {
        return Ok(Some(0));
    }
    let own = chain.balance(KEEPER, STABLECOIN)?.u128();
    if own > 0 && !plan(own)?.positions.is_empty() {
        return Ok(Some(own));
    }
    Ok((!without_own.positions.is_empty()).then_some(0))
}

fn lacks_room(plan: &PlanResponse) -> bool {
    plan.skipped
        .iter()
        .any(|skipped| skipped.reason == SkipReason::NoRoom)
}
