//! Every message by every role: what the matrix does not allow fails and changes nothing.

use std::collections::BTreeSet;

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use serde_json::Value;

use crate::{
    messages::all,
    stage::{stage, CONTRACTS, ROLES},
};

#[test]
fn h01_h02_every_message_by_every_role() {
    let mut stage = stage();
    let start = stage.suite.chain.snapshot();
    let mut wrong = vec![];
    for row in all(&stage) {
        for role in ROLES {
            let allowed = row.allowed.contains(&role);
            stage.suite.chain = ballast_devchain::Devchain::restore(start.clone()).unwrap();
            (row.prepare)(&mut stage.suite);
            let before = stage.suite.chain.state_hash();
            let outcome = row.attempt.send(&mut stage.suite.chain, role);
            if outcome.is_ok() != allowed {
                wrong.push(format!("{} by {role}: {outcome:?}", row.name));
            }
            let changed = before != stage.suite.chain.state_hash();
            if outcome.is_err() && changed {
                wrong.push(format!(
                    "{} by {role} was refused and changed the state",
                    row.name
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Variants of a message in a contract's schema.
fn variants(schema: &Value) -> BTreeSet<String> {
    let all = schema["oneOf"].as_array().expect("an enum");
    let names = all
        .iter()
        .flat_map(|variant| match variant["required"].as_array() {
            Some(required) => required.clone(),
            None => variant["enum"].as_array().cloned().unwrap_or_default(),
        });
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn h01_the_matrix_has_every_message_of_every_contract() {
    let stage = stage();
    let rows: BTreeSet<&str> = all(&stage).iter().map(|row| row.name).collect();
    for contract in CONTRACTS {
        let path = format!("{}/../schema/{contract}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        for variant in variants(&schema["execute"]) {
            let name = format!("{contract}.{variant}");
            assert!(rows.contains(name.as_str()), "no row {name}");
        }
    }
    // The hooks are in no schema.
    let vault = [
        "open", "deposit", "repay", "adjust", "close", "settle", "redeem",
    ]
    .map(|hook| (VAULT, hook));
    let pools = ["deposit", "liquidate", "yield"].map(|hook| (LIQUIDATION, hook));
    for (contract, hook) in vault.into_iter().chain(pools) {
        let name = format!("{contract}.receive.{hook}");
        assert!(rows.contains(name.as_str()), "no row {name}");
    }
    assert!(rows
        .iter()
        .all(|name| [VAULT, LIQUIDATION, ORACLE, STABLECOIN]
            .iter()
            .any(|contract| name.starts_with(contract))));
}
