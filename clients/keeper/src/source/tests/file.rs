//! Files: units, places, limits.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::*;
use crate::config::{FileSource, ReportFile, ReportSource, TimeUnit};

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

/// Reads prices and signed reports from a place: both must be refused, within a second.
async fn refused(path: &Path) -> [String; 2] {
    let (path, maximum_bytes) = (path.to_owned(), 2_000);
    let reports = SignedSource::new(&ReportSource::File(ReportFile {
        path: path.clone(),
        maximum_bytes,
    }));
    let prices = quote(SourceConfig::File(FileSource {
        path: path.clone(),
        time_unit: TimeUnit::Seconds,
        maximum_bytes,
    }));
    let both = async { (prices.await, reports.read().await) };
    let read = tokio::time::timeout(Duration::from_secs(1), both).await;
    if read.is_err() {
        // Lets a reader go that waits for a writer: it would keep the test from its end.
        let writer = std::fs::OpenOptions::new().write(true).open(&path);
        drop(writer);
    }
    let (prices, reports) = read.expect("an answer within a second");
    let shown = path.display().to_string();
    [prices.unwrap_err(), reports.unwrap_err().to_string()]
        .map(|error| error.replace(&shown, "FILE"))
}

#[tokio::test]
async fn h45_what_is_no_regular_file_is_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let (pipe, socket) = (folder.path().join("pipe"), folder.path().join("socket"));
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    for (path, what) in [
        (pipe.as_path(), "named pipe"),
        (&link, "named pipe"),
        (&socket, "socket"),
        (folder.path(), "folder"),
        (Path::new("/dev/zero"), "device"),
    ] {
        let expected = format!("FILE: a {what}, expected a regular file");
        assert_eq!(refused(path).await, [expected.clone(), expected]);
    }
}

#[tokio::test]
async fn a_link_to_a_file_is_read() {
    let file = File::with(&format!("{NOW},200\n"));
    let target = file.folder.path().join("target");
    std::fs::rename(file.path(), &target).unwrap();
    std::os::unix::fs::symlink(&target, file.path()).unwrap();
    assert_eq!(file.quote(TimeUnit::Seconds, 100).await, good("200", NOW));
}
