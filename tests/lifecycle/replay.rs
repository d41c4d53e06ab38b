//! The same history ends in the same state: told again, or after a restart in the middle.

use std::path::PathBuf;

use ballast_devchain::{history, Books, Deployment, Devchain, State};
use ballast_tests::{btc, eth, price, usd, BTC, ETH};
use ballast_types::vault::Selection;

/// Deploys, opens, deposits and accrues.
fn first_half(chain: &mut Devchain) {
    chain.advance(60);
    chain.report_price("ETH", price("200")).unwrap();
    chain.report_price("BTC", price("8000")).unwrap();
    for number in 0..6u128 {
        let ether = eth("10") + number * eth("0.37");
        chain
            .vault()
            .open("alice", ETH, ether, usd("1000") + number)
            .unwrap();
    }
    chain
        .vault()
        .open("bob", BTC, btc("10"), usd("20000"))
        .unwrap();
    chain
        .liquidation()
        .deposit("bob", ETH, usd("3000"))
        .unwrap();
    chain.advance_reporting(9_000_000, 9_000_000).unwrap();
    chain.vault().collect("erin", ETH).unwrap_err(); // all of it is under the buffer
    chain.report_price("ETH", price("151")).unwrap();
    chain
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 2)
        .unwrap_err(); // nobody is unsafe
}

/// Liquidates, refills, settles and claims.
fn second_half(chain: &mut Devchain) {
    chain.report_price("ETH", price("131.7")).unwrap();
    chain
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 2)
        .unwrap();
    let selection = Selection::Riskiest { limit: 9 };
    chain.report_price("ETH", price("117.3")).unwrap();
    chain
        .liquidation()
        .liquidate("bob", ETH, selection, usd("700"))
        .unwrap();
    chain.liquidation().settle("erin", ETH).unwrap();
    chain
        .liquidation()
        .deposit("bob", ETH, usd("3000"))
        .unwrap();
    chain.advance_reporting(7_200, 3_600).unwrap();
    chain.report_price("ETH", price("104.2")).unwrap();
    chain
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 9)
        .unwrap();
    chain.liquidation().claim("bob", ETH).unwrap();
    chain.liquidation().withdraw("bob", ETH, usd("1")).unwrap();
}

fn lived() -> Devchain {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.record();
    first_half(&mut chain);
    second_half(&mut chain);
    chain
}

fn assert_same(one: &Devchain, other: &Devchain) {
    assert_eq!(one.books().unwrap(), other.books().unwrap());
    assert_eq!(State::read(one).unwrap(), State::read(other).unwrap());
    assert_eq!(one.witness(), other.witness());
    assert_eq!(one.state_hash(), other.state_hash());
}

#[test]
fn a_history_told_again_ends_in_the_same_state() {
    let chain = lived();
    let text = history::to_text(chain.deployment(), chain.recorded());
    let (deployment, operations) = history::from_text(&text).unwrap();
    assert_eq!(operations, chain.recorded());
    let mut again = Devchain::deploy(&deployment).unwrap();
    for operation in &operations {
        again.run(operation).ok(); // refusals are part of it
    }
    assert_same(&chain, &again);
}

#[test]
fn a_restart_in_the_middle_changes_nothing() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("a_restart_in_the_middle");
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    first_half(&mut chain);
    chain.save(&folder).unwrap();
    let mut restarted = Devchain::load(&folder).unwrap();
    assert_same(&chain, &restarted);
    second_half(&mut chain);
    second_half(&mut restarted);
    assert_same(&chain, &restarted);
    assert_same(&chain, &lived());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn i28_exported_and_imported_every_query_answers_as_before() {
    let chain = lived();
    let text = serde_json::to_string(&chain.snapshot()).unwrap();
    let imported = Devchain::restore(serde_json::from_str(&text).unwrap()).unwrap();
    assert_same(&chain, &imported);
    let books = chain.books().unwrap();
    let text = serde_json::to_string(&books).unwrap();
    assert_eq!(serde_json::from_str::<Books>(&text).unwrap(), books);
}

#[test]
fn every_step_of_the_history_keeps_the_invariants() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.watch().unwrap();
    first_half(&mut chain);
    second_half(&mut chain);
    assert!(chain.violations().is_empty(), "{:?}", chain.violations());
}
