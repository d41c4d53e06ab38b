//! The checks find what they are for: each test damages the state behind the door.

use ballast_devchain::{invariants, Devchain, LIQUIDATION, VAULT};
use ballast_types::raw::map_key;
use cosmwasm_std::{Order, Storage};

use crate::{watched, ETH, ETHER, USD};

fn with_position() -> Devchain {
    let mut chain = watched();
    chain
        .vault()
        .open("alice", ETH, 10 * ETHER, 1_000 * USD)
        .unwrap();
    chain
        .liquidation()
        .deposit("alice", ETH, 500 * USD)
        .unwrap();
    chain
}

/// Numbers of the violations of the state as it is.
fn numbers(chain: &Devchain) -> Vec<&'static str> {
    let mut numbers: Vec<_> = invariants::check(chain)
        .iter()
        .map(|it| it.number)
        .collect();
    numbers.dedup();
    numbers
}

fn damage(chain: &mut Devchain, contract: &str, action: impl FnOnce(&mut dyn Storage)) {
    let address = chain.address(contract).unwrap();
    action(chain.app_mut().contract_storage_mut(&address).as_mut());
}

#[test]
fn a_sound_state_has_no_violations() {
    assert!(numbers(&with_position()).is_empty());
}

#[test]
fn i25_a_leftover_record_is_found() {
    let mut chain = with_position();
    damage(&mut chain, VAULT, |storage| storage.set(b"reply", b"1"));
    assert_eq!(numbers(&chain), ["I25"]);
}

#[test]
fn i19_a_missing_index_entry_is_found() {
    let mut chain = with_position();
    damage(&mut chain, VAULT, |storage| {
        let prefix = map_key("r", b"");
        let keys = storage.range(Some(&prefix), None, Order::Ascending);
        let key = keys
            .map(|(key, _)| key)
            .find(|key| key.starts_with(&prefix))
            .unwrap();
        storage.remove(&key);
    });
    assert_eq!(numbers(&chain), ["I19"]);
}

#[test]
fn i02_i04_a_position_that_lost_collateral_is_found() {
    let mut chain = with_position();
    let (key, value) = {
        let address = chain.address(VAULT).unwrap();
        let mut fork = chain.fork().unwrap();
        let position = fork.positions(ETH).unwrap()[0].position;
        fork.vault().withdraw("alice", position, ETHER).unwrap();
        let key = map_key("pos", &position.raw().to_be_bytes());
        let value = fork.app().contract_storage(&address).get(&key).unwrap();
        (key, value)
    };
    damage(&mut chain, VAULT, |storage| storage.set(&key, &value));
    assert!(numbers(&chain).contains(&"I2"));
}

#[test]
fn i01_i03_i04_money_from_nowhere_is_found() {
    let mut chain = with_position();
    let fork = {
        let mut fork = chain.fork().unwrap();
        fork.vault()
            .open("bob", ETH, 10 * ETHER, 1_000 * USD)
            .unwrap();
        fork
    };
    // The group's total goes with its types': a question that finds them apart is refused.
    let vault = chain.address(VAULT).unwrap();
    let group = 1u16.to_be_bytes();
    for key in [
        map_key("book", &ETH.to_be_bytes()),
        map_key("group", &group),
    ] {
        let stored = fork.app().contract_storage(&vault).get(&key).unwrap();
        damage(&mut chain, VAULT, |storage| storage.set(&key, &stored));
    }
    assert_eq!(numbers(&chain), ["I2", "I3", "I4"]);
}

#[test]
fn i04_i06_a_pool_that_promises_too_much_is_found() {
    let mut chain = with_position();
    let fork = {
        let mut fork = chain.fork().unwrap();
        fork.liquidation().deposit("alice", ETH, 100 * USD).unwrap();
        fork
    };
    let pool = map_key("pools", &ETH.to_be_bytes());
    let stored = fork
        .app()
        .contract_storage(&chain.address(LIQUIDATION).unwrap())
        .get(&pool);
    damage(&mut chain, LIQUIDATION, |storage| {
        storage.set(&pool, &stored.unwrap());
    });
    assert_eq!(numbers(&chain), ["I4", "I6"]);
}

#[test]
fn the_watch_finds_changes_that_no_event_explains() {
    let mut chain = with_position();
    let vault = chain.address(VAULT).unwrap();
    let mut fork = chain.fork().unwrap();
    let position = fork.positions(ETH).unwrap()[0].position;
    fork.vault().withdraw("alice", position, ETHER).unwrap();
    for (key, value) in fork.app().dump_wasm_raw(&vault) {
        chain
            .app_mut()
            .contract_storage_mut(&vault)
            .set(&key, &value);
    }
    chain.vault().accrue("keeper", ETH).unwrap();
    let mut numbers: Vec<_> = chain.violations().iter().map(|it| it.number).collect();
    numbers.dedup();
    for number in ["I14", "I15"] {
        assert!(numbers.contains(&number), "{numbers:?}");
    }
}
