//! Counts what an operation does with storage.

use std::collections::BTreeMap;

use ballast_devchain::{Call, Counts, Devchain, Operation, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::{
    liquidation::{ExecuteMsg as LiquidationMsg, QueryMsg as LiquidationQuery, ReceiveMsg as Hook},
    vault::{ExecuteMsg as Msg, QueryMsg},
    PositionId,
};
use cosmwasm_std::coins;

/// Counts by contract, for each operation in order.
pub type Measured = Vec<(&'static str, BTreeMap<String, Counts>)>;

/// One account's operations on a copy of a chain.
pub struct Meter<'a> {
    /// The copy.
    pub chain: Devchain,
    /// Who acts.
    pub who: &'a str,
    /// What has been counted.
    pub measured: Measured,
}

impl<'a> Meter<'a> {
    pub fn new(chain: &Devchain, who: &'a str) -> Self {
        Self {
            chain: chain.fork().unwrap(),
            who,
            measured: vec![],
        }
    }

    /// One operation, which must succeed; its position, if it changed one.
    pub fn take(&mut self, name: &'static str, call: Call) -> Option<PositionId> {
        let who = self.who.to_owned();
        self.take_by(name, &who, call)
    }

    pub fn take_by(&mut self, name: &'static str, who: &str, call: Call) -> Option<PositionId> {
        let time = self.chain.now();
        let operation = Operation {
            time,
            sender: who.to_owned(),
            calls: vec![call],
        };
        let (outcome, counts) = self.chain.run_counted(&operation);
        let done = outcome.unwrap_or_else(|failure| panic!("{name} by {who}: {failure}"));
        self.measured.push((name, counts));
        done.position()
    }

    pub fn vault(&mut self, name: &'static str, msg: &Msg) -> Option<PositionId> {
        self.take(name, Call::new(VAULT, msg, &[]).unwrap())
    }

    pub fn liquidation(&mut self, name: &'static str, msg: &LiquidationMsg) {
        self.take(name, Call::new(LIQUIDATION, msg, &[]).unwrap());
    }

    /// Stablecoin sent to liquidation.
    pub fn paid_liquidation(&mut self, name: &'static str, amount: u128, hook: &Hook) {
        let call = self.chain.send_call(STABLECOIN, LIQUIDATION, amount, hook);
        self.take(name, call.unwrap());
    }

    pub fn deposited(&mut self, name: &'static str, msg: &Msg, amount: u128) -> Option<PositionId> {
        self.take(name, Call::new(VAULT, msg, &coins(amount, "aeth")).unwrap())
    }

    pub fn ask(&mut self, name: &'static str, question: &QueryMsg) {
        self.ask_of(VAULT, name, question);
    }

    pub fn ask_liquidation(&mut self, name: &'static str, question: &LiquidationQuery) {
        self.ask_of(LIQUIDATION, name, question);
    }

    fn ask_of(&mut self, contract: &str, name: &'static str, question: &impl serde::Serialize) {
        self.chain.reset_counts();
        let _: serde_json::Value = self.chain.query(contract, question).unwrap();
        let counts = self.chain.counts();
        self.measured.push((name, counts));
    }
}
