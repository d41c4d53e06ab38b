//! Addresses that are none: uppercase, of another chain, empty, garbage.

use ballast_devchain::Devchain;
use cosmwasm_std::{testing::MockApi, Api};
use serde_json::Value;

use crate::{
    messages::all,
    queries::questions,
    stage::{stage, Attempt, Stage},
};

/// Texts that are no address of this chain, made of one that is.
fn forgeries(address: &str) -> Vec<String> {
    let bytes = MockApi::default().addr_canonicalize(address).unwrap();
    let foreign = MockApi::default()
        .with_prefix("osmo")
        .addr_humanize(&bytes)
        .unwrap();
    let mut mixed = address.to_owned();
    mixed.replace_range(10..11, &address[10..11].to_uppercase());
    vec![
        address.to_uppercase(),
        foreign.into_string(),
        String::new(),
        "alice".to_owned(),
        format!(" {address}"),
        format!("{address}\n"),
        format!("{address}0"),
        address[..address.len() - 1].to_owned(),
        if mixed == address {
            address.replacen('1', "I", 1)
        } else {
            mixed
        },
        "x".repeat(100_000),
    ]
}

/// Every message in which one address is a forgery.
fn forged(msg: &Value) -> Vec<Value> {
    match msg {
        Value::String(text) if text.starts_with("cosmwasm1") => {
            forgeries(text).into_iter().map(Value::String).collect()
        }
        Value::Object(fields) => {
            let within = fields.iter().flat_map(|(key, value)| {
                forged(value).into_iter().map(move |mutant| {
                    let mut changed = fields.clone();
                    changed.insert(key.clone(), mutant);
                    Value::Object(changed)
                })
            });
            within.collect()
        }
        Value::Array(items) => {
            let within = items.iter().enumerate().flat_map(|(place, item)| {
                forged(item).into_iter().map(move |mutant| {
                    let mut changed = items.clone();
                    changed[place] = mutant;
                    Value::Array(changed)
                })
            });
            within.collect()
        }
        _ => vec![],
    }
}

#[test]
fn h03_every_address_of_every_message_must_be_one_of_this_chain() {
    let mut stage = stage();
    let start = stage.suite.chain.snapshot();
    let mut fields = 0;
    for row in all(&stage) {
        let Some(sender) = row.allowed.first() else {
            continue;
        };
        let attempts: Vec<Attempt> = match &row.hook {
            Some(payload) => forged(payload)
                .iter()
                .map(|mutant| row.with_hook(&stage.suite, &serde_json::to_vec(mutant).unwrap()))
                .collect(),
            None => forged(&row.attempt.msg)
                .into_iter()
                .map(|msg| Attempt {
                    msg,
                    ..row.attempt.clone()
                })
                .collect(),
        };
        if attempts.is_empty() {
            continue;
        }
        fields += 1;
        stage.suite.chain = Devchain::restore(start.clone()).unwrap();
        (row.prepare)(&mut stage.suite);
        let before = stage.suite.chain.state_hash();
        for attempt in attempts {
            let outcome = attempt.send(&mut stage.suite.chain, sender);
            assert!(outcome.is_err(), "{} took {}", row.name, attempt.msg);
            assert_eq!(before, stage.suite.chain.state_hash());
        }
    }
    assert!(fields >= 15, "{fields}");
}

#[test]
fn h03_every_address_of_every_question_must_be_one_of_this_chain() {
    let stage = stage();
    for (contract, question) in questions(&stage) {
        for mutant in forged(&question) {
            let answer = stage.suite.chain.query::<Value>(contract, &mutant);
            assert!(answer.is_err(), "{contract} answered {mutant}");
        }
    }
}

#[test]
fn h03_every_address_at_a_creation_must_be_one_of_this_chain() {
    use cw_multi_test::Executor;
    let Stage { mut suite, .. } = stage();
    let address = suite.address("owner");
    let sender = cosmwasm_std::Addr::unchecked(&address);
    let mint = serde_json::json!({ "minter": address });
    let creations = [
        (
            1,
            serde_json::json!({ "owner": address, "guardian": address }),
        ),
        (
            2,
            serde_json::json!({ "owner": address, "guardian": address }),
        ),
        (
            3,
            serde_json::json!({ "owner": address, "vault": address, "stablecoin": address }),
        ),
        (
            4,
            serde_json::json!({ "name": "abc", "symbol": "ABC", "decimals": 6, "initial_balances": [], "mint": mint }),
        ),
    ];
    for (code_id, msg) in creations {
        let app = suite.chain.app_mut();
        app.instantiate_contract(code_id, sender.clone(), &msg, &[], "x", None)
            .unwrap();
        for mutant in forged(&msg) {
            let created =
                app.instantiate_contract(code_id, sender.clone(), &mutant, &[], "x", None);
            assert!(created.is_err(), "{mutant}");
        }
    }
}

#[test]
fn h04_no_input_type_holds_an_unchecked_address() {
    for contract in crate::stage::CONTRACTS {
        let path = format!("{}/../schema/{contract}.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for part in ["instantiate", "execute", "query", "migrate"] {
            let text = schema[part].to_string();
            assert!(
                !text.contains("\"Addr\"") && !text.contains("/Addr\""),
                "{contract} {part}"
            );
        }
    }
    // Hooks are in no schema: what the input types' sources import says it for them.
    let types = format!("{}/../packages/types/src", env!("CARGO_MANIFEST_DIR"));
    for file in [
        "vault/execute.rs",
        "vault/params.rs",
        "vault/seize.rs",
        "liquidation/msg.rs",
        "oracle/execute.rs",
        "oracle/feed.rs",
        "oracle/query.rs",
        "oracle/signed.rs",
        "asset.rs",
    ] {
        let source = std::fs::read_to_string(format!("{types}/{file}")).unwrap();
        assert!(
            !source.contains("Addr>") && !source.contains(": Addr"),
            "{file}"
        );
    }
}
