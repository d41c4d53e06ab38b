//! Outcomes in logs and metrics.

use ballast_types::{event::BallastEvent, liquidation::Liquidated, oracle::PriceReported};
use cosmwasm_std::{Decimal, Uint128};

use super::Desk;
use crate::{
    node::{Account, Node},
    observe::metrics::{number, FeedLabel, KindLabel, TypeLabel},
    sender::{Cost, Outcome, Receipt},
    strategy::{liquidate::Liquidate, worth_down, Action},
};

impl<N: Node, A: Account> Desk<N, A> {
    /// Logs and counts.
    pub(super) fn tell(&self, action: &Action, outcome: &Outcome) {
        let (task, kind) = (self.task, action.kind());
        self.shared.metrics.acted(kind, result(outcome));
        let name = kind.name();
        match outcome {
            Outcome::Done(receipt) => self.tell_done(action, receipt),
            Outcome::WouldDo(cost) => {
                tracing::info!(task, kind = name, cost_usd = %cost.usd, "dry run: would {action}");
            }
            Outcome::Overtaken(cost) => {
                self.count_cost(cost.as_ref());
                let paid = cost.is_some();
                tracing::info!(task, kind = name, paid, "somebody else was first: {action}");
            }
            Outcome::Unprofitable { cost, most } => {
                tracing::info!(task, kind = name, %cost, %most, "gas would cost too much: {action}");
            }
            Outcome::Held { until } => {
                tracing::debug!(
                    task,
                    kind = name,
                    until,
                    "an earlier transaction may come: {action}"
                );
            }
            Outcome::FeeTooHigh { most } => {
                tracing::warn!(task, kind = name, %most, "the node asks for a higher gas price: {action}");
            }
            Outcome::NotIncluded => {
                tracing::warn!(task, kind = name, "not included in time: {action}");
            }
        }
    }

    fn tell_done(&self, action: &Action, receipt: &Receipt) {
        let Receipt { included, cost } = receipt;
        let kind = action.kind().name();
        let gas = &self.shared.metrics.gas_used;
        gas.get_or_create(&KindLabel { kind })
            .inc_by(included.gas_used);
        self.count_cost(Some(cost));
        self.count_relayed(action, receipt);
        let reward = match action {
            Action::Liquidate(liquidation) => self.count_reward(liquidation, receipt),
            Action::Take(take) => self.count_gain(kind, self.gain_of_take(take, receipt)),
            Action::Restart(restart) => {
                self.count_gain(kind, self.gain_of_restart(restart, receipt))
            }
            Action::Fill(fill) => self.count_gain(kind, self.gain_of_fill(fill, receipt)),
            _ => Decimal::zero(),
        };
        let (hash, height, gas) = (&included.hash, included.height, included.gas_used);
        let task = self.task;
        tracing::info!(task, kind, hash, height, gas, fee_usd = %cost.usd, reward_usd = %reward, "{action}");
    }

    /// Reports that the oracle took; what it had already it tells nothing of.
    fn count_relayed(&self, action: &Action, receipt: &Receipt) {
        if action.relayed().is_empty() {
            return;
        }
        let oracle = &self.shared.node.contracts().oracle;
        let taken = PriceReported::parse_all(&receipt.included.events, oracle);
        for PriceReported { feed, .. } in taken.unwrap_or_default() {
            let relayed = &self.shared.metrics.reports_relayed;
            relayed.get_or_create(&FeedLabel { feed }).inc();
        }
    }

    pub(super) fn count_cost(&self, cost: Option<&Cost>) {
        if let Some(cost) = cost {
            let metrics = &self.shared.metrics;
            metrics.fees.inc_by(number(cost.fee.u128()));
            metrics.fees_usd.inc_by(usd(cost.usd));
        }
    }

    /// Rewards as the events tell them, at the accepted price.
    fn count_reward(&self, action: &Liquidate, receipt: &Receipt) -> Decimal {
        let liquidation = &self.shared.node.contracts().liquidation;
        let events = Liquidated::parse_all(&receipt.included.events, liquidation);
        let rewards = events
            .unwrap_or_default()
            .into_iter()
            .map(|event| event.reward);
        let reward = rewards.fold(Uint128::zero(), Uint128::saturating_add);
        let worth = worth_down(reward, action.price, action.decimals);
        let metrics = &self.shared.metrics;
        let collateral_type = u32::from(action.collateral_type);
        let label = TypeLabel { collateral_type };
        metrics
            .reward
            .get_or_create(&label)
            .inc_by(number(reward.u128()));
        metrics.reward_usd.inc_by(usd(worth));
        worth
    }
}

pub(super) fn usd(amount: Decimal) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

/// An outcome's name in metrics.
const fn result(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::WouldDo(_) => "dry_run",
        Outcome::Overtaken(_) => "overtaken",
        Outcome::Unprofitable { .. } => "unprofitable",
        Outcome::Held { .. } => "held",
        Outcome::FeeTooHigh { .. } => "fee_too_high",
        Outcome::NotIncluded => "not_included",
    }
}
