//! Every message of every contract once, with the same outcome and the same records as native code.

use ballast_devchain::{Operation, LIQUIDATION, ORACLE, STABLECOIN, VAULT, WASM};
use ballast_vm_tests::{codes, Twins};
use serde_json::json;

use crate::{
    messages::{all, Row},
    stage::stage,
};

/// A refusal by somebody who may not is an outcome too.
fn sender(row: &Row) -> &'static str {
    row.allowed.first().copied().unwrap_or("mallory")
}

#[test]
fn every_message_does_on_the_machine_what_it_does_natively() {
    let mut stage = stage();
    let start = stage.suite.chain.snapshot();
    let codes = codes();
    let mut succeeded = 0;
    for row in all(&stage) {
        stage.suite.chain = ballast_devchain::Devchain::restore(start.clone()).unwrap();
        (row.prepare)(&mut stage.suite);
        let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes.clone());
        let native = row.attempt.send(&mut twins.native, sender(&row));
        let compiled = row.attempt.send(&mut twins.compiled, sender(&row));
        assert_eq!(native, compiled, "{}", row.name);
        assert_eq!(native.is_ok(), !row.allowed.is_empty(), "{}", row.name);
        twins.assert_equal();
        succeeded += usize::from(native.is_ok());
    }
    assert!(succeeded > 50, "{succeeded} messages succeeded");
}

#[test]
fn nobody_else_may_send_them_on_the_machine_either() {
    let stage = stage();
    let start = stage.suite.chain.snapshot();
    let mut twins = Twins::of(&start, codes());
    for row in all(&stage) {
        let strangers = ["feeder-1", "carol", "mallory"];
        for stranger in strangers.into_iter().filter(|it| !row.allowed.contains(it)) {
            let before = twins.compiled.state_hash();
            let refusal = row.attempt.send(&mut twins.compiled, stranger);
            assert!(refusal.is_err(), "{} by {stranger}", row.name);
            assert_eq!(before, twins.compiled.state_hash());
        }
    }
}

#[test]
fn a_migration_to_the_same_version_is_refused_alike() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    for (contract, code) in [(VAULT, 1), (ORACLE, 2), (LIQUIDATION, 3), (STABLECOIN, 4)] {
        let migrate = json!({ "migrate": {
            "contract_addr": format!("@{contract}"), "new_code_id": code, "msg": "e30=",
        } });
        let operation = Operation {
            time: twins.native.now(),
            sender: "owner".to_owned(),
            calls: vec![ballast_devchain::Call::new(WASM, &migrate, &[]).unwrap()],
        };
        let line = twins.run(&operation);
        assert!(line.error.is_some(), "{contract}: {line:?}");
    }
    twins.assert_equal();
}
