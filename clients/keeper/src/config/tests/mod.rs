mod relay;

use super::*;

const EXAMPLE: &str = include_str!("../../../keeper.example.toml");

/// The example with its disabled lines, those that begin with # and no space, enabled.
fn enabled() -> String {
    let lines = EXAMPLE.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') && !rest.is_empty() => rest,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn refusal(text: &str) -> String {
    Config::from_toml(text).unwrap_err().to_string()
}

#[test]
fn every_default_is_the_documented_one() {
    let example = Config::from_toml(EXAMPLE).unwrap();
    let defaults = Config {
        manifest: Some("manifest.toml".into()),
        ..Config::default()
    };
    assert_eq!(example, defaults);
    assert_eq!(Config::from_toml("").unwrap(), Config::default());
}

#[test]
fn every_key_stands_in_the_example() {
    let table: toml::Table = enabled().parse().unwrap();
    let config = format!("{:?}", Config::from_toml(&enabled()).unwrap());
    // Debug prints every field of every struct; each must be a key of the example.
    let fields = config
        .split([' ', '{', ','])
        .filter_map(|word| word.strip_suffix(':'));
    let mut keys = std::collections::BTreeSet::new();
    collect(&toml::Value::Table(table), &mut keys);
    for field in fields {
        assert!(
            keys.contains(field),
            "{field} is not in keeper.example.toml"
        );
    }
}

fn collect(value: &toml::Value, keys: &mut std::collections::BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| collect(value, keys)),
        _ => {}
    }
}

#[test]
fn every_key_is_documented() {
    let docs = include_str!("../../../../../docs/keeper.md");
    let table: toml::Table = enabled().parse().unwrap();
    let mut keys = std::collections::BTreeSet::new();
    collect(&toml::Value::Table(table), &mut keys);
    for key in keys {
        assert!(
            docs.contains(&format!("`{key}`")),
            "{key} is not in docs/keeper.md"
        );
    }
}

#[test]
fn the_disabled_lines_of_the_example_are_sound() {
    let config = Config::from_toml(&enabled()).unwrap();
    let sources: Vec<_> = config
        .prices
        .feeds
        .iter()
        .map(|feed| &feed.source)
        .collect();
    assert!(matches!(
        sources.as_slice(),
        [
            SourceConfig::File(_),
            SourceConfig::Command(_),
            SourceConfig::Http(_)
        ]
    ));
}

#[test]
fn a_disabled_line_shows_the_default_where_there_is_one() {
    let config = Config::from_toml(&enabled()).unwrap();
    for feed in &config.prices.feeds {
        assert_eq!(feed.maximum_age_seconds, FEED_MAXIMUM_AGE);
    }
    let least = |source: &str| {
        let text = format!("[[prices.feeds]]\nfeed = \"A\"\nsource = {{ {source} }}");
        Config::from_toml(&text).unwrap().prices.feeds[0]
            .source
            .clone()
    };
    let shown = |place: usize| config.prices.feeds[place].source.clone();
    let same = |mut least: SourceConfig, shown: SourceConfig| {
        match (&mut least, &shown) {
            (SourceConfig::File(a), SourceConfig::File(b)) => a.path = b.path.clone(),
            (SourceConfig::Command(a), SourceConfig::Command(b)) => {
                (a.program, a.arguments) = (b.program.clone(), b.arguments.clone());
            }
            (SourceConfig::Http(a), SourceConfig::Http(b)) => {
                (a.url, a.price) = (b.url.clone(), b.price.clone());
                a.time = b.time.clone();
            }
            _ => {}
        }
        assert_eq!(least, shown);
    };
    same(least("file = { path = \"x\" }"), shown(0));
    same(least("command = { program = \"x\" }"), shown(1));
    same(least("http = { url = \"http://x\" }"), shown(2));
}

#[test]
fn h44_unknown_keys_are_refused() {
    assert!(refusal("manifesto = \"x\"").contains("unknown field `manifesto`"));
    assert!(refusal("[liquidation]\nbatches = 3").contains("unknown field `batches`"));
    let source = "[[prices.feeds]]\nfeed = \"A\"\nsource = { file = { path = \"x\", age = 1 } }";
    assert!(refusal(source).contains("unknown field `age`"));
    assert!(!refusal("[liquidation]\nbatches = 3").contains('\n'));
}

#[test]
fn values_that_can_not_be_are_refused_with_both_sides() {
    let cases = [
        (
            "[liquidation]\nbatch = 0",
            "liquidation.batch is 0, but must be 1 to 100",
        ),
        (
            "[liquidation]\nbatch = 101",
            "liquidation.batch is 101, but must be 1 to 100",
        ),
        (
            "[node]\nmaximum_lag_seconds = 0",
            "node.maximum_lag_seconds is 0, but must be 1 to 86400",
        ),
        (
            "[transactions]\ngas_margin = \"0.9\"",
            "transactions.gas_margin is 0.9, but must be 1 or more",
        ),
        (
            "[transactions]\nfee_factor = \"1\"",
            "transactions.fee_factor is 1, but must be above 1 and at most 10",
        ),
        (
            "[transactions]\ntimeout_blocks = 12",
            "transactions.wait_blocks_after_start is 10, but must be 12 to 10000",
        ),
        (
            "[prices]\ndeviation = \"2\"",
            "prices.deviation is 2, but must be at most 1",
        ),
        (
            "[server]\nlisten = \"0.0.0.0:9464\"",
            "server.listen is 0.0.0.0:9464, but must be a loopback address",
        ),
        (
            "[log]\nlevel = \"lots=of=it\"",
            "log.level is lots=of=it, but must be a level or a filter as info,hyper=warn",
        ),
        (
            "[tasks]\nbackoff_first_seconds = 90",
            "tasks.backoff_last_seconds is 60, but must be 90 to 86400",
        ),
        (
            "[gas_coin]\ndecimals = 19",
            "gas_coin.decimals is 19, but must be 0 to 18",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(text), expected);
    }
}

#[test]
fn auctions_that_can_not_be_are_refused() {
    let discount = "auctions.minimum_discount is 1.01, but must be at most 1";
    assert_eq!(refusal("[auctions]\nminimum_discount = \"1.01\""), discount);
    for taker in ["a taker", "", "wasm1x/y"] {
        let expected = format!("auctions.taker is {taker}, but must be a contract's address");
        let text = format!("[auctions]\ntaker = \"{taker}\"");
        assert_eq!(refusal(&text), expected);
    }
}

#[test]
fn orders_that_can_not_be_are_refused() {
    let discount = "orders.minimum_discount is 1.01, but must be at most 1";
    assert_eq!(refusal("[orders]\nminimum_discount = \"1.01\""), discount);
}

#[test]
fn feeds_that_can_not_be_are_refused() {
    let feed = |name: &str, rest: &str| format!("[[prices.feeds]]\nfeed = \"{name}\"\n{rest}\n");
    let file = "source = { file = { path = \"x\" } }";
    let twice = feed("ETH", file) + &feed("ETH", file);
    assert_eq!(refusal(&twice), "prices.feeds names ETH twice");
    let expected = "prices.feeds feed is eth, but must be 1 to 16 of A-Z, 0-9, -, /";
    assert_eq!(refusal(&feed("eth", file)), expected);
    let old = format!("maximum_age_seconds = 61\n{file}");
    let expected = "prices.feeds ETH: maximum_age_seconds is 61, but must be 1 to 60";
    assert_eq!(refusal(&feed("ETH", &old)), expected);
    let ftp = "source = { http = { url = \"ftp://x\" } }";
    let expected = "prices.feeds ETH: url is ftp://x, but must be an http or https address";
    assert_eq!(refusal(&feed("ETH", ftp)), expected);
    let pointer = "source = { http = { url = \"http://x\", price = \"a.b\" } }";
    assert!(refusal(&feed("ETH", pointer)).contains("price is a.b, but must be a JSON pointer"));
}

#[test]
fn relative_paths_are_taken_from_the_files_folder() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keeper.toml");
    std::fs::write(
        &file,
        "manifest = \"m.toml\"\nkey_file = \"/k.key\"\n[[prices.feeds]]\nfeed = \"ETH\"\n\
         source = { file = { path = \"eth.csv\" } }",
    )
    .unwrap();
    let config = Config::load(&file).unwrap();
    assert_eq!(config.manifest, Some(folder.path().join("m.toml")));
    assert_eq!(config.key_file, Some("/k.key".into()));
    let SourceConfig::File(source) = &config.prices.feeds[0].source else {
        panic!("a file was configured");
    };
    assert_eq!(source.path, folder.path().join("eth.csv"));
}

#[test]
fn a_file_that_is_not_there_or_wrong_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keeper.toml");
    let error = Config::load(&file).unwrap_err().to_string();
    assert!(error.starts_with(&format!("configuration {}: ", file.display())));
    std::fs::write(&file, "[liquidation]\nbatch = 0").unwrap();
    let error = Config::load(&file).unwrap_err().to_string();
    assert!(error.ends_with("keeper.toml: liquidation.batch is 0, but must be 1 to 100"));
}
