//! Operators: who else may act, and how far.

use ballast_tests::{eth, Suite, ETH};
use ballast_types::{
    vault::{OperatorResponse, OperatorScope, OperatorSet},
    PositionId,
};
use ballast_vault::ContractError;

use crate::support::{alices, bobs, not_authorised, MINT, WITHDRAW};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let expected = ContractError::UnknownPosition { position };
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "dave", WITHDRAW)
    });
    assert_eq!(expected, error);
    for operator in ["alice", "dave"] {
        let error =
            suite.refused_by(|chain| chain.vault().remove_operator("alice", position, operator));
        assert_eq!(expected, error);
    }
}

#[test]
fn i14_only_the_positions_owner_names_operators() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let all = OperatorScope {
        withdraw: true,
        mint: true,
        order: true,
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", all));
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error =
            suite.refused_by(|chain| chain.vault().set_operator(sender, id, "bob", WITHDRAW));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "name operators"),
            error
        );
    }
    for sender in ["bob", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().remove_operator(sender, id, "dave"));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "remove operators"),
            error
        );
    }
}

#[test]
fn the_owner_itself_and_an_empty_scope_are_refused() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "alice", WITHDRAW)
    });
    let owner = suite.address("alice");
    assert_eq!(ContractError::AlreadyOwner { position, owner }, error);
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "dave", OperatorScope::default())
    });
    assert_eq!(ContractError::EmptyScope {}, error);
}

#[test]
fn a_ninth_is_refused_and_a_new_scope_for_one_of_eight_is_not() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    for number in 1..=8 {
        let name = format!("operator-{number}");
        suite.ok(|chain| {
            chain
                .vault()
                .set_operator("alice", position, &name, WITHDRAW)
        });
    }
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "ninth", WITHDRAW)
    });
    assert_eq!(ContractError::TooManyOperators { position, most: 8 }, error);
    suite.ok(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "operator-3", MINT)
    });
    assert_eq!(suite.chain.operators(position).unwrap().len(), 8);
    suite.ok(|chain| {
        chain
            .vault()
            .remove_operator("alice", position, "operator-5")
    });
    suite.ok(|chain| {
        chain
            .vault()
            .set_operator("alice", position, "ninth", WITHDRAW)
    });
}

#[test]
fn removing_who_is_no_operator_is_refused() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    for (sender, operator) in [("alice", "dave"), ("alice", "alice"), ("dave", "dave")] {
        let error =
            suite.refused_by(|chain| chain.vault().remove_operator(sender, position, operator));
        let operator = suite.address(operator);
        assert_eq!(ContractError::UnknownOperator { position, operator }, error);
    }
}

#[test]
fn a_scope_replaces_the_one_before() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let done = suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    let operator = suite.address("dave");
    let expected = OperatorSet {
        position: id,
        operator: operator.clone(),
        withdraw: true,
        mint: false,
        order: false,
    };
    assert_eq!(suite.event::<OperatorSet>(&done), expected);
    suite.ok(|chain| chain.vault().withdraw("dave", id, 1));
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", MINT));
    let error = suite.refused_by(|chain| chain.vault().withdraw("dave", id, 1));
    assert_eq!(
        not_authorised(&suite, id, ("alice", "dave"), "withdraw"),
        error
    );
    suite.ok(|chain| chain.vault().mint("dave", id, 1));
    let listed = OperatorResponse {
        operator,
        scope: MINT,
    };
    assert_eq!(suite.chain.operators(id).unwrap(), [listed]);
}

#[test]
fn a_scope_holds_for_one_position_alone() {
    let mut suite = Suite::base();
    let (id, other) = (alices(&mut suite), bobs(&mut suite));
    let third = suite.open("alice", ETH, eth("1"), 0);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    for (owner, position) in [("bob", other), ("alice", third)] {
        let error = suite.refused_by(|chain| chain.vault().withdraw("dave", position, 1));
        assert_eq!(
            not_authorised(&suite, position, (owner, "dave"), "withdraw"),
            error
        );
    }
}

#[test]
fn an_operator_may_be_removed_and_may_leave() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let scope = OperatorScope {
        order: true,
        ..WITHDRAW
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", scope));
    suite.ok(|chain| chain.vault().set_operator("alice", id, "erin", WITHDRAW));
    let done = suite.ok(|chain| chain.vault().remove_operator("alice", id, "dave"));
    let gone: OperatorSet = suite.event(&done);
    assert_eq!(
        (gone.withdraw, gone.mint, gone.order),
        (false, false, false)
    );
    suite.ok(|chain| chain.vault().withdraw("erin", id, 1));
    suite.ok(|chain| chain.vault().remove_operator("erin", id, "erin"));
    for sender in ["dave", "erin"] {
        let error = suite.refused_by(|chain| chain.vault().withdraw(sender, id, 1));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "withdraw"),
            error
        );
    }
}
