//! The keeper: after each accepted price the buyers come to the auctions, then it liquidates the riskiest
//! first, in batches, until nothing unsafe is left or nobody can buy more.

use std::collections::BTreeMap;

use ballast_devchain::{Devchain, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::{
    liquidation::Liquidated,
    vault::{
        PlanResponse, PositionResponse, PositionSeized, PositionSnapshot, Selection, SkipReason,
    },
    PositionId, MAX_PAGE,
};

use super::{auctions, buyers::Buyers, opening::COLLATERAL, plan::KEEPER, record::Record};
use crate::error::{CliError, CliResult};

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
    pub fn act(
        &mut self,
        chain: &mut Devchain,
        time: u64,
        (buyers, record): (&mut Buyers, &mut Record),
    ) -> CliResult<()> {
        let (found, live) = (unsafe_positions(chain)?, chain.auctions(COLLATERAL)?);
        let before = chain.recorded().len();
        if !found.is_empty() || !live.is_empty() {
            for position in &found {
                self.unsafe_since.entry(position.position).or_insert(time);
            }
            chain.advance(BLOCK);
            buyers.visit(chain, &live, record)?;
        }
        if !found.is_empty() {
            liquidate_all(chain, buyers, record)?;
        }
        let is_as_found = found.is_empty() || chain.recorded().len() == before;
        let left = if is_as_found {
            found
        } else {
            unsafe_positions(chain)?
        };
        self.forget_all_but(&left, chain.now(), record);
        Ok(())
    }

    /// Whoever is unsafe at the end has been so until now, and is so because nobody has room: whom the keeper
    /// could still liquidate, wholly or in part, would have been forgotten (I18).
    pub fn finish(&mut self, chain: &Devchain, record: &mut Record) -> CliResult<()> {
        record.unsafe_at_end = unsafe_positions(chain)?.len();
        if let Some(missed) = spend(chain)? {
            let left = record.unsafe_at_end;
            return Err(CliError::Invariant(format!(
                "I18: {left} positions are unsafe, and with {missed} base units of the keeper's more could be liquidated"
            )));
        }
        self.forget_all_but(&[], chain.now(), record);
        Ok(())
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
    let mut found = vec![];
    let mut page = chain.riskiest(COLLATERAL, 1)?;
    // Riskiest first: where one is safe, so are all behind it.
    while let Some(last) = page.last().filter(|last| is_unsafe(last)) {
        let last = last.position;
        found.append(&mut page);
        page = chain.riskiest_after(last, MAX_PAGE)?;
    }
    found.extend(page.into_iter().filter(is_unsafe));
    Ok(found)
}

fn liquidate_all(chain: &mut Devchain, buyers: &mut Buyers, record: &mut Record) -> CliResult<()> {
    for _ in 0..MOST_BATCHES {
        let Some(own) = spend(chain)? else {
            return Ok(());
        };
        let selection = Selection::Riskiest { limit: BATCH };
        let done = chain
            .liquidation()
            .liquidate(KEEPER, COLLATERAL, selection, own)?;
        let (vault, liquidation) = (chain.address(VAULT)?, chain.address(LIQUIDATION)?);
        for event in done.all::<Liquidated>(liquidation.as_str())? {
            record.liquidated(&event);
            buyers.keeper_bought(chain.now(), event.caller_collateral);
        }
        auctions::begun(chain, &done, &mut record.totals)?;
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
    let plan = |own| chain.liquidation_plan(COLLATERAL, Selection::Riskiest { limit: BATCH }, own);
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
