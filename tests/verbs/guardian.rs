//! The guardian's pause of minting.

use ballast_guard::GuardError;
use ballast_tests::Suite;
use ballast_types::vault::{ExecuteMsg, GuardianSet, MintingPaused, MintingResumed};
use ballast_vault::ContractError;
use rstest::rstest;

const DAY: u64 = 86_400;
const RESUME: ExecuteMsg = ExecuteMsg::ResumeMinting {};

fn pause(seconds: u64) -> ExecuteMsg {
    ExecuteMsg::PauseMinting { seconds }
}

#[test]
fn h01_only_the_guardian_pauses_not_even_the_owner() {
    let mut suite = Suite::base();
    for sender in ["alice", "owner"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &pause(1)));
        let (guardian, sender) = (suite.address("guardian"), suite.address(sender));
        assert_eq!(ContractError::NotGuardian { sender, guardian }, error);
    }
}

#[rstest]
#[case(0)]
#[case(3 * DAY + 1)]
#[case(u64::MAX)]
fn h48_a_pause_of_no_time_or_more_than_three_days_is_refused(#[case] seconds: u64) {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| chain.vault().govern("guardian", &pause(seconds)));
    assert_eq!(
        ContractError::PauseOutOfBounds {
            seconds,
            max: 3 * DAY
        },
        error
    );
}

#[test]
fn h48_a_pause_within_seven_days_of_the_last_ones_end_is_refused() {
    let mut suite = Suite::base();
    let until = suite.chain.now() + 3 * DAY;
    let next_from = until + 7 * DAY;
    let done = suite.ok(|chain| chain.vault().govern("guardian", &pause(3 * DAY)));
    assert_eq!(suite.event::<MintingPaused>(&done), MintingPaused { until });
    let config = suite.chain.vault_config().unwrap();
    assert_eq!(config.minting_paused_until, Some(until));
    assert_eq!(config.next_pause_from, Some(next_from));
    for seconds in [0, 3 * DAY, 7 * DAY - 1] {
        suite.chain.advance(seconds);
        let now = suite.chain.now();
        let error = suite.refused_by(|chain| chain.vault().govern("guardian", &pause(1)));
        assert_eq!(ContractError::PauseTooSoon { next_from, now }, error);
    }
    suite.chain.advance(1);
    suite.ok(|chain| chain.vault().govern("guardian", &pause(1)));
}

#[test]
fn h48_neither_resuming_nor_another_guardian_shortens_the_rest() {
    let mut suite = Suite::base();
    let next_from = suite.chain.now() + 10 * DAY;
    suite.ok(|chain| chain.vault().govern("guardian", &pause(3 * DAY)));
    suite.chain.advance(60);
    suite.ok(|chain| chain.vault().govern("guardian", &RESUME));
    let guardian = suite.address("dave");
    let msg = ExecuteMsg::SetGuardian { guardian };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    let now = suite.chain.now();
    let error = suite.refused_by(|chain| chain.vault().govern("dave", &pause(1)));
    assert_eq!(ContractError::PauseTooSoon { next_from, now }, error);
}

#[test]
fn only_guardian_and_owner_resume() {
    let mut suite = Suite::base();
    suite.ok(|chain| chain.vault().govern("guardian", &pause(DAY)));
    let error = suite.refused_by(|chain| chain.vault().govern("alice", &RESUME));
    let (guardian, sender) = (suite.address("guardian"), suite.address("alice"));
    assert_eq!(
        ContractError::NotGuardianOrOwner { sender, guardian },
        error
    );
    let done = suite.ok(|chain| chain.vault().govern("owner", &RESUME));
    let by = suite.address("owner");
    assert_eq!(suite.event::<MintingResumed>(&done), MintingResumed { by });
    suite.open("alice", 1, 10u128.pow(19), 100_000_000);
}

#[test]
fn resuming_what_is_not_paused_is_refused() {
    let mut suite = Suite::base();
    for sender in ["guardian", "owner"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &RESUME));
        assert_eq!(ContractError::NotPaused {}, error);
    }
    suite.ok(|chain| chain.vault().govern("guardian", &pause(DAY)));
    suite.chain.advance(DAY);
    let error = suite.refused_by(|chain| chain.vault().govern("guardian", &RESUME));
    assert_eq!(ContractError::NotPaused {}, error);
}

#[test]
fn only_the_owner_names_a_guardian_and_the_old_one_is_out_at_once() {
    let mut suite = Suite::base();
    let guardian = suite.address("dave");
    let msg = ExecuteMsg::SetGuardian {
        guardian: guardian.clone(),
    };
    for sender in ["alice", "guardian", "dave"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &msg));
        let (owner, sender) = (suite.address("owner"), suite.address(sender));
        assert_eq!(
            ContractError::Guard(GuardError::NotOwner { sender, owner }),
            error
        );
    }
    let done = suite.ok(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(
        suite.event::<GuardianSet>(&done),
        GuardianSet {
            guardian: guardian.clone()
        }
    );
    let error = suite.refused_by(|chain| chain.vault().govern("guardian", &pause(1)));
    let sender = suite.address("guardian");
    assert_eq!(ContractError::NotGuardian { sender, guardian }, error);
    suite.ok(|chain| chain.vault().govern("dave", &pause(1)));
}
