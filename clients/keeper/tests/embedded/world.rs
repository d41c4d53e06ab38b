//! The embedded chain behind the keeper's two traits: blocks that come by the clock, transactions that wait
//! for the next one, and faults to order.

use std::{
    cell::{Ref, RefCell, RefMut},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};

use ballast_devchain::{
    Call as DevCall, Devchain, Operation, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};
use ballast_keeper::node::{Block, Blocks, Call, Contracts, Included, Node, NodeError, SendError};
use cosmwasm_std::Decimal;
use serde::{de::DeserializeOwned, Serialize};
use tokio::{sync::watch, time::sleep};

/// What everyone holds of the gas coin.
const GAS_COINS: u128 = 1_000_000_000_000;

/// The chain with its node. Clones are the same chain.
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
    contracts: Contracts,
    pub height: u64,
    pub submitted: u64,
    pub results: BTreeMap<u64, Result<Included, SendError>>,
    pub events: watch::Sender<u64>,
}

/// What goes wrong with the node.
#[allow(clippy::struct_excessive_bools)] // each is a fault of its own
#[derive(Default)]
pub struct Faults {
    /// It does not answer.
    pub is_away: bool,
    /// It makes no blocks.
    pub is_still: bool,
    /// It shows a block that is so much lower.
    pub lower: u64,
    /// It takes no transaction under this gas price.
    pub minimum_gas_price: Decimal,
    /// It forgets so many of the next transactions.
    pub forgets: u32,
    /// Questions panic.
    pub panics: bool,
    /// A collateral type whose liquidations are refused, as those of a frozen token.
    pub frozen: Option<u16>,
    /// Transactions run out of gas in their block.
    pub drains: bool,
    /// A collateral type whose positions cannot be read.
    pub unreadable: Option<u16>,
}

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
    /// The first call's message.
    pub msg: serde_json::Value,
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
            chain,
            faults: Faults::default(),
            mempool: vec![],
            history: vec![],
            contracts,
            height: 100,
            submitted: 0,
            results: BTreeMap::new(),
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

    pub fn ensure_here(&self) -> Result<(), NodeError> {
        assert!(
            !self.get().faults.panics,
            "the node's answer broke something"
        );
        if self.get().faults.is_away {
            return Err(NodeError::Unreachable("the node is away".to_owned()));
        }
        Ok(())
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
            self.results.insert(tx.number, Err(failed));
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
        self.history.push(Done {
            msg: tx.calls[0].msg.clone(),
            refusal,
        });
        self.results.insert(tx.number, result);
    }

    pub fn operation(&self, sender: &str, calls: &[Call], time: u64) -> Operation {
        let names = self.chain.names();
        let calls = calls.iter().map(|call| DevCall {
            contract: names.name_of(&call.contract).to_owned(),
            msg: call.msg.clone(),
            funds: vec![],
        });
        Operation {
            time,
            sender: sender.to_owned(),
            calls: calls.collect(),
        }
    }

    fn block(&self) -> Block {
        Block {
            height: self.height - self.faults.lower,
            time: self.chain.now(),
        }
    }
}

/// About what such a transaction uses on a chain.
pub fn gas(done: &ballast_devchain::Done) -> u64 {
    let events = u64::try_from(done.events().count()).unwrap();
    80_000 + 8_000 * events
}

impl Node for World {
    type Blocks = DevBlocks;

    fn contracts(&self) -> &Contracts {
        // The addresses never change; a copy that lives as long as the program is fine in a test.
        Box::leak(Box::new(self.get().contracts.clone()))
    }

    fn gas_price(&self) -> Decimal {
        Decimal::permille(25)
    }

    async fn head(&self) -> Result<Block, NodeError> {
        self.ensure_here()?;
        Ok(self.get().block())
    }

    async fn query<T: DeserializeOwned>(
        &self,
        _at: Block,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, NodeError> {
        self.ensure_here()?;
        let inner = self.get();
        let unreadable = inner.faults.unreadable;
        let text = serde_json::to_value(question).unwrap();
        if unreadable.is_some_and(|id| text["riskiest"]["collateral_type"] == id) {
            return Err(NodeError::Refused("out of gas".to_owned()));
        }
        let answer = inner
            .chain
            .app()
            .wrap()
            .query_wasm_smart(contract, question);
        answer.map_err(|error| NodeError::Refused(error.to_string()))
    }

    async fn gas_coins(&self, _address: &str) -> Result<u128, NodeError> {
        self.ensure_here()?;
        Ok(GAS_COINS)
    }

    fn blocks(&self) -> DevBlocks {
        DevBlocks {
            world: self.clone(),
            events: self.get().events.subscribe(),
            is_broken: false,
        }
    }
}

pub struct DevBlocks {
    world: World,
    events: watch::Receiver<u64>,
    is_broken: bool,
}

impl Blocks for DevBlocks {
    async fn next(&mut self) -> Result<Block, NodeError> {
        loop {
            self.events.changed().await.unwrap();
            let is_away = self.world.get().faults.is_away;
            let is_news = is_away && !self.is_broken;
            self.is_broken = is_away;
            if is_news {
                return Err(NodeError::Unreachable("the node went away".to_owned()));
            }
            if !is_away {
                return Ok(self.world.get().block());
            }
        }
    }
}
