//! Doing what was decided: simulate, look at the cost again, send, follow.
//!
//! Nothing is sent while an earlier transaction may still be included: neither after a start, when an
//! earlier run may have left one behind, nor after a transaction of which nothing is known.

mod outcome;

use std::sync::Arc;

use cosmwasm_std::Decimal;

pub use outcome::{ActError, Cost, Outcome, Receipt};

use crate::{
    config::TransactionsConfig,
    fees::Fees,
    node::{Account, Block, Contracts, Ended, SendError, Sent, Terms},
    strategy::{Action, GasTerms},
};

/// Sends one task's actions with one account.
#[derive(Debug)]
pub struct Sender<A> {
    account: Arc<A>,
    contracts: Contracts,
    config: TransactionsConfig,
    fees: Fees,
    pending: Pending,
    included: Option<u64>,
    is_dry: bool,
}

/// What may still be on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    /// Nothing.
    None,
    /// Something that can be included in the next so many blocks, sent at an unknown time up to now.
    For(u64),
    /// The same, sent at the latest at this time of the machine's clock.
    After {
        /// How many blocks.
        blocks: u64,
        /// The time, unix seconds.
        time: u64,
    },
    /// Something that can be included up to this block.
    Until(u64),
}

/// What is known when an action is carried out.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// The latest block.
    pub block: Block,
    /// The account's gas coins.
    pub gas_coins: u128,
    /// What gas costs; its price is the sender's own.
    pub gas: GasTerms,
}

impl<A: Account> Sender<A> {
    /// One that has sent nothing yet. A dry one never sends.
    pub fn new(
        account: Arc<A>,
        contracts: Contracts,
        (fees, config): (Fees, &TransactionsConfig),
        is_dry: bool,
    ) -> Self {
        Self {
            account,
            contracts,
            config: config.clone(),
            fees,
            pending: Pending::For(config.wait_blocks_after_start),
            included: None,
            is_dry,
        }
    }

    /// The account that sends.
    pub fn address(&self) -> &str {
        self.account.address()
    }

    /// The gas price in a block.
    pub fn gas_price(&self, block: Block) -> Decimal {
        self.fees.price(block.height)
    }

    /// The block that holds the last transaction, whether it did what it should or failed; told once.
    pub fn take_included(&mut self) -> Option<u64> {
        self.included.take()
    }

    /// Counts the blocks in which something may still be included, at a time of the machine's clock: from the
    /// first one that is dated later than anything can have been sent. The latest block seen here may be older
    /// than the one that it was sent at.
    pub fn observe(&mut self, block: Block, now: u64) {
        if let Pending::For(blocks) = self.pending {
            self.pending = Pending::After { blocks, time: now };
        }
        if let Pending::After { blocks, time } = self.pending {
            if block.time > time {
                self.pending = Pending::Until(block.height.saturating_add(blocks));
            }
        }
    }

    /// Carries out an action, once.
    pub async fn act(&mut self, action: &Action, now: Circumstances) -> Result<Outcome, ActError> {
        if let Some(until) = self.held(now.block) {
            return Ok(Outcome::Held { until });
        }
        let message = |error: serde_json::Error| ActError::Message {
            action: action.to_string(),
            reason: error.to_string(),
        };
        let calls = action.calls(&self.contracts).map_err(message)?;
        let simulated = match self.account.simulate(&calls).await {
            Ok(simulated) => simulated,
            Err(error) => return overtaken(action, error, None),
        };
        if action.is_idle(&simulated.events, &self.contracts) {
            return Ok(Outcome::Overtaken(None));
        }
        let most_cost = action.most_cost(&simulated.events, &self.contracts);
        loop {
            let (terms, cost) = self.terms(simulated.gas_used, now);
            if let Some(most) = most_cost.filter(|most| cost.usd > *most) {
                let cost = cost.usd;
                return Ok(Outcome::Unprofitable { cost, most });
            }
            self.ensure_affordable(action, cost, now.gas_coins)?;
            if self.is_dry {
                return Ok(Outcome::WouldDo(cost));
            }
            self.pending = Pending::For(self.config.timeout_blocks);
            let sent = match self.account.submit(&calls, terms).await {
                Ok(sent) => sent,
                Err(error) => {
                    self.pending = Pending::None;
                    if !matches!(error, SendError::InsufficientFee { .. }) {
                        return overtaken(action, error, None);
                    }
                    if self.fees.escalate(now.block.height) {
                        continue;
                    }
                    let most = self.fees.most();
                    return Ok(Outcome::FeeTooHigh { most });
                }
            };
            self.pending = Pending::Until(sent.until());
            self.fees.hold(now.block.height, sent.until());
            return self.follow(action, &sent, cost).await;
        }
    }

    async fn follow(
        &mut self,
        action: &Action,
        sent: &A::Sent,
        cost: Cost,
    ) -> Result<Outcome, ActError> {
        let followed = self.account.follow(sent).await;
        if !matches!(followed, Err(SendError::Unknown { .. })) {
            self.pending = Pending::None;
        }
        match followed {
            Ok(Ended { height, result }) => {
                // Failed or not, its price was enough.
                self.fees.relax(height);
                self.included = Some(height);
                match result {
                    Ok(included) => Ok(Outcome::Done(Receipt { included, cost })),
                    Err(error) => overtaken(action, error, Some(cost)),
                }
            }
            Err(SendError::NotIncluded { until }) => {
                self.fees.escalate(until);
                Ok(Outcome::NotIncluded)
            }
            Err(error) => overtaken(action, error, None),
        }
    }

    /// Up to which block, at least, nothing may be sent.
    fn held(&mut self, block: Block) -> Option<u64> {
        if self.is_dry {
            return None;
        }
        match self.pending {
            Pending::Until(until) if block.height <= until => Some(until),
            Pending::For(blocks) | Pending::After { blocks, .. } => {
                Some(block.height.saturating_add(blocks))
            }
            Pending::Until(_) | Pending::None => {
                self.pending = Pending::None;
                None
            }
        }
    }

    fn terms(&self, used: u64, now: Circumstances) -> (Terms, Cost) {
        let gas = GasTerms {
            price: self.gas_price(now.block),
            ..now.gas
        };
        let terms = Terms {
            gas_limit: gas.limit_up(used),
            gas_price: gas.price,
            timeout_blocks: self.config.timeout_blocks,
        };
        let cost = Cost {
            fee: gas.fee_up(used),
            usd: gas.cost_up(used),
        };
        (terms, cost)
    }

    fn ensure_affordable(
        &self,
        action: &Action,
        cost: Cost,
        available: u128,
    ) -> Result<(), ActError> {
        if cost.fee.u128() <= available {
            return Ok(());
        }
        Err(ActError::Poor {
            action: action.to_string(),
            address: self.address().to_owned(),
            available,
            needed: cost.fee,
        })
    }
}

/// A refusal because somebody else was first is no error.
fn overtaken(action: &Action, error: SendError, paid: Option<Cost>) -> Result<Outcome, ActError> {
    match error {
        SendError::Refused(text) if action.kind().is_overtaken(&text) => {
            Ok(Outcome::Overtaken(paid))
        }
        error => Err(ActError::Send {
            action: action.to_string(),
            error,
            paid,
        }),
    }
}
