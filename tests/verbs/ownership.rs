//! The contract changes hands: an offer, which the other side must accept.

use ballast_guard::GuardError;
use ballast_tests::Suite;
use ballast_types::vault::{ExecuteMsg, OwnershipChanged};
use ballast_vault::ContractError;

const ACCEPT: ExecuteMsg = ExecuteMsg::AcceptOwnership {};
const CANCEL: ExecuteMsg = ExecuteMsg::CancelOwnershipTransfer {};

fn offer(suite: &Suite, to: &str, expires: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::TransferOwnership {
        new_owner: suite.address(to),
        expires,
    }
}

fn not_owner(suite: &Suite, sender: &str, owner: &str) -> ContractError {
    let (sender, owner) = (suite.address(sender), suite.address(owner));
    ContractError::Guard(GuardError::NotOwner { sender, owner })
}

#[test]
fn h05_only_the_owner_offers_and_withdraws_an_offer() {
    let mut suite = Suite::base();
    for sender in ["alice", "guardian", "feeder-1"] {
        let msg = offer(&suite, sender, None);
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &msg));
        assert_eq!(not_owner(&suite, sender, "owner"), error);
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &CANCEL));
        assert_eq!(not_owner(&suite, sender, "owner"), error);
    }
}

#[test]
fn h20_an_offer_that_has_ended_or_never_ends_on_the_clock_is_refused() {
    let mut suite = Suite::base();
    let now = suite.chain.now();
    for expires in [0, now - 1, now] {
        let msg = offer(&suite, "alice", Some(expires));
        let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
        assert_eq!(
            ContractError::Guard(GuardError::OfferExpired { expires, now }),
            error
        );
    }
    let (expires, latest) = (u64::MAX, u64::MAX / 1_000_000_000);
    let msg = offer(&suite, "alice", Some(expires));
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(
        ContractError::Guard(GuardError::OfferTooLate { expires, latest }),
        error
    );
}

#[test]
fn h05_without_an_offer_there_is_nothing_to_accept_or_withdraw() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &CANCEL));
    assert_eq!(ContractError::Guard(GuardError::NothingOffered), error);
    for sender in ["owner", "alice"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &ACCEPT));
        assert!(
            matches!(error, ContractError::Guard(GuardError::Ownership(_))),
            "{error}"
        );
    }
}

#[test]
fn h05_the_last_offer_counts_and_only_for_whom_it_is_and_in_time() {
    let mut suite = Suite::base();
    let expires = suite.chain.now() + 100;
    let msg = offer(&suite, "alice", None);
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    let msg = offer(&suite, "bob", Some(expires));
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    for sender in ["alice", "carol", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &ACCEPT));
        assert!(
            matches!(error, ContractError::Guard(GuardError::Ownership(_))),
            "{error}"
        );
    }
    suite.chain.advance(100);
    let error = suite.refused_by(|chain| chain.vault().govern("bob", &ACCEPT));
    assert!(
        matches!(error, ContractError::Guard(GuardError::Ownership(_))),
        "{error}"
    );
}

#[test]
fn h05_offered_withdrawn_offered_accepted() {
    let mut suite = Suite::base();
    let (owner, to) = (suite.address("owner"), suite.address("alice"));
    let msg = offer(&suite, "alice", None);
    let done = suite.ok(|chain| chain.vault().govern("owner", &msg));
    let offered = OwnershipChanged {
        owner: owner.clone(),
        pending_owner: to.clone(),
    };
    assert_eq!(suite.event::<OwnershipChanged>(&done), offered);
    // The offer gives no rights yet.
    let own = ExecuteMsg::SetGroup {
        group: 9,
        debt_ceiling: 1u128.into(),
    };
    let error = suite.refused_by(|chain| chain.vault().govern("alice", &own));
    assert_eq!(not_owner(&suite, "alice", "owner"), error);

    let done = suite.ok(|chain| chain.vault().govern("owner", &CANCEL));
    let nobody = OwnershipChanged {
        owner,
        pending_owner: String::new(),
    };
    assert_eq!(suite.event::<OwnershipChanged>(&done), nobody);
    let error = suite.refused_by(|chain| chain.vault().govern("alice", &ACCEPT));
    assert!(
        matches!(error, ContractError::Guard(GuardError::Ownership(_))),
        "{error}"
    );

    suite.ok(|chain| chain.vault().govern("owner", &msg));
    let done = suite.ok(|chain| chain.vault().govern("alice", &ACCEPT));
    let accepted = OwnershipChanged {
        owner: to.clone(),
        pending_owner: String::new(),
    };
    assert_eq!(suite.event::<OwnershipChanged>(&done), accepted);
    suite.ok(|chain| chain.vault().govern("alice", &own));
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &own));
    assert_eq!(not_owner(&suite, "owner", "alice"), error);
    let error = suite.refused_by(|chain| chain.vault().govern("alice", &ACCEPT));
    assert!(
        matches!(error, ContractError::Guard(GuardError::Ownership(_))),
        "{error}"
    );
}
