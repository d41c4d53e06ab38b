//! What takes, restarts and fills brought, as the events tell it.

use ballast_types::{
    event::BallastEvent,
    liquidation::{AuctionRestarted, AuctionTaken},
    vault::OrderFilled,
};
use cosmwasm_std::{Decimal, Uint128};

use super::{tell::usd, Desk};
use crate::{
    node::{Account, Node},
    observe::metrics::KindLabel,
    sender::{ActError, Outcome, Receipt},
    strategy::{dollars, fill::Fill, restart::Restart, take::Take, worth_down, Action, Payer},
};

impl<N: Node, A: Account> Desk<N, A> {
    /// A taker's contract is not one of the system's: that a transaction succeeded does not show that it has
    /// taken anything.
    pub(super) fn proved(&self, action: &Action, outcome: Outcome) -> Result<Outcome, ActError> {
        let (Action::Take(take), Outcome::Done(receipt)) = (action, &outcome) else {
            return Ok(outcome);
        };
        if self.taken(take, receipt).is_empty() {
            return Err(ActError::NothingTaken {
                action: action.to_string(),
                hash: receipt.included.hash.clone(),
                paid: receipt.cost,
            });
        }
        Ok(outcome)
    }

    fn taken(&self, take: &Take, receipt: &Receipt) -> Vec<AuctionTaken> {
        let liquidation = &self.shared.node.contracts().liquidation;
        let events = AuctionTaken::parse_all(&receipt.included.events, liquidation);
        let mut events = events.unwrap_or_default();
        events.retain(|event| event.auction == take.offer.auction);
        events
    }

    /// Of a contract's take what it was to bring: nobody but the contract knows more. Of the keeper's, what it
    /// took at the accepted price, less what it paid.
    pub(super) fn gain_of_take(&self, take: &Take, receipt: &Receipt) -> Decimal {
        if let Payer::Contract { .. } = take.offer.payer {
            return take.offer.gain;
        }
        let taken = self.taken(take, receipt);
        let sum = |amounts: fn(&AuctionTaken) -> Uint128| {
            taken
                .iter()
                .map(amounts)
                .fold(Uint128::zero(), Uint128::saturating_add)
        };
        let spot = take.spot.unwrap_or_default();
        let worth = worth_down(sum(|it| it.collateral), spot, take.decimals);
        worth.saturating_sub(dollars(sum(|it| it.cost)))
    }

    /// What was got at the accepted price, less what it cost.
    pub(super) fn gain_of_fill(&self, fill: &Fill, receipt: &Receipt) -> Decimal {
        let vault = &self.shared.node.contracts().vault;
        let filled = OrderFilled::parse_all(&receipt.included.events, vault);
        let gains = filled.unwrap_or_default().into_iter().map(|it| {
            let worth = worth_down(it.taken, fill.spot, fill.decimals);
            worth.saturating_sub(dollars(it.repaid))
        });
        gains.fold(Decimal::zero(), Decimal::saturating_add)
    }

    /// The reward at the accepted price.
    pub(super) fn gain_of_restart(&self, restart: &Restart, receipt: &Receipt) -> Decimal {
        let liquidation = &self.shared.node.contracts().liquidation;
        let events = AuctionRestarted::parse_all(&receipt.included.events, liquidation);
        let rewards = events.unwrap_or_default().into_iter().map(|it| it.reward);
        let reward = rewards.fold(Uint128::zero(), Uint128::saturating_add);
        worth_down(reward, restart.spot, restart.decimals)
    }

    pub(super) fn count_gain(&self, kind: &'static str, gain: Decimal) -> Decimal {
        let gains = &self.shared.metrics.gain_usd;
        gains.get_or_create(&KindLabel { kind }).inc_by(usd(gain));
        gain
    }
}
