//! Nothing there yet, and nobody left.

use ballast_devchain::{Deployment, Devchain, State};
use ballast_tests::{eth, price, usd, Suite, BTC, ETH};
use serde_json::Value;

use crate::{
    messages::all,
    queries::questions,
    stage::{auctions::ETHER, stage, stage_without_gifts, Stage, ROLES},
};

/// The messages of the stage, sent to another system by everybody: any answer will do that is one.
fn send_everything(stage: &Stage, chain: &Devchain) -> (usize, usize) {
    let (mut passed, mut refused) = (0, 0);
    let start = chain.snapshot();
    for row in all(stage) {
        for role in ROLES {
            let mut chain = Devchain::restore(start.clone()).unwrap();
            let before = chain.state_hash();
            if row.attempt.send(&mut chain, role).is_ok() {
                passed += 1;
            } else {
                assert_eq!(before, chain.state_hash(), "{} by {role}", row.name);
                refused += 1;
            }
        }
    }
    for (contract, question) in questions(stage) {
        let _any = chain.query::<Value>(contract, &question);
    }
    (passed, refused)
}

#[test]
fn h19_every_message_at_genesis_without_feeds_groups_and_types() {
    let stage = stage();
    let bare = Deployment {
        feeds: vec![],
        groups: vec![],
        collateral_types: vec![],
        ..Deployment::standard()
    };
    let chain = Devchain::deploy(&bare).unwrap();
    let state = State::read(&chain).unwrap();
    assert!(state.types.is_empty() && state.pools.is_empty() && state.feeds.is_empty());
    let (passed, refused) = send_everything(&stage, &chain);
    assert!(passed > 5 && refused > passed, "{passed} {refused}");
}

#[test]
fn h19_every_message_with_types_and_nobody_in_them() {
    let stage = stage();
    let chain = Devchain::deploy(&Deployment::standard()).unwrap();
    for (contract, question) in questions(&stage) {
        let text = question.to_string();
        let needs_something = text.contains("position\"")
            || text.contains("plan")
            || text.contains("\"redemption\"") // no price yet
            || text.contains("\"fillable_orders\"")
            || text.contains("\"mint_requirement\"")
            || text.contains("\"deposit\"")
            || text.contains("\"auction\"")
            || text.contains("\"pool\"");
        let answer = chain.query::<Value>(contract, &question);
        assert!(
            answer.is_ok() || needs_something,
            "{contract} {question}: {answer:?}"
        );
    }
    let (passed, refused) = send_everything(&stage, &chain);
    assert!(passed > 5 && refused > passed, "{passed} {refused}");
}

#[test]
fn h19_i16_i17_everybody_leaves_and_every_message_is_answered_still() {
    let staged = stage();
    let mut suite = stage_without_gifts().suite;
    everybody_leaves(&mut suite);
    let state = State::read(&suite.chain).unwrap();
    assert!(state.positions.is_empty());
    for (id, info) in &state.types {
        let books = &info.books;
        assert!(
            books.total_normalized.is_zero() && books.total_collateral.is_zero(),
            "{id}"
        );
        assert!(books.booked.is_zero(), "{id}");
    }
    assert!(state.pools.values().all(|pool| pool.total.is_zero()));
    assert_eq!(
        [
            suite.balance("vault", "eth"),
            suite.balance("vault", "wbtc")
        ],
        [0, 0]
    );
    for (contract, question) in questions(&staged) {
        let text = question.to_string();
        let is_gone = text.starts_with("{\"position\"")
            || text.contains("\"order\"")
            || text.contains("\"fill\"")
            || text.contains("\"deposit\"")
            || text.contains("\"auction\"")
            || text.contains("\"plan\"");
        let answer = suite.chain.query::<Value>(contract, &question);
        assert!(
            answer.is_ok() || is_gone,
            "{contract} {question}: {answer:?}"
        );
    }
    let (passed, refused) = send_everything(&staged, &suite.chain);
    assert!(passed > 5 && refused > passed, "{passed} {refused}");

    // And somebody comes back.
    suite.set_calm_price("ETH", "200");
    let id = suite.open("alice", ETH, eth("2"), usd("200"));
    suite.ok(|chain| chain.liquidation().deposit("alice", ETH, usd("200")));
    suite.set_price("ETH", "120");
    suite.ok(|chain| chain.liquidation().liquidate_positions("dave", ETH, &[id]));
}

/// Every position is closed, every deposit taken out, what is set aside settled. Carol's insolvent
/// position leaves bad debt behind, and with it the stablecoin that the others' fees ask for.
fn everybody_leaves(suite: &mut Suite) {
    suite.set_price("ETH", "100");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("bob", ETH, 1));
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    for name in ["alice", "bob", "carol"] {
        let all = suite.balance(name, "stablecoin");
        suite.ok(|chain| chain.stablecoin().transfer(name, "erin", all));
    }
    let (all, any) = ((0, usd("400")), price("10000"));
    suite.ok(|chain| chain.liquidation().take("erin", ETHER, all, any));
    suite.ok(|chain| chain.liquidation().settle("erin", ETH));
    suite.advance_reporting(3_600);
    suite.ok(|chain| chain.liquidation().claim("erin", ETH));
    suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
    for id in [ETH, BTC] {
        for position in suite.chain.positions(id).unwrap() {
            let owner = suite.chain.names().name_of(&position.owner).to_owned();
            let debt = position.debt.u128();
            if owner != "erin" && debt > 0 {
                suite.ok(|chain| chain.stablecoin().transfer("erin", &owner, debt));
            }
            suite.ok(|chain| chain.vault().close(&owner, position.position, debt));
        }
    }
}
