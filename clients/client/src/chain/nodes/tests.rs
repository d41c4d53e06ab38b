//! Which of several nodes is asked for the latest block.

use std::sync::{Arc, Mutex};

use crate::{
    fake_node::{config, now, nowhere, FakeNode, Reply},
    Client, Error,
};

/// A node at a height, its latest block a second old.
fn node_at(height: u64) -> FakeNode {
    let latest = Arc::new(Mutex::new((height, now() - 1)));
    FakeNode::at(&latest, |_| Reply::Silence)
}

#[tokio::test]
async fn h52_a_node_that_has_not_come_to_a_block_leaves_it_to_the_next() {
    let (low, high) = (node_at(99), node_at(100));
    let client = Client::connect(&config(&[low.url(), high.url()]))
        .await
        .unwrap();
    assert_eq!(client.latest_block().await.unwrap().height, 99);
    assert_eq!(client.latest_block_from(100).await.unwrap().height, 100);
    assert_eq!(client.endpoint().whole(), high.url());
    assert_eq!(client.latest_block().await.unwrap().height, 100);
}

#[tokio::test]
async fn a_block_that_no_node_has_come_to_is_answered_with_the_highest() {
    let (low, high, silent) = (node_at(90), node_at(100), nowhere());
    let urls = [silent.as_str(), low.url(), high.url()];
    let client = Client::connect(&config(&urls)).await.unwrap();
    let found = client.latest_block_from(1_000_000).await.unwrap();
    assert_eq!(found.height, 100);
    assert_eq!(client.endpoint().whole(), high.url());
}

#[tokio::test]
async fn a_node_that_is_dated_in_the_future_leaves_it_to_the_next() {
    let latest = Arc::new(Mutex::new((100, now() + 1_000)));
    let early = FakeNode::at(&latest, |_| Reply::Silence);
    let refused = Client::connect(&config(&[early.url()])).await.unwrap_err();
    assert!(
        matches!(
            refused,
            Error::Ahead {
                ahead: 990..=1_000,
                allowed: 60,
                ..
            }
        ),
        "{refused}"
    );
    assert!(refused.is_transient());
    let right = node_at(100);
    let client = Client::connect(&config(&[early.url(), right.url()]))
        .await
        .unwrap();
    assert_eq!(client.endpoint().whole(), right.url());
}
