//! What every contract refuses alike stands at this one's door too. How each guard decides is tested
//! with the guards.

use ballast_guard::{version, OwnershipError};
use ballast_types::vault::OwnershipChanged;
use rstest::rstest;

use super::*;
use crate::state::{NAME, VERSION};

fn offer(to: &Addr, expires: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::TransferOwnership {
        new_owner: to.to_string(),
        expires,
    }
}

const ACCEPT: ExecuteMsg = ExecuteMsg::AcceptOwnership {};
const CANCEL: ExecuteMsg = ExecuteMsg::CancelOwnershipTransfer {};

fn changed(owner: &Addr, pending: &str) -> Vec<Event> {
    vec![OwnershipChanged {
        owner: owner.to_string(),
        pending_owner: pending.into(),
    }
    .into()]
}

fn library(refusal: OwnershipError) -> ContractError {
    GuardError::from(refusal).into()
}

fn instantiate(funds: &[Coin], owner: &str, guardian: &str) -> Outcome {
    let mut deps = mock_dependencies();
    let info = message_info(&deps.api.addr_make("creator"), funds);
    let msg = InstantiateMsg {
        owner: owner.into(),
        guardian: guardian.into(),
    };
    contract::instantiate(deps.as_mut(), mock_env(), info, msg).map(|response| response.events)
}

fn migrate(oracle: &mut Oracle) -> Result<(), ContractError> {
    contract::migrate(oracle.deps.as_mut(), oracle.env.clone(), MigrateMsg {}).map(|_| ())
}

#[rstest]
#[case::one(&[Coin::new(5u128, "uatom")], "5uatom")]
#[case::two(&[Coin::new(5u128, "uatom"), Coin::new(7u128, "uusd")], "5uatom,7uusd")]
fn h08_no_message_takes_funds(#[case] funds: &[Coin], #[case] received: &str) {
    let mut oracle = Oracle::new();
    let (owner, feed) = (oracle.owner(), "ETH".to_owned());
    let feeder = oracle.feeder(0).into_string();
    let received = received.to_owned();
    let refused: Outcome = Err(GuardError::UnexpectedFunds { received }.into());
    let messages = [
        ExecuteMsg::Report {
            reports: vec![report("ETH", 2_000, oracle.now())],
        },
        ExecuteMsg::AddFeed(oracle.new_feed("BTC", 4)),
        ExecuteMsg::RemoveFeed { feed: feed.clone() },
        ExecuteMsg::AddFeeder {
            feed: feed.clone(),
            feeder: oracle.feeder(7).into_string(),
        },
        ExecuteMsg::RemoveFeeder {
            feed: feed.clone(),
            feeder,
        },
        ExecuteMsg::Relay {
            reports: vec![oracle.sign(0, report("ETH", 2_000, oracle.now()))],
        },
        ExecuteMsg::Poke {
            feeds: vec![feed.clone()],
        },
        ExecuteMsg::UpdateFeed {
            feed: feed.clone(),
            intake: oracle.feed("ETH").kind.intake().unwrap().clone(),
            feeders: oracle.addresses(0..4),
        },
        ExecuteMsg::SetGuardian {
            guardian: owner.to_string(),
        },
        ExecuteMsg::Freeze {
            feed: feed.clone(),
            seconds: 1,
        },
        ExecuteMsg::Unfreeze { feed },
        offer(&owner, None),
        ACCEPT,
        CANCEL,
    ];
    for msg in messages {
        assert_eq!(oracle.execute_with(&owner, funds, msg), refused);
    }
    let instantiated = instantiate(funds, owner.as_str(), owner.as_str());
    assert_eq!(instantiated, refused);
}

#[test]
fn h03_an_owner_or_guardian_whose_address_is_none_is_refused() {
    let mut oracle = Oracle::empty();
    let somebody = oracle.owner();
    for (owner, guardian) in [("nobody", somebody.as_str()), (somebody.as_str(), "nobody")] {
        let refused = instantiate(&[], owner, guardian);
        assert!(matches!(refused, Err(ContractError::Std(_))), "{refused:?}");
    }
    let msg = ExecuteMsg::TransferOwnership {
        new_owner: oracle.feeder(0).into_string().to_uppercase(),
        expires: None,
    };
    assert!(matches!(
        oracle.execute(&oracle.owner(), msg),
        Err(ContractError::Guard(GuardError::Ownership(_)))
    ));
}

#[test]
fn h01_h05_a_stranger_neither_offers_accepts_nor_cancels() {
    let mut oracle = Oracle::empty();
    let (owner, heir, thief) = (oracle.owner(), oracle.feeder(0), oracle.feeder(1));
    oracle.execute(&owner, offer(&heir, None)).unwrap();
    let not_owner = Err(oracle.not_owner(&thief));
    assert_eq!(oracle.execute(&thief, offer(&thief, None)), not_owner);
    assert_eq!(oracle.execute(&thief, CANCEL), not_owner);
    assert_eq!(
        oracle.execute(&thief, ACCEPT),
        Err(library(OwnershipError::NotPendingOwner))
    );
}

#[test]
fn h46_an_offer_that_has_ended_cannot_be_accepted() {
    let mut oracle = Oracle::empty();
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    let (expires, now) = (START, START);
    let ended = GuardError::OfferExpired { expires, now };
    assert_eq!(
        oracle.execute(&owner, offer(&heir, Some(expires))),
        Err(ended.into())
    );
    oracle
        .execute(&owner, offer(&heir, Some(START + 10)))
        .unwrap();
    oracle.pass(10);
    assert_eq!(
        oracle.execute(&heir, ACCEPT),
        Err(library(OwnershipError::TransferExpired))
    );
}

#[test]
fn h05_a_cancelled_offer_cannot_be_accepted() {
    let mut oracle = Oracle::empty();
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    oracle.execute(&owner, offer(&heir, None)).unwrap();
    assert_eq!(oracle.execute(&owner, CANCEL), Ok(changed(&owner, "")));
    assert_eq!(
        oracle.execute(&heir, ACCEPT),
        Err(library(OwnershipError::TransferNotFound))
    );
}

#[test]
fn h05_the_old_owner_keeps_the_oracle_until_the_new_one_accepts() {
    let mut oracle = Oracle::empty();
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    assert_eq!(
        oracle.execute(&owner, offer(&heir, None)),
        Ok(changed(&owner, heir.as_str()))
    );
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();

    assert_eq!(oracle.execute(&heir, ACCEPT), Ok(changed(&heir, "")));
    let config: ConfigResponse = oracle.query(QueryMsg::Config {}).unwrap();
    assert_eq!(
        config,
        ConfigResponse {
            owner: heir.to_string(),
            pending_owner: None,
            guardian: oracle.guardian().into_string()
        }
    );
    let not_owner = GuardError::NotOwner {
        sender: owner.into_string(),
        owner: heir.into_string(),
    };
    assert_eq!(
        oracle.add_feed(oracle.new_feed("BTC", 4)),
        Err(not_owner.into())
    );
}

#[test]
fn creation_names_the_owner() {
    let owner = MockApi::default().addr_make("owner");
    let created = instantiate(&[], owner.as_str(), owner.as_str());
    assert_eq!(created, Ok(changed(&owner, "")));
}

#[rstest]
#[case::another_contract("ballast-vault", "0.0.1")]
#[case::same_version(NAME, VERSION)]
#[case::downgrade(NAME, "99.0.0")]
fn h43_migration_only_goes_forward(#[case] name: &str, #[case] version: &str) {
    let mut oracle = Oracle::empty();
    version::set(&mut oracle.deps.storage, name, version).unwrap();
    let before = oracle.bytes();
    let refused = migrate(&mut oracle);
    assert!(
        matches!(refused, Err(ContractError::Guard(_))),
        "{refused:?}"
    );
    assert_eq!(oracle.bytes(), before);
}

#[test]
fn i28_an_earlier_version_moves_on_and_keeps_its_answers() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let before = oracle.bytes();
    version::set(&mut oracle.deps.storage, NAME, "0.0.9").unwrap();
    migrate(&mut oracle).unwrap();
    assert_eq!(oracle.bytes(), before);
}
