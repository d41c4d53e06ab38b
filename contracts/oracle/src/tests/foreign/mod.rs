//! Prices read from a contract that answers as Pyth's does.

mod answers;
mod bounds;
mod pokes;

use cosmwasm_std::{from_json, ContractResult, SystemResult, WasmQuery};

use super::*;
use crate::foreign::ForeignError;

/// What the contract answers, with Pyth's own field names.
#[derive(Clone)]
struct Answer {
    id: String,
    price: String,
    conf: String,
    expo: i32,
    publish_time: i64,
}

fn id() -> String {
    "0a".repeat(32)
}

impl Answer {
    /// 2,000 give or take a dollar, published some seconds ago.
    fn new(oracle: &Oracle, ago: i64) -> Self {
        Self {
            id: id(),
            price: "200000000000".into(),
            conf: "100000000".into(),
            expo: -8,
            publish_time: i64::try_from(oracle.now()).unwrap() - ago,
        }
    }

    fn dollars(self, dollars: u64) -> Self {
        let price = format!("{dollars}00000000");
        Self { price, ..self }
    }

    fn json(&self) -> String {
        let Self {
            id,
            price,
            conf,
            expo,
            publish_time,
        } = self;
        let stated = format!(
            r#"{{"price":"{price}","conf":"{conf}","expo":{expo},"publish_time":{publish_time}}}"#
        );
        format!(r#"{{"price_feed":{{"id":"{id}","price":{stated},"ema_price":{stated}}}}}"#)
    }
}

impl Oracle {
    /// With feed `ATOM` of a foreign oracle that believes in 1%, a beat ago.
    fn foreign() -> Self {
        let mut oracle = Self::empty();
        let new = oracle.foreign_feed("ATOM");
        oracle.add_feed(new).unwrap();
        oracle.pass(BEAT);
        oracle
    }

    fn foreign_feed(&self, feed: &str) -> NewFeed {
        let source = Source::Pyth {
            contract: self.deps.api.addr_make("pyth").into_string(),
            price_id: id(),
            maximum_confidence: Decimal::percent(1),
        };
        let new = NewFeed {
            feeders: vec![],
            ..self.new_feed(feed, 4)
        };
        with_intake(new, |intake| intake.source = source)
    }

    /// What Pyth's contract answers from now on.
    fn answers(&mut self, json: String) {
        let pyth = self.deps.api.addr_make("pyth").into_string();
        self.deps.querier.update_wasm(move |query| {
            let WasmQuery::Smart { contract_addr, msg } = query else {
                panic!("{query:?}");
            };
            assert_eq!(*contract_addr, pyth);
            let question: serde_json::Value = from_json(msg).unwrap();
            assert_eq!(
                question,
                serde_json::json!({ "price_feed": { "id": id() } })
            );
            SystemResult::Ok(ContractResult::Ok(json.as_bytes().into()))
        });
    }

    fn poke(&mut self, feeds: &[&str]) -> Outcome {
        let feeds = feeds.iter().map(|&feed| feed.into()).collect();
        self.execute(&self.stranger(), ExecuteMsg::Poke { feeds })
    }

    fn poked(&mut self, answer: &Answer) -> Outcome {
        self.answers(answer.json());
        self.poke(&["ATOM"])
    }

    fn atom(&self) -> Option<PriceResponse> {
        self.feed("ATOM").price
    }
}

fn refused(error: ForeignError) -> Outcome {
    let feed = "ATOM".into();
    Err(ContractError::Foreign { feed, error })
}
