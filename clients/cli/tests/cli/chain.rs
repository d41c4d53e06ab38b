//! What can be refused of a real chain without one: names, manifests, keys, nodes that do not answer.

use std::{fs, os::unix::fs::PermissionsExt};

use super::place::{text, Place};

const GOV: &str = "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc";

/// A manifest of a chain whose node does not answer.
fn manifest() -> String {
    format!(
        r#"chain_id = "nowhere-1"
rpc = ["http://127.0.0.1:1"]
bech32_prefix = "wasm"
gas_price = "0.025stake"
keys = "keys"

[contracts]
vault = "{GOV}"
oracle = "{GOV}"
liquidation = "{GOV}"
stablecoin = "{GOV}"

[accounts]
alice = "{GOV}"
"#
    )
}

fn place() -> Place {
    let place = Place::new();
    place.write("nowhere.toml", manifest());
    place
}

fn key_file(place: &Place, name: &str, content: &str, mode: u32) {
    place.write(name, content);
    let file = place.path().join(name);
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_chain_that_is_not_there_is_one_clear_line() {
    let place = place();
    let (error, hint) = place.refused("status --chain local");
    assert_eq!(
        error,
        "there is no chain 'local': no target/localnet/local/manifest.toml from here upwards"
    );
    assert!(hint.contains("cargo xtask localnet up"), "{hint}");
    let (error, hint) = place.refused("status --chain nowhere.toml");
    assert!(
        error.contains("http://127.0.0.1:1") && error.contains("cannot be reached"),
        "{error}"
    );
    assert!(hint.contains("is the node running?"), "{hint}");
    assert!(place
        .error("status --chain missing.toml")
        .contains("missing.toml"));
}

#[test]
fn a_manifest_with_another_field_is_refused() {
    let place = place();
    place.write("odd.toml", manifest().replace("gas_price", "gas_prize"));
    let error = place.error("types --chain odd.toml");
    assert!(error.contains("unknown field `gas_prize`"), "{error}");
    place.write("none.toml", manifest().replace("0.025stake", "cheap"));
    let error = place.error("types --chain none.toml");
    assert!(error.contains("'cheap' is no gas price"), "{error}");
}

#[test]
fn keys_are_refused_before_a_node_is_asked() {
    let place = place();
    let refused = |line: &str| place.error(&format!("{line} --chain nowhere.toml"));
    key_file(&place, "open.key", &"01".repeat(32), 0o644);
    let error = refused("types --key open.key");
    assert!(error.contains("0644") && error.contains("0600"), "{error}");
    key_file(&place, "words.key", "these are no words of a key", 0o600);
    let error = refused("types --key words.key");
    assert!(
        error.contains("words.key holds no key") && !error.contains("these are"),
        "{error}"
    );
    assert!(refused("types --key none.key").contains("none.key"));
    assert!(refused("types --as zoe").contains("nobody on this chain is called 'zoe'"));
    assert!(refused("types --as vault").contains("is the name of a contract"));
    let other = "cosmos10d07y265gmmuvt4z0w9aw880jnsr700j6zn9kn";
    assert!(refused(&format!("types --as {other}")).contains("begin with wasm1"));
    let mut command = place.command("types --chain nowhere.toml");
    let output = command
        .env("BALLAST_KEY", "no key at all")
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("BALLAST_KEY holds no key"), "{errors}");
}

#[test]
fn what_belongs_to_the_sandbox_stays_there() {
    let place = place();
    for (line, expected) in [
        ("sandbox reset", "act on the sandbox"),
        ("demo", "a chain of their own"),
        ("deploy x.toml", "the deployment file names the chain"),
        ("types --sandbox s", "cannot stand together"),
        ("types --key k --as bob", "cannot stand together"),
    ] {
        let error = place.error(&format!("{line} --chain nowhere.toml"));
        assert!(error.contains(expected), "{line}: {error}");
    }
    assert!(place
        .error("gov list")
        .contains("name the chain with --chain"));
    assert!(place
        .error("types --key k")
        .contains("--key is for a --chain"));
}

#[test]
fn deployments_and_keepers_are_refused_before_anything_is_sent() {
    let place = place();
    let error = place.error("deploy none.toml");
    assert!(error.contains("none.toml"), "{error}");
    place.write("odd.toml", "name = \"x\"\nother = 1\n");
    let error = place.error("deploy odd.toml");
    assert!(
        error.contains("odd.toml: line 2: unknown field `other`"),
        "{error}"
    );
    let error = place.error("keeper run --config none.toml");
    assert!(error.contains("none.toml"), "{error}");
    let error = place.error("keeper run --config odd.toml");
    assert!(error.contains("unknown field `name`"), "{error}");
}

#[test]
fn feeds_are_reported_and_shown_in_the_sandbox_as_on_a_chain() {
    let place = Place::with_sandbox();
    let status = place.json("oracle status eth");
    assert_eq!(text(&status, "/0/feed/price/spot"), "2000");
    assert_eq!(text(&status, "/0/feeders/0/name"), "feeder-1");
    assert!(place
        .ok("oracle status")
        .contains("3 of 4 feeders make a price"));

    let (error, hint) = place.refused("oracle report ETH 1900");
    assert!(error.contains("alice is no feeder of ETH"), "{error}");
    assert!(hint.contains("--all-feeders"), "{hint}");
    let line = "oracle report ETH 1900 --as feeder-1";
    assert!(place
        .ok(line)
        .starts_with("ignored: feeder-1 has reported ETH"));
    place.ok("sandbox advance 1m --silent");
    assert!(place.ok(line).contains("3 feeders have reported"));
    place.ok("sandbox advance 1m --silent");
    let done = place.ok("oracle report eth 1900 --all-feeders");
    assert!(done.starts_with("ETH is at 1,900.00 USD"), "{done}");
    assert!(place
        .error("oracle report DOGE 1 --as feeder-1")
        .contains("no feed 'DOGE'"));
    assert!(place
        .error("oracle report ETH 0 --as feeder-1")
        .contains("is no price"));
}
