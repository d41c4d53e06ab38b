//! Servers: where the price stands, how they fail, and their addresses.

use axum::{http::StatusCode, routing::get, Router};

use super::*;
use crate::config::{HttpSource, TimeUnit};

/// A server with a few documents; its address.
async fn serve() -> String {
    let long = "9".repeat(1_000);
    let routes = Router::new()
        .route(
            "/good",
            get(|| async { r#"{"data":[{"price":"200.5","at":1599999995000}]}"# }),
        )
        .route("/number", get(|| async { "200.5" }))
        .route("/small", get(|| async { r#"{"price":1e-7}"# }))
        .route(
            "/fine",
            get(|| async { r#"{"price":"1.1234567890123456789999"}"# }),
        )
        .route("/long", get(|| async { long }))
        .route("/text", get(|| async { "<html>" }))
        .route("/gone", get(|| async { (StatusCode::NOT_FOUND, "1") }))
        .route("/never", get(std::future::pending::<&str>));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

async fn of_server(path: &str, price: &str, time: Option<&str>) -> Result<(String, u64), String> {
    let base = serve().await;
    let said = quote(SourceConfig::Http(HttpSource {
        url: format!("{base}{path}").into(),
        price: price.to_owned(),
        time: time.map(str::to_owned),
        time_unit: TimeUnit::Milliseconds,
        timeout_seconds: 1,
        maximum_bytes: 200,
    }));
    said.await.map_err(|error| error.replace(&base, "SERVER"))
}

#[tokio::test]
async fn a_servers_price_and_time_stand_where_the_pointers_say() {
    let said = of_server("/good", "/data/0/price", Some("/data/0/at")).await;
    assert_eq!(said, good("200.5", NOW - 5));
    assert_eq!(
        of_server("/good", "/data/0/price", None).await,
        good("200.5", NOW + 2)
    );
    assert_eq!(of_server("/number", "", None).await, good("200.5", NOW + 2));
}

#[tokio::test]
async fn small_and_very_fine_prices_are_read() {
    assert_eq!(
        of_server("/small", "/price", None).await,
        good("0.0000001", NOW + 2)
    );
    let fine = good("1.123456789012345678", NOW + 2);
    assert_eq!(of_server("/fine", "/price", None).await, fine);
}

#[tokio::test]
async fn a_server_that_is_wrong_slow_or_long_is_refused() {
    let refused = |said: Result<(String, u64), String>| said.unwrap_err();
    let said = refused(of_server("/good", "/data/1/price", None).await);
    assert_eq!(said, "SERVER: 'null' is no price in USD");
    assert_eq!(
        refused(of_server("/text", "", None).await),
        "SERVER: '<html>' is no JSON"
    );
    assert_eq!(
        refused(of_server("/long", "", None).await),
        "SERVER: longer than 200 bytes"
    );
    assert_eq!(
        refused(of_server("/never", "", None).await),
        "SERVER: no answer within 1 s"
    );
    assert!(refused(of_server("/gone", "", None).await).contains("404"));
}

#[tokio::test]
async fn a_key_in_an_address_is_not_shown() {
    let source = |timeout_seconds| {
        SourceConfig::Http(HttpSource {
            url: "http://user:secret@127.0.0.1:1/v1/secret?key=secret#secret".into(),
            price: String::new(),
            time: None,
            time_unit: TimeUnit::Seconds,
            timeout_seconds,
            maximum_bytes: 1_000,
        })
    };
    let shown = "http://127.0.0.1:1";
    assert_eq!(name(&source(5)), shown);
    for seconds in [0, 5] {
        let error = quote(source(seconds)).await.unwrap_err();
        assert!(error.starts_with(&format!("{shown}: ")), "{error}");
        assert!(!error.contains("secret"), "{error}");
        assert!(!format!("{:?}", source(seconds)).contains("secret"));
    }
}
