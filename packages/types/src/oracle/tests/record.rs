use super::*;
use ballast_math::Price;

fn first() -> Accepted {
    Accepted::first(Price::new(200), 300, 1000, 7)
}

fn record() -> FeedRecord {
    FeedRecord::Price(first())
}

/// The same bytes stand in the oracle's own tests.
const GOLDEN: [u8; 26] = [
    2, 0, 200, 1, 200, 1, 200, 1, 0, 172, 2, 232, 7, 7, 0, 0, 0, 200, 1, 0, 200, 1, 172, 2, 0, 0,
];

#[test]
fn golden_bytes() {
    let golden = &GOLDEN;
    assert_eq!(record().encode().unwrap(), golden);
    assert_eq!(FeedRecord::decode(golden), Ok(record()));
}

#[test]
fn golden_bytes_of_derived_feeds() {
    let rate = FeedRecord::RedemptionRate {
        base: "ETH".into(),
        rate: first(),
    };
    let bytes = rate.encode().unwrap();
    assert_eq!(bytes[..6], [2, 1, 3, b'E', b'T', b'H']);
    assert_eq!(bytes[6..], GOLDEN[2..]);
    assert_eq!(FeedRecord::decode(&bytes), Ok(rate));
    let risen = FeedRecord::RedemptionRate {
        base: "ETH".into(),
        rate: Accepted {
            highest: Some(Price::new(300)),
            ..first()
        },
    };
    let bytes = risen.encode().unwrap();
    assert_eq!(bytes[bytes.len() - 3..], [1, 172, 2]);
    assert_eq!(FeedRecord::decode(&bytes), Ok(risen));

    let claim = FeedRecord::FixedMaturity {
        base: "ETH".into(),
        discount: Ratio::new(200),
        maturity: 300,
        frozen_until: 0,
    };
    let bytes = claim.encode().unwrap();
    assert_eq!(bytes, [2, 2, 3, b'E', b'T', b'H', 200, 1, 172, 2, 0]);
    assert_eq!(FeedRecord::decode(&bytes), Ok(claim));
}

#[test]
fn the_first_version_and_later_ones_are_no_price() {
    for found in [0, 1, 3, 255] {
        let mut bytes = record().encode().unwrap();
        bytes[0] = found;
        let error = RecordError::UnknownVersion { found, known: 2 };
        assert_eq!(FeedRecord::decode(&bytes), Err(error));
    }
}

/// Readers of the first version look at the first byte before anything else, and know only a 1.
#[test]
fn readers_of_the_first_version_refuse_these_bytes() {
    const FIRST_VERSION: u8 = 1;
    assert_ne!(record().encode().unwrap()[0], FIRST_VERSION);
}

#[test]
fn missing_and_trailing_bytes_are_no_price() {
    let mut bytes = record().encode().unwrap();
    bytes.push(0);
    let damaged = |length| Err(RecordError::Damaged { length });
    assert_eq!(FeedRecord::decode(&bytes), damaged(27));
    bytes.truncate(25);
    assert_eq!(FeedRecord::decode(&bytes), damaged(25));
    assert_eq!(FeedRecord::decode(&[]), damaged(0));
}

#[test]
fn i22_a_price_in_use_is_positive_and_neither_old_nor_from_the_future() {
    let valid = first();
    assert!(valid.is_valid(300) && valid.is_valid(1000));
    assert!(!valid.is_valid(299) && !valid.is_valid(1001));
    let worthless = Accepted::first(Price::new(0), 300, 1000, 7);
    assert!(!worthless.is_valid(300));
}

#[test]
fn h48_a_frozen_price_is_invalid_until_it_thaws() {
    let mut record = record();
    record.freeze(500);
    let frozen = *record.accepted().unwrap();
    assert!(!frozen.is_valid(300) && !frozen.is_valid(499));
    assert!(frozen.is_valid(500));
    assert_eq!(record.frozen_until(), 500);
}

#[test]
fn low_and_high_are_the_extremes_of_spot_slow_and_pending() {
    let accepted = Accepted {
        slow: Price::new(210),
        ..first()
    };
    let prices = |pending: Option<u128>| {
        let with = accepted.with_pending(pending.map(|price| (Price::new(price), 350)));
        (with.low.u128(), with.high.u128(), with.pending.u128())
    };
    assert_eq!(prices(None), (200, 210, 0));
    assert_eq!(prices(Some(100)), (100, 210, 100));
    assert_eq!(prices(Some(300)), (200, 300, 300));
}
