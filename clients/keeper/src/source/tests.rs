//! Sources that answer, lie, hang and talk too much.

use std::path::PathBuf;

use axum::{http::StatusCode, routing::get, Router};

use super::*;
use crate::config::{CommandSource, FileSource, HttpSource, TimeUnit};

/// The time of every test.
const NOW: u64 = 1_600_000_000;

const TIMES: Times = Times {
    chain: NOW,
    machine: NOW + 2,
};

fn source(config: SourceConfig) -> Source {
    Source::new(&FeedConfig {
        feed: "ETH".to_owned(),
        maximum_age_seconds: 30,
        source: config,
    })
}

async fn quote(config: SourceConfig) -> Result<(String, u64), String> {
    let quote = source(config).quote(TIMES).await;
    let shown = quote.map(|quote| (quote.price.to_string(), quote.time));
    shown.map_err(|error| error.to_string())
}

/// What a source says.
type Said = Result<(String, u64), String>;

#[allow(clippy::unnecessary_wraps)] // what is compared is wrapped
fn good(price: &str, time: u64) -> Said {
    Ok((price.to_owned(), time))
}

struct File {
    folder: tempfile::TempDir,
}

impl File {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("p"), text).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("p")
    }

    async fn quote(
        &self,
        time_unit: TimeUnit,
        maximum_bytes: u64,
    ) -> Result<(String, u64), String> {
        let said = quote(SourceConfig::File(FileSource {
            path: self.path(),
            time_unit,
            maximum_bytes,
        }));
        said.await
            .map_err(|error| error.replace(&self.path().display().to_string(), "FILE"))
    }
}

async fn of_file(text: &str) -> Result<(String, u64), String> {
    File::with(text).quote(TimeUnit::Seconds, 10_000).await
}

#[tokio::test]
async fn the_newest_line_whose_time_has_come_counts() {
    let text = format!(
        "time,price\n# a remark\n{},1.5\n{},200.25\n{},199\n\n{},7\n",
        NOW - 40,
        NOW - 4,
        NOW - 5,
        NOW + 1
    );
    assert_eq!(of_file(&text).await, good("200.25", NOW - 4));
}

#[tokio::test]
async fn lines_may_be_json_with_texts_or_numbers() {
    let text = format!(
        "{{\"time\":{},\"price\":\"200.1\",\"venue\":\"x\"}}\n",
        NOW - 9
    );
    assert_eq!(of_file(&text).await, good("200.1", NOW - 9));
    let text = format!("{{\"time\":\"{NOW}\",\"price\":200.1}}\n");
    assert_eq!(of_file(&text).await, good("200.1", NOW));
}

#[tokio::test]
async fn a_line_that_is_still_being_written_is_passed_over() {
    let text = format!("{},200\n{NOW},2", NOW - 10);
    assert_eq!(of_file(&text).await, good("200", NOW - 10));
    let nothing = format!("FILE: no price of {NOW} or before");
    assert_eq!(of_file(&format!("{NOW},2")).await, Err(nothing));
}

#[tokio::test]
async fn h21_each_unit_of_time_has_its_golden_line() {
    let lines = [
        (TimeUnit::Seconds, "1599999990,200\n"),
        (TimeUnit::Milliseconds, "1599999990999,200\n"),
        (TimeUnit::Microseconds, "1599999990999999,200\n"),
        (TimeUnit::Nanoseconds, "1599999990999999999,200\n"),
    ];
    for (unit, line) in lines {
        let said = File::with(line).quote(unit, 10_000).await;
        assert_eq!(said, good("200", 1_599_999_990), "{unit:?}");
    }
    // Milliseconds for seconds lie far in the future, seconds for milliseconds in the past.
    let said = File::with("1599999990999,200\n")
        .quote(TimeUnit::Seconds, 10_000)
        .await;
    assert_eq!(said, Err(format!("FILE: no price of {NOW} or before")));
    let said = File::with("1599999990,200\n")
        .quote(TimeUnit::Milliseconds, 10_000)
        .await;
    assert!(said.unwrap_err().contains("at most 30 s are accepted"));
}

#[tokio::test]
async fn what_is_no_line_is_refused_with_its_place() {
    let said = of_file(&format!("{NOW},200\nnonsense\n"))
        .await
        .unwrap_err();
    assert_eq!(said, "FILE, line 2: 'nonsense' is no line TIME,PRICE");
    let said = of_file(&format!("{NOW},-3\n")).await.unwrap_err();
    assert_eq!(said, "FILE, line 1: '-3' is no price in USD");
    let said = of_file("noon,200\n12,200\n").await.unwrap_err();
    assert!(
        said.contains("at most 30 s are accepted"),
        "a heading is passed over: {said}"
    );
}

#[tokio::test]
async fn a_price_that_no_asset_has_or_that_is_old_is_refused() {
    let zero = of_file(&format!("{NOW},0\n")).await.unwrap_err();
    assert!(zero.starts_with("FILE: 0 USD is not within "), "{zero}");
    let huge = of_file(&format!("{NOW},1000000001\n")).await.unwrap_err();
    assert!(huge.ends_with(" and 1000000000"), "{huge}");
    let old = of_file(&format!("{},200\n", NOW - 31)).await.unwrap_err();
    let expected = format!(
        "FILE: the price of {} is 31 s old, at most 30 s are accepted",
        NOW - 31
    );
    assert_eq!(old, expected);
    assert!(of_file(&format!("{},200\n", NOW - 30)).await.is_ok());
}

#[tokio::test]
async fn a_file_that_is_too_long_or_absent_is_refused() {
    let file = File::with(&format!("{NOW},200\n"));
    assert!(file.quote(TimeUnit::Seconds, 15).await.is_ok());
    let said = file.quote(TimeUnit::Seconds, 14).await;
    assert_eq!(said, Err("FILE: longer than 14 bytes".to_owned()));
    std::fs::remove_file(file.path()).unwrap();
    assert!(file
        .quote(TimeUnit::Seconds, 14)
        .await
        .unwrap_err()
        .starts_with("FILE: "));
}

async fn of_command(script: &str) -> Result<(String, u64), String> {
    quote(SourceConfig::Command(CommandSource {
        program: "sh".to_owned(),
        arguments: vec!["-c".to_owned(), script.to_owned()],
        timeout_seconds: 1,
        maximum_bytes: 100,
        time_unit: TimeUnit::Seconds,
    }))
    .await
}

#[tokio::test]
async fn the_last_line_of_a_commands_output_counts() {
    assert_eq!(
        of_command("echo begins; echo 200.5; echo").await,
        good("200.5", NOW + 2)
    );
    let line = format!("echo {},199", NOW - 3);
    assert_eq!(of_command(&line).await, good("199", NOW - 3));
}

#[tokio::test]
async fn a_command_that_fails_hangs_or_talks_too_much_is_refused() {
    assert_eq!(
        of_command("echo 200; exit 3").await,
        Err("sh: exit status: 3".to_owned())
    );
    assert_eq!(
        of_command("sleep 30; echo 200").await,
        Err("sh: no answer within 1 s".to_owned())
    );
    let said = of_command("while true; do echo 200; done").await;
    assert_eq!(said, Err("sh: longer than 100 bytes".to_owned()));
    assert_eq!(
        of_command("true").await,
        Err("sh: '' is no price in USD".to_owned())
    );
    let said = of_command("echo soon").await;
    assert_eq!(said, Err("sh: 'soon' is no line TIME,PRICE".to_owned()));
}

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
        url: format!("{base}{path}"),
        price: price.to_owned(),
        time: time.map(str::to_owned),
        time_unit: TimeUnit::Milliseconds,
        timeout_seconds: 1,
        maximum_bytes: 200,
    }));
    said.await.map_err(|error| error.replace(&base, ""))
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
    assert_eq!(said, "/good: 'null' is no price in USD");
    assert_eq!(
        refused(of_server("/text", "", None).await),
        "/text: '<html>' is no JSON"
    );
    assert_eq!(
        refused(of_server("/long", "", None).await),
        "/long: longer than 200 bytes"
    );
    assert_eq!(
        refused(of_server("/never", "", None).await),
        "/never: no answer within 1 s"
    );
    assert!(refused(of_server("/gone", "", None).await).contains("404"));
}

#[tokio::test]
async fn h21_a_time_in_the_future_is_refused() {
    let file = format!("echo {},200", NOW + 17);
    assert_eq!(of_command(&file).await, good("200", NOW + 17));
    let late = of_command(&format!("echo {},200", NOW + 18))
        .await
        .unwrap_err();
    let expected = format!("sh: the price is of {}, later than {}", NOW + 18, NOW + 17);
    assert_eq!(late, expected);
}

#[tokio::test]
async fn a_command_never_sees_the_key() {
    std::env::set_var(crate::config::KEY_VARIABLE, "secret");
    let said = of_command("echo ${BALLAST_KEY:-200}").await;
    assert_eq!(said, good("200", NOW + 2));
}

#[tokio::test]
async fn a_key_in_an_address_is_not_shown() {
    let source = |timeout_seconds| {
        SourceConfig::Http(HttpSource {
            url: "http://user:secret@127.0.0.1:1/v1/price?key=secret#secret".to_owned(),
            price: String::new(),
            time: None,
            time_unit: TimeUnit::Seconds,
            timeout_seconds,
            maximum_bytes: 1_000,
        })
    };
    let shown = "http://127.0.0.1:1/v1/price";
    assert_eq!(name(&source(5)), shown);
    for seconds in [0, 5] {
        let error = quote(source(seconds)).await.unwrap_err();
        assert!(error.starts_with(&format!("{shown}: ")), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}
