//! Deeply nested and huge JSON is refused cheaply.

use std::time::{Duration, Instant};

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use ballast_tests::{bombs, ETH};
use cosmwasm_std::{Binary, QueryRequest, WasmQuery};
use serde_json::json;

use crate::stage::{send_raw, stage, Attempt};

#[test]
fn h45_no_message_hook_or_query_follows_a_bomb() {
    let mut stage = stage();
    let started = Instant::now();
    for bomb in bombs(100_000, 1_000_000) {
        for contract in [VAULT, LIQUIDATION, ORACLE] {
            let chain = &mut stage.suite.chain;
            let before = chain.state_hash();
            let outcome = send_raw(chain, "alice", contract, bomb.clone(), vec![]);
            assert!(outcome.is_err());
            assert_eq!(before, chain.state_hash());
            let question = WasmQuery::Smart {
                contract_addr: chain.address(contract).unwrap().into_string(),
                msg: Binary::from(bomb.clone()),
            };
            let question: QueryRequest<cosmwasm_std::Empty> = question.into();
            chain
                .app()
                .wrap()
                .query::<serde_json::Value>(&question)
                .unwrap_err();
        }
        for contract in [VAULT, LIQUIDATION] {
            let msg = json!({ "send": {
                "contract": stage.suite.address(contract),
                "amount": "5",
                "msg": Binary::from(bomb.clone()),
            } });
            let attempt = Attempt {
                contract: STABLECOIN.to_owned(),
                msg,
                funds: vec![],
            };
            attempt.send(&mut stage.suite.chain, "alice").unwrap_err();
        }
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn h45_a_list_that_is_too_long_is_refused_by_its_length() {
    let mut stage = stage();
    let ids: Vec<u64> = vec![stage.positions.ether.raw(); 100_000];
    let selection = json!({ "positions": { "ids": ids } });
    let msg = json!({ "liquidate": { "collateral_type": ETH, "selection": selection } });
    let attempt = Attempt {
        contract: LIQUIDATION.to_owned(),
        msg,
        funds: vec![],
    };
    let error = attempt.send(&mut stage.suite.chain, "alice").unwrap_err();
    assert!(
        error.contains("100000 positions asked for, 1 to 100"),
        "{error}"
    );

    let report = json!({ "feed": "ETH", "price": "150", "published_at": stage.suite.chain.now() });
    let msg = json!({ "report": { "reports": vec![report; 10_000] } });
    let attempt = Attempt {
        contract: ORACLE.to_owned(),
        msg,
        funds: vec![],
    };
    let error = attempt
        .send(&mut stage.suite.chain, "feeder-1")
        .unwrap_err();
    assert!(error.contains("1 to 64 reports, not 10000"), "{error}");
}
