//! Follows a transaction through its calls as the chain does, and adds up.

use std::collections::BTreeSet;

use cosmwasm_std::{BankMsg, Coin, CosmosMsg, Empty, ReplyOn, Response, SubMsg, WasmMsg};

use super::{
    chain::{Chain, Unknown},
    events::{self, Size},
    ledger::{Ledger, Part},
    store::{self, CONTRACT_PREFIX},
    vm, written,
};
use crate::trace::{Access, Call, Entry};

/// Setting up a contract whose code is not in the machine yet.
const INSTANCE: u64 = 60_000;
/// The same for code that is pinned, that the transaction has used already, or that gets a reply.
const INSTANCE_KNOWN: u64 = 2_000;

/// Adds up one transaction.
pub struct Charge<'a> {
    chain: Chain<'a>,
    calls: &'a [Call],
    place: usize,
    used: BTreeSet<String>,
    /// What was charged so far.
    pub ledger: Ledger,
}

impl<'a> Charge<'a> {
    /// Begins a transaction whose calls were recorded.
    pub fn new(chain: Chain<'a>, calls: &'a [Call]) -> Self {
        Self {
            chain,
            calls,
            place: 0,
            used: BTreeSet::new(),
            ledger: Ledger::default(),
        }
    }

    /// The next message, with all that comes of it; the chain's events for it.
    pub fn message(&mut self) -> Result<Vec<Size>, Unknown> {
        self.ledger.add(Part::Routing, store::HAS);
        let call = self.next("a message")?;
        self.entered(call)
    }

    /// The next message where it is the bank's.
    pub fn bank_message(&mut self, sender: &str, msg: &BankMsg) -> Result<Vec<Size>, Unknown> {
        self.ledger.add(Part::Routing, store::HAS);
        match msg {
            BankMsg::Send { to_address, amount } => Ok(self.move_coins(sender, to_address, amount)),
            other => Err(Unknown::Message {
                message: format!("{other:?}"),
            }),
        }
    }

    /// Fails if calls are left over.
    pub fn finish(self) -> Result<Ledger, Unknown> {
        if self.place == self.calls.len() {
            return Ok(self.ledger);
        }
        Err(Unknown::Trace {
            expected: "the end",
            place: self.place,
        })
    }

    fn next(&mut self, expected: &'static str) -> Result<&'a Call, Unknown> {
        let place = self.place;
        self.place += 1;
        self.calls
            .get(place)
            .ok_or(Unknown::Trace { expected, place })
    }

    /// A message or a submessage that enters a contract.
    fn entered(&mut self, call: &'a Call) -> Result<Vec<Size>, Unknown> {
        let contract = call.contract.as_str();
        self.look_up(contract)?;
        self.instance(call);
        let mut events = vec![];
        if let (Some(sender), false) = (&call.sender, call.funds.is_empty()) {
            events = self.move_coins(sender.as_str(), contract, &call.funds);
        }
        self.run(call)?;
        let name = if call.entry == Entry::Execute {
            "execute"
        } else {
            "instantiate"
        };
        events.push(Size::of_chain(name, &[("_contract_address", contract)]));
        events.extend(self.answer(call)?);
        Ok(events)
    }

    /// A question by a contract to another.
    fn question(&mut self) -> Result<(), Unknown> {
        let call = self.next("a question")?;
        self.look_up(call.contract.as_str())?;
        self.instance(call);
        self.run(call)
    }

    /// Finds contract and code, and asks whether the code is pinned.
    fn look_up(&mut self, contract: &str) -> Result<(), Unknown> {
        let gas = self.chain.registry.look_up(contract)?;
        self.ledger
            .add_for(Part::Routing, contract, gas + store::HAS);
        Ok(())
    }

    fn instance(&mut self, call: &Call) {
        let is_known = self.chain.is_pinned || !self.used.insert(call.checksum.clone());
        let gas = if is_known { INSTANCE_KNOWN } else { INSTANCE };
        self.ledger
            .add_for(Part::Instances, call.contract.as_str(), gas);
    }

    /// The machine and what it did with storage.
    fn run(&mut self, call: &'a Call) -> Result<(), Unknown> {
        let contract = call.contract.as_str();
        let answers = store::length(call.answer_bytes);
        let machine = (call.vm_gas / vm::MULTIPLIER).saturating_sub(answers);
        self.ledger.add_for(Part::Machine, contract, machine);
        self.ledger.add_for(Part::Answers, contract, answers);
        for access in &call.accesses {
            self.access(contract, access)?;
        }
        Ok(())
    }

    fn access(&mut self, contract: &str, access: &Access) -> Result<(), Unknown> {
        let key = |key: &[u8]| CONTRACT_PREFIX + written(key);
        let record = |record: &Option<(Vec<u8>, Vec<u8>)>| {
            let record = record.as_ref();
            record.map(|(k, v)| (key(k), written(v)))
        };
        let (part, gas) = match access {
            Access::Read { key: k, value } | Access::Raw { key: k, value, .. } => {
                let value = value.as_deref().map_or(0, written);
                (Part::Reads, store::read(key(k), value))
            }
            Access::Write { key: k, value } => (Part::Writes, store::write(key(k), written(value))),
            Access::Delete { .. } => (Part::Writes, store::DELETE),
            Access::Scan { first } => (Part::Reads, store::step(record(first))),
            Access::Step { record: None } => return Ok(()),
            Access::Step { record: passed } => (Part::Reads, store::step(record(passed))),
            Access::Smart => return self.question(),
            Access::Module { request } => {
                return Err(Unknown::Message {
                    message: String::from_utf8_lossy(request).into_owned(),
                })
            }
        };
        self.ledger.add_for(part, contract, gas);
        Ok(())
    }

    /// Events and submessages of an answer.
    fn answer(&mut self, call: &'a Call) -> Result<Vec<Size>, Unknown> {
        let contract = call.contract.as_str();
        let response: &Response<Empty> = call.response.as_ref().ok_or(Unknown::Trace {
            expected: "a success",
            place: self.place,
        })?;
        let (attributes, events) = (&response.attributes, &response.events);
        let gas = events::emitted(attributes, events);
        self.ledger.add_for(Part::Events, contract, gas);
        let mut sizes = events::of_answer(contract, attributes, events);
        for message in &response.messages {
            sizes.extend(self.submessage(contract, message)?);
        }
        Ok(sizes)
    }

    fn submessage(&mut self, from: &str, message: &SubMsg) -> Result<Vec<Size>, Unknown> {
        let mut sizes = match &message.msg {
            CosmosMsg::Wasm(WasmMsg::Execute { .. }) => self.message()?,
            CosmosMsg::Bank(msg) => self.bank_message(from, msg)?,
            other => {
                return Err(Unknown::Message {
                    message: format!("{other:?}"),
                })
            }
        };
        if matches!(message.reply_on, ReplyOn::Success | ReplyOn::Always) {
            sizes.extend(self.reply(&sizes)?);
        }
        Ok(sizes)
    }

    fn reply(&mut self, told: &[Size]) -> Result<Vec<Size>, Unknown> {
        let call = self.next("a reply")?;
        let contract = call.contract.as_str();
        let gas = self.chain.registry.look_up(contract)?;
        self.ledger.add_for(Part::Routing, contract, gas);
        self.ledger
            .add_for(Part::Instances, contract, INSTANCE_KNOWN);
        self.ledger
            .add_for(Part::Replies, contract, events::told(told));
        self.run(call)?;
        let mut sizes = vec![Size::of_chain("reply", &[("_contract_address", contract)])];
        sizes.extend(self.answer(call)?);
        Ok(sizes)
    }

    fn move_coins(&mut self, from: &str, to: &str, coins: &[Coin]) -> Vec<Size> {
        let gas = self
            .chain
            .balances
            .send(self.chain.registry, from, to, coins);
        self.ledger.add(Part::Bank, gas);
        events::of_transfer(from, to, coins)
    }
}
