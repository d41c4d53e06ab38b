//! What a feed of a foreign oracle must satisfy.

use rstest::rstest;

use super::*;

/// The feed with another contract, price id or confidence.
fn with_source(
    new: NewFeed,
    change: impl FnOnce(&mut String, &mut String, &mut Decimal),
) -> NewFeed {
    with_intake(new, |intake| match &mut intake.source {
        Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => change(contract, price_id, maximum_confidence),
        Source::Feeders(_) => unreachable!("foreign"),
    })
}

#[rstest]
#[case::none("")]
#[case::one_byte_less(&"0a".repeat(31))]
#[case::one_byte_more(&"0a".repeat(33))]
#[case::half_a_byte(&"0a".repeat(32)[1..])]
#[case::with_a_prefix(&format!("0x{}", "0a".repeat(32)))]
#[case::no_digits(&"0g".repeat(32))]
fn i23_what_is_no_price_id_is_refused(#[case] price_id: &str) {
    let mut oracle = Oracle::empty();
    let new = with_source(oracle.foreign_feed("ATOM"), |_, id, _| {
        *id = price_id.into();
    });
    let price_id = price_id.into();
    let error = ContractError::InvalidPriceId { price_id };
    assert_eq!(oracle.add_feed(new), Err(error));
}

#[test]
fn i23_a_confidence_of_none_or_of_anything_is_refused() {
    let mut oracle = Oracle::empty();
    let new = |oracle: &Oracle, value| {
        with_source(oracle.foreign_feed("ATOM"), |_, _, maximum| {
            *maximum = value;
        })
    };
    let maximum = Decimal::percent(10);
    let error = ContractError::NoConfidence { maximum };
    assert_eq!(oracle.add_feed(new(&oracle, Decimal::zero())), Err(error));
    let value = maximum + Decimal::raw(1);
    let what = "confidence";
    let error = ContractError::RateTooHigh {
        what,
        value,
        maximum,
    };
    assert_eq!(oracle.add_feed(new(&oracle, value)), Err(error));
    oracle.add_feed(new(&oracle, maximum)).unwrap();
}

#[test]
fn h03_a_contract_whose_address_is_none_is_refused() {
    let mut oracle = Oracle::empty();
    let new = with_source(oracle.foreign_feed("ATOM"), |contract, _, _| {
        *contract = contract.to_uppercase();
    });
    assert!(matches!(oracle.add_feed(new), Err(ContractError::Std(_))));
}

#[test]
fn i23_a_foreign_price_is_valid_for_three_minutes_to_a_day() {
    let mut oracle = Oracle::empty();
    for maximum_age in [179, 86_401] {
        let new = with_intake(oracle.foreign_feed("ATOM"), |i| i.maximum_age = maximum_age);
        let error = ContractError::MaximumAgeOutOfBounds {
            maximum_age,
            minimum: 180,
            maximum: 86_400,
        };
        assert_eq!(oracle.add_feed(new), Err(error));
    }
}

#[test]
fn i26_a_feed_shows_its_foreign_source_as_it_was_stated() {
    let mut oracle = Oracle::empty();
    let new = with_source(oracle.foreign_feed("ATOM"), |_, id, _| {
        *id = id.to_uppercase();
    });
    oracle.add_feed(new).unwrap();
    let found = oracle.feed("ATOM");
    assert_eq!(
        found.kind,
        oracle.foreign_feed("ATOM").kind,
        "in small letters"
    );
    let status: StatusResponse = oracle
        .query(QueryMsg::Status {
            feed: "ATOM".into(),
        })
        .unwrap();
    assert_eq!((status.feeders, status.fresh), (vec![], 0));
}
