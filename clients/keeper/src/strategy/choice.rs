//! Which unsafe positions a plan is asked for: those of which a message can be made up that pays.
//!
//! A position may pay its own share of gas and yet be too small for a message, together with any others of its
//! kind. Such positions must neither hide others behind them nor take up a buyer's room.

use std::cmp::Reverse;

use ballast_types::{vault::MAX_LIQUIDATED, PositionId};
use cosmwasm_std::Decimal;

use super::{gas, GasTerms};

/// Most positions of one plan.
pub const MOST: usize = MAX_LIQUIDATED as usize;

/// An unsafe position with what it brings the keeper where a buyer has room for all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The position.
    pub position: PositionId,
    /// Its income, US dollars; more than its own share of gas.
    pub income: Decimal,
}

/// What a message must bring.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Most positions in a message.
    pub batch: usize,
    /// What must be left above the fee, US dollars.
    pub minimum_profit: Decimal,
    /// What gas costs.
    pub terms: GasTerms,
    /// Whether the keeper sends stablecoin along.
    pub buys: bool,
    /// Gas of what else stands in the transaction.
    pub beside: u64,
}

impl Bar {
    /// What a message of so many positions must bring, US dollars: its gas and the profit asked for.
    pub fn of(&self, positions: usize) -> Decimal {
        let gas = gas::liquidation(positions, self.buys).saturating_add(self.beside);
        self.terms.bar_up(gas, self.minimum_profit)
    }

    fn is_met(&self, batch: &[Candidate]) -> bool {
        sum(batch) >= self.of(batch.len())
    }

    /// The fewest positions of which a message pays, the ones with the largest income: if these do not, no
    /// others do.
    fn fewest(&self, largest: &[Candidate]) -> Option<usize> {
        let most = self.batch.min(largest.len());
        (1..=most).find(|count| largest.get(..*count).is_some_and(|few| self.is_met(few)))
    }
}

/// Whether a message can be made up of some of these that pays.
pub fn is_enough(candidates: &[Candidate], bar: &Bar) -> bool {
    bar.fewest(&largest_first(candidates)).is_some()
}

/// The positions to ask a plan for, of candidates in the order of risk: one selection after the other, until
/// one has a message that pays in the room that there is.
///
/// First, of the [`MOST`] with the largest income, the riskiest first, the batches that pay. Then, as the first may
/// leave too little room, or none of its batches may pay although others would: those that pay for a
/// message alone, or the fewest that do together.
pub fn selections(candidates: &[Candidate], bar: &Bar) -> Vec<Vec<PositionId>> {
    let largest = largest_first(candidates);
    let Some(fewest) = bar.fewest(&largest) else {
        return vec![];
    };
    let kept = in_order(candidates, largest.get(..MOST).unwrap_or(&largest));
    let batches = kept.chunks(bar.batch).filter(|batch| bar.is_met(batch));
    let by_risk: Vec<_> = batches.flatten().copied().collect();
    let alone = bar.of(1);
    let few = if fewest == 1 {
        kept.iter()
            .filter(|it| it.income >= alone)
            .copied()
            .collect()
    } else {
        in_order(candidates, largest.get(..fewest).unwrap_or_default())
    };
    let mut selections = vec![by_risk, few];
    selections.dedup();
    selections.retain(|selection| !selection.is_empty());
    let positions = |selection: Vec<Candidate>| selection.iter().map(|it| it.position).collect();
    selections.into_iter().map(positions).collect()
}

/// Of equal ones the riskiest first.
fn largest_first(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut largest = candidates.to_vec();
    largest.sort_by_key(|it| Reverse(it.income));
    largest
}

/// Some of the candidates, in their order.
fn in_order(candidates: &[Candidate], some: &[Candidate]) -> Vec<Candidate> {
    let some: std::collections::BTreeSet<_> = some.iter().map(|it| it.position).collect();
    let kept = candidates.iter().filter(|it| some.contains(&it.position));
    kept.copied().collect()
}

fn sum(batch: &[Candidate]) -> Decimal {
    batch.iter().fold(Decimal::zero(), |sum, it| {
        sum.checked_add(it.income).unwrap_or(Decimal::MAX)
    })
}
