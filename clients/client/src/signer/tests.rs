//! Handing a transaction over: what a refusal means depends on who was silent before.

use std::time::Duration;

use serde_json::{json, Value};

use super::{
    broadcast::{hand_over, Handed},
    follow::follow,
    Pending,
};
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
