//! Deployment files: those in the repository, and faults in them.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot go on has failed

use std::{collections::BTreeMap, path::Path};

use ballast_deploy::{DeployError, DeploymentFile, Fault};

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deployments");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn address(name: &str) -> String {
    ballast_client::predict_address(&"00".repeat(32), &gov(), name.as_bytes()).unwrap()
}

fn gov() -> String {
    ballast_client::gov_address("wasm").unwrap()
}

/// The accounts of a local chain's keys.
fn known() -> BTreeMap<String, String> {
    let feeders = (1..=4).map(|number| format!("feeder-{number}"));
    let names = ["guardian", "treasury"]
        .map(str::to_owned)
        .into_iter()
        .chain(feeders);
    names.map(|name| (name.clone(), address(&name))).collect()
}

fn faults(text: &str) -> Vec<Fault> {
    let file = DeploymentFile::parse(text).unwrap();
    match file.resolve(&known()) {
        Err(DeployError::Faults(faults)) => faults,
        Ok(_) => vec![],
        Err(other) => panic!("{other}"),
    }
}

/// The one fault of the local deployment with a change.
fn fault(from: &str, to: &str) -> String {
    let text = text("local.toml");
    assert!(text.contains(from), "{from}");
    let faults = faults(&text.replacen(from, to, 1));
    let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.into_iter().next().unwrap()
}

#[test]
fn the_files_in_the_repository_can_be_deployed() {
    let local = DeploymentFile::parse(&text("local.toml")).unwrap();
    let plan = local.resolve(&known()).unwrap();
    assert_eq!(plan.owner(), gov());
    let example = DeploymentFile::parse(&text("example-mainnet.toml")).unwrap();
    let plan = example.resolve(&BTreeMap::new()).unwrap();
    assert_eq!(plan.chain_id(), "example-1");
    assert_eq!(plan.accounts().len(), 6, "five of the file, and gov");
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    for (known, unknown) in [
        ("\nname =", "\nnames ="),
        ("gas_price", "gasprice"),
        ("migration_admin", "admin"),
        ("maximum_age", "max_age"),
        ("debt_ceiling", "ceiling"),
        ("denom", "demon"),
        ("base_mint_ratio", "minting_ratio"),
    ] {
        let error =
            DeploymentFile::parse(&text("local.toml").replacen(known, unknown, 1)).unwrap_err();
        let name = unknown.trim().trim_end_matches(" =");
        assert!(
            error.starts_with("line ") && error.contains(name),
            "{error}"
        );
        assert!(!error.contains('\n'), "{error}");
    }
}

#[test]
fn an_amount_that_is_no_text_is_refused() {
    let error = DeploymentFile::parse(&text("local.toml").replace("\"100000000\"", "100000000"))
        .unwrap_err();
    assert!(error.starts_with("line "), "{error}");
}

#[test]
fn a_reference_to_what_is_not_there_is_a_fault() {
    assert!(fault("group = \"majors\"", "group = \"minors\"")
        .contains("group 'minors' is not in the file"));
    assert!(fault("feed = \"BTC\"\ngroup", "feed = \"LTC\"\ngroup")
        .contains("feed 'LTC' is not in the file"));
    assert!(
        fault("asset = \"wbtc\"", "asset = \"doge\"").contains("asset 'doge' is not in the file")
    );
}

#[test]
fn an_account_that_nobody_knows_is_a_fault_that_names_those_known() {
    let told = fault("guardian = \"guardian\"", "guardian = \"nobody\"");
    assert!(
        told.starts_with("guardian: 'nobody' is neither an address"),
        "{told}"
    );
    assert!(told.contains("feeder-1") && told.contains("gov"), "{told}");
    let other = fault(
        "treasury = \"treasury\"",
        "treasury = \"osmo1cyyzpxplxdzkeea7kwsydadg87357qnahakaks\"",
    );
    assert!(other.contains("beginning with 'wasm1'"), "{other}");
}

#[test]
fn parameters_are_checked_by_the_contracts_themselves() {
    let told = fault("liquidation_ratio = \"1.4\"", "liquidation_ratio = \"1.1\"");
    assert!(
        told.contains("liquidation ratio") && told.contains("1.1"),
        "{told}"
    );
    let told = fault("stability_fee = \"0.02\"", "stability_fee = \"1.02\"");
    assert!(
        told.contains("stability fee") && told.contains("1.02"),
        "{told}"
    );
    let told = fault("quorum = 3", "quorum = 2");
    assert!(
        told.starts_with("feed ETH: ") && told.contains('2') && told.contains('3'),
        "{told}"
    );
    let told = fault("\"feeder-3\", \"feeder-4\"]", "\"feeder-3\", \"feeder-3\"]");
    assert!(told.starts_with("feed ETH: "), "{told}");
    let told = fault("symbol = \"BALUSD\"", "symbol = \"B\"");
    assert!(told.starts_with("stablecoin: "), "{told}");
}

#[test]
fn an_asset_is_one_thing() {
    let told = fault("denom = \"ustake\"", "");
    assert_eq!(
        told,
        "asset stake: exactly one of denom, contract and token is needed"
    );
    let told = fault(
        "denom = \"ustake\"",
        &format!("denom = \"ustake\"\ncontract = \"{}\"", address("t")),
    );
    assert_eq!(
        told,
        "asset stake: exactly one of denom, contract and token is needed"
    );
    let token = "token = { symbol = \"STAKE\", balances = { guardian = \"5\", nobody = \"5\" } }";
    let told = fault("denom = \"ustake\"", token);
    assert!(
        told.starts_with("asset stake: 'nobody' is neither"),
        "{told}"
    );
}

#[test]
fn what_is_there_twice_is_a_fault() {
    assert_eq!(
        fault("name = \"stake\"", "name = \"eth\""),
        "asset eth: is there twice"
    );
    let twice = text("local.toml").replace("feed = \"BTC\"", "feed = \"ETH\"");
    assert!(faults(&twice)
        .iter()
        .any(|fault| fault.to_string() == "feed ETH: is there twice"));
}

#[test]
fn all_faults_are_told_at_once() {
    let text = text("local.toml")
        .replace("name = \"ballast\"", "name = \"Ballast!\"")
        .replace("guardian = \"guardian\"", "guardian = \"nobody\"")
        .replace("base_mint_ratio = \"1.6\"", "base_mint_ratio = \"9\"")
        .replace("beat = 60", "beat = 61");
    let faults = faults(&text);
    assert_eq!(faults.len(), 6, "{faults:?}");
    let error = DeployError::Faults(faults).to_string();
    assert!(
        !error.contains('\n') && error.contains("61") && error.contains("Ballast!"),
        "{error}"
    );
}
