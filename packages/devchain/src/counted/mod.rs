//! What a contract costs, counted in storage operations.
//!
//! [`Counted`] stands between the chain and any [`Contract`]: here the entry points as compiled in,
//! and just as well a contract that runs in a virtual machine. It sees the storage that the code is
//! given and the questions that the code asks, and nothing else.

mod querier;
mod storage;

use std::{cell::RefCell, collections::BTreeMap, ops::AddAssign, rc::Rc};

use cosmwasm_std::{
    Addr, Binary, Checksum, Deps, DepsMut, Empty, Env, MessageInfo, QuerierWrapper, Reply, Response,
};
use cw_multi_test::{error::AnyResult, Contract};
use serde::{Deserialize, Serialize};

use querier::CountedQuerier;
use storage::{CountedReads, CountedStorage};

/// Storage operations of a contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Times an entry point was called, queries included.
    pub calls: u64,
    /// Single reads, raw reads by other contracts included.
    pub reads: u64,
    /// Writes.
    pub writes: u64,
    /// Deletions.
    pub deletes: u64,
    /// Steps of iterators, the last one that finds nothing included.
    pub steps: u64,
    /// Bytes of keys and values read, those of iterators included.
    pub bytes_read: u64,
    /// Bytes of keys and values written.
    pub bytes_written: u64,
}

impl Counts {
    /// Single operations on storage of any kind.
    pub const fn operations(&self) -> u64 {
        self.reads + self.writes + self.deletes + self.steps
    }

    /// The gas that a chain with wasmd's default prices takes for these operations: 1,000 for a read
    /// and 3 a byte, 2,000 for a write and 30 a byte, 1,000 for a deletion, 30 for a step.
    pub const fn storage_gas(&self) -> u64 {
        self.reads * 1_000
            + self.bytes_read * 3
            + self.writes * 2_000
            + self.bytes_written * 30
            + self.deletes * 1_000
            + self.steps * 30
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.calls += other.calls;
        self.reads += other.reads;
        self.writes += other.writes;
        self.deletes += other.deletes;
        self.steps += other.steps;
        self.bytes_read += other.bytes_read;
        self.bytes_written += other.bytes_written;
    }
}

/// Counts by contract, shared by all [`Counted`] codes of a chain.
#[derive(Debug, Clone, Default)]
pub struct Counter(Rc<RefCell<BTreeMap<Addr, Counts>>>);

impl Counter {
    /// Adds to a contract's counts.
    pub(crate) fn add(&self, contract: &Addr, change: impl FnOnce(&mut Counts)) {
        let mut counts = self.0.borrow_mut();
        match counts.get_mut(contract) {
            Some(counts) => change(counts),
            None => change(counts.entry(contract.clone()).or_default()),
        }
    }

    /// What has been counted, by contract's address.
    pub fn counts(&self) -> BTreeMap<Addr, Counts> {
        self.0.borrow().clone()
    }

    /// Begins again at nothing.
    pub fn reset(&self) {
        self.0.borrow_mut().clear();
    }
}

/// A contract whose storage operations are counted.
pub struct Counted {
    code: Box<dyn Contract<Empty>>,
    counter: Counter,
}

impl Counted {
    /// Counts what `code` does into `counter`.
    pub fn new(code: Box<dyn Contract<Empty>>, counter: Counter) -> Self {
        Self { code, counter }
    }

    /// Runs an entry point that may write, on counted storage.
    fn write<T>(
        &self,
        deps: DepsMut,
        env: Env,
        action: impl FnOnce(&dyn Contract<Empty>, DepsMut, Env) -> AnyResult<T>,
    ) -> AnyResult<T> {
        let contract = env.contract.address.clone();
        self.counter.add(&contract, |counts| counts.calls += 1);
        let mut storage = CountedStorage::new(deps.storage, &self.counter, &contract);
        let querier = CountedQuerier::new(&*deps.querier, &self.counter);
        let deps = DepsMut {
            storage: &mut storage,
            api: deps.api,
            querier: QuerierWrapper::new(&querier),
        };
        action(self.code.as_ref(), deps, env)
    }
}

impl Contract<Empty> for Counted {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        self.write(deps, env, |code, deps, env| {
            code.instantiate(deps, env, info, msg)
        })
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        self.write(deps, env, |code, deps, env| {
            code.execute(deps, env, info, msg)
        })
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> AnyResult<Binary> {
        let contract = env.contract.address.clone();
        self.counter.add(&contract, |counts| counts.calls += 1);
        let storage = CountedReads::new(deps.storage, &self.counter, &contract);
        let querier = CountedQuerier::new(&*deps.querier, &self.counter);
        let deps = Deps {
            storage: &storage,
            api: deps.api,
            querier: QuerierWrapper::new(&querier),
        };
        self.code.query(deps, env, msg)
    }

    fn reply(&self, deps: DepsMut, env: Env, msg: Reply) -> AnyResult<Response> {
        self.write(deps, env, |code, deps, env| code.reply(deps, env, msg))
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> AnyResult<Response> {
        self.write(deps, env, |code, deps, env| code.sudo(deps, env, msg))
    }

    fn migrate(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> AnyResult<Response> {
        self.write(deps, env, |code, deps, env| code.migrate(deps, env, msg))
    }

    fn checksum(&self) -> Option<Checksum> {
        self.code.checksum()
    }
}
