//! Which node is asked, what is told of it, and how often.

use std::sync::{
    atomic::{AtomicU32, Ordering},
    Arc,
};

use serde_json::json;

use crate::{
    fake_node::{config, nowhere, FakeNode, Reply},
    BlockEvent, Client, Error,
};

fn node(chain_id: &str, age: u64) -> FakeNode {
    FakeNode::new(chain_id, age, |_| Reply::Silence)
}

#[tokio::test]
async fn the_first_node_that_answers_and_is_not_behind_is_asked() {
    let (behind, fresh, other) = (node("chain-1", 100), node("chain-1", 1), node("chain-1", 1));
    let config = config(&[&nowhere(), behind.url(), fresh.url(), other.url()]);
    let client = Client::connect(&config).await.unwrap();
    assert_eq!(client.endpoint().whole(), fresh.url());
    assert_eq!(client.latest_block().await.unwrap().height, 100);
}

#[tokio::test]
async fn h52_a_node_of_another_chain_is_refused_with_both_names() {
    let (wrong, right) = (node("chain-2", 1), node("chain-1", 1));
    let refused = Client::connect(&config(&[wrong.url(), right.url()]))
        .await
        .unwrap_err();
    let expected = Error::WrongChain {
        endpoint: wrong.url().to_owned(),
        expected: "chain-1".to_owned(),
        found: "chain-2".to_owned(),
    };
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn h52_nodes_that_are_all_behind_are_refused_with_the_least_age() {
    let (far, near) = (node("chain-1", 10_000), node("chain-1", 100));
    let refused = Client::connect(&config(&[far.url(), &nowhere(), near.url()]))
        .await
        .unwrap_err();
    let Error::Lagging {
        endpoint,
        behind,
        allowed,
    } = refused
    else {
        panic!("{refused}");
    };
    assert_eq!((endpoint.as_str(), allowed), (near.url(), 60));
    assert!((100..200).contains(&behind), "{behind}");
}

#[tokio::test]
async fn silence_is_told_with_every_endpoint_and_its_cause() {
    let (one, two) = (nowhere(), nowhere());
    let refused = Client::connect(&config(&[&one, &two])).await.unwrap_err();
    let text = refused.to_string();
    assert!(text.contains(&one) && text.contains(&two), "{text}");
    assert!(text.contains("refused") && !text.contains('\n'), "{text}");
    assert!(refused.is_transient());
}

#[tokio::test]
async fn what_is_no_endpoint_is_refused() {
    for wrong in ["", "127.0.0.1:26657", "ftp://127.0.0.1"] {
        let refused = Client::connect(&config(&[wrong])).await.unwrap_err();
        assert!(
            matches!(refused, Error::Unusable { .. }),
            "{wrong}: {refused}"
        );
    }
    let refused = Client::connect(&config(&[])).await.unwrap_err();
    assert!(matches!(refused, Error::Unusable { .. }), "{refused}");
}

#[tokio::test]
async fn while_one_node_is_out_of_order_the_next_is_asked() {
    let broken = FakeNode::new("chain-1", 1, |_| Reply::Http("503 Service Unavailable"));
    let works = FakeNode::new("chain-1", 1, |_| Reply::Error("tx (00) not found"));
    let client = Client::connect(&config(&[broken.url(), works.url()]))
        .await
        .unwrap();
    assert_eq!(client.endpoint().whole(), broken.url());
    assert_eq!(client.tx(&"00".repeat(32)).await, Ok(None));
    assert_eq!(client.endpoint().whole(), works.url());
}

#[tokio::test]
async fn a_question_that_a_node_refuses_is_not_asked_again() {
    let refuses = FakeNode::new("chain-1", 1, |_| Reply::Http("400 Bad Request"));
    let other = FakeNode::new("chain-1", 1, |_| Reply::Error("tx (00) not found"));
    let client = Client::connect(&config(&[refuses.url(), other.url()]))
        .await
        .unwrap();
    let refused = client.tx(&"00".repeat(32)).await.unwrap_err();
    assert!(refused.to_string().contains("400"), "{refused}");
}

/// An endpoint with keys wherever an address may have one.
fn with_keys(url: &str) -> String {
    let host = url.trim_start_matches("http://");
    format!("http://s3cret-user:s3cret-word@{host}/v1/s3cret-path?key=s3cret-query#s3cret-end")
}

fn ensure_no_key(shown: &str) {
    assert!(!shown.contains("s3cret"), "{shown}");
}

fn ensure_no_key_in(error: &Error) {
    ensure_no_key(&error.to_string());
    ensure_no_key(&format!("{error:?} {error:#?}"));
}

const ECHO: &str =
    "no way to http://127.0.0.1/v1/s3cret-path?key=s3cret-query: /v1/s3cret-path of s3cret-user";

#[tokio::test]
async fn keys_in_an_endpoint_are_in_no_error() {
    let says = |reply: fn() -> Reply| FakeNode::saying(move |_| reply());
    let nodes = [
        FakeNode::new("chain-2", 1, |_| Reply::Silence),
        FakeNode::new("chain-1", 10_000, |_| Reply::Silence),
        says(|| Reply::Silence),
        says(|| Reply::Http("404 Not Found")),
        says(|| Reply::Http("503 Service Unavailable")),
        says(|| Reply::Http("nonsense")),
        says(|| Reply::Text(ECHO.to_owned())),
        says(|| Reply::Error(ECHO)),
        says(|| Reply::Result(json!(ECHO))),
        says(|| Reply::Result(json!({ "node_info": { ECHO: ECHO } }))),
    ];
    let urls = nodes.iter().map(|node| node.url().to_owned());
    for url in urls.chain([nowhere(), "http://s3cret:s3cret".to_owned()]) {
        let config = config(&[&with_keys(&url)]);
        ensure_no_key(&format!("{config:?} {config:#?}"));
        let refused = Client::connect(&config).await.unwrap_err();
        ensure_no_key_in(&refused);
        let shown = refused.to_string();
        assert!(shown.contains(&url) || url.contains("s3cret"), "{shown}");
    }
    for odd in [
        "s3cret",
        "ftp://s3cret@127.0.0.1/s3cret",
        "s3cret:s3cret@127.0.0.1",
        "http:/?s3cret",
    ] {
        let refused = Client::connect(&config(&[odd])).await.unwrap_err();
        assert!(matches!(refused, Error::Unusable { .. }), "{refused}");
        ensure_no_key_in(&refused);
    }
}

#[tokio::test]
async fn keys_in_an_endpoint_are_in_no_answer_of_a_node() {
    let replies: [fn() -> Reply; 4] = [
        || Reply::Error(ECHO),
        || Reply::Http("400 Bad Request"),
        || Reply::Text(ECHO.to_owned()),
        || Reply::Result(json!({ ECHO: ECHO })),
    ];
    for reply in replies {
        let node = FakeNode::new("chain-1", 1, move |_| reply());
        let client = Client::connect(config(&[&with_keys(node.url())]))
            .await
            .unwrap();
        ensure_no_key(&format!("{client:?}"));
        ensure_no_key(&format!("{:?} {:?}", client.nodes(), client.config()));
        ensure_no_key_in(&client.tx(&"00".repeat(32)).await.unwrap_err());
        ensure_no_key_in(&client.balance("wasm1x", "stake").await.unwrap_err());
        let mut blocks = client.blocks();
        let BlockEvent::Disconnected { reason } = blocks.next().await else {
            panic!("a node without a websocket");
        };
        assert!(reason.starts_with(node.url()), "{reason}");
        ensure_no_key(&reason);
        ensure_no_key(&format!("{blocks:?}"));
    }
}

/// A node that has the block asked for ready after so many questions, and how often it was asked.
fn ready_after(questions: u32) -> (FakeNode, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let node = FakeNode::new("chain-1", 1, move |_| {
        let is_early = count.fetch_add(1, Ordering::SeqCst) < questions;
        let response = if is_early {
            let log = "cannot query with height in the future: invalid height";
            json!({"code": 26, "codespace": "sdk", "log": log, "info": "", "index": "0", "height": "0"})
        } else {
            // The field `data` of the contract's answer, with the JSON text 7.
            json!({"code": 0, "codespace": "", "log": "", "info": "", "index": "0", "height": "101", "value": "CgE3"})
        };
        Reply::Result(json!({ "response": response }))
    });
    (node, asked)
}

#[tokio::test]
async fn a_question_as_of_a_block_that_is_not_ready_yet_is_asked_again() {
    let (node, asked) = ready_after(3);
    let client = Client::connect(config(&[node.url()])).await.unwrap();
    let answer = client.at(101).smart::<u8>("wasm1x", &json!({})).await;
    assert_eq!(answer, Ok(7));
    assert_eq!(asked.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_block_that_does_not_come_is_waited_for_a_moment_only() {
    let (node, asked) = ready_after(u32::MAX);
    let client = Client::connect(config(&[node.url()])).await.unwrap();
    let refused = client.at(101).smart::<u8>("wasm1x", &json!({})).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("height in the future"), "{refused}");
    assert_eq!(asked.load(Ordering::SeqCst), 11);
    let latest = client.smart::<u8>("wasm1x", &json!({})).await;
    assert!(latest.is_err());
    assert_eq!(asked.load(Ordering::SeqCst), 12, "as of no block: once");
}
