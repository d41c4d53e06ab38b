//! A position changes hands: offered by one, accepted by the other.

use ballast_tests::{usd, Suite, ETH};
use ballast_types::{
    vault::{PositionTransferred, TransferCancelled, TransferOffered},
    PositionId,
};
use ballast_vault::ContractError;

use crate::support::{alices, bobs, not_authorised, WITHDRAW};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let expected = ContractError::UnknownPosition { position };
    let error = suite.refused_by(|chain| chain.vault().transfer_position("alice", position, "bob"));
    assert_eq!(expected, error);
    let error = suite.refused_by(|chain| chain.vault().accept_position("alice", position));
    assert_eq!(expected, error);
    let error = suite.refused_by(|chain| chain.vault().cancel_transfer("alice", position));
    assert_eq!(expected, error);
}

#[test]
fn i14_only_the_positions_owner_offers_and_withdraws_an_offer() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let all = ballast_types::vault::OperatorScope {
        withdraw: true,
        mint: true,
        order: true,
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", all));
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().transfer_position(sender, id, "dave"));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "offer it"),
            error
        );
    }
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "bob"));
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().cancel_transfer(sender, id));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "withdraw its offer"),
            error
        );
    }
}

#[test]
fn an_offer_to_its_own_owner_is_refused() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let error =
        suite.refused_by(|chain| chain.vault().transfer_position("alice", position, "alice"));
    let owner = suite.address("alice");
    assert_eq!(ContractError::AlreadyOwner { position, owner }, error);
}

#[test]
fn without_an_offer_nothing_can_be_accepted_or_withdrawn() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    for sender in ["alice", "bob"] {
        let error = suite.refused_by(|chain| chain.vault().accept_position(sender, position));
        assert_eq!(ContractError::NotOffered { position }, error);
    }
    let error = suite.refused_by(|chain| chain.vault().cancel_transfer("alice", position));
    assert_eq!(ContractError::NotOffered { position }, error);
}

#[test]
fn h05_only_the_last_one_it_was_offered_to_accepts() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    suite.ok(|chain| chain.vault().transfer_position("alice", position, "bob"));
    suite.ok(|chain| chain.vault().transfer_position("alice", position, "carol"));
    for sender in ["bob", "alice", "owner"] {
        let error = suite.refused_by(|chain| chain.vault().accept_position(sender, position));
        let (offered_to, sender) = (suite.address("carol"), suite.address(sender));
        assert_eq!(
            ContractError::NotOfferedTo {
                position,
                offered_to,
                sender
            },
            error
        );
    }
    suite.ok(|chain| chain.vault().accept_position("carol", position));
    let error = suite.refused_by(|chain| chain.vault().accept_position("bob", position));
    assert_eq!(ContractError::NotOffered { position }, error);
}

#[test]
fn a_withdrawn_offer_cannot_be_accepted() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let done = suite.ok(|chain| chain.vault().transfer_position("alice", position, "bob"));
    let (owner, to) = (suite.address("alice"), suite.address("bob"));
    let offered = TransferOffered {
        position,
        owner: owner.clone(),
        to: to.clone(),
    };
    assert_eq!(suite.event::<TransferOffered>(&done), offered);
    assert_eq!(suite.position(position).pending_owner, Some(to));

    let done = suite.ok(|chain| chain.vault().cancel_transfer("alice", position));
    let cancelled = TransferCancelled { position, owner };
    assert_eq!(suite.event::<TransferCancelled>(&done), cancelled);
    assert_eq!(suite.position(position).pending_owner, None);
    let error = suite.refused_by(|chain| chain.vault().accept_position("bob", position));
    assert_eq!(ContractError::NotOffered { position }, error);
}

#[test]
fn the_new_owner_holds_it_alone() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    bobs(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "bob"));
    suite.ok(|chain| chain.vault().withdraw("dave", id, 1)); // until it is accepted
    let before = suite.position(id);
    let done = suite.ok(|chain| chain.vault().accept_position("bob", id));
    let (from, to) = (suite.address("alice"), suite.address("bob"));
    let expected = PositionTransferred {
        position: id,
        from,
        to: to.clone(),
    };
    assert_eq!(suite.event::<PositionTransferred>(&done), expected);

    let after = suite.position(id);
    assert_eq!((after.owner, after.pending_owner), (to, None));
    assert_eq!(
        (after.collateral, after.normalized_debt),
        (before.collateral, before.normalized_debt)
    );
    assert_eq!(suite.chain.operators(id).unwrap(), []);
    assert_eq!(suite.chain.positions_of("alice").unwrap(), []);
    assert_eq!(suite.chain.positions_of("bob").unwrap().len(), 2);
    for sender in ["alice", "dave"] {
        let error = suite.refused_by(|chain| chain.vault().withdraw(sender, id, 1));
        assert_eq!(
            not_authorised(&suite, id, ("bob", sender), "withdraw"),
            error
        );
    }
    suite.ok(|chain| chain.vault().mint("bob", id, usd("1")));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("4001"));
    suite.ok(|chain| chain.vault().transfer_position("bob", id, "alice"));
    suite.ok(|chain| chain.vault().accept_position("alice", id));
}

#[test]
fn an_operator_may_become_the_owner() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "dave"));
    suite.ok(|chain| chain.vault().accept_position("dave", id));
    suite.ok(|chain| chain.vault().mint("dave", id, 1));
    suite.ok(|chain| chain.vault().set_operator("dave", id, "alice", WITHDRAW));
}
