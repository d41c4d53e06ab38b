//! Handing a transaction over: what a refusal means depends on who was silent before.

use std::{
    sync::{
        atomic::{AtomicUsize, Ordering},
        Arc,
    },
    time::Duration,
};

use cosmrs::proto::{
    cosmos::{
        base::abci::v1beta1::{GasInfo, Result as Simulation},
        tx::v1beta1::SimulateResponse,
    },
    tendermint::abci::{Event, EventAttribute},
};
use serde_json::{json, Value};

use super::{
    broadcast::{hand_over, Handed},
    follow::follow,
    Pending, Simulated,
};
use crate::{
    fake_node::{config, nowhere, FakeNode, Reply},
    Client, Error,
};

fn answered(code: u32, log: &str) -> Value {
    json!({"code": code, "data": "", "log": log, "codespace": "sdk", "hash": "AB".repeat(32)})
}

fn mismatch(method: &str) -> Reply {
    assert_eq!(method, "broadcast_tx_sync");
    let log = "account sequence mismatch, expected 6, got 5: incorrect account sequence";
    Reply::Result(answered(32, log))
}

async fn handed(nodes: &[&FakeNode]) -> Handed {
    let urls: Vec<_> = nodes.iter().map(|node| node.url()).collect();
    let client = Client::connect(&config(&urls)).await.unwrap();
    hand_over(&client, b"transaction").await
}

#[tokio::test]
async fn a_refusal_of_the_only_node_asked_is_one() {
    let node = FakeNode::new("chain-1", 1, mismatch);
    let refused = handed(&[&node]).await;
    assert!(
        matches!(
            refused,
            Handed::Refused(Error::Sequence {
                expected: 6,
                given: 5
            })
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn h51_a_refusal_after_a_silent_node_does_not_free_the_way_for_a_second_transaction() {
    let silent = FakeNode::new("chain-1", 1, |_| Reply::Silence);
    let node = FakeNode::new("chain-1", 1, mismatch);
    assert!(matches!(handed(&[&silent, &node]).await, Handed::Over));
    assert!(matches!(handed(&[&silent]).await, Handed::Over));
}

#[tokio::test]
async fn a_transaction_that_a_node_has_already_is_handed_over() {
    let has_it = FakeNode::new("chain-1", 1, |_| Reply::Error("tx already exists in cache"));
    assert!(matches!(handed(&[&has_it]).await, Handed::Over));
    let takes_it = FakeNode::new("chain-1", 1, |_| Reply::Result(answered(0, "")));
    assert!(matches!(handed(&[&takes_it]).await, Handed::Over));
}

#[tokio::test]
async fn a_node_without_room_is_busy_and_has_nothing() {
    let full = FakeNode::new("chain-1", 1, |_| {
        Reply::Error("mempool is full: number of txs 5000 (max: 5000), total txs bytes 9 (max: 9)")
    });
    let refused = handed(&[&full]).await;
    assert!(
        matches!(&refused, Handed::Refused(error) if error.is_transient()),
        "{refused:?}"
    );
}

#[tokio::test]
async fn h51_words_that_do_not_tell_leave_a_transaction_on_its_way() {
    let late = FakeNode::new("chain-1", 1, |_| {
        Reply::Error("broadcast confirmation not received: timed out waiting for tx to be included")
    });
    let proxy = FakeNode::new("chain-1", 1, |_| Reply::Http("<html>try again</html>"));
    assert!(matches!(handed(&[&late]).await, Handed::Over));
    assert!(matches!(handed(&[&proxy]).await, Handed::Over));
}

#[tokio::test]
async fn h51_a_node_of_another_chain_ends_no_transaction() {
    let silent = FakeNode::new("chain-1", 1, |_| Reply::Silence);
    let other = FakeNode::new("chain-2", 1, |_| Reply::Silence);
    let urls = [silent.url(), other.url()];
    let client = Client::connect(&config(&urls)).await.unwrap();
    let pending = Pending {
        hash: "AB".repeat(32),
        from: 1,
        until: u64::MAX,
        gas_wanted: 1,
        bytes: b"transaction".to_vec(),
    };
    let followed = tokio::time::timeout(Duration::from_secs(1), follow(&client, &pending)).await;
    assert!(followed.is_err(), "it ended with {followed:?}");
}

/// What a node does with a question.
type Says = fn(&str) -> Reply;

/// Ways not to take a transaction, without a doubt.
fn turned_away() -> [(Says, &'static str); 4] {
    [
        (|_| Reply::NoMethod, "Method not found"),
        (|_| Reply::Http("403 Forbidden"), "403"),
        (|_| Reply::Http("429 Too Many Requests"), "429"),
        (|_| Reply::Http("501 Not Implemented"), "501"),
    ]
}

/// A node that takes everything, and how often it did.
fn taker() -> (FakeNode, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let node = FakeNode::new("chain-1", 1, move |method| {
        assert_eq!(method, "broadcast_tx_sync");
        counted.fetch_add(1, Ordering::Relaxed);
        Reply::Result(answered(0, ""))
    });
    (node, count)
}

#[tokio::test]
async fn a_node_that_does_not_take_a_transaction_leaves_it_to_the_next() {
    let doubtful: [Says; 5] = [
        |_| Reply::Silence,
        |_| Reply::Http("500 Internal Server Error"),
        |_| Reply::Http("502 Bad Gateway"),
        |_| Reply::Http("503 Service Unavailable"),
        |_| Reply::Error("out of order"),
    ];
    for says in turned_away()
        .map(|(says, _)| says)
        .into_iter()
        .chain(doubtful)
    {
        let (next, count) = taker();
        let first = FakeNode::new("chain-1", 1, says);
        assert!(matches!(handed(&[&first, &next]).await, Handed::Over));
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn what_every_node_said_is_told_at_once() {
    for (says, words) in turned_away() {
        let first = FakeNode::new("chain-1", 1, says);
        let second = FakeNode::new("chain-1", 1, |_| Reply::NoMethod);
        let urls = [&first, &second].map(|node| format!("{}/s3cret-path", node.url()));
        let client = Client::connect(&config(&[&urls[0], &urls[1], &nowhere()])).await;
        let Handed::Refused(refused) = hand_over(&client.unwrap(), b"transaction").await else {
            panic!("it is not on its way");
        };
        let told = refused.to_string();
        let lines: Vec<_> = told.lines().map(str::trim).collect();
        assert_eq!(lines.len(), 4, "{told}");
        assert_eq!(lines[0], "no node took the transaction");
        assert!(
            lines[1].starts_with(first.url()) && lines[1].contains(words),
            "{told}"
        );
        assert!(lines[2].starts_with(second.url()), "{told}");
        assert!(lines[3].contains("cannot be reached"), "{told}");
        assert!(!told.contains("s3cret"), "{told}");
    }
}

#[tokio::test]
async fn a_node_that_went_away_before_it_was_offered_a_transaction_has_nothing() {
    let client = Client::connect(&config(&[&FakeNode::once("chain-1")])).await;
    let client = client.unwrap();
    let handed = hand_over(&client, b"transaction").await;
    let is_away = matches!(&handed, Handed::Refused(Error::Unreachable { .. }));
    assert!(is_away, "{handed:?}");
}

#[tokio::test]
async fn h51_a_gateway_that_failed_may_have_passed_a_transaction_on() {
    for status in [
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
    ] {
        let gateway = FakeNode::new("chain-1", 1, move |_| Reply::Http(status));
        assert!(matches!(handed(&[&gateway]).await, Handed::Over));
        let no_method = FakeNode::new("chain-1", 1, |_| Reply::NoMethod);
        assert!(matches!(
            handed(&[&gateway, &no_method]).await,
            Handed::Over
        ));
    }
}

#[test]
fn a_simulation_tells_its_gas_and_what_would_happen() {
    let attribute = |key: &str, value: &str| EventAttribute {
        key: key.to_owned(),
        value: value.to_owned(),
        index: true,
    };
    let event = Event {
        r#type: "wasm-liquidated".to_owned(),
        attributes: vec![
            attribute("_contract_address", "wasm1x"),
            attribute("reward", "7"),
        ],
    };
    let answer = SimulateResponse {
        gas_info: Some(GasInfo {
            gas_wanted: 0,
            gas_used: 123,
        }),
        result: Some(Simulation {
            events: vec![event],
            ..Simulation::default()
        }),
    };
    let silent = SimulateResponse {
        gas_info: None,
        ..answer.clone()
    };
    assert_eq!(Simulated::read(silent), None);
    let told = cosmwasm_std::Event::new("wasm-liquidated")
        .add_attribute("_contract_address", "wasm1x")
        .add_attribute("reward", "7");
    let expected = Simulated {
        gas_used: 123,
        events: vec![told],
    };
    assert_eq!(Simulated::read(answer), Some(expected));
}
