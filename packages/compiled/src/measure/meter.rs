//! Runs one operation at a time and reckons what a chain charges for it.

use std::collections::BTreeMap;

use ballast_devchain::{Call, Devchain, Failure, Operation, BANK, CODES};
use ballast_types::PositionId;
use cosmwasm_std::BankMsg;

use super::{readable, stage::DENOM, Cost, MeasureError};
use crate::{
    gas::{
        bank::Balances,
        chain::{Chain, Unknown},
        charge::Charge,
        ledger::{Ledger, Part},
        routing::{Contract, Registry},
        transaction::{Message, Transaction},
    },
    trace::Recorder,
};

/// Seconds between two operations, so that fees accrue in each as they do on a chain.
const BLOCK: u64 = 6;
/// A gas limit that fits every operation.
const GAS_LIMIT: u64 = 1_000_000;
/// Transactions of an account that is no longer new.
const SEQUENCE: u64 = 50;
/// A height of as many bytes as those of a chain's first months have.
const HEIGHT: u64 = 1_000_000;

/// A chain, and what its operations cost.
pub struct Meter {
    /// The chain.
    pub chain: Devchain,
    recorder: Recorder,
    registry: Registry,
    /// Operations recorded up to the last one measured.
    told: usize,
    costs: Vec<Cost>,
}

impl Meter {
    pub fn new(mut chain: Devchain, recorder: Recorder) -> Self {
        chain.record();
        let mut registry = Registry::default();
        for (name, address) in chain.names().contracts() {
            let code = CODES.iter().position(|code| *code == name);
            let code = u64::try_from(code.unwrap_or(CODES.len())).unwrap_or(u64::MAX);
            let contract = Contract {
                code: code.saturating_add(1),
                label: name.to_owned(),
                height: HEIGHT,
            };
            registry.add(address.as_str(), contract);
        }
        Self {
            chain,
            recorder,
            registry,
            told: 0,
            costs: vec![],
        }
    }

    /// Everything measured so far.
    pub fn costs(self) -> Vec<Cost> {
        self.costs
    }

    /// Measures one operation of one call, a block after the last; its position, if it changed one.
    pub fn take(
        &mut self,
        name: &str,
        sender: &str,
        call: Call,
    ) -> Result<Option<PositionId>, MeasureError> {
        self.chain.advance(BLOCK);
        let operation = Operation {
            time: self.chain.now(),
            sender: sender.to_owned(),
            calls: vec![call],
        };
        let balances = self.balances()?;
        self.recorder.reset();
        let done = self
            .chain
            .run(&operation)
            .map_err(|failure| MeasureError::Refused {
                operation: name.to_owned(),
                failure,
            })?;
        let position = done.position();
        let cost = self.cost(name, &operation, &balances);
        let mut cost = cost.map_err(|unknown| MeasureError::Unknown {
            operation: name.to_owned(),
            unknown,
        })?;
        cost.before = self.since_the_last();
        cost.before.pop(); // the operation itself
        self.costs.push(cost);
        Ok(position)
    }

    fn since_the_last(&mut self) -> Vec<Operation> {
        let (all, names) = (self.chain.recorded(), self.chain.names());
        let new = all.iter().skip(self.told);
        let new = new.map(|operation| readable::operation(operation, names));
        let new = new.collect();
        self.told = all.len();
        new
    }

    fn cost(
        &self,
        name: &str,
        operation: &Operation,
        balances: &Balances,
    ) -> Result<Cost, Unknown> {
        let messages = operation.calls.iter().map(|call| self.message(call));
        let transaction = Transaction {
            messages: messages.collect::<Result<_, _>>()?,
            sequence: SEQUENCE,
            gas_limit: GAS_LIMIT,
        };
        let charge = |is_pinned| self.charge(operation, &transaction, (is_pinned, balances));
        let (unpinned, pinned) = (charge(false)?, charge(true)?);
        let parts: BTreeMap<Part, u64> = Part::ALL
            .into_iter()
            .map(|part| (part, unpinned.part(part)))
            .collect();
        Ok(Cost {
            name: name.to_owned(),
            unpinned: unpinned.total(),
            pinned: pinned.total(),
            bytes: u64::try_from(transaction.length()).unwrap_or(u64::MAX),
            parts,
            before: vec![],
            operation: readable::operation(operation, self.chain.names()),
        })
    }

    fn charge(
        &self,
        operation: &Operation,
        transaction: &Transaction,
        (is_pinned, balances): (bool, &Balances),
    ) -> Result<Ledger, Unknown> {
        let calls = self.recorder.calls();
        let chain = Chain {
            registry: &self.registry,
            is_pinned,
            balances: balances.clone(),
        };
        let mut charge = Charge::new(chain, &calls);
        charge.ledger.add(Part::Transaction, transaction.gas());
        let sender = self.address(&operation.sender)?;
        for call in &operation.calls {
            match self.bank_message(call)? {
                Some(msg) => charge.bank_message(&sender, &msg)?,
                None => charge.message()?,
            };
        }
        charge.finish()
    }

    /// A call as a message of the transaction.
    fn message(&self, call: &Call) -> Result<Message, Unknown> {
        Ok(match self.bank_message(call)? {
            Some(BankMsg::Send { amount, .. }) => Message::Send { coins: amount },
            Some(other) => return Err(unknown(&other)),
            None => Message::Execute {
                msg: self.resolved(call)?,
                funds: call.funds.clone(),
            },
        })
    }

    fn bank_message(&self, call: &Call) -> Result<Option<BankMsg>, Unknown> {
        if call.contract != BANK {
            return Ok(None);
        }
        let resolved = self.resolved(call)?;
        let msg = serde_json::from_slice(&resolved).map_err(|error| unknown(&error))?;
        Ok(Some(msg))
    }

    /// The message with addresses in place of names.
    fn resolved(&self, call: &Call) -> Result<Vec<u8>, Unknown> {
        let resolved = self.chain.names().resolve(&call.msg);
        let resolved = resolved.map_err(|error| unknown(&error))?;
        serde_json::to_vec(&resolved).map_err(|error| unknown(&error))
    }

    fn address(&self, name: &str) -> Result<String, Unknown> {
        let address = self.chain.address(name).map_err(|error| unknown(&error))?;
        Ok(address.into_string())
    }

    /// What the contracts and the deployment's accounts hold. All others have no coins.
    fn balances(&self) -> Result<Balances, MeasureError> {
        let mut balances = Balances::default();
        let accounts = &self.chain.deployment().accounts;
        let contracts = self.chain.names().contracts().map(|(name, _)| name);
        for name in accounts.iter().map(|it| it.name.as_str()).chain(contracts) {
            let address = self.chain.address(name).map_err(Failure::from)?;
            let amount = self
                .chain
                .app()
                .wrap()
                .query_balance(&address, DENOM)?
                .amount;
            balances.set(address.as_str(), DENOM, amount.u128());
        }
        Ok(balances)
    }
}

fn unknown(what: &impl std::fmt::Debug) -> Unknown {
    Unknown::Message {
        message: format!("{what:?}"),
    }
}
