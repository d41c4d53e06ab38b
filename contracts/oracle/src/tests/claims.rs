//! Claims that fall due, and how many feeds may stand on one another.

use ballast_math::SECONDS_PER_YEAR;
use rstest::rstest;

use super::*;

const YEAR: u64 = SECONDS_PER_YEAR;

#[rstest]
#[case::at_the_beginning_of_time(0)]
#[case::due_already(START)]
#[case::in_ten_years_and_a_second(START + 10 * YEAR + 1)]
#[case::in_milliseconds(START * 1_000)]
#[case::at_the_end_of_time(u64::MAX)]
fn h20_a_maturity_out_of_bounds_is_refused(#[case] maturity: u64) {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    let error = ContractError::MaturityOutOfBounds {
        maturity,
        now: START,
        latest: START + 10 * YEAR,
    };
    assert_eq!(oracle.add_feed(claim("PT", "ETH", maturity)), Err(error));
}

#[rstest]
#[case(START + 1)]
#[case(START + 10 * YEAR)]
fn h20_the_nearest_and_the_farthest_maturity_are_taken(#[case] maturity: u64) {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.add_feed(claim("PT", "ETH", maturity)).unwrap();
}

#[test]
fn i23_a_discount_above_one_is_refused() {
    let mut oracle = Oracle::new();
    let value = Decimal::one() + Decimal::raw(1);
    let new = |discount| NewFeed {
        kind: FeedKind::FixedMaturity {
            base: "ETH".into(),
            discount,
            maturity: START + YEAR,
        },
        ..claim("PT", "ETH", 0)
    };
    let error = ContractError::RateTooHigh {
        what: "discount",
        value,
        maximum: Decimal::one(),
    };
    assert_eq!(oracle.add_feed(new(value)), Err(error));
    oracle.add_feed(new(Decimal::one())).unwrap();
}

#[test]
fn i23_feeders_of_a_claim_are_refused() {
    let mut oracle = Oracle::new();
    let feeders = oracle.addresses(0..4);
    let new = NewFeed {
        feeders,
        ..claim("PT", "ETH", START + YEAR)
    };
    let error = ContractError::NobodyReports { feeders: 4 };
    assert_eq!(oracle.add_feed(new), Err(error));
    oracle.add_feed(claim("PT", "ETH", START + YEAR)).unwrap();
    let msg = ExecuteMsg::AddFeeder {
        feed: "PT".into(),
        feeder: oracle.feeder(0).into_string(),
    };
    let error = ContractError::NobodyReports { feeders: 1 };
    assert_eq!(oracle.execute(&oracle.owner(), msg), Err(error));
}

#[test]
fn a_claim_is_reported_and_poked_by_nobody() {
    let mut oracle = Oracle::new();
    oracle.add_feed(claim("PT", "ETH", START + YEAR)).unwrap();
    let stated = report("PT", 1, oracle.now());
    let signed = oracle.sign(0, stated.clone());
    let error = Err(ContractError::ComputedFeed { feed: "PT".into() });
    assert_eq!(oracle.report_all(0, vec![stated]), error);
    assert_eq!(oracle.relay(vec![signed]), error);
    let feeds = vec!["PT".into()];
    assert_eq!(
        oracle.execute(&oracle.stranger(), ExecuteMsg::Poke { feeds }),
        error
    );
}

/// Ether at 2,000 and 10% off a year.
#[rstest]
#[case::a_year_before(YEAR, Some(1_800))]
#[case::half_a_year_before(YEAR / 2, Some(1_900))]
#[case::on_the_day(0, Some(2_000))]
#[case::while_nothing_is_left(10 * YEAR, None)]
#[case::a_year_later(10 * YEAR - YEAR, Some(200))]
fn a_claim_comes_up_to_its_base(#[case] left: u64, #[case] dollars: Option<u128>) {
    let mut oracle = Oracle::new();
    let maturity = oracle.now() + left.max(1);
    oracle.add_feed(claim("PT", "ETH", maturity)).unwrap();
    oracle.pass(maturity - left - oracle.now());
    oracle.accept(2_000);
    let found = oracle.usable_price("PT");
    let Some(dollars) = dollars else {
        let error = PriceError::OutOfBounds { feed: "PT".into() };
        return assert_eq!(found, Err(error));
    };
    let price = found.unwrap();
    assert_eq!(price.spot.u128(), dollars * 10u128.pow(18));
    assert_eq!(price.time_to_maturity, left);
}

#[test]
fn after_its_maturity_a_claim_is_its_base() {
    let mut oracle = Oracle::new();
    oracle
        .add_feed(claim("PT", "ETH", oracle.now() + 1))
        .unwrap();
    oracle.pass(YEAR);
    oracle.accept(2_000);
    assert_eq!(oracle.usable_price("PT"), oracle.usable_price("ETH"));
}

#[test]
fn h39_feeds_stand_at_most_two_above_a_price() {
    let mut oracle = Oracle::new();
    let steth = rate("STETH", "ETH", oracle.addresses(0..4));
    oracle.add_feed(steth).unwrap();
    oracle.add_feed(claim("PT", "STETH", START + YEAR)).unwrap();
    let error = || ContractError::TooManyFeedsBelow {
        base: "PT".into(),
        below: 3,
        maximum: 2,
    };
    let third = claim("PT-PT", "PT", START + YEAR);
    assert_eq!(oracle.add_feed(third), Err(error()));
    let third = rate("PT-ST", "PT", oracle.addresses(0..4));
    assert_eq!(oracle.add_feed(third), Err(error()));
}

/// A base is named once, must exist before, and must stay: no feed can come to stand on itself.
#[test]
fn feeds_stand_in_no_circle() {
    let mut oracle = Oracle::new();
    oracle
        .add_feed(rate("A", "ETH", oracle.addresses(0..4)))
        .unwrap();
    oracle.add_feed(claim("B", "A", START + YEAR)).unwrap();
    let in_use = ContractError::FeedInUse {
        feed: "A".into(),
        dependents: 1,
    };
    assert_eq!(oracle.remove_feed("A"), Err(in_use));
    let exists = ContractError::FeedExists { feed: "A".into() };
    let circle = rate("A", "B", oracle.addresses(0..4));
    assert_eq!(oracle.add_feed(circle.clone()), Err(exists));
    oracle.remove_feed("B").unwrap();
    oracle.remove_feed("A").unwrap();
    let unknown = ContractError::UnknownFeed { feed: "B".into() };
    assert_eq!(oracle.add_feed(circle), Err(unknown));
}
