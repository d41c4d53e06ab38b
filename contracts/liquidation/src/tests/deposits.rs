//! Deposits, withdrawals and claims.

use ballast_types::liquidation::{ReceiveMsg, MINIMUM_REST};
use cosmwasm_std::{Order, Uint128};

use super::{
    suite::{addr, Suite, ATOM, ONE, TOKEN},
    vault::{purchase, seizure},
};
use crate::{
    state::{ASSETS, DEPOSITS, PAST_SUMS, POOLS},
    ContractError,
};

/// The pool pays `pays` for `collateral`.
fn absorb(suite: &mut Suite, pays: u128, collateral: u128) {
    let seized = seizure(purchase(pays, collateral, pays), purchase(0, 0, 0), 0);
    suite.seized("keeper", 0, &seized).unwrap();
}

#[test]
fn a_deposit_for_a_type_that_the_vault_does_not_know_is_refused() {
    let mut suite = Suite::new();
    let before = suite.dump();
    let refused = suite.send("alice", ONE, &ReceiveMsg::Deposit { collateral_type: 9 });
    let Err(ContractError::UnknownCollateralType {
        collateral_type: 9,
        reason,
    }) = refused
    else {
        panic!("{refused:?}")
    };
    assert!(reason.contains("no collateral type 9"), "{reason}");
    assert_eq!(suite.dump(), before);
}

#[test]
fn h19_without_a_pool_or_deposit_withdrawals_and_claims_are_refused() {
    let mut suite = Suite::new();
    let no_pool = Err(ContractError::NoPool {
        collateral_type: ATOM,
    });
    assert_eq!(suite.withdraw("alice", None), no_pool);
    assert_eq!(suite.claim("alice"), no_pool);
    suite.deposit("bob", ONE).unwrap();
    let no_deposit = Err(ContractError::NoDeposit {
        collateral_type: ATOM,
        depositor: addr("alice"),
    });
    assert_eq!(suite.withdraw("alice", None), no_deposit);
    assert_eq!(suite.claim("alice"), no_deposit);
}

#[test]
fn h37_neither_deposit_nor_gains_leave_before_the_rest_is_over() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    absorb(&mut suite, 50 * ONE, 70);
    let free_from = suite.now() + MINIMUM_REST;
    for seconds in [0, MINIMUM_REST - 1] {
        suite.pass(seconds);
        let resting = Err(ContractError::StillResting {
            free_from,
            now: suite.now(),
        });
        assert_eq!(suite.withdraw("alice", Some(1)), resting);
        assert_eq!(suite.withdraw("alice", None), resting);
        assert_eq!(suite.claim("alice"), resting);
    }
    suite.pass(1);
    suite.claim("alice").unwrap();
    suite.withdraw("alice", None).unwrap();
}

#[test]
fn h37_every_deposit_restarts_the_rest_also_of_earlier_gains() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    suite.deposit("alice", 1).unwrap();
    absorb(&mut suite, 50 * ONE, 70);
    let resting = Err(ContractError::StillResting {
        free_from: suite.now() + MINIMUM_REST,
        now: suite.now(),
    });
    assert_eq!(suite.claim("alice"), resting);
    assert_eq!(suite.withdraw("alice", None), resting);
}

#[test]
fn h37_a_withdrawal_does_not_restart_the_rest() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    suite.withdraw("alice", Some(10)).unwrap();
    suite.withdraw("alice", None).unwrap();
}

#[test]
fn more_than_the_deposit_has_become_is_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.deposit("bob", 300 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    absorb(&mut suite, 200 * ONE, 70);
    let deposit = suite.deposit_of("alice").unwrap().amount;
    assert_eq!(deposit, Uint128::new(50 * ONE));
    let amount = deposit + Uint128::one();
    assert_eq!(
        suite.withdraw("alice", Some(amount.u128())),
        Err(ContractError::WithdrawExceedsDeposit { deposit, amount })
    );
    suite.withdraw("alice", Some(deposit.u128())).unwrap();
}

#[test]
fn h08_a_withdrawal_of_nothing_is_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    absorb(&mut suite, 50 * ONE, 70);
    assert_eq!(
        suite.withdraw("alice", Some(0)),
        Err(ContractError::ZeroAmount)
    );
    suite.withdraw("alice", None).unwrap();
    // Gains are left, but no stablecoin.
    assert_eq!(
        suite.withdraw("alice", None),
        Err(ContractError::ZeroAmount)
    );
}

#[test]
fn a_claim_of_nothing_is_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    assert_eq!(
        suite.claim("alice"),
        Err(ContractError::NothingToClaim {
            collateral_type: ATOM,
            depositor: addr("alice")
        })
    );
}

#[test]
fn the_first_deposit_makes_the_pool_and_the_asset_is_kept() {
    let mut suite = Suite::new();
    let done = suite.deposit("alice", 100 * ONE).unwrap();
    assert_eq!(
        ASSETS.load(&suite.deps.storage, ATOM).unwrap().to_string(),
        "native:uatom"
    );
    assert_eq!(
        POOLS.load(&suite.deps.storage, ATOM).unwrap().total.u128(),
        100 * ONE
    );
    assert_eq!(done.events[0].ty, "pool_deposited");
    let deposit = suite.deposit_of("alice").unwrap();
    assert_eq!(deposit.amount.u128(), 100 * ONE);
    assert_eq!(
        (deposit.since, deposit.free_from),
        (suite.now(), suite.now() + MINIMUM_REST)
    );
}

#[test]
fn the_hooks_sender_is_the_depositor_and_pools_are_apart() {
    let mut suite = Suite::new();
    suite.deposit("alice", 5).unwrap();
    suite
        .send(
            "alice",
            7,
            &ReceiveMsg::Deposit {
                collateral_type: TOKEN,
            },
        )
        .unwrap();
    suite.deposit("bob", 11).unwrap();
    assert_eq!(suite.deposit_of("alice").unwrap().amount.u128(), 5);
    assert_eq!(suite.deposit_of("bob").unwrap().amount.u128(), 11);
    assert!(suite.deposit_of("stablecoin").is_err());
}

#[test]
fn gains_before_a_further_deposit_are_credited_and_not_diluted() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    absorb(&mut suite, 50 * ONE, 70);
    suite.deposit("alice", 1_000 * ONE).unwrap();
    let deposit = suite.deposit_of("alice").unwrap();
    assert_eq!(deposit.amount.u128(), 1_050 * ONE);
    assert_eq!(deposit.collateral_gain.u128(), 70);
    suite.pass(MINIMUM_REST);
    suite.claim("alice").unwrap();
    assert_eq!(suite.balance("alice", "native:uatom"), 70);
}

#[test]
fn a_whole_withdrawal_keeps_the_record_only_while_gains_remain() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.deposit("bob", 100 * ONE).unwrap();
    absorb(&mut suite, 100 * ONE, 70);
    suite.pass(MINIMUM_REST);
    suite.withdraw("alice", None).unwrap();
    assert_eq!(suite.balance("alice", "stablecoin"), 50 * ONE);
    let deposit = suite.deposit_of("alice").unwrap();
    assert_eq!(
        (deposit.amount.u128(), deposit.collateral_gain.u128()),
        (0, 35)
    );
    suite.claim("alice").unwrap();
    assert_eq!(suite.balance("alice", "native:uatom"), 35);
    let gone = ContractError::NoDeposit {
        collateral_type: ATOM,
        depositor: addr("alice"),
    };
    assert_eq!(suite.deposit_of("alice"), Err(gone));
    suite.claim("bob").unwrap();
    suite.withdraw("bob", None).unwrap();
    let stored = DEPOSITS
        .prefix(ATOM)
        .keys(&suite.deps.storage, None, None, Order::Ascending)
        .count();
    assert_eq!(stored, 0);
}

#[test]
fn h12_a_claim_sends_only_what_is_not_zero() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    absorb(&mut suite, 50 * ONE, 70);
    assert_eq!(suite.claim("alice").unwrap().messages.len(), 1);
}

#[test]
fn h38_history_survives_many_scales() {
    let mut suite = Suite::new();
    suite.deposit("alice", 1_000_000 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    // Each round a newcomer joins and the pool pays all but one whole stablecoin: the product
    // falls by 10^6 or more a round and the scale rises every other.
    for round in 0..8 {
        suite
            .deposit(&format!("guest {round}"), 1_000_000 * ONE)
            .unwrap();
        let room = suite.rooms(0).pool.u128();
        absorb(&mut suite, room, 1_000_000_000);
    }
    let pool = POOLS.load(&suite.deps.storage, ATOM).unwrap();
    assert!(pool.scale >= 4, "scale {}", pool.scale);
    assert!(PAST_SUMS.has(&suite.deps.storage, (ATOM, 0)));
    assert_eq!(pool.total.u128(), ONE);
    // Half of the first round is alice's; what later rounds add is dust.
    let gain = suite.deposit_of("alice").unwrap().collateral_gain.u128();
    assert!((500_000_000..500_001_000).contains(&gain), "{gain}");
    suite.claim("alice").unwrap();
    assert_eq!(suite.balance("alice", "native:uatom"), gain);
    // Nothing is left of the deposit, and so nothing of the record.
    let gone = ContractError::NoDeposit {
        collateral_type: ATOM,
        depositor: addr("alice"),
    };
    assert_eq!(suite.claim("alice"), Err(gone));
}
