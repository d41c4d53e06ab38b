//! What is left of a lot is its owner's.

use ballast_liquidation::ContractError;
use ballast_tests::{eth, usd, ETH};

use super::support::{any_price, held, liquidate, started, suite, FIRST};
use crate::support::{alices, lend, sides};

#[test]
fn it_goes_back_into_the_position_while_that_is_its_owners() {
    let (mut suite, position, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let (before, _) = sides(&suite, position);
    suite.ok(|chain| {
        chain
            .liquidation()
            .take("bob", FIRST, (0, usd("800")), any_price())
    });
    let rest = auction.lot.u128() - eth("5.44");
    assert_eq!(sides(&suite, position).0, before + rest);
    let leftover = suite.chain.leftover(ETH, "alice").unwrap();
    assert_eq!(leftover.u128(), 0);
    let error = suite.refused_by(|chain| chain.liquidation().claim_leftover("alice", ETH));
    assert!(matches!(error, ContractError::NoLeftover { .. }));
}

#[test]
fn it_is_credited_where_the_position_has_another_owner() {
    let (mut suite, position, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    suite.ok(|chain| chain.vault().transfer_position("alice", position, "carol"));
    suite.ok(|chain| chain.vault().accept_position("carol", position));
    let before = sides(&suite, position);
    suite.ok(|chain| {
        chain
            .liquidation()
            .take("bob", FIRST, (0, usd("800")), any_price())
    });
    let rest = auction.lot.u128() - eth("5.44");
    assert_eq!(sides(&suite, position), before);
    assert_eq!(suite.chain.leftover(ETH, "alice").unwrap().u128(), rest);
    suite.refused(|chain| chain.liquidation().claim_leftover("carol", ETH));
    let ether = suite.balance("alice", "eth");
    suite.ok(|chain| chain.liquidation().claim_leftover("alice", ETH));
    assert_eq!(suite.balance("alice", "eth") - ether, rest);
    suite.refused(|chain| chain.liquidation().claim_leftover("alice", ETH));
    assert_eq!(held(&suite).0, 0);
}

#[test]
fn it_is_credited_where_the_position_is_gone() {
    let mut suite = suite();
    let position = alices(&mut suite);
    lend(&mut suite, "bob", ETH, usd("5000"));
    // At 105 USD all debt goes, and the cushion is all that the position had.
    suite.set_price("ETH", "112");
    suite.ok(|chain| liquidate(chain, position));
    assert_eq!(sides(&suite, position), (0, 0));
    suite.ok(|chain| {
        chain
            .liquidation()
            .take("bob", FIRST, (0, usd("2000")), any_price())
    });
    let leftover = suite.chain.leftover(ETH, "alice").unwrap().u128();
    assert!(leftover > 0);
    suite.ok(|chain| chain.liquidation().claim_leftover("alice", ETH));
    assert_eq!(held(&suite).0, 0);
}

#[test]
fn h13_an_owner_that_takes_no_coins_is_in_nobodys_way() {
    // The rest goes to a position or to a credit, never by a transfer: whoever the owner is, the take
    // succeeds. An owner whose position was closed meanwhile is the case without a deposit.
    let (mut suite, position, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    lend(&mut suite, "alice", ETH, usd("400"));
    suite.ok(|chain| chain.vault().close("alice", position, usd("300")));
    suite.ok(|chain| {
        chain
            .liquidation()
            .take("bob", FIRST, (0, usd("800")), any_price())
    });
    assert!(suite.chain.leftover(ETH, "alice").unwrap().u128() > 0);
}
