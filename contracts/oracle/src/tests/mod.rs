//! The entry points over mocks: an oracle with a clock, an owner and feeders.
#![allow(clippy::arithmetic_side_effects)]

mod door;
mod feeders;
mod feeds;
mod queries;
mod reports;
mod rounds;
mod storage;

use ballast_guard::GuardError;
use ballast_types::oracle::*;
use cosmwasm_std::{
    from_json,
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage},
    Addr, BlockInfo, Coin, Decimal, Env, Event, OwnedDeps, Timestamp,
};
use serde::de::DeserializeOwned;

use crate::{contract, ContractError};

/// The time of the first block; divisible by the beat.
const START: u64 = 1_700_000_040;
const BEAT: u64 = 60;

struct Oracle {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    env: Env,
}

type Outcome = Result<Vec<Event>, ContractError>;

impl Oracle {
    /// Without feeds.
    fn empty() -> Self {
        let block = BlockInfo {
            height: 100,
            time: Timestamp::from_seconds(START),
            chain_id: "ballast-1".into(),
        };
        let mut oracle = Self {
            deps: mock_dependencies(),
            env: Env {
                block,
                ..mock_env()
            },
        };
        let (info, owner) = (
            message_info(&oracle.owner(), &[]),
            oracle.owner().into_string(),
        );
        let msg = InstantiateMsg { owner };
        contract::instantiate(oracle.deps.as_mut(), oracle.env.clone(), info, msg).unwrap();
        oracle
    }

    /// With feed `ETH` of feeders 0 to 3, one of whom may lie, a beat ago.
    fn new() -> Self {
        let mut oracle = Self::empty();
        oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
        oracle.pass(BEAT);
        oracle
    }

    /// One of whose feeders may lie; its quorum is their smallest majority, three at least.
    fn new_feed(&self, feed: &str, feeders: usize) -> NewFeed {
        NewFeed {
            feed: feed.into(),
            liars: 1,
            quorum: u8::try_from(feeders / 2 + 1).unwrap().max(3),
            beat: BEAT,
            maximum_age: 600,
            feeders: (0..feeders).map(|n| self.feeder(n).into_string()).collect(),
        }
    }

    fn owner(&self) -> Addr {
        self.deps.api.addr_make("owner")
    }

    fn feeder(&self, number: usize) -> Addr {
        self.deps.api.addr_make(&format!("feeder{number}"))
    }

    /// The refusal of `sender` where only the owner may.
    fn not_owner(&self, sender: &Addr) -> ContractError {
        GuardError::NotOwner {
            sender: sender.to_string(),
            owner: self.owner().into_string(),
        }
        .into()
    }

    fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// A later block.
    fn pass(&mut self, seconds: u64) {
        self.env.block.height += 1;
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    /// As the chain does it: a refused message leaves no trace.
    fn execute_with(&mut self, sender: &Addr, funds: &[Coin], msg: ExecuteMsg) -> Outcome {
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

    fn execute(&mut self, sender: &Addr, msg: ExecuteMsg) -> Outcome {
        self.execute_with(sender, &[], msg)
    }

    fn add_feed(&mut self, new: NewFeed) -> Outcome {
        self.execute(&self.owner(), ExecuteMsg::AddFeed(new))
    }

    fn remove_feed(&mut self, feed: &str) -> Outcome {
        self.execute(&self.owner(), ExecuteMsg::RemoveFeed { feed: feed.into() })
    }

    fn add_feeder(&mut self, number: usize) -> Outcome {
        let feeder = self.feeder(number).into_string();
        self.execute(
            &self.owner(),
            ExecuteMsg::AddFeeder {
                feed: "ETH".into(),
                feeder,
            },
        )
    }

    fn remove_feeder(&mut self, number: usize) -> Outcome {
        let feeder = self.feeder(number).into_string();
        self.execute(
            &self.owner(),
            ExecuteMsg::RemoveFeeder {
                feed: "ETH".into(),
                feeder,
            },
        )
    }

    /// A message with several reports.
    fn report_all(&mut self, feeder: usize, reports: Vec<Report>) -> Outcome {
        self.execute(&self.feeder(feeder), ExecuteMsg::Report { reports })
    }

    /// Whole dollars for ETH.
    fn report_at(&mut self, feeder: usize, dollars: u128, published_at: u64) -> Outcome {
        self.report_all(feeder, vec![report("ETH", dollars, published_at)])
    }

    fn report(&mut self, feeder: usize, dollars: u128) -> Outcome {
        self.report_at(feeder, dollars, self.now())
    }

    /// Feeders 0 to 2 agree.
    fn accept(&mut self, dollars: u128) {
        for feeder in 0..3 {
            self.report(feeder, dollars).unwrap();
        }
        assert_eq!(self.spot(), Some(usd(dollars)));
    }

    fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        contract::query(self.deps.as_ref(), self.env.clone(), msg)
            .map(|answer| from_json(answer).unwrap())
    }

    fn price(&self) -> Option<PriceResponse> {
        let feed: FeedResponse = self.query(QueryMsg::Feed { feed: "ETH".into() }).unwrap();
        feed.price
    }

    fn spot(&self) -> Option<Decimal> {
        self.price().map(|price| price.spot)
    }

    fn feeders(&self, feed: &str) -> Vec<FeederResponse> {
        let msg = QueryMsg::Feeders {
            feed: feed.into(),
            start_after: None,
            limit: Some(100),
        };
        self.query(msg).unwrap()
    }

    fn last_report(&self, feeder: usize) -> Option<LastReport> {
        let name = self.feeder(feeder).into_string();
        self.feeders("ETH")
            .into_iter()
            .find(|f| f.feeder == name)
            .unwrap()
            .last_report
    }

    /// Everything in storage.
    fn bytes(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        use cosmwasm_std::{Order, Storage};
        self.deps
            .storage
            .range(None, None, Order::Ascending)
            .collect()
    }
}

fn usd(dollars: u128) -> Decimal {
    Decimal::from_ratio(dollars, 1u128)
}

fn report(feed: &str, dollars: u128, published_at: u64) -> Report {
    Report {
        feed: feed.into(),
        price: usd(dollars),
        published_at,
    }
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.ty.as_str()).collect()
}
