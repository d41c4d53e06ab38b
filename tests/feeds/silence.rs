//! H53: all feeders are silent for a day, then the price has halved and goes on falling. At the first confirmed
//! round everyone who is unsafe can be liquidated, and with auctions alone the queue drains as they make room.

use ballast_devchain::Devchain;
use ballast_tests::{btc, eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    oracle::{PriceError, Report},
    vault::{PositionResponse, Selection},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

const BEAT: u64 = 60;
const HOUR: u64 = 3_600;

/// Positions of 1,000 USD each.
const MANY: u128 = 60;

/// Sixty positions from 165% to 313% at 200 USD, auctions for a tenth of their debt, bob's and dave's stablecoin, and a
/// pool of 3,000 USD.
fn many() -> Suite {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with(|deployment| {
            let auctions = deployment.collateral_types[0].auctions.as_mut().unwrap();
            auctions.cap_minimum = Uint128::new(usd("3000"));
        })
        .build();
    for number in 0..MANY {
        let collateral = eth("8.25") + number * eth("0.125");
        suite.open("alice", ETH, collateral, usd("1000"));
    }
    let bitcoin = ballast_tests::BTC;
    suite.open("bob", bitcoin, btc("100"), usd("100000"));
    suite.open("dave", bitcoin, btc("10"), usd("3000"));
    suite.ok(|chain| chain.liquidation().deposit("dave", ETH, usd("3000")));
    suite
}

/// A beat later three feeders report, after one who says twice the price.
fn round(suite: &mut Suite, number: &str) {
    suite.chain.advance(BEAT - suite.chain.now() % BEAT);
    let now = suite.chain.now();
    let double = price(number) + price(number);
    suite.ok(|chain| chain.oracle().report("feeder-4", "ETH", double, now));
    for feeder in ["feeder-1", "feeder-2", "feeder-3"] {
        let report = Report::new("ETH", price(number), now);
        suite.ok(|chain| chain.oracle().report_all(feeder, vec![report]));
    }
}

/// What is accepted, and what waits.
fn prices(suite: &Suite) -> (Decimal, Option<Decimal>) {
    let price = suite.chain.price("ETH").unwrap().unwrap();
    (price.spot, price.pending.map(|pending| pending.price))
}

/// A day without any report, then a first round at 100 USD and a second at 85.
fn after_the_silence() -> Suite {
    let mut suite = many();
    suite.chain.advance(24 * HOUR);
    ensure_nobody_can_be_liquidated(&mut suite);
    round(&mut suite, "100");
    assert_eq!(prices(&suite), (price("200"), Some(price("100"))));
    ensure_nobody_can_be_liquidated(&mut suite);
    round(&mut suite, "85");
    assert_eq!(prices(&suite), (price("100"), Some(price("85"))));
    suite
}

/// The price of yesterday is none, and what waits is not one yet.
fn ensure_nobody_can_be_liquidated(suite: &mut Suite) {
    let error: ContractError =
        suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 100));
    let is_too_old = matches!(error, ContractError::Price(PriceError::NotValid { .. }));
    assert!(is_too_old, "{error}");
}

fn unsafe_ones(suite: &Suite) -> Vec<PositionResponse> {
    let positions = suite.chain.positions(ETH).unwrap();
    let is_unsafe = |it: &PositionResponse| it.is_unsafe == Some(true);
    positions.into_iter().filter(is_unsafe).collect()
}

fn liquidate(chain: &mut Devchain, id: PositionId, paid: u128) -> ballast_devchain::Outcome {
    let selection = Selection::Positions { ids: vec![id] };
    chain.liquidation().liquidate("bob", ETH, selection, paid)
}

/// All that are unsafe, wherever room is left for one of them; then nothing of them fits.
fn liquidate_what_fits(suite: &mut Suite) {
    let try_all = |chain: &mut Devchain| chain.liquidation().liquidate_riskiest("keeper", ETH, 100);
    while try_all(&mut suite.chain.fork().unwrap()).is_ok() {
        suite.ok(try_all);
    }
    if !unsafe_ones(suite).is_empty() {
        let error: ContractError = suite.refused_by(try_all);
        let ContractError::NothingSeized { no_room, .. } = error else {
            panic!("{error}");
        };
        assert!(no_room > 0, "for want of room alone");
    }
}

/// bob buys every lot whole at its price.
fn take_all(suite: &mut Suite) {
    for auction in suite.chain.auctions(ETH).unwrap() {
        let (id, all) = (auction.auction, (0, auction.tab.u128()));
        suite.ok(|chain| chain.liquidation().take("bob", id, all, price("1000")));
    }
    assert!(suite.chain.auctions(ETH).unwrap().is_empty());
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
}

#[test]
fn h53_at_the_first_confirmed_round_every_unsafe_position_can_be_liquidated() {
    let suite = after_the_silence();
    let found = unsafe_ones(&suite);
    // Those with less than 14 ether: 8.25 and 0.125 more each.
    assert_eq!(found.len(), 46);
    for position in &found {
        let id = position.position;
        // While 85 waits the pool does not buy, the auctions do: one position always fits.
        let mut alone = suite.chain.fork().unwrap();
        liquidate(&mut alone, id, 0).unwrap();
        assert_eq!(alone.pool(ETH).unwrap().total.u128(), usd("3000"));
        // And a caller with money of its own needs nobody.
        let mut paid = suite.chain.fork().unwrap();
        liquidate(&mut paid, id, position.debt.u128()).unwrap();
        let left = paid.position(id).ok();
        assert!(left.is_none_or(|left| left.is_unsafe != Some(true)));
    }
}

#[test]
fn h53_the_queue_drains_as_auctions_make_room() {
    let mut suite = after_the_silence();
    let mut queue = vec![unsafe_ones(&suite).len()];
    liquidate_what_fits(&mut suite);
    queue.push(unsafe_ones(&suite).len());
    assert!(
        queue[1] > 30,
        "the auctions' cap is a tenth of the debt: {queue:?}"
    );
    // The market stays at 80 and everyone goes on: feeders at every beat, the taker and the keeper after each.
    while !unsafe_ones(&suite).is_empty() {
        round(&mut suite, "80");
        take_all(&mut suite);
        liquidate_what_fits(&mut suite);
        queue.push(unsafe_ones(&suite).len());
        assert!(queue.len() < 40, "{queue:?}");
    }
    assert_eq!(prices(&suite), (price("80"), None));
    // At 80 USD those with less than 17.5 ether are unsafe, all sixty.
    assert!(queue.len() > 5, "{queue:?}");
    assert!(
        queue[3..].windows(2).all(|pair| pair[1] < pair[0]),
        "{queue:?}"
    );
    round(&mut suite, "80");
    take_all(&mut suite);
    // Every unit is somebody's: what was not recovered is bad debt, known exactly.
    let books = suite.books(ETH);
    let others = suite.books(ballast_tests::BTC).booked;
    let owed = others + books.booked + books.bad_debt - books.surplus;
    assert_eq!(owed, suite.chain.supply().unwrap());
    assert!(
        books.bad_debt.u128() > 0,
        "some were worth less than they owed"
    );
    let waits = suite.chain.auction_totals(ETH).unwrap();
    assert_eq!((waits.lots, waits.tabs), (Uint128::zero(), Uint128::zero()));
}
