use super::*;
use crate::demo::scenario::Scenario;

fn usd(usd: u64) -> Decimal {
    Decimal::percent(usd * 100)
}

/// An hour that opens at 100, falls to `low` within twenty minutes and stays there.
fn fall(low: u64) -> [Hour; 1] {
    let (time, open, high) = (7_200, usd(100), usd(100));
    let (low, close) = (usd(low), usd(low));
    // The high is the nearer extreme: for twenty minutes it stays at the open.
    [Hour {
        time,
        open,
        high,
        low,
        close,
    }]
}

/// A chain and its feeders an hour before the market.
fn open(hours: &[Hour]) -> (Devchain, Feeders) {
    let scenario = Scenario::usual();
    let deployment = scenario.deployment(3_600, std::iter::empty());
    let mut chain = Devchain::deploy(&deployment).unwrap();
    chain.advance(BEAT);
    let mut feeders = Feeders::new(scenario.feed(), hours, 42);
    feeders.publish(&mut chain, hours[0].open).unwrap();
    (chain, feeders)
}

/// Times of all rounds and the prices that stand after them.
fn rounds(low: u64) -> Vec<(u64, Decimal)> {
    let hours = fall(low);
    let (mut chain, mut feeders) = open(&hours);
    let mut rounds = vec![];
    while let Some(point) = feeders.step(&mut chain).unwrap() {
        let price = chain.price("ETH").unwrap().unwrap();
        rounds.push((point.time - 7_200, price.spot));
    }
    rounds
}

#[test]
fn a_round_comes_every_five_minutes_while_the_market_is_calm() {
    let times: Vec<u64> = rounds(95).iter().map(|(time, _)| *time).collect();
    assert_eq!(times, (0..=3_600).step_by(300).collect::<Vec<_>>());
}

/// From 100 to 40 within twenty minutes: five minutes are 15 dollars, more than the step.
#[test]
fn while_a_price_waits_the_next_round_is_a_beat_later() {
    let rounds = rounds(40);
    let times: Vec<u64> = rounds.iter().map(|(time, _)| *time).collect();
    assert_eq!(times[..8], [0, 300, 600, 900, 1_200, 1_500, 1_560, 1_800]);
    let (after_wait, at_end) = (rounds[6].1, rounds.last().unwrap().1);
    assert!(usd(84) < after_wait && after_wait < usd(86), "{after_wait}");
    assert!(usd(39) < at_end && at_end < usd(41), "{at_end}");
    assert_eq!(*times.last().unwrap(), 3_600);
}

#[test]
fn the_last_price_is_said_until_it_is_accepted() {
    let hours = fall(100);
    let (mut chain, mut feeders) = open(&hours);
    while feeders.step(&mut chain).unwrap().is_some() {}
    chain.advance(BEAT);
    feeders.publish(&mut chain, usd(50)).unwrap();
    feeders.last = Some(Point {
        time: chain.now(),
        price: usd(50),
    });
    let point = feeders.step(&mut chain).unwrap().unwrap();
    assert_eq!((point.time, point.price), (chain.now(), usd(50)));
    let price = chain.price("ETH").unwrap().unwrap();
    assert!(price.pending.is_none() && price.spot < usd(51));
    assert_eq!(feeders.step(&mut chain).unwrap(), None);
}

/// H23: whatever the liar says, what is accepted is what the others say, but for their own deviations.
#[test]
fn h23_a_liar_and_a_dead_one_change_nothing() {
    let hours = fall(95);
    let (mut chain, mut feeders) = open(&hours);
    while let Some(point) = feeders.step(&mut chain).unwrap() {
        let price = chain.price("ETH").unwrap().unwrap();
        assert_eq!(price.published_at, point.time);
        let off = price.spot.abs_diff(point.price);
        assert!(
            off <= point.price * Decimal::bps(JITTER_BPS),
            "{off} at {}",
            point.time
        );
    }
    let last_report = |name: &str| {
        let address = chain.address(name).unwrap();
        let feeders = chain.feeders("ETH").unwrap();
        let found = feeders.into_iter().find(|it| it.feeder == address.as_str());
        found.unwrap().last_report
    };
    assert!(last_report(LIAR).is_some());
    assert!(last_report(DEAD).is_none());
}

#[test]
fn the_liar_tells_every_lie_in_turn_and_the_same_for_the_same_seed() {
    let tell = |seed| {
        let mut random = Random::new(seed);
        (0..40).map(|_| Lie::drawn(&mut random)).collect::<Vec<_>>()
    };
    assert_eq!(tell(42), tell(42));
    assert_ne!(tell(42), tell(43));
    for lie in [Lie::Nothing, Lie::Double, Lie::Thousandth, Lie::Stale] {
        assert!(tell(42).contains(&lie), "{lie:?}");
    }
    let said = |lie: Lie| {
        let report = lie.report("ETH", usd(100), 7_200);
        (report.price.to_string(), report.published_at)
    };
    assert_eq!(said(Lie::Nothing), ("0.000000000000000001".into(), 7_200));
    assert_eq!(said(Lie::Double), ("200".into(), 7_200));
    assert_eq!(said(Lie::Thousandth), ("0.1".into(), 7_200));
    assert_eq!(said(Lie::Stale), ("50".into(), 3_600));
}
