//! Migration: only forward, and only of the vault's own state.

use ballast_devchain::{ORACLE, VAULT};
use ballast_guard::GuardError;
use ballast_tests::{Suite, SuiteBuilder};
use ballast_types::vault::MigrateMsg;
use ballast_vault::{
    state::{NAME, VERSION},
    ContractError,
};
use cosmwasm_std::Addr;
use rstest::rstest;

use crate::support::alices;

const VAULT_CODE: u64 = 1;

/// Writes what stands in the vault's version record.
fn pretend(suite: &mut Suite, name: &str, version: &str) {
    let vault = Addr::unchecked(suite.address(VAULT));
    let app = suite.chain.app_mut();
    let mut storage = app.contract_storage_mut(&vault);
    ballast_guard::version::set(storage.as_mut(), name, version).unwrap();
}

fn unwatched() -> Suite {
    SuiteBuilder::base().without_watch().build()
}

#[test]
fn h43_the_same_version_is_refused() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| {
        chain
            .bank()
            .migrate("owner", VAULT, VAULT_CODE, &MigrateMsg {})
    });
    let (stored, code) = (VERSION.to_owned(), VERSION.to_owned());
    assert_eq!(
        ContractError::Guard(GuardError::NotNewer { stored, code }),
        error
    );
}

#[rstest]
#[case("99.0.0")]
#[case("0.1.1")]
#[case("0.10.0")]
fn h43_a_downgrade_is_refused(#[case] stored: &str) {
    let mut suite = unwatched();
    pretend(&mut suite, NAME, stored);
    let error = suite.refused_by(|chain| {
        chain
            .bank()
            .migrate("owner", VAULT, VAULT_CODE, &MigrateMsg {})
    });
    let (stored, code) = (stored.to_owned(), VERSION.to_owned());
    assert_eq!(
        ContractError::Guard(GuardError::NotNewer { stored, code }),
        error
    );
}

#[test]
fn h43_another_contracts_state_is_refused() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| {
        chain
            .bank()
            .migrate("owner", ORACLE, VAULT_CODE, &MigrateMsg {})
    });
    let expected = NAME.to_owned();
    let found = "ballast-oracle".to_owned();
    assert_eq!(
        ContractError::Guard(GuardError::WrongContract { expected, found }),
        error
    );
}

#[test]
fn h43_a_version_that_is_none_is_refused() {
    let mut suite = unwatched();
    pretend(&mut suite, NAME, "newest");
    let error = suite.refused_by(|chain| {
        chain
            .bank()
            .migrate("owner", VAULT, VAULT_CODE, &MigrateMsg {})
    });
    let version = "newest".to_owned();
    assert_eq!(
        ContractError::Guard(GuardError::UnreadableVersion { version }),
        error
    );
}

#[test]
fn h01_only_the_contracts_admin_migrates() {
    let mut suite = unwatched();
    pretend(&mut suite, NAME, "0.0.9");
    for sender in ["alice", "guardian", "feeder-1"] {
        let failure = suite.refused(|chain| {
            chain
                .bank()
                .migrate(sender, VAULT, VAULT_CODE, &MigrateMsg {})
        });
        assert!(failure.refusal::<ContractError>().is_none(), "{failure}");
    }
}

#[test]
fn i28_an_upgrade_keeps_every_answer() {
    let mut suite = unwatched();
    let id = alices(&mut suite);
    pretend(&mut suite, NAME, "0.0.9");
    let before = suite.chain.contract_dump(VAULT).unwrap();
    let shown = (
        suite.position(id),
        suite.books(1),
        suite.chain.vault_config().unwrap(),
    );
    suite.ok(|chain| {
        chain
            .bank()
            .migrate("owner", VAULT, VAULT_CODE, &MigrateMsg {})
    });
    assert_eq!(
        shown,
        (
            suite.position(id),
            suite.books(1),
            suite.chain.vault_config().unwrap()
        )
    );
    let after = suite.chain.contract_dump(VAULT).unwrap();
    let changed = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after);
    assert_eq!((changed.count(), before.len()), (1, after.len())); // the version alone
}
