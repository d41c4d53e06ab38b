//! The guardian's brake: who pulls it, and for how long.

use rstest::rstest;

use super::*;

pub const HALF_HOUR: u64 = 1_800;
pub const DAY: u64 = 86_400;

impl Oracle {
    pub fn freeze(&mut self, feed: &str, seconds: u64) -> Outcome {
        let feed = feed.into();
        self.execute(&self.guardian(), ExecuteMsg::Freeze { feed, seconds })
    }

    pub fn unfreeze(&mut self, sender: &Addr, feed: &str) -> Outcome {
        self.execute(sender, ExecuteMsg::Unfreeze { feed: feed.into() })
    }

    pub fn frozen_until(&self) -> Option<u64> {
        self.feed("ETH").frozen_until
    }
}

/// With ether at 2,000.
pub fn priced() -> Oracle {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle
}

#[test]
fn h01_only_the_guardian_freezes() {
    let mut oracle = priced();
    let guardian = oracle.guardian();
    for sender in [oracle.owner(), oracle.feeder(0), oracle.stranger()] {
        let msg = ExecuteMsg::Freeze {
            feed: "ETH".into(),
            seconds: 60,
        };
        let error = ContractError::NotGuardian {
            sender: sender.to_string(),
            guardian: guardian.to_string(),
        };
        assert_eq!(oracle.execute(&sender, msg), Err(error));
    }
}

#[test]
fn h01_only_the_guardian_and_the_owner_unfreeze() {
    let mut oracle = priced();
    oracle.freeze("ETH", 60).unwrap();
    let guardian = oracle.guardian();
    for sender in [oracle.feeder(0), oracle.stranger()] {
        let error = ContractError::NotGuardianOrOwner {
            sender: sender.to_string(),
            guardian: guardian.to_string(),
        };
        assert_eq!(oracle.unfreeze(&sender, "ETH"), Err(error));
    }
    let thawed = [Event::from(FeedUnfrozen { feed: "ETH".into() })];
    assert_eq!(oracle.unfreeze(&oracle.owner(), "ETH").unwrap(), thawed);
    oracle.pass(DAY);
    oracle.freeze("ETH", 60).unwrap();
    assert_eq!(oracle.unfreeze(&guardian, "ETH").unwrap(), thawed);
}

#[test]
fn h01_only_the_owner_names_the_guardian() {
    let mut oracle = priced();
    let (old, new) = (oracle.guardian(), oracle.stranger());
    let names = |guardian: &str| ExecuteMsg::SetGuardian {
        guardian: guardian.into(),
    };
    for sender in [old.clone(), new.clone(), oracle.feeder(0)] {
        let error = oracle.not_owner(&sender);
        assert_eq!(oracle.execute(&sender, names(new.as_str())), Err(error));
    }
    let refused = oracle.execute(&oracle.owner(), names(&new.as_str().to_uppercase()));
    assert!(matches!(refused, Err(ContractError::Std(_))));

    let guardian = new.to_string();
    let events = oracle.execute(&oracle.owner(), names(&guardian)).unwrap();
    assert_eq!(events, [Event::from(OracleGuardianSet { guardian })]);
    let refused = oracle.freeze("ETH", 1);
    assert!(
        matches!(refused, Err(ContractError::NotGuardian { .. })),
        "{old}"
    );
    let msg = ExecuteMsg::Freeze {
        feed: "ETH".into(),
        seconds: 1,
    };
    oracle.execute(&new, msg).unwrap();
}

#[rstest]
#[case::of_no_length(0)]
#[case::a_second_too_long(HALF_HOUR + 1)]
#[case::for_ever(u64::MAX)]
fn h48_a_freeze_out_of_bounds_is_refused(#[case] seconds: u64) {
    let mut oracle = priced();
    let error = ContractError::FreezeOutOfBounds {
        seconds,
        longest: HALF_HOUR,
    };
    assert_eq!(oracle.freeze("ETH", seconds), Err(error));
}

#[test]
fn what_has_no_price_cannot_be_frozen() {
    let mut oracle = Oracle::new();
    let error = || ContractError::FeedWithoutPrice { feed: "ETH".into() };
    assert_eq!(oracle.freeze("ETH", 1), Err(error()));
    assert_eq!(oracle.unfreeze(&oracle.owner(), "ETH"), Err(error()));
    let error = || ContractError::UnknownFeed { feed: "BTC".into() };
    assert_eq!(oracle.freeze("BTC", 1), Err(error()));
    assert_eq!(oracle.unfreeze(&oracle.owner(), "BTC"), Err(error()));
}

#[test]
fn what_is_not_frozen_cannot_be_thawed() {
    let mut oracle = priced();
    let not_frozen = |until, now| {
        let feed = "ETH".into();
        Err(ContractError::NotFrozen { feed, until, now })
    };
    let now = oracle.now();
    assert_eq!(oracle.unfreeze(&oracle.owner(), "ETH"), not_frozen(0, now));
    oracle.freeze("ETH", 60).unwrap();
    oracle.pass(60);
    assert_eq!(
        oracle.unfreeze(&oracle.owner(), "ETH"),
        not_frozen(now + 60, now + 60)
    );
}
