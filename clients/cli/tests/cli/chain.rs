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
fn a_report_is_signed_without_asking_a_node() {
    let place = place();
    key_file(&place, "feeder.key", &format!("{:064}", 1), 0o600);
    let time = "--at 1584056400";
    let by_manifest =
        format!("oracle sign ETH 110.48 {time} --chain nowhere.toml --key feeder.key");
    let signed = place.json(&by_manifest);
    let key = "Anm+Zn753LusVaBilc6HCwcCm/zbLc4o2VnygVsW+BeY";
    assert_eq!(text(&signed, "/public_key"), key);
    let named = format!(
        "oracle sign ETH 110.48 {time} --chain-id nowhere-1 --oracle {GOV} --key feeder.key"
    );
    assert_eq!(place.json(&named), signed);
    let other = named.replace("nowhere-1", "nowhere-2");
    assert_ne!(place.json(&other), signed);
    let mut command = place.command(&named.replace(" --key feeder.key", ""));
    let command = command.env("BALLAST_KEY", format!("{:064}", 1));
    let output = command.arg("--json").output().unwrap();
    let by_environment: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(by_environment, signed);

    let error = place.error(&by_manifest.replace("--key feeder.key", "--as alice"));
    assert!(error.contains("there is no key of"), "{error}");
    let (error, hint) = place.refused(&named.replace(" --key feeder.key", ""));
    assert!(error.contains("nobody acts"), "{error}");
    assert!(hint.contains("BALLAST_KEY"), "{hint}");
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
