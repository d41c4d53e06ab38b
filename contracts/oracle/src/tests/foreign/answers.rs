//! Answers: what is no price, and what is one.

use cosmwasm_std::{ContractResult, SystemError, SystemResult};
use rstest::rstest;

use super::*;

#[rstest]
#[case("")]
#[case("no json")]
#[case("{}")]
#[case(r#"{"price_feed":{}}"#)]
#[case(r#"{"price_feed":{"id":"0a","price":{"price":2000,"conf":"1","expo":0,"publish_time":0}}}"#)]
#[case(r#"{"price_feed":{"id":"0a","price":{"price":"9223372036854775808","conf":"1","expo":0,"publish_time":0}}}"#)]
#[case(r#"{"price_feed":{"id":"0a","price":{"price":"1","conf":"-1","expo":0,"publish_time":0}}}"#)]
#[case(
    r#"{"price_feed":{"id":"0a","price":{"price":"1","conf":"1","expo":0.5,"publish_time":0}}}"#
)]
fn what_cannot_be_read_is_refused(#[case] json: &str) {
    let mut oracle = Oracle::foreign();
    oracle.answers(json.into());
    let found = oracle.poke(&["ATOM"]);
    let is_unreadable = matches!(
        &found,
        Err(ContractError::Foreign {
            error: ForeignError::Unreadable(_),
            ..
        })
    );
    assert!(is_unreadable, "{found:?}");
}

#[test]
fn a_contract_that_refuses_or_is_none_is_refused() {
    let mut oracle = Oracle::foreign();
    for answer in [
        SystemResult::Ok(ContractResult::Err("PriceFeedNotFound".into())),
        SystemResult::Err(SystemError::NoSuchContract {
            addr: "pyth".into(),
        }),
    ] {
        oracle.deps.querier.update_wasm(move |_| answer.clone());
        let found = oracle.poke(&["ATOM"]);
        assert!(
            matches!(found, Err(ContractError::Foreign { .. })),
            "{found:?}"
        );
    }
}

#[test]
fn an_answer_for_another_feed_is_refused() {
    let mut oracle = Oracle::foreign();
    let answered = "0b".repeat(32);
    let answer = Answer {
        id: answered.clone(),
        ..Answer::new(&oracle, 0)
    };
    let asked = id();
    let error = ForeignError::OtherPrice { asked, answered };
    assert_eq!(oracle.poked(&answer), refused(error));
    // The same id in other letters is the same.
    let answer = Answer {
        id: id().to_uppercase(),
        ..answer
    };
    oracle.poked(&answer).unwrap();
}

#[rstest]
#[case::zero("0", 0)]
#[case::negative("-1", -8)]
#[case::the_most_negative("-9223372036854775808", -8)]
#[case::above_a_billion("1000000001", 0)]
#[case::by_its_exponent("1", 10)]
#[case::by_far("9223372036854775807", 2_147_483_647)]
#[case::nothing_is_left("999999999999", -30)]
#[case::nothing_at_all("9223372036854775807", -2_147_483_648)]
#[case::a_power_of_39("1", -57)]
#[case::another("1", 21)]
fn i22_h16_what_is_no_price_is_refused(#[case] price: &str, #[case] exponent: i32) {
    let mut oracle = Oracle::foreign();
    let answer = Answer {
        price: price.into(),
        conf: "0".into(),
        expo: exponent,
        ..Answer::new(&oracle, 0)
    };
    let price = price.parse().unwrap();
    let error = ForeignError::NoPrice { price, exponent };
    assert_eq!(oracle.poked(&answer), refused(error));
}

/// In 10^-18 USD.
#[rstest]
#[case("1", 9, 10u128.pow(27))]
#[case("1000000000", 0, 10u128.pow(27))]
#[case("1000000000000000000", -9, 10u128.pow(27))]
#[case("9223372036854775807", -10, 922_337_203_685_477_580_700_000_000)]
#[case("123456789", -8, 1_234_567_890_000_000_000)]
#[case("1", -18, 1)]
#[case("19", -19, 1)]
#[case("1000000000000", -30, 1)]
#[case("9223372036854775807", -30, 9_223_372)]
fn h21_a_price_times_a_power_of_ten(#[case] price: &str, #[case] expo: i32, #[case] raw: u128) {
    let mut oracle = Oracle::foreign();
    let answer = Answer {
        price: price.into(),
        conf: "0".into(),
        expo,
        ..Answer::new(&oracle, 0)
    };
    oracle.poked(&answer).unwrap();
    assert_eq!(oracle.atom().unwrap().spot, Decimal::raw(raw));
}

#[rstest]
#[case::a_hundredth("200000000000", "2000000000", true)]
#[case::a_little_more("200000000000", "2000000001", false)]
#[case::of_ninety_nine_nothing("99", "1", false)]
#[case::all("1", "18446744073709551615", false)]
fn a_price_that_is_too_unsure_is_refused(
    #[case] price: &str,
    #[case] conf: &str,
    #[case] is_taken: bool,
) {
    let mut oracle = Oracle::foreign();
    let answer = Answer {
        price: price.into(),
        conf: conf.into(),
        ..Answer::new(&oracle, 0)
    };
    let found = oracle.poked(&answer);
    if is_taken {
        return assert_eq!(names(&found.unwrap()), ["price_accepted"]);
    }
    let error = ForeignError::Unsure {
        price: price.parse().unwrap(),
        confidence: conf.parse().unwrap(),
        maximum: Decimal::percent(1),
    };
    assert_eq!(found, refused(error));
}

#[rstest]
#[case::a_second_too_far(|now| now + 16)]
#[case::milliseconds(|now| now * 1_000)]
#[case::the_end_of_time(|_| i64::MAX)]
fn h21_a_price_from_the_future_is_refused(#[case] at: fn(i64) -> i64) {
    let mut oracle = Oracle::foreign();
    let publish_time = at(oracle.now().try_into().unwrap());
    let answer = Answer {
        publish_time,
        ..Answer::new(&oracle, 0)
    };
    let error = ContractError::PublishedInFuture {
        feed: "ATOM".into(),
        published_at: publish_time.try_into().unwrap(),
        latest: oracle.now() + 15,
    };
    assert_eq!(oracle.poked(&answer), Err(error));
}

#[rstest]
#[case(-1)]
#[case(i64::MIN)]
fn h21_a_price_from_before_time_is_refused(#[case] published_at: i64) {
    let mut oracle = Oracle::foreign();
    let answer = Answer {
        publish_time: published_at,
        ..Answer::new(&oracle, 0)
    };
    assert_eq!(
        oracle.poked(&answer),
        refused(ForeignError::NoTime { published_at })
    );
}
