//! Changed feeders must agree with the price that they found, unless it is dead.

use rstest::rstest;

use super::*;

/// A quorum that was captured with the change cannot set a price of its own, however long it insists.
#[test]
fn new_feeders_cannot_move_a_live_price_beyond_the_step() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let dies = oracle.price().unwrap().valid_until;
    oracle.update([4, 5, 6, 7]).unwrap();
    while oracle.now() + 31 <= dies {
        oracle.pass(31);
        oracle.say([4, 5, 6], 1);
        assert_eq!(oracle.spot(), Some(usd(2_000)));
    }
    // Dead it holds nobody back: honest feeders would be in the same place.
    oracle.pass(dies + 1 - oracle.now());
    oracle.say([4, 5, 6], 1_000);
    oracle.pass(31);
    oracle.say([4, 5, 6], 1_000);
    assert_eq!(oracle.spot(), Some(usd(1_000)));
}

#[test]
fn new_feeders_that_agree_with_the_price_go_on_from_it() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.update([4, 5, 6, 7]).unwrap();
    oracle.pass(BEAT);
    oracle.say([4, 5, 6], 1_900);
    assert_eq!(oracle.spot(), Some(usd(1_900)));
    // From then on what waits is confirmed as ever.
    oracle.pass(BEAT);
    oracle.say([4, 5, 6], 1_000);
    oracle.pass(31);
    oracle.say([4, 5, 6], 1_000);
    assert_eq!(oracle.spot(), Some(usd(1_000)));
}

#[rstest]
#[case::added(4, |oracle: &mut Oracle| oracle.add_feeder(4))]
#[case::removed(5, |oracle: &mut Oracle| oracle.remove_feeder(0))]
fn one_feeder_more_or_less_must_go_on_from_the_price(
    #[case] feeders: usize,
    #[case] change: fn(&mut Oracle) -> Outcome,
) {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", feeders)).unwrap();
    oracle.pass(BEAT);
    oracle.accept(2_000);
    oracle.pass(6);
    change(&mut oracle).unwrap();
    oracle.pass(1);
    for _ in 0..4 {
        oracle.say([1, 2, 3], 1_000);
        assert_eq!(oracle.spot(), Some(usd(2_000)));
        oracle.pass(31);
    }
    oracle.say([1, 2, 3], 1_990);
    oracle.pass(6);
    oracle.say([1, 2, 3], 1_000);
    oracle.pass(31);
    oracle.say([1, 2, 3], 1_000);
    assert_eq!(oracle.spot(), Some(usd(1_000)));
}

/// A price that is valid for a day is not dead after three minutes because its feed's next one would be.
#[test]
fn a_shorter_age_does_not_free_new_feeders_from_a_price_that_is_still_valid() {
    let mut oracle = Oracle::empty();
    let new = with_intake(oracle.new_feed("ETH", 4), |i| i.maximum_age = 86_400);
    oracle.add_feed(new).unwrap();
    oracle.pass(BEAT);
    oracle.accept(2_000);
    let intake = Intake {
        maximum_age: 180,
        ..oracle.intake()
    };
    let feeders = oracle.addresses(4..8);
    oracle.update_to(intake, feeders).unwrap();
    for _ in 0..10 {
        oracle.pass(40);
        oracle.say([4, 5, 6], 1);
        assert!(oracle.price().unwrap().is_valid);
        assert_eq!(oracle.spot(), Some(usd(2_000)));
    }
}

/// And one that nobody may use is dead, whatever age the feed's next may reach.
#[test]
fn a_longer_age_does_not_bind_new_feeders_to_a_dead_price() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(601);
    let intake = Intake {
        maximum_age: 86_400,
        ..oracle.intake()
    };
    let feeders = oracle.addresses(4..8);
    oracle.update_to(intake, feeders).unwrap();
    oracle.pass(1);
    oracle.say([4, 5, 6], 1_000);
    oracle.pass(31);
    oracle.say([4, 5, 6], 1_000);
    assert_eq!(oracle.spot(), Some(usd(1_000)));
}

/// What waits was said by others: the new feeders' first round takes its place and waits in turn.
#[test]
fn h26_what_removed_feeders_left_waiting_is_not_confirmed_by_others() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(BEAT);
    oracle.say([0, 1, 2], 1_700);
    oracle.update([4, 5, 6, 7]).unwrap();
    oracle.pass(601);
    oracle.say([4, 5, 6], 1_000);
    let (price, since) = (usd(1_000), oracle.now());
    assert_eq!(oracle.spot(), Some(usd(2_000)));
    assert_eq!(oracle.pending(), Some(Pending { price, since }));
    oracle.pass(31);
    oracle.say([4, 5, 6], 1_000);
    assert_eq!(oracle.spot(), Some(usd(1_000)));
}
