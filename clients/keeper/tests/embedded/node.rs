//! The world's nodes: what they answer, and what goes wrong with them.

use std::time::Duration;

use ballast_devchain::Devchain;
use ballast_keeper::node::{Block, Blocks, Contracts, Node, NodeError};
use cosmwasm_std::Decimal;
use serde::{de::DeserializeOwned, Serialize};
use tokio::{sync::watch, time::sleep};

use super::world::{Inner, World, FIRST};

/// What everyone holds of the gas coin.
const GAS_COINS: u128 = 1_000_000_000_000;

/// Seconds between the blocks before the first.
const EARLIER: u64 = 6;

/// Something done on the chain.
pub type Meanwhile = Box<dyn FnOnce(&mut Devchain)>;

/// What goes wrong with the node.
#[allow(clippy::struct_excessive_bools)] // each is a fault of its own
#[derive(Default)]
pub struct Faults {
    /// It does not answer.
    pub is_away: bool,
    /// It makes no blocks.
    pub is_still: bool,
    /// How much lower each node's block is than the chain's; without any, one node has come to it.
    pub lower: Vec<u64>,
    /// The websocket tells of blocks so much higher than the first node's.
    pub told_higher: u64,
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
    /// Seconds that it takes to read positions, a plan, or a taker's offer.
    pub slow: u64,
    /// So many seconds pass between what is read and the next simulation.
    pub late: u64,
    /// What somebody does between what is read and the next simulation.
    pub meanwhile: Option<Meanwhile>,
    /// Of how many blocks it keeps the state; zero is of all.
    pub keeps: u64,
}

impl World {
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
    /// What each node shows as its latest block.
    fn heads(&self) -> Vec<Block> {
        let lower = &self.faults.lower;
        let lower = if lower.is_empty() { &vec![0] } else { lower };
        lower
            .iter()
            .map(|it| self.block(self.height - it))
            .collect()
    }

    fn block(&self, height: u64) -> Block {
        let since = height.checked_sub(FIRST);
        let time = since.map_or_else(
            || self.times[0] - EARLIER * (FIRST - height),
            |at| self.times[at as usize],
        );
        Block { height, time }
    }

    /// What the websocket tells.
    fn told(&self) -> Block {
        let first = self.heads()[0];
        match self.faults.told_higher {
            0 => first,
            higher => Block {
                height: first.height + higher,
                time: self.chain.now(),
            },
        }
    }
}

impl Node for World {
    type Blocks = DevBlocks;

    fn contracts(&self) -> &Contracts {
        // The addresses never change; a copy that lives as long as the program is fine in a test.
        Box::leak(Box::new(self.get().contracts.clone()))
    }

    fn chain_id(&self) -> String {
        self.get().chain.app().block_info().chain_id
    }

    fn gas_price(&self) -> Decimal {
        Decimal::permille(25)
    }

    async fn head(&self, least: u64) -> Result<Block, NodeError> {
        self.ensure_here()?;
        let heads = self.get().heads();
        let has_come = heads.iter().find(|block| block.height >= least);
        let highest = heads.iter().max_by_key(|block| block.height);
        Ok(*has_come.or(highest).unwrap())
    }

    async fn query<T: DeserializeOwned>(
        &self,
        at: Block,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, NodeError> {
        self.ensure_here()?;
        let text = serde_json::to_value(question).unwrap();
        if ["riskiest", "plan", "offer"]
            .iter()
            .any(|it| text.get(it).is_some())
        {
            let seconds = self.get().faults.slow;
            sleep(Duration::from_secs(seconds)).await;
        }
        let inner = self.get();
        let keeps = inner.faults.keeps;
        if keeps > 0 && at.height + keeps <= inner.height {
            let text = format!("version {} does not exist", at.height);
            return Err(NodeError::Other(text));
        }
        inner.asked.borrow_mut().push((at.height, inner.height));
        let unreadable = inner.faults.unreadable;
        let of = |question: &str| &text[question]["collateral_type"];
        if unreadable.is_some_and(|id| {
            ["riskiest", "auctions", "fillable_orders"]
                .iter()
                .any(|question| *of(question) == id)
        }) {
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
                return Ok(self.world.get().told());
            }
        }
    }
}
