//! The server, asked over HTTP.

use std::sync::Arc;

use super::{health::Limits, server, Metrics};
use crate::{node::Block, strategy::Kind, Clock};

async fn get(base: &str, path: &str) -> (u16, String) {
    let response = reqwest::get(format!("{base}{path}")).await.unwrap();
    let status = response.status().as_u16();
    (status, response.text().await.unwrap())
}

fn clock(now: u64) -> Clock {
    Arc::new(move || now)
}

#[tokio::test]
async fn metrics_and_health_are_served() {
    let metrics = Arc::new(Metrics::new(Limits { lag: 30, stall: 60 }));
    let listen = "127.0.0.1:0".parse().unwrap();
    let server = server::start(listen, Arc::clone(&metrics), clock(1_000))
        .await
        .unwrap();
    let base = format!("http://{}", server.address);

    let (status, text) = get(&base, "/health").await;
    assert_eq!(status, 503);
    assert!(
        text.contains("\"healthy\":false") && text.contains("\"height\":null"),
        "{text}"
    );

    metrics.saw(Block {
        height: 7,
        time: 990,
    });
    metrics.acted(Kind::Liquidate, "done");
    let (status, text) = get(&base, "/health").await;
    assert_eq!(status, 200);
    assert!(text.contains("\"lag_seconds\":10"), "{text}");

    let (status, text) = get(&base, "/metrics").await;
    assert_eq!(status, 200);
    for line in [
        "ballast_keeper_block_height 7",
        "ballast_keeper_lag_seconds 10",
        "ballast_keeper_actions_total{kind=\"liquidate\",result=\"done\"} 1",
        "ballast_keeper_actions_total{kind=\"settle\",result=\"done\"} 0",
    ] {
        assert!(text.contains(line), "{line} is missing in\n{text}");
    }
    assert_eq!(get(&base, "/").await.0, 404);
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused() {
    let metrics = Arc::new(Metrics::new(Limits { lag: 30, stall: 60 }));
    let listen = "0.0.0.0:0".parse().unwrap();
    let error = server::start(listen, metrics, clock(0)).await.unwrap_err();
    assert_eq!(error.to_string(), "0.0.0.0:0 is no loopback address");
}

/// Every metric stands in the documentation.
#[test]
fn every_metric_is_documented() {
    let docs = include_str!("../../../../docs/keeper.md");
    let text = Metrics::new(Limits { lag: 30, stall: 60 }).text(0);
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    for line in types {
        let (name, kind) = line.split_once(' ').unwrap();
        let suffix = if kind == "counter" { "_total" } else { "" };
        assert!(
            docs.contains(&format!("`{name}{suffix}`")),
            "{name}{suffix} is not documented"
        );
    }
}
