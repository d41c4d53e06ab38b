//! The order of steps, on a chain that exists in this test only.

mod chain;

use ballast_types::vault::GroupResponse;
use cosmwasm_std::Uint128;

use crate::{differ::differences, found::Found, next::missing, DeployError, VAULT};
use chain::{addresses, artifacts, deployed, plan, steps, take};

#[test]
fn after_each_step_the_rest_is_what_was_the_rest_before() {
    let plan = plan();
    let mut found = Found::default();
    let mut expected = steps(&plan, &found);
    assert_eq!(expected.len(), 5 + 5 + 1 + 1 + 1 + 1 + 1 + 3);
    while !expected.is_empty() {
        assert_eq!(steps(&plan, &found), expected);
        assert_eq!(differences(&plan, &addresses(&plan), &found), []);
        take(&expected.remove(0), &plan, &mut found);
    }
    assert_eq!(steps(&plan, &found), []);
    assert_eq!(differences(&plan, &addresses(&plan), &found), []);
}

#[test]
fn nothing_is_missing_or_different_once_the_owner_has_accepted() {
    let plan = plan();
    let mut found = deployed(&plan);
    found.vault.as_mut().unwrap().owner = plan.owner.clone();
    found.vault.as_mut().unwrap().pending_owner = None;
    assert_eq!(steps(&plan, &found), []);
    assert_eq!(differences(&plan, &addresses(&plan), &found), []);
}

#[test]
fn what_only_the_new_owner_can_do_is_refused_with_its_name() {
    let plan = plan();
    let mut found = deployed(&plan);
    found.oracle.as_mut().unwrap().owner = plan.owner.clone();
    found.feeds.clear();
    let addresses = addresses(&plan);
    let missing = missing(&plan, &addresses, &artifacts(), &found);
    let first = missing.first().unwrap();
    let refused = first
        .ensure_possible(&found, &addresses.deployer)
        .unwrap_err();
    assert!(
        matches!(&refused, DeployError::NotOwner { owner, .. } if *owner == plan.owner),
        "{refused}"
    );
    assert!(first.ensure_possible(&found, &plan.owner).is_ok());
}

/// Changes something on the chain, with a stranger's address at hand.
type Spoil = fn(&mut Found, String);

#[test]
fn every_difference_is_told_with_both_sides() {
    let plan = plan();
    let stranger = plan.accounts.get("west").unwrap().clone();
    let spoil: [(&str, Spoil); 11] = [
        ("oracle, guardian", |found, who| {
            found.oracle.as_mut().unwrap().guardian = who;
        }),
        ("vault, guardian", |found, who| {
            found.vault.as_mut().unwrap().guardian = who;
        }),
        ("vault, oracle", |found, who| {
            found
                .vault
                .as_mut()
                .unwrap()
                .contracts
                .as_mut()
                .unwrap()
                .oracle = who;
        }),
        ("oracle, owner until handed over", |found, who| {
            found.oracle.as_mut().unwrap().owner = who;
        }),
        ("liquidation, offered to", |found, who| {
            found.liquidation.as_mut().unwrap().pending_owner = Some(who);
        }),
        ("vault, migration admin", |found, who| {
            found.contracts.get_mut(VAULT).unwrap().admin = Some(who);
        }),
        ("stablecoin, minter", |found, who| {
            found.minter.as_mut().unwrap().minter = who;
        }),
        ("feed ATOM, feeders", |found, who| {
            *found.feeds[0].1.first_mut().unwrap() = format!("{who}x");
        }),
        ("group cosmos, debt ceiling", |found, _| {
            found.groups[0].debt_ceiling = Uint128::new(5);
        }),
        ("collateral type atom, treasury", |found, who| {
            found.types[0].risk.treasury = who;
        }),
        ("collateral type atom, auctions, dust", |found, _| {
            found.auctions.get_mut(&1).unwrap().dust = Uint128::new(5);
        }),
    ];
    for (what, spoil) in spoil {
        let mut found = deployed(&plan);
        spoil(&mut found, stranger.clone());
        let told = differences(&plan, &addresses(&plan), &found);
        let whats: Vec<_> = told
            .iter()
            .map(|difference| difference.what.as_str())
            .collect();
        assert_eq!(whats, [what]);
        assert_ne!(told[0].file, told[0].chain);
    }
}

#[test]
fn what_the_file_does_not_have_is_a_difference() {
    let plan = plan();
    let mut more = deployed(&plan);
    let another = more.groups[0].clone();
    more.groups.push(GroupResponse {
        group: 9,
        ..another
    });
    let told = differences(&plan, &addresses(&plan), &more);
    assert_eq!(
        told[0].to_string(),
        "group 9: the file has none, the chain one"
    );
}
