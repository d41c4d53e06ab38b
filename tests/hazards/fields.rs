//! Misspelt fields: one too many anywhere in a message of ours is refused.

use ballast_devchain::{Devchain, LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use cosmwasm_std::{Addr, Binary, WasmMsg};
use cw_multi_test::Executor;
use serde_json::{json, Value};

use crate::{
    messages::all,
    queries::questions,
    stage::{send_raw, stage},
};

/// The message with one more field in each of its objects in turn.
pub fn with_one_more_field(msg: &Value) -> Vec<Value> {
    let mut mutants = vec![];
    match msg {
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("unknown".to_owned(), json!(1));
            mutants.push(Value::Object(more));
            for (key, value) in fields {
                for mutant in with_one_more_field(value) {
                    let mut changed = fields.clone();
                    changed.insert(key.clone(), mutant);
                    mutants.push(Value::Object(changed));
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                for mutant in with_one_more_field(item) {
                    let mut changed = items.clone();
                    changed[place] = mutant;
                    mutants.push(Value::Array(changed));
                }
            }
        }
        _ => {}
    }
    mutants
}

#[test]
fn h44_no_message_and_no_hook_takes_a_field_it_does_not_know() {
    let mut stage = stage();
    let start = stage.suite.chain.snapshot();
    for row in all(&stage) {
        // Tokens' own types, the hook's envelope among them, accept what they do not know.
        let is_ours = !row.name.starts_with(STABLECOIN) && !row.name.ends_with(".receive");
        let Some(sender) = row.allowed.first().filter(|_| is_ours) else {
            continue;
        };
        let attempts: Vec<_> = match &row.hook {
            Some(payload) => with_one_more_field(payload)
                .iter()
                .map(|mutant| row.with_hook(&stage.suite, &serde_json::to_vec(mutant).unwrap()))
                .collect(),
            None => with_one_more_field(&row.attempt.msg)
                .into_iter()
                .map(|msg| crate::stage::Attempt {
                    msg,
                    ..row.attempt.clone()
                })
                .collect(),
        };
        assert!(attempts.len() > 1, "{}", row.name);
        stage.suite.chain = Devchain::restore(start.clone()).unwrap();
        (row.prepare)(&mut stage.suite);
        let before = stage.suite.chain.state_hash();
        for attempt in attempts {
            let outcome = attempt.send(&mut stage.suite.chain, sender);
            let error = outcome.expect_err(&format!("{} took {}", row.name, attempt.msg));
            assert!(
                error.contains("unknown") || error.contains("Error parsing"),
                "{error}"
            );
            assert_eq!(before, stage.suite.chain.state_hash());
        }
    }
}

#[test]
fn h44_no_query_takes_a_field_it_does_not_know() {
    let stage = stage();
    for (contract, question) in questions(&stage) {
        for mutant in with_one_more_field(&question) {
            let answer = stage.suite.chain.query::<Value>(contract, &mutant);
            assert!(answer.is_err(), "{contract} answered {mutant}");
        }
    }
}

#[test]
fn h44_neither_creation_nor_migration_takes_a_field_it_does_not_know() {
    let mut stage = stage();
    let suite = &mut stage.suite;
    let owner = suite.address("owner");
    let creations = [
        (1, json!({ "owner": owner, "guardian": owner })),
        (2, json!({ "owner": owner, "guardian": owner })),
        (
            3,
            json!({ "owner": owner, "vault": suite.address(VAULT), "stablecoin": suite.address(STABLECOIN) }),
        ),
    ];
    let sender = Addr::unchecked(&owner);
    for (code_id, msg) in creations {
        let app = suite.chain.app_mut();
        app.instantiate_contract(code_id, sender.clone(), &msg, &[], "x", None)
            .unwrap();
        let misspelt = &with_one_more_field(&msg)[0];
        app.instantiate_contract(code_id, sender.clone(), misspelt, &[], "x", None)
            .unwrap_err();
    }
    for (contract, code_id) in [(VAULT, 1), (ORACLE, 2), (LIQUIDATION, 3)] {
        let contract_addr = suite.address(contract);
        let msg = Binary::from(br#"{"force":true}"#.to_vec());
        let msg = WasmMsg::Migrate {
            contract_addr,
            new_code_id: code_id,
            msg,
        };
        let error = suite
            .chain
            .app_mut()
            .execute(sender.clone(), msg.into())
            .unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains("unknown field"), "{contract}: {error}");
    }
}

#[test]
fn h44_a_field_given_twice_or_left_out_is_refused() {
    let mut stage = stage();
    let chain = &mut stage.suite.chain;
    for raw in [
        r#"{"mint":{"position":4294967297,"amount":"5","amount":"6"}}"#,
        r#"{"mint":{"position":4294967297}}"#,
        r#"{"mint":{"amount":"5"}}"#,
        r#"{"mint":{"position":"4294967297","amount":"5"}}"#,
        r#"{"mint":{"position":4294967297,"amount":5}}"#,
        r#"{"mint":{"position":4294967297,"amount":"-5"}}"#,
        r#"{"mint":{"position":4294967297,"amount":"5"},"accrue":{"collateral_type":1}}"#,
        r#"{"accrue":{"collateral_type":65537}}"#,
        r#"{"accrue":{"collateral_type":-1}}"#,
        r#"{"accrue":{"collateral_type":1.0}}"#,
        "{}",
        "",
        "null",
    ] {
        let before = chain.state_hash();
        let outcome = send_raw(chain, "alice", VAULT, raw.as_bytes().to_vec(), vec![]);
        assert!(outcome.is_err(), "{raw}");
        assert_eq!(before, chain.state_hash());
    }
}
