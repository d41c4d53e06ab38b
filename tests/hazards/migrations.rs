//! Migrations go forward, on their own contract's state, by the admin alone.

use ballast_devchain::{LIQUIDATION, ORACLE, STABLECOIN, VAULT};
use cosmwasm_std::Addr;
use serde_json::json;

use crate::stage::{stage, Stage};

const CODES: [(&str, u64); 4] = [(VAULT, 1), (ORACLE, 2), (LIQUIDATION, 3), (STABLECOIN, 4)];

/// Has a contract say that it is of a version.
fn pretend(stage: &mut Stage, contract: &str, version: &str) {
    let at = Addr::unchecked(stage.suite.address(contract));
    let name = format!("ballast-{contract}");
    let app = stage.suite.chain.app_mut();
    let mut storage = app.contract_storage_mut(&at);
    ballast_guard::version::set(storage.as_mut(), &name, version).unwrap();
}

#[test]
fn h43_no_contract_migrates_to_its_own_or_an_older_version() {
    let mut stage = stage();
    for stored in [None, Some("0.1.1"), Some("1.0.0"), Some("newest")] {
        for (contract, code) in CODES {
            if let Some(version) = stored {
                pretend(&mut stage, contract, version);
            }
            let failure = stage
                .suite
                .refused(|chain| chain.bank().migrate("owner", contract, code, &json!({})));
            let text = failure.to_string();
            let expected = if stored == Some("newest") {
                "semantic version"
            } else {
                "not newer"
            };
            assert!(text.contains(expected), "{contract}: {text}");
        }
    }
}

#[test]
fn h43_no_contract_migrates_to_anothers_code() {
    let mut stage = stage();
    for (contract, own) in CODES {
        for (_, code) in CODES.into_iter().filter(|(_, code)| *code != own) {
            let failure = stage
                .suite
                .refused(|chain| chain.bank().migrate("owner", contract, code, &json!({})));
            assert!(
                failure.to_string().contains("cannot migrate"),
                "{contract}: {failure}"
            );
        }
    }
}

#[test]
fn h01_h43_only_the_admin_migrates_and_every_answer_stays() {
    let mut stage = stage();
    for (contract, code) in CODES {
        pretend(&mut stage, contract, "0.0.9");
        for sender in ["alice", "guardian", "feeder-1", "mallory"] {
            stage
                .suite
                .refused(|chain| chain.bank().migrate(sender, contract, code, &json!({})));
        }
        let before = ballast_devchain::State::read(&stage.suite.chain).unwrap();
        stage
            .suite
            .ok(|chain| chain.bank().migrate("owner", contract, code, &json!({})));
        assert_eq!(
            before,
            ballast_devchain::State::read(&stage.suite.chain).unwrap()
        );
        stage
            .suite
            .refused(|chain| chain.bank().migrate("owner", contract, code, &json!({})));
    }
}
