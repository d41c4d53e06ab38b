//! What feeders say of implied volatility.

use rstest::rstest;

use super::*;

fn says(oracle: &mut Oracle, feeder: usize, implied: Option<Decimal>) -> Outcome {
    let stated = Report {
        implied_volatility: implied,
        ..report("ETH", 2_000, oracle.now())
    };
    oracle.report_all(feeder, vec![stated])
}

#[rstest]
#[case(Decimal::percent(1_000) + Decimal::raw(1))]
#[case(Decimal::MAX)]
fn i23_more_than_anybody_believes_is_refused(#[case] value: Decimal) {
    let mut oracle = Oracle::new();
    let error = ContractError::RateTooHigh {
        what: "implied volatility",
        value,
        maximum: Decimal::percent(1_000),
    };
    assert_eq!(says(&mut oracle, 0, Some(value)), Err(error));
}

/// By feeder, in per cent; then what is accepted.
#[rstest]
#[case::nobody_says(&[None, None, None], 0)]
#[case::one_of_three(&[Some(1_000), None, None], 0)]
#[case::one_of_four(&[Some(1_000), None, None, None], 0)]
#[case::one_who_denies_it(&[Some(80), Some(80), None], 80)]
#[case::the_middle(&[Some(1_000), Some(80), Some(60)], 80)]
#[case::the_middle_two_by_their_variance(&[Some(80), Some(80), None, None], 57)]
#[case::no_more_than_the_largest_volatility(&[Some(1_000), Some(1_000), Some(1_000)], 250)]
fn h23_the_median_is_accepted(#[case] said: &[Option<u64>], #[case] percent: u64) {
    let mut oracle = Oracle::new();
    let bundle = said.iter().enumerate().map(|(feeder, said)| {
        let stated = Report {
            implied_volatility: said.map(Decimal::percent),
            ..report("ETH", 2_000, oracle.now())
        };
        oracle.sign(feeder, stated)
    });
    oracle.relay(bundle.collect()).unwrap();
    let implied = oracle.price().unwrap().implied_volatility;
    let off = implied.abs_diff(Decimal::percent(percent));
    assert!(off < Decimal::percent(1), "{implied}");
}

#[test]
fn what_is_said_is_shown_and_never_less() {
    let mut oracle = Oracle::new();
    let said = Decimal::percent(80);
    let events = says(&mut oracle, 0, Some(said)).unwrap();
    let shown = oracle.last_report(0).unwrap().implied_volatility;
    assert!(said <= shown && shown - said < Decimal::raw(100_000_000));
    let stated = PriceReported {
        feed: "ETH".into(),
        feeder: oracle.feeder(0).into_string(),
        price: usd(2_000),
        published_at: oracle.now(),
        implied_volatility: shown,
    };
    assert_eq!(events, [Event::from(stated)]);
}
