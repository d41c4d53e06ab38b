//! Redemption rates: a derivative's feed stands on its base's.

use ballast_math::SECONDS_PER_YEAR;
use rstest::rstest;

use super::*;

impl Oracle {
    /// With ether at 2,000 and a rate of 1.1 for staked ether.
    fn staked() -> Self {
        let mut oracle = Self::new();
        let steth = rate("STETH", "ETH", oracle.addresses(0..4));
        oracle.add_feed(steth).unwrap();
        oracle.pass(BEAT);
        oracle.accept(2_000);
        oracle.say_rate(1_100);
        oracle
    }

    /// Feeders 0 to 2 say a rate in thousandths now.
    fn say_rate(&mut self, thousandths: u64) -> Vec<Event> {
        let stated = Report::new("STETH", Decimal::permille(thousandths), self.now());
        (0..3)
            .flat_map(|feeder| self.report_all(feeder, vec![stated.clone()]).unwrap())
            .filter(|event| event.ty != "price_reported")
            .collect()
    }

    fn rate(&self) -> PriceResponse {
        self.feed("STETH").price.unwrap()
    }

    pub fn usable_price(&self, feed: &str) -> Result<FeedPrice, PriceError> {
        let read = |feed: &str| {
            Ok(self
                .deps
                .storage
                .get(&map_key(RECORD_NAMESPACE, feed.as_bytes())))
        };
        FeedPrice::of(&chain_of_records(feed, read)?, self.now())
    }
}

#[rstest]
#[case::no_base("BTC", ContractError::UnknownFeed { feed: "BTC".into() })]
#[case::itself("STETH", ContractError::UnknownFeed { feed: "STETH".into() })]
#[case::no_name("", ContractError::UnknownFeed { feed: String::new() })]
fn a_base_that_does_not_exist_is_refused(#[case] base: &str, #[case] error: ContractError) {
    let mut oracle = Oracle::new();
    let steth = rate("STETH", base, oracle.addresses(0..4));
    assert_eq!(oracle.add_feed(steth), Err(error));
}

#[test]
fn i23_more_growth_than_any_stake_yields_is_refused() {
    let mut oracle = Oracle::new();
    let mut steth = rate("STETH", "ETH", oracle.addresses(0..4));
    let grows = |new: &mut NewFeed, by| match &mut new.kind {
        FeedKind::RedemptionRate { maximum_growth, .. } => *maximum_growth = by,
        _ => unreachable!("a rate"),
    };
    let (value, maximum) = (
        Decimal::percent(1_000) + Decimal::raw(1),
        Decimal::percent(1_000),
    );
    grows(&mut steth, value);
    let error = ContractError::RateTooHigh {
        what: "maximum growth",
        value,
        maximum,
    };
    assert_eq!(oracle.add_feed(steth.clone()), Err(error));
    grows(&mut steth, maximum);
    oracle.add_feed(steth).unwrap();
}

#[test]
fn a_rate_has_the_bounds_of_every_intake() {
    let mut oracle = Oracle::new();
    let steth = rate("STETH", "ETH", oracle.addresses(0..4));
    let error = ContractError::BeatOutOfBounds {
        beat: 0,
        minimum: 1,
        maximum: 60,
    };
    assert_eq!(
        oracle.add_feed(with_panel(steth, |p| p.beat = 0)),
        Err(error)
    );
}

#[test]
fn a_derivative_is_worth_its_rate_times_its_base() {
    let mut oracle = Oracle::staked();
    let price = oracle.usable_price("STETH").unwrap();
    assert_eq!(price.spot.u128(), 2_200 * 10u128.pow(18));
    assert_eq!(oracle.feed("STETH").kind.base(), Some("ETH"));
    // Half an hour later the rate may still be known; without its base it is worth nothing that can be used.
    oracle.pass(601);
    oracle.say_rate(1_100);
    let refused = oracle.usable_price("STETH");
    assert!(matches!(refused, Err(PriceError::NotValid { feed, .. }) if feed == "ETH"));
}

#[test]
fn h26_a_rate_without_a_base_price_has_none() {
    let mut oracle = Oracle::new();
    let steth = rate("STETH", "ETH", oracle.addresses(0..4));
    oracle.add_feed(steth).unwrap();
    oracle.pass(1);
    oracle.say_rate(1_100);
    let missing = PriceError::Missing { feed: "ETH".into() };
    assert_eq!(oracle.usable_price("STETH"), Err(missing));
}

/// Seconds later, what is said, what is accepted: 30% a year of 1.1, rounded down twice.
#[rstest]
#[case::a_minute(60, 1_105, 1_100_000_627_853_881_277)]
#[case::a_month(SECONDS_PER_YEAR / 12, 1_200, 1_127_500_000_000_000_000)]
#[case::less_than_it_may(SECONDS_PER_YEAR / 12, 1_101, 1_101_000_000_000_000_000)]
#[case::a_little_fall(60, 1_099, 1_099_000_000_000_000_000)]
fn h27_a_rate_grows_no_faster_than_it_may(
    #[case] seconds: u64,
    #[case] said: u64,
    #[case] accepted: u128,
) {
    let mut oracle = Oracle::staked();
    oracle.pass(seconds);
    oracle.say_rate(said);
    let rate = oracle.rate();
    assert_eq!(rate.spot, Decimal::raw(accepted));
    assert_eq!(
        rate.published_at,
        oracle.now(),
        "value and time move together"
    );
}

/// What has fallen comes back, at once or later, and through a removal of the feed; from its highest on it grows no
/// faster than before.
#[rstest]
#[case::at_once(60, false)]
#[case::a_day_later(86_400, false)]
#[case::in_a_feed_that_was_removed(86_400, true)]
fn h27_a_rate_that_fell_by_mistake_comes_back(#[case] seconds: u64, #[case] is_removed: bool) {
    let mut oracle = Oracle::staked();
    oracle.pass(60);
    oracle.say_rate(1_000);
    assert_eq!(oracle.rate().spot, Decimal::percent(100));
    if is_removed {
        oracle.remove_feed("STETH").unwrap();
        let again = rate("STETH", "ETH", oracle.addresses(0..4));
        oracle.add_feed(again).unwrap();
    }
    oracle.pass(seconds);
    oracle.say_rate(1_100);
    assert_eq!(oracle.rate().spot, Decimal::percent(110));
    // The time for which it was lower has earned it nothing.
    oracle.pass(60);
    oracle.say_rate(1_150);
    assert_eq!(oracle.rate().highest, Some(oracle.rate().spot));
    let a_minute = Decimal::from_ratio(3 * 60u64, 10 * SECONDS_PER_YEAR);
    let most = Decimal::percent(110) * (Decimal::one() + a_minute);
    assert!(oracle.rate().spot <= most && oracle.rate().spot > Decimal::percent(110));
}

/// A jump that is said again and again gains what the time that passed allows, and no more.
#[test]
fn h27_insisting_on_a_jump_gains_nothing() {
    let (mut once, mut often) = (Oracle::staked(), Oracle::staked());
    for _ in 0..60 {
        once.pass(60);
        often.pass(60);
        often.say_rate(2_000);
    }
    once.say_rate(2_000);
    let (once, often) = (once.rate(), often.rate());
    assert_eq!(once.published_at, often.published_at);
    let gain = once.spot - Decimal::permille(1_100);
    let compounded = often.spot - once.spot;
    assert!(
        compounded < gain * Decimal::percent(1),
        "{gain} {compounded}"
    );
}

/// What may have grown beyond the step in a long silence waits as a price does.
#[test]
fn h27_growth_beyond_the_step_waits() {
    let mut oracle = Oracle::staked();
    oracle.pass(SECONDS_PER_YEAR);
    oracle.say_rate(2_000);
    let rate = oracle.rate();
    assert_eq!(rate.spot, Decimal::permille(1_100));
    assert_eq!(rate.pending.unwrap().price, Decimal::permille(1_430));
    oracle.pass(31);
    oracle.say_rate(2_000);
    assert_eq!(oracle.rate().spot, Decimal::permille(1_430));
}

#[test]
fn h27_a_fall_beyond_the_step_is_confirmed() {
    let mut oracle = Oracle::staked();
    oracle.pass(60);
    let (before, since) = (oracle.rate(), oracle.now());
    let events = oracle.say_rate(500);
    assert_eq!(names(&events), ["price_pending"]);
    let pending = Some(Pending {
        price: Decimal::permille(500),
        since,
    });
    let waiting = PriceResponse {
        low: Decimal::permille(500),
        pending,
        ..before
    };
    assert_eq!(oracle.rate(), waiting);
    oracle.report(0, 2_000).unwrap();
    let usable = oracle.usable_price("STETH").unwrap();
    assert!(usable.is_lower_pending);
    oracle.pass(31);
    oracle.say_rate(500);
    assert_eq!(oracle.rate().spot, Decimal::permille(500));
}

#[test]
fn h27_a_rate_that_may_not_grow_stays_under_its_highest() {
    let mut oracle = Oracle::new();
    let mut steth = rate("STETH", "ETH", oracle.addresses(0..4));
    if let FeedKind::RedemptionRate { maximum_growth, .. } = &mut steth.kind {
        *maximum_growth = Decimal::zero();
    }
    oracle.add_feed(steth).unwrap();
    for (said, accepted) in [
        (1_100, 1_100),
        (1_101, 1_100),
        (1_090, 1_090),
        (1_100, 1_100),
        (1_101, 1_100),
    ] {
        oracle.pass(60);
        oracle.say_rate(said);
        assert_eq!(oracle.rate().spot, Decimal::permille(accepted));
    }
}
