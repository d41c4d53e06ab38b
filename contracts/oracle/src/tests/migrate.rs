//! H43: migration goes forward only.

use cw2::{get_contract_version, set_contract_version};
use rstest::rstest;

use super::*;
use crate::state::{NAME, VERSION};

fn migrate(oracle: &mut Oracle) -> Result<(), ContractError> {
    contract::migrate(oracle.deps.as_mut(), oracle.env.clone(), MigrateMsg {}).map(|_| ())
}

#[test]
fn h43_another_contracts_storage_is_refused() {
    let mut oracle = Oracle::empty();
    set_contract_version(&mut oracle.deps.storage, "ballast-vault", "0.0.1").unwrap();
    let error = ContractError::WrongContract {
        expected: NAME,
        found: "ballast-vault".into(),
    };
    assert_eq!(migrate(&mut oracle), Err(error));
}

#[rstest]
#[case(VERSION)]
#[case("99.0.0")]
fn h43_the_same_and_a_later_version_are_refused(#[case] stored: &str) {
    let mut oracle = Oracle::empty();
    set_contract_version(&mut oracle.deps.storage, NAME, stored).unwrap();
    let error = ContractError::NotNewer {
        stored: stored.into(),
        code: VERSION,
    };
    assert_eq!(migrate(&mut oracle), Err(error));
}

#[test]
fn h43_a_version_that_is_none_is_refused() {
    let mut oracle = Oracle::empty();
    set_contract_version(&mut oracle.deps.storage, NAME, "one").unwrap();
    let refused = migrate(&mut oracle);
    assert!(
        matches!(refused, Err(ContractError::UnreadableVersion { stored, .. }) if stored == "one")
    );
}

#[test]
fn i28_an_earlier_version_moves_on_and_keeps_its_answers() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let before = oracle.bytes();
    set_contract_version(&mut oracle.deps.storage, NAME, "0.0.9").unwrap();
    migrate(&mut oracle).unwrap();
    assert_eq!(oracle.bytes(), before);
    assert_eq!(
        get_contract_version(&oracle.deps.storage).unwrap().version,
        VERSION
    );
}
