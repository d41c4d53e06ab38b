//! An oracle with a clock, an owner, a guardian and feeders.

use ballast_guard::GuardError;
use ballast_types::{oracle::*, raw::map_key};
use cosmwasm_std::{
    from_json,
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage},
    Addr, BlockInfo, Coin, Decimal, Env, Event, Order, OwnedDeps, Storage, Timestamp,
};
use serde::de::DeserializeOwned;

use super::{accounts, samples::*};
use crate::{contract, ContractError};

/// The time of the first block; divisible by the beat.
pub const START: u64 = 1_700_000_040;
pub const BEAT: u64 = 60;
pub const CHAIN: &str = "ballast-1";

pub struct Oracle {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
}

pub type Outcome = Result<Vec<Event>, ContractError>;

impl Oracle {
    /// Without feeds.
    pub fn empty() -> Self {
        let block = BlockInfo {
            height: 100,
            time: Timestamp::from_seconds(START),
            chain_id: CHAIN.into(),
        };
        let mut oracle = Self {
            deps: mock_dependencies(),
            env: Env {
                block,
                ..mock_env()
            },
        };
        let info = message_info(&oracle.owner(), &[]);
        let msg = InstantiateMsg {
            owner: oracle.owner().into_string(),
            guardian: oracle.guardian().into_string(),
        };
        contract::instantiate(oracle.deps.as_mut(), oracle.env.clone(), info, msg).unwrap();
        oracle
    }

    /// With feed `ETH` of feeders 0 to 3, one of whom may lie, a beat ago.
    pub fn new() -> Self {
        let mut oracle = Self::empty();
        oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
        oracle.pass(BEAT);
        oracle
    }

    /// A price, one of whose feeders may lie; its quorum is their smallest majority, three at least. Steps
    /// above 10% wait for 30 s.
    pub fn new_feed(&self, feed: &str, feeders: usize) -> NewFeed {
        let quorum = u8::try_from(feeders / 2 + 1).unwrap().max(3);
        NewFeed {
            feed: feed.into(),
            kind: FeedKind::price(Panel::new(1, quorum, BEAT), 600),
            feeders: self.addresses(0..feeders),
        }
    }

    pub fn owner(&self) -> Addr {
        self.deps.api.addr_make("owner")
    }

    pub fn guardian(&self) -> Addr {
        self.deps.api.addr_make("guardian")
    }

    pub fn stranger(&self) -> Addr {
        self.deps.api.addr_make("stranger")
    }

    pub fn feeder(&self, number: usize) -> Addr {
        accounts::account(&self.deps.api, number)
    }

    pub fn addresses(&self, feeders: impl IntoIterator<Item = usize>) -> Vec<String> {
        let addresses = feeders.into_iter().map(|n| self.feeder(n).into_string());
        addresses.collect()
    }

    /// The refusal of `sender` where only the owner may.
    pub fn not_owner(&self, sender: &Addr) -> ContractError {
        GuardError::NotOwner {
            sender: sender.to_string(),
            owner: self.owner().into_string(),
        }
        .into()
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// A later block.
    pub fn pass(&mut self, seconds: u64) {
        self.env.block.height += 1;
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    /// As the chain does it: a refused message leaves no trace.
    pub fn execute_with(&mut self, sender: &Addr, funds: &[Coin], msg: ExecuteMsg) -> Outcome {
        let before = self.bytes();
        let info = message_info(sender, funds);
        let outcome = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg);
        if outcome.is_err() {
            assert_eq!(
                self.bytes(),
                before,
                "i24: state is written after the last check"
            );
        }
        outcome.map(|response| {
            assert!(response.messages.is_empty() && response.data.is_none());
            response.events
        })
    }

    pub fn execute(&mut self, sender: &Addr, msg: ExecuteMsg) -> Outcome {
        self.execute_with(sender, &[], msg)
    }

    pub fn add_feed(&mut self, new: NewFeed) -> Outcome {
        self.execute(&self.owner(), ExecuteMsg::AddFeed(new))
    }

    pub fn remove_feed(&mut self, feed: &str) -> Outcome {
        self.execute(&self.owner(), ExecuteMsg::RemoveFeed { feed: feed.into() })
    }

    pub fn add_feeder(&mut self, number: usize) -> Outcome {
        let (feed, feeder) = ("ETH".into(), self.feeder(number).into_string());
        self.execute(&self.owner(), ExecuteMsg::AddFeeder { feed, feeder })
    }

    pub fn remove_feeder(&mut self, number: usize) -> Outcome {
        let (feed, feeder) = ("ETH".into(), self.feeder(number).into_string());
        self.execute(&self.owner(), ExecuteMsg::RemoveFeeder { feed, feeder })
    }

    /// A message with several reports.
    pub fn report_all(&mut self, feeder: usize, reports: Vec<Report>) -> Outcome {
        self.execute(&self.feeder(feeder), ExecuteMsg::Report { reports })
    }

    /// Whole dollars for ETH.
    pub fn report_at(&mut self, feeder: usize, dollars: u128, published_at: u64) -> Outcome {
        self.report_all(feeder, vec![report("ETH", dollars, published_at)])
    }

    pub fn report(&mut self, feeder: usize, dollars: u128) -> Outcome {
        self.report_at(feeder, dollars, self.now())
    }

    /// Feeders 0 to 2 agree.
    pub fn accept(&mut self, dollars: u128) {
        for feeder in 0..3 {
            self.report(feeder, dollars).unwrap();
        }
        assert_eq!(self.spot(), Some(usd(dollars)));
    }

    /// A feeder's report, signed for this oracle.
    pub fn sign(&self, feeder: usize, report: Report) -> SignedReport {
        accounts::sign(feeder, report, CHAIN, self.env.contract.address.as_str())
    }

    /// What anyone brings.
    pub fn relay(&mut self, reports: Vec<SignedReport>) -> Outcome {
        self.execute(&self.stranger(), ExecuteMsg::Relay { reports })
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        contract::query(self.deps.as_ref(), self.env.clone(), msg)
            .map(|answer| from_json(answer).unwrap())
    }

    pub fn feed(&self, feed: &str) -> FeedResponse {
        self.query(QueryMsg::Feed { feed: feed.into() }).unwrap()
    }

    pub fn price(&self) -> Option<PriceResponse> {
        self.feed("ETH").price
    }

    pub fn spot(&self) -> Option<Decimal> {
        self.price().map(|price| price.spot)
    }

    /// What waits for confirmation.
    pub fn pending(&self) -> Option<Pending> {
        self.price().and_then(|price| price.pending)
    }

    /// What other contracts read.
    pub fn record(&self, feed: &str) -> Option<FeedRecord> {
        let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
        let bytes = self.deps.storage.get(&key)?;
        Some(FeedRecord::decode(&bytes).unwrap())
    }

    pub fn feeders(&self, feed: &str) -> Vec<FeederResponse> {
        let msg = QueryMsg::Feeders {
            feed: feed.into(),
            start_after: None,
            limit: Some(100),
        };
        self.query(msg).unwrap()
    }

    pub fn last_report(&self, feeder: usize) -> Option<LastReport> {
        let name = self.feeder(feeder).into_string();
        let mut feeders = self.feeders("ETH").into_iter();
        feeders.find(|f| f.feeder == name).unwrap().last_report
    }

    /// Everything in storage.
    pub fn bytes(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let everything = self.deps.storage.range(None, None, Order::Ascending);
        everything.collect()
    }
}
