//! The embedded chain behind the keeper's two traits: blocks that come by the clock, transactions that wait
//! for the next one, and faults to order.

use std::{
    cell::{Ref, RefCell, RefMut},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};

use ballast_devchain::{
    Call as DevCall, Devchain, Operation, LIQUIDATION, ORACLE, STABLECOIN, VAULT, WASM,
};
use ballast_keeper::node::{Call, Contracts, Ended, Included, SendError};
use cosmwasm_std::{to_json_binary, Decimal, Empty, WasmMsg};
use cw_multi_test::Contract;
use tokio::{sync::watch, time::sleep};

use super::node::Faults;

/// The chain's height at first.
pub const FIRST: u64 = 100;

/// The chain with its nodes. Clones are the same chain.
#[derive(Clone)]
pub struct World(Rc<RefCell<Inner>>);

pub struct Inner {
    /// The chain.
    pub chain: Devchain,
    /// The machine's clock, unix seconds.
    pub clock: u64,
    /// What goes wrong.
    pub faults: Faults,
    /// Transactions that wait for a block.
    pub mempool: Vec<Tx>,
    /// Every transaction that was on the chain, in order.
    pub history: Vec<Done>,
    pub contracts: Contracts,
    pub height: u64,
    /// The times of the blocks from the first on.
    pub times: Vec<u64>,
    /// The heights that questions were asked as of, each with the chain's height then.
    pub asked: RefCell<Vec<(u64, u64)>>,
    pub submitted: u64,
    pub results: BTreeMap<u64, Result<Ended, SendError>>,
    /// Codes of contracts that are not the system's, in the order in which they were stored.
    pub strangers: Vec<Code>,
    pub events: watch::Sender<u64>,
}

/// The code of a contract.
pub type Code = fn() -> Box<dyn Contract<Empty>>;

/// A transaction on its way.
#[derive(Clone)]
pub struct Tx {
    pub number: u64,
    pub sender: String,
    /// The calls.
    pub calls: Vec<Call>,
    /// The last block that may include it.
    pub until: u64,
    /// What it pays.
    pub gas_price: Decimal,
}

/// A transaction that was on the chain.
#[derive(Clone, Debug)]
pub struct Done {
    /// The last call's message.
    pub msg: serde_json::Value,
    /// Those of the calls before it.
    pub before: Vec<serde_json::Value>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

impl World {
    /// A world around a chain; the machine's clock agrees with the chain's.
    pub fn new(chain: Devchain) -> Self {
        let address = |name: &str| chain.address(name).unwrap().to_string();
        let contracts = Contracts {
            vault: address(VAULT),
            oracle: address(ORACLE),
            liquidation: address(LIQUIDATION),
            stablecoin: address(STABLECOIN),
        };
        Self(Rc::new(RefCell::new(Inner {
            clock: chain.now(),
            times: vec![chain.now()],
            asked: RefCell::default(),
            chain,
            faults: Faults::default(),
            mempool: vec![],
            history: vec![],
            contracts,
            height: FIRST,
            submitted: 0,
            results: BTreeMap::new(),
            strangers: vec![],
            events: watch::channel(0).0,
        })))
    }

    pub fn get(&self) -> Ref<'_, Inner> {
        self.0.borrow()
    }

    pub fn set(&self) -> RefMut<'_, Inner> {
        self.0.borrow_mut()
    }

    /// Lets virtual time pass with a block every so many seconds.
    pub async fn pass(&self, seconds: u64, block: u64) {
        for _ in 0..seconds / block {
            sleep(Duration::from_secs(block)).await;
            self.tick(block);
        }
    }

    /// The clock goes on and, unless the chain stands still, there is a block.
    pub fn tick(&self, seconds: u64) {
        let mut inner = self.set();
        inner.clock += seconds;
        if inner.faults.is_still {
            return;
        }
        // What was missed while the chain stood still is made up for.
        let behind = inner.clock - inner.chain.now();
        inner.chain.advance(behind);
        inner.height += 1;
        let time = inner.chain.now();
        inner.times.push(time);
        let waiting = std::mem::take(&mut inner.mempool);
        for tx in waiting {
            inner.include(&tx);
        }
        let height = inner.height;
        inner.events.send_replace(height);
    }

    /// Waits until something holds.
    pub async fn until(&self, holds: impl Fn(&Inner) -> bool) {
        while !holds(&self.get()) {
            sleep(Duration::from_millis(100)).await;
        }
    }
}

impl Inner {
    /// Transactions that were on the chain whose message is of this kind.
    pub fn done(&self, kind: &str) -> Vec<&Done> {
        let is_it = |done: &&Done| {
            let text = done.msg.to_string();
            text.starts_with(&format!("{{\"{kind}\""))
        };
        self.history.iter().filter(is_it).collect()
    }

    fn include(&mut self, tx: &Tx) {
        if tx.until < self.height {
            self.results
                .insert(tx.number, Err(SendError::NotIncluded { until: tx.until }));
            return;
        }
        if self.faults.drains {
            let (wanted, used) = (100_000, 100_001);
            let failed = SendError::OutOfGas { wanted, used };
            self.end(tx, Err(failed));
            return;
        }
        let operation = self.operation(&tx.sender, &tx.calls, self.chain.now());
        let outcome = self.chain.run(&operation);
        let refusal = outcome.as_ref().err().map(ToString::to_string);
        let result = match outcome {
            Ok(done) => Ok(Included {
                hash: format!("{:X}", tx.number),
                height: self.height,
                gas_used: gas(&done),
                events: done.events().cloned().collect(),
            }),
            Err(failure) => Err(SendError::Refused(failure.to_string())),
        };
        let mut before: Vec<_> = tx.calls.iter().map(|call| call.msg.clone()).collect();
        self.history.push(Done {
            msg: before.pop().unwrap(),
            before,
            refusal,
        });
        self.end(tx, result);
    }

    fn end(&mut self, tx: &Tx, result: Result<Included, SendError>) {
        let height = self.height;
        self.results.insert(tx.number, Ok(Ended { height, result }));
    }

    /// A second chain in the same state, to simulate on.
    pub fn fork(&self) -> Devchain {
        let mut fork = self.chain.fork().unwrap();
        for code in &self.strangers {
            fork.app_mut().store_code(code());
        }
        fork
    }

    pub fn operation(&self, sender: &str, calls: &[Call], time: u64) -> Operation {
        let names = self.chain.names();
        let calls = calls.iter().map(|call| {
            if names.is_contract(&call.contract) {
                return DevCall {
                    contract: names.name_of(&call.contract).to_owned(),
                    msg: call.msg.clone(),
                    funds: vec![],
                };
            }
            let strangers = WasmMsg::Execute {
                contract_addr: call.contract.clone(),
                msg: to_json_binary(&call.msg).unwrap(),
                funds: vec![],
            };
            DevCall::new(WASM, &strangers, &[]).unwrap()
        });
        Operation {
            time,
            sender: sender.to_owned(),
            calls: calls.collect(),
        }
    }
}

/// About what such a transaction uses on a chain.
pub fn gas(done: &ballast_devchain::Done) -> u64 {
    let events = u64::try_from(done.events().count()).unwrap();
    80_000 + 8_000 * events
}
