//! Liquidating: the riskiest first, in batches, each only if it pays.

mod message;

use ballast_types::{
    vault::{PlanResponse, PlannedSeizure, SkipReason},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

pub use message::Liquidate;

use super::{
    choice::{Bar, Candidate},
    dollars, gas, Action, GasTerms, Plan, Snapshot, Strategy, TypeState,
};
use crate::config::LiquidationConfig;

/// Whom to liquidate, and when it pays.
#[derive(Clone, Debug)]
pub struct Liquidating {
    config: LiquidationConfig,
}

impl Liquidating {
    /// By the configuration.
    pub fn new(config: &LiquidationConfig) -> Self {
        Self {
            config: config.clone(),
        }
    }

    /// Most positions in a message.
    fn batch(&self) -> usize {
        usize::try_from(self.config.batch)
            .unwrap_or(usize::MAX)
            .max(1)
    }

    /// What a message must bring.
    pub fn bar(&self, terms: GasTerms, buys: bool) -> Bar {
        Bar {
            batch: self.batch(),
            minimum_profit: self.config.minimum_profit_usd,
            terms,
            buys,
            beside: 0,
        }
    }

    /// How much of the stablecoin held may be sent along.
    pub fn spendable(&self, held: Uint128) -> Uint128 {
        self.config.own_stablecoin.min(held)
    }

    /// Whether a type is looked after.
    pub fn looks_after(&self, id: CollateralTypeId) -> bool {
        self.config.looks_after(id)
    }

    /// The pool buys alone as long as it can take everything. Otherwise the keeper buys with it, if it may and
    /// that pays: what it leaves goes under auction, where it costs more at first, and everybody may take it.
    fn of_type(&self, state: &TypeState, terms: GasTerms) -> Vec<Action> {
        let pool = state.pool_plan.as_ref();
        let own = state.own_plan.as_ref();
        let own = own.filter(|_| pool.is_none_or(exceeds_pool));
        let plans = own.into_iter().chain(pool);
        let mut messages = plans.map(|plan| self.messages(state, plan, terms));
        messages.find(|made| !made.is_empty()).unwrap_or_default()
    }

    /// The messages that a plan makes, each of which pays.
    pub fn messages(&self, state: &TypeState, plan: &Plan, terms: GasTerms) -> Vec<Action> {
        let price = plan.plan.price;
        let worthwhile = worthwhile(state, &plan.plan, terms);
        let mut left = plan.spend;
        let mut actions = vec![];
        for batch in worthwhile.chunks(self.batch()) {
            let Some(action) = self.message((state, price), batch, (left, terms)) else {
                continue;
            };
            let pays = batch.iter().map(|planned| planned.seizure.caller.pays);
            left = pays.fold(left, Uint128::saturating_sub);
            actions.push(Action::Liquidate(action));
        }
        actions
    }

    /// One message, unless its gas would leave less than the profit asked for.
    fn message(
        &self,
        (state, price): (&TypeState, Decimal),
        batch: &[Planned],
        (left, terms): (Uint128, GasTerms),
    ) -> Option<Liquidate> {
        let income = batch.iter().fold(Decimal::zero(), |sum, planned| {
            sum.checked_add(planned.income).unwrap_or(Decimal::MAX)
        });
        let buys = batch
            .iter()
            .any(|planned| !planned.seizure.caller.pays.is_zero());
        let spend = if buys { left } else { Uint128::zero() };
        if income < self.bar(terms, buys).of(batch.len()) {
            return None;
        }
        let most_cost = income.checked_sub(self.config.minimum_profit_usd).ok()?;
        Some(Liquidate {
            collateral_type: state.info.collateral_type,
            positions: batch
                .iter()
                .map(|planned| planned.seizure.position)
                .collect(),
            spend,
            price,
            decimals: state.info.decimals,
            income,
            most_cost,
            after: vec![],
        })
    }
}

impl Strategy for Liquidating {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let types = snapshot.types.iter();
        let is_ours = |state: &&TypeState| self.looks_after(state.info.collateral_type);
        types
            .filter(is_ours)
            .flat_map(|state| self.of_type(state, snapshot.gas))
            .collect()
    }
}

/// A planned seizure with what it brings the keeper.
#[derive(Clone, Debug)]
struct Planned {
    seizure: PlannedSeizure,
    income: Decimal,
}

/// Whether something asked for is left out, left unsafe or auctioned for want of room in the pool.
fn exceeds_pool(plan: &Plan) -> bool {
    let skipped = &plan.plan.skipped;
    let mut planned = plan.plan.positions.iter();
    if planned.any(|seizure| !seizure.auctioned.is_zero()) {
        return true;
    }
    let has_no_room = skipped.iter().any(|it| it.reason == SkipReason::NoRoom);
    let looked_at = plan.plan.positions.len() + skipped.len();
    has_no_room || looked_at < plan.of.len()
}

/// The positions of a plan that bring more than their own share of gas costs, the riskiest first.
pub fn candidates(state: &TypeState, plan: &PlanResponse, terms: GasTerms) -> Vec<Candidate> {
    let planned = worthwhile(state, plan, terms).into_iter();
    let candidate = |Planned { seizure, income }| Candidate {
        position: seizure.position,
        income,
    };
    planned.map(candidate).collect()
}

/// Those planned seizures of unsafe positions that bring more than their own share of gas costs, the
/// riskiest first. A position that is not seen as unsafe is never touched, whatever a plan says.
fn worthwhile(state: &TypeState, plan: &PlanResponse, terms: GasTerms) -> Vec<Planned> {
    let cost = terms.cost_up(gas::POSITION);
    let find = |id: PositionId| plan.positions.iter().find(|it| it.position == id);
    let planned = state.unsafe_positions().filter_map(|id| {
        let seizure = find(id)?.clone();
        let income = income(state, &seizure, plan.price);
        (income > cost).then_some(Planned { seizure, income })
    });
    planned.collect()
}

/// Reward and bought collateral at the accepted price, less what the keeper pays for it.
fn income(state: &TypeState, seizure: &PlannedSeizure, price: Decimal) -> Decimal {
    let received = seizure.reward.checked_add(seizure.caller.collateral);
    let worth = state.worth_down(received.unwrap_or(Uint128::MAX), price);
    let pays = dollars(seizure.caller.pays);
    worth.checked_sub(pays).unwrap_or(Decimal::zero())
}
