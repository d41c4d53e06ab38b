//! Whole histories through both, operation by operation.

use ballast_devchain::{
    feeders::{Jitter, PathFeeders},
    history,
    paths::{eth_march_2020, path},
    Deployment, Devchain, Pieces,
};
use ballast_tests::{btc, eth, price, usd, BTC, ETH};
use ballast_types::{vault::Selection, PositionId};
use ballast_vm_tests::Twins;

/// Seconds between two prices of the crash.
const BEAT: u64 = 1_200;

/// Tells a native history again, as text, to both, from the deployment on.
fn tell_again(lived: &Devchain, at_least: usize) {
    let text = history::to_text(lived.deployment(), lived.recorded());
    let (deployment, operations) = history::from_text(&text).unwrap();
    assert!(operations.len() >= at_least, "{}", operations.len());
    let mut twins = Twins::deployed(&deployment);
    twins.assert_equal();
    for (place, operation) in operations.iter().enumerate() {
        twins.run(operation);
        if place % 50 == 0 {
            twins.assert_equal();
        }
    }
    twins.assert_equal();
    assert_eq!(lived.state_hash(), twins.compiled.state_hash());
    assert_eq!(lived.books().unwrap(), twins.compiled.books().unwrap());
}

/// A keeper, who liquidates and settles whatever can be; whether anything was liquidated. Mostly there
/// is nothing to do, and that is a refusal.
fn keep(chain: &mut Devchain) -> bool {
    let outcome = chain.liquidation().liquidate_riskiest("keeper", ETH, 2);
    chain.liquidation().settle("keeper", ETH).ok();
    outcome.is_ok()
}

#[test]
fn the_crash_of_march_2020_goes_the_same_way() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.record();
    let points = path(&eth_march_2020().unwrap(), BEAT);
    let jitter = Jitter { bps: 10, seed: 3 };
    let mut feeders = PathFeeders::new("ETH", points, jitter);
    for _ in 0..2 {
        feeders.step(&mut chain).unwrap();
    }
    for (number, holder) in ["alice", "carol", "dave"]
        .into_iter()
        .cycle()
        .take(9)
        .enumerate()
    {
        let ratio = 17 + u128::try_from(number).unwrap() * 2;
        let minted = usd("1000");
        let collateral = minted * ratio / 10 * 10u128.pow(12) / 190;
        chain.vault().open(holder, ETH, collateral, minted).unwrap();
    }
    chain.report_price("BTC", price("7900")).unwrap();
    chain
        .vault()
        .open("bob", BTC, btc("20"), usd("15000"))
        .unwrap();
    chain
        .liquidation()
        .deposit("bob", ETH, usd("15000"))
        .unwrap();
    let mut liquidations = 0;
    while feeders.step(&mut chain).unwrap().is_some() {
        liquidations += u32::from(keep(&mut chain));
    }
    assert!(liquidations >= 5, "{liquidations} liquidations");
    tell_again(&chain, 1_000);
}

/// What holders do with positions; one of dave's, of ether, and one of bob's, of bitcoin.
fn positions(chain: &mut Devchain) -> (PositionId, PositionId) {
    let done = chain.vault().open("alice", ETH, eth("10"), usd("1000"));
    let position = done.unwrap().position().unwrap();
    let mut vault = chain.vault();
    vault.deposit("carol", position, eth("0.5")).unwrap();
    vault.mint("alice", position, usd("50")).unwrap();
    vault.withdraw("alice", position, eth("0.3")).unwrap();
    vault.mint("alice", position, usd("50000")).unwrap_err();
    let pieces = Pieces {
        repay: usd("20"),
        withdraw: eth("0.1"),
        ..Pieces::default()
    };
    vault.adjust("alice", position, pieces).unwrap();
    vault.transfer_position("alice", position, "dave").unwrap();
    vault.accept_position("dave", position).unwrap();
    let done = vault.open("bob", BTC, btc("10"), usd("20000")).unwrap();
    (position, done.position().unwrap())
}

/// A position of carol's is liquidated, bob's pool and bob himself buy, and gains are paid out.
fn liquidation(chain: &mut Devchain) {
    let done = chain.vault().open("carol", ETH, eth("9"), usd("1000"));
    let ids = vec![done.unwrap().position().unwrap()];
    chain.report_price("ETH", price("140")).unwrap();
    let (selection, paid) = (Selection::Positions { ids }, usd("100"));
    let mut liquidation = chain.liquidation();
    liquidation.liquidate("bob", ETH, selection, paid).unwrap();
    liquidation.settle("erin", ETH).unwrap();
    liquidation.claim("bob", ETH).unwrap();
    liquidation.withdraw("bob", ETH, usd("5")).unwrap();
}

#[test]
fn a_life_with_every_verb_goes_the_same_way() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.record();
    chain.advance(60);
    chain.report_price("ETH", price("200")).unwrap();
    chain.report_price("BTC", price("8000")).unwrap();
    let (ether, bitcoin) = positions(&mut chain);
    let dollars = chain.stablecoin().transfer("bob", "dave", usd("2000"));
    dollars.unwrap();
    chain
        .liquidation()
        .deposit("bob", ETH, usd("3000"))
        .unwrap();
    chain.advance_reporting(9_000_000, 3_000_000).unwrap();
    chain.vault().accrue("erin", ETH).unwrap();
    liquidation(&mut chain);
    chain.vault().close("dave", ether, usd("1100")).unwrap();
    chain.vault().repay("bob", bitcoin, usd("100")).unwrap();
    tell_again(&chain, 20);
}
