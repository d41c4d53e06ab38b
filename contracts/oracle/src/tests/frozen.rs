//! What a freeze does to a price, and that a stolen guardian key can do no more.

use super::{
    freeze::{priced, DAY, HALF_HOUR},
    *,
};

#[test]
fn h48_a_frozen_price_is_no_price_for_half_an_hour_at_most() {
    let mut oracle = priced();
    let until = oracle.now() + HALF_HOUR;
    let frozen = FeedFrozen {
        feed: "ETH".into(),
        until,
    };
    assert_eq!(oracle.freeze("ETH", HALF_HOUR), Ok(vec![frozen.into()]));
    for later in [0, HALF_HOUR - 1] {
        oracle.pass(later);
        // What feeders say is taken as ever.
        oracle.report(3, 2_000).unwrap();
        let (feed, now) = ("ETH".to_owned(), oracle.now());
        let error = PriceError::Frozen { feed, until, now };
        assert_eq!(oracle.usable_price("ETH"), Err(error));
        assert_eq!(oracle.frozen_until(), Some(until));
        assert!(!oracle.price().unwrap().is_valid);
    }
    oracle.accept(2_050);
    assert_eq!(oracle.frozen_until(), Some(until));
    oracle.pass(1);
    assert_eq!(oracle.frozen_until(), None);
    let price = oracle.usable_price("ETH").unwrap();
    assert_eq!(
        (price.spot.u128(), price.published_at),
        (2_050 * 10u128.pow(18), until - 1)
    );
}

#[test]
fn h48_the_cooldown_is_a_day_from_the_freezes_end() {
    let mut oracle = priced();
    let start = oracle.now();
    oracle.freeze("ETH", HALF_HOUR).unwrap();
    let earliest = start + HALF_HOUR + DAY;
    for now in [
        start,
        start + 1,
        start + HALF_HOUR,
        start + DAY,
        earliest - 1,
    ] {
        oracle.pass(now - oracle.now());
        let feed = "ETH".into();
        let error = ContractError::FreezeTooSoon {
            feed,
            earliest,
            now,
        };
        assert_eq!(oracle.freeze("ETH", 1), Err(error));
    }
    oracle.pass(1);
    oracle.freeze("ETH", 1).unwrap();
}

#[test]
fn h48_an_early_end_begins_the_cooldown() {
    let mut oracle = priced();
    oracle.freeze("ETH", HALF_HOUR).unwrap();
    oracle.pass(60);
    let thawed = oracle.now();
    oracle.unfreeze(&oracle.guardian(), "ETH").unwrap();
    assert!(oracle.usable_price("ETH").is_ok());
    oracle.pass(DAY - 1);
    let error = ContractError::FreezeTooSoon {
        feed: "ETH".into(),
        earliest: thawed + DAY,
        now: thawed + DAY - 1,
    };
    assert_eq!(oracle.freeze("ETH", 1), Err(error));
    oracle.pass(1);
    oracle.freeze("ETH", 1).unwrap();
}

#[test]
fn a_frozen_base_freezes_what_stands_on_it() {
    let mut oracle = priced();
    let later = oracle.now() + 1_000;
    oracle.add_feed(claim("PT", "ETH", later)).unwrap();
    assert!(oracle.usable_price("PT").is_ok());
    oracle.freeze("ETH", 60).unwrap();
    let until = oracle.now() + 60;
    let frozen = |feed: &str, until, now| {
        let feed = feed.into();
        Err(PriceError::Frozen { feed, until, now })
    };
    assert_eq!(
        oracle.usable_price("PT"),
        frozen("ETH", until, oracle.now())
    );

    // And what stands on it can be frozen by itself.
    oracle.pass(60);
    oracle.accept(2_000);
    oracle.freeze("PT", 60).unwrap();
    assert_eq!(
        oracle.usable_price("PT"),
        frozen("PT", until + 60, oracle.now())
    );
    assert!(oracle.usable_price("ETH").is_ok());
    let refused = oracle.freeze("PT", 60);
    assert!(matches!(refused, Err(ContractError::FreezeTooSoon { .. })));
    oracle.unfreeze(&oracle.guardian(), "PT").unwrap();
    assert!(oracle.usable_price("PT").is_ok());
}

/// All that it can do to a price is to freeze it, and every other message refuses it.
#[test]
fn h48_a_stolen_guardian_key_can_do_no_more() {
    let mut oracle = priced();
    let (thief, feed) = (oracle.guardian(), "ETH".to_owned());
    let intake = oracle.feed("ETH").kind.intake().unwrap().clone();
    let before = oracle.bytes();
    let messages = [
        ExecuteMsg::Report {
            reports: vec![report("ETH", 2_001, oracle.now() + 1)],
        },
        ExecuteMsg::AddFeed(oracle.new_feed("BTC", 4)),
        ExecuteMsg::UpdateFeed {
            feed: feed.clone(),
            intake,
            feeders: oracle.addresses(4..8),
        },
        ExecuteMsg::RemoveFeed { feed: feed.clone() },
        ExecuteMsg::AddFeeder {
            feed: feed.clone(),
            feeder: thief.to_string(),
        },
        ExecuteMsg::RemoveFeeder {
            feed,
            feeder: oracle.feeder(0).into_string(),
        },
        ExecuteMsg::SetGuardian {
            guardian: oracle.stranger().into_string(),
        },
        ExecuteMsg::TransferOwnership {
            new_owner: thief.to_string(),
            expires: None,
        },
        ExecuteMsg::AcceptOwnership {},
        ExecuteMsg::CancelOwnershipTransfer {},
    ];
    for msg in messages {
        assert!(oracle.execute(&thief, msg.clone()).is_err(), "{msg:?}");
    }
    assert_eq!(oracle.bytes(), before);

    // A freeze takes nothing from the record but its validity: thawed, every byte of the price is as it was.
    let price = |oracle: &Oracle| match oracle.record("ETH") {
        Some(FeedRecord::Price(accepted)) => Accepted {
            frozen_until: 0,
            ..accepted
        },
        other => panic!("{other:?}"),
    };
    let found = price(&oracle);
    oracle.freeze("ETH", HALF_HOUR).unwrap();
    assert_eq!(price(&oracle), found);
}
