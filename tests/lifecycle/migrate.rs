//! H43, I28: a contract moves on to newer code and answers as before.

use ballast_devchain::{State, CODES, LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use serde_json::json;

const KEY: &[u8] = b"contract_info";

/// A system in which everything has happened once.
fn lived_in() -> Suite {
    let mut suite = Suite::base();
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.open("bob", BTC, btc("10"), usd("20000"));
    suite.ok(|chain| chain.vault().transfer_position("alice", position, "carol"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("3000")));
    suite.advance_reporting(9_000_000);
    suite.set_price("ETH", "125");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 2));
    suite
}

fn code(contract: &str) -> u64 {
    1 + CODES.iter().position(|code| *code == contract).unwrap() as u64
}

fn stored_version(suite: &Suite, contract: &str) -> serde_json::Value {
    let dump = suite.chain.contract_dump(contract).unwrap();
    let (_, value) = dump.into_iter().find(|(key, _)| key == KEY).unwrap();
    serde_json::from_slice(&value).unwrap()
}

fn pretend(suite: &mut Suite, contract: &str, version: &serde_json::Value) {
    let address = suite.chain.address(contract).unwrap();
    let bytes = serde_json::to_vec(version).unwrap();
    suite
        .chain
        .app_mut()
        .contract_storage_mut(&address)
        .set(KEY, &bytes);
    suite.chain.watch().unwrap();
}

#[test]
fn i28_every_contract_moves_on_from_an_older_version_and_answers_as_before() {
    let mut suite = lived_in();
    let (state, books) = (
        State::read(&suite.chain).unwrap(),
        suite.chain.books().unwrap(),
    );
    for contract in [VAULT, ORACLE, LIQUIDATION, STABLECOIN] {
        let now = stored_version(&suite, contract);
        let older = json!({ "contract": now["contract"], "version": "0.0.9" });
        pretend(&mut suite, contract, &older);
        suite.ok(|chain| {
            chain
                .bank()
                .migrate("owner", contract, code(contract), &json!({}))
        });
        assert_eq!(stored_version(&suite, contract), now, "{contract}");
    }
    assert_eq!(State::read(&suite.chain).unwrap(), state);
    assert_eq!(suite.chain.books().unwrap(), books);
    // And goes on working.
    suite.set_price("ETH", "90");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 2));
    suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
}

#[test]
fn h43_another_name_a_downgrade_and_the_same_version_are_refused() {
    let mut suite = lived_in();
    for contract in [VAULT, ORACLE, LIQUIDATION, STABLECOIN] {
        let now = stored_version(&suite, contract);
        for version in [
            now.clone(),
            json!({ "contract": now["contract"], "version": "99.0.0" }),
            json!({ "contract": "somebody-else", "version": "0.0.9" }),
            json!({ "contract": now["contract"], "version": "newest" }),
        ] {
            pretend(&mut suite, contract, &version);
            suite.refused(|chain| {
                chain
                    .bank()
                    .migrate("owner", contract, code(contract), &json!({}))
            });
        }
        pretend(&mut suite, contract, &now);
    }
}

#[test]
fn h01_only_the_chains_admin_migrates() {
    let mut suite = lived_in();
    for contract in [VAULT, ORACLE, LIQUIDATION, STABLECOIN] {
        for who in ["alice", "guardian", "keeper", "treasury"] {
            suite.refused(|chain| {
                chain
                    .bank()
                    .migrate(who, contract, code(contract), &json!({}))
            });
        }
    }
}

#[test]
fn h44_a_migration_takes_no_unknown_field() {
    let mut suite = lived_in();
    for contract in [VAULT, ORACLE, LIQUIDATION] {
        let now = stored_version(&suite, contract);
        let older = json!({ "contract": now["contract"], "version": "0.0.9" });
        pretend(&mut suite, contract, &older);
        let msg = json!({ "reset": true });
        suite.refused(|chain| {
            chain
                .bank()
                .migrate("owner", contract, code(contract), &msg)
        });
    }
}
