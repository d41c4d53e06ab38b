//! The contract's owner.

use ballast_types::vault::OwnershipChanged;
use cw_ownable::OwnershipError;
use rstest::rstest;

use super::*;

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

#[test]
fn h08_funds_are_refused() {
    let mut oracle = Oracle::empty();
    let (owner, funds) = (oracle.owner(), [Coin::new(1u128, "uatom")]);
    let error = Err(ContractError::UnexpectedFunds {
        received: "1uatom".into(),
    });
    for msg in [offer(&owner, None), ACCEPT, CANCEL] {
        assert_eq!(oracle.execute_with(&owner, &funds, msg), error);
    }
    let info = message_info(&owner, &funds);
    let msg = InstantiateMsg {
        owner: owner.to_string(),
    };
    let mut deps = mock_dependencies();
    let refused = contract::instantiate(deps.as_mut(), oracle.env, info, msg).map(|r| r.events);
    assert_eq!(refused, error);
}

#[test]
fn h03_an_owner_whose_address_is_none_is_refused() {
    let mut oracle = Oracle::empty();
    let owner = oracle.owner();
    let new_owner = oracle.feeder(0).into_string().to_uppercase();
    let msg = ExecuteMsg::TransferOwnership {
        new_owner,
        expires: None,
    };
    assert!(matches!(
        oracle.execute(&owner, msg),
        Err(ContractError::Ownership(_))
    ));

    let (mut deps, info) = (mock_dependencies(), message_info(&owner, &[]));
    let msg = InstantiateMsg {
        owner: "nobody".into(),
    };
    let refused = contract::instantiate(deps.as_mut(), oracle.env, info, msg);
    assert!(matches!(refused, Err(ContractError::Std(_))));
}

#[test]
fn h01_only_the_owner_offers_and_cancels() {
    let mut oracle = Oracle::empty();
    let (owner, thief) = (oracle.owner(), oracle.feeder(0));
    let not_owner = Err(OwnershipError::NotOwner.into());
    assert_eq!(oracle.execute(&thief, offer(&thief, None)), not_owner);
    oracle
        .execute(&owner, offer(&oracle.feeder(1), None))
        .unwrap();
    assert_eq!(oracle.execute(&thief, CANCEL), not_owner);
    assert_eq!(oracle.execute(&oracle.feeder(1), CANCEL), not_owner);
}

#[test]
fn h05_only_the_pending_owner_accepts() {
    let mut oracle = Oracle::empty();
    let (owner, heir, thief) = (oracle.owner(), oracle.feeder(0), oracle.feeder(1));
    let none = Err(OwnershipError::TransferNotFound.into());
    assert_eq!(oracle.execute(&heir, ACCEPT), none);
    let offered = oracle.execute(&owner, offer(&heir, None)).unwrap();
    assert_eq!(offered, changed(&owner, heir.as_str()));
    let not_pending = Err(OwnershipError::NotPendingOwner.into());
    assert_eq!(oracle.execute(&thief, ACCEPT), not_pending);
    assert_eq!(oracle.execute(&owner, ACCEPT), not_pending);

    assert_eq!(oracle.execute(&heir, ACCEPT), Ok(changed(&heir, "")));
    assert_eq!(oracle.execute(&heir, ACCEPT), none);
    let config: ConfigResponse = oracle.query(QueryMsg::Config {}).unwrap();
    assert_eq!(
        config,
        ConfigResponse {
            owner: heir.to_string(),
            pending_owner: None
        }
    );
    let not_owner = Err(OwnershipError::NotOwner.into());
    assert_eq!(oracle.add_feed(oracle.new_feed("ETH", 4)), not_owner);
}

#[test]
fn h05_a_new_offer_replaces_the_old() {
    let mut oracle = Oracle::empty();
    let (owner, first, second) = (oracle.owner(), oracle.feeder(0), oracle.feeder(1));
    oracle.execute(&owner, offer(&first, None)).unwrap();
    oracle.execute(&owner, offer(&second, None)).unwrap();
    let not_pending = Err(OwnershipError::NotPendingOwner.into());
    assert_eq!(oracle.execute(&first, ACCEPT), not_pending);
    oracle.execute(&second, ACCEPT).unwrap();
}

#[test]
fn h05_a_cancelled_offer_cannot_be_accepted() {
    let mut oracle = Oracle::empty();
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    let none = Err(OwnershipError::TransferNotFound.into());
    assert_eq!(oracle.execute(&owner, CANCEL), none);
    oracle
        .execute(&owner, offer(&heir, Some(START + 10)))
        .unwrap();
    assert_eq!(oracle.execute(&owner, CANCEL), Ok(changed(&owner, "")));
    assert_eq!(oracle.execute(&heir, ACCEPT), none);
}

#[test]
fn h46_an_offer_ends_in_time() {
    let mut oracle = Oracle::empty();
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    oracle
        .execute(&owner, offer(&heir, Some(START + 10)))
        .unwrap();
    oracle.pass(10);
    let expired = Err(OwnershipError::TransferExpired.into());
    assert_eq!(oracle.execute(&heir, ACCEPT), expired);
    oracle
        .execute(&owner, offer(&heir, Some(START + 11)))
        .unwrap();
    oracle.execute(&heir, ACCEPT).unwrap();
}

#[rstest]
#[case(u64::MAX / 1_000_000_000 + 1)]
#[case(u64::MAX)]
fn h20_an_offer_that_ends_after_time_itself_is_refused(#[case] expires: u64) {
    let mut oracle = Oracle::empty();
    let latest = u64::MAX / 1_000_000_000;
    let error = Err(ContractError::ExpiryTooLate { expires, latest });
    let (owner, heir) = (oracle.owner(), oracle.feeder(0));
    assert_eq!(oracle.execute(&owner, offer(&heir, Some(expires))), error);
    oracle.execute(&owner, offer(&heir, Some(latest))).unwrap();
}
