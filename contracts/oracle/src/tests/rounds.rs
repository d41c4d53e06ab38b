//! Rounds over blocks: when a price replaces the one before.

use proptest::prelude::*;

use super::*;

#[test]
fn two_of_three_are_no_round() {
    let mut oracle = Oracle::new();
    oracle.report(0, 2_000).unwrap();
    oracle.report(1, 2_000).unwrap();
    assert_eq!(oracle.price(), None);
}

#[test]
fn i22_a_feed_accepts_one_price_in_a_block() {
    let mut oracle = Oracle::new();
    for feeder in 0..3 {
        oracle.report_at(feeder, 2_000, oracle.now() - 30).unwrap();
    }
    let first = oracle.price();
    for feeder in 0..3 {
        let events = oracle.report(feeder, 2_100).unwrap();
        assert_eq!(names(&events), ["price_reported"]);
    }
    assert_eq!(oracle.price(), first);
    // The next block's first report takes up what waited.
    oracle.pass(1);
    oracle.report(3, 2_100).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_100)));
}

#[test]
fn i22_two_blocks_at_one_second_accept_one_price() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(0);
    for feeder in 0..4 {
        oracle.report_at(feeder, 2_100, oracle.now() + 1).unwrap();
    }
    assert_eq!(
        oracle.spot(),
        Some(usd(2_000)),
        "the round is not newer: it ends with the block"
    );
}

#[test]
fn h24_a_price_beyond_the_step_waits_until_later_reports_confirm_it() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(6);
    for feeder in 0..3 {
        oracle.report(feeder, 1_000).unwrap();
    }
    let (price, since) = (usd(1_000), oracle.now());
    assert_eq!(oracle.spot(), Some(usd(2_000)));
    assert_eq!(oracle.pending(), Some(Pending { price, since }));
    oracle.pass(31);
    oracle.accept(1_000);
    assert_eq!(oracle.pending(), None);
}

#[test]
fn h22_an_older_round_does_not_replace_a_newer() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let first = oracle.price();
    oracle.pass(10);
    // Feeder 3 was silent and brings a report from before the accepted round.
    oracle.report_at(3, 2_100, oracle.now() - 40).unwrap();
    assert_eq!(oracle.price(), first);
    // Two newer ones are no quorum: the third newest is the accepted round's.
    oracle.report(0, 2_100).unwrap();
    oracle.report(1, 2_100).unwrap();
    assert_eq!(oracle.price(), first);
    oracle.report(2, 2_100).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_100)));
}

#[test]
fn h22_reports_of_the_last_beat_do_not_outvote_the_newest_quorum() {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 32)).unwrap();
    oracle.pass(BEAT);
    for feeder in 0..32 {
        oracle.report(feeder, 200).unwrap();
    }
    assert_eq!(oracle.spot(), Some(usd(200)));
    oracle.pass(BEAT);
    for feeder in 0..17 {
        assert_eq!(oracle.spot(), Some(usd(200)), "{feeder} are no quorum");
        oracle.report(feeder, 190).unwrap();
    }
    let price = oracle.price().unwrap();
    assert_eq!((price.spot, price.published_at), (usd(190), oracle.now()));
}

#[test]
fn h22_publication_decides_how_long_a_price_is_valid() {
    let mut oracle = Oracle::new();
    let published_at = oracle.now();
    oracle.pass(45);
    for feeder in 0..3 {
        oracle.report_at(feeder, 2_000, published_at).unwrap();
    }
    let price = oracle.price().unwrap();
    assert_eq!(
        (price.published_at, price.valid_until),
        (published_at, published_at + 600)
    );
    oracle.pass(555);
    assert!(oracle.price().unwrap().is_valid);
    oracle.pass(1);
    assert!(!oracle.price().unwrap().is_valid);
}

#[test]
fn i22_a_price_is_never_from_the_future() {
    let mut oracle = Oracle::new();
    for feeder in 0..4 {
        oracle.report_at(feeder, 2_000, oracle.now() + 15).unwrap();
    }
    let price = oracle.price().unwrap();
    assert_eq!(price.published_at, oracle.now());
    assert!(price.is_valid);
}

#[test]
fn h23_a_feeder_that_never_advances_drops_out_and_stops_nobody() {
    let mut oracle = Oracle::new();
    let stuck = oracle.now();
    oracle.report_at(3, 1, stuck).unwrap();
    oracle.pass(1);
    for beat in 1..=3u128 {
        oracle.pass(BEAT);
        assert_eq!(oracle.report_at(3, 1, stuck), Ok(vec![]));
        oracle.accept(2_000 + beat);
    }
}

#[test]
fn h23_one_liar_neither_moves_nor_stops_the_price() {
    let mut oracle = Oracle::new();
    for (beat, lie) in [(1, 1), (2, 1_000_000_000), (3, 1), (4, 1_000_000_000)] {
        oracle.pass(BEAT - 5);
        // Dated as far ahead as it goes, before the honest report.
        oracle.report_at(3, lie, oracle.now() + 15).unwrap();
        oracle.pass(5);
        for (feeder, dollars) in [(0, 2_000), (1, 2_010), (2, 2_020)] {
            oracle.report(feeder, dollars + beat).unwrap();
        }
        let price = oracle.price().unwrap();
        assert!((usd(2_000 + beat)..=usd(2_020 + beat)).contains(&price.spot));
        assert_eq!(price.published_at, oracle.now());
    }
}

#[test]
fn reports_that_come_over_several_blocks_meet() {
    let mut oracle = Oracle::new();
    let beat = oracle.now();
    for feeder in 0..3 {
        oracle.pass(6);
        oracle
            .report_at(feeder, 2_000 + feeder as u128, beat)
            .unwrap();
    }
    let price = oracle.price().unwrap();
    assert_eq!((price.spot, price.published_at), (usd(2_001), beat));
    assert_eq!(
        (price.low, price.high, price.pending),
        (usd(2_001), usd(2_001), None)
    );
}

/// Seconds that pass before it, who reports, dollars, seconds after now.
type Step = (u64, usize, u128, i64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let later = prop_oneof![Just(0u64), 0..8u64, 30..90u64];
    let dollars = prop_oneof![1_950..2_050u128, 1_950..2_050u128, 1..5_000u128];
    prop::collection::vec((later, 0..5usize, dollars, -65..=15i64), 1..80)
}

proptest! {
    /// However reports come, and through feeds and feeders removed and added again.
    #[test]
    fn i22_a_price_only_moves_forward_and_once_in_a_block(steps in steps()) {
        let mut oracle = Oracle::new();
        let mut newest = (0, 0);
        for (later, feeder, dollars, ahead) in steps {
            if later > 0 {
                oracle.pass(later);
            }
            if feeder == 4 && dollars % 2 == 0 {
                oracle.remove_feed("ETH").unwrap();
                oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
            } else if feeder == 4 {
                oracle.add_feeder(4).unwrap();
                oracle.remove_feeder(0).unwrap();
                oracle.add_feeder(0).unwrap();
                oracle.remove_feeder(4).unwrap();
            } else {
                let published_at = oracle.now().checked_add_signed(ahead).unwrap();
                let events = oracle.report_at(feeder, dollars, published_at).unwrap();
                if names(&events).contains(&"price_accepted") {
                    let price = oracle.price().unwrap();
                    let (height, time) = (oracle.env.block.height, price.published_at);
                    prop_assert!(newest.0 < height && newest.1 < time);
                    prop_assert!(price.is_valid && oracle.now() <= time + COUNTING_WINDOW);
                    newest = (height, time);
                }
            }
        }
    }
}
