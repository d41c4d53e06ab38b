//! Malformed, deeply nested and huge messages are refused on the machine, and at a bounded price.

use ballast_compiled::trace::Entry;
use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use ballast_vm_tests::{codes, Twins};
use cosmwasm_std::{Binary, Empty, QueryRequest, WasmQuery};
use serde_json::json;

use crate::stage::{send_raw, stage};

/// Gas of the machine in one of the chain's.
const MULTIPLIER: u64 = 140_000;
/// What refusing may cost a contract at the most, in the chain's gas: for any message, and for each of
/// its bytes. To bring a byte to the chain costs ten.
const REFUSAL: u64 = 2_000;
const REFUSAL_BYTE: u64 = 3;

/// Of a length that a transaction may have.
fn bombs() -> Vec<Vec<u8>> {
    ballast_tests::bombs(60_000, 400_000)
}

/// The dearest call since the last reset, against what a message of that length may cost.
#[track_caller]
fn assert_cheap(twins: &Twins, entry: Entry) {
    let calls = twins.codes.recorder().calls();
    assert!(!calls.is_empty());
    for call in calls.iter().filter(|call| call.entry == entry) {
        let bytes = u64::try_from(call.msg.len()).unwrap();
        let (gas, most) = (call.vm_gas / MULTIPLIER, REFUSAL + bytes * REFUSAL_BYTE);
        assert!(gas <= most, "{gas} gas for {bytes} bytes");
    }
}

#[test]
fn bombs_as_messages_and_questions_are_refused_cheaply() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    for bomb in bombs() {
        for contract in [VAULT, LIQUIDATION, ORACLE, STABLECOIN] {
            let before = twins.compiled.state_hash();
            twins.codes.recorder().reset();
            let chain = &mut twins.compiled;
            let outcome = send_raw(chain, "alice", contract, bomb.clone(), vec![]);
            let shown = String::from_utf8_lossy(&bomb[..bomb.len().min(60)]).into_owned();
            assert!(outcome.is_err(), "{contract}: {shown}");
            assert_eq!(before, chain.state_hash());
            assert_cheap(&twins, Entry::Execute);
            twins.codes.recorder().reset();
            let question = WasmQuery::Smart {
                contract_addr: twins.compiled.address(contract).unwrap().into_string(),
                msg: Binary::from(bomb.clone()),
            };
            let question: QueryRequest<Empty> = question.into();
            let answer = twins
                .compiled
                .app()
                .wrap()
                .query::<serde_json::Value>(&question);
            assert!(answer.is_err(), "{contract}: {shown}");
            assert_cheap(&twins, Entry::Query);
        }
    }
}

#[test]
fn bombs_in_a_tokens_hook_are_refused_cheaply() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    for bomb in bombs() {
        for contract in [VAULT, LIQUIDATION] {
            let send = json!({ "send": {
                "contract": twins.compiled.address(contract).unwrap(),
                "amount": "5",
                "msg": Binary::from(bomb.clone()),
            } });
            let before = twins.compiled.state_hash();
            twins.codes.recorder().reset();
            let chain = &mut twins.compiled;
            let msg = serde_json::to_vec(&send).unwrap();
            assert!(send_raw(chain, "alice", STABLECOIN, msg, vec![]).is_err());
            assert_eq!(before, chain.state_hash());
            assert_cheap(&twins, Entry::Execute);
        }
    }
}
