//! Commands: what they print, how they fail, what they never see.

use super::*;
use crate::config::{CommandSource, TimeUnit};

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
async fn what_a_command_started_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let late = |name: &str| format!("(sleep 2; echo > '{}') | cat", file(name).display());
    let slow = late("slow");
    let dropped = late("dropped");
    let long = format!("{} & while true; do echo 200; done", late("long"));
    let (slow, dropped, long) = tokio::join!(
        of_command(&slow),
        tokio::time::timeout(Duration::from_millis(500), of_command(&dropped)),
        of_command(&long),
    );
    assert_eq!(slow, Err("sh: no answer within 1 s".to_owned()));
    assert!(dropped.is_err());
    assert_eq!(long, Err("sh: longer than 100 bytes".to_owned()));

    tokio::time::sleep(Duration::from_secs(2)).await;
    let left = ["slow", "dropped", "long"].map(|name| file(name).exists());
    assert_eq!(left, [false; 3]);
}
