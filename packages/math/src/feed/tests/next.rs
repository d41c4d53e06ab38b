//! What follows an accepted number: a table of refused and accepted rounds, then whole courses.

use rstest::rstest;

use crate::feed::{next, Accepted, FeedTerms, Next, Round};
use crate::{Price, Ratio};

const START: u64 = 1_700_000_000;
const GAP: u64 = 30;
const AGE: u64 = 600;

fn terms() -> FeedTerms {
    FeedTerms {
        maximum_age: AGE,
        maximum_step: Ratio::from_percent(10),
        confirmation_gap: GAP,
        maximum_growth: None,
        changed_at: START - 1,
    }
}

fn at(price: u128, seconds: u64) -> Round {
    Round {
        price: Price::new(price),
        published_at: START + seconds,
        implied_variance: 0,
        reports: 3,
    }
}

/// A feed whose quorum all report at once: a round of those newer than a time is all or nothing.
struct Course {
    terms: FeedTerms,
    last: Option<Accepted>,
    height: u64,
}

impl Course {
    /// 1,000 was accepted at the start, in block 1.
    fn new() -> Self {
        let mut course = Self {
            terms: terms(),
            last: None,
            height: 0,
        };
        assert!(course.round(1_000, 0));
        course
    }

    /// A round in a block of its own; whether its price, or the one that waited, is accepted.
    fn round(&mut self, price: u128, seconds: u64) -> bool {
        self.height += 1;
        let round = at(price, seconds);
        let newer = |after: Option<u64>| {
            Some(round).filter(|round| after.is_none_or(|after| after < round.published_at))
        };
        let block = (START + seconds, self.height);
        let next = next(self.last.as_ref(), &self.terms, block, newer);
        if let Some(next) = next {
            self.last = Some(*next.accepted());
        }
        matches!(next, Some(Next::Accepted(_)))
    }

    /// Spot and what waits.
    fn prices(&self) -> (u128, u128) {
        let last = self.last.unwrap();
        (last.spot.u128(), last.pending.u128())
    }
}

#[rstest]
#[case::same(1_000, true)]
#[case::up_to_the_step(1_100, true)]
#[case::down_to_the_step(900, true)]
#[case::above(1_101, false)]
#[case::below(899, false)]
#[case::h24_a_fat_finger(1_000_000_000, false)]
#[case::h24_nearly_nothing(1, false)]
fn h24_what_is_further_than_the_step_waits(#[case] price: u128, #[case] accepted: bool) {
    let mut course = Course::new();
    assert_eq!(course.round(price, 60), accepted);
    let expected = if accepted { (price, 0) } else { (1_000, price) };
    assert_eq!(course.prices(), expected);
    if !accepted {
        let last = course.last.unwrap();
        assert_eq!(
            last.valid_until,
            START + AGE,
            "it lends the old price no life"
        );
        assert_eq!(last.low.u128(), price.min(1_000));
        assert_eq!(last.high.u128(), price.max(1_000));
    }
}

/// 800 waits from the 60th second.
#[rstest]
#[case::within_the_gap(700, 90, (1_000, 800))]
#[case::the_nearer_is_accepted(700, 91, (800, 700))]
#[case::the_nearer_is_the_later(880, 120, (880, 0))]
#[case::within_the_step_of_what_is_accepted(750, 120, (800, 0))]
#[case::back_within_the_step(950, 61, (950, 0))]
#[case::on_the_other_side(1_200, 61, (1_000, 1_200))]
#[case::not_newer_than_what_is_accepted(900, 0, (1_000, 800))]
fn what_waits_is_confirmed_replaced_or_forgotten(
    #[case] price: u128,
    #[case] seconds: u64,
    #[case] expected: (u128, u128),
) {
    let mut course = Course::new();
    assert!(!course.round(800, 60));
    course.round(price, seconds);
    assert_eq!(course.prices(), expected);
}

#[rstest]
#[case::h25_further_and_too_early(700, 61, (700, 1_000))]
#[case::nearer_and_too_early(850, 61, (800, 1_000))]
#[case::on_the_other_side(1_200, 61, (800, 1_200))]
#[case::back_within_the_step(950, 61, (950, 1_000))]
#[case::confirmed(700, 91, (700, 1_000))]
fn low_and_high_show_all_that_rounds_have_said_since(
    #[case] price: u128,
    #[case] seconds: u64,
    #[case] expected: (u128, u128),
) {
    let mut course = Course::new();
    assert!(!course.round(800, 60));
    course.round(price, seconds);
    let last = course.last.unwrap();
    assert_eq!((last.low.u128(), last.high.u128()), expected);
}

#[test]
fn i22_what_waited_before_a_silence_waits_no_more() {
    let mut course = Course::new();
    assert!(!course.round(800, 60));
    assert!(!course.round(500, 60 + AGE + 1));
    assert_eq!(course.prices(), (1_000, 500));
    let last = course.last.unwrap();
    assert_eq!((last.low.u128(), last.high.u128()), (500, 1_000));
    assert!(course.round(450, 60 + AGE + 1 + GAP + 1));
    assert_eq!(course.prices(), (500, 0));
}

#[test]
fn the_same_holds_for_a_rise() {
    let mut course = Course::new();
    assert!(!course.round(2_000, 60));
    assert!(!course.round(3_000, 90));
    assert!(course.round(3_000, 91));
    assert_eq!(course.prices(), (2_000, 3_000));
    assert!(course.round(2_500, 150));
    assert_eq!(course.prices(), (2_500, 0));
}

#[test]
fn a_later_far_round_does_not_restart_the_gap() {
    let mut course = Course::new();
    assert!(!course.round(800, 60));
    for seconds in 61..=90 {
        assert!(!course.round(800 - u128::from(seconds), seconds));
        assert_eq!(course.prices(), (1_000, 800));
        assert_eq!(course.last.unwrap().pending_since, START + 60);
    }
    assert!(course.round(500, 91));
}

#[test]
fn h24_a_crash_that_never_stands_still_is_followed_a_round_behind() {
    let mut course = Course::new();
    assert!(!course.round(800, 60));
    for (beat, price) in [(2, 600u128), (3, 400), (4, 200), (5, 100), (6, 10)] {
        let waited = course.prices().1;
        assert!(course.round(price, 60 * beat));
        assert_eq!(course.prices(), (waited, price));
    }
}

#[test]
fn h53_after_a_day_of_silence_the_second_round_is_accepted() {
    let mut course = Course::new();
    let day = 86_400;
    assert!(!course.round(500, day));
    assert!(!course.last.unwrap().is_valid(START + day));
    assert!(course.round(480, day + GAP + 1));
    assert_eq!(course.prices(), (500, 0));
    assert!(course.last.unwrap().is_valid(START + day + GAP + 1));
}

#[test]
fn i22_one_number_is_accepted_in_a_block() {
    let mut course = Course::new();
    course.height -= 1;
    assert!(!course.round(1_001, 1));
    assert_eq!(course.prices(), (1_000, 0));
    course.height -= 1;
    course.round(500, 1);
    assert_eq!(course.prices(), (1_000, 500), "what waits is shown at once");
}

#[test]
fn the_first_number_is_newer_than_its_feed() {
    let mut course = Course {
        terms: terms(),
        last: None,
        height: 0,
    };
    course.terms.changed_at = START;
    assert!(!course.round(1_000, 0));
    assert_eq!(course.last, None);
    assert!(course.round(1_000, 1));
}

#[test]
fn after_a_change_a_feed_goes_on_from_its_price() {
    let mut course = Course::new();
    course.terms.changed_at = START + 10;
    assert!(!course.round(500, 60));
    for seconds in [91, 300, AGE] {
        assert!(
            !course.round(500, seconds),
            "the new feeders are not believed"
        );
    }
    assert_eq!(course.prices(), (1_000, 500), "but what they say is shown");
    assert!(course.round(950, AGE), "within the step they are");
    assert!(!course.round(500, AGE + 1));
    assert!(course.round(500, AGE + 32), "and from then on in all");
}

#[test]
fn after_a_change_a_dead_price_holds_nobody_back() {
    let mut course = Course::new();
    course.terms.changed_at = START + 10;
    assert!(!course.round(500, 60));
    assert!(!course.round(500, AGE));
    assert!(course.round(500, AGE + 1));
    assert_eq!(course.prices(), (500, 0));
}

#[rstest]
#[case::on_the_same_side(800, (800, 1_000))]
#[case::on_the_other_side(1_200, (1_000, 1_200))]
fn after_a_change_nothing_is_left_of_what_the_old_feeders_said(
    #[case] price: u128,
    #[case] expected: (u128, u128),
) {
    let mut course = Course::new();
    assert!(!course.round(1, 60));
    course.terms.changed_at = START + 100;
    assert!(!course.round(price, 120));
    let last = course.last.unwrap();
    assert_eq!(last.pending.u128(), price);
    assert_eq!((last.low.u128(), last.high.u128()), expected);
}

#[test]
fn an_old_round_within_the_step_does_not_vouch_for_the_new_feeders() {
    let mut course = Course::new();
    course.terms.changed_at = START + 10;
    assert!(course.round(1_000, 10));
    assert!(!course.round(500, 11));
    assert!(!course.round(500, 60));
}

const YEAR: u64 = 31_536_000;

#[rstest]
#[case::as_it_may(101, YEAR / 20, 101)]
#[case::as_much_as_it_may(200, YEAR / 10, 103)]
#[case::a_loss(95, 60, 95)]
fn h27_a_rate_and_its_time_move_together(
    #[case] said: u128,
    #[case] seconds: u64,
    #[case] expected: u128,
) {
    const SCALE: u128 = 1_000_000_000_000_000_000;
    let mut course = Course::new();
    course.terms.maximum_growth = Some(Ratio::from_percent(30));
    course.last = Some(Accepted::first(Price::new(100 * SCALE), START, START, 0));
    assert!(course.round(said * SCALE, seconds));
    let last = course.last.unwrap();
    assert_eq!(last.spot, Price::new(expected * SCALE));
    assert_eq!(last.published_at, START + seconds);
}

#[test]
fn the_slow_average_counts_the_old_price_for_as_long_as_it_stood() {
    let mut course = Course::new();
    assert!(course.round(1_100, 3_600));
    assert_eq!(course.last.unwrap().slow.u128(), 1_000);
    assert!(course.round(1_200, 7_200));
    let last = course.last.unwrap();
    assert_eq!(last.slow.u128(), 1_050);
    assert_eq!((last.low.u128(), last.high.u128()), (1_050, 1_200));
}

#[test]
fn volatility_is_published_with_the_price() {
    let mut course = Course::new();
    assert_eq!(course.last.unwrap().variance, 0);
    assert!(course.round(1_100, 60));
    let wild = course.last.unwrap();
    assert!(wild.variance > 0);
    assert_eq!(wild.volatility.variance, 0, "too soon to be remembered");
    assert!(course.round(1_000, 3_600));
    assert_eq!(course.last.unwrap().variance, 0, "it came back");
}
