//! What those can do who choose which reports come first, and what those can who replace feeders that lie.

use ballast_devchain::{Call, ORACLE};
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    oracle::{ExecuteMsg, FeedKind, NewFeed, PriceResponse},
    PositionId,
};
use ballast_vault::ContractError;

use crate::support::{by_feeders, liquidate, relay, report, signed};

fn base() -> Suite {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    suite.open("bob", ETH, eth("100"), usd("5000"));
    suite
}

fn ether(suite: &Suite) -> PriceResponse {
    suite.chain.price("ETH").unwrap().unwrap()
}

/// Older reports of a milder fall are brought first, so that they wait; what the quorum has said since counts all the
/// same, in the same transaction.
#[test]
fn h25_the_order_of_two_relays_does_not_decide_what_can_be_minted() {
    let mut suite = base();
    suite.chain.advance(40);
    let early = suite.chain.now();
    let mild = signed(&mut suite, "178", early);
    suite.chain.advance(20);
    let late = suite.chain.now();
    let worse = signed(&mut suite, "110", late);
    suite.ok(|chain| chain.execute_all("carol", vec![relay(mild), relay(worse)]));
    assert_eq!(ether(&suite).low, price("110"));
    // 1,112 on 10 ether that are worth 1,100.
    let error = suite.refused_by(|chain| chain.vault().open("carol", ETH, eth("10"), usd("1112")));
    let (ratio, mint_ratio) = match error {
        ContractError::RatioBelowMintRatio { ratio, mint_ratio } => (ratio, mint_ratio),
        other => panic!("{other}"),
    };
    assert!(ratio < price("1") && mint_ratio == price("1.6"), "{ratio}");
}

#[test]
fn i22_a_number_of_before_a_silence_is_not_accepted_after_it() {
    let mut suite = base();
    report(&mut suite, "ETH", "178");
    suite.chain.advance(86_400);
    report(&mut suite, "ETH", "100");
    assert!(!ether(&suite).is_valid);
    report(&mut suite, "ETH", "100");
    let now = ether(&suite);
    assert_eq!((now.spot, now.is_valid), (price("100"), true));
}

/// Who replaces the feeders alone has the captured price for as long as it lives. Who adds the feed anew in the same
/// block has none, until the new feeders' price is confirmed: nobody is liquidated meanwhile.
#[test]
fn i10_feeders_who_lied_are_replaced_with_their_price() {
    let mut suite = base();
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("4000")));
    for lie in ["181", "164", "149", "135", "122"] {
        suite.chain.advance(6);
        let now = suite.chain.now();
        let lies = signed(&mut suite, lie, now);
        suite.ok(|chain| chain.execute_all("carol", vec![relay(lies)]));
    }
    assert_eq!(ether(&suite).spot, price("122"));
    replaced(&mut suite);
    let began = suite.chain.now();
    while !ether(&suite).is_valid {
        refuses_to_liquidate(&mut suite, position, "price of feed ETH is valid from");
        say(&mut suite, "200");
    }
    let took = suite.chain.now() - began;
    assert!((3_600..=3_600 + 180).contains(&took), "{took} s");
    assert_eq!(ether(&suite).spot, price("200"));
    refuses_to_liquidate(&mut suite, position, "1 positions looked at, 1 safe");
}

/// The feeders that governance names instead.
const OTHERS: [&str; 4] = ["carol", "dave", "keeper", "feeder-4"];

fn replaced(suite: &mut Suite) {
    let add = NewFeed {
        feed: "ETH".to_owned(),
        kind: FeedKind::Price {
            intake: by_feeders(),
        },
        feeders: OTHERS.map(|name| suite.address(name)).to_vec(),
    };
    let remove = ExecuteMsg::RemoveFeed {
        feed: "ETH".to_owned(),
    };
    let calls = [remove, ExecuteMsg::AddFeed(add)];
    let calls = calls.map(|msg| Call::new(ORACLE, &msg, &[]).unwrap());
    suite.ok(|chain| chain.execute_all("owner", calls.to_vec()));
}

/// A beat later a quorum of the new feeders says a price.
fn say(suite: &mut Suite, dollars: &str) {
    suite.chain.advance(60);
    let now = suite.chain.now();
    for feeder in &OTHERS[..3] {
        suite.ok(|chain| chain.oracle().report(feeder, "ETH", price(dollars), now));
    }
}

fn refuses_to_liquidate(suite: &mut Suite, position: PositionId, why: &str) {
    let done = suite.chain.execute_all("keeper", vec![liquidate(position)]);
    let told = done.unwrap_err().to_string();
    assert!(told.contains(why), "{told}");
}
