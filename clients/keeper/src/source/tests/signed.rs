//! Sources of signed reports: one or a list, and what is neither.

use std::path::Path;

use ballast_types::oracle::{Report, SignedReport};

use super::*;
use crate::config::{ReportFile, ReportServer, ReportSource};

fn signed(usd: u64) -> SignedReport {
    SignedReport {
        report: Report::new("ETH", Decimal::from_ratio(usd, 1u64), NOW),
        public_key: vec![2; 33].into(),
        signature: vec![1; 64].into(),
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// What a file of at most 2,000 bytes gives; in errors its path is FILE.
async fn of_file(text: &str) -> Result<Vec<SignedReport>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.json");
    std::fs::write(&path, text).unwrap();
    let source = SignedSource::new(&ReportSource::File(ReportFile {
        path: path.clone(),
        maximum_bytes: 2_000,
    }));
    let read = source.read().await;
    read.map_err(|error| {
        error
            .to_string()
            .replace(&path.display().to_string(), "FILE")
    })
}

#[tokio::test]
async fn one_report_or_a_list_is_read() {
    let reports = vec![signed(200), signed(201)];
    assert_eq!(of_file(&json(&reports[0])).await, Ok(vec![signed(200)]));
    assert_eq!(of_file(&json(&reports)).await, Ok(reports));
    assert_eq!(of_file("[]\n").await, Ok(vec![]));
    let implied = r#"{"feed":"ETH","price":"1.5","published_at":7,"implied_volatility":"0.8"}"#;
    let other = json(&signed(1)).replace(&json(&signed(1).report), implied);
    let read = of_file(&other).await.unwrap();
    assert_eq!(
        read[0].report.implied_volatility,
        Some(Decimal::percent(80))
    );
}

#[tokio::test]
async fn what_is_no_signed_report_is_refused() {
    let refused = |given: &str| format!("FILE: '{given}' is no signed report or list of such");
    for text in ["", "{}", "<html>", "[1]", "{\"price\":\"200\"}", "null"] {
        assert_eq!(of_file(text).await, Err(refused(text)), "{text}");
    }
    let unknown = json(&signed(200)).replace("\"report\"", "\"more\":1,\"report\"");
    assert!(of_file(&unknown).await.is_err());
    // A price that is negative or has too many digits is no decimal.
    for price in ["-1", "1.0000000000000000001", "NaN", "1e400"] {
        let text = json(&signed(200)).replace("\"200\"", &format!("\"{price}\""));
        assert!(of_file(&text).await.is_err(), "{price}");
    }
}

#[tokio::test]
async fn h45_what_is_long_or_deep_is_refused_cheaply() {
    let long = json(&vec![signed(200); 20]);
    let expected = "FILE: longer than 2000 bytes".to_owned();
    assert_eq!(of_file(&long).await, Err(expected));
    let deep = "[".repeat(1_900);
    assert!(of_file(&deep).await.unwrap_err().ends_with("list of such"));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let source = SignedSource::new(&ReportSource::File(ReportFile {
        path: Path::new("/nowhere/reports.json").to_owned(),
        maximum_bytes: 2_000,
    }));
    let error = source.read().await.unwrap_err().to_string();
    assert!(error.starts_with("/nowhere/reports.json: "), "{error}");
}

#[tokio::test]
async fn a_server_gives_the_same_and_its_address_is_not_shown() {
    let text = json(&signed(200));
    let routes = axum::Router::new()
        .route("/secret", axum::routing::get(|| async { text }))
        .route("/never", axum::routing::get(std::future::pending::<&str>));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let source = |path: &str| {
        SignedSource::new(&ReportSource::Http(ReportServer {
            url: format!("http://{address}{path}").into(),
            timeout_seconds: 1,
            maximum_bytes: 2_000,
        }))
    };
    assert_eq!(source("/secret").read().await, Ok(vec![signed(200)]));
    for (path, reason) in [("/secret2", "404"), ("/never", "no answer within 1 s")] {
        let error = source(path).read().await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("http://{address}: ")), "{error}");
        assert!(
            error.contains(reason) && !error.contains("secret"),
            "{error}"
        );
    }
}
