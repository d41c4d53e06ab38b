//! A price is computed from the records of all feeds that it is made of.

use std::cell::RefCell;

use ballast_math::Price;
use ballast_types::oracle::{Accepted, FeedRecord, PriceError};
use cosmrs::proto::{cosmwasm::wasm::v1::QueryRawContractStateResponse, prost::Message};
use cosmwasm_std::{Binary, Decimal};
use serde_json::json;

use crate::{
    fake_node::{config, FakeNode, Reply},
    Client, Contracts, System,
};

const NOW: u64 = 1_700_000_000;

/// A node whose contract holds these records and is asked for them in this order; then it is silent.
async fn holding(records: &[Option<FeedRecord>]) -> System {
    let encoded = |record: &Option<FeedRecord>| {
        let bytes = record.as_ref().map(|record| record.encode().unwrap());
        bytes.unwrap_or_default()
    };
    let answers: Vec<_> = records.iter().rev().map(encoded).collect();
    let answers = RefCell::new(answers);
    let node = FakeNode::new("chain-1", 1, move |method| match method {
        "abci_query" => answers.borrow_mut().pop().map_or(Reply::Silence, answer),
        _ => Reply::Silence,
    });
    let client = Client::connect(&config(&[node.url()])).await.unwrap();
    System::new(client, Contracts::default())
}

fn answer(data: Vec<u8>) -> Reply {
    let value = QueryRawContractStateResponse { data }.encode_to_vec();
    Reply::Result(json!({ "response": {
        "code": 0, "log": "", "info": "", "index": "0", "key": "",
        "value": Binary::from(value), "proofOps": null, "height": "100", "codespace": "",
    }}))
}

fn number(text: &str) -> Price {
    Price::new(text.parse::<Decimal>().unwrap().atomics().u128())
}

fn accepted(text: &str) -> Accepted {
    Accepted::first(number(text), NOW - 10, NOW + 100, 7)
}

fn staked() -> FeedRecord {
    FeedRecord::RedemptionRate {
        base: "ETH".to_owned(),
        rate: accepted("1.1"),
    }
}

#[tokio::test]
async fn a_feed_that_has_no_record_or_stands_on_such_a_one_has_no_price() {
    let missing = |feed: &str| Err(PriceError::Missing { feed: feed.into() });
    let system = holding(&[None]).await;
    assert_eq!(system.price("ETH", NOW).await.unwrap(), missing("ETH"));
    let system = holding(&[Some(staked()), None]).await;
    assert_eq!(system.price("STETH", NOW).await.unwrap(), missing("ETH"));
}

#[tokio::test]
async fn a_price_that_is_too_old_is_none() {
    let system = holding(&[Some(FeedRecord::Price(accepted("2000")))]).await;
    let problem = system.price("ETH", NOW + 101).await.unwrap().unwrap_err();
    assert!(matches!(problem, PriceError::NotValid { .. }), "{problem}");
}

#[tokio::test]
async fn a_derived_price_is_read_with_what_it_stands_on() {
    let base = FeedRecord::Price(accepted("2000"));
    let system = holding(&[Some(staked()), Some(base)]).await;
    let price = system.price("STETH", NOW).await.unwrap().unwrap();
    assert_eq!(price.spot, number("2200"));
    // Each record is read once: the node answers no third question.
}
