//! Which node is asked.

use crate::{
    fake_node::{config, nowhere, FakeNode, Reply},
    Client, Error,
};

fn node(chain_id: &str, age: u64) -> FakeNode {
    FakeNode::new(chain_id, age, |_| Reply::Silence)
}

#[tokio::test]
async fn the_first_node_that_answers_and_is_not_behind_is_asked() {
    let (behind, fresh, other) = (node("chain-1", 100), node("chain-1", 1), node("chain-1", 1));
    let config = config(&[&nowhere(), behind.url(), fresh.url(), other.url()]);
    let client = Client::connect(&config).await.unwrap();
    assert_eq!(client.endpoint(), fresh.url());
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
    assert_eq!(client.endpoint(), broken.url());
    assert_eq!(client.tx(&"00".repeat(32)).await, Ok(None));
    assert_eq!(client.endpoint(), works.url());
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
