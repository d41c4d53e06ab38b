//! Handing a transaction over: what a refusal means depends on who was silent before.

use serde_json::{json, Value};

use super::broadcast::{hand_over, Handed};
use crate::{
    fake_node::{config, FakeNode, Reply},
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
