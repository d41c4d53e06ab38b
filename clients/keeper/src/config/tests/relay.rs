//! The section about relaying.

use super::*;

fn source(text: &str) -> String {
    format!("[[relay.sources]]\n{text}\n")
}

#[test]
fn relaying_that_can_not_be_is_refused() {
    let cases = [
        (
            "[relay]\ndeviation = \"1.1\"".to_owned(),
            "relay.deviation is 1.1, but must be at most 1",
        ),
        (
            "[relay]\nfeeds = [\"ETH\", \"BTC\", \"ETH\"]".to_owned(),
            "relay.feeds names ETH twice",
        ),
        (
            "[relay]\nfeeds = [\"eth\"]".to_owned(),
            "relay.feeds is eth, but must be 1 to 16 of A-Z, 0-9, -, /",
        ),
        (
            source("file = { path = \"\" }"),
            "relay.sources path is empty, but must be a file",
        ),
        (
            source("file = { path = \"x\", maximum_bytes = 0 }"),
            "relay.sources x: maximum_bytes is 0, but must be 1 to 16777216",
        ),
        (
            source("http = { url = \"ftp://x/y\" }"),
            "relay.sources url is ftp://x, but must be an http or https address",
        ),
        (
            source("http = { url = \"http://x\", timeout_seconds = 61 }"),
            "relay.sources http://x: timeout_seconds is 61, but must be 1 to 60",
        ),
        (
            source("file = { path = \"x\" }").repeat(2),
            "relay.sources names x twice",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(&text), expected);
    }
}

#[test]
fn h44_unknown_keys_of_a_source_are_refused() {
    let known = source("file = { path = \"x\" }");
    Config::from_toml(&known).unwrap();
    for text in [
        source("file = { path = \"x\", age = 1 }"),
        source("command = { program = \"x\" }"),
        format!("[relay]\nbeat = true\n{known}"),
    ] {
        assert!(refusal(&text).contains("unknown"), "{}", refusal(&text));
    }
}

#[test]
fn a_sources_file_lies_in_the_configurations_folder_and_its_address_is_not_shown() {
    let mut config = Config::from_toml(
        &(source("file = { path = \"one.json\" }")
            + &source("http = { url = \"http://u:secret@127.0.0.1:1/secret\" }")),
    )
    .unwrap();
    config.resolve(Path::new("/etc/keeper"));
    let [file, server] = config.relay.sources.as_slice() else {
        panic!("two sources were configured");
    };
    assert_eq!(file.to_string(), "/etc/keeper/one.json");
    assert_eq!(server.to_string(), "http://127.0.0.1:1");
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn without_sources_or_feeds_named_nothing_and_everything_is_relayed() {
    let config = Config::default().relay;
    assert!(config.enabled && !config.is_on() && config.relays("ETH"));
    let text = format!(
        "[relay]\nfeeds = [\"BTC\"]\n{}",
        source("file = { path = \"x\" }")
    );
    let config = Config::from_toml(&text).unwrap().relay;
    assert!(config.is_on() && config.relays("BTC") && !config.relays("ETH"));
}
