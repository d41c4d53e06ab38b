//! From the first position to the last, through the crash of March 2020.

use ballast_devchain::{
    feeders::{Jitter, PathFeeders},
    paths::{eth_march_2020, path, Point},
    Pieces, LIQUIDATION, STABLECOIN, VAULT,
};
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::PositionResponse;
use cosmwasm_std::{Decimal, Uint128};

const YEAR: u64 = 31_536_000;
/// Seconds between two prices.
const BEAT: u64 = 1_200;
const EVERYBODY: [&str; 7] = [
    "alice", "bob", "carol", "dave", "erin", "keeper", "treasury",
];

/// Ether as usual but without a buffer; bitcoin without a fee, so that its debts are whole numbers.
fn begin() -> Suite {
    let mut suite = SuiteBuilder::base()
        .without_auctions()
        .with_risk(ETH, |risk| risk.surplus_buffer = Uint128::zero())
        .with_risk(BTC, |risk| {
            risk.surplus_buffer = Uint128::zero();
            risk.stability_fee = Decimal::zero();
        })
        .build();
    for (who, ether, debt) in [
        ("alice", "100", "10000"),
        ("alice", "80", "9500"),
        ("carol", "55.5", "6000.000001"),
        ("carol", "1.7", "190"),
        ("erin", "1000", "50000"),
    ] {
        suite.open(who, ETH, eth(ether), usd(debt));
    }
    suite.open("bob", BTC, btc("20"), usd("60000"));
    suite.open("dave", BTC, btc("1"), usd("1000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("12000")));
    suite.ok(|chain| chain.liquidation().deposit("erin", ETH, usd("8000")));
    suite.ok(|chain| chain.liquidation().deposit("erin", BTC, usd("500")));
    suite
}

/// Two years in which people do this and that.
fn two_years(suite: &mut Suite) {
    let alices = suite.chain.positions_of("alice").unwrap();
    let [first, second] = [0, 1].map(|at: usize| alices[at].position);
    for half in 0..4 {
        suite.advance_reporting(YEAR / 2);
        suite.ok(|chain| chain.vault().collect("keeper", ETH));
        suite.ok(|chain| chain.vault().mint("alice", first, usd("100") + half));
        suite.ok(|chain| chain.vault().deposit("dave", second, eth("0.7")));
        let pieces = Pieces {
            repay: usd("55"),
            withdraw: eth("0.3"),
            ..Pieces::default()
        };
        suite.ok(|chain| chain.vault().adjust("alice", first, pieces));
        suite.advance_reporting(86_400);
        suite.ok(|chain| chain.liquidation().claim("bob", ETH));
    }
    suite.ok(|chain| chain.vault().transfer_position("alice", second, "dave"));
    suite.ok(|chain| chain.vault().accept_position("dave", second));
    assert!(suite.books(ETH).index > Uint128::new(1_040 * 10u128.pow(24)));
}

/// Ether's prices of three days, from now on; but for the hours in which the feeders are silent.
fn crash(suite: &mut Suite, silent: std::ops::Range<u64>) {
    let (start, hours) = (suite.chain.now() + 60, eth_march_2020().unwrap());
    let points = path(&hours, BEAT);
    let origin = points[0].time;
    let points = points.into_iter().map(|point| Point {
        time: start + point.time - origin,
        ..point
    });
    let silent = start + silent.start * 3_600..start + silent.end * 3_600;
    let points = points
        .filter(|point| !silent.contains(&point.time))
        .collect();
    let mut feeders = PathFeeders::new("ETH", points, Jitter { bps: 5, seed: 3 });
    while feeders.step(&mut suite.chain).unwrap().is_some() {
        suite.verify();
        while suite.chain.riskiest(ETH, 1).unwrap().iter().any(is_unsafe) {
            let room = suite.chain.pool(ETH).unwrap().room.u128();
            if room < usd("200") {
                suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("9000")));
            }
            suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 3));
        }
        if suite.chain.now().is_multiple_of(7)
            && !suite.chain.pool(ETH).unwrap().set_aside.is_zero()
        {
            suite.ok(|chain| chain.liquidation().settle("keeper", ETH));
        }
    }
}

fn is_unsafe(position: &PositionResponse) -> bool {
    position.is_unsafe == Some(true)
}

/// Deposits leave, bad debt is paid for, fees are paid out.
fn wind_up(suite: &mut Suite) {
    suite.advance_reporting(86_400);
    if !suite.chain.pool(ETH).unwrap().set_aside.is_zero() {
        suite.ok(|chain| chain.liquidation().settle("alice", ETH));
    }
    for (who, id) in [("bob", ETH), ("erin", ETH), ("erin", BTC)] {
        let deposit = suite.chain.deposit(id, who).unwrap();
        if !(deposit.collateral_gain.is_zero() && deposit.stablecoin_gain.is_zero()) {
            suite.ok(|chain| chain.liquidation().claim(who, id));
        }
        suite.ok(|chain| chain.liquidation().withdraw(who, id, 0));
    }
    let bad = suite.books(ETH).bad_debt.u128();
    if bad > 0 {
        suite.ok(|chain| chain.vault().net("keeper", ETH, None));
        let left = suite.books(ETH).bad_debt.u128();
        if left > 0 {
            suite.ok(|chain| chain.vault().settle("bob", ETH, left));
        }
        assert_eq!(suite.books(ETH).bad_debt.u128(), 0);
    }
    collect(suite);
}

fn collect(suite: &mut Suite) {
    let books = suite.books(ETH);
    if !books.surplus.is_zero() && !books.revenue.is_zero() {
        suite.ok(|chain| chain.vault().collect("keeper", ETH));
    }
}

/// All stablecoin goes to bob, who hands out what is needed to close.
fn everybody_closes(suite: &mut Suite) {
    for who in EVERYBODY {
        let balance = suite.balance(who, STABLECOIN);
        if who != "bob" && balance > 0 {
            suite.ok(|chain| chain.stablecoin().transfer(who, "bob", balance));
        }
    }
    let mut positions = suite.chain.positions(ETH).unwrap();
    positions.extend(suite.chain.positions(BTC).unwrap());
    positions.retain(|it| it.owner != suite.address("bob"));
    for position in positions {
        let owner = suite.chain.names().name_of(&position.owner).to_owned();
        let debt = position.debt.u128();
        if debt > 0 {
            suite.ok(|chain| chain.stablecoin().transfer("bob", &owner, debt));
        }
        suite.ok(|chain| chain.vault().close(&owner, position.position, debt));
        collect(suite);
        let fees = suite.balance("treasury", STABLECOIN);
        if fees > 0 {
            suite.ok(|chain| chain.stablecoin().transfer("treasury", "bob", fees));
        }
    }
}

/// What is left when only bob's position is: its debt, and the stablecoin to pay it with, less what
/// rounding has kept back.
fn assert_only_dust_is_left(suite: &mut Suite) {
    let last = suite.chain.positions_of("bob").unwrap();
    assert_eq!(
        (last.len(), suite.chain.positions(ETH).unwrap().len()),
        (1, 0)
    );
    let (last, debt) = (last[0].position, last[0].debt.u128());
    let (ether, bitcoin) = (suite.books(ETH), suite.books(BTC));
    assert!(ether.total_normalized.is_zero() && ether.total_collateral.is_zero());
    assert!(ether.booked.is_zero() && ether.bad_debt.is_zero());
    assert_eq!(bitcoin.booked.u128(), debt);

    // Every unit that exists is bob's debt, less what fees are owed to the treasury.
    let surplus = (ether.surplus + bitcoin.surplus).u128();
    let supply = suite.chain.supply().unwrap().u128();
    assert_eq!(supply, debt - surplus);
    let (bobs, dust) = (
        suite.balance("bob", STABLECOIN),
        suite.balance(LIQUIDATION, STABLECOIN),
    );
    assert_eq!(bobs + dust, supply);
    assert!(dust + surplus <= 200, "{dust} {surplus}");
    assert_eq!(suite.balance(VAULT, STABLECOIN), 0);
    assert_eq!(suite.balance(VAULT, "eth"), 0);
    assert!(suite.balance(LIQUIDATION, "eth") < eth("0.000005"));
    let witness = suite.chain.witness();
    let burned = witness.burned_by_vault + witness.burned_by_holders;
    assert_eq!((witness.minted - burned).u128(), supply);

    // All ether is with its holders again: six accounts with 10,000 each.
    let ether: u128 = EVERYBODY.iter().map(|who| suite.balance(who, "eth")).sum();
    assert_eq!(ether + suite.balance(LIQUIDATION, "eth"), 6 * eth("10000"));

    // bob repays down to the floor and takes out what it does not need.
    let repay = debt - usd("100");
    suite.ok(|chain| chain.vault().repay("bob", last, repay));
    assert!(suite.balance("bob", STABLECOIN) >= usd("100") - 200);
}

#[test]
fn a_life_through_a_crash_with_awake_feeders() {
    let mut suite = begin();
    two_years(&mut suite);
    crash(&mut suite, 0..0);
    assert!(
        suite.chain.bad_debt(ETH).unwrap().net.is_zero(),
        "everything was sold in time"
    );
    assert!(
        suite.balance("keeper", "eth") > eth("10000"),
        "keepers were paid"
    );
    wind_up(&mut suite);
    everybody_closes(&mut suite);
    assert_only_dust_is_left(&mut suite);
}

#[test]
fn h53_a_life_through_a_crash_with_feeders_asleep_for_the_worst_of_it() {
    let mut suite = begin();
    two_years(&mut suite);
    // The morning of 12 March to that of the 13th.
    crash(&mut suite, 33..51);
    let bad = suite.chain.bad_debt(ETH).unwrap();
    assert!(
        bad.net > Uint128::zero(),
        "some were insolvent by then: {bad:?}"
    );
    wind_up(&mut suite);
    everybody_closes(&mut suite);
    assert_only_dust_is_left(&mut suite);
}
